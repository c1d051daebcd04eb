"""Agreements between two states, and figures that others give: context beside the law. See ``answers`` for how fields are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementAnswer:
    """A labour agreement as seen from one side; ``evidence`` is copy, other or none.

    ``coded`` is false where nobody read the text for its provisions: nothing is known of them then.
    """

    agreement: str
    title: str
    state: str
    code: str
    name: str
    with_: str
    with_code: str
    with_name: str
    signed: str | None
    ratified: str | None
    evidence: str
    coded: bool
    source: str
    place: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class PromiseAnswer:
    """Whether a provision stands in the text of a coded agreement: yes, no or not-coded."""

    agreement: str
    provision: str
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class AgreementProvisionAnswer:
    """A provision, and in how many agreements it stands."""

    provision: str
    code: str
    label: str
    agreements: int
    remark: str | None


@dataclass(frozen=True, slots=True)
class CorridorPeopleAnswer:
    """The people of one corridor: born in one state (or its citizens) and living in another. Not workers alone."""

    origin: str
    origin_code: str
    origin_name: str
    destination: str
    destination_code: str
    destination_name: str
    year: str
    people: int
    dataset: str
    source: str


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """A figure for a state and a year, as its source gives it; context, never a finding."""

    state: str
    code: str
    indicator: str
    label: str
    definition: str
    year: str
    value: str
    value_label: str | None
    unit: str
    better: str
    dataset: str
    dataset_title: str
    source: str
    place: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class AreaFigureAnswer:
    """People counted for an area and a year."""

    area: str
    area_name: str
    indicator: str
    label: str
    year: str
    people: int
    dataset: str
    source: str
    place: str
    remark: str | None


@dataclass(frozen=True, slots=True)
class DataSetAnswer:
    """A set of figures: what it says, and what it does not."""

    dataset: str
    title: str
    publisher: str
    as_at: str
    rights: str
    says: str
    does_not_say: str
    address: str
    source: str
    figures: int
