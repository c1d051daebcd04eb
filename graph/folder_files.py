"""The files of a folder store, as they were when it was written: what tells a damaged folder from a whole one before it is asked.

The engine checks each block that it reads against a sum of its own, but does not stop at a bad one: a question that counts goes on for
ever, keeping the same error each time (15 GB were seen). So a folder whose files are not what was written is not asked at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text

#: The length and the check sum of each file, as written.
_NOTE: Final = "files.json"
#: How the files looked when they were last read whole and found right. Without it they are read again.
_FOUND_RIGHT: Final = "found-right.json"
#: The engine's own: a lock, and reports that nobody reads.
_NOT_READ: Final = ("LOCK", "LOG", _NOTE, _FOUND_RIGHT)
_AT_ONCE: Final = 1 << 20


def note_files(folder: Path) -> None:
    """Write down what is in a new folder, when all of it is on the disk.

    Raises:
        OSError: it cannot be.
    """
    sums: dict[str, tuple[int, int]] = {}
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(_NOT_READ):
            sums[path.name] = _sum(path, to_disk=True)
    write_text(folder / _NOTE, json.dumps(sums) + "\n")
    _remember(folder, sums)
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def damage(folder: Path, *, read_all: bool = False) -> str:
    """What is wrong with the files of a folder, in a few words; empty when nothing is.

    Files that look as when they were last read whole (length, time of change, place on the disk) are not read again: to look takes less
    than a millisecond, to read a second for a gigabyte.

    Args:
        folder: a folder store.
        read_all: read them anyway: a disk may lose what it holds without any sign of it.
    """
    try:
        sums = {name: (length, check) for name, (length, check) in json.loads((folder / _NOTE).read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return f"{_NOTE} is missing, or cannot be read"
    try:
        for name, (length, _) in sums.items():
            if (folder / name).stat().st_size != length:
                return f"{name} is not as long as it was written"
        if not read_all and _remembered(folder) == _looks(folder, sums):
            return ""
        for name, written in sums.items():
            if _sum(folder / name) != written:
                return f"{name} does not hold what was written"
    except OSError as error:
        return f"{Path(error.filename or folder).name}: {error.strerror or error}"
    _remember(folder, sums)
    return ""


def doubt(folder: Path) -> None:
    """Have the files read whole before the folder is opened again."""
    with contextlib.suppress(OSError):  # a folder that is not ours, or gone
        (folder / _FOUND_RIGHT).unlink()


def _sum(path: Path, *, to_disk: bool = False) -> tuple[int, int]:
    """Length and CRC-32: nobody forges these files, and a cryptographic sum takes three times as long."""
    length = check = 0
    with path.open("rb") as opened:
        while part := opened.read(_AT_ONCE):
            length += len(part)
            check = zlib.crc32(part, check)
        if to_disk:
            os.fsync(opened.fileno())
    return length, check


def _looks(folder: Path, names: dict[str, tuple[int, int]]) -> dict[str, list[int]]:
    found = {name: (folder / name).stat() for name in names}
    return {name: [each.st_ino, each.st_size, each.st_mtime_ns, each.st_ctime_ns] for name, each in found.items()}


def _remembered(folder: Path) -> object:
    try:
        return json.loads((folder / _FOUND_RIGHT).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _remember(folder: Path, sums: dict[str, tuple[int, int]]) -> None:
    with contextlib.suppress(OSError):  # a full disk, or a folder that is not ours: the files are read again next time
        write_text(folder / _FOUND_RIGHT, json.dumps(_looks(folder, sums)) + "\n")
