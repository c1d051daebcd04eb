"""Why an obligation binds or does not, on small graphs: what a state's statements and the parts that it left out do to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from servanda.graph.store import MemoryStore
from servanda.queries.explanation import Explanation

Write = Callable[..., str]
Bound = Callable[..., MemoryStore]
Why = Callable[..., Explanation]

DUTY = "<https://w3id.org/servanda/id/duty/IDN/icrmw-25-1/2012-09-01>"
BINDING = "<https://w3id.org/servanda/id/binding/IDN/icrmw/2012-09-01>"


def limit(
    kind: str = "reservationKind",
    effect: str = "restrictsProvision",
    affects: str = "icrmw/25",
    *,
    start: tuple[str, str] = ("2012-05-31", "2012-05-31"),
    end: tuple[str, str] | None = None,
    number: int = 1,
) -> str:
    """A limit of Indonesia, with the edge from its duty or period that the build derives."""
    this = f"<https://w3id.org/servanda/id/limit/icrmw/idn-{number}>"
    act = f"<https://w3id.org/servanda/id/action/idn/icrmw/reservation/{number}>"
    named = f"{this} sv:affects <https://w3id.org/servanda/id/provision/{affects}> ." if affects else ""
    until = f'{this} sv:limitUntilEarliest "{end[0]}"^^xsd:date ; sv:limitUntilLatest "{end[1]}"^^xsd:date .' if end else ""
    limited = "<https://w3id.org/servanda/id/binding/IDN/icrmw/2012-09-01>" if effect == "generalLimit" else DUTY
    return f"""
    graph:limits {{
      {this} a sv:Limit ; sv:actor state:IDN ; sv:instrument instrument:icrmw ; sv:madeIn {act} ; sv:limitKind sv:{kind} ;
        sv:limitEffect sv:{effect} ; skos:definition "Indonesia limits it."@en , "Indonesia membatasinya."@id ;
        sv:limitFromEarliest "{start[0]}"^^xsd:date ; sv:limitFromLatest "{start[1]}"^^xsd:date ; sv:sourcePlace "block {number}" .
      {named} {until}
    }}
    graph:derived {{ {limited} sv:limitedBy {this} . }}
    {statement(number)}
    """


def statement(number: int, *, kind: str = "Reservation", dated: str = "2012-05-31", more: str = "") -> str:
    """A statement of Indonesia as the source tells it."""
    act = f"<https://w3id.org/servanda/id/action/idn/icrmw/reservation/{number}>"
    return f"""
    <https://w3id.org/servanda/graph/source/untc> {{
      {act} a sv:{kind} , sv:TreatyAction ; dct:type sv:{kind} ; sv:actor state:IDN ; sv:instrument instrument:icrmw ;
        sv:actionDate "{dated}"^^xsd:date ; prov:wasDerivedFrom <https://w3id.org/servanda/id/source/untc> ;
        sv:sourcePlace "block {number}" ; sv:asAt "2026-02-03"^^xsd:date {more} .
    }}
    """


READ = (
    'graph:limits { id:limit-coverage\\/icrmw a sv:LimitCoverage ; sv:covers instrument:icrmw ; sv:extent "all" ; '
    'sv:asAt "2026-02-03"^^xsd:date . }'
)


def rules(found: Explanation) -> list[str]:
    return [step.rule for step in found.steps]


def test_the_first_step_is_the_question_and_the_second_says_what_is_asked_of_whom(bound: Bound, why: Why) -> None:
    found = why(bound())
    assert rules(found)[:3] == ["asked", "stated-in", "consent"]
    assert all(word in found.steps[1].text for word in ("Pay equally.", "any party", "all migrant workers", "ICRMW art 25(1)"))
    assert (found.status, found.rule, found.limited) == ("bound", "bound", False)
    assert found.conclusion.startswith("On 2020-01-01, ICRMW art 25(1) bound Indonesia.")


def test_a_step_on_an_act_names_its_source_and_that_sources_date(bound: Bound, why: Why) -> None:
    found = why(bound(limit(), READ))
    (step,) = [step for step in found.steps if step.rule == "limit"]
    assert (step.source, step.place, step.as_at) == ("The list of untc", "block 1", "2026-02-03")
    assert step.act is not None
    assert step.act.endswith("idn/icrmw/reservation/1")
    assert any("block 1, as at 2026-02-03" in line for line in found.citations)


def test_a_reservation_limits_and_does_not_unbind(bound: Bound, why: Why) -> None:
    found = why(bound(limit(), READ))
    assert (found.status, found.limited) == ("bound", True)
    assert "Indonesia limits it." in " ".join(step.text for step in found.steps)
    assert "effect-of-reservations" in rules(found)
    assert "VCLT art 21(1), 21(2)" in found.citations


@pytest.mark.parametrize("affects", ["icrmw/part-iii", "icrmw/25", "icrmw/25/1"])
def test_a_limit_on_what_contains_the_provision_touches_it(bound: Bound, why: Why, affects: str) -> None:
    assert why(bound(limit(affects=affects))).limited


def test_a_limit_on_another_article_does_not_touch_it(bound: Bound, why: Why) -> None:
    engine = bound(limit(affects="icrmw/77").replace(f"{DUTY} sv:limitedBy", f"{DUTY} rdfs:seeAlso"))
    found = why(engine)
    assert (found.limited, found.limits) == (False, ())


def test_a_limit_on_a_part_of_the_provision_asked_about_is_shown(bound: Bound, why: Why) -> None:
    found = why(bound(limit(affects="icrmw/25/1")), target="provision/icrmw/25")
    assert [each.reach for each in found.limits] == ["part"]
    assert found.limited


def test_an_interpretative_declaration_is_shown_and_does_not_count(bound: Bound, why: Why) -> None:
    found = why(bound(limit("interpretativeDeclaration", "interpretsProvision")))
    assert found.limited is False
    assert len(found.interpretative_declarations) == 1
    assert found.limits == ()


def test_a_general_reservation_limits_and_stands_apart(bound: Bound, why: Why) -> None:
    found = why(bound(limit(effect="generalLimit", affects="")))
    assert found.limited
    assert (len(found.general_limits), found.limits) == (1, ())


@pytest.mark.parametrize(
    ("on", "limited", "shown"),
    [
        ("2014-12-31", False, None),
        ("2015-01-01", True, "open"),
        ("2015-12-30", True, "open"),
        ("2015-12-31", True, "stands"),
        ("2017-12-31", True, "stands"),
        ("2018-01-01", True, "open"),
        ("2018-12-31", False, None),
    ],
)
def test_a_limit_counts_from_the_first_day_to_the_last_that_its_dates_allow(
    bound: Bound, why: Why, on: str, limited: bool, shown: str | None
) -> None:
    found = why(bound(limit(start=("2015-01-01", "2015-12-31"), end=("2018-01-01", "2018-12-31"))), on)
    assert found.limited is limited
    assert [each.standing for each in found.limits] == ([] if shown is None else [shown])


def test_a_limit_withdrawn_before_is_told_as_such(bound: Bound, why: Why) -> None:
    found = why(bound(limit(end=("2018-03-01", "2018-03-01"))))
    assert (found.limited, len(found.ended_limits)) == (False, 1)
    assert "2018-03-01" in next(step.text for step in found.steps if step.rule == "limit-ended")


def test_an_opt_out_that_the_treaty_allows_unbinds(bound: Bound, why: Why) -> None:
    found = why(bound(limit("optOut", "excludesProvision")))
    assert (found.status, found.rule) == ("not_bound", "opted-out")
    assert "opt-out" in rules(found)


def test_an_opt_out_of_a_part_does_not_unbind_the_whole(bound: Bound, why: Why) -> None:
    found = why(bound(limit("optOut", "excludesProvision", "icrmw/25/1")), target="provision/icrmw/25")
    assert found.status == "bound"
    assert [each.reach for each in found.limits] == ["part"]


def test_an_opt_out_with_open_dates_leaves_it_open(bound: Bound, why: Why) -> None:
    found = why(bound(limit("optOut", "excludesProvision", start=("2019-01-01", "2020-12-31"))))
    assert (found.status, found.rule) == ("not_known", "opt-out-open")


def test_a_reservation_that_excludes_is_not_an_opt_out(bound: Bound, why: Why) -> None:
    """Whether it may be made is not decided: the state stays bound, with a limit."""
    found = why(bound(limit("reservationKind", "excludesProvision")))
    assert (found.status, found.limited) == ("bound", True)


def test_a_part_left_out_unbinds_what_lies_in_it(bound: Bound, why: Why) -> None:
    excluded = f"graph:derived {{ {BINDING} sv:excludes <https://w3id.org/servanda/id/provision/icrmw/part-iii> . }}"
    found = why(bound(excluded))
    assert (found.status, found.rule) == ("not_bound", "excluded")
    assert "ICRMW part iii" in found.conclusion


def test_a_statement_that_is_not_encoded_is_said_to_exist(bound: Bound, why: Why) -> None:
    found = why(bound(statement(7, kind="UnilateralStatement"), READ))
    assert [each.place for each in found.unencoded] == ["block 7"]
    assert "not-encoded" in rules(found)
    assert "not encoded" in found.conclusion


@pytest.mark.parametrize(
    ("dated", "more"),
    [
        ("2021-01-01", ""),
        ("2012-05-31", '; sv:withdrawnOn "2019-12-31"^^xsd:date'),
        ("2012-05-31", "; sv:affects <https://w3id.org/servanda/id/provision/icrmw/77>"),
        ("2012-05-31", "; sv:actStatus sv:ineffective"),
    ],
)
def test_a_statement_that_did_not_stand_or_names_another_article_is_left_out(bound: Bound, why: Why, dated: str, more: str) -> None:
    assert why(bound(statement(7, dated=dated, more=more))).unencoded == ()


def test_where_statements_were_not_read_silence_is_not_none(bound: Bound, why: Why) -> None:
    assert "limits-not-read" in rules(why(bound()))
    assert "no-limit" in rules(why(bound(READ)))


def objection(effect: str, made: str = "2013-01-01", more: str = "") -> str:
    act = "<https://w3id.org/servanda/id/action/xbb/icrmw/objection/1>"
    return f"""
    graph:limits {{
      id:objection\\/icrmw\\/xbb-1 a sv:BilateralObjection ; sv:actor state:XBB ; sv:reservingState state:IDN ;
        sv:instrument instrument:icrmw ; sv:madeIn {act} ; sv:objectionEffect sv:{effect} ; sv:sourcePlace "objections, block 1" ;
        sv:objectsTo <https://w3id.org/servanda/id/limit/icrmw/idn-1> ; skos:definition "It objects."@en , "Berkeberatan."@id {more} .
    }}
    <https://w3id.org/servanda/graph/source/untc> {{
      {act} a sv:Objection , sv:TreatyAction ; dct:type sv:Objection ; sv:actor state:XBB ; sv:instrument instrument:icrmw ;
        sv:actionDate "{made}"^^xsd:date ; prov:wasDerivedFrom <https://w3id.org/servanda/id/source/untc> ;
        sv:sourcePlace "objections, block 1" ; sv:asAt "2026-02-03"^^xsd:date .
    }}
    """


@pytest.mark.parametrize(
    ("effect", "article"),
    [("remainsInForce", "VCLT art 20(4)(b), 21(3)"), ("precludesEntryIntoForce", "VCLT art 20(4)(b)")],
)
def test_an_objection_says_what_is_left_between_the_two(bound: Bound, why: Why, effect: str, article: str) -> None:
    found = why(bound(limit(), objection(effect)))
    (step,) = [step for step in found.steps if step.rule == f"objection-{effect}"]
    assert (step.article, step.date, step.as_at) == (article, "2013-01-01", "2026-02-03")
    assert "Elsewhere" in step.text
    assert [each.name for each in found.objections] == ["Elsewhere"]
    assert found.status == "bound"


@pytest.mark.parametrize(("made", "more"), [("2020-01-02", ""), ("2013-01-01", '; sv:withdrawnOn "2019-01-01"^^xsd:date')])
def test_an_objection_made_later_or_withdrawn_before_is_left_out(bound: Bound, why: Why, made: str, more: str) -> None:
    assert why(bound(limit(), objection("remainsInForce", made, more))).objections == ()


def test_a_state_that_is_not_bound_has_no_limits_to_be_told(bound: Bound, why: Why) -> None:
    found = why(bound(limit(), statement(7)), "2012-08-31")
    assert (found.status, found.limits, found.unencoded) == ("not_bound", (), ())


def test_the_explanation_is_in_indonesian_throughout(bound: Bound, why: Why) -> None:
    found = why(bound(limit(), objection("remainsInForce"), statement(7), READ), language="id")
    assert found.conclusion.startswith("Pada 2020-01-01, ICRMW art 25(1) mengikat Indonesia.")
    english = why(bound(limit(), objection("remainsInForce"), statement(7), READ))
    assert rules(found) == rules(english)
    assert all(ours.text != theirs.text for ours, theirs in zip(found.steps, english.steps, strict=True))
