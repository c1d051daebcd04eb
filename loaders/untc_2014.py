"""Tables of participants copied from the UN Treaty Collection in 2013 to 2015: trafficking, refugees, consular relations, slavery.

An older statement of the depositary: everything after the newest day in a file is unknown, and square brackets, end notes and entry into
force for each state were lost in the copy. What states declared and reserved stands in files of its own (``untc_2014_statements``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import ChangedLayout, MissingFile
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.states import StateNames
from servanda.loaders.untc_2014_statements import read_statements
from servanda.loaders.untc_page import read_day

_RATIFICATION: Final = {"": "Ratification", "a": "Accession", "d": "Succession"}
_WITH_APPROVAL: Final = {**_RATIFICATION, "A": "Acceptance", "AA": "Approval"}
_SIGNATURE: Final = {"": "Signature"}
_SIGNATURE_D: Final = {"": "Signature", "d": "SuccessionToSignature"}
_THREE: Final = ("Signature", "Accession(a), Succession(d), Ratification")
_CRIME: Final = ("Signature", "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)")
_CONSULAR_PROTOCOL: Final = ("Signature, Succession to signature(d)", "Ratification, Accession(a)")
#: The column tells the participation in the amended convention by way of the protocol, without telling by which act.
_PARTICIPATION: Final = "Definitive signature or participation in the Convention and the Protocol, Participation(P)"
_AMENDED: Final = (
    "Ratification of the Convention as amended, Accession to the Convention as amended(a), Succession to the Convention as amended(d)"
)
#: How the name of a file of statements ends.
STATEMENTS: Final = ".txt"
#: For comparison with the page of 2026 only.
COMPARISON: Final = "4-13"
#: The remark of a consent that stands in ``_PARTICIPATION``.
PARTICIPATION_REMARK: Final = "definitive signature of, or participation by way of, the protocol of 1953; the column does not say which"


@dataclass(frozen=True, slots=True)
class _Table:
    """A file: its instrument, and for each column after ``Participant`` the kind of act that each letter stands for."""

    instrument: str
    columns: tuple[str, ...]
    legends: tuple[Mapping[str, str], ...]


def _table(instrument: str, columns: tuple[str, ...], *legends: Mapping[str, str]) -> _Table:
    return _Table(instrument, columns, legends)


#: Chapter and number of the treaty in the depositary's publication, which is the name of the file → what it holds.
TABLES: Final = {
    "18-12": _table("untoc", _CRIME, _SIGNATURE, _WITH_APPROVAL),
    "18-12-a": _table("palermo-trafficking", _CRIME, _SIGNATURE, _WITH_APPROVAL),
    "18-12-b": _table("palermo-smuggling", _CRIME, _SIGNATURE, _WITH_APPROVAL),
    "5-2": _table("refugee-1951", _THREE, _SIGNATURE, _RATIFICATION),
    "5-3": _table("stateless-1954", _THREE, _SIGNATURE, _RATIFICATION),
    "5-4": _table("statelessness-1961", _THREE, _SIGNATURE, _RATIFICATION),
    "5-5": _table("refugee-protocol-1967", ("Accession(a), Succession(d)",), {"a": "Accession", "d": "Succession"}),
    "3-6": _table("vccr", ("Signature", "Ratification, Accession(a), Succession(d)"), _SIGNATURE, _RATIFICATION),
    "3-7": _table("vccr-op-nationality", _CONSULAR_PROTOCOL, _SIGNATURE_D, {"": "Ratification", "a": "Accession"}),
    "3-8": _table("vccr-op-disputes", _CONSULAR_PROTOCOL, _SIGNATURE_D, {"": "Ratification", "a": "Accession"}),
    "18-1": _table(
        "slavery-protocol-1953",
        ("Signature", "Definitive signature(s), Acceptance(A), Succession(d), Accession(a)"),
        _SIGNATURE,
        {"s": "DefinitiveSignature", "A": "Acceptance", "d": "Succession", "a": "Accession"},
    ),
    "18-2": _table(
        "slavery-1926-amended",
        (_PARTICIPATION, _AMENDED),
        {"": "ConsentToBeBound", "P": "ConsentToBeBound"},
        _RATIFICATION,
    ),
    "18-3": _table("slavery-1926", ("Accession(a), Succession(d), Ratification",), _RATIFICATION),
    "18-4": _table("slavery-supplementary-1956", _THREE, _SIGNATURE, _RATIFICATION),
    "7-11-a": _table("traffic-1949", _THREE, _SIGNATURE, _RATIFICATION),
    COMPARISON: _table(
        "icrmw", ("Signature, Succession to signature(d)", "Ratification, Accession(a), Succession(d)"), _SIGNATURE_D, _RATIFICATION
    ),
}
#: Brackets that are known to be lost: (file, participant, day of consent) → date of the denunciation, and where that is known from.
LOST_BRACKETS: Final = {
    ("5-3", "Madagascar", "1962-02-20"): (
        PartialDate.parse("1965"),
        "known only by the year, from the account of this copy's faults; the file itself has no denunciations",
    ),
    ("3-8", "United States of America", "1969-11-24"): (
        PartialDate.parse("2005-03-07"),
        "letter of 7 March 2005 to the depositary (discourse.net, March 2005); its page III-8 of 24 November 2024 prints brackets",
    ),
}
#: Rows that are known to have no date at all (the page has an end note in place of one); no act is made of them.
ROWS_WITHOUT_DATES: Final = frozenset({("5-3", "China")})
_CELL: Final = re.compile(r"(?P<open>\[?)\s*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})\s*(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\]?)")


def _act(record: Record, table: _Table, column: str, legend: Mapping[str, str], name: str, state: str) -> ActRow | None:
    cell = record.pop(column)
    if not cell:
        return None
    match = _CELL.fullmatch(cell)
    if match is None or bool(match["open"]) != bool(match["close"]):
        raise record.wrong(column, f"{cell!r} is not a date with a letter")
    if match["letter"] not in legend:
        raise record.wrong(column, f"the heading does not explain {match['letter'] or 'a date without a letter'!r}")
    try:
        date = read_day(match["date"])
    except ValueError as error:
        raise record.wrong(column, f"{cell!r}: {error}") from error
    return ActRow(
        instrument=table.instrument,
        state=state,
        state_as_published=name,
        kind=legend[match["letter"]],
        date=date,
        status="no-longer-party" if match["open"] else "",
        place=f"row {record.row}",
        remark=PARTICIPATION_REMARK if column == _PARTICIPATION else "",
    )


def read_participants(path: Path, names: StateNames) -> list[ActRow]:
    """The acts of one file (``5-2.csv``: the name says which treaty).

    Raises:
        MissingFile, WrongEncoding: the file cannot be read.
        ChangedLayout: no file of a treaty known here, another heading, a row of another length, or two rows of one state.
        BadValue: a cell that cannot be understood.
        UnknownState: a participant that the table of names does not have.
    """
    table = TABLES.get(path.stem)
    if table is None:
        raise ChangedLayout(f"{path.stem!r} is not the number of a treaty read here", file=path)
    found: list[ActRow] = []
    seen: set[str] = set()
    for record in read_table(path, ("Participant", *table.columns)):
        name = record.pop_required("Participant")
        state = names.resolve(name, file=path, row=record.row, column="Participant")
        if state in seen:
            raise ChangedLayout(f"{name!r} has a second row", file=path, row=record.row)
        seen.add(state)
        acts = [
            act
            for column, legend in zip(table.columns, table.legends, strict=True)
            if (act := _act(record, table, column, legend, name, state)) is not None
        ]
        if not acts and (path.stem, name) not in ROWS_WITHOUT_DATES:
            raise ChangedLayout("a row without any date", file=path, row=record.row)
        for act in acts:
            found += _with_lost_bracket(path.stem, act)
    if not found:
        raise ChangedLayout("has no participants", file=path)
    # The files do not say as at which day they are; no earlier than the newest day in them.
    newest = max((act.date for act in found if act.date is not None), key=lambda date: date.latest)
    return [replace(act, as_at=newest) for act in found]


def _with_lost_bracket(number: str, act: ActRow) -> list[ActRow]:
    lost = LOST_BRACKETS.get((number, act.state_as_published, str(act.date)))
    if lost is None or act.status:
        return [act]
    denounced, known_from = lost
    return [
        replace(act, status="no-longer-party", remark="the square brackets of the page are lost in this copy"),
        replace(
            act,
            kind="Denunciation",
            date=denounced,
            remark=known_from,
        ),
    ]


def load(paths: Sequence[Path], progress: Progress = no_progress) -> list[ActRow]:
    """The acts in the files, all of them or none. The files of ICRMW (``4-13.csv``, ``4-13.txt``) are left out: the page of 2026 has it.

    Args:
        paths: tables of participants (``5-3.csv``) and, beside them, files of statements (``5-3.txt``).
        progress: is told of each treaty.

    Raises:
        MissingFile: no table was given, one cannot be opened, or the table to a file of statements is missing.
        SourceError: as ``read_participants`` and ``read_statements``.
    """
    mine = [path for path in paths if path.stem != COMPARISON]
    tables = [path for path in mine if path.suffix != STATEMENTS]
    statements = {path.stem: path for path in mine if path.suffix == STATEMENTS}
    if not tables:
        raise MissingFile("no table of participants was given (4-13.csv serves comparison only)")
    names = StateNames.load()
    found: list[ActRow] = []
    seen: set[tuple[str, str]] = set()
    for path in mine:
        if (path.stem, path.suffix) in seen:
            raise ChangedLayout("was given twice", file=path)
        seen.add((path.stem, path.suffix))
    for done, path in enumerate(tables, start=1):
        participants = read_participants(path, names)
        found += participants
        if (beside := statements.pop(path.stem, None)) is not None:
            found += read_statements(beside, participants, names)
        progress(done, len(tables), TABLES[path.stem].instrument)
    for path in statements.values():
        raise MissingFile(f"the days of consent are in {path.stem}.csv, which was not given", file=path)
    return found
