"""The statements that stand beside the older tables of participants (``declarations/5-3.txt``), as acts without their text.

A file is what a program left of the depositary's page: a line ``#State`` and under it everything that the state declared, reserved or
objected, run together. The headings of the page ("Upon signature"), its general sentence on when statements were made, its end notes and
its days are lost. A statement is therefore taken as made upon consent, unless its own words, as a person read them, tell another time;
the act says so. A state's name without words is all that is left of some: that something was stated is known, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.acts import KINDS, ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import read_table, read_text
from servanda.loaders.source import DATA
from servanda.loaders.states import StateNames
from servanda.ontology.act_kinds import CONSENTS, SIGNATURES

TABLE: Final = DATA / "untc_2014" / "statements.csv"
COLUMNS: Final = ("number", "participant", "part", "kind", "made", "remark")
#: What ``made`` may say besides a day: as the statement's own words have it, or that they leave it open.
_CONSENT, _SIGNATURE, _UNKNOWN = "consent", "signature", "unknown"

TAKEN_AS_CONSENT: Final = "the copy does not say when it was made: taken as made upon consent"
UPON_SIGNATURE: Final = "made upon signature, by its own words"
WITHOUT_WORDS: Final = "the copy has the state's name without words: what was stated, and whether it stands, is not known"
NO_DAY: Final = "neither the copy nor the words tell when it was made"


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one state's name: its number in the file, the row of the name, the name and the words (none: ``""``)."""

    number: int
    row: int
    participant: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person read of one statement in a block that holds several, is an objection, or tells its own time.

    Attributes:
        row: in the table.
        part: number of the statement in its block, from 1.
        kind: one of ``KINDS``.
        made: ``consent``, ``signature``, ``unknown`` or a day.
        remark: in our own words.
    """

    row: int
    part: int
    kind: str
    made: str
    remark: str


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a file, in its order; one without words too.

    Raises:
        MissingFile, WrongEncoding: the file cannot be read.
        ChangedLayout: words before the first name, no name at all, or one that stands twice.
    """
    names: list[tuple[int, str]] = []
    words: list[list[str]] = []
    for row, line in enumerate(read_text(path).splitlines(), start=1):
        if line.startswith("#"):
            name = line.removeprefix("#").strip()
            if name in {known for _, known in names}:
                raise ChangedLayout(f"{name!r} has a second block", file=path, row=row)
            names.append((row, name))
            words.append([])
        elif words:
            words[-1].append(line)
        elif line.strip():
            raise ChangedLayout("words before the first name of a state", file=path, row=row)
    if not names:
        raise ChangedLayout("has no names of states", file=path)
    texts = ("\n".join(lines).strip() for lines in words)
    return [Block(number, row, name, text) for number, ((row, name), text) in enumerate(zip(names, texts, strict=True), start=1)]


def read_readings(path: Path = TABLE) -> Mapping[tuple[str, str], Sequence[Reading]]:
    """What a person read, by number of the treaty and name of the state.

    Raises:
        SourceError: a cell cannot be understood, or the parts of a block are not 1, 2, …
    """
    found: dict[tuple[str, str], list[Reading]] = {}
    for record in read_table(path, COLUMNS):
        key = (record.pop_required("number"), record.pop_required("participant"))
        part, kind, made = record.pop_required("part"), record.pop_required("kind"), record.pop_required("made")
        several = found.setdefault(key, [])
        if part != str(len(several) + 1):
            raise record.wrong("part", f"{part!r} where {len(several) + 1} is the next part")
        if kind not in KINDS:
            raise record.wrong("kind", f"{kind!r} is no kind of act")
        if made not in (_CONSENT, _SIGNATURE, _UNKNOWN):
            with record.date_in("made"):
                PartialDate.parse(made)
        several.append(Reading(record.row, len(several) + 1, kind, made, record.pop("remark")))
        record.finish()
    return found


def _days(acts: Iterable[ActRow]) -> tuple[dict[str, PartialDate], dict[str, PartialDate]]:
    """By state, the day of its consent and the day of its signature in the table of participants."""
    consents: dict[str, PartialDate] = {}
    signatures: dict[str, PartialDate] = {}
    for act in acts:
        days = consents if act.kind in CONSENTS else signatures if act.kind in SIGNATURES else None
        if days is not None and act.date is not None:
            days[act.state] = act.date
    return consents, signatures


def read_statements(path: Path, participants: Sequence[ActRow], names: StateNames) -> list[ActRow]:
    """The statements of one file, each an act.

    Args:
        path: ``5-3.txt``; the name says which treaty.
        participants: the acts of the table of the same treaty, which has the days of consent and signature.
        names: of states.

    Raises:
        MissingFile, WrongEncoding, ChangedLayout: as ``read_blocks``; or a block that a person read is not there any more, or has no words.
        UnknownState: a name that the table of names does not have.
    """
    consents, signatures = _days(participants)
    known = {participant: several for (number, participant), several in read_readings().items() if number == path.stem}
    instrument, as_at = participants[0].instrument, participants[0].as_at
    found: list[ActRow] = []
    for block in read_blocks(path):
        state = names.resolve(block.participant, file=path, row=block.row, column="name")
        read = known.pop(block.participant, ()) if block.text else ()
        for reading in read or (None,):
            date, remark = _when(block, reading, consents.get(state), signatures.get(state))
            part = f", part {reading.part} of {len(read)}" if reading is not None and len(read) > 1 else ""
            found.append(
                ActRow(
                    instrument=instrument,
                    state=state,
                    state_as_published=block.participant,
                    kind="UnilateralStatement" if reading is None else reading.kind,
                    date=date,
                    place=f"declarations and reservations, block {block.number}{part}",
                    as_at=as_at,
                    remark="; ".join(each for each in (remark, "" if reading is None else reading.remark) if each),
                )
            )
    for participant, several in known.items():
        raise ChangedLayout(f"the words of {participant!r}, read in row {several[0].row} of {TABLE.name}, are not there", file=path)
    return found


def _when(
    block: Block, reading: Reading | None, consent: PartialDate | None, signature: PartialDate | None
) -> tuple[PartialDate | None, str]:
    if not block.text:
        return None, WITHOUT_WORDS
    if reading is None:
        return (consent, TAKEN_AS_CONSENT) if consent is not None else (None, NO_DAY)
    if reading.made == _UNKNOWN:
        return None, NO_DAY
    if reading.made == _SIGNATURE:
        return signature, UPON_SIGNATURE
    if reading.made == _CONSENT:
        return consent, ""
    return PartialDate.parse(reading.made), ""
