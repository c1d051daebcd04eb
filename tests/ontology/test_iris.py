"""IRIs: one place mints them, and refuses what could not be read back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from servanda.ontology import iris
from servanda.ontology.iris import BadLocalName

ID = "https://w3id.org/servanda/id/"


@pytest.mark.parametrize(
    ("iri", "local"),
    [
        (iris.instrument("icrmw"), "instrument/icrmw"),
        (iris.provision("icrmw/25/1/a"), "provision/icrmw/25/1/a"),
        (iris.provision("icrmw/part-iv"), "provision/icrmw/part-iv"),
        (iris.state("IDN"), "state/IDN"),
        (iris.state("x-yugoslavia"), "state/x-yugoslavia"),
        (iris.group("gcc"), "group/gcc"),
        (iris.action("IDN", "icrmw", "Ratification", "2012-05-31"), "action/idn/icrmw/ratification/2012-05-31"),
        (iris.action("MYS", "ilo-c105", "Denunciation", "1990"), "action/mys/ilo-c105/denunciation/1990"),
        (iris.action("IDN", "cat", "Objection", "1999-01-01", 2), "action/idn/cat/objection/1999-01-01/2"),
        (iris.action("IDN", "cat", "WithdrawalOfReservation", None), "action/idn/cat/withdrawal-of-reservation/undated"),
        (iris.effect_rule("icrmw"), "effect-rule/icrmw"),
        (iris.binding("IDN", "icrmw", "2012-09-01"), "binding/IDN/icrmw/2012-09-01"),
        (iris.obligation("icrmw-22-3--1"), "obligation/icrmw-22-3--1"),
        (iris.right("equal-treatment-at-work"), "right/equal-treatment-at-work"),
        (iris.duty("IDN", "icrmw-25-1", "2012-09-01"), "duty/IDN/icrmw-25-1/2012-09-01"),
        (iris.body("cmw"), "body/cmw"),
        (iris.body_kind("treaty-body"), "body-kind/treaty-body"),
        (iris.report("upr", "upr-s7-qat-1"), "report/upr/upr-s7-qat-1"),
        (iris.reported_binding("upr", "upr-s7-qat-1", 2), "reported-binding/upr/upr-s7-qat-1/2"),
        (iris.claim_status("alleged"), "claim-status/alleged"),
        (iris.reliability("unknown"), "reliability/unknown"),
        (iris.attribution("unknown"), "attribution/unknown"),
        (iris.topic("wages"), "topic/wages"),
        (iris.scope("women"), "scope/women"),
        (iris.phase("work"), "phase/work"),
        (iris.challenge("corruption"), "challenge/corruption"),
        (iris.source("untc"), "source/untc"),
        (iris.conflict("IDN", "icrmw", "date"), "conflict/IDN/icrmw/date"),
        (iris.completeness("untc/icrmw"), "completeness/untc/icrmw"),
        (iris.review("icrmw-7"), "review/icrmw-7"),
        (iris.step("IDN/icrmw/2012-09-01", 3), "step/IDN/icrmw/2012-09-01/3"),
    ],
)
def test_the_names_that_outside_queries_rely_on(iri: URIRef, local: str) -> None:
    assert str(iri) == ID + local


def test_named_graphs_stand_beside_the_things() -> None:
    assert str(iris.named_graph("law")) == "https://w3id.org/servanda/graph/law"
    assert str(iris.named_graph("source/untc")) == "https://w3id.org/servanda/graph/source/untc"


ONE_NAME: list[Callable[[str], URIRef]] = [
    iris.instrument,
    iris.provision,
    iris.state,
    iris.obligation,
    iris.topic,
    iris.source,
    iris.named_graph,
]


@pytest.mark.parametrize("mint", ONE_NAME)
@pytest.mark.parametrize(
    "local", ["", "/", "a/", "/a", "a//b", "../a", "a/../b", ".", "-a", "a b", "a\n", "é", "a#b", "a?b", "a>b", "a%20", "a:b"]
)
def test_a_name_that_cannot_be_read_back_is_refused(mint: Callable[[str], URIRef], local: str) -> None:
    with pytest.raises(BadLocalName, match="cannot name a"):
        mint(local)


@given(local=st.text())
def test_an_iri_is_refused_or_ends_in_its_name(local: str) -> None:
    try:
        iri = iris.provision(local)
    except BadLocalName:
        return
    assert str(iri) == f"{ID}provision/{local}"
    assert iri.n3() == f"<{iri}>"


def test_acts_that_differ_in_anything_have_different_names() -> None:
    names = {
        iris.action(state, instrument, kind, date, ordinal)
        for state in ("IDN", "x-yugoslavia")
        for instrument in ("cat", "cat-op")
        for kind in ("Signature", "SuccessionToSignature", "Ratification")
        for date in ("1999", "1999-01-01", None)
        for ordinal in (1, 2, 3)
    }
    assert len(names) == 2 * 2 * 3 * 3 * 3


@pytest.mark.parametrize(
    ("class_name", "hyphenated"),
    [("Ratification", "ratification"), ("ConsentToBeBound", "consent-to-be-bound"), ("FormalConfirmation", "formal-confirmation")],
)
def test_class_names_as_they_stand_in_ids(class_name: str, hyphenated: str) -> None:
    assert iris.hyphenated(class_name) == hyphenated
