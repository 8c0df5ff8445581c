"""How the files of a download are named in the library (rule D23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from mamcrawler.downloads.filetypes import is_audio, is_extra, suffix
from mamcrawler.downloads.naming_components import safe_component
from mamcrawler.downloads.naming_files import audio_file_name, kept_file_names, plays_in_order


@dataclass(frozen=True, slots=True)
class Ware:
    """A file of a download: its name below the save path, disc and track of its tags where it has them."""

    name: str
    disc: int | None = None
    track: int | None = None


class OrderUnclear(Exception):  # noqa: N818 - named for the fact
    """The names do not put the files in the order in which their tags say they play."""


def below_common_folder(names: Sequence[str]) -> list[str]:
    """The names without the folders that all of them share; a lone file keeps its own name only.

    >>> below_common_folder(["Ash/CD 1/01.mp3", "Ash/CD 2/01.mp3"]), below_common_folder(["Ash/ash.m4b"])
    (['CD 1/01.mp3', 'CD 2/01.mp3'], ['ash.m4b'])
    """
    parts = [PurePosixPath(name).parts for name in names]
    shared = 0
    while parts and all(len(one) > shared + 1 for one in parts) and len({one[shared] for one in parts}) == 1:
        shared += 1
    return ["/".join(one[shared:]) for one in parts]


def target_names(wares: Sequence[Ware], *, title: str) -> dict[str, str]:
    """For each file that is imported its name in the item's folder.

    One audio file is named after the title; several keep their cleaned names and disc folders. Covers, texts
    and e-books come along. Raises OrderUnclear.
    """
    audio = [ware for ware in wares if is_audio(ware.name)]
    extras = [ware for ware in wares if is_extra(ware.name)]
    kept = [*audio, *extras]
    shorter = below_common_folder([ware.name for ware in kept])
    if len(audio) == 1:
        names = [audio_file_name(title, suffix(audio[0].name)), *_flat(shorter[1:])]
    else:
        names = kept_file_names(shorter)
        _check_order(audio, names[: len(audio)])
    return {ware.name: name for ware, name in zip(kept, names, strict=True)}


def _flat(names: Sequence[str]) -> list[str]:
    """Names of extras beside a lone audio file, without their folders."""
    return [safe_component(name) for name in kept_file_names([PurePosixPath(name).name for name in names])]


def _check_order(audio: Sequence[Ware], names: Sequence[str]) -> None:
    places = [(ware.disc or 0, ware.track) for ware in audio]
    # Without a track number on every file, or with one twice, the tags say nothing about the order.
    if any(track is None for _, track in places) or len(set(places)) != len(places):
        return
    played = [name for _, name in sorted(zip(places, names, strict=True))]
    if not plays_in_order(played):
        raise OrderUnclear("The file names do not sort into the order of their track numbers.")
