"""Reads what Audiobookshelf says about itself: status, account, libraries, tasks."""

import re

from mamcrawler.integrations.audiobookshelf.items import millis
from mamcrawler.integrations.audiobookshelf.models import Account, Folder, Library, ServerStatus, Task
from mamcrawler.integrations.audiobookshelf.policy import NAME
from mamcrawler.integrations.reading import flag, rows, table, text, texts
from mamcrawler.integrations.remote import Answer, Misunderstood

_PATH_LIMIT = 4_096


def read_status(answer: Answer) -> ServerStatus:
    """The status page; Misunderstood when some other program answers."""
    body = table(answer.json())
    version = text(body.get("serverVersion"))
    if body.get("app") != "audiobookshelf" or version is None:
        raise Misunderstood(NAME, "the address answers, but not as an Audiobookshelf server", permanent=True)
    return ServerStatus(
        version=version,
        numbers=tuple(int(part) for part in re.findall(r"\d+", version)[:3]),
        initialised=flag(body.get("isInit")) is True,
        auth_methods=texts(body.get("authMethods")),
    )


def read_account(answer: Answer) -> Account:
    """The user of a login payload."""
    user = table(table(answer.json()).get("user"))
    may = table(user.get("permissions"))
    kind = text(user.get("type")) or "user"
    found = text(user.get("id"))
    if found is None:
        raise Misunderstood(NAME, "the server did not say which user we are")
    return Account(
        id=found,
        username=text(user.get("username")) or "",
        type=kind,
        may_update=flag(may.get("update")) is True,
        may_download=flag(may.get("download")) is True,
        is_admin=kind in ("root", "admin"),
    )


def read_libraries(answer: Answer) -> tuple[Library, ...]:
    """Every library that has an id."""
    listed = table(answer.json()).get("libraries")
    if not isinstance(listed, list):
        raise Misunderstood(NAME, "the list of libraries has another shape")
    found = []
    for raw in map(table, listed):
        library_id = text(raw.get("id"))
        if library_id is None:
            continue
        folders = (
            Folder(
                id=text(entry.get("id")) or "",
                path=text(entry.get("fullPath") or entry.get("path"), _PATH_LIMIT) or "",
            )
            for entry in map(table, rows(raw.get("folders")))
        )
        found.append(
            Library(
                id=library_id,
                name=text(raw.get("name")) or library_id,
                media_type=text(raw.get("mediaType")) or "",
                folders=tuple(folder for folder in folders if folder.path),
                last_scan=millis(raw.get("lastScan")),
                provider=text(raw.get("provider")),
            )
        )
    return tuple(found)


def read_tasks(answer: Answer) -> tuple[Task, ...]:
    """Every task that has an id."""
    listed = table(answer.json()).get("tasks")
    if not isinstance(listed, list):
        raise Misunderstood(NAME, "the list of tasks has another shape")
    return tuple(
        Task(
            id=text(raw.get("id")) or "",
            action=text(raw.get("action")) or "",
            library_id=text(table(raw.get("data")).get("libraryId")),
            finished=flag(raw.get("isFinished")) is True,
            failed=flag(raw.get("isFailed")) is True,
            error=text(raw.get("error")),
            started_at=millis(raw.get("startedAt")),
            finished_at=millis(raw.get("finishedAt")),
        )
        for raw in map(table, listed)
        if raw.get("id")
    )
