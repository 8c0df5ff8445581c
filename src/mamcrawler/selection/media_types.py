"""Whether a release is an audiobook or an e-book, as far as its name says."""

from typing import Literal

from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS
from mamcrawler.selection.release_names import ReleaseName


def media_type(release: ReleaseName) -> Literal["audiobook", "ebook"] | None:
    """The medium a name gives away by its format, bit rate, form or reader; None where it does not."""
    kind = (release.format or "").lower()
    if kind in AUDIO_FORMATS or release.is_audiobook:
        return "audiobook"
    if release.bitrate_kbps or release.form or release.narrators:
        return "audiobook"
    return "ebook" if kind in EBOOK_FORMATS or release.is_ebook else None
