"""The library server's simulator: both auth generations, lists, edits, and scans of a real folder."""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from mamcrawler.sandbox.audiobookshelf.simulator import AudiobookshelfSimulator
from mamcrawler.sandbox.audiobookshelf.stock import generated_items, world_items
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.world_build import build_world

WORLD = build_world()
MINIFIED = {
    "id", "ino", "oldLibraryItemId", "libraryId", "folderId", "path", "relPath", "isFile", "mtimeMs",
    "ctimeMs", "birthtimeMs", "addedAt", "updatedAt", "isMissing", "isInvalid", "mediaType", "media",
    "numFiles", "size",
}  # fmt: skip
MINIFIED_METADATA = {
    "title", "titleIgnorePrefix", "subtitle", "authorName", "authorNameLF", "narratorName",
    "seriesName", "genres", "publishedYear", "publishedDate", "publisher", "description", "isbn",
    "asin", "language", "explicit", "abridged",
}  # fmt: skip


class Moment:
    """A clock that moves a second with every look, or by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Desk:
    """The simulator over a folder, and a client holding its API key."""

    def __init__(self, root: Path, **options: Any) -> None:
        self.root, self.now, self.faults = root, Moment(), Faults()
        root.mkdir(exist_ok=True)
        self.abs = AudiobookshelfSimulator(root, self.faults, now=self.now, **options)
        self.abs.tasks.at_least = 0.02
        self.abs.start()
        # Plain HTTP only: loading certificates for every client would cost more than the tests.
        self.stranger = httpx2.Client(base_url=self.abs.url, verify=False)
        self.http = httpx2.Client(base_url=self.abs.url, verify=False)
        self.http.headers["authorization"] = f"Bearer {self.abs.api_key()}"
        self.library = f"/api/libraries/{self.abs.books.id}"

    def close(self) -> None:
        self.http.close()
        self.stranger.close()
        self.abs.stop()

    def items(self, **params: str) -> dict[str, Any]:
        return dict(self.http.get(f"{self.library}/items", params=params).json())

    def item(self, rel_path: str) -> dict[str, Any]:
        row = next(row for row in self.items()["results"] if row["relPath"] == rel_path)
        return dict(self.http.get(f"/api/items/{row['id']}", params={"expanded": "1"}).json())

    def scan(self) -> None:
        assert self.http.post(f"{self.library}/scan").text == "OK"
        while self.http.get("/api/tasks").json()["tasks"]:
            time.sleep(0.01)

    def add_book(self, folder: str, sidecar: dict[str, Any] | None = None, **tags: str) -> Path:
        target = self.root / folder
        target.mkdir(parents=True)
        make_audio(target / "book.mp3", 2.0, fmt="mp3", tags=tags)
        if sidecar is not None:
            (target / "metadata.json").write_text(json.dumps(sidecar))
        return target


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "library")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("large") / "library", items=list(generated_items(1203)))
    yield desk
    desk.close()


def test_world_is_served_with_its_runtimes_and_its_missing_item(tmp_path: Path) -> None:
    root = tmp_path / "library"
    for entry in WORLD.items:
        for file in entry.files if entry.present else ():
            path = root / entry.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"not audio, but there")
    desk = Desk(root, items=world_items(WORLD, root))
    try:
        page = desk.items(limit="100", page="0", sort="addedAt", desc="1", minified="1")
        assert page["total"] == 73
        rows = {row["relPath"]: row for row in page["results"]}
        missing = [path for path, row in rows.items() if row["isMissing"]]
        assert missing == ["Jack London/1906 - White Fang {Bram Tolliver}"]
        ozma = rows["L. Frank Baum/Oz/Vol 3 - 1907 - Ozma of Oz {Neve Calloway}"]["media"]
        assert (ozma["duration"], ozma["numAudioFiles"]) == (2580.0, 2)
        desk.scan()
        assert desk.items()["total"] == 73
        assert {row["updatedAt"] for row in desk.items()["results"]} == {
            row["updatedAt"] for row in rows.values()
        }
    finally:
        desk.close()


def test_list_rows_are_minified_whatever_is_asked(large: Desk) -> None:
    page = large.items(limit="50", page="0", sort="addedAt", desc="1")
    assert set(page) == {
        "results", "total", "limit", "page", "sortBy", "sortDesc", "filterBy", "mediaType", "minified",
        "collapseseries", "include", "offset",
    }  # fmt: skip
    row = page["results"][0]
    assert set(row) == MINIFIED
    assert set(row["media"]["metadata"]) == MINIFIED_METADATA
    assert (page["total"], page["limit"], page["sortDesc"], len(page["results"])) == (1203, 50, True, 50)
    assert page["results"] == sorted(page["results"], key=lambda row: -row["addedAt"])


def test_pages_count_from_zero_and_join_without_holes(large: Desk) -> None:
    pages = [large.items(limit="500", page=str(page), sort="addedAt")["results"] for page in range(4)]
    assert [len(page) for page in pages] == [500, 500, 203, 0]
    assert len({row["id"] for page in pages for row in page}) == 1203


def test_limit_zero_is_everything_and_a_word_is_refused(large: Desk) -> None:
    assert len(large.items(limit="0")["results"]) == 1203
    refused = large.http.get(f"{large.library}/items", params={"limit": "many"})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_series_filter_shows_one_membership_in_order(large: Desk) -> None:
    series = large.http.get(f"{large.library}/series", params={"limit": "3", "page": "1"}).json()
    assert (series["total"], series["page"], len(series["results"])) == (141, 1, 3)
    chosen = series["results"][0]
    value = base64.b64encode(chosen["id"].encode()).decode()
    rows = large.items(limit="0", filter=f"series.{value}", sort="sequence")["results"]
    entries = [row["media"]["metadata"]["series"] for row in rows]
    assert {entry["name"] for entry in entries} == {chosen["name"]}
    assert [int(entry["sequence"]) for entry in entries] == sorted(
        int(entry["sequence"]) for entry in entries
    )
    assert len(rows) == len(chosen["books"])


def test_filters_are_decoded(large: Desk) -> None:
    def count(group: str, value: str = "") -> int:
        encoded = f".{base64.b64encode(value.encode()).decode()}" if value else ""
        return int(large.items(limit="1", filter=group + encoded)["total"])

    assert (count("genres", "Fantasy"), count("genres", "Cookery"), count("missing", "isbn")) == (
        1203,
        0,
        1203,
    )
    assert (count("missing", "asin"), count("issues"), count("tracks", "single")) == (0, 0, 1203)


def test_item_comes_plain_and_expanded(large: Desk) -> None:
    row = large.items(limit="1", sort="addedAt")["results"][0]
    plain = large.http.get(f"/api/items/{row['id']}").json()
    full = large.http.get(f"/api/items/{row['id']}?expanded=1&include=progress").json()
    assert set(plain) == (MINIFIED - {"numFiles", "size"}) | {"lastScan", "scanVersion", "libraryFiles"}
    assert set(plain["media"]["metadata"]) == {
        "title", "subtitle", "authors", "narrators", "series", "genres", "publishedYear", "publishedDate",
        "publisher", "description", "isbn", "asin", "language", "explicit", "abridged",
    }  # fmt: skip
    assert set(full) == set(plain) | MINIFIED | {"userMediaProgress"}
    assert full["media"]["tracks"][0]["contentUrl"].startswith(f"/api/items/{row['id']}/file/")
    description = full["media"]["metadata"]["description"]
    assert description == f"<p>{full['media']['metadata']['descriptionPlain']}</p>"
    assert full["media"]["metadata"]["seriesName"] == row["media"]["metadata"]["seriesName"]


def test_unknown_item_is_404_in_plain_text(large: Desk) -> None:
    answer = large.http.get("/api/items/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.text) == (404, "Not Found")


def test_batch_get_leaves_out_what_is_unknown(large: Desk) -> None:
    ids = [row["id"] for row in large.items(limit="2")["results"]]
    answer = large.http.post("/api/items/batch/get", json={"libraryItemIds": [*ids, "nobody"]}).json()
    assert [item["id"] for item in answer["libraryItems"]] == ids
    refused = large.http.post("/api/items/batch/get", json={"libraryItemIds": []})
    assert (refused.status_code, refused.text) == (403, "Invalid payload")


def test_calls_without_a_good_token_are_401_in_plain_text(large: Desk) -> None:
    answer = large.stranger.get("/api/libraries")
    assert (answer.status_code, answer.text) == (401, "Unauthorized")
    assert large.stranger.get("/ping").json() == {"success": True}
    assert large.stranger.get("/status").json()["serverVersion"] == "2.36.0"


def test_base_path_is_optional(large: Desk) -> None:
    assert large.http.get("/audiobookshelf/api/libraries").json() == large.http.get("/api/libraries").json()


def test_library_of_podcasts_is_there_and_empty(large: Desk) -> None:
    libraries = large.http.get("/api/libraries").json()["libraries"]
    assert [(library["name"], library["mediaType"]) for library in libraries] == [
        ("Audiobooks", "book"), ("Podcasts", "podcast"),
    ]  # fmt: skip
    assert libraries[0]["folders"][0]["fullPath"] == str(large.root)
    assert large.http.get(f"/api/libraries/{libraries[1]['id']}/items").json()["total"] == 0


def test_search_needs_a_text(large: Desk) -> None:
    title = large.items(limit="1")["results"][0]["media"]["metadata"]["title"]
    found = large.http.get(f"{large.library}/search", params={"q": title.upper(), "limit": "5"}).json()
    assert found["book"][0]["libraryItem"]["media"]["metadata"]["title"] == title
    assert large.http.get(f"{large.library}/search").status_code == 400


def login(desk: Desk, password: str = "sandbox-password", **headers: str) -> httpx2.Response:
    return desk.stranger.post("/login", json={"username": "sandbox", "password": password}, headers=headers)


def test_modern_login_gives_tokens_in_the_body_only_when_asked(desk: Desk) -> None:
    quiet = login(desk)
    desk.stranger.cookies.clear()
    assert quiet.json()["user"]["refreshToken"] is None
    assert quiet.headers["set-cookie"].startswith("refresh_token=")
    spoken = login(desk, **{"x-return-tokens": "true"}).json()
    assert set(spoken) == {"user", "userDefaultLibraryId", "serverSettings", "ereaderDevices", "Source"}
    token = spoken["user"]["accessToken"]
    me = desk.stranger.get("/api/me", headers={"authorization": f"Bearer {token}"})
    assert me.json()["username"] == "sandbox"
    assert "accessToken" not in me.json()


def test_wrong_password_is_401_and_many_logins_are_429(desk: Desk) -> None:
    bad = login(desk, password="guess")
    assert (bad.status_code, bad.text) == (401, "Unauthorized")
    statuses = [login(desk).status_code for _ in range(40)]
    assert statuses == [200] * 39 + [429]


def test_access_token_expires_and_refresh_rotates_with_grace(desk: Desk) -> None:
    first = login(desk, **{"x-return-tokens": "true"}).json()["user"]
    desk.now.at += timedelta(hours=2)
    bearer = {"authorization": f"Bearer {first['accessToken']}"}
    assert desk.stranger.get("/api/me", headers=bearer).status_code == 401

    def refresh(token: str) -> httpx2.Response:
        return desk.stranger.post("/auth/refresh", headers={"x-refresh-token": token})

    second = refresh(first["refreshToken"]).json()["user"]
    bearer = {"authorization": f"Bearer {second['accessToken']}"}
    assert desk.stranger.get("/api/me", headers=bearer).status_code == 200
    assert refresh(first["refreshToken"]).status_code == 200
    desk.now.at += timedelta(minutes=11)
    assert refresh(first["refreshToken"]).json() == {"error": "Refresh token expired"}
    assert refresh("nonsense").json() == {"error": "Invalid refresh token"}
    assert refresh(second["accessToken"]).json() == {"error": "Invalid token type"}


def test_api_key_is_inactive_unless_told_otherwise(desk: Desk) -> None:
    user = desk.http.get("/api/me").json()["id"]
    made = [
        desk.http.post("/api/api-keys", json={"name": "ours", "userId": user, **more}).json()["apiKey"]
        for more in ({}, {"isActive": True}, {"isActive": True, "expiresIn": 60})
    ]

    def works(key: dict[str, Any]) -> bool:
        bearer = {"authorization": f"Bearer {key['apiKey']}"}
        return desk.stranger.get("/api/libraries", headers=bearer).status_code == 200

    assert [works(key) for key in made] == [False, True, True]
    desk.now.at += timedelta(minutes=2)
    assert [works(key) for key in made] == [False, True, False]


def test_old_server_knows_one_lasting_token(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library", version="2.25.1")
    try:
        user = login(desk).json()["user"]
        assert "accessToken" not in user
        desk.now.at += timedelta(days=400)
        bearer = {"authorization": f"Bearer {user['token']}"}
        assert desk.stranger.get("/api/me", headers=bearer).status_code == 200
        assert desk.stranger.post("/auth/refresh").status_code == 404
    finally:
        desk.close()


def test_new_folder_becomes_an_item_described_by_its_sidecar(desk: Desk) -> None:
    folder = "Ada Thorn/Gale Cycle/Vol 2 - 2020 - Wrong Title {Somebody Else}"
    sidecar = {
        "title": "The Right Title",
        "subtitle": "A Tale",
        "authors": ["Ada Thorn", "Bo Rill"],
        "narrators": ["Cy Moss"],
        "series": ["Gale Cycle #2.5"],
        "publishedYear": "2021",
        "asin": "B0SANDBX01",
        "tags": ["mc/verified"],
    }
    desk.add_book(folder, sidecar, album="Tag Title", artist="Tag Author")
    desk.scan()
    item = desk.item(folder)
    metadata = item["media"]["metadata"]
    assert (metadata["title"], metadata["subtitle"], metadata["asin"]) == (
        "The Right Title",
        "A Tale",
        "B0SANDBX01",
    )
    assert (metadata["authorName"], metadata["narrators"]) == ("Ada Thorn, Bo Rill", ["Cy Moss"])
    assert [(s["name"], s["sequence"]) for s in metadata["series"]] == [("Gale Cycle", "2.5")]
    assert (metadata["publishedYear"], item["media"]["tags"]) == ("2021", ["mc/verified"])
    assert 1.9 < item["media"]["duration"] < 2.2
    assert item["path"] == f"{desk.root}/{folder}"
    assert [file["fileType"] for file in item["libraryFiles"]] == ["audio", "metadata"]
    library = desk.http.get(desk.library).json()
    assert library["lastScan"] == item["addedAt"]


def test_without_sidecar_tags_name_the_title_and_folders_the_rest(desk: Desk) -> None:
    folder = "Ada Thorn/Gale Cycle/Vol 2 - 2020 - Folder Title {Cy Moss}"
    desk.add_book(folder, album="Tag Title")
    desk.scan()
    metadata = desk.item(folder)["media"]["metadata"]
    assert (metadata["title"], metadata["narrators"], metadata["seriesName"]) == (
        "Tag Title",
        ["Cy Moss"],
        "Gale Cycle #2",
    )
    assert (metadata["authorName"], metadata["publishedYear"]) == ("Ada Thorn", "2020")


def test_dot_folders_are_not_seen(desk: Desk) -> None:
    desk.add_book(".mc-tmp-1/Author/Book")
    desk.add_book("Author/.mc-recycle/Book")
    desk.scan()
    assert desk.items()["total"] == 0


def test_disc_folders_belong_to_one_item(desk: Desk) -> None:
    desk.add_book("Author/Book/CD 1")
    desk.add_book("Author/Book/CD 2")
    desk.scan()
    item = desk.item("Author/Book")
    assert [file["metadata"]["relPath"] for file in item["media"]["audioFiles"]] == [
        "CD 1/book.mp3",
        "CD 2/book.mp3",
    ]
    assert desk.items()["total"] == 1


def test_moved_folder_keeps_its_item_and_deleted_one_is_missing(desk: Desk) -> None:
    desk.add_book("Author/Before")
    desk.scan()
    before = desk.item("Author/Before")
    (desk.root / "Author/Before").rename(desk.root / "Author/After")
    desk.scan()
    after = desk.item("Author/After")
    assert (after["id"], after["isMissing"]) == (before["id"], False)
    assert after["updatedAt"] > before["updatedAt"]
    for file in (desk.root / "Author/After").iterdir():
        file.unlink()
    (desk.root / "Author/After").rmdir()
    desk.scan()
    assert [(row["id"], row["isMissing"]) for row in desk.items()["results"]] == [(before["id"], True)]


def test_hard_links_of_one_file_are_two_items(desk: Desk) -> None:
    first = desk.add_book("Author/One")
    (desk.root / "Author/Two").mkdir()
    os.link(first / "book.mp3", desk.root / "Author/Two/book.mp3")
    desk.scan()
    items = [desk.item("Author/One"), desk.item("Author/Two")]
    assert items[0]["id"] != items[1]["id"]
    assert items[0]["libraryFiles"][0]["ino"] == items[1]["libraryFiles"][0]["ino"]


def test_replaced_audio_keeps_id_metadata_and_progress(desk: Desk) -> None:
    folder = desk.add_book("Author/Book", {"title": "Kept"})
    desk.scan()
    item = desk.item("Author/Book")
    desk.http.patch(f"/api/me/progress/{item['id']}", json={"progress": 0.5, "currentTime": 1.0})
    (folder / "book.mp3").unlink()
    for part in (1, 2):
        make_audio(folder / f"part {part}.mp3", 3.0, fmt="mp3", tags={"album": "Other"})
    scanned = desk.http.post(f"/api/items/{item['id']}/scan").json()
    again = desk.item("Author/Book")
    assert scanned == {"result": "UPDATED"}
    assert (again["id"], again["media"]["metadata"]["title"], again["media"]["numAudioFiles"]) == (
        item["id"],
        "Kept",
        2,
    )
    assert 5.9 < again["media"]["duration"] < 6.3
    assert desk.http.get(f"/api/me/progress/{item['id']}").json()["progress"] == 0.5
    assert desk.http.post(f"/api/items/{item['id']}/scan").json() == {"result": "UPTODATE"}


def test_edit_leaves_the_sidecar_and_a_changed_sidecar_undoes_the_edit(desk: Desk) -> None:
    folder = desk.add_book("Author/Book", {"title": "From sidecar", "language": "English"})
    desk.scan()
    item = desk.item("Author/Book")
    desk.http.patch(f"/api/items/{item['id']}/media", json={"metadata": {"title": "Edited"}})
    assert json.loads((folder / "metadata.json").read_text())["title"] == "From sidecar"
    desk.scan()
    assert desk.item("Author/Book")["media"]["metadata"]["title"] == "Edited"
    (folder / "metadata.json").write_text(json.dumps({"title": "From sidecar again"}))
    desk.scan()
    assert desk.item("Author/Book")["media"]["metadata"]["title"] == "From sidecar again"


def test_authors_and_series_are_replaced_as_whole_lists(desk: Desk) -> None:
    desk.add_book("Author/Book", {"authors": ["One", "Two"], "series": ["A #1", "B #2"]})
    desk.scan()
    number = desk.item("Author/Book")["id"]
    body = {
        "metadata": {"authors": [{"name": "Two"}], "series": [{"name": "C", "sequence": 3}], "unknown": 1}
    }
    answer = desk.http.patch(f"/api/items/{number}/media", json=body).json()
    metadata = answer["libraryItem"]["media"]["metadata"]
    assert answer["updated"] is True
    assert [author["name"] for author in metadata["authors"]] == ["Two"]
    assert [(series["name"], series["sequence"]) for series in metadata["series"]] == [("C", None)]
    assert "updated" not in desk.http.patch(f"/api/items/{number}/media", json=body).json()
    names = [author["name"] for author in desk.http.get(f"{desk.library}/authors").json()["authors"]]
    assert names == ["Two"]


def test_an_edit_keeps_spelling_and_order_of_people_and_series_it_knows(desk: Desk) -> None:
    desk.add_book("Author/Book", {"authors": ["One Vale", "Two Marsh"], "series": ["A #1", "B #2"]})
    desk.scan()
    address = f"/api/items/{desk.item('Author/Book')['id']}/media"
    people = [{"name": "Three Lark"}, {"name": "two marsh"}, {"name": "one vale"}]
    places = [{"name": "b", "sequence": "5"}, {"name": "A", "sequence": "1"}]
    body = {"metadata": {"authors": people, "series": places}}
    metadata = desk.http.patch(address, json=body).json()["libraryItem"]["media"]["metadata"]
    assert [author["name"] for author in metadata["authors"]] == ["One Vale", "Two Marsh", "Three Lark"]
    assert [(series["name"], series["sequence"]) for series in metadata["series"]] == [("A", "1"), ("B", "5")]
    assert "updated" not in desk.http.patch(address, json=body).json()


def test_an_edit_takes_scripts_out_of_descriptions(desk: Desk) -> None:
    desk.add_book("Author/Book", {})
    desk.scan()
    address = f"/api/items/{desk.item('Author/Book')['id']}/media"
    body = {"metadata": {"description": "<p>A <b>tale</b></p><script>alert(1)</script>"}}
    answer = desk.http.patch(address, json=body).json()
    assert answer["libraryItem"]["media"]["metadata"]["description"] == "<p>A <b>tale</b></p>"


def test_the_answer_to_an_edit_is_a_plain_item(desk: Desk) -> None:
    desk.add_book("Author/Book", {})
    desk.scan()
    number = desk.item("Author/Book")["id"]
    answer = desk.http.patch(f"/api/items/{number}/media", json={"metadata": {"isbn": "1"}}).json()
    assert answer["libraryItem"].keys() == desk.http.get(f"/api/items/{number}").json().keys()
    assert "duration" not in answer["libraryItem"]["media"]


def test_a_file_alone_has_no_chapters_and_several_files_are_one_each(desk: Desk) -> None:
    desk.add_book("Author/Alone", {})
    several = desk.add_book("Author/Several", {})
    make_audio(several / "z last.m4b", 3, kbps=32)
    desk.scan()
    counts = {row["relPath"]: row["media"]["numChapters"] for row in desk.items()["results"]}
    assert counts == {"Author/Alone": 0, "Author/Several": 2}


def test_edit_takes_numbers_as_text_null_as_empty_and_ignores_wrong_types(desk: Desk) -> None:
    desk.add_book("Author/Book", {"isbn": "9780000000002", "genres": ["Old"]})
    desk.scan()
    number = desk.item("Author/Book")["id"]
    body = {
        "metadata": {"publishedYear": 2020, "isbn": None, "genres": "Fantasy", "narrators": ["N"]},
        "tags": ["t"],
    }
    item = desk.http.patch(f"/api/items/{number}/media", json=body).json()["libraryItem"]["media"]
    metadata = item["metadata"]
    assert (metadata["publishedYear"], metadata["isbn"], metadata["genres"]) == ("2020", None, ["Old"])
    assert (metadata["narrators"], item["tags"]) == (["N"], ["t"])


def test_batch_update_is_all_or_nothing(desk: Desk) -> None:
    for name in ("One", "Two"):
        desk.add_book(f"Author/{name}")
    desk.scan()
    ids = [row["id"] for row in desk.items()["results"]]

    def update(*numbers: str) -> httpx2.Response:
        entries = [{"id": number, "mediaPayload": {"metadata": {"language": "Dutch"}}} for number in numbers]
        return desk.http.post("/api/items/batch/update", json=entries)

    unknown = update(ids[0], "nobody")
    assert (unknown.status_code, unknown.text) == (404, "Not Found")
    assert desk.item("Author/One")["media"]["metadata"]["language"] is None
    assert update(*ids).json() == {"success": True, "updates": 2}
    assert update(*ids).json() == {"success": True, "updates": 0}
    assert [update().status_code, update(ids[0], ids[0]).status_code] == [400, 400]


def test_match_out_of_reach_is_a_warning_with_200(desk: Desk) -> None:
    desk.add_book("Author/Book")
    desk.scan()
    number = desk.item("Author/Book")["id"]
    answer = desk.http.post(f"/api/items/{number}/match", json={"provider": "audible"})
    assert (answer.status_code, answer.json()) == (200, {"warning": "No audible match found"})


def test_scan_is_a_task_while_it_runs_and_then_gone(desk: Desk) -> None:
    desk.abs.tasks.at_least = 0.3
    desk.http.post(f"{desk.library}/scan")
    task = desk.http.get("/api/tasks").json()["tasks"][0]
    assert (task["action"], task["isFinished"], task["data"]["libraryId"]) == (
        "library-scan",
        False,
        desk.abs.books.id,
    )
    desk.abs.tasks.join()
    assert desk.http.get("/api/tasks").json() == {"tasks": []}


def test_upload_is_accepted_and_needs_a_scan(desk: Desk, tmp_path: Path) -> None:
    make_audio(tmp_path / "a.mp3", 2.0, fmt="mp3")
    library = desk.http.get("/api/libraries").json()["libraries"][0]
    fields = {
        "title": "Sent",
        "author": "Ada Thorn",
        "library": library["id"],
        "folder": library["folders"][0]["id"],
    }
    files = {"0": ("a.mp3", (tmp_path / "a.mp3").read_bytes())}
    answer = desk.http.post("/api/upload", data=fields, files=files)
    assert (answer.status_code, answer.text, desk.items()["total"]) == (200, "OK", 0)
    desk.scan()
    assert desk.item("Ada Thorn/Sent")["media"]["numTracks"] == 1
    wrong = desk.http.post("/api/upload", data={**fields, "folder": "none"}, files=files)
    assert (wrong.status_code, wrong.text) == (404, "Folder not found")


def test_server_goes_down_with_a_scan_for_six_calls(desk: Desk) -> None:
    desk.faults.switch_on("library-down-at-scan")
    assert desk.http.get("/api/libraries").status_code == 200
    statuses = [desk.http.post(f"{desk.library}/scan").status_code]
    statuses += [desk.http.get("/api/libraries").status_code for _ in range(6)]
    assert statuses == [502, 502, 502, 502, 502, 502, 200]


def test_server_may_show_the_folder_under_another_path(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "library", shown_root="/audiobooks")
    try:
        desk.add_book("Author/Book")
        desk.scan()
        item = desk.item("Author/Book")
        assert item["path"] == "/audiobooks/Author/Book"
        assert item["libraryFiles"][0]["metadata"]["path"] == "/audiobooks/Author/Book/book.mp3"
        assert desk.http.get(desk.library).json()["folders"][0]["fullPath"] == "/audiobooks"
    finally:
        desk.close()
