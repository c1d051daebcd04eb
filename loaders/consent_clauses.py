"""The packaged table of consent clauses: by which acts a state may consent, and which other instrument it must be party to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.ontology.act_kinds import CONSENTS

TABLE: Final = DATA / "consent_clauses" / "consent_clauses.csv"
COLUMNS: Final = (
    "instrument",
    "consents",
    "consent_article",
    "parents",
    "parent_needs",
    "parent_article",
    "ends_with",
    "ends_with_article",
    "text_source",
    "note",
)


@dataclass(frozen=True, slots=True)
class ConsentClause:
    """How a state becomes party to one instrument, as its text says; an instrument whose text was not read has no clause here.

    Attributes:
        instrument: slug.
        consents: kinds of act by which the text lets a state consent.
        consent_article: paths of the provisions that say so.
        parents: instruments of which a state must be party to one before (or at the same time); empty where the text asks none.
        parent_needs: ``consent``, or ``signature`` where a signature of the parent is enough; empty without parents.
        parent_article: paths of the provisions that say so.
        ends_with: the instrument whose denunciation is a denunciation of this one too, or empty.
        ends_with_article: path of the provision that says so.
        text_source: what was read.
        note: in our own words.
    """

    instrument: str
    consents: tuple[str, ...]
    consent_article: str
    parents: tuple[str, ...]
    parent_needs: str
    parent_article: str
    ends_with: str
    ends_with_article: str
    text_source: str
    note: str


def _read(record: Record, instruments: Collection[str]) -> ConsentClause:
    consents = tuple(record.pop_required("consents").split())
    if unknown := [kind for kind in consents if kind not in CONSENTS]:
        raise record.wrong("consents", f"{unknown[0]!r} is no kind of consent")
    clause = ConsentClause(
        instrument=record.pop_required("instrument"),
        consents=consents,
        consent_article=record.pop_required("consent_article"),
        parents=tuple(record.pop("parents").split()),
        parent_needs=record.pop("parent_needs"),
        parent_article=record.pop("parent_article"),
        ends_with=record.pop("ends_with"),
        ends_with_article=record.pop("ends_with_article"),
        text_source=record.pop_required("text_source"),
        note=record.pop("note"),
    )
    for column, slugs in (("instrument", (clause.instrument,)), ("parents", clause.parents), ("ends_with", clause.ends_with.split())):
        if unknown := [slug for slug in slugs if slug not in instruments]:
            raise record.wrong(column, f"there is no instrument {unknown[0]!r}")
    if clause.parent_needs not in ({"consent", "signature"} if clause.parents else {""}):
        raise record.wrong("parent_needs", "must be consent or signature where there are parents, else empty")
    if bool(clause.parents) != bool(clause.parent_article) or bool(clause.ends_with) != bool(clause.ends_with_article):
        raise record.wrong("parent_article", "each demand needs the article that makes it, and no article stands without a demand")
    record.finish()
    return clause


def read_consent_clauses(instruments: Collection[str], path: Path = TABLE) -> dict[str, ConsentClause]:
    """The clauses by instrument.

    Raises:
        SourceError: the table cannot be understood, names an instrument that does not exist, or has two rows for one.
    """
    found: dict[str, ConsentClause] = {}
    for record in read_table(path, COLUMNS):
        clause = _read(record, instruments)
        if clause.instrument in found:
            raise record.wrong("instrument", f"{clause.instrument} has a row already")
        found[clause.instrument] = clause
    return found
