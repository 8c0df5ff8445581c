"""The checks that a finished download must pass before it enters the library, as results (rule D16)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Any

from mamcrawler.downloads.audio import Header, TooSlow, Undecodable, Unreadable, decode, read_header
from mamcrawler.downloads.filetypes import is_audio, is_harmful, is_locked

# What the client promises to have on disk: names relative to the save path, and bytes.
Wares = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: `result` is passed, failed, review or skipped; `code` names what was wrong."""

    name: str
    result: str
    code: str | None = None
    sentence: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """An audio file that was read to its end; `seconds` is its decoded length."""

    name: str
    header: Header
    seconds: float


def check_safety(wares: Wares) -> CheckResult:
    """No program, no script, no encrypted or archived audio, no name that leaves the folder."""
    for name, _ in wares:
        if not is_inside(name):
            return _failed("safety", "unsafe_name", f"The file name {name!r} leads out of the save path.")
        if is_harmful(name):
            return _failed("safety", "program_inside", f"{name} is a program or script.")
        if is_locked(name):
            return _failed("safety", "locked_audio", f"{name} is encrypted or archived.")
    if not any(is_audio(name) for name, _ in wares):
        return _failed("safety", "no_audio", "There is no audio file in the download.")
    return CheckResult("safety", "passed")


def check_files(wares: Wares, root: Path) -> CheckResult:
    """Every file of the client's list is a plain file below `root`, our own path, with its exact size."""
    missing, wrong = [], []
    for name, size in wares:
        try:
            status = (root / name).lstat()
        except OSError:
            missing.append(name)
            continue
        if not S_ISREG(status.st_mode) or status.st_size != size:
            wrong.append(name)
    facts = {"files": len(wares), "missing": missing[:20], "wrong_size": wrong[:20]}
    if missing and len(missing) == len(wares):
        # Nothing at all is there: the path mapping or a mount is at fault, not the release.
        return CheckResult(
            "files",
            "review",
            "files_not_visible",
            f"None of the {len(wares)} files is visible in {root}.",
            facts,
        )
    if missing:
        return _failed("files", "files_missing", f"{len(missing)} of {len(wares)} files are missing.", facts)
    if wrong:
        return _failed("files", "files_differ", f"{wrong[0]} does not have the size the client gives.", facts)
    return CheckResult("files", "passed", facts=facts)


def check_decode(
    wares: Wares,
    root: Path,
    *,
    on_way: Callable[[str, float], None] | None = None,
) -> tuple[CheckResult, list[Heard]]:
    """Every audio file decodes to its end; also returns what was heard, in the order of `wares`.

    `on_way` hears a file's name and the seconds decoded so far; it may raise to stop the work.
    """
    heard: list[Heard] = []
    for name in (name for name, _ in wares if is_audio(name)):

        def tell(seconds: float, name: str = name) -> None:
            if on_way is not None:
                on_way(name, seconds)

        try:
            header = read_header(root / name)
            seconds = decode(root / name, expected=header.duration, on_way=tell)
        except Undecodable as error:
            return _failed("decode", "corrupt", f"{name} does not decode: {error}."), heard
        except Unreadable as error:
            return CheckResult(
                "decode", "review", "file_unreadable", f"{name} cannot be read: {error}."
            ), heard
        except TooSlow as error:
            return CheckResult(
                "decode", "review", "decode_slow", f"{name} decodes too slowly: {error}."
            ), heard
        heard.append(Heard(name, header, seconds))
    total = round(sum(one.seconds for one in heard))
    return CheckResult("decode", "passed", facts={"files": len(heard), "seconds": total}), heard


def check_length(heard: Sequence[Heard]) -> CheckResult:
    """The decoded length of each file is within max(1 %, 5 s) of what its header says."""
    for one in heard:
        told = one.header.duration
        if told is not None and abs(one.seconds - told) > max(0.01 * told, 5.0):
            return _failed(
                "length",
                "corrupt",
                f"{one.name} holds {one.seconds:.0f} s of audio where its header says {told:.0f} s.",
                {"told": told, "decoded": one.seconds},
            )
    return CheckResult("length", "passed")


@dataclass(frozen=True, slots=True)
class Expected:
    """The recording a download should be: known runtimes in seconds, and whether the edition is certain."""

    runtimes: tuple[int, ...] = ()
    confirmed: bool = False
    offered: int | None = None


def check_recording(seconds: float, expected: Expected) -> CheckResult:
    """The whole length against the nearest expected edition: max(2 %, 3 min) passes, 5 % is for a person.

    Without a known edition the length that the release itself offered is compared, and never fails.
    """
    if expected.runtimes:
        nearest = min(expected.runtimes, key=lambda runtime: abs(runtime - seconds))
        confirmed = expected.confirmed
    elif expected.offered is not None:
        nearest, confirmed = expected.offered, False
    else:
        return CheckResult("recording", "skipped", facts={"seconds": round(seconds)})
    off = abs(seconds - nearest)
    facts = {"seconds": round(seconds), "expected": nearest}
    if off <= max(0.02 * nearest, 180.0):
        return CheckResult("recording", "passed", facts=facts)
    sentence = f"It runs {_length(seconds)} where {_length(nearest)} is expected."
    if off <= 0.05 * nearest or not confirmed:
        return CheckResult("recording", "review", "length_doubtful", sentence, facts)
    return _failed("recording", "wrong_recording", sentence, facts)


def is_inside(name: str) -> bool:
    """True when a relative name stays below the folder it is joined to."""
    path = PurePosixPath(name)
    plain = not any(ord(sign) < 32 for sign in name)
    return bool(name) and plain and not path.is_absolute() and ".." not in path.parts


def _length(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h"


def _failed(name: str, code: str, sentence: str, facts: dict[str, Any] | None = None) -> CheckResult:
    return CheckResult(name, "failed", code, sentence, facts or {})
