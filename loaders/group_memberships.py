"""Which states are in which regional group on labour migration, as far as public pages tell: ASEAN, Colombo Process, Abu Dhabi Dialogue.

Membership binds a state to no instrument; it only groups states for questions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text
from servanda.loaders.dated_tables import source_date
from servanda.loaders.dates import PartialDate
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.loaders.states import StateNames

#: The packaged table.
TABLE: Final = DATA / "dated_tables" / "memberships.csv"
GROUPS: Final = {"ASEAN": "asean", "Colombo Process": "colombo-process", "Abu Dhabi Dialogue": "abu-dhabi-dialogue"}
_CONSENSUS: Final = "ASEAN Consensus 2017"
_CONSENSUS_NOTE: Final = "signed the ASEAN Consensus on migrant workers on 2017-11-14; reported as not legally binding by its own terms"
_ROLES: Final = {
    "member": "member",
    "country of origin": "country-of-origin",
    "country of destination": "country-of-destination",
    "country of destination (Gulf)": "country-of-destination",
    "took part in 2008": "took-part-2008",
}
_NOTES: Final = {
    "": "",
    "the article says 12 Colombo Process members and names 11 (Cambodia not named)": "the source counts 12 and names 11",
    "not named in the 2021 list": "took part in 2008; not in the list of 2021",
    "not legally binding by its own terms as reported": "",
}
_SOURCE_COLUMNS: Final = ("body", "state_as_published", "iso3", "role", "source_url", "source_as_at", "remark")


@dataclass(frozen=True, slots=True)
class Membership:
    """One state in one group.

    Attributes:
        group: slug (``asean``).
        state: code.
        state_as_published: the name that the source prints.
        role: ``member``, ``country-of-origin``, ``country-of-destination`` or ``took-part-2008``.
        place: where in the source.
        as_at: the source's own date.
        note: in our own words.
    """

    group: str
    state: str
    state_as_published: str
    role: str
    place: str
    as_at: PartialDate | None
    note: str


COLUMNS: Final = tuple(field.name for field in fields(Membership))


def _known(record: Record, column: str, table: dict[str, str]) -> str:
    cell = record.pop(column)
    if cell not in table:
        raise record.wrong(column, f"{cell!r} is not known here")
    return table[cell]


def load_memberships(path: Path) -> list[Membership]:
    """The memberships in the source's table; a signature of the ASEAN Consensus becomes a note on the ASEAN member.

    Raises:
        SourceError: missing, not UTF-8, another header, an unknown state, group, role or remark (file, row and column named).
    """
    names = StateNames.load()
    found: dict[tuple[str, str], Membership] = {}
    signed: dict[str, Record] = {}
    for record in read_table(path, _SOURCE_COLUMNS):
        published = record.pop_required("state_as_published")
        state = names.resolve(published, file=path, row=record.row, column="state_as_published")
        if record.pop("iso3") != state:
            raise record.wrong("iso3", f"{published!r} is {state!r}")
        body = record.pop_required("body")
        place = f"{path.name}, row {record.row}: {record.pop_required('source_url')}"
        note = _known(record, "remark", _NOTES)
        with record.date_in("source_as_at"):
            as_at = source_date(record.pop("source_as_at"), last=False)
        if body == _CONSENSUS:
            if not record.pop("role").startswith("signed by head of state or government"):
                raise record.wrong("role", "is no signature")
            signed[state] = record
        elif body in GROUPS:
            if (key := (GROUPS[body], state)) in found:
                raise record.wrong("state_as_published", f"{published!r} stands twice in {body}")
            role = _known(record, "role", _ROLES)
            found[key] = Membership(GROUPS[body], state, published, role, place, as_at, note)
        else:
            raise record.wrong("body", f"{body!r} is no group that is known here")
        record.finish()
    for state, record in signed.items():
        if (member := found.get(("asean", state))) is None:
            raise record.wrong("state_as_published", f"{state} signed the ASEAN Consensus and is no member of ASEAN here")
        found["asean", state] = replace(member, note="; ".join(filter(None, (member.note, _CONSENSUS_NOTE))))
    return list(found.values())


def write_memberships(path: Path, memberships: Iterable[Membership]) -> int:
    """Write the table, sorted, whole or not at all; returns the number of rows."""
    ordered = sorted(memberships, key=lambda membership: (membership.group, membership.state))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for membership in ordered:
        writer.writerow(["" if (value := getattr(membership, name)) is None else str(value) for name in COLUMNS])
    write_text(path, text.getvalue())
    return len(ordered)


def read_memberships(path: Path = TABLE) -> list[Membership]:
    """Read the packaged table.

    Raises:
        SourceError: missing, not UTF-8, another header, or a cell that is not understood.
    """
    found: list[Membership] = []
    for record in read_table(path, COLUMNS):
        found.append(
            Membership(
                group=record.pop_required("group"),
                state=record.pop_required("state"),
                state_as_published=record.pop_required("state_as_published"),
                role=record.pop_required("role"),
                place=record.pop_required("place"),
                as_at=record.pop_date("as_at"),
                note=record.pop("note"),
            )
        )
        record.finish()
    return found
