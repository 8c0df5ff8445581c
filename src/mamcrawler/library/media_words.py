"""Words that describe a recording and not a book: formats, languages, editions, production.

Everything is case-folded. Sources: ISO 639 (codes), the file endings players know, and how audiobook
publishers of each language label their recordings.
"""


def words(text: str) -> frozenset[str]:
    """The words of a line, as the vocabularies below are written."""
    return frozenset(text.split())


AUDIO_FORMATS = words("m4b m4a mp3 opus flac ogg aac aax aaxc wma wav mp4 m4p ac3 eac3 alac ape mka")
EBOOK_FORMATS = words(
    "epub pdf mobi azw azw3 azw4 kfx cbz cbr cb7 djvu lit fb2 rtf lrf pdb prc html htm doc docx"
)
TEXT_ENDINGS = words("txt nfo sfv srr jpg jpeg png cue m3u log srt")
ARCHIVE_FORMATS = words("rar zip 7z tar gz par2 nzb iso")

# English name of the language, then what else stands for it: native names, ISO 639-1, -2/B, -2/T. Codes of
# two letters are ordinary words too ("it", "no"); whoever reads sentences must know the place of a code.
_LANGUAGE_ALIASES = """
English: englisch anglais inglés ingles engels engelsk engelska en eng
German: deutsch german allemand alemán duits tysk tyska de ger deu
French: français francais französisch french vf fr fre fra
Spanish: español espanol castellano spanisch spansk es spa esp
Italian: italiano italienisch italiensk it ita
Portuguese: português portugues portugiesisch pt por ptbr pt-br
Dutch: nederlands niederländisch hollands holländisch nl dut nld
Danish: dansk dänisch da dk dan
Swedish: svenska schwedisch svensk sv se swe
Norwegian: norsk norwegisch bokmål no nb nor nob
Finnish: suomi finnisch fi fin
Icelandic: íslenska isländisch is ice isl
Polish: polski polnisch pl pol
Czech: čeština česky tschechisch cs cz cze ces
Slovak: slovenčina slovensky sk slo slk
Hungarian: magyar ungarisch hu hun
Romanian: română romana ro rum ron
Greek: ελληνικά griechisch el gr gre ell
Russian: русский russisch russkij ru rus
Ukrainian: українська ukrainisch uk ua ukr
Bulgarian: български bulgarisch bg bul
Serbian: srpski sr srp
Croatian: hrvatski hr hrv
Slovenian: slovenščina sl slv
Turkish: türkçe turkce türkisch tr tur
Arabic: العربية arabisch ar ara
Hebrew: עברית hebräisch he heb
Persian: فارسی farsi fa per fas
Hindi: हिन्दी hi hin
Japanese: 日本語 japanisch ja jp jpn
Chinese: 中文 chinesisch mandarin zh chi zho cn
Korean: 한국어 koreanisch ko kr kor
Vietnamese: việt vi vie
Thai: ไทย th tha
Catalan: català catala ca cat
Latin: latina latein la lat
Welsh: cymraeg cy wel cym
Irish: gaeilge ga gle
Esperanto: eo epo
Estonian: eesti et est
Latvian: latviešu lv lav
Lithuanian: lietuvių lt lit
"""


def _language_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _LANGUAGE_ALIASES.strip().splitlines():
        name, aliases = line.split(":")
        table |= dict.fromkeys((name.casefold(), *aliases.split()), name)
    return table


LANGUAGES: dict[str, str] = _language_table()

# A word for "audiobook" or "reading" tells the language of the release.
AUDIOBOOK_WORDS: dict[str, str] = {
    word: language
    for language, line in {
        "German": "hörbuch hörbücher hoerbuch hoerbuecher hörspiel hörspiele hoerspiel hoerspiele horbuch "
        "ungekürzt ungekürzte ungekürzter ungekürztes ungekuerzt ungekuerzte "
        "gekürzt gekürzte gekürzter gekürztes gekuerzt gekuerzte lesung autorenlesung sprecher gelesen",
        "Dutch": "luisterboek luisterboeken onverkort voorgelezen hoorspel",
        "Danish": "lydbog lydbøger uforkortet",
        "Swedish": "ljudbok ljudböcker ljudbocker oavkortad oförkortad uppläsare",
        "Norwegian": "lydbok lydbøker uavkortet",
        "Finnish": "äänikirja äänikirjat aanikirja",
        "Icelandic": "hljóðbók",
        "Italian": "audiolibri",
        "Spanish": "audiolibro audiolibros íntegro íntegra",
        "Portuguese": "audiolivro audiolivros",
        "French": "audiolivre audiolivres livre-audio livres-audio intégral intégrale abrégé abrégée",
        "Polish": "słuchowisko sluchowisko czyta",
        "Czech": "audiokniha audioknihy",
        "Russian": "аудиокнига аудиокниги",
        "Ukrainian": "аудіокнига",
        "Hungarian": "hangoskönyv",
        "Greek": "ηχοβιβλίο",
        "Japanese": "オーディオブック",
        "Chinese": "有声书",
    }.items()
    for word in line.split()
}
