"""OHCHR's Universal Human Rights Index: the official full export as rows of a table of claims, in bounded memory.

The export (JSON of about 360 MB, or XLSX) is read once, record by record; rows, words and dropped records go to files as they come. A load
that is interrupted goes on where it last set a mark: what is behind the mark is read again and not converted again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.bodies import TABLE as BODY_TABLE
from servanda.loaders.dropped_rows import COLUMNS as DROPPED_COLUMNS
from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import MissingFile
from servanda.loaders.report_check import only_file
from servanda.loaders.source import Progress, no_progress, read_source
from servanda.loaders.spool import Mark, Spool
from servanda.loaders.states import NAMES, STATES
from servanda.loaders.streamed_claims import LoadedClaims
from servanda.loaders.uhri_json import read_json, read_lines
from servanda.loaders.uhri_labels import BODIES, SCOPES, TOPICS
from servanda.loaders.uhri_record import Annotation
from servanda.loaders.uhri_rows import COLUMNS, UhriRows
from servanda.loaders.uhri_xlsx import read_xlsx

NAME: Final = "uhri"
FILE: Final = "export-full-en.json"
ROWS, WORDS, DROPPED = "reports.csv", "words.csv", "dropped.csv"
WORD_COLUMNS: Final = ("id", "words")
#: A mark is set after so many records.
MARK_EVERY: Final = 10_000
#: Counts of a mark that are no groups of persons begin so.
_OWN: Final = "="
#: So much of either end of the file is part of what a load is known by (bytes).
_ENDS: Final = 1 << 16


def read_copy(path: Path, progress: Progress = no_progress) -> Iterator[Annotation]:
    """The records of a copy in any of its forms, by its first bytes and its name.

    Raises:
        SourceError: see ``uhri_json`` and ``uhri_xlsx``.
    """
    try:
        with path.open("rb") as stream:
            begins = stream.read(2)
    except OSError as error:
        raise MissingFile(f"cannot be read: {error.strerror or error}", file=path) from error
    if begins == b"PK" or path.suffix == ".xlsx":
        return read_xlsx(path, progress)
    return read_lines(path, progress) if path.suffix == ".jsonl" else read_json(path, progress)


def _key(path: Path, everything: bool) -> str:
    """What a load is known by: the copy, the option and the tables."""
    digest = hashlib.sha256(f"{everything} {','.join(COLUMNS)}".encode())
    stat = path.stat()
    digest.update(f"{stat.st_size} {stat.st_mtime_ns}".encode())
    with path.open("rb") as stream:
        digest.update(stream.read(_ENDS))
        stream.seek(max(0, stat.st_size - _ENDS))
        digest.update(stream.read(_ENDS))
    for table in (TOPICS, BODIES, SCOPES, BODY_TABLE, STATES, NAMES):
        digest.update(table.read_bytes())
    return digest.hexdigest()


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


class _Load:
    """One run over a copy."""

    def __init__(self, spool: Spool, everything: bool) -> None:
        self._spool, self._everything = spool, everything
        self._maker = UhriRows()
        counts = dict(spool.mark.counts)
        self.counted = Counter({name: counts.pop(_OWN + name, 0) for name in ("selected", "claims", "dropped")})
        self._maker.unknown_persons.update(counts)
        if spool.mark.done:
            ids = (row[0] for row in csv.reader(io.StringIO(spool.text(WORDS), newline="")))
            self._seen = {identifier[:36] for identifier in ids}
        else:
            self._seen = set()
            for name, columns in ((ROWS, COLUMNS), (WORDS, WORD_COLUMNS), (DROPPED, DROPPED_COLUMNS)):
                spool.write(name, _line(columns))

    @property
    def unknown_persons(self) -> dict[str, int]:
        return dict(self._maker.unknown_persons.most_common())

    def take(self, found: Annotation, path: Path, number: int) -> None:
        if not self._everything and not self._maker.concerns_migrants(found):
            return
        self.counted["selected"] += 1
        if found.id in self._seen:
            self._drop(DroppedRow(f"annotation {found.id}", found.symbol, "the copy has the same annotation before"))
            return
        self._seen.add(found.id)
        for row in self._maker.rows(found, file=path, number=number):
            if isinstance(row, DroppedRow):
                self._drop(row)
                continue
            self.counted["claims"] += 1
            self._spool.write(ROWS, _line([row[column] for column in COLUMNS]))
            self._spool.write(WORDS, _line([row["id"], found.text]))

    def _drop(self, row: DroppedRow) -> None:
        self.counted["dropped"] += 1
        self._spool.write(DROPPED, _line([row.place, row.what or "no symbol", row.reason]))

    def mark(self, done: int) -> None:
        self._spool.set_mark(Mark(done, {_OWN + name: number for name, number in self.counted.items()} | self.unknown_persons))


def load(paths: Sequence[Path], work: Path, everything: bool = False, progress: Progress = no_progress) -> LoadedClaims:
    """Read a copy of the export into ``work``: the annotations on migrants, or all.

    Args:
        paths: the one file, JSON or XLSX (or the folder with ``export-full-en.json``).
        work: folder for the growing files; the same folder continues an interrupted load of the same copy.
        everything: all annotations, not only those on migrants.
        progress: told every 20,000 records.

    Raises:
        SourceError: the copy is missing, not UTF-8, cut off or of another layout; it names a body, a theme or an answer that is in no
            table; or another load is under way. What was done up to the last mark is kept for the next load of the same copy.
    """
    path = only_file(paths, FILE)
    records = read_copy(path, progress)  # opens it: a missing file is said before a folder is made
    done = 0
    with Spool(work, _key(path, everything), (ROWS, WORDS, DROPPED)) as spool:
        before = spool.mark.done
        run = _Load(spool, everything)
        for done, found in enumerate(records, start=1):
            if done <= before:
                continue
            run.take(found, path, done)
            if done % MARK_EVERY == 0:
                run.mark(done)
        read_source(NAME).check_records(done)
        run.mark(done)
    counted = run.counted
    progress(1, 1, f"{done:,} records read")
    files = (work / ROWS, work / WORDS, work / DROPPED)
    return LoadedClaims(NAME, done, counted["selected"], counted["claims"], counted["dropped"], run.unknown_persons, before, *files)
