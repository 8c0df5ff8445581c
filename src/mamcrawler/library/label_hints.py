"""One look at the words of a label, so that what cannot be in it is not searched for."""

from typing import NamedTuple

from mamcrawler.library.media_words import words

_SEPARATORS = '([{,.-_:;"/|)]}'
_NARRATION = words(
    "lesung read reader readers narrated narrator narrators performed voiced gelesen gesprochen "
    "sprecher sprecherin erzählt vorgelesen lu lue raconté racontée leído leida leído leída leido "
    "narrado narrada narrateur narrateurs narrador narrato narratore letto letta voorgelezen verteller "
    "inlæst inlast inläst indlæst innlest uppläst upplast uppläsare oplæst oplast oplæser læst läst "
    "lest indtalt narr lector lektor czyta czytają lukija lukijana читает чтец liest voz"
)
_SEVERAL = words(
    "complete completa collection collected sammelpack sammlung gesamtausgabe trilogy trilogie "
    "tetralogy box boxset boxed omnibus bundle megapack pack books audiobooks anthology bände"
)
_TALK = words("v req rp re fr va attn reposted requested request thanks")


class Hints(NamedTuple):
    """Whether words of a label can name narrators, tell of several books, or be talk between posters."""

    narration: bool
    several: bool
    talk: bool


def hints_in(text: str) -> Hints:
    """The hints a label's words give."""
    folded = text.casefold()
    for mark in _SEPARATORS:
        if mark in folded:
            folded = folded.replace(mark, " ")
    found = folded.split()
    return Hints(
        not _NARRATION.isdisjoint(found), not _SEVERAL.isdisjoint(found), not _TALK.isdisjoint(found)
    )
