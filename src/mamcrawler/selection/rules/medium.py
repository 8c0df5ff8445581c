"""Is it an audiobook of the wished language that nobody forbade (rule S13, first half)?"""

from mamcrawler.integrations.mam.codes import AUDIOBOOKS, MAIN_CATEGORIES, MEDIA_AUDIOBOOK, MEDIA_TYPES
from mamcrawler.library.folding import fold
from mamcrawler.library.names import match_people
from mamcrawler.library.series_names import same_series
from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject, Review


def audiobook(candidate: Candidate) -> Answer:
    """Main category 13 and media type 1; one of them unknown is settled by the other."""
    row = candidate.row
    if row.main_category not in (None, AUDIOBOOKS):
        got = MAIN_CATEGORIES.get(row.main_category or 0, f"main category {row.main_category}")
        return Reject("not_audiobook", got, "Audiobook")
    if row.media_type not in (None, MEDIA_AUDIOBOOK):
        got = MEDIA_TYPES.get(row.media_type or 0, f"media type {row.media_type}")
        return Reject("not_audiobook", got, "Audiobook")
    if row.main_category is None and row.media_type is None:
        return Review("medium_unknown", "unknown", "Audiobook")
    return ACCEPT


def not_excluded(candidate: Candidate) -> Answer:
    """No excluded word, author or series."""
    exclusions = candidate.question.exclusions
    title = f" {fold(candidate.row.title)} "
    for word in exclusions.words:
        if fold(word).strip() and f" {fold(word).strip()} " in title:
            return Reject("excluded", candidate.row.title, f"the word “{word}”")
    for author in exclusions.authors:
        if match_people([author], candidate.facts.authors) == "equal":
            return Reject("excluded", "written by that author", f"the author {author}")
    for name in exclusions.series:
        if any(same_series(name, place.name) for place in candidate.facts.series):
            return Reject("excluded", "part of that series", f"the series {name}")
    return ACCEPT


def not_blocklisted(candidate: Candidate) -> Answer:
    """Not on the blocklist (rule D18)."""
    if candidate.row.id in candidate.question.exclusions.blocked_ids:
        return Reject("blocklisted", str(candidate.row.id), "")
    return ACCEPT


def language(candidate: Candidate) -> Answer:
    """The language by its id, or by the edition its ASIN names, equals the wished one."""
    edition = candidate.recording.by_asin
    wished, found = candidate.wish.language, candidate.row.language or (edition.language if edition else None)
    if not wished:
        return ACCEPT
    if found is None:
        return Review("language_unknown", "unknown", wished)
    if found.casefold() != wished.casefold():
        return Reject("wrong_language", found, wished)
    return ACCEPT
