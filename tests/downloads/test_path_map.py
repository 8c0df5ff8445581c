"""The same folder under the names that client, we and the library server have for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.path_map import PathMap

MAP = PathMap.of({"/data": "/mnt/data", "/data/torrents": "/srv/torrents", "D:\\Books": "/mnt/books"})


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("/data/x.mp3", "/mnt/data/x.mp3"),
        ("/data/torrents/a/b.mp3", "/srv/torrents/a/b.mp3"),
        ("/data", "/mnt/data"),
        ("/database/x.mp3", "/database/x.mp3"),
        ("/elsewhere", "/elsewhere"),
        ("d:/books/A/b.mp3", "/mnt/books/A/b.mp3"),
        ("D:\\BOOKS\\A\\b.mp3", "/mnt/books/A/b.mp3"),
    ],
)
def test_the_longest_prefix_that_fits_decides(theirs: str, ours: str) -> None:
    assert MAP.ours(theirs) == ours


def test_ours_is_translated_back_in_their_style() -> None:
    assert MAP.theirs("/srv/torrents/a/b.mp3") == "/data/torrents/a/b.mp3"
    assert MAP.theirs("/mnt/books/A/b.mp3") == "D:\\Books\\A\\b.mp3"


def test_letters_matter_where_they_do_on_disk() -> None:
    assert MAP.ours("/Data/x.mp3") == "/Data/x.mp3"


names = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\x00", exclude_categories=["Cc", "Cs"]), min_size=1
).filter(lambda name: name not in (".", ".."))


@given(st.lists(names, max_size=5))
def test_there_and_back_is_the_same_path(parts: list[str]) -> None:
    one = PathMap.of({"/downloads": "/srv/torrents"})
    path = "/".join(("/downloads", *parts))

    assert one.theirs(one.ours(path)) == path
