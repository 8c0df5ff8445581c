"""Other books that a search shows beside the wished one, for telling titles apart (rule S9)."""

from collections.abc import Iterable

from mamcrawler.library.names import match_people
from mamcrawler.library.series_names import same_series
from mamcrawler.library.titles import NormalTitle
from mamcrawler.selection.candidate import book_title
from mamcrawler.selection.facts import ReleaseFacts
from mamcrawler.selection.wishes import KnownBook, SeriesPlace, Wish


def known_books_of(
    wish: Wish, title: NormalTitle, releases: Iterable[tuple[ReleaseFacts, NormalTitle]]
) -> tuple[KnownBook, ...]:
    """The books of the wished author and series that stand at another place of it, by the rows themselves.

    Where the wish tells no series, the rows with the very title of the wish do.
    """
    read = list(releases)
    places = wish.series or _places_of_title(wish, title, read)
    found: dict[str, KnownBook] = {}
    for facts, _ in read:
        other = _other_places(places, facts.series)
        if other and match_people(wish.authors, facts.authors) == "equal":
            book = KnownBook(facts.row.title, facts.authors, facts.series)
            found.setdefault(facts.row.title, book)
    return tuple(found.values())


def series_of_author(wish: Wish, releases: Iterable[ReleaseFacts]) -> tuple[str, ...]:
    """The names of the series in which the rows have books of a wished author."""
    names: dict[str, None] = {}
    for facts in releases:
        if facts.series and match_people(wish.authors, facts.authors) == "equal":
            names |= dict.fromkeys(place.name for place in facts.series)
    return tuple(names)


def main_is_ambiguous(
    wish: Wish, title: NormalTitle, books: Iterable[KnownBook], series: Iterable[str] = ()
) -> bool:
    """Whether the wish's main title alone may mean a series or another known book of the author.

    `series` are names of series beside those of the wish.
    """
    if not title.subtitle:
        return False
    main = " ".join(title.main)
    if any(same_series(main, name) for name in (*(place.name for place in wish.series), *series)):
        return True
    for book in books:
        if book.authors and match_people(wish.authors, book.authors) == "different":
            continue
        other = book_title(book, wish)
        if other.main == title.main and other.whole != title.whole:
            return True
    return False


def _places_of_title(
    wish: Wish, title: NormalTitle, releases: Iterable[tuple[ReleaseFacts, NormalTitle]]
) -> tuple[SeriesPlace, ...]:
    return tuple(
        place
        for facts, other in releases
        if other.whole == title.whole and match_people(wish.authors, facts.authors) == "equal"
        for place in facts.series
        if place.position.kind == "one"
    )


def _other_places(wished_places: tuple[SeriesPlace, ...], places: Iterable[SeriesPlace]) -> bool:
    """One number of a wished series, and not the wished one."""
    for place in places:
        for wished in wished_places:
            if (
                place.position.kind == "one"
                and wished.position.numbers
                and same_series(place.name, wished.name)
                and not set(place.position.numbers) & set(wished.position.numbers)
            ):
                return True
    return False
