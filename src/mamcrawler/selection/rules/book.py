"""Is it the wished book, whole and by itself (rule S14)?"""

from mamcrawler.library.positions import format_position
from mamcrawler.library.title_scores import MATCH, MAYBE
from mamcrawler.selection.bundles import why_not_bundle
from mamcrawler.selection.candidate import TITLE_WITH_PLACE, Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject, Review


def author(candidate: Candidate) -> Answer:
    """Any wished author is any of the release's; unknown and surname alone are for a person."""
    wished = ", ".join(candidate.wish.authors)
    found = ", ".join(candidate.facts.authors) or "not given"
    if candidate.author == "different":
        return Reject("author_mismatch", found, wished)
    if candidate.author != "equal":
        return Review("author_unproven", found, wished)
    return ACCEPT


def position(candidate: Candidate) -> Answer:
    """Where both positions in the same series are known, they meet."""
    for place, found in candidate.off_places:
        return Reject("position_mismatch", format_position(found), format_position(place.position))
    return ACCEPT


def whole(candidate: Candidate) -> Answer:
    """Not a part of the book, by position or by title, unless that part is the wished title."""
    if any(place.position.kind == "part" for place in candidate.wish.series):
        return ACCEPT
    for place in (*candidate.facts.series, *candidate.noted_places):
        if place.position.kind == "part":
            return Reject("part_only", f"part {format_position(place.position)}", "the whole book")
    part = candidate.title.part
    if part is None or part == candidate.question.title.part:
        return ACCEPT
    wished = candidate.question.title.part
    if wished and wished.parts == part.parts:
        return ACCEPT
    if len(part.parts) == 1 and part.total != 1:
        return Reject("part_only", f"part {part.parts[0]}", "the whole book")
    return ACCEPT


def single_book(candidate: Candidate) -> Answer:
    """One book, or a bundle that rule D28 lets us take."""
    if not candidate.bundle:
        return ACCEPT
    found = candidate.coverage
    reason = why_not_bundle(found, candidate.row.size, candidate.question.policy)
    if reason is None and candidate.author == "equal":
        return ACCEPT
    got = f"{found.books} books" if found.books else candidate.row.title
    return Reject("bundle", got, reason or "its author is not proven")


def title(candidate: Candidate) -> Answer:
    """The titles match, or series, position and author prove a title that is somewhat like it."""
    if candidate.bundle and candidate.same_place:
        return ACCEPT
    score = candidate.title_score
    if score >= MATCH:
        return ACCEPT
    proven = candidate.same_place and candidate.author == "equal" and score >= TITLE_WITH_PLACE
    if proven:
        return ACCEPT
    if score >= MAYBE:
        return Review("title_unproven", candidate.row.title, candidate.wish.title)
    return Reject("title_mismatch", candidate.row.title, candidate.wish.title)
