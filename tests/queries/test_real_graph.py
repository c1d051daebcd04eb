"""Answers of the built graph that a lawyer can look up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from rdflib import URIRef

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import ActAnswer, FirstPartyAnswer, PartyAnswer, SignatoryAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.cite import act_citations


@pytest.mark.parametrize(
    ("state", "instrument", "on", "status", "rule"),
    [
        ("IDN", "icrmw", "2012-08-31", "not_bound", "before"),
        ("IDN", "icrmw", "2012-09-01", "bound", "bound"),
        ("EGY", "icrmw", "2003-06-30", "not_bound", "before"),  # acceded in 1993, first party
        ("EGY", "icrmw", "2003-07-01", "bound", "bound"),
        ("CMR", "icrmw", "2020-01-01", "not_bound", "signed-only"),
        ("SAU", "icrmw", "2020-01-01", "not_bound", "no-act"),
        ("SAU", "icrmw", "2026-05-31", "not_bound", "no-act"),
        ("SAU", "icrmw", "2026-06-01", "not_known", "after-source"),  # deposited on 4 February 2026, it would be bound
        ("PRK", "iccpr", "2020-01-01", "bound", "bound"),  # notified a withdrawal that the Covenant does not know
        ("JAM", "iccpr-op1", "1998-01-22", "bound", "bound-until"),
        ("JAM", "iccpr-op1", "1998-01-23", "not_bound", "after"),
        ("TTO", "iccpr-op1", "1998-08-26", "bound", "bound-until"),  # the new accession took effect as the old one ended
        ("GUY", "iccpr-op1", "1999-04-04", "bound", "bound-until"),  # left and came back on 5 January 1999
        ("GUY", "iccpr-op1", "1999-04-05", "bound", "bound"),
        ("TTO", "iccpr-op1", "2000-06-27", "not_bound", "after"),
        ("MYS", "ilo-c105", "1985-01-01", "bound", "bound-until"),
        ("MYS", "ilo-c105", "2000-01-01", "not_bound", "after"),
        ("IDN", "ilo-c105", "1998-01-01", "not_bound", "before"),
        ("BIH", "ilo-c143", "1992-12-31", "not_bound", "before"),
        ("BIH", "ilo-c143", "1993-07-01", "not_known", "open-beginning"),  # it can have succeeded, as it did to C097 in June 1993
        ("SOM", "ilo-c105", "1960-12-31", "not_known", "open-beginning"),  # a succession of 18 November 1960 by the Swiss table
        ("AGO", "ilo-c098", "1976-07-01", "not_known", "open-beginning"),  # no letter beside seven successions of 4 June 1976
        ("SVK", "esc-revised", "2010-06-01", "bound", "bound"),  # listed as bound in May 2010
        ("x-yugoslavia", "iccpr", "1992-06-01", "not_known", "ends-within"),
        ("x-yugoslavia", "iccpr", "1992-12-31", "not_bound", "after"),
        ("x-yemen-arab-republic", "icerd", "1990-06-01", "not_known", "ends-within"),
        ("x-yemen-arab-republic", "icerd", "2026-02-03", "not_bound", "after-within"),
        ("IDN", "ilo-c105", "2001-01-01", "bound", "bound"),
        ("MYS", "ilo-c097", "2013-06-01", "not_known", "incomplete"),  # for Sabah alone
        ("TZA", "ilo-c097", "2013-06-01", "not_known", "incomplete"),  # for Zanzibar alone
        ("CHN", "ilo-c087", "2010-01-01", "not_bound", "no-act"),  # for Hong Kong alone
        ("CHN", "ilo-c098", "2010-01-01", "not_bound", "no-act"),  # for Hong Kong and Macao alone
        ("CHN", "ilo-c081", "2010-01-01", "not_known", "present-parties-only"),  # for Hong Kong and Macao alone
        ("CHN", "stateless-1954", "2010-01-01", "not_known", "present-parties-only"),  # for Hong Kong alone
    ],
)
def test_was_it_bound(engine: MemoryStore, state: str, instrument: str, on: str, status: str, rule: str) -> None:
    answer = binding(engine, iris.state(state), iris.instrument(instrument), date.fromisoformat(on))
    assert (answer.status, answer.rule) == (status, rule)


@pytest.mark.parametrize(
    ("slug", "number", "on"),
    [("icrmw", 20, "2003-07-01"), ("iccpr", 35, "1976-03-23"), ("cedaw", 20, "1981-09-03"), ("crc", 20, "1990-09-02")],
)
def test_the_first_parties_are_as_many_as_the_final_clauses_need(engine: MemoryStore, slug: str, number: int, on: str) -> None:
    first = list(answers(engine, FirstPartyAnswer, "first_parties", instrument=iris.instrument(slug)))
    assert len(first) >= number
    assert {party.from_ for party in first} == {on}
    bound = answers(engine, PartyAnswer, "parties_on", instrument=iris.instrument(slug), on=day(date.fromisoformat(on)))
    assert {party.state for party in first} <= {party.state for party in bound}


def test_the_day_before_entry_into_force_nobody_is_bound(engine: MemoryStore) -> None:
    assert list(answers(engine, PartyAnswer, "parties_on", instrument=iris.instrument("icrmw"), on=day(date(2003, 6, 30)))) == []


def test_who_only_signed_the_icrmw_is_no_party(engine: MemoryStore) -> None:
    icrmw = iris.instrument("icrmw")
    signed = {row.code for row in answers(engine, SignatoryAnswer, "signed_only", instrument=icrmw)}
    parties = {row.code for row in answers(engine, PartyAnswer, "parties_on", instrument=icrmw, on=day(date(2026, 2, 3)))}
    assert "CMR" in signed
    assert "IDN" in parties
    assert not signed & parties


def _reasons(engine: MemoryStore, signed: Sequence[str], slug: str, on: date) -> dict[str, str]:
    return {code: binding(engine, iris.state(code), iris.instrument(slug), on).reason for code in signed}


def test_a_recorded_signature_is_never_called_no_act(engine: MemoryStore) -> None:
    for slug in ("palermo-trafficking", "palermo-smuggling", "vccr", "refugee-1951"):
        signed = [row.code for row in answers(engine, SignatoryAnswer, "signed_only", instrument=iris.instrument(slug))]
        wrong = {code: said for code, said in _reasons(engine, signed, slug, date(2010, 1, 1)).items() if said.startswith("No act")}
        assert wrong == {}


@pytest.mark.parametrize(
    ("state", "instrument"),
    [
        ("CHN", "ilo-c087"),
        ("CHN", "ilo-c098"),
        ("CHN", "ilo-c081"),
        ("CHN", "stateless-1954"),
        ("CHN", "ilo-c097"),
        ("MYS", "ilo-c097"),
        ("TZA", "ilo-c097"),
    ],
)
def test_an_act_for_a_territory_is_never_called_no_act(engine: MemoryStore, state: str, instrument: str) -> None:
    """China has extended these conventions to Hong Kong or Macao, and is party to none of them itself."""
    answer = binding(engine, iris.state(state), iris.instrument(instrument), date(2010, 1, 1))
    assert answer.acts
    assert "for a part of the state alone, and none for the state itself" in answer.reason


def test_only_where_no_act_is_recorded_does_a_sentence_say_so(engine: MemoryStore) -> None:
    bound = {(row["state"], row["instrument"]) for row in engine.select(_PERIODS)}
    acted = {(act.state, act.instrument) for act in answers(engine, ActAnswer, "acts")} - {(str(one), str(two)) for one, two in bound}
    assert acted
    said = {(*pair, binding(engine, URIRef(pair[0]), URIRef(pair[1]), date(2010, 1, 1)).reason) for pair in acted}
    assert not {each for each in said if each[2].startswith("No act")}


def test_every_act_of_an_answer_names_its_source_and_place(engine: MemoryStore) -> None:
    acts = list(answers(engine, ActAnswer, "acts", state=iris.state("IDN")))
    assert len({act.source for act in acts}) > 2
    assert all(act.source_title and act.place for act in acts)


def test_a_territory_has_no_period(engine: MemoryStore) -> None:
    """Territories are bound through the state that acts for them, never as parties."""
    territories = {row["state"] for row in engine.select(_TERRITORIES)}
    assert territories
    assert not territories & {row["state"] for row in engine.select(_PARTIES)}


_SV = "https://w3id.org/servanda/ontology#"
_TERRITORIES = f"SELECT ?state {{ ?state a <{_SV}Territory> }}"
_PERIODS = f"SELECT DISTINCT ?state ?instrument {{ ?period a <{_SV}BindingPeriod> ; <{_SV}party> ?state ; <{_SV}instrument> ?instrument }}"
_PARTIES = f"SELECT DISTINCT ?state {{ ?period <{_SV}party> ?state }}"


def test_a_citation_says_that_a_copyist_computed_the_day(engine: MemoryStore) -> None:
    """The Philippines' consent to C097 is the printed entry into force less twelve months: it must not pass for a printed day."""
    acts = answers(engine, ActAnswer, "acts", state=iris.state("PHL"), instrument=iris.instrument("ilo-c097"))
    (citation,) = act_citations(acts, "en")
    assert "less 12 months" in citation
