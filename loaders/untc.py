"""The depositary's status pages of the human rights treaties (UN Treaty Collection, chapter IV), read from the saved pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.errors import ChangedLayout, MissingFile
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.states import StateNames
from servanda.loaders.untc_notes import MainDates, NoteRow, acts_of_notes, read_note_table
from servanda.loaders.untc_page import DatedCell, Page, read_page
from servanda.loaders.untc_statements import Reading, Statements, read_statement_table

#: Number of the treaty in the depositary's publication (MTDSG), as the page carries it → instrument.
INSTRUMENTS: Final = {
    "IV-2": "icerd",
    "IV-3": "icescr",
    "IV-3-a": "icescr-op",
    "IV-4": "iccpr",
    "IV-5": "iccpr-op1",
    "IV-8": "cedaw",
    "IV-8-b": "cedaw-op",
    "IV-9": "cat",
    "IV-9-b": "cat-op",
    "IV-11": "crc",
    "IV-11-b": "crc-op-ac",
    "IV-11-c": "crc-op-sc",
    "IV-11-d": "crc-op-ic",
    "IV-12": "iccpr-op2",
    "IV-13": "icrmw",
    "IV-15": "crpd",
    "IV-15-a": "crpd-op",
    "IV-16": "ced",
}


class _PageActs:
    """Makes the acts of one page."""

    def __init__(self, page: Page, instrument: str, resolve: Callable[[str, int | None], str], file: Path) -> None:
        self.page, self.instrument, self.file = page, instrument, file
        self._resolve = resolve
        self._states = {row.row: resolve(row.participant, row.row) for row in page.participations}
        self._doubled()
        cells = [(self._states[row.row], row) for row in page.participations]
        self.dates = MainDates(
            consent={state: row.consent.date for state, row in cells if row.consent is not None},
            signature={state: row.signature.date for state, row in cells if row.signature is not None},
        )
        self._bracketed = frozenset(state for state, row in cells if row.consent is not None and row.consent.bracketed)

    def _doubled(self) -> None:
        seen: dict[str, str] = {}
        for row in self.page.participations:
            if (earlier := seen.setdefault(self._states[row.row], row.participant)) != row.participant:
                raise ChangedLayout(f"{earlier!r} and {row.participant!r} are one state and have two rows", file=self.file, row=row.row)

    def _cell(self, name: str, row: int, cell: DatedCell) -> ActRow:
        return ActRow(
            instrument=self.instrument,
            state=self._states[row],
            state_as_published=name,
            kind=cell.kind,
            date=cell.date,
            status="no-longer-party" if cell.bracketed else "",
            place=f"main table, row {row}",
            as_at=self.page.as_at,
            remark="printed in square brackets: see the end notes for the denunciation" if cell.bracketed else "",
        )

    def main_table(self) -> list[ActRow]:
        return [
            self._cell(row.participant, row.row, cell)
            for row in self.page.participations
            for cell in (row.signature, row.consent)
            if cell is not None
        ]

    def territories(self) -> list[ActRow]:
        return [
            ActRow(
                instrument=self.instrument,
                state=self._resolve(row.participant, None),
                state_as_published=row.participant,
                kind="TerritorialApplication",
                date=row.received,
                territory=row.territories,
                place=f"territorial application, row {row.row}",
                as_at=self.page.as_at,
                remark="participant taken from the row above" if row.filled else "",
            )
            for row in self.page.territories
        ]

    def _check_empty_blocks(self, told: frozenset[str]) -> None:
        """What a block without text stood for must have been read in an end note of that participant."""
        notes_of = {row.participant: row.notes for row in self.page.participations}
        for name, section in self.page.sections.items():
            for block in section.blocks:
                notes = block.notes + notes_of.get(block.participant, ())
                if block.empty and not told.intersection(notes):
                    raise ChangedLayout(
                        f"{block.participant!r} has nothing under {name!r} and none of its end notes ({', '.join(notes) or 'none'}) has"
                        " been read as an act: read them and encode them",
                        file=self.file,
                    )

    def all(self, notes: Sequence[NoteRow], readings: Sequence[Reading]) -> list[ActRow]:
        told, numbers = acts_of_notes(self.page, self.instrument, notes, self.dates, file=self.file)
        self._check_empty_blocks(numbers)
        statements = Statements(
            self.page,
            self.instrument,
            resolve=lambda name: self._resolve(name, None),
            dates=self.dates,
            doubtful=self._bracketed,
            readings=readings,
            file=self.file,
        )
        return [*self.main_table(), *statements.acts(), *self.territories(), *told]


def load(paths: Sequence[Path], progress: Progress = no_progress) -> list[ActRow]:
    """The acts on the status pages, all of them or none.

    Args:
        paths: saved pages of the UN Treaty Collection (English), any number of the 18 treaties; a page tells itself which treaty it is.
        progress: called after each page.

    Raises:
        MissingFile: no page was given, or one cannot be opened.
        WrongEncoding: a page is not UTF-8, or was saved through another encoding.
        ChangedLayout: no status page; cut off; of a treaty not known here; its own counts differ from what was read; an end note tells of
            a withdrawal or denunciation that nobody has read; or two pages are of one treaty.
        BadValue: a cell that cannot be understood.
        UnknownState: a participant that the table of names does not have.
    """
    if not paths:
        raise MissingFile("no status page was given")
    names = StateNames.load()
    notes, readings = read_note_table(), read_statement_table()
    found: list[ActRow] = []
    seen: dict[str, Path] = {}
    for done, path in enumerate(paths, start=1):
        page = read_page(path)
        instrument = INSTRUMENTS.get(page.number)
        if instrument is None:
            raise ChangedLayout(f"is the page of treaty {page.number}, which is not one of those read here", file=path)
        if page.number in seen:
            raise ChangedLayout(f"is of treaty {page.number}, as is {seen[page.number].name}", file=path)
        seen[page.number] = path

        def resolve(name: str, row: int | None, file: Path = path) -> str:
            return names.resolve(name, file=file, row=row, column="Participant")

        found += _PageActs(page, instrument, resolve, path).all(notes, readings)
        progress(done, len(paths), instrument)
    return found
