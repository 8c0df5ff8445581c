"""Putting files into a library and taking exactly those out again, on a real disk."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mamcrawler.downloads.linking import (
    ImportFault,
    Placed,
    Source,
    build,
    clear_temporary,
    missing_parents,
    put_in_place,
    take_out,
    temporary_folder,
)


@pytest.fixture
def save(tmp_path: Path) -> Path:
    folder = tmp_path / "save" / "Kiln"
    folder.mkdir(parents=True)
    (folder / "01.mp3").write_bytes(b"one" * 1000)
    (folder / "02.mp3").write_bytes(b"two" * 1000)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def other_disk(tmp_path: Path) -> Path:
    """A folder on another file system than the test's."""
    for place in ("/dev/shm", "/run", "/var/tmp"):
        folder = Path(place)
        if folder.is_dir() and os.access(folder, os.W_OK) and folder.stat().st_dev != tmp_path.stat().st_dev:
            made = folder / f"mc-test-{os.getpid()}-{tmp_path.name}"
            made.mkdir()
            yield made
            shutil.rmtree(made)
            return
    pytest.fail("this machine has no second file system to test with")


def sources(save: Path) -> list[Source]:
    return [Source(save / "01.mp3", "CD 1/01.mp3"), Source(save / "02.mp3", "CD 1/02.mp3")]


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_links_share_their_sources_inode(save: Path, root: Path) -> None:
    placed = build(root / "new", sources(save), mode="hardlink", sidecar=None)

    target = root / "new" / "CD 1" / "01.mp3"
    assert target.samefile(save / "01.mp3")
    assert target.stat().st_nlink == 2
    assert [(one.how, one.size) for one in placed] == [("link", 3000), ("link", 3000)]
    assert placed[0].inode == (save / "01.mp3").stat().st_ino


def test_the_sidecar_is_a_file_of_its_own(save: Path, root: Path) -> None:
    placed = build(root / "new", sources(save), mode="hardlink", sidecar=b"{}\n")

    assert (root / "new" / "metadata.json").read_bytes() == b"{}\n"
    assert (root / "new" / "metadata.json").stat().st_nlink == 1
    assert placed[-1].how == "sidecar"


def test_copies_have_the_same_bytes_and_another_inode(save: Path, root: Path) -> None:
    placed = build(root / "new", sources(save), mode="copy", sidecar=None)

    assert (root / "new" / "CD 1" / "02.mp3").read_bytes() == b"two" * 1000
    assert not (root / "new" / "CD 1" / "02.mp3").samefile(save / "02.mp3")
    assert {one.how for one in placed} == {"copy"}


def test_another_file_system_stops_hard_links(save: Path, other_disk: Path) -> None:
    with pytest.raises(ImportFault) as caught:
        build(other_disk / "new", sources(save), mode="hardlink", sidecar=None)

    assert (caught.value.code, caught.value.temporary) == ("cross_device", False)
    assert everything_in(other_disk) == []


def test_another_file_system_is_copied_to_when_allowed(save: Path, other_disk: Path) -> None:
    placed = build(other_disk / "new", sources(save), mode="hardlink_or_copy", sidecar=None)

    assert {one.how for one in placed} == {"copy"}
    assert (other_disk / "new" / "CD 1" / "01.mp3").read_bytes() == b"one" * 1000


FULL_DISK = """
import sys
from pathlib import Path
from mamcrawler.downloads.linking import ImportFault, Source, build

source, root = map(Path, sys.argv[1:])
try:
    build(root / "new", [Source(source, "a.mp3")], mode="copy", sidecar=None)
except ImportFault as fault:
    print(fault.code, fault.temporary, [path.name for path in root.iterdir()])
"""


def test_a_full_disk_is_a_temporary_fault_and_leaves_nothing(save: Path, root: Path) -> None:
    (save / "03.mp3").write_bytes(b"x" * 200_000)
    script = f'mount -t tmpfs -o size=64k small "{root}" && exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    if subprocess.run([*inside, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount a small file system")

    ran = subprocess.run(
        [*inside, sys.executable, "-c", FULL_DISK, str(save / "03.mp3"), str(root)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == "disk_full True []"


def test_a_source_that_vanished_leaves_nothing_behind(save: Path, root: Path) -> None:
    (save / "02.mp3").unlink()

    with pytest.raises(ImportFault) as caught:
        build(root / "new", sources(save), mode="hardlink", sidecar=b"{}")

    assert caught.value.code == "file_unreadable"
    assert everything_in(root) == []


def test_a_symbolic_link_is_not_followed(save: Path, root: Path) -> None:
    (save / "02.mp3").unlink()
    (save / "02.mp3").symlink_to("/etc/hostname")

    with pytest.raises(ImportFault) as caught:
        build(root / "new", sources(save), mode="hardlink", sidecar=None)

    assert caught.value.code == "file_unreadable"
    assert everything_in(root) == []


def test_the_folder_appears_whole_or_not_at_all(save: Path, root: Path) -> None:
    folder = root / "Hazel Brandt" / "Kiln Road" / "The Slow Kiln"
    hidden = temporary_folder(root, 7)
    build(hidden, sources(save), mode="hardlink", sidecar=None)
    assert hidden.name == ".mc-tmp-7"

    put_in_place(hidden, folder)

    assert everything_in(folder) == ["CD 1", "CD 1/01.mp3", "CD 1/02.mp3"]
    assert not hidden.exists()


def test_a_folder_that_holds_something_is_never_replaced(save: Path, root: Path) -> None:
    folder = root / "Taken"
    folder.mkdir()
    (folder / "theirs.mp3").write_bytes(b"theirs")
    build(temporary_folder(root, 7), sources(save), mode="hardlink", sidecar=None)

    with pytest.raises(ImportFault) as caught:
        put_in_place(temporary_folder(root, 7), folder)

    assert caught.value.code == "folder_taken"
    assert everything_in(folder) == ["theirs.mp3"]


def test_taking_out_leaves_the_library_as_it_was(save: Path, root: Path) -> None:
    (root / "Hazel Brandt").mkdir()
    folder = root / "Hazel Brandt" / "Kiln Road" / "The Slow Kiln"
    parents = missing_parents(folder, root)
    assert parents == [root / "Hazel Brandt" / "Kiln Road"]
    placed = build(temporary_folder(root, 7), sources(save), mode="hardlink", sidecar=b"{}")
    put_in_place(temporary_folder(root, 7), folder)

    left = take_out(folder, placed, parents)

    assert left == []
    assert everything_in(root) == ["Hazel Brandt"]
    assert (save / "01.mp3").read_bytes() == b"one" * 1000


def test_what_others_put_there_stays(save: Path, root: Path) -> None:
    folder = root / "The Slow Kiln"
    placed = build(folder, sources(save), mode="hardlink", sidecar=b"{}")
    (folder / "cover.jpg").write_bytes(b"added by the server")
    (folder / "metadata.json").write_bytes(b'{"title": "edited by a person"}')
    (folder / "CD 1" / "02.mp3").unlink()
    (folder / "CD 1" / "02.mp3").write_bytes(b"another recording")

    left = take_out(folder, placed, [])

    assert left == [folder / "CD 1" / "02.mp3", folder / "metadata.json"]
    assert everything_in(folder) == ["CD 1", "CD 1/02.mp3", "cover.jpg", "metadata.json"]


def test_what_was_only_planned_is_known_by_its_source(save: Path, root: Path) -> None:
    folder = root / "The Slow Kiln"
    build(folder, sources(save), mode="hardlink", sidecar=None)
    (root / "The Slow Kiln" / "CD 1" / "02.mp3").unlink()
    shutil.copy(save / "02.mp3", folder / "CD 1" / "02.mp3")
    planned = [Placed(source.path, source.name, "link", 0, 0) for source in sources(save)]

    assert take_out(folder, planned, []) == []
    assert everything_in(root) == []


def test_taking_out_twice_changes_nothing(save: Path, root: Path) -> None:
    folder = root / "The Slow Kiln"
    placed = build(folder, sources(save), mode="copy", sidecar=b"{}")
    take_out(folder, placed, [])

    assert take_out(folder, placed, []) == []


def test_leftover_temporary_folders_go_but_not_those_at_work(save: Path, root: Path) -> None:
    for number in (7, 8):
        build(temporary_folder(root, number), sources(save), mode="hardlink", sidecar=None)
    (root / "A Book").mkdir()

    assert clear_temporary(root, keep=[8]) == 1

    assert sorted(path.name for path in root.iterdir()) == [".mc-tmp-8", "A Book"]
    assert (save / "01.mp3").exists()
