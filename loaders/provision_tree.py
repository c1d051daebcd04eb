"""Provisions of an instrument as a tree: numbers and structure only, never a heading or a sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

#: From the widest to the narrowest.
KINDS: Final = ("part", "section", "annex", "article", "paragraph", "point", "subpoint")


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision.

    Attributes:
        path: ``icrmw/25/1/a``, ``icrmw/part-iv``, ``ilo-c097/annex-ii/3``. An article's path does not name its part.
        kind: one of ``KINDS``.
        number: as the text prints it, lower case, without brackets or dots.
        parent: path of the provision that it is in; empty where it stands directly in the instrument.
        position: its place in the order of the whole text, from 1.
    """

    path: str
    kind: str
    number: str
    parent: str
    position: int

    @property
    def instrument(self) -> str:
        """The slug of its instrument."""
        return self.path.partition("/")[0]


COLUMNS: Final = tuple(field.name for field in fields(Provision))


def table_of(instrument: str) -> Path:
    """The packaged table of an instrument's provisions (it may not be there: not every instrument is taken apart)."""
    return DATA / "provisions" / f"{instrument}.csv"


def write_provisions(path: Path, provisions: Iterable[Provision]) -> int:
    """Write the table in the order of the text, whole or not at all; returns the number of provisions."""
    ordered = sorted(provisions, key=lambda provision: provision.position)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for provision in ordered:
        writer.writerow([getattr(provision, name) for name in COLUMNS])
    write_text(path, text.getvalue())
    return len(ordered)


def read_table_of(instrument: str) -> list[Provision]:
    """The packaged provisions of an instrument, in the order of the text.

    Raises:
        SourceError: there is no such table, or it is damaged (row and column named).
    """
    return read_provision_table(table_of(instrument))


def read_provision_table(path: Path) -> list[Provision]:
    """Read a table of provisions and check that it is one tree of one instrument.

    Raises:
        SourceError: missing, not UTF-8, another header, an unknown kind, a path twice, or a parent that does not come before.
    """
    found: dict[str, Provision] = {}
    for record in read_table(path, COLUMNS):
        position = record.pop_required("position")
        provision = Provision(
            path=record.pop_required("path"),
            kind=record.pop_required("kind"),
            number=record.pop_required("number"),
            parent=record.pop("parent"),
            position=int(position) if position.isdecimal() else 0,
        )
        record.finish()
        if provision.kind not in KINDS:
            raise record.wrong("kind", f"{provision.kind!r} is no kind of provision")
        if provision.position != len(found) + 1:
            raise record.wrong("position", f"{position!r} where {len(found) + 1} comes next")
        if provision.path in found or provision.instrument != path.stem:
            raise record.wrong("path", f"{provision.path!r} is there already, or belongs to another instrument")
        if provision.parent and provision.parent not in found:
            raise record.wrong("parent", f"{provision.parent!r} does not come before {provision.path!r}")
        found[provision.path] = provision
    if not found:
        raise ChangedLayout("there is no provision in this table", file=path)
    return list(found.values())


def read_all_tables() -> dict[str, list[Provision]]:
    """The packaged provisions of every instrument that is taken apart, by slug.

    Raises:
        SourceError: as for ``read_provision_table``.
    """
    return {path.stem: read_provision_table(path) for path in sorted(table_of("x").parent.glob("*.csv"))}


def provision_paths() -> dict[str, frozenset[str]]:
    """The paths of the packaged provisions, by instrument: what an act or an obligation may point at."""
    return {instrument: frozenset(provision.path for provision in tree) for instrument, tree in read_all_tables().items()}
