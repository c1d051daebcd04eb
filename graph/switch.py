"""Several files of one folder that change together: all of them or none, whenever the process ends.

The new files are made in a folder of their own, which is then renamed: that is the instant. What follows, each file into its place, can be
done again by whoever comes next, so a process that ends between two files leaves no mixture behind for others to read.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from servanda.graph.locks import held_alone, new_folder

#: The folder of new files that are to be put into their places: whoever finds it finishes.
PENDING: Final = ".switch"


@contextlib.contextmanager
def switched(home: Path) -> Iterator[Path]:
    """A new folder for files that take their places in ``home``, under the same relative paths, when the block ends without an error.

    Files that are in ``home`` only stay. Made inside ``home``, so that it lies on the same disk.

    Raises:
        OSError: the files cannot be written or moved.
    """
    home.mkdir(parents=True, exist_ok=True)
    finish(home)
    with new_folder(home) as around:
        fresh = around / "files"
        fresh.mkdir()
        yield fresh
        with held_alone(home):
            _move(home)  # what somebody else may have begun in the meantime
            fresh.replace(home / PENDING)
            _move(home)


def finish(home: Path) -> None:
    """Put the files of an interrupted switch into their places; without one, do nothing.

    Raises:
        NotADirectoryError: ``home`` is a file: said before anything is made for it.
        OSError: the files cannot be moved.
    """
    if home.is_file():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(home))
    if (home / PENDING).is_dir():
        with held_alone(home):
            _move(home)


def _move(home: Path) -> None:
    pending = home / PENDING
    if not pending.is_dir():
        return
    for path in sorted(pending.rglob("*")):
        if path.is_file():
            target = home / path.relative_to(pending)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    for path in sorted(pending.rglob("*"), reverse=True):  # folders, empty now, the deepest first
        path.rmdir()
    pending.rmdir()
