"""Puts files into the library by hard link or copy, all at once, and takes exactly those out (D20, D21).

Nothing here moves, renames, rewrites or deletes a file of the save path.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Literal

How = Literal["link", "copy", "sidecar"]
LinkMode = Literal["hardlink", "hardlink_or_copy", "copy"]
TEMPORARY = ".mc-tmp-"
_CHUNK = 2**20


class ImportFault(Exception):  # noqa: N818 - named for the fact
    """Files could not be put in place; `code` is cross_device, disk_full, folder_taken, file_unreadable,
    link_refused, link_differs or library_unwritable. `temporary` faults are worth another try."""

    def __init__(self, code: str, detail: str, *, temporary: bool = False) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.temporary = temporary


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be put in: where it lies, and its name relative to the item's folder."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that was put in: source (None for the sidecar), name, how, bytes, inode, hash of copies."""

    source: Path | None
    name: str
    how: How
    size: int
    inode: int
    sha256: str | None = None


def temporary_folder(root: Path, download_id: int) -> Path:
    """Where the import of a download is built; the leading dot keeps Audiobookshelf from looking at it."""
    return root / f"{TEMPORARY}{download_id}"


def build(folder: Path, sources: Sequence[Source], *, mode: LinkMode, sidecar: bytes | None) -> list[Placed]:
    """Fills the new folder `folder` with the sources and the sidecar, each file checked after it was made.

    A link must share the inode of its source, a copy its size and hash. Raises ImportFault and leaves nothing
    behind then.
    """
    with _cleaned(folder):
        with _named("library_unwritable", f"The folder {folder} cannot be made"):
            folder.mkdir(parents=True)
        placed = [_put(source, folder / source.name, mode) for source in sources]
        if sidecar is not None:
            placed.append(_write(folder / "metadata.json", sidecar))
        return placed


def missing_parents(folder: Path, root: Path) -> list[Path]:
    """The folders between `root` and `folder` that do not exist yet, outermost first."""
    parents = [parent for parent in folder.parents if root in parent.parents]
    return [parent for parent in reversed(parents) if not parent.exists()]


def put_in_place(built: Path, folder: Path) -> None:
    """Renames the built folder to its final name in one step. Raises ImportFault `folder_taken`."""
    with _named("library_unwritable", f"The folder {folder.parent} cannot be made"):
        folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Over an empty folder the rename succeeds; over a filled one it fails, and nothing is lost.
        built.rename(folder)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise ImportFault("folder_taken", f"{folder} exists already.") from None
        raise _fault(error, "library_unwritable", f"{folder} cannot be put in place") from None


def take_out(folder: Path, files: Iterable[Placed], made_parents: Sequence[Path]) -> list[Path]:
    """Removes exactly the files that were put into `folder` and are still those; returns what was left alone.

    A link goes only while it has its recorded inode, a copy or sidecar only with its recorded content; what
    was only planned goes when it is the same file as its source, or equal to it. Folders go when they are
    empty and were made by us.
    """
    left = []
    for file in files:
        target = folder / file.name
        if not os.path.lexists(target):
            continue
        if _is_ours(target, file):
            target.unlink()
        else:
            left.append(target)
    for inside in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        _drop_empty(inside)
    _drop_empty(folder)
    for parent in reversed(made_parents):
        _drop_empty(parent)
    return left


def clear_temporary(root: Path, keep: Iterable[int] = ()) -> int:
    """Removes the temporary folders in a library root that no running import owns; returns how many."""
    kept = {f"{TEMPORARY}{download_id}" for download_id in keep}
    found = [path for path in root.glob(f"{TEMPORARY}*") if path.name not in kept]
    for path in found:
        discard(path)
    return len(found)


def discard(folder: Path) -> None:
    """Removes a temporary folder with everything in it; the files it links to stay where they are."""
    shutil.rmtree(folder, ignore_errors=True)


def hash_file(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(source: Source, target: Path, mode: LinkMode) -> Placed:
    with _named("file_unreadable", f"{source.path} cannot be read"):
        before = source.path.lstat()
    if not S_ISREG(before.st_mode):
        raise ImportFault("file_unreadable", f"{source.path} is no plain file.")
    with _named("library_unwritable", f"{target.parent} cannot be made"):
        target.parent.mkdir(parents=True, exist_ok=True)
    if mode != "copy":
        try:
            os.link(source.path, target, follow_symlinks=False)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise _fault(error, "link_refused", f"{source.path} cannot be linked") from None
            if mode == "hardlink":
                raise ImportFault(
                    "cross_device",
                    f"{source.path} and the library lie on different file systems; mount them as one, "
                    "or set downloads.link_mode to hardlink_or_copy.",
                ) from None
        else:
            after = target.lstat()
            if (after.st_ino, after.st_dev) != (before.st_ino, before.st_dev):
                raise ImportFault("link_differs", f"{target} is not the same file as its source.")
            return Placed(source.path, source.name, "link", after.st_size, after.st_ino)
    return _copy(source, target)


def _copy(source: Source, target: Path) -> Placed:
    digest = hashlib.sha256()
    with _named("file_unreadable", f"{source.path} cannot be copied"):
        with source.path.open("rb") as reader, target.open("xb") as writer:
            while chunk := reader.read(_CHUNK):
                digest.update(chunk)
                writer.write(chunk)
            os.fsync(writer.fileno())
        after = target.lstat()
        if after.st_size != source.path.stat().st_size or hash_file(target) != digest.hexdigest():
            raise ImportFault("link_differs", f"The copy {target} differs from its source.")
    return Placed(source.path, source.name, "copy", after.st_size, after.st_ino, digest.hexdigest())


def _write(target: Path, content: bytes) -> Placed:
    with _named("library_unwritable", f"{target} cannot be written"):
        target.write_bytes(content)
        after = target.lstat()
    digest = hashlib.sha256(content).hexdigest()
    return Placed(None, target.name, "sidecar", len(content), after.st_ino, digest)


def _is_ours(target: Path, file: Placed) -> bool:
    status = target.lstat()
    if file.sha256 is not None:
        return status.st_size == file.size and hash_file(target) == file.sha256
    if file.inode:
        return status.st_ino == file.inode
    if file.source is None or not file.source.exists():
        return False
    # Only planned: whether it became a link or a copy was never written down.
    if target.samefile(file.source):
        return True
    return status.st_size == file.source.stat().st_size and hash_file(target) == hash_file(file.source)


def _drop_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


@contextmanager
def _cleaned(folder: Path) -> Iterator[None]:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _named(code: str, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _fault(error, code, what) from None


def _fault(error: OSError, code: str, what: str) -> ImportFault:
    why = (error.strerror or str(error)).lower()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ImportFault("disk_full", f"{what}: {why}.", temporary=True)
    if error.errno in (errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EBUSY, errno.EROFS):
        return ImportFault(code, f"{what}: {why}.", temporary=True)
    return ImportFault(code, f"{what}: {why}.")
