"""Small facts to derive from: one act, one effect rule, in the form in which the tables give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from servanda.graph.acts import SourcedAct, name_acts
from servanda.graph.derive import Derived, derive
from servanda.graph.effect_rules import EffectRule
from servanda.graph.facts import Facts, read_facts
from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.effect_rules import COLUMNS, EffectRuleRow
from servanda.loaders.instruments import Instrument
from servanda.loaders.obligations import Obligation
from servanda.loaders.source import Source

#: Ranks: the depositary, its older statement, an official table, another table.
RANKS: Mapping[str, int] = {"depositary": 1, "older": 2, "table": 3, "other": 4}


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The packaged tables, read once."""
    return read_facts()


@pytest.fixture(scope="session")
def derived(facts: Facts) -> Derived:
    """What follows from them."""
    return derive(facts)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse_or_none(text or "")


@pytest.fixture(scope="session")
def source() -> Callable[..., Source]:
    """A source by its name (see ``RANKS``), as at a day, complete for some instruments."""

    def make(
        name: str = "depositary",
        *,
        as_at: str | None = "2026-02-03",
        complete_for: tuple[str, ...] = (),
        present_parties: tuple[str, ...] = (),
        tells_kind: bool = True,
        misses_successions: bool = False,
    ) -> Source:
        return Source(
            name=name,
            title=f"the {name}",
            publisher="somebody",
            licence="none",
            address="https://example.org/",
            copied_from="",
            as_at=_date(as_at),
            rank=RANKS[name],
            tells_kind=tells_kind,
            misses_successions=misses_successions,
            expected_acts=(0, 9),
            complete_for=complete_for,
            complete_for_present_parties=present_parties,
            faults=(),
        )

    return make


@pytest.fixture(scope="session")
def act(source: Callable[..., Source]) -> Callable[..., SourcedAct]:
    """An act of Indonesia on the ICRMW unless told otherwise; dates as they are written in a table."""

    def make(
        kind: str = "Ratification",
        date: str | None = "2012-05-31",
        *,
        by: str | Source = "depositary",
        state: str = "IDN",
        instrument: str = "icrmw",
        effective_from: str | None = None,
        printed: str | None = None,
        affects: tuple[str, ...] = (),
        withdrawn_on: str | None = None,
        status: str = "",
        read_as: str | None = None,
        as_at: str | None = None,
        bound_by: str | None = None,
        date_is_computed: bool = False,
    ) -> SourcedAct:
        row = ActRow(
            instrument=instrument,
            state=state,
            state_as_published=state,
            kind=kind,
            date=_date(date),
            effective_from=_date(effective_from),
            printed_entry_into_force=_date(printed),
            affects=affects,
            withdrawn_on=_date(withdrawn_on),
            status=status,
            read_as=_date(read_as),
            as_at=_date(as_at),
            bound_by=_date(bound_by),
            date_is_computed=date_is_computed,
        )
        return name_acts(by if isinstance(by, Source) else source(by), [row])[0]

    return make


@pytest.fixture(scope="session")
def instrument() -> Callable[..., Instrument]:
    """An instrument with the day on which it entered into force (None where not recorded)."""

    def make(slug: str = "icrmw", in_force: str | None = "2003-07-01") -> Instrument:
        return Instrument(
            slug=slug,
            class_name="Treaty",
            titles={"en": f"Title of {slug}"},
            short=slug.upper(),
            adopted=_date("1990-12-18"),
            entry_into_force=_date(in_force),
            depositary="UN Secretary-General",
            identifier="",
            parent="",
            source="somebody",
            source_place="",
            as_at="2026-02-03",
            note="",
        )

    return make


@pytest.fixture(scope="session")
def rule_row() -> Callable[..., EffectRuleRow]:
    """The final clauses of the ICRMW; keyword arguments replace cells."""

    def make(slug: str = "icrmw", **cells: str) -> EffectRuleRow:
        icrmw = {
            "state_delay": "first-of-month-after-months:3",
            "state_article": "icrmw/87/2",
            "instrument_article": "icrmw/87/1",
            "succession": "date-of-succession",
            "denunciation": "allowed",
            "denunciation_delay": "first-of-month-after-months:12",
            "denunciation_article": "icrmw/89/2",
        }
        return EffectRuleRow(**{**dict.fromkeys(COLUMNS, ""), **icrmw, **cells, "instrument": slug})

    return make


@pytest.fixture(scope="session")
def rule(rule_row: Callable[..., EffectRuleRow], instrument: Callable[..., Instrument]) -> Callable[..., EffectRule]:
    """The effect rule of the ICRMW, in force since 1 July 2003; keyword arguments replace cells."""

    def make(slug: str = "icrmw", in_force: str | None = "2003-07-01", **cells: str) -> EffectRule:
        return EffectRule.of(rule_row(slug, **cells), instrument(slug, in_force))

    return make


@pytest.fixture(scope="session")
def ilo_rule(rule: Callable[..., EffectRule]) -> EffectRule:
    """C029: twelve months after registration, in force since 1 May 1932, successors bound from their declaration."""
    return rule(
        "ilo-c029",
        "1932-05-01",
        state_delay="months:12",
        state_article="ilo-c029/28/3",
        succession="notification",
        succession_source="practice",
        denunciation_delay="years:1",
        denunciation_article="ilo-c029/30/1",
    )


@pytest.fixture(scope="session")
def obligation() -> Callable[..., Obligation]:
    """An obligation stated in a provision."""

    def make(provision: str = "icrmw/25/1/a", modality: str = "obligation") -> Obligation:
        return Obligation(
            id=provision.replace("/", "-"),
            instrument=provision.partition("/")[0],
            provision=provision,
            modality=modality,
            bearers=("AnyParty",),
            beneficiaries=("all-migrant-workers",),
            topics=("wages",),
            phases=("work",),
            kind="protect",
            rights=("just-remuneration",),
            timing="immediate",
            label={"en": "Equal pay", "id": "Upah setara"},
            definition={"en": "Pay equally.", "id": "Membayar setara."},
            note="",
            encoded_by="one",
            encoded_on="2026-11-22",
            reviewed_by="two",
            reviewed_on="2026-11-22",
            verdict="agrees",
        )

    return make
