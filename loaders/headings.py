"""What headings of ILO supervisory comments tell and the dated lists lack: years of ratification, and a part that alone is bound.

The ILO is the depositary. A heading prints the state or the part of it, and the year: "Malaysia - Sabah (Ratification: 1964)". Only
headings that add something to the lists are in the packaged table; a test of the claims holds the others to what is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dated_remarks import FROM_HEADING, KIND_OPEN, LIMIT_OPEN
from servanda.loaders.dates import PartialDate
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA
from servanda.ontology.act_kinds import CONSENTS

TABLE: Final = DATA / "dated_tables" / "headings.csv"
COLUMNS: Final = ("instrument", "state", "territory", "state_as_published", "year", "as_at", "source")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading.

    Attributes:
        instrument, state: slug and code.
        territory: code of the part of the state that alone is meant; empty for the state.
        published: the name in the heading.
        year: of the ratification as printed.
        as_at: year of the newest comment with this heading.
        source: the row of the copy.
    """

    instrument: str
    state: str
    territory: str
    published: str
    year: PartialDate
    as_at: PartialDate
    source: str


def read_headings(path: Path = TABLE) -> Mapping[tuple[str, str], Heading]:
    """By instrument and state.

    Raises:
        SourceError: the table cannot be understood (row and column named).
    """
    found: dict[tuple[str, str], Heading] = {}
    for record in read_table(path, COLUMNS):
        key = (record.pop_required("instrument"), record.pop_required("state"))
        if key in found:
            raise record.wrong("state", f"{key[1]} stands here twice for {key[0]}")
        found[key] = Heading(
            instrument=key[0],
            state=key[1],
            territory=record.pop("territory"),
            published=record.pop_required("state_as_published"),
            year=record.filled("year", record.pop_year("year")),
            as_at=record.filled("as_at", record.pop_year("as_at")),
            source=record.pop_required("source"),
        )
        record.finish()
    return found


def limited(act: ActRow, heading: Heading | None) -> ActRow:
    """The act of a list, limited to the part of the state that the heading names, where both tell the same year."""
    if heading is None or not heading.territory or act.kind not in CONSENTS or act.date is None or act.date.year != heading.year.year:
        return act
    words = ["for this part of the state only, as the ILO heads its comments"]
    words += [clause for clause in act.remark.split("; ") if clause and clause != LIMIT_OPEN]
    return replace(act, kind="TerritorialApplication", territory=heading.territory, remark="; ".join(words))


def added(acts: Iterable[ActRow], headings: Iterable[Heading]) -> list[ActRow]:
    """Acts that the headings alone tell, under instruments of which the lists (``acts``) have an act."""
    listed = list(acts)
    told, instruments = {(act.instrument, act.state) for act in listed}, {act.instrument for act in listed}
    return [_act(each) for each in headings if each.instrument in instruments and (each.instrument, each.state) not in told]


def _act(heading: Heading) -> ActRow:
    return ActRow(
        instrument=heading.instrument,
        state=heading.state,
        state_as_published=heading.published,
        kind="TerritorialApplication" if heading.territory else "ConsentToBeBound",
        date=heading.year,
        territory=heading.territory,
        place=heading.source,
        as_at=heading.as_at,
        remark=FROM_HEADING if heading.territory else f"{KIND_OPEN}; {FROM_HEADING}",
    )
