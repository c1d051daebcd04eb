"""Why an obligation binds or does not, on small graphs: optional clauses, spent provisions, permissions, silence, and what can be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.errors import NotFound
from servanda.queries.explain_target import find_explained
from servanda.queries.explanation import Explanation

Small = Callable[[str], MemoryStore]
Write = Callable[..., str]
Bound = Callable[..., MemoryStore]
Why = Callable[..., Explanation]


def rules(found: Explanation) -> list[str]:
    return [step.rule for step in found.steps]


SPENT = """
    <https://w3id.org/servanda/id/provision/icrmw/25> sv:noLongerApplicable true ;
      sv:noLongerApplicableReason "It is over."@en , "Berakhir."@id ;
      sv:noLongerApplicableSource instrument:later .
    instrument:later skos:prefLabel "Later Protocol"@en ; eli:date_document "2014-06-11"^^xsd:date .
    """


@pytest.mark.parametrize(
    ("on", "status", "rule"),
    [
        ("2012-08-31", "not_bound", "before"),
        ("2014-06-10", "not_known", "ceased-on-unknown-day"),
        ("2014-06-11", "not_bound", "no-longer-applicable"),
    ],
)
def test_a_spent_provision_is_over_from_the_day_of_who_says_so_and_open_before(
    bound: Bound, written_law: Write, why: Why, on: str, status: str, rule: str
) -> None:
    found = why(bound(law=written_law(more=SPENT)), on)
    assert (found.status, found.rule) == (status, rule)


def clause(in_force: str = "2005-01-01", *, earlier_unknown: bool = False) -> dict[str, str]:
    """An obligation stated in Article 77, a clause that needs a declaration: what ``written_law`` takes."""
    since = f'; sv:clauseInForceFrom "{in_force}"^^xsd:date' if in_force else ""
    return {
        "provision": "icrmw/77",
        "more": f"""<https://w3id.org/servanda/id/provision/icrmw/77> sv:needsDeclaration true ; sv:declarationsNeeded 10 ;
          sv:declarationsArticle <https://w3id.org/servanda/id/provision/icrmw/77> ;
          sv:earlierDeclarationsUnknown {str(earlier_unknown).lower()} ; sv:clauseSource "the text" {since} .""",
    }


def declared(start: tuple[str, str], end: tuple[str, str] | None = None) -> str:
    this = f"id:clause-acceptance\\/IDN\\/icrmw\\/77\\/{start[1]}"
    until = f'; sv:boundUntilEarliest "{end[0]}"^^xsd:date ; sv:boundUntilLatest "{end[1]}"^^xsd:date' if end else ""
    return f"""
    graph:derived {{ {this} a sv:ClauseAcceptance ; sv:actor state:IDN ; sv:instrument instrument:icrmw ;
      sv:accepts <https://w3id.org/servanda/id/provision/icrmw/77> ; sv:boundFromEarliest "{start[0]}"^^xsd:date ;
      sv:boundFromLatest "{start[1]}"^^xsd:date ; dct:source <https://w3id.org/servanda/id/source/untc> ;
      prov:wasDerivedFrom <https://w3id.org/servanda/id/source/untc> {until} . }}
    """


@pytest.mark.parametrize(
    ("on", "status", "rule"),
    [
        ("2012-08-31", "not_bound", "before"),
        ("2014-12-31", "not_bound", "clause-not-accepted"),
        ("2015-01-01", "not_known", "clause-open"),
        ("2015-06-01", "bound", "clause-accepted"),
        ("2019-12-31", "bound", "clause-accepted"),
        ("2020-01-01", "not_bound", "clause-not-accepted"),
        ("2026-02-03", "not_bound", "clause-not-accepted"),
        ("2026-02-04", "not_known", "clause-after-source"),
    ],
)
def test_an_optional_clause_binds_while_the_states_own_declaration_holds(
    bound: Bound, written_law: Write, why: Why, on: str, status: str, rule: str
) -> None:
    engine = bound(declared(("2015-01-01", "2015-06-01"), ("2020-01-01", "2020-01-01")), law=written_law(**clause()))
    found = why(engine, on)
    assert (found.status, found.rule) == (status, rule)


def test_a_declaration_that_stands_holds_after_the_source_too(bound: Bound, written_law: Write, why: Why) -> None:
    found = why(bound(declared(("2015-01-01", "2015-01-01")), law=written_law(**clause())), "2030-01-01")
    assert (found.status, found.rule) == ("bound", "clause-accepted")
    assert found.caveat


@pytest.mark.parametrize(
    ("in_force", "on", "status", "rule"),
    [
        ("", "2020-01-01", "not_bound", "clause-not-in-force"),
        ("", "2026-02-04", "not_known", "clause-after-source"),
        ("2025-01-01", "2020-01-01", "not_bound", "clause-not-in-force"),
    ],
)
def test_a_clause_that_too_few_have_accepted_binds_nobody(
    bound: Bound, written_law: Write, why: Why, in_force: str, on: str, status: str, rule: str
) -> None:
    found = why(bound(declared(("2015-01-01", "2015-01-01")), law=written_law(**clause(in_force))), on)
    assert (found.status, found.rule) == (status, rule)


def test_where_the_source_hides_earlier_declarations_a_day_before_the_first_is_open(bound: Bound, written_law: Write, why: Why) -> None:
    hidden = clause(earlier_unknown=True)
    assert (
        why(bound(declared(("2015-01-01", "2015-01-01")), law=written_law(**hidden)), "2014-01-01").rule
        == "clause-earlier-declaration-open"
    )
    assert why(bound(law=written_law(**hidden)), "2014-01-01").rule == "clause-not-accepted"
    expired = declared(("2013-01-01", "2013-01-01"), ("2013-06-01", "2013-06-01"))
    assert (
        why(bound(expired, declared(("2015-01-01", "2015-01-01")), law=written_law(**hidden)), "2014-01-01").rule == "clause-not-accepted"
    )


def test_the_number_of_declarations_on_the_day_is_counted(bound: Bound, written_law: Write, why: Why) -> None:
    found = why(bound(declared(("2015-01-01", "2015-01-01")), law=written_law(**clause(""))))
    assert "10 parties have; 1 had" in next(step.text for step in found.steps if step.rule == "clause-lacks-declarations")


def test_a_permission_binds_to_nothing(bound: Bound, written_law: Write, why: Why) -> None:
    found = why(bound(law=written_law("permission")))
    assert (found.status, found.rule, found.limited) == ("bound", "permission", False)
    assert "binds it to nothing" in found.conclusion
    before = why(bound(law=written_law("permission")), "2012-08-31")
    assert (before.status, before.rule) == ("not_bound", "before")


def test_a_provision_lists_the_obligations_in_it(bound: Bound, written_law: Write, why: Why) -> None:
    found = why(bound(), target="icrmw/25")
    assert [each.label for each in found.obligations] == ["Equal pay"]
    none = why(bound(), target="provision/icrmw/77")
    assert (none.status, none.obligations) == ("bound", ())
    assert "holds-no-obligation" in rules(none)


@pytest.mark.parametrize("written", ["obligation/icrmw-25-1", "icrmw-25-1", "https://w3id.org/servanda/id/obligation/icrmw-25-1"])
def test_an_obligation_is_found_however_it_is_written(bound: Bound, written_law: Write, why: Why, written: str) -> None:
    assert find_explained(bound(), written) == iris.obligation("icrmw-25-1")


@pytest.mark.parametrize("written", ["icrmw-99", "icrmw/99", "provision/icrmw/99", "", "a b", "state/IDN", "obligation/"])
def test_what_is_no_obligation_or_provision_is_refused(bound: Bound, written_law: Write, why: Why, written: str) -> None:
    with pytest.raises(NotFound, match=r"there is no (obligation|provision)"):
        find_explained(bound(), written)


def test_where_nothing_is_recorded_the_source_that_says_so_is_named(small: Small, covered: Write, written_law: Write, why: Why) -> None:
    found = why(small(covered("all-acts") + written_law()))
    step = found.steps[-2]
    assert (step.rule, step.source, step.as_at) == ("no-act", "The list of untc", "2026-02-03")
    assert found.status == "not_bound"


def test_a_recorded_signature_is_a_step_of_its_own(small: Small, covered: Write, told: Write, written_law: Write, why: Why) -> None:
    found = why(small(covered("all-acts") + told("Signature") + written_law()))
    assert [step.rule for step in found.steps][-3:] == ["recorded-act", "signed-only", "signed-only"]
