"""What the product answers when it cannot do what was asked: a closed list of codes with their statuses."""

from collections.abc import Sequence
from typing import Any

THINGS = (
    "author",
    "backup",
    "book",
    "download",
    "edition",
    "guide",
    "item",
    "job",
    "key",
    "release",
    "report",
    "route",
    "run",
    "series",
    "user",
    "wanted",
)

# Code to (HTTP status, title). Codes are a promise to programs: they are added, never renamed.
CODES: dict[str, tuple[int, str]] = {
    "bad_request": (400, "The request cannot be read"),
    "not_authenticated": (401, "A valid API key is needed"),
    "token_expired": (401, "The access token has expired"),
    "locked": (401, "Too many failed attempts"),
    "not_allowed": (403, "This key may not do that"),
    "consent_required": (403, "Consent has to be given first"),
    "spending_off": (403, "Spending is switched off"),
    **{f"{thing}_not_found": (404, f"No such {thing}") for thing in THINGS},
    "method_not_allowed": (405, "This address does not take that method"),
    "invalid_transition": (409, "This move does not exist from the present state"),
    "duplicate_item": (409, "The item exists already"),
    "already_wanted": (409, "The book is wanted already"),
    "already_downloading": (409, "The book is being downloaded already"),
    "changed_since": (409, "The row was changed meanwhile"),
    "last_admin": (409, "The last admin cannot go"),
    "job_running": (409, "The job is running already"),
    "too_large": (413, "The body is too large"),
    "unsupported_type": (415, "This type of body is not taken"),
    "invalid_input": (422, "Some values are not valid"),
    "rate_limited": (429, "Too many requests"),
    "internal": (500, "Something went wrong in the program"),
    "remote_misunderstood": (502, "A remote answered in a way that is not understood"),
    "remote_refused": (502, "A remote refused us"),
    "remote_down": (503, "A remote cannot be reached"),
    "not_configured": (503, "A remote is not connected yet"),
    "session_not_saved": (503, "A renewed tracker session could not be stored"),
    "starting": (503, "The server is still starting"),
    "remote_slow": (504, "A remote took too long"),
}


class Problem(Exception):  # noqa: N818 - named after the problem details it becomes (RFC 9457)
    """A request that cannot be fulfilled, for a reason with a documented code.

    `detail` is one sentence about this occurrence. `errors` lists (field, message) for `invalid_input`.
    `more` are further members of the answer, such as the id of the row that is in the way.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        status: int | None = None,
        errors: Sequence[tuple[str, str]] = (),
        **more: Any,
    ) -> None:
        if code not in CODES:
            raise ValueError(f"{code} is not one of the documented codes")
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.status = status or CODES[code][0]
        self.errors = tuple(errors)
        self.more = more

    @property
    def title(self) -> str:
        """What the code means, the same for every occurrence."""
        return CODES[self.code][1]


class NotConfigured(Exception):  # noqa: N818 - named for the fact
    """A remote is needed that nobody has connected; `missing` names the settings to give."""

    def __init__(self, remote: str, missing: str) -> None:
        super().__init__(f"{remote} is not connected: set {missing}")
        self.remote = remote
        self.missing = missing
