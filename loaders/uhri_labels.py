"""What the labels of the Universal Human Rights Index mean here: three small tables, each row with its reason.

``label_topics/uhri.csv`` (every theme of the index), ``label_bodies/uhri.csv`` (every body, with the treaty whose reports it reviews) and
``label_scopes/uhri.csv`` (groups of persons). A theme or a body that is not there stops the load; a group of persons that is not there has
no code, and is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from servanda.loaders.bodies import Body, read_bodies
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA
from servanda.loaders.upr_topics import Tied, read_labels
from servanda.ontology.schemes import slugs

TOPICS: Final = DATA / "label_topics" / "uhri.csv"
BODIES: Final = DATA / "label_bodies" / "uhri.csv"
SCOPES: Final = DATA / "label_scopes" / "uhri.csv"
BODY_COLUMNS: Final = ("label", "body", "instrument", "reason")
SCOPE_COLUMNS: Final = ("label", "affected", "reason")


@dataclass(frozen=True, slots=True)
class LabelledBody:
    """A body of the index.

    Attributes:
        body: as the table of bodies has it.
        instrument: slug of the treaty whose reports it reviews; empty where there is none.
    """

    body: Body
    instrument: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels.

    Attributes:
        themes: theme → topics and persons.
        bodies: name of the index → body.
        scopes: group of persons → slug of the personal scope; empty where none fits.
    """

    themes: Mapping[str, Tied]
    bodies: Mapping[str, LabelledBody]
    scopes: Mapping[str, str]


def read_body_labels(path: Path = BODIES) -> dict[str, LabelledBody]:
    """The bodies of the index.

    Raises:
        SourceError: a cell cannot be understood, a body is in no table, or a label stands twice (row and column named).
    """
    known, found = read_bodies(), dict[str, LabelledBody]()
    for record in read_table(path, BODY_COLUMNS):
        name, slug = record.pop_required("label"), record.pop_required("body")
        if name in found:
            raise record.wrong("label", f"{name!r} stands here twice")
        if slug not in known:
            raise record.wrong("body", f"there is no body {slug!r}")
        found[name] = LabelledBody(known[slug], record.pop("instrument"))
        record.pop_required("reason")
        record.finish()
    return found


def read_scope_labels(path: Path = SCOPES) -> dict[str, str]:
    """The groups of persons.

    Raises:
        SourceError: a cell cannot be understood, or a label stands twice (row and column named).
    """
    known, found = slugs()["scope"], dict[str, str]()
    for record in read_table(path, SCOPE_COLUMNS):
        name, scope = record.pop_required("label"), record.pop("affected")
        if name in found:
            raise record.wrong("label", f"{name!r} stands here twice")
        if scope and scope not in known:
            raise record.wrong("affected", f"there is no personal scope {scope!r}")
        found[name] = scope
        record.pop_required("reason")
        record.finish()
    return found


@cache
def read_all_labels() -> Labels:
    """The three packaged tables (``SourceError`` where one cannot be understood)."""
    return Labels(read_labels(TOPICS), read_body_labels(), read_scope_labels())
