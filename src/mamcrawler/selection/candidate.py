"""One release beside one wish: every comparison the rules ask for, made once and only when asked."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from mamcrawler.library.names import match_people
from mamcrawler.library.positions import NO_POSITION, Position, parse_position
from mamcrawler.library.series_names import same_series
from mamcrawler.library.title_scores import MATCH, MAYBE, similarity, title_score
from mamcrawler.library.title_series import marked_note
from mamcrawler.library.title_text import plain
from mamcrawler.library.titles import NormalTitle, normalise
from mamcrawler.selection.bundles import Coverage, bundle_words, coverage, is_bundle
from mamcrawler.selection.facts import ReleaseFacts
from mamcrawler.selection.once import once
from mamcrawler.selection.recording import Known, Recording, match_recording
from mamcrawler.selection.wishes import Account, Exclusions, KnownBook, Policy, SeriesPlace, Shelf, Wish

Identity = Literal["match", "maybe", "no"]

# Series, position and author prove a title that is at least this much like the wished one (rule S14).
TITLE_WITH_PLACE = 0.60
# The most a title scores that has another book's title beside the wished one.
ANOTHER_TITLE = 0.50

_JOINED_AFTER = re.compile(r"\s*(?:;|\s(?:&|\+|/|,? ?and)(?=\s))\s*[^\W_]")
_JOINED_BEFORE = re.compile(r"[^\W_]\W*?(?:;|\s(?:&|\+|/|and))\s+(?:the |a |an )?$")


@dataclass(frozen=True)
class Question:
    """Everything a release is judged against. `title` is the wish's; `ambiguous` as in `title_score`."""

    wish: Wish
    known: Known
    books: tuple[KnownBook, ...]
    account: Account
    policy: Policy
    exclusions: Exclusions
    shelf: Shelf
    title: NormalTitle
    ambiguous: bool


def wish_title(wish: Wish) -> NormalTitle:
    """The wish's title with its subtitle."""
    text = f"{wish.title}: {wish.subtitle}" if wish.subtitle else wish.title
    return normalise(text, series=[place.name for place in wish.series], authors=wish.authors)


def release_title(wish: Wish, facts: ReleaseFacts) -> NormalTitle:
    """The release's title, read with the names of series and authors that both sides know."""
    series = dict.fromkeys((*(place.name for place in wish.series), *(place.name for place in facts.series)))
    own = wish.title if _reads_as_note(wish.title) else ""
    authors = dict.fromkeys((*wish.authors, *facts.authors))
    return normalise(facts.row.title, series=series, authors=authors, own=own)


class Candidate:
    """A release as the rules see it."""

    def __init__(self, question: Question, facts: ReleaseFacts, title: NormalTitle) -> None:
        self.question = question
        self.wish = question.wish
        self.facts = facts
        self.row = facts.row
        self.title = title

    @once
    def author(self) -> Literal["equal", "possible", "different", "unknown"]:
        """The best likeness of a wished author and one of the release."""
        return _likeness(self.wish.authors, self.facts.authors)

    @once
    def places(self) -> tuple[tuple[SeriesPlace, Position], ...]:
        """Each place of the wish with the release's position in the same series (`none` where unknown)."""
        return tuple((place, self._position_in(place.name)) for place in self.wish.series)

    @once
    def shared(self) -> frozenset[Decimal]:
        """The positions known and equal on both sides."""
        found: set[Decimal] = set()
        for place, position in self.places:
            found |= set(place.position.numbers) & set(position.numbers)
        if not found and self.title.own_number and all(not p.numbers for _, p in self.places):
            own = set(parse_position(self.title.own_number).numbers)
            found = {number for place in self.wish.series for number in place.position.numbers} & own
        return frozenset(found)

    @once
    def off_places(self) -> tuple[tuple[SeriesPlace, Position], ...]:
        """The places whose positions are known on both sides and do not meet; none if any place meets."""
        known = [(place, found) for place, found in self.places if place.position.numbers and found.numbers]
        off = tuple((p, f) for p, f in known if not set(p.position.numbers) & set(f.numbers))
        return off if len(off) == len(known) else ()

    @once
    def title_score(self) -> float:
        """How alike the titles are; a release whose whole title is more like another known book is not the
        wished one."""
        score = title_score(
            self.question.title, self.title, shared=self.shared, ambiguous=self.question.ambiguous
        )
        if score >= TITLE_WITH_PLACE and names_another_title(self.wish.title, self.row.title):
            return min(score, ANOTHER_TITLE)
        if score < MAYBE or score >= 1 or self.shared:
            return score
        others = (book_title(book, self.wish).whole for book in self.question.books)
        nearest = max((similarity(other, self.title.whole) for other in others), default=0)
        return min(score, MAYBE - 0.01) if nearest >= MATCH and nearest > score else score

    @once
    def same_place(self) -> bool:
        """Same series and an equal position."""
        return any(set(p.position.numbers) & set(f.numbers) for p, f in self.places)

    @once
    def identity(self) -> Identity:
        """Whether it is the wished book (rule S14)."""
        if self.author == "different" or self.off_places:
            return "no"
        matches = self.title_score >= MATCH or (
            self.same_place and self.author == "equal" and self.title_score >= TITLE_WITH_PLACE
        )
        if not matches and self.title_score < MAYBE:
            return "no"
        return "match" if matches and self.author == "equal" else "maybe"

    @once
    def recording(self) -> Recording:
        """What ties it to a known recording."""
        return match_recording(self.wish, self.facts, self.question.known)

    @once
    def bundle(self) -> bool:
        """Whether it holds several books; words of the wished title do not count."""
        words = bundle_words(self.title) - bundle_words(self.question.title)
        return is_bundle((*self.facts.series, *self.noted_places), self.question.wish.series, words)

    @once
    def coverage(self) -> Coverage:
        """What a bundle brings of what is wanted and owned."""
        return coverage(self.facts, self.noted_places, self.question.shelf, self.wish)

    def _position_in(self, name: str) -> Position:
        """The release's position in a series: the row's own, else one its title notes."""
        for place in (*self.facts.series, *self.noted_places):
            if place.position.numbers and same_series(place.name, name):
                return place.position
        return NO_POSITION

    @once
    def noted_places(self) -> tuple[SeriesPlace, ...]:
        """The places in series that the release's title notes."""
        return tuple(SeriesPlace(note.name, parse_position(note.position)) for note in self.title.notes)


@lru_cache(maxsize=1 << 8)
def _reads_as_note(title: str) -> bool:
    """Whether a title could be taken for a number in a series: "Day 21"."""
    return marked_note(plain(title)) is not None


def names_another_title(wished: str, offered: str) -> bool:
    """Whether a title joins the wished one to another: "Ember & Ashes of Spring" for "Ember".

    >>> names_another_title("Ember", "Ember / Ash"), names_another_title("Ember", "Ember: Fire and Ash")
    (True, False)
    """
    before, found, after = plain(offered).partition(plain(wished))
    return bool(found) and bool(_JOINED_AFTER.match(after) or _JOINED_BEFORE.search(before))


@lru_cache(maxsize=1 << 12)
def _likeness(
    wished: tuple[str, ...], offered: tuple[str, ...]
) -> Literal["equal", "possible", "different", "unknown"]:
    return match_people(wished, offered)


def book_title(book: KnownBook, wish: Wish) -> NormalTitle:
    """The title of another book, read with the series and authors that both have."""
    names = [place.name for place in (*wish.series, *book.series)]
    return normalise(book.title, series=dict.fromkeys(names), authors=book.authors or wish.authors)
