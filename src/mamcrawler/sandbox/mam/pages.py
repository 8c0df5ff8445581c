"""The answers that are not JSON: refusals, the login page, and pages that stand where a torrent should be."""

from __future__ import annotations

from mamcrawler.sandbox.mam.session import DELETION, Signature
from mamcrawler.sandbox.serving import Reply, text_reply

LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Login | My Anonamouse</title></head><body><h1>Not logged in!</h1>"
    '<form method="post" action="/takelogin.php"><input type="hidden" name="t" value="1">'
    '<input name="email"><input name="password" type="password"><input type="submit" value="Log in!">'
    "</form></body></html>"
)


def refused(signature: Signature, path: str) -> Reply:
    """The site's answer to a dead session, in one of its four forms."""
    match signature:
        case "403":
            return text_reply("Forbidden", 403, "text/html").with_headers(DELETION)
        case "login-page":
            return text_reply(LOGIN_PAGE)
        case "empty":
            return Reply(200, b"", (("content-type", "text/html"),))
        case "redirect":
            return Reply(
                302, b"", (("location", f"/login.php?returnto={path}"), ("content-type", "text/html"))
            )


def too_many(retry_after: int) -> Reply:
    """429 with the seconds to wait."""
    return text_reply("Too many requests", 429, "text/html").with_headers(("retry-after", str(retry_after)))


def page(title: str, sentence: str) -> Reply:
    """A page of the site with status 200, as it stands in for other answers when something is wrong."""
    head = f"<!DOCTYPE html><html><head><title>{title} | My Anonamouse</title></head>"
    return text_reply(f'{head}<body id="siteMain"><h1>{title}</h1><p>{sentence}</p></body></html>')
