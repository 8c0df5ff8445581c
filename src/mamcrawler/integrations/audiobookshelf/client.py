"""The client of Audiobookshelf."""

from collections.abc import Mapping, Sequence
from typing import Any

from mamcrawler.integrations.audiobookshelf import server
from mamcrawler.integrations.audiobookshelf.items import read_item, read_row
from mamcrawler.integrations.audiobookshelf.login import Login
from mamcrawler.integrations.audiobookshelf.models import (
    Account,
    Edited,
    Item,
    ItemsPage,
    Library,
    ServerStatus,
    Task,
)
from mamcrawler.integrations.audiobookshelf.policy import NAME, READ_TIMEOUT, WRITE_TIMEOUT
from mamcrawler.integrations.reading import count, flag, table, text
from mamcrawler.integrations.remote import (
    Answer,
    Check,
    Door,
    Misunderstood,
    NotThere,
    RejectedUs,
    check_status,
)

BATCH = 25
SCAN_RESULTS = ("NOTHING", "ADDED", "UPDATED", "REMOVED", "UPTODATE")
_TOO_MANY_BAD = 0.2


class AudiobookshelfClient:
    """Reads libraries and items, starts scans, edits items. Every method raises the five failures.

    `url` is the server's address with the sub-path it is served under, if any. Give `api_key`, or
    `username` and `password`.
    """

    def __init__(
        self,
        door: Door,
        url: str,
        *,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
    ) -> None:
        self._door = door
        self._base = url.rstrip("/")
        self._login = Login(door, self._base, api_key=api_key, username=username, password=password)

    def status(self) -> ServerStatus:
        """Version and state of the server; needs no credential."""
        return server.read_status(self._door.request("GET", f"{self._base}/status", timeout=WRITE_TIMEOUT))

    def account(self) -> Account:
        """The user that our credential acts as. Raises RejectedUs when it is not accepted."""
        answer = self._call("POST", "/api/authorize", timeout=WRITE_TIMEOUT, idempotent=True)
        return server.read_account(answer)

    def libraries(self) -> tuple[Library, ...]:
        """All libraries, podcasts too; folders carry the server's own paths."""
        return server.read_libraries(self._call("GET", "/api/libraries"))

    def items_page(
        self,
        library_id: str,
        *,
        page: int,
        limit: int = 500,
        sort: str | None = None,
        descending: bool = False,
    ) -> ItemsPage:
        """Page `page`, counted from 0, of a library's items in minified form.

        `sort` is a key of the server such as "addedAt" or "mtimeMs". Raises Misunderstood when the answer
        lacks `results` or `total`, or when more than a fifth of the rows cannot be read.
        """
        if limit < 1:
            raise ValueError("a page has at least one row; 0 would ask for the whole library at once")
        params: dict[str, Any] = {"limit": limit, "page": page, "minified": 1}
        if sort is not None:
            params["sort"] = sort
            params["desc"] = 1 if descending else 0
        body = self._call("GET", f"/api/libraries/{library_id}/items", params=params).json()
        total = count(table(body).get("total"))
        if total is None or not isinstance(body.get("results"), list):
            raise Misunderstood(NAME, "a page of items without its rows or its total")
        read = [read_row(raw) for raw in body["results"]]
        good = tuple(row for row in read if row is not None)
        bad = len(read) - len(good)
        if bad > _TOO_MANY_BAD * len(read):
            raise Misunderstood(NAME, f"{bad} of {len(read)} items of a page cannot be read")
        return ItemsPage(rows=good, total=total, page=page, unreadable=bad)

    def item(self, item_id: str) -> Item:
        """One item with authors, narrators, series and files. Raises NotThere."""
        return self._item(self._call("GET", f"/api/items/{item_id}", params={"expanded": 1}).json())

    def items(self, item_ids: Sequence[str]) -> tuple[Item, ...]:
        """Those of the items that the server knows, in one call and in its order."""
        if not item_ids:
            return ()
        answer = self._call(
            "POST", "/api/items/batch/get", json={"libraryItemIds": list(item_ids)}, idempotent=True
        )
        listed = table(answer.json()).get("libraryItems")
        if not isinstance(listed, list):
            raise Misunderstood(NAME, "a batch of items without its list")
        return tuple(item for item in map(read_item, listed) if item is not None)

    def scan_library(self, library_id: str, *, force: bool = False) -> None:
        """Starts a scan and returns at once. It runs while `tasks` shows an unfinished "library-scan" of the
        library, and has ended when `Library.last_scan` moved. Asking twice is harmless: a server that scans
        already scans no second time."""
        params = {"force": 1} if force else None
        path = f"/api/libraries/{library_id}/scan"
        self._call("POST", path, params=params, timeout=WRITE_TIMEOUT, idempotent=True)

    def scan_item(self, item_id: str) -> str:
        """Scans one item's folder now and returns one of SCAN_RESULTS. Raises NotThere."""
        answer = self._call("POST", f"/api/items/{item_id}/scan", check=_check_scan)
        result = text(table(answer.json()).get("result")) or ""
        if result not in SCAN_RESULTS:
            raise Misunderstood(NAME, "the scan of an item ended in a result we do not know")
        return result

    def tasks(self) -> tuple[Task, ...]:
        """The tasks that run now; those that have ended may still be listed or be gone."""
        return server.read_tasks(self._call("GET", "/api/tasks", timeout=WRITE_TIMEOUT))

    def update_item(self, item_id: str, changes: Mapping[str, Any]) -> Edited:
        """Sends `changes` ("metadata", "tags") for one item. Raises NotThere.

        Lists of authors and series replace the whole set, so they must be complete (rule L24); those that the
        item has already keep their spelling and their order. The item in the answer is a plain one.
        """
        answer = self._call("PATCH", f"/api/items/{item_id}/media", json=changes, timeout=WRITE_TIMEOUT)
        body = table(answer.json())
        return Edited(updated=flag(body.get("updated")) is True, item=read_item(body.get("libraryItem")))

    def update_batch(self, changes: Mapping[str, Mapping[str, Any]]) -> int:
        """Sends changes for up to 25 items by id and returns how many the server changed.

        Raises NotThere when one id is unknown; then nothing was applied (rule L24).
        """
        if len(changes) > BATCH:
            raise ValueError(f"at most {BATCH} items in one batch")
        if not changes:
            return 0
        body = [{"id": item_id, "mediaPayload": dict(payload)} for item_id, payload in changes.items()]
        answer = self._call("POST", "/api/items/batch/update", json=body, timeout=WRITE_TIMEOUT)
        return count(table(answer.json()).get("updates")) or 0

    def recently_added(self, library_id: str, limit: int = 50) -> ItemsPage:
        """The newest items of a library, for finding what was just imported by its path."""
        return self.items_page(library_id, page=0, limit=limit, sort="addedAt", descending=True)

    def _item(self, raw: Any) -> Item:
        found = read_item(raw)
        if found is None:
            raise Misunderstood(NAME, "an item without an id")
        return found

    def _call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        timeout: float = READ_TIMEOUT,
        idempotent: bool | None = None,
        check: Check | None = None,
    ) -> Answer:
        judge = check or _check
        for last in (not self._login.renewable, True):
            headers = self._login.headers()
            answer = self._door.request(
                method,
                self._base + path,
                params=params,
                json=json,
                headers=headers,
                timeout=timeout,
                idempotent=idempotent,
                check=judge if last else _but_401(judge),
            )
            if answer.status != 401:
                break
            self._login.renew(headers["Authorization"].removeprefix("Bearer "))
        return answer


def _but_401(judge: Check) -> Check:
    def check(answer: Answer) -> None:
        if answer.status != 401:
            judge(answer)

    return check


def _check_scan(answer: Answer) -> None:
    # The server breaks on an item that is a single file in the library root; that is no outage.
    if answer.status == 500:
        raise Misunderstood(NAME, "the server cannot scan this item alone", permanent=True)
    _check(answer)


def _check(answer: Answer) -> None:
    if answer.status == 401:
        raise RejectedUs(NAME, "the credential was refused; it is wrong, expired or switched off")
    if answer.status == 403:
        raise RejectedUs(NAME, "the user of our credential lacks the permission", reason="permission")
    if answer.status == 404:
        raise NotThere(NAME, "no such thing, or none that our user may see")
    check_status(answer)
