"""Tables of the states bound ("scope of application") that the Swiss Classified Compilation of federal law prints after a treaty.

Three layouts, told apart by their header: two ILO instruments copied from the French pages, the conventions on refugees and on
stateless persons read from the German pages, and sixteen dated tables copied from the German pages. What is printed stays as it is; the
table ``faults.csv`` says which cells are doubtful, and the acts of those rows repeat it in their remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import ChangedLayout, MissingFile
from servanda.loaders.fedlex_faults import Fault, faults_of, read_faults
from servanda.loaders.fedlex_layouts import INSTRUMENT_OF_FILE, INSTRUMENTS, LAYOUTS, Context, Row
from servanda.loaders.fedlex_words import only_points
from servanda.loaders.record import Record, read_table, read_text
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.states import StateNames, read_states

_DATED_FILES: Final = tuple(f"{slug if slug.startswith('ilo-') else name}.csv" for name, slug in INSTRUMENTS.items())
#: The files as a folder of the copied tables names them, one group a folder.
FILES: Final = (tuple(f"{name}.csv" for name in INSTRUMENT_OF_FILE), _DATED_FILES)
#: What an ILO row with the letter A or B says; the table of faults words it alike.
_LETTER: Final = "printed with the letter of an accession; ILO instruments are ratified"
_KINDS: Final = {"ratification": "Ratification", "accession": "Accession", "succession": "Succession"}


def _administering(row: Row, context: Context, faults: list[Fault]) -> str:
    """The state that applies the instrument to the territory of this row."""
    known = context.states[row.code].administered_by
    if not row.listed_under:
        return known or row.code
    column = "remark_added" if "remark_added" in row.cells else "remark"
    listed = context.names.resolve(row.listed_under, file=row.record.file, row=row.record.row, column=column)
    read = [fault.reading for fault in faults if fault.column == "remark"]
    state = read[0] if read else listed
    if known and state != known:
        raise row.record.wrong(column, f"listed under {row.listed_under!r}, but {known} administers {row.code}")
    return state


def _kind(row: Row) -> str:
    """The class of the act. An ILO convention knows ratification only, whatever letter is printed."""
    if row.action == "territorial_application":
        return "TerritorialApplication"
    if row.action not in _KINDS:
        raise row.record.wrong("consent_action", f"{row.action!r} is no way of consenting that this loader knows")
    if row.action == "accession" and row.instrument.startswith("ilo-"):
        return "Ratification"
    return _KINDS[row.action]


def _acts(row: Row, context: Context) -> Iterator[ActRow]:
    faults = faults_of(context.faults, row.instrument, row.code, row.cells)
    words = [part for part in row.words if not (faults and only_points(part))]
    kind = _kind(row)
    if kind == "Ratification" and row.action == "accession":
        words.append(_LETTER)
    words += [f"doubtful: {fault.problem}" for fault in faults if fault.problem != _LETTER]
    territorial = kind == "TerritorialApplication"
    act = ActRow(
        instrument=row.instrument,
        state=_administering(row, context, faults) if territorial else row.code,
        state_as_published=row.published,
        kind=kind,
        date=row.consent,
        printed_entry_into_force=row.entry,
        territory=row.code if territorial else "",
        place=row.place,
        as_at=row.as_at,
        remark="; ".join(words),
        status="doubtful" if any(fault.column in _DATES and not fault.reading for fault in faults) else "",
        read_as=_reading(faults),
    )
    yield act
    if row.part_ii_excluded:
        yield replace(
            act,
            kind="PartialAcceptance",
            printed_entry_into_force=None,
            status="",
            read_as=None,
            affects=("ilo-c081/part-ii",),
            remark="Part II is EXCLUDED; the table gives no date of its own for this, the consent's is taken",
        )


#: Columns whose faults make it doubtful from when a state is bound.
_DATES: Final = ("consent_date", "entry_into_force_date")


def _reading(faults: list[Fault]) -> PartialDate | None:
    """The consent's date as the table of faults reads it, where what is printed cannot be right."""
    return next((PartialDate.parse(fault.reading) for fault in faults if fault.column == "consent_date" and fault.reading), None)


def _layout(file: Path) -> tuple[str, ...]:
    """The header of the file, which must be one of the three; a file whose last line has no end is cut off."""
    text = read_text(file)
    header = tuple(text.partition("\n")[0].strip("\r").split(","))
    if header not in LAYOUTS:
        raise ChangedLayout(f"the header {', '.join(header)!r} is none of the three that this loader knows", file=file, row=1)
    if not text.endswith("\n"):
        raise ChangedLayout("is cut off: the last line has no end", file=file, row=text.count("\n") + 1)
    return header


def _read(file: Path, context: Context) -> Iterator[ActRow]:
    header = _layout(file)
    seen: set[tuple[str, str, bool]] = set()
    for raw in read_table(file, header):
        cells = {column: raw.pop(column) for column in header}
        record = Record(dict(cells), file=file, row=raw.row)
        row = LAYOUTS[header](record, cells, context)
        if row is None:
            continue
        record.finish()
        # the Cook Islands stand in C029 both under New Zealand and as a state of their own
        if (key := (row.instrument, row.code, row.action == "territorial_application")) in seen:
            raise record.wrong(header[0], f"{row.published!r} stands here twice for {row.instrument}")
        seen.add(key)
        yield from _acts(row, context)
    if not seen:
        raise ChangedLayout("holds no row", file=file)


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        groups = [group for group in FILES if any((path / name).exists() for name in group)]
        if not groups:
            raise MissingFile("no table of this source is in the folder", file=path)
        files += [path / name for group in groups for name in group]
    return files


def load(paths: Sequence[Path], progress: Progress = no_progress) -> list[ActRow]:
    """The acts in the Swiss tables.

    Args:
        paths: the files, or the folders that hold them (each folder whole).
        progress: told after each file.

    Raises:
        SourceError: a file is missing, not UTF-8, cut off, laid out otherwise, names an unknown state, or has a cell that is not
            understood (file, row and column named). Nothing is returned then.
    """
    context = Context(StateNames.load(), {state.code: state for state in read_states()}, read_faults())
    acts: list[ActRow] = []
    files = _files(paths)
    for number, file in enumerate(files, start=1):
        acts += _read(file, context)
        progress(number, len(files), file.name)
    return acts
