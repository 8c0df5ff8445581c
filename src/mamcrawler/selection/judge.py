"""Judging the releases of a search for one wish (rules S13 to S21). Pure: everything known is passed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.titles import NormalTitle
from mamcrawler.selection.bundles import positions_text
from mamcrawler.selection.candidate import Candidate, Question, release_title, wish_title
from mamcrawler.selection.cost import FREE, cost_class
from mamcrawler.selection.facts import ReleaseFacts, bare_facts, read_facts_beside
from mamcrawler.selection.neighbours import known_books_of, main_is_ambiguous, series_of_author
from mamcrawler.selection.ranking import rank_key
from mamcrawler.selection.recording import sort_editions
from mamcrawler.selection.rules import RULES
from mamcrawler.selection.sentences import sentence
from mamcrawler.selection.verdicts import Accept, Judgement, Outcome, Reason, Reject, Review
from mamcrawler.selection.wishes import Account, Exclusions, KnownBook, KnownEdition, Policy, Shelf, Wish

_VERDICTS: tuple[Outcome, ...] = ("accept", "review", "reject")


def judge_releases(
    wish: Wish,
    rows: Iterable[TorrentRow],
    *,
    editions: Sequence[KnownEdition] = (),
    known_books: Sequence[KnownBook] = (),
    account: Account,
    policy: Policy | None = None,
    exclusions: Exclusions | None = None,
    shelf: Shelf | None = None,
) -> list[Judgement]:
    """A judgement for each row, accepted ones first in the order in which they should be taken.

    `editions` are the known recordings of the wished book. `known_books` are other books, for telling them
    apart. `shelf` holds the other wishes a bundle could serve. Behind the accepted releases stand those for
    a person, then the refused ones, each in the same order.
    """
    title = wish_title(wish)
    releases = [_read(wish, row) for row in {row.id: row for row in rows}.values()]
    books = (*known_books, *known_books_of(wish, title, [(read.facts, read.title) for read in releases]))
    # Only a title in two parts can be ambiguous.
    series = series_of_author(wish, [read.facts for read in releases]) if title.subtitle else ()
    question = Question(
        wish=wish,
        known=sort_editions(wish, editions),
        books=books,
        account=account,
        policy=policy or Policy(),
        exclusions=exclusions or Exclusions(),
        shelf=shelf or Shelf(),
        title=title,
        ambiguous=main_is_ambiguous(wish, title, books, series),
    )
    judged = [_judge(question, release) for release in releases]
    judged.sort(key=lambda pair: (_VERDICTS.index(pair[0]), rank_key(pair[1])))
    accepted = 0
    judgements = []
    for verdict, candidate, reasons in judged:
        accepted += verdict == "accept"
        judgements.append(_judgement(candidate, verdict, reasons, accepted if verdict == "accept" else None))
    return judgements


def choose(judgements: Iterable[Judgement]) -> Judgement | None:
    """The release to take, or None."""
    return next((judgement for judgement in judgements if judgement.verdict == "accept"), None)


@dataclass(frozen=True, slots=True)
class _Release:
    """A row as it could be read; `failure` says why it could not."""

    facts: ReleaseFacts
    title: NormalTitle
    failure: Reject | None = None


def _read(wish: Wish, row: TorrentRow) -> _Release:
    try:
        facts = read_facts_beside(wish.title, row)
        return _Release(facts, release_title(wish, facts))
    except Exception as failure:  # noqa: BLE001  one odd row must not stop the others (rule S21)
        return _Release(bare_facts(row), NormalTitle((str(row.title),)), _broken("reading", failure))


def _broken(what: str, failure: Exception) -> Reject:
    return Reject("rule_error", f"{what}: {type(failure).__name__}", "", permanent=False)


def _judge(question: Question, release: _Release) -> tuple[Outcome, Candidate, tuple[Reason, ...]]:
    candidate = Candidate(question, release.facts, release.title)
    reasons = [_reason(release.failure)] if release.failure else []
    for rule in () if release.failure else RULES:
        try:
            answer = rule(candidate)
        except Exception as failure:  # noqa: BLE001  one broken rule must not stop the others (rule S21)
            answer = _broken(rule.__name__, failure)
        if not isinstance(answer, Accept):
            reasons.append(_reason(answer))
    outcomes = {reason.outcome for reason in reasons}
    verdict: Outcome = "reject" if "reject" in outcomes else "review" if outcomes else "accept"
    return verdict, candidate, tuple(reasons)


def _reason(answer: Review | Reject) -> Reason:
    refused = isinstance(answer, Reject)
    return Reason(
        code=answer.reason,
        outcome="reject" if refused else "review",
        found=answer.got,
        required=answer.want,
        permanent=isinstance(answer, Reject) and answer.permanent,
        sentence=sentence(answer.reason, answer.got, answer.want),
    )


def _judgement(
    candidate: Candidate, verdict: Outcome, reasons: tuple[Reason, ...], rank: int | None
) -> Judgement:
    facts, row = candidate.facts, candidate.row
    cost = cost_class(row, candidate.question.account)
    edition = candidate.recording.edition
    return Judgement(
        release_id=row.id,
        title=row.title,
        verdict=verdict,
        rank=rank,
        reasons=reasons,
        identity=candidate.identity,
        title_score=round(candidate.title_score, 3),
        level=candidate.recording.level,
        edition=edition.asin if edition else None,
        cost=cost,
        effectively_free=cost in FREE,
        band=facts.band,
        kbps=facts.kbps,
        estimated=facts.estimated and facts.kbps is not None,
        format=facts.format,
        form=facts.form,
        production=facts.voices.production,
        narrators=facts.voices.narrators,
        seconds=facts.seconds,
        size=row.size,
        seeders=row.seeders,
        covers=positions_text(candidate.coverage.wanted) if candidate.bundle else (),
    )
