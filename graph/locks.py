"""Folders that a process holds until it lets go or ends: alone, or with others."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: How the names of folders begin in which something is being made.
NEW: Final = ".new-"


def hold(folder: Path, *, alone: bool, wait: bool = True) -> int | None:
    """Hold a folder.

    The system keeps the hold (``flock``) on the open folder, not on a file in it: a process that is killed leaves nothing behind.

    Args:
        folder: an existing folder.
        alone: whether nobody else may hold it, or others may as long as none of them holds it alone.
        wait: whether to wait until that is possible.

    Returns:
        The number of the open folder, to be closed (``os.close``) to let go; None where it is held and there is no waiting.

    Raises:
        OSError: there is no such folder.
    """
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(opened)
        return None
    except BaseException:
        os.close(opened)
        raise
    return opened


@contextlib.contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """Hold a folder alone for the length of a block.

    Raises:
        OSError: there is no such folder.
    """
    opened = hold(folder, alone=True)
    assert opened is not None
    try:
        yield
    finally:
        os.close(opened)


@contextlib.contextmanager
def new_folder(parent: Path) -> Iterator[Path]:
    """A new folder for what is being made, on the disk of ``parent``; removed with the end of the block.

    What processes that were killed left behind is removed first: nobody holds it.

    Raises:
        OSError: it cannot be made.
    """
    with held_alone(parent):
        for path in parent.glob(f"{NEW}*"):
            remove_unheld(path)
        path = Path(tempfile.mkdtemp(dir=parent, prefix=NEW))
        opened = hold(path, alone=True)
    assert opened is not None
    try:
        yield path
    finally:
        os.close(opened)
        shutil.rmtree(path, ignore_errors=True)


def remove_unheld(folder: Path) -> None:
    """Remove a folder unless somebody holds it, or it is gone already."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if (opened := hold(folder, alone=True, wait=False)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(opened)
