"""Is it the wished recording (rule S16)?"""

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.durations import spoken
from mamcrawler.selection.recording import closeness, relation
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject, Review
from mamcrawler.selection.wishes import KnownEdition

SHORTEST_PERCENT = 80
LONGEST_PERCENT = 130


def asin(candidate: Candidate) -> Answer:
    """Its ASIN is not that of another book, and for a fixed recording not that of another one."""
    found = candidate.row.asin
    if found is None:
        return ACCEPT
    for book in candidate.question.books:
        if found in book.asins:
            return Reject("asin_mismatch", found, f"another book, {book.title}")
    edition = candidate.recording.by_asin
    known = candidate.question.known
    if not candidate.wish.fixes_edition or edition is None or edition in known.targets:
        return ACCEPT
    if relation(edition.narrators, known.narrators) == "agrees" and not known.targets:
        return ACCEPT
    return Reject("asin_mismatch", found, f"another recording, {_name(edition)}")


def narrator(candidate: Candidate) -> Answer:
    """A fixed recording is read by whom it should be; free text alone only raises a doubt."""
    known = candidate.question.known
    wished = ", ".join(known.narrators)
    if candidate.recording.narrator == "differs":
        names = candidate.facts.voices.narrators or _edition_narrators(candidate)
        return Reject("narrator_mismatch", ", ".join(names), wished)
    if candidate.recording.text_narrator == "differs":
        return Review("narrator_unproven", ", ".join(candidate.facts.voices.in_text), wished)
    return ACCEPT


def runtime(candidate: Candidate) -> Answer:
    """A fixed recording has its length."""
    if candidate.bundle:
        return ACCEPT
    target = next((e for e in candidate.question.known.targets if e.runtime), None)
    if target is None:
        return ACCEPT
    got = spoken(candidate.facts.seconds)
    want = f"{_name(target)} recording is {spoken(target.runtime)}"
    if candidate.recording.runtime == "off":
        return Reject("runtime_mismatch", got, want)
    if candidate.recording.runtime == "doubtful":
        return Review("runtime_unproven", got, want.replace(" is ", " with "))
    return ACCEPT


def proof(candidate: Candidate) -> Answer:
    """Where several recordings are known, a fixed one is told apart by narrator, length or ASIN."""
    if not candidate.wish.fixes_edition or candidate.recording.level == 3:
        return ACCEPT
    if "agrees" in (candidate.recording.narrator, candidate.recording.text_narrator):
        return ACCEPT
    wished = ", ".join(candidate.question.known.narrators) or candidate.wish.asin or ""
    if candidate.wish.asin and candidate.row.asin and candidate.recording.level == 1:
        return Review("recording_unproven", f"its ASIN is {candidate.row.asin}", candidate.wish.asin)
    others = _told_apart_only_by_voice(candidate)
    if not others:
        return ACCEPT
    seconds = candidate.facts.seconds
    if seconds is None:
        return Review("recording_unproven", "neither narrator nor length", wished)
    fits = [edition for edition in others if closeness(seconds, edition.runtime) == "agrees"]
    if fits:
        return Review("recording_unproven", f"its length is also that of {_name(fits[0])}", wished)
    if candidate.recording.runtime == "unknown":
        return Review("recording_unproven", "a length that nothing is known to compare with", wished)
    return ACCEPT


def length(candidate: Candidate) -> Answer:
    """With any narrator the length lies in the range of the known recordings."""
    runtimes = [edition.runtime for edition in candidate.question.known.wished if edition.runtime]
    seconds = candidate.facts.seconds
    if candidate.wish.fixes_edition or candidate.bundle or seconds is None or not runtimes:
        return ACCEPT
    shortest, longest = min(runtimes), max(runtimes)
    if seconds * 100 < shortest * SHORTEST_PERCENT:
        return Reject("probably_abridged", spoken(seconds), spoken(shortest))
    if seconds * 100 > longest * LONGEST_PERCENT:
        return Review("probably_bundle", spoken(seconds), spoken(longest))
    return ACCEPT


def unwished_recording(candidate: Candidate) -> Answer:
    """With any narrator nothing says that it is a known recording of another form or production.

    A reader known only from the abridged or the dramatised recording, or the very length of one, is such a
    sign unless the row itself says that it is whole.
    """
    known, facts = candidate.question.known, candidate.facts
    if candidate.wish.fixes_edition or candidate.recording.level > 1:
        return ACCEPT
    for edition in known.here:
        if edition in known.wished:
            continue
        if edition.form != candidate.wish.form and facts.form == candidate.wish.form:
            continue
        same_voice = relation(facts.voices.narrators, edition.narrators) == "agrees"
        if same_voice or closeness(facts.seconds, edition.runtime) == "agrees":
            return Review("other_recording", f"the {edition.form} recording, {_name(edition)}", "another")
    return ACCEPT


def _told_apart_only_by_voice(candidate: Candidate) -> tuple[KnownEdition, ...]:
    """The other known recordings, without those whose production the row itself rules out."""
    others = candidate.question.known.others
    if candidate.facts.voices.production == "dramatised":
        return tuple(edition for edition in others if edition.production in (None, "dramatised"))
    return others


def _edition_narrators(candidate: Candidate) -> tuple[str, ...]:
    edition = candidate.recording.by_asin
    return edition.narrators if edition else ()


def _name(edition: KnownEdition) -> str:
    return ", ".join(edition.narrators) or edition.asin or "known"
