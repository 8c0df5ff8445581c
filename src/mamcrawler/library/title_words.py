"""The vocabulary of titles: what speaks of an edition, a companion book or a genre and is no part of a title.

Everything is folded.
"""

from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS, LANGUAGES, words

# Words that speak of an edition at the end of a title even without any separator before them.
STRONG_EDITION_WORDS = (
    words("unabridged abridged unabr abr audiobook audiobooks audiobk ungekurzt gekurzt remastered")
    | (AUDIO_FORMATS - words("mp4 ape alac opus ogg"))
    | (EBOOK_FORMATS - words("lit"))
)
# Words a bracketed group or a separated piece may be made of to count as edition words only.
EDITION_WORDS = STRONG_EDITION_WORDS | words(
    "audio book retail hoopla audible original recording complete and multicast multi voice graphicaudio"
    " kbps kbit kbits kb kps vbr cbr cd cds mp3cd rip ripped digital chapters chapterised chapterized"
    " chaptered novel requested version lesung horbuch hoerbuch ungekurzte gekurzte integrale luisterboek"
    " a an the"
)
# A piece of these alone says nothing.
WEAK_EDITION_WORDS = words("a an and the book original complete chapters requested")
# Phrases whose single words mean nothing by themselves.
EDITION_PHRASES = (
    "a movie in your mind",
    "dramatised adaptation",
    "dramatized adaptation",
    "dramatisation",
    "dramatization",
    "dramatised",
    "dramatized",
    "graphic audio",
    "full cast",
    "true decrypt",
    "drm free",
)
EDITION_ADJECTIVES = words(
    "anniversary deluxe special collectors collector's revised updated expanded extended international"
    " illustrated annotated enhanced limited first second third tenth twentieth definitive complete"
    " unabridged abridged new kindle audio audible audiobook authorized restored uncut original"
)
LANGUAGE_NAMES = frozenset(name for name in LANGUAGES if len(name) > 3)

# A release with one of these that the wish does not have is a book about the book (rule S9).
COMPANION_PHRASES = (
    "summary",
    "summaries",
    "analysis",
    "workbook",
    "study guide",
    "reading guide",
    "discussion guide",
    "companion",
    "sampler",
    "preview",
    "excerpt",
    "excerpts",
    "notes",
    "review of",
    "conversation starters",
    "discussion questions",
    "book club kit",
    "trivia",
    "key takeaways",
    "key insights",
    "quicklet",
    "sparknotes",
    "cliffsnotes",
    "teaser",
    "sample chapter",
    "sample chapters",
    "graphic novel",
    "young readers",
    "retold",
)

# A subtitle "a <these words> <this noun>" names the genre only.
GENRE_NOUNS = words(
    "novel novella novelette adventure adventures thriller mystery mysteries romance memoir story stories"
    " tale litrpg gamelit fantasy fiction whodunit comedy tragedy western mashup romcom"
    " fable saga epic opera"
)
GENRE_WORDS = GENRE_NOUNS | words(
    "litrpg gamelit epic dark urban paranormal cozy historical contemporary romantic crime detective"
    " murder psychological suspense suspenseful thrilling gripping science scifi sci fi sf space opera"
    " military progression cultivation xianxia wuxia isekai portal dungeon core apocalypse apocalyptic"
    " post dystopian steampunk cyberpunk superhero horror gothic vampire werewolf shifter fairy gay"
    " lesbian lgbtq young adult ya new teen children's childrens middle grade short long love spy legal"
    " medical techno political action humorous funny comic satirical literary slow burn enemies to lovers"
    " small town sweet clean christian christmas holiday harem reverse slice of life hard standalone stand"
    " alone full length original and second chance"
)
ARTICLES = words("the a an")
# What may close the name of a series and may be left away (rule S11).
SERIES_FORMS = words("saga trilogy cycle chronicles")
# Articles that catalogues put behind a comma.
TRAILING_ARTICLES = words("the a an der die das le la les el los las il lo gli een het de")
# What stands before the number of a book in its series.
MARKERS = "books?|bks?|vols?|volumes?|novel|day|no|number|band|buch|tome|livre|libro|episode"
