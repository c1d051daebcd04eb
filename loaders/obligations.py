"""The packaged tables of obligations, one file per instrument, editable by a lawyer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "obligations"
COLUMNS: Final = (
    "id",
    "provision",
    "modality",
    "bearer",
    "beneficiary",
    "topic",
    "phase",
    "kind",
    "right",
    "timing",
    "label_en",
    "label_id",
    "definition_en",
    "definition_id",
    "note",
    *READING_COLUMNS,
)
_ENUMERATIONS: Final[Mapping[str, frozenset[str]]] = {
    "modality": frozenset({"obligation", "prohibition", "permission", "right"}),
    "bearer": frozenset({"AnyParty", "StateOfOrigin", "StateOfTransit", "StateOfEmployment"}),
    "kind": frozenset({"respect", "protect", "fulfil"}),
    "timing": frozenset({"immediate", "progressive"}),
}


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one provision asks: one modality, one bearer role, one act.

    Attributes:
        id: ``icrmw-25-1-a``.
        instrument: slug.
        provision: path, as deep as the text goes.
        modality, bearers, kind, timing: see the model.
        beneficiaries, topics, phases, rights: slugs of concepts, the main one first.
        label, definition: by language tag, in our own words.
        note: hard points of the encoding.
        encoded_by, encoded_on: the first reading.
        reviewed_by, reviewed_on, verdict: the second reading (``agrees``, or ``corrected`` where the record was changed from the text).
    """

    id: str
    instrument: str
    provision: str
    modality: str
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    topics: tuple[str, ...]
    phases: tuple[str, ...]
    kind: str
    rights: tuple[str, ...]
    timing: str
    label: dict[str, str]
    definition: dict[str, str]
    note: str
    encoded_by: str
    encoded_on: str
    reviewed_by: str
    reviewed_on: str
    verdict: str


def _several(record: Record, column: str, allowed: frozenset[str] | None) -> tuple[str, ...]:
    values = tuple(part.strip() for part in record.pop(column).split(";") if part.strip())
    for value in values:
        if allowed is not None and value not in allowed:
            raise record.wrong(column, f"{value!r} is not in the list")
    return values


def _one(record: Record, column: str) -> str:
    values = _several(record, column, _ENUMERATIONS[column])
    if len(values) != 1:
        raise record.wrong(column, "needs exactly one value")
    return values[0]


def _read(record: Record, instrument: str, concepts: Mapping[str, frozenset[str]]) -> Obligation:
    identifier = record.pop_required("id")
    provision = record.pop_required("provision")
    if identifier.partition("--")[0] != provision.replace("/", "-") or not provision.startswith(f"{instrument}/"):
        raise record.wrong("id", f"{identifier!r} does not follow from provision {provision!r} of {instrument}")
    readings = read_readings(record)
    obligation = Obligation(
        id=identifier,
        instrument=instrument,
        provision=provision,
        modality=_one(record, "modality"),
        bearers=_several(record, "bearer", _ENUMERATIONS["bearer"]),
        beneficiaries=_several(record, "beneficiary", concepts["scope"]),
        topics=_several(record, "topic", concepts["topic"]),
        phases=_several(record, "phase", concepts["phase"]),
        kind=_one(record, "kind"),
        rights=_several(record, "right", concepts["right"]),
        timing=_one(record, "timing"),
        label={language: record.pop_required(f"label_{language}") for language in ("en", "id")},
        definition={language: record.pop_required(f"definition_{language}") for language in ("en", "id")},
        note=record.pop("note"),
        encoded_by=readings.encoded_by,
        encoded_on=readings.encoded_on,
        reviewed_by=readings.reviewed_by,
        reviewed_on=readings.reviewed_on,
        verdict=readings.verdict,
    )
    if not obligation.bearers or not obligation.topics:
        raise record.wrong("bearer" if not obligation.bearers else "topic", "must not be empty")
    record.finish()
    return obligation


def read_obligations(
    concepts: Mapping[str, frozenset[str]], provisions: Mapping[str, frozenset[str]], folder: Path = FOLDER
) -> list[Obligation]:
    """All encoded obligations, sorted by instrument and file order.

    Args:
        concepts: the slugs of each concept scheme (``scope``, ``topic``, ``phase``, ``right``).
        provisions: the paths of each instrument's provisions; an obligation must be stated in one of them.
        folder: where the tables are.

    Raises:
        SourceError: a cell cannot be understood, a provision does not exist, or an id stands twice (row and column named).
    """
    found: dict[str, Obligation] = {}
    for path in sorted(folder.glob("*.csv")):
        instrument = path.stem
        for record in read_table(path, COLUMNS):
            obligation = _read(record, instrument, concepts)
            if obligation.id in found:
                raise record.wrong("id", f"{obligation.id} stands here twice")
            if obligation.provision not in provisions.get(instrument, frozenset()):
                raise record.wrong("provision", f"{instrument} has no provision {obligation.provision!r}")
            found[obligation.id] = obligation
    return list(found.values())
