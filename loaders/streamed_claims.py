"""What the load of a large source of claims gave: numbers, and the files in which the rest is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LoadedClaims:
    """What a load gave; the files lie in its working folder.

    Attributes:
        source: slug.
        records: number of annotations in the copy.
        selected: number of those that were asked for (on migrants, or all).
        claims: number of rows of the table of claims.
        dropped: number of annotations, or states of annotations, without a row.
        unknown_persons: groups of persons that are not in the table of labels, with their numbers of annotations.
        continued_from: number of records that an interrupted load had done before; 0 where it began anew.
        rows, words, dropped_rows: the table of claims, the words of each claim for the user's own use, and the list of what was dropped.
    """

    source: str
    records: int
    selected: int
    claims: int
    dropped: int
    unknown_persons: dict[str, int]
    continued_from: int
    rows: Path
    words: Path
    dropped_rows: Path
