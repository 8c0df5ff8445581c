"""The world's expected outcome is what the product's own rules make of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import httpx2
import pytest

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.mam.search_answers import read_search_answer
from mamcrawler.library.positions import parse_position
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.mam.simulator import MamSimulator
from mamcrawler.sandbox.world import CatalogueBook, ExpectedImport, ExpectedRejection
from mamcrawler.sandbox.world_build import build_world
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.ladder import MOST_CALLS, ladder
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Account, KnownBook, KnownEdition, SeriesPlace, Shelf, Wish

WORLD = build_world()
EXPECTED = WORLD.expected
VIP = Account("VIP", vip_hours_left=1_400, at=datetime(2026, 11, 25, 12, tzinfo=UTC))


class DeclaredPayloads:
    """Sizes as length and bit rate give them; everything is seeded."""

    def torrent_bytes(self, release_id: int) -> bytes:
        raise AssertionError("judging needs no torrent")

    def size(self, release_id: int) -> int:
        return int(sum(file.seconds * file.kbps * 125 for file in WORLD.release_by_id[release_id].payload))

    def seeders(self, release_id: int) -> int:
        return 1


class Tracker:
    """The simulator, asked the way the product asks it."""

    def __init__(self) -> None:
        self.mam = MamSimulator(WORLD, DeclaredPayloads(), Faults(), rotate_every=0)
        self.mam.start()
        self.http = httpx2.Client(
            verify=False,
            base_url=self.mam.www_url,
            headers={"cookie": f"mam_id={self.mam.cookie}", "user-agent": "Tests/1.0"},
        )

    def search(
        self, text: str, fields: tuple[str, ...], sort: str = "default", start: int = 0
    ) -> list[TorrentRow]:
        tor = {
            "text": text,
            "srchIn": list(fields),
            "searchType": "active",
            "main_cat": ["13"],
            "browse_lang": ["1"],
            "sortType": sort,
            "startNumber": str(start),
        }
        body = {"perpage": 100, "mediaInfo": "", "isbn": "", "tor": tor}
        answer = self.http.post("/tor/js/loadSearchJSONbasic.php", json=body)
        return list(read_search_answer(answer.status_code, "application/json", answer.content).rows)

    def climb(self, wish: Wish) -> list[TorrentRow]:
        """Every row the whole ladder brings."""
        rows: dict[int, TorrentRow] = {}
        for rung in ladder(wish)[:MOST_CALLS]:
            sort = "dateDesc" if rung.newest_first else "default"
            rows |= {row.id: row for row in self.search(rung.text, rung.fields, sort)}
        return list(rows.values())


@pytest.fixture(scope="module")
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    yield tracker
    tracker.http.close()
    tracker.mam.stop()


def places(book: CatalogueBook) -> tuple[SeriesPlace, ...]:
    return tuple(SeriesPlace(place.series.name, parse_position(place.text)) for place in book.places)


def wish(key: str) -> Wish:
    book = WORLD.book_by_key[key]
    return Wish(
        title=book.title,
        authors=tuple(person.name for person in book.authors),
        subtitle=book.subtitle,
        series=places(book),
        narrators=EXPECTED.fixed_narrators.get(key, ()),
        key=key,
    )


def editions(key: str) -> list[KnownEdition]:
    return [
        KnownEdition(
            edition.asin,
            tuple(person.name for person in edition.narrators),
            edition.runtime_min * 60,
            edition.form,
            edition.production,
            edition.language,
        )
        for edition in WORLD.book_by_key[key].editions
    ]


def known_books(key: str) -> list[KnownBook]:
    """What the library holds of the author."""
    author = WORLD.book_by_key[key].authors
    owned = {item.book: item for item in WORLD.items}
    return [
        KnownBook(
            book.title,
            tuple(person.name for person in book.authors),
            places(book),
            frozenset({owned[book.key].metadata.asin or ""} - {""}),
        )
        for book in WORLD.books
        if book.key in owned and book.authors == author
    ]


def owned_positions() -> dict[str, frozenset[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for item in WORLD.items:
        for place in WORLD.book_by_key[item.book or ""].places:
            found.setdefault(place.series.name, set()).update(parse_position(place.text).numbers)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def judge(tracker: Tracker, key: str) -> list[Judgement]:
    return judge_releases(
        wish(key),
        tracker.climb(wish(key)),
        editions=editions(key),
        known_books=known_books(key),
        account=VIP,
        shelf=Shelf(tuple(wish(other) for other in WORLD.wanted), owned_positions()),
    )


@pytest.mark.parametrize("expected", EXPECTED.imports, ids=lambda expected: expected.book)
def test_the_expected_release_is_chosen(tracker: Tracker, expected: ExpectedImport) -> None:
    chosen = choose(judge(tracker, expected.book))
    assert chosen is not None
    assert chosen.release_id == expected.release


@pytest.mark.parametrize("key", EXPECTED.not_found)
def test_nothing_is_chosen_where_nothing_fits(tracker: Tracker, key: str) -> None:
    assert {judgement.verdict for judgement in judge(tracker, key)} == {"reject"}


@pytest.mark.parametrize(
    "rejection", EXPECTED.rejections, ids=lambda each: f"{each.release}-{each.book}-{each.code}"
)
def test_decoy_is_refused_for_the_expected_reason(tracker: Tracker, rejection: ExpectedRejection) -> None:
    judged = {judgement.release_id: judgement for judgement in judge(tracker, rejection.book)}
    decoy = judged[rejection.release]
    assert (decoy.verdict, decoy.code) == ("reject", rejection.code)


@pytest.mark.parametrize(("release", "spare"), EXPECTED.spares.items())
def test_spare_comes_next(tracker: Tracker, release: int, spare: int) -> None:
    key = next(expected.book for expected in EXPECTED.imports if expected.release == release)
    accepted = [judgement.release_id for judgement in judge(tracker, key) if judgement.verdict == "accept"]
    assert accepted == [release, spare]


def test_newest_pages_show_some_of_the_wanted_and_not_all(tracker: Tracker) -> None:
    newest = {row.id for page in range(4) for row in tracker.search("", ("title",), "dateDesc", page * 100)}
    chosen = {expected.release for expected in EXPECTED.imports}
    assert chosen & newest == {910071, 910091}
