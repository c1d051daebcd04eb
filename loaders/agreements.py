"""The packaged tables of bilateral labour agreements: who agreed when, and which of the coded provisions an agreement has.

The coding tells whether a provision stands in the text, never whether it is applied. An agreement that was not coded says nothing about
its provisions; one that was coded lacks those for which there is no row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.dropped_rows import write_table
from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "bilateral_agreements"
AGREEMENTS: Final = FOLDER / "agreements.csv"
PROMISES: Final = FOLDER / "promises.csv"
DROPPED: Final = FOLDER / "dropped.csv"
PROVISIONS: Final = DATA / "agreement_provisions" / "agreement_provisions.csv"
AGREEMENT_COLUMNS: Final = (
    *("id", "party_a", "party_b", "party_a_as_published", "party_b_as_published"),
    *("signed_on", "ratified_on", "evidence", "coded", "source_place", "note"),
)
PROMISE_COLUMNS: Final = ("agreement", "variable", "answer")
PROVISION_COLUMNS: Final = ("variable", "number", "label_en", "label_id", "topics", "note")
#: How an agreement is known: by a copy of its text, by other evidence, or by a list alone.
EVIDENCE: Final = ("copy", "other", "none")
YES: Final = "yes"
NOT_CODED: Final = "not-coded"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement.

    Attributes:
        id: ``bla-753``: the number of the source.
        parties: codes of the two sides, in the order of the source, which says nothing about who sends and who receives.
        parties_as_published: their names there.
        signed_on: day or year; None where the source does not know, or contradicts itself (``note`` says so).
        ratified_on: as the source has it; None does not mean that it was not ratified.
        evidence: one of ``EVIDENCE``.
        coded: whether somebody read the text for the provisions.
        source_place: file and number.
        note: what to know about the record, in our own words.
    """

    id: str
    parties: tuple[str, str]
    parties_as_published: tuple[str, str]
    signed_on: PartialDate | None
    ratified_on: PartialDate | None
    evidence: str
    coded: bool
    source_place: str
    note: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the coding of an agreement says of one provision: ``yes`` (it stands there) or ``not-coded`` (the cell is blank)."""

    agreement: str
    variable: str
    answer: str


@dataclass(frozen=True, slots=True)
class AgreementProvision:
    """A provision that the coding looks for.

    Attributes:
        variable: name in the source.
        number: the source's number for it (``11a``); blank where it has none.
        label: by language tag, in our own words.
        topics: slugs.
        note: hard points.
    """

    variable: str
    number: str
    label: dict[str, str]
    topics: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AgreementTables:
    """The three tables together."""

    agreements: list[Agreement]
    promises: list[Promise]
    provisions: list[AgreementProvision]


def read_agreement_provisions(topics: Collection[str], path: Path = PROVISIONS) -> list[AgreementProvision]:
    """The provisions that the coding looks for, in the order of the source.

    Raises:
        SourceError: a cell is empty, or a topic does not exist.
    """
    found: list[AgreementProvision] = []
    for record in read_table(path, PROVISION_COLUMNS):
        provision = AgreementProvision(
            variable=record.pop_required("variable"),
            number=record.pop("number"),
            label={language: record.pop_required(f"label_{language}") for language in ("en", "id")},
            topics=tuple(record.pop_required("topics").split(";")),
            note=record.pop("note"),
        )
        for topic in provision.topics:
            if topic not in topics:
                raise record.wrong("topics", f"there is no topic {topic!r}")
        record.finish()
        found.append(provision)
    return found


def _agreement(record: Record, states: Collection[str]) -> Agreement:
    parties = record.pop_required("party_a"), record.pop_required("party_b")
    for column, code in zip(("party_a", "party_b"), parties, strict=True):
        if code not in states:
            raise record.wrong(column, f"there is no state {code!r}")
    if parties[0] == parties[1]:
        raise record.wrong("party_b", f"{parties[1]} cannot agree with itself")
    agreement = Agreement(
        id=record.pop_required("id"),
        parties=parties,
        parties_as_published=(record.pop_required("party_a_as_published"), record.pop_required("party_b_as_published")),
        signed_on=record.pop_date("signed_on"),
        ratified_on=record.pop_date("ratified_on"),
        evidence=one_of(record, "evidence", frozenset(EVIDENCE)),
        coded=one_of(record, "coded", frozenset({"yes", "no"})) == "yes",
        source_place=record.pop_required("source_place"),
        note=record.pop("note"),
    )
    if agreement.signed_on is None and not agreement.note:
        raise record.wrong("signed_on", "must not be empty, or the note says why no date is known")
    record.finish()
    return agreement


def read_agreements(states: Collection[str], topics: Collection[str], folder: Path = FOLDER) -> AgreementTables:
    """The packaged tables, checked against each other.

    Args:
        states: codes of states and territories.
        topics: slugs of topics.
        folder: where the tables of agreements and promises are.

    Raises:
        SourceError: a cell cannot be understood, an id or promise stands twice, or an agreement that was not coded has a promise.
    """
    provisions = read_agreement_provisions(topics)
    agreements: dict[str, Agreement] = {}
    for record in read_table(folder / AGREEMENTS.name, AGREEMENT_COLUMNS):
        agreement = _agreement(record, states)
        if agreement.id in agreements:
            raise BadValue(f"{agreement.id} stands here twice", file=record.file, row=record.row, column="id")
        agreements[agreement.id] = agreement
    known = {provision.variable for provision in provisions}
    promises = _promises(folder / PROMISES.name, agreements, known)
    return AgreementTables(list(agreements.values()), promises, provisions)


def _promises(path: Path, agreements: Mapping[str, Agreement], variables: Collection[str]) -> list[Promise]:
    found: dict[tuple[str, str], Promise] = {}
    for record in read_table(path, PROMISE_COLUMNS):
        promise = Promise(
            record.pop_required("agreement"), record.pop_required("variable"), one_of(record, "answer", frozenset({YES, NOT_CODED}))
        )
        if promise.agreement not in agreements or not agreements[promise.agreement].coded:
            raise record.wrong("agreement", f"{promise.agreement!r} is no agreement that was coded")
        if promise.variable not in variables:
            raise record.wrong("variable", f"there is no provision {promise.variable!r}")
        if (key := (promise.agreement, promise.variable)) in found:
            raise record.wrong("variable", f"{promise.variable} stands twice for {promise.agreement}")
        record.finish()
        found[key] = promise
    return list(found.values())


def write_agreements(agreements: Iterable[Agreement], promises: Iterable[Promise], folder: Path = FOLDER) -> tuple[int, int]:
    """Write both tables, whole or not at all; returns their numbers of rows."""
    return (
        write_table(
            folder / AGREEMENTS.name,
            AGREEMENT_COLUMNS,
            (
                (
                    *(each.id, *each.parties, *each.parties_as_published, each.signed_on, each.ratified_on),
                    *(each.evidence, "yes" if each.coded else "no", each.source_place, each.note),
                )
                for each in agreements
            ),
        ),
        write_table(folder / PROMISES.name, PROMISE_COLUMNS, ((each.agreement, each.variable, each.answer) for each in promises)),
    )
