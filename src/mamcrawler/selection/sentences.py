"""One sentence for each code of a refusal or doubt: the closed list of codes (rule P9)."""

SENTENCES = {
    "not_audiobook": "It is no audiobook but {got}.",
    "medium_unknown": "The row does not say that it is an audiobook.",
    "excluded": "You excluded {want}, and this is {got}.",
    "blocklisted": "This release is on the blocklist.",
    "wrong_language": "The language is {got}, wanted is {want}.",
    "language_unknown": "The row names no language, wanted is {want}.",
    "already_in_client": "The torrent client already has it.",
    "already_snatched": "You have snatched it before; fetching it again takes no new slot.",
    "needs_vip_class": "It is a VIP torrent and the account's class is {got}.",
    "no_seeders": "Nobody seeds it.",
    "seeders_unknown": "The row does not say whether anybody seeds it.",
    "too_large": "It has {got}, more than the {want} allowed.",
    "too_small": "It has {got}, less than the {want} such a book needs.",
    "author_mismatch": "The author is {got}, wanted is {want}.",
    "author_unproven": "The author given is {got}, which does not prove {want}.",
    "position_mismatch": "It is number {got} of the series, wanted is number {want}.",
    "part_only": "It is only {got} of the book.",
    "bundle": "It is a set of books ({got}), and {want}.",
    "title_mismatch": "The title is “{got}”, wanted is “{want}”.",
    "title_unproven": "The title “{got}” is only like “{want}”.",
    "abridged": "It is abridged, wanted is {want}.",
    "production_not_wanted": "It is {got}, wanted is {want}.",
    "production_unproven": "It is {got}, wanted is {want}.",
    "asin_mismatch": "Its ASIN {got} belongs to {want}.",
    "narrator_mismatch": "It is read by {got}, wanted is {want}.",
    "narrator_unproven": "Only its description names a narrator, {got}; wanted is {want}.",
    "recording_unproven": "It does not tell which of the known recordings it is ({got}); wanted is {want}.",
    "other_recording": "It looks like {got}, wanted is {want}.",
    "runtime_mismatch": "Runtime {got}, the {want}.",
    "runtime_unproven": "Runtime {got} is close to, but not quite that of the {want}.",
    "probably_abridged": "Runtime {got}, the shortest whole recording is {want}: it is probably abridged.",
    "probably_bundle": "Runtime {got}, the longest known recording is {want}: it probably holds more books.",
    "bitrate_low": "The bit rate is {got}, at least {want} is required.",
    "rule_error": "A rule failed on this release ({got}); it is left out until that is mended.",
}


def sentence(code: str, got: str, want: str) -> str:
    """The sentence of a code for what was found and what was required.

    >>> sentence("runtime_mismatch", "9 h 12 min", "Tobin Farrow recording is 11 h 02 min")
    'Runtime 9 h 12 min, the Tobin Farrow recording is 11 h 02 min.'
    """
    return SENTENCES[code].format(got=got, want=want)
