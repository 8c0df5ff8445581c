"""Which files are audio, which must never be in a release, and which come along as extras (rule D16)."""

from pathlib import PurePath

AUDIO = frozenset(
    {".m4b", ".m4a", ".mp3", ".opus", ".flac", ".ogg", ".oga", ".aac", ".mp4", ".wma", ".wav", ".mka"}
)
HARMFUL = frozenset({".exe", ".scr", ".bat", ".cmd", ".com", ".js", ".vbs", ".lnk", ".ps1", ".sh", ".msi"})
# Encrypted or packed audio: nothing a player can read as it is.
LOCKED = frozenset({".aax", ".aaxc", ".aa", ".zip", ".rar", ".7z", ".tar", ".gz", ".odm", ".acsm"})
EXTRAS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".txt", ".nfo", ".cue", ".opf", ".pdf", ".epub", ".mobi", ".azw3"}
)


def suffix(path: str) -> str:
    """The extension of a path in lower case, with its dot."""
    return PurePath(path).suffix.lower()


def is_audio(path: str) -> bool:
    """True for a file that is played."""
    return suffix(path) in AUDIO


def is_harmful(path: str) -> bool:
    """True for a program or script, also behind a second extension or trailing blanks and dots."""
    return suffix(path.rstrip(" .")) in HARMFUL


def is_locked(path: str) -> bool:
    """True for encrypted or archived content, and for the numbered parts of an archive (".r00")."""
    end = suffix(path)
    return end in LOCKED or (len(end) == 4 and end[1] == "r" and end[2:].isdigit())


def is_extra(path: str) -> bool:
    """True for covers, texts and e-books that are imported beside the audio."""
    return suffix(path) in EXTRAS
