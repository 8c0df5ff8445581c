"""Words in and around the names of people that are not given names: particles, titles, suffixes, roles.

Everything is folded and without dots.
"""

from mamcrawler.library.media_words import words

# Surname particles (rule S10) and their sisters in other languages.
PARTICLES = words(
    "de da di del la le van von der den du st mc mac al el"
    " das des dos do della delle dello degli dal dalla ter ten zu zum zur vom af av ibn bin ste"
)
# Of these a capitalised one at the start of a name is as often a given name ("Van Morrison", "Al Gore").
GIVEN_NAME_LIKE = words("van al mac del el")

HONORIFICS = words(
    "dr doctor sir dame mr mrs ms miss mx prof professor rev reverend fr father sister rabbi lord lady baron"
    " baroness hon honorable honourable capt captain cpt col colonel gen general lt lieutenant maj major sgt"
    " sergeant cmdr commander adm admiral pres president sen senator gov governor"
)
# A suffix of these is one in any letter case.
SUFFIXES = words(
    "jr junior sr snr esq esquire phd mph md dds dvm lcsw lmft psyd edd msw mba mfa ii iii iv inc ltd llc"
    " obe cbe mbe kbe qc frs dphil msc bsc"
)
# These are names too ("Jack Ma"), so they are suffixes only in capitals ("Jane Doe, MA").
CAPITAL_SUFFIXES = words("ma ba do rn jd rd dc pt cpa cfa pe usn usaf usmc ret")

# What a person did for a book, where it is not writing it. Folded; compared as whole words of a note.
OTHER_ROLES = words(
    "translator translators translated translation trans tr traductor traducteur ubersetzer"
    " editor editors edited ed eds herausgeber illustrator illustrators illustrated illustrations illus"
    " introduction introductions introduced intro foreword forewords preface prologue epilogue afterword"
    " afterwords narrator narrators narrated reader read performer performed voice voiced producer produced"
    " director directed cover artist photographer compiler compiled contributor contributors adapter adaptor"
    " adapted adaptation commentary annotator annotated notes publisher published music composer composed"
    " consultant designer colorist letterer inker penciller sponsor"
)
AUTHOR_ROLES = words(
    "author authors writer writers written author/narrator creator created co-author coauthor"
)

# Collection words at either end of what stands where an author should (rule S10). Longest first.
COLLECTION_PHRASES = (
    "the very best of",
    "the complete works of",
    "the collected works of",
    "the complete works",
    "the collected works",
    "complete works of",
    "collected works of",
    "selected works of",
    "the works of",
    "the best of",
    "complete works",
    "collected works",
    "selected works",
    "complete novels",
    "complete collection",
    "audiobook collection",
    "selected stories",
    "collected stories",
    "short stories",
    "the essential",
    "the complete",
    "audiobooks",
    "audiobook",
    "complete",
    "works of",
    "best of",
    "works by",
    "books by",
    "collection",
    "anthology",
    "omnibus",
)
