"""Files that grow while a long load runs, with a mark of how far it is: a load that was interrupted goes on from the last mark.

Nothing else reads them. When the load is done they are handed over, and the folder is emptied; until then nobody sees anything of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from servanda.loaders.atomic import write_text
from servanda.loaders.errors import SourceError

_MARK: Final = "mark.json"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a load is.

    Attributes:
        done: number of records that are in the files.
        counts: what the load counts, by name.
    """

    done: int
    counts: Mapping[str, int]


class Spool:
    """The growing files of one load, held by one process at a time."""

    def __init__(self, folder: Path, key: str, names: Sequence[str]) -> None:
        """Open the files, as the last mark left them where it is of the same load, else empty.

        Args:
            folder: for these files alone; made where it is missing.
            key: what must be the same for a load to go on: the file that is read, the tables, the options.
            names: of the files.

        Raises:
            SourceError: another process is at work in the folder.
            OSError: the files cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._key = folder, key
        self._lock = (folder / _LOCK).open("w", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            raise SourceError(f"another load is under way in {folder}; wait for its end") from error
        self.mark, sizes = self._read_mark(names)
        self._files: dict[str, IO[bytes]] = {}
        for name in names:
            file = (folder / name).open("r+b" if (folder / name).exists() else "w+b")
            file.truncate(sizes.get(name, 0))
            file.seek(0, os.SEEK_END)
            self._files[name] = file

    def _read_mark(self, names: Sequence[str]) -> tuple[Mark, dict[str, int]]:
        try:
            found: dict[str, Any] = json.loads((self._folder / _MARK).read_text(encoding="utf-8"))
            sizes: dict[str, int] = found["sizes"]
            whole = all((self._folder / name).stat().st_size >= sizes[name] for name in names)
            if found["key"] == self._key and whole:
                return Mark(found["done"], found["counts"]), sizes
        except (OSError, ValueError, KeyError, TypeError):
            pass  # no mark, or none that can be used: the load starts anew
        return Mark(0, {}), {}

    def write(self, name: str, text: str) -> None:
        """Add to a file."""
        self._files[name].write(text.encode("utf-8"))

    def text(self, name: str) -> str:
        """What is in a file so far."""
        self._files[name].flush()
        return (self.path(name)).read_text(encoding="utf-8")

    def path(self, name: str) -> Path:
        """Where a file is."""
        return self._folder / name

    def set_mark(self, mark: Mark) -> None:
        """Remember how far the load is, with all that was written so far safe on the disk."""
        sizes: dict[str, int] = {}
        for name, file in self._files.items():
            file.flush()
            os.fsync(file.fileno())
            sizes[name] = file.tell()
        self.mark = mark
        content = {"key": self._key, "done": mark.done, "counts": dict(mark.counts), "sizes": sizes}
        write_text(self._folder / _MARK, json.dumps(content))

    def close(self) -> None:
        """Close the files; what is behind the last mark is forgotten by the next load."""
        for file in self._files.values():
            file.close()
        self._lock.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def discard(folder: Path) -> None:
    """Remove the files of a load that is done."""
    shutil.rmtree(folder, ignore_errors=True)
