"""From stored catalogues to gap rows, numbers and wanted rows."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.foundation.db import Database
from mamcrawler.library.facts import ItemFacts
from mamcrawler.library.models import Author, Book, Library, Series, SeriesEntry
from mamcrawler.library.store import store_items
from mamcrawler.metadata.catalogue import WorkFacts, store_author_list, store_series_list
from mamcrawler.wanted.authors import settle_author
from mamcrawler.wanted.models import Gap, Wanted
from mamcrawler.wanted.plan_rows import read_plan, store_ranks
from mamcrawler.wanted.settle import Settled, WantedPolicy, settle_series

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
POLICY = WantedPolicy()
TITLES = ("Ash", "Ember", "Cinder", "Smoke", "Soot")


def own(session: Session, *books: tuple[str, str | None], series: str = "Salt Road") -> None:
    if session.get(Library, 1) is None:
        session.add(Library(abs_id="shelf", name="Audiobooks", folders=["/books"]))
        session.flush()
    items = [
        ItemFacts(
            abs_id=f"{series} {title}",
            path=f"/books/{series}/{title}",
            rel_path=title,
            title=title,
            authors=("Mira Oakhollow",),
            series=((series, position),) if position is not None else (),
        )
        for title, position in books
    ]
    store_items(session, 1, items, at=AT)


def listed(position: float | None, title: str, **more: object) -> WorkFacts:
    values: dict[str, object] = {"release_date": date(2020, 1, 1), "authors": ("Mira Oakhollow",)}
    return WorkFacts(source_id=title, title=title, position=position, **(values | more))  # type: ignore[arg-type]


def catalogue(session: Session, *works: WorkFacts) -> Series:
    series = session.scalars(select(Series)).one()
    # The provider of these tests has no numbers for ids, so it is not called hardcover.
    assert store_series_list(session, series, works, source="tests", total=None, at=AT)
    return series


def settle(session: Session) -> Settled:
    return settle_series(session, session.scalars(select(Series)).all(), policy=POLICY, at=AT)


def gaps(session: Session) -> list[tuple[float | None, str]]:
    return [
        (row.position, row.method)
        for row in session.scalars(select(Gap).where(Gap.series_id.is_not(None)).order_by(Gap.position))
    ]


def wanted(session: Session) -> list[str]:
    return list(
        session.scalars(
            select(Book.title).join(Wanted, Wanted.book_id == Book.id).order_by(Wanted.position, Book.title)
        )
    )


def test_catalogue_gaps_of_a_series_we_collect_become_wanted(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        catalogue(session, *(listed(n, title) for n, title in enumerate(TITLES[:4], 1)))
        assert settle(session) == Settled(gaps=2, new=2, closed=0, wanted=2)
        assert gaps(session) == [(2, "catalogue"), (4, "catalogue")]
        assert wanted(session) == ["Ember", "Smoke"]
        series = session.scalars(select(Series)).one()
        assert (series.owned, series.total, series.percent, series.monitor) == (2, 4, 50, "missing")


def test_settling_twice_changes_nothing(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        catalogue(session, *(listed(n, title) for n, title in enumerate(TITLES[:4], 1)))
        settle(session)
        assert settle(session) == Settled(gaps=2, new=0, closed=0, wanted=0)


def test_without_a_catalogue_gaps_are_inferred_and_never_wanted_by_themselves(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Smoke", "4"))
        settle(session)
        assert gaps(session) == [(2, "inferred"), (3, "inferred")]
        assert wanted(session) == []


def test_one_owned_book_shows_gaps_but_does_not_want_them(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"))
        catalogue(session, listed(1, "Ash"), listed(2, "Ember"))
        settle(session)
        assert gaps(session) == [(2, "catalogue")]
        assert wanted(session) == []


def test_a_mode_set_by_hand_is_kept(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        series = catalogue(session, listed(1, "Ash"), listed(2, "Ember"), listed(3, "Cinder"))
        series.monitor, series.monitor_by_hand = "none", True
        settle(session)
        assert (series.monitor, wanted(session)) == ("none", [])


@pytest.mark.parametrize(
    ("mode", "titles"),
    [("missing", ["Ember", "Soot"]), ("future", ["Soot"]), ("all", ["Ember", "Soot"]), ("latest", ["Soot"])],
)
def test_each_mode_wants_its_own(database: Database, mode: str, titles: list[str]) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        series = catalogue(
            session,
            listed(1, "Ash"),
            listed(2, "Ember"),
            listed(3, "Cinder"),
            listed(5, "Soot", release_date=date(2026, 9, 1)),
        )
        series.monitor, series.monitor_by_hand = mode, True
        settle(session)
        assert wanted(session) == titles


def test_what_is_not_out_yet_waits_for_its_day(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Ember", "2"))
        announced = listed(4, "Soot", release_date=None)
        catalogue(session, listed(1, "Ash"), listed(3, "Cinder", release_date=date(2026, 5, 7)), announced)
        settle(session)
        rows = session.execute(
            select(Book.title, Wanted.state, Wanted.deadline, Wanted.sentence)
            .join(Wanted, Wanted.book_id == Book.id)
            .order_by(Book.title)
        ).all()
        assert rows == [
            ("Cinder", "waiting_release", datetime(2026, 5, 8, tzinfo=UTC), "comes out on 2026-05-07"),
            ("Soot", "waiting_release", None, "no release date is known yet"),
        ]
        assert read_plan(session).missing == 0
        catalogue(session, listed(1, "Ash"), listed(3, "Cinder", release_date=date(2026, 2, 7)), announced)
        settle(session)
        assert session.scalars(select(Wanted.state).order_by(Wanted.id)).all() == [
            "wanted",
            "waiting_release",
        ]


def test_a_book_whose_series_nobody_noted_is_no_gap(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        own(session, ("Ember", None), series="")
        catalogue(session, listed(1, "Ash"), listed(2, "Ember"), listed(3, "Cinder"))
        settle(session)
        assert gaps(session) == []


@pytest.mark.parametrize(
    ("hint", "position"),
    [(("The Salt Road", "2"), "2"), (("Salt Road", "9"), None), (("Lantern Cycle", "2"), None)],
    ids=["agrees", "no such position", "another series"],
)
def test_a_suggested_series_counts_once_the_catalogue_agrees(
    database: Database, hint: tuple[str, str], position: str | None
) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        catalogue(session, listed(1, "Ash"), listed(2, "Ember"), listed(3, "Cinder"))
        found = ItemFacts(
            abs_id="loose",
            path="/books/loose",
            rel_path="loose",
            title="Emberr",
            authors=("Mira Oakhollow",),
            series_hint=hint,
        )
        store_items(session, 1, [found], at=AT)
        settle(session)
        book_id = session.scalars(select(Book.id).where(Book.title == "Emberr")).one()
        entry = session.scalar(select(SeriesEntry.position).where(SeriesEntry.book_id == book_id))
        assert entry == position


def test_a_filled_gap_is_closed(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        catalogue(session, listed(1, "Ash"), listed(2, "Ember"), listed(3, "Cinder"))
        settle(session)
        own(session, ("Ember", "2"))
        assert settle(session) == Settled(gaps=0, new=0, closed=1, wanted=0)


def test_a_catalogue_that_lost_a_third_is_not_applied(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"))
        series = catalogue(session, *(listed(n, f"Book {n}") for n in range(1, 11)))
        short = [listed(n, f"Book {n}") for n in range(1, 7)]
        assert not store_series_list(session, series, short, source="tests", total=None, at=AT)
        settle(session)
        assert len(gaps(session)) == 9


def test_the_plan_ranks_wanted_rows_by_what_their_series_lacks(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", "1"), ("Cinder", "3"))
        catalogue(session, *(listed(n, title) for n, title in enumerate(TITLES, 1)))
        settle(session)
        plan = read_plan(session)
        assert [(one.name, one.owned, one.total, one.missing) for one in plan.series] == [
            ("Salt Road", 2, 5, ("2", "4", "5"))
        ]
        assert store_ranks(session, plan.ranks()) == 3
        assert store_ranks(session, plan.ranks()) == 0


def test_many_works_of_an_author_are_released_five_a_week(database: Database) -> None:
    with database.session() as session:
        own(session, ("Ash", None), series="")
        author = session.scalars(select(Author)).one()
        author.monitor = "missing"
        works = [listed(None, f"Tale {n:02}", has_audio=True, readers=100 - n) for n in range(12)]
        silent = listed(None, "Unread Tale", has_audio=False)
        assert store_author_list(session, author, [*works, silent], source="tests", at=AT)
        assert settle_author(session, author, policy=POLICY, at=AT) == Settled(gaps=12, new=12, wanted=12)
        starts = session.scalars(select(Wanted.next_search_at).order_by(Wanted.next_search_at)).all()
        assert [(start - AT).days for start in starts if start] == [0] * 5 + [7] * 5 + [14] * 2
        assert author.total == 12
