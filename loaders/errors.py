"""What can be wrong with a source, said so that a person can mend it."""

from __future__ import annotations

from pathlib import Path


class SourceError(Exception):
    """A source cannot be read as it should be. The message names what is wrong and where."""

    def __init__(self, problem: str, *, file: Path | str | None = None, row: int | None = None, column: str | None = None) -> None:
        self.problem = problem
        self.file = None if file is None else Path(file).name
        self.row = row
        self.column = column
        place = [
            part
            for part in (
                self.file,
                None if row is None else f"row {row}",
                None if column is None else f"column {column!r}",
            )
            if part is not None
        ]
        super().__init__(f"{', '.join(place)}: {problem}" if place else problem)


class MissingFile(SourceError):
    """The file is not there or cannot be opened."""


class WrongEncoding(SourceError):
    """The file is not UTF-8 text."""


class ChangedLayout(SourceError):
    """The page or table is not laid out as the loader knows it; nothing was loaded."""


class BadValue(SourceError):
    """A cell holds something that the loader does not understand."""


class UnknownState(SourceError):
    """A name that is in no table of names of states."""


class UnknownSource(SourceError):
    """No loader has that name."""


class UnexpectedCount(SourceError):
    """The number of facts is outside what the source's description expects."""


class NotFetched(SourceError):
    """A file could not be fetched: the server refuses, is not reached, or the file is too large."""
