"""Questions of matching: which candidate is the wished book, whether two titles or books are the same."""

from collections.abc import Callable
from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.integrations.mam.codes import AUDIOBOOKS, FLAG_ABRIDGED, MEDIA_AUDIOBOOK
from mamcrawler.integrations.mam.row_values import size_in_bytes
from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow
from mamcrawler.library.book_matches import BookLabel, confidence, same_book, same_title
from mamcrawler.library.duplicates import RecordingLabel, distinct
from mamcrawler.library.names import known_spelling, match_people, split_authors, split_names
from mamcrawler.library.positions import NO_POSITION, Position, parse_position
from mamcrawler.library.title_scores import MAYBE, title_score
from mamcrawler.library.titles import normalise
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.named_releases import name_against_book
from mamcrawler.selection.quality import FORMAT_ORDER
from mamcrawler.selection.release_names import parse_release_name
from mamcrawler.selection.wishes import Account, KnownEdition, Policy, SeriesPlace, Wish

Asked = dict[str, Any]

EVERY_PRODUCTION = frozenset({"single", "multi", "dramatised"})


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to the question that `op` names."""
    asked = case["input"]
    question = _QUESTIONS.get(asked.get("op"))
    if question is None:
        raise Unsupported
    return question(asked)


def _choose(asked: Asked) -> dict[str, Any]:
    candidates = dict(enumerate(asked["candidates"], 1))
    rows = [_row(number, candidate) for number, candidate in candidates.items()]
    query = asked["query"]
    known = frozenset(name for row in rows for name in row.authors)
    narrators = tuple(split_names(str(query.get("narrator") or "")))
    tries = [narrators] if asked.get("narrator_mode") == "required" else list(dict.fromkeys((narrators, ())))
    for wished in tries:
        judgements = judge_releases(
            _wish(query, wished, known),
            rows,
            editions=_editions(query),
            account=Account("VIP"),
            policy=Policy(min_kbps=0),
        )
        if taken := choose(judgements):
            return {"choice": candidates[taken.release_id]["id"]}
    return {"choice": None}


def _choose_preferred(asked: Asked) -> dict[str, Any]:
    places = [FORMAT_ORDER.get(str(name).lower(), 99) for name in asked.get("preferred_formats") or ()]
    if places != sorted(places):
        raise Unsupported  # the order of formats is fixed (rule S6)
    return _choose(asked)


def _order(asked: Asked) -> dict[str, Any]:
    query = asked.get("query")
    wish = _label(query) if query else None
    length = (query or {}).get("duration_min")

    def key(candidate: Asked) -> tuple[float, float, int, float, float]:
        sure = confidence(wish, _label(candidate)) if wish else 1.0
        minutes = candidate.get("duration_min")
        apart = abs(minutes - length) if minutes is not None and length is not None else float("inf")
        kind = FORMAT_ORDER.get(str(candidate.get("quality") or candidate.get("format") or "").lower(), 9)
        return (-sure, apart, kind, -(candidate.get("seeders") or 0), -(candidate.get("size_mb") or 0))

    return {"ids": [candidate["id"] for candidate in sorted(asked["candidates"], key=key)]}


def _release_vs_book(asked: Asked) -> dict[str, Any]:
    book = asked["book"]
    needed = bool(asked.get("require_author", True))
    authors = _authors(book)
    return {
        "verdict": name_against_book(asked["release"]["title"], book["title"], authors, author_needed=needed)
    }


def _choose_book(asked: Asked) -> dict[str, Any]:
    name = asked["release"]["title"]
    verdicts = [(name_against_book(name, book["title"], _authors(book)), book) for book in asked["books"]]
    for wanted in ("strong", "accept"):
        fits = [book for verdict, book in verdicts if verdict == wanted]
        if fits:
            # Of several titles that fit the longest says most.
            return {"choice": max(fits, key=lambda book: len(str(book["title"])))["id"]}
    return {"choice": None}


def _title_candidates(asked: Asked) -> dict[str, Any]:
    first = normalise(asked["title"], authors=_authors(asked)).text
    return {"first": first, "all": list(dict.fromkeys((first, str(asked["title"]))))}


def _dedupe(asked: Asked) -> dict[str, Any]:
    return {"distinct": len(distinct([_recording(book) for book in asked["books"]]))}


def _row(number: int, candidate: Asked) -> TorrentRow:
    title = str(candidate["title"])
    subtitle = candidate.get("subtitle")
    if subtitle and str(subtitle).casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    return TorrentRow(
        id=number,
        title=title,
        authors=_authors(candidate) or parse_release_name(title).authors,
        narrators=tuple(candidate.get("narrators") or ()),
        series=tuple(RowSeries(name, position) for name, position in _series(candidate)),
        main_category=AUDIOBOOKS,
        media_type=MEDIA_AUDIOBOOK,
        size=size_in_bytes(candidate.get("size") or _mebibytes(candidate.get("size_mb"))),
        files=candidate.get("numfiles"),
        file_types=tuple(str(kind).lower() for kind in candidate.get("formats") or ()),
        description=str(candidate.get("description") or ""),
        flags=FLAG_ABRIDGED if candidate.get("abridged") else 0,
        seeders=candidate.get("seeders", 1),
    )


def _wish(query: Asked, narrators: tuple[str, ...], known: frozenset[str]) -> Wish:
    return Wish(
        title=str(query["title"]),
        authors=_authors(query, known),
        series=tuple(SeriesPlace(name, parse_position(position)) for name, position in _series(query)),
        language=None,
        productions=EVERY_PRODUCTION,  # type: ignore[arg-type]
        narrators=narrators,
    )


def _editions(query: Asked) -> list[KnownEdition]:
    minutes = query.get("duration_min")
    return [KnownEdition(runtime=round(minutes * 60))] if minutes else []


def _label(book: Asked | None) -> BookLabel:
    book = book or {}
    series = _series(book)
    return BookLabel(
        title=str(book.get("title") or ""),
        authors=_authors(book),
        subtitle=book.get("subtitle"),
        series=series[0][0] if series else None,
        position=_position(series),
        asin=book.get("asin"),
        isbn=book.get("isbn13"),
    )


def _recording(book: Asked) -> RecordingLabel:
    minutes = book.get("durationMinutes")
    label = _label(book)
    return RecordingLabel(
        book=label,
        narrators=tuple(split_names(str(book.get("narrator") or ""))),
        seconds=None if minutes is None else round(minutes * 60),
    )


def _series(book: Asked) -> list[tuple[str, str]]:
    series = book.get("series")
    if isinstance(series, str):
        return [(series, "" if book.get("position") is None else str(book["position"]))]
    return [(pair[0], "" if pair[1] is None else str(pair[1])) for pair in series or ()]


def _position(series: list[tuple[str, str]]) -> Position:
    return parse_position(series[0][1]) if series else NO_POSITION


def _authors(book: Asked, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    if book.get("authors"):
        listed = book["authors"]
        return tuple(listed if isinstance(listed, list) else split_authors(str(listed)))
    text = str(book.get("author") or "")
    return tuple(split_authors(text, known=known)) or ((text,) if text.strip() else ())


def _mebibytes(value: Any) -> int | None:
    return round(value * 2**20) if isinstance(value, int | float) else None


def _names(value: Any) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else split_authors(str(value or ""))


_LIKENESS = {"equal": 1.0, "possible": 0.5}

_QUESTIONS: dict[Any, Callable[[Asked], dict[str, Any]]] = {
    "choose": _choose,
    "choose_preferred": _choose_preferred,
    "choose_book": _choose_book,
    "order": _order,
    "release_vs_book": _release_vs_book,
    "dedupe": _dedupe,
    "same_title": lambda asked: {"same": same_title(str(asked["a"]), str(asked["b"]))},
    "same_book": lambda asked: {"same": same_book(_label(asked["a"]), _label(asked["b"]))},
    "score": lambda asked: {"score": round(confidence(_label(asked["query"]), _label(asked["result"])), 4)},
    "title_similarity": lambda asked: {
        "score": round(title_score(normalise(asked["a"]), normalise(asked["b"])), 4)
    },
    "author_overlap": lambda asked: {
        "score": _LIKENESS.get(match_people(_names(asked["a"]), _names(asked["b"])), 0.0)
    },
    "title_candidates": _title_candidates,
    "known_author": lambda asked: {"match": known_spelling(str(asked["text"]), asked["known"])},
    "plausible_match": lambda asked: {
        "reject": title_score(normalise(asked["original"]), normalise(asked["suggested"])) < MAYBE
    },
}
