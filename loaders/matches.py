"""The packaged tables of matches: which obligation of another instrument comes close to an obligation, how far, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.limits import one_of
from servanda.loaders.obligations import Obligation
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "matches"
COLUMNS: Final = ("id", "obligation", "matches", "relation", "reason_en", "reason_id", *READING_COLUMNS)
#: Read through, and nothing comparable found among the encoded instruments.
NONE: Final = "none"
RELATIONS: Final = frozenset({"exact", "narrower", "broader", "overlapping", NONE})


@dataclass(frozen=True, slots=True)
class Match:
    """One comparison of two obligations.

    Attributes:
        id: ``icrmw-21--1--ilo-p029-2``, or ``…--none``.
        obligation: id of the obligation that is compared.
        matches: id of the obligation of another instrument; empty where the relation is ``none``.
        relation: seen from the first: the second is ``exact``, ``narrower``, ``broader``, ``overlapping``; or ``none``.
        reason: by language tag, in our own words.
        readings: who encoded and who read it.
    """

    id: str
    obligation: str
    matches: str
    relation: str
    reason: dict[str, str]
    readings: Readings


def _read(record: Record, instrument: str, known: dict[str, str]) -> Match:
    match = Match(
        id=record.pop_required("id"),
        obligation=record.pop_required("obligation"),
        matches=record.pop("matches"),
        relation=one_of(record, "relation", RELATIONS),
        reason={language: record.pop_required(f"reason_{language}") for language in ("en", "id")},
        readings=read_readings(record),
    )
    if known.get(match.obligation) != instrument:
        raise record.wrong("obligation", f"{instrument} has no obligation {match.obligation!r}")
    if (match.relation == NONE) != (not match.matches):
        raise record.wrong("matches", "is empty exactly where the relation is 'none'")
    if match.matches and known.get(match.matches, instrument) == instrument:
        raise record.wrong("matches", f"{match.matches!r} is no obligation of another instrument")
    if match.id != f"{match.obligation}--{match.matches or NONE}":
        raise record.wrong("id", f"{match.id!r} does not follow from the two obligations")
    record.finish()
    return match


def read_matches(obligations: Iterable[Obligation], folder: Path = FOLDER) -> list[Match]:
    """All encoded matches, by instrument of the first obligation and in file order.

    Raises:
        SourceError: a cell cannot be understood, an obligation does not exist, a pair stands twice, or an obligation is said both to
            have a match and to have none (row and column named).
    """
    known = {obligation.id: obligation.instrument for obligation in obligations}
    found: dict[str, Match] = {}
    without: dict[str, bool] = {}
    for path in sorted(folder.glob("*.csv")):
        for record in read_table(path, COLUMNS):
            match = _read(record, path.stem, known)
            if match.id in found:
                raise record.wrong("id", f"{match.id} stands here twice")
            if without.setdefault(match.obligation, match.relation == NONE) != (match.relation == NONE):
                raise record.wrong("relation", f"{match.obligation} is said both to have a match and to have none")
            found[match.id] = match
    return list(found.values())
