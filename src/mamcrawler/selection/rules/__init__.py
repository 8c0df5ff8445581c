"""The rules a release must pass, in the order in which the first refusal names the rejection (S13 to S17).

A rule is a pure function of a `Candidate` that answers Accept, Review or Reject. To add one, write it in the
file of its topic, give its codes a sentence in `sentences.py`, and put it in its place in RULES.
"""

from collections.abc import Callable

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.rules import access, book, medium, production, recording, size, sound
from mamcrawler.selection.verdicts import Answer

Rule = Callable[[Candidate], Answer]

RULES: tuple[Rule, ...] = (
    medium.audiobook,
    medium.not_excluded,
    medium.not_blocklisted,
    medium.language,
    access.not_in_client,
    access.not_snatched,
    access.vip_class,
    access.seeded,
    size.not_too_large,
    size.not_too_small,
    book.author,
    book.position,
    book.whole,
    book.single_book,
    book.title,
    production.form,
    production.production,
    recording.asin,
    recording.narrator,
    recording.proof,
    recording.runtime,
    recording.length,
    recording.unwished_recording,
    sound.bitrate,
)
