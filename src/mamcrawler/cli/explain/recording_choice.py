"""Which release is taken for a wished recording: shapes the wish and the answer around the judgement."""

from datetime import datetime
from typing import Any

from mamcrawler.integrations.mam.rows import read_row
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.wishes import Account, KnownBook, KnownEdition, Policy, SeriesPlace, Wish


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The choice, and verdict and reason for every release."""
    asked = case["input"]
    wanted, account = asked["wanted"], asked["account"]
    at = datetime.fromisoformat(account["at"])
    read = {str(row.get("id")): read_row(row, now=at) for row in asked["releases"]}
    judgements = judge_releases(
        Wish(
            title=str(wanted["title"]),
            subtitle=wanted.get("subtitle"),
            authors=tuple(wanted["authors"]),
            series=_places(wanted.get("series")),
            language=wanted.get("language"),
            form=wanted.get("form") or "unabridged",
            productions=frozenset(wanted.get("production") or ("single", "multi")),
            narrators=tuple(wanted.get("narrators") or ()),
            asin=wanted.get("asin"),
        ),
        [row for row in read.values() if row],
        editions=[_edition(edition) for edition in asked.get("editions") or ()],
        known_books=[_book(book) for book in asked.get("known_books") or ()],
        account=Account(account["class"], account.get("vip_hours_left"), at),
        policy=Policy(**(asked.get("policy") or {})),
    )
    by_id = {judgement.release_id: judgement for judgement in judgements}
    judged = {key: by_id[row.id] for key, row in read.items() if row}
    taken = choose(judgements)
    return {
        "choice": next((key for key, judgement in judged.items() if judgement is taken), None),
        "verdicts": {key: judged[key].verdict if key in judged else "reject" for key in read},
        "reasons": {key: judgement.code for key, judgement in judged.items() if judgement.code},
        "sentences": {key: [reason.sentence for reason in found.reasons] for key, found in judged.items()},
    }


def _edition(known: dict[str, Any]) -> KnownEdition:
    minutes = known.get("runtime_min")
    return KnownEdition(
        asin=known.get("asin"),
        narrators=tuple(known.get("narrators") or ()),
        runtime=None if minutes is None else round(60 * minutes),
        form=known.get("form"),
        production=known.get("production"),
        language=known.get("language"),
    )


def _book(known: dict[str, Any]) -> KnownBook:
    return KnownBook(
        title=str(known["title"]),
        authors=tuple(known.get("authors") or ()),
        series=_places(known.get("series")),
        asins=frozenset(known.get("asins") or ()),
    )


def _places(series: list[dict[str, Any]] | None) -> tuple[SeriesPlace, ...]:
    return tuple(
        SeriesPlace(
            place["name"], parse_position("" if place.get("position") is None else str(place["position"]))
        )
        for place in series or ()
    )
