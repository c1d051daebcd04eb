"""Corridors over a small made-up law: who is bound, in which role, with which limits, and what else binds."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from servanda.graph.store import MemoryStore
from servanda.queries.corridor_matrix import CorridorMatrix
from servanda.queries.corridors import corridor
from servanda.queries.equivalents import equivalents, find_norms
from servanda.queries.errors import NotFound
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot
from servanda.queries.worker_kinds import read_worker

ON = datetime.date(2023, 1, 1)
ID = "https://w3id.org/servanda/id"


def thing(local: str) -> str:
    return f"<{ID}/{local}>"


def norm(identifier: str, *, bearer: str = "AnyParty", scope: str = "all-persons", topic: str = "wages", more: str = "") -> str:
    """An obligation stated in the provision of its own name: ``one-1`` in ``one/1``."""
    slug, _, rest = identifier.partition("-")
    provision = thing(f"provision/{slug}/{rest.replace('-', '/')}")
    return f"""
      {thing(f"obligation/{identifier}")} a sv:Obligation ; sv:modality sv:obligation ;
        sv:instrument instrument:{slug} ; sv:statedIn {provision} ; dct:bibliographicCitation "{identifier}" ;
        skos:prefLabel "{identifier} asks"@en, "{identifier} meminta"@id ;
        sv:bearer sv:{bearer} ; sv:beneficiary {thing(f"scope/{scope}")} ; sv:topic {thing(f"topic/{topic}")} {more} .
    """


def provision(path: str, position: int, parent: str = "") -> str:
    slug = path.partition("/")[0]
    within = thing(f"provision/{parent}") if parent else f"instrument:{slug}"
    return f"""
      {thing(f"provision/{path}")} a sv:Provision ; sv:instrument instrument:{slug} ; eli:number "1" ; sv:provisionKind sv:article ;
        sv:position {position} ; eli:is_part_of {within} ; dct:bibliographicCitation "{path}" .
    """


def bound(state: str, slug: str, first: str = "2000-01-01", latest: str = "", until: str = "", more: str = "") -> str:
    this = thing(f"binding/{state}/{slug}/{first}")
    end = (
        f'{this} sv:boundUntil "{until}"^^xsd:date ; sv:boundUntilEarliest "{until}"^^xsd:date ; sv:boundUntilLatest "{until}"^^xsd:date .'
    )
    return f"""
      {this} a sv:BindingPeriod ; sv:party state:{state} ; sv:instrument instrument:{slug} ; sv:consent {thing(f"action/{state}/{slug}")} ;
        sv:boundFrom "{latest or first}"^^xsd:date ; sv:boundFromEarliest "{first}"^^xsd:date ;
        sv:boundFromLatest "{latest or first}"^^xsd:date ;
        sv:datePrecision sv:day {more} .
      {end if until else ""}
    """


def limit(name: str, state: str, slug: str, kind: str, effect: str, affects: str = "", first: str = "2000-01-01", until: str = "") -> str:
    """A limit in ``graph/limits`` with its act in a source."""
    this, act = thing(f"limit/{slug}/{name}"), thing(f"action/{state.lower()}/{slug}/unilateral-statement/{name}")
    named = f"sv:affects {thing(f'provision/{affects}')} ;" if affects else ""
    end = f'sv:limitUntilEarliest "{until}"^^xsd:date ; sv:limitUntilLatest "{until}"^^xsd:date ;' if until else ""
    return f"""
      graph:limits {{
        {this} a sv:Limit ; sv:madeIn {act} ; sv:actor state:{state} ; sv:instrument instrument:{slug} ; sv:limitKind sv:{kind} ;
          sv:limitEffect sv:{effect} ; {named} {end} sv:limitFromEarliest "{first}"^^xsd:date ; sv:limitFromLatest "{first}"^^xsd:date ;
          sv:sourcePlace "block 1" ; skos:definition "{name} says"@en, "{name} menyatakan"@id .
      }}
      <https://w3id.org/servanda/graph/source/untc> {{
        {act} a sv:UnilateralStatement ; dct:type sv:UnilateralStatement ; sv:actor state:{state} ; sv:instrument instrument:{slug} ;
          sv:sourcePlace "block 1" ; prov:wasDerivedFrom {thing("source/untc")} .
      }}
    """


def match(first: str, second: str, relation: str) -> str:
    return f"""
      {thing(f"match/{first}--{second}")} a sv:ProvisionMatch ; sv:matchFrom {thing(f"obligation/{first}")} ;
        sv:matchTo {thing(f"obligation/{second}")} ; sv:matchRelation sv:{relation} ; sv:matchReason "because"@en, "karena"@id ;
        sv:encodedBy "a reader" ; sv:encodedOn "2026-11-22"^^xsd:date .
    """


def concept(scheme: str, slug: str) -> str:
    return f'{thing(f"{scheme}/{slug}")} skos:inScheme {thing(f"scheme/{scheme}")} ; skos:prefLabel "{slug}"@en, "{slug}!"@id .'


STATES = "".join(
    f'state:{code} a sv:State ; skos:notation "{code}" ; skos:prefLabel "{code} land"@en, "negeri {code}"@id .'
    for code in ("AAA", "BBB", "CCC")
)
CONCEPTS = "".join(
    concept(scheme, slug)
    for scheme, slug in (
        ("topic", "wages"),
        ("topic", "housing"),
        ("scope", "all-persons"),
        ("scope", "women"),
        ("scope", "regular-situation"),
        ("worker-kind", "migrant-worker"),
        ("worker-kind", "irregular-situation"),
        ("worker-kind", "woman"),
    )
)
RULES = f"""
  {thing("personal-coverage/1")} a sv:PersonalCoverage ; sv:workerKind {thing("worker-kind/irregular-situation")} ;
    sv:coverageTarget {thing("scope/regular-situation")} ; sv:coverageDegree sv:leavesKindOut ;
    sv:personalCoverageReason "Not regular."@en, "Tidak reguler."@id ; dct:bibliographicCitation "one art 5" .
  {thing("personal-coverage/2")} a sv:PersonalCoverage ; sv:workerKind {thing("worker-kind/woman")} ;
    sv:coverageTarget {thing("scope/women")} ; sv:coverageDegree sv:coversKind ; sv:personalCoverageReason "A woman."@en, "Perempuan."@id .
  sv:leavesKindOut skos:notation "leavesKindOut" . sv:coversKind skos:notation "coversKind" .
"""
KINDS = "".join(
    f'sv:{name} skos:notation "{name}" .'
    for name in (
        "reservationKind",
        "optOut",
        "interpretativeDeclaration",
        "excludesProvision",
        "restrictsProvision",
        "interpretsProvision",
        "generalLimit",
    )
)
COVERED = (
    "".join(
        f"""
    {thing(f"completeness/untc/{slug}")} a sv:CompletenessStatement ; sv:covers instrument:{slug} ; dct:source {thing("source/untc")} ;
      sv:extent "all-acts" ; sv:coversUntil "2026-02-03"^^xsd:date ; sv:silentUntil "2026-06-01"^^xsd:date .
    instrument:{slug} skos:prefLabel "{slug.title()}"@en .
    """
        for slug in ("one", "two")
    )
    + f'{thing("source/untc")} a dcat:Dataset ; dct:title "The list"@en .'
)
NORMS = [
    norm("one-1"),
    norm("one-2", bearer="StateOfOrigin"),
    norm("one-3", bearer="StateOfEmployment"),
    norm("one-4", bearer="StateOfTransit"),
    norm("one-5", scope="women", topic="housing"),
    norm("one-6", scope="regular-situation"),
    norm("one-7", more="; sv:noLongerApplicable true"),
    norm("one-8-1"),
    norm("two-1"),
    norm("two-2"),
]
TREE = [provision(f"one/{number}", number) for number in range(1, 9)]
TREE += [provision("one/8/1", 9, "one/8"), provision("two/1", 1), provision("two/2", 2)]

Make = Callable[..., Snapshot]


@pytest.fixture
def make(small: Callable[[str], MemoryStore]) -> Make:
    """A snapshot of the made-up law with these statements beside it; ``named`` are whole named graphs."""

    def making(*derived: str, law: str = "", named: str = "") -> Snapshot:
        parts = [*TREE, *NORMS, STATES, CONCEPTS, RULES, KINDS, COVERED, law]
        return read_snapshot(small(f"graph:law {{ {''.join(parts)} }} graph:derived {{ {''.join(derived)} }} {named}"))

    return making


def cells(snapshot: Snapshot, worker: str = "migrant-worker", on: datetime.date = ON) -> dict[str, tuple[str, str, str]]:
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, worker), on)
    return {each.obligation: (each.cell, each.origin.status, each.destination.status) for each in found.cells}


def test_each_state_answers_in_its_role(make: Make) -> None:
    found = cells(make(bound("AAA", "one")))
    assert found["one-1"] == ("origin_only", "bound", "not_bound")
    assert found["one-2"] == ("origin_bound", "bound", "not_asked")
    assert found["one-3"] == ("destination_not_bound", "not_asked", "not_bound")
    assert found["two-1"] == ("neither", "not_bound", "not_bound")
    assert cells(make(bound("BBB", "one")))["one-3"] == ("destination_bound", "not_asked", "bound")
    assert cells(make(bound("AAA", "one"), bound("BBB", "one")))["one-1"] == ("both", "bound", "bound")


def test_what_is_asked_of_states_of_transit_stands_apart(make: Make) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"))
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON)
    assert found.transit == ("one-4",)
    assert "one-4" not in {each.obligation for each in found.cells}


def test_an_obligation_that_is_spent_counts_nowhere(make: Make) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"))
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON)
    assert "one-7" not in {each.obligation for each in found.cells}
    assert found.spent == 1
    with pytest.raises(NotFound, match="no longer applicable"):
        snapshot.obligation("one-7")


def test_dates_that_leave_it_open_are_not_known(make: Make) -> None:
    snapshot = make(bound("AAA", "one", "2022-06-01", latest="2023-06-01"), bound("BBB", "one"))
    assert cells(snapshot)["one-1"] == ("not_known", "not_known", "bound")
    assert cells(snapshot, on=datetime.date(2022, 1, 1))["one-1"] == ("destination_only", "not_bound", "bound")
    assert cells(snapshot, on=datetime.date(2023, 6, 1))["one-1"] == ("both", "bound", "bound")


def test_silence_means_no_only_as_long_as_the_source_speaks(make: Make) -> None:
    snapshot = make(bound("AAA", "one"))
    assert cells(snapshot, on=datetime.date(2026, 5, 31))["one-1"][2] == "not_bound"
    assert cells(snapshot, on=datetime.date(2026, 6, 1))["one-1"][2] == "not_known"


def test_a_part_that_was_left_out_does_not_bind(make: Make) -> None:
    snapshot = make(bound("AAA", "one", more=f"; sv:excludes {thing('provision/one/8')}"), bound("BBB", "one"))
    assert cells(snapshot)["one-8-1"] == ("destination_only", "not_bound", "bound")
    assert cells(snapshot)["one-1"][0] == "both"


@pytest.mark.parametrize(
    ("kind", "effect", "affects", "status"),
    [
        ("reservationKind", "restrictsProvision", "one/1", "limited"),
        ("reservationKind", "excludesProvision", "one/1", "limited"),
        ("reservationKind", "generalLimit", "", "limited"),
        ("reservationKind", "restrictsProvision", "one/2", "bound"),
        ("interpretativeDeclaration", "interpretsProvision", "one/1", "bound"),
        ("optOut", "excludesProvision", "one/1", "not_bound"),
        ("optOut", "excludesProvision", "one/2", "bound"),
    ],
)
def test_what_a_statement_does(make: Make, kind: str, effect: str, affects: str, status: str) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"), named=limit("aaa-1", "AAA", "one", kind, effect, affects))
    assert cells(snapshot)["one-1"][1] == status
    assert cells(snapshot)["one-1"][2] == "bound", "the other state made none"


def test_a_statement_on_a_paragraph_and_one_on_the_article_touch_each_other(make: Make) -> None:
    """A limit on an article touches its paragraph; an opt-out of a paragraph alone does not take the article away."""
    of_article = make(bound("AAA", "one"), named=limit("aaa-1", "AAA", "one", "reservationKind", "restrictsProvision", "one/8"))
    assert cells(of_article)["one-8-1"][1] == "limited"
    law = norm("one-8").replace("one-8 asks", "the whole")
    of_paragraph = make(bound("AAA", "one"), law=law, named=limit("aaa-1", "AAA", "one", "optOut", "excludesProvision", "one/8/1"))
    assert cells(of_paragraph)["one-8-1"][1] == "not_bound"
    assert cells(of_paragraph)["one-8"][1] == "bound"


def test_a_limit_holds_on_its_own_days(make: Make) -> None:
    named = limit("aaa-1", "AAA", "one", "reservationKind", "restrictsProvision", "one/1", "2010-01-01", "2020-01-01")
    snapshot = make(bound("AAA", "one"), named=named)
    days = {year: cells(snapshot, on=datetime.date(year, 1, 1))["one-1"][1] for year in (2009, 2010, 2019, 2020)}
    assert days == {2009: "bound", 2010: "limited", 2019: "limited", 2020: "bound"}


def test_a_limit_shows_its_words_and_an_unencoded_statement_is_told(make: Make) -> None:
    act = thing("action/bbb/one/unilateral-statement/x")
    named = (
        limit("aaa-1", "AAA", "one", "interpretativeDeclaration", "interpretsProvision", "one/1")
        + f"""
      <https://w3id.org/servanda/graph/source/untc> {{
        {act} a sv:UnilateralStatement ; dct:type sv:UnilateralStatement ; sv:actor state:BBB ;
          sv:instrument instrument:one ; sv:actionDate "2001-01-01"^^xsd:date ; prov:wasDerivedFrom {thing("source/untc")} .
      }}
    """
    )
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"), named=named)
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON, language="id")
    (cell,) = [each for each in found.cells if each.obligation == "one-1"]
    assert [(each.limit, each.counts, each.summary) for each in cell.origin.limits] == [("one/aaa-1", False, "aaa-1 menyatakan")]
    assert cell.destination.not_encoded == (act.strip("<>"),)
    assert [(each.state, each.instrument, each.statements) for each in found.not_encoded] == [("BBB", "one", 1)]
    earlier = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), datetime.date(2000, 6, 1))
    assert earlier.not_encoded == ()


@pytest.mark.parametrize(
    ("relation", "status"),
    [("exactMatch", "matched"), ("broaderMatch", "matched"), ("narrowerMatch", "partly_matched"), ("overlappingMatch", "partly_matched")],
)
def test_what_else_binds(make: Make, relation: str, status: str) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "two"), law=match("one-1", "two-1", relation))
    assert cells(snapshot)["one-1"] == ("origin_only", "bound", status)
    back = {"exactMatch": "matched", "broaderMatch": "partly_matched", "narrowerMatch": "matched", "overlappingMatch": "partly_matched"}
    assert cells(snapshot)["two-1"] == ("destination_only", back[relation], "bound"), "the same match read from its other end"


def test_a_match_under_a_reservation_or_on_a_condition_makes_up_in_part_only(make: Make) -> None:
    both = (bound("AAA", "one"), bound("BBB", "two"))
    reserved = make(*both, law=match("one-1", "two-1", "exactMatch"), named=limit("bbb-1", "BBB", "two", "reservationKind", "generalLimit"))
    assert cells(reserved)["one-1"][2] == "partly_matched"
    for_women = norm("two-3", scope="women") + provision("two/3", 3) + match("one-1", "two-3", "exactMatch")
    assert cells(make(*both, law=for_women))["one-1"][2] == "partly_matched"
    assert cells(make(*both, law=for_women), "woman")["one-1"][2] == "matched"
    not_covered = norm("two-3", scope="regular-situation") + provision("two/3", 3) + match("one-1", "two-3", "exactMatch")
    assert cells(make(*both, law=not_covered), "irregular-situation")["one-1"][2] == "not_bound"
    other_role = norm("two-3", bearer="StateOfOrigin") + provision("two/3", 3) + match("one-1", "two-3", "exactMatch")
    assert cells(make(*both, law=other_role))["one-1"][2] == "not_bound", "a duty as State of origin is none as State of employment"


def test_what_is_lost_where_the_destination_is_not_bound(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.queries.corridors.MADE_FOR_WORKERS", ("one",))
    law = match("one-1", "two-1", "broaderMatch") + match("one-3", "two-2", "overlappingMatch")
    law += f'{thing("obligation/one-5")} sv:noMatchReason "Nothing."@en, "Tidak ada."@id .'
    bound_by_two, perhaps = bound("BBB", "two"), bound("BBB", "two", "2022-01-01", latest="2024-01-01")
    found = {}
    for name, period in (("sure", bound_by_two), ("perhaps", perhaps)):
        snapshot = make(bound("AAA", "one"), period, law=law)
        lost = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON).lost
        found[name] = {each.obligation: each.remains for each in lost}
    rest = {"one-5": "nothing", "one-6": "not_compared", "one-8-1": "not_compared"}
    assert found["sure"] == {"one-1": "whole", "one-3": "part"} | rest
    assert found["perhaps"] == {"one-1": "not_known", "one-3": "not_known"} | rest


def test_what_does_not_cover_the_worker_is_left_out_with_its_reason(make: Make) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"))
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "irregular-situation"), ON)
    assert [(each.reason.text_en, each.reason.article, each.obligations) for each in found.left_out] == [
        ("Not regular.", "one art 5", ("one-6",))
    ]
    assert {each.obligation: each.covers for each in found.cells}["one-5"] == "depends"


def test_topics_count_each_obligation_once_and_tell_conditions_apart(make: Make) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "one"))
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON)
    housing, wages = found.topics
    assert (housing.topic, housing.obligations, housing.depends, housing.counts) == ("housing", 1, 1, {"both": 1})
    for topic in (housing, wages):
        assert sum(group.count for group in topic.groups) == topic.obligations == sum(topic.counts.values())
    only = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON, ["housing"])
    assert [each.obligation for each in only.cells] == ["one-5"]
    with pytest.raises(NotFound, match="no topic 'nothing'"):
        corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON, ["nothing"])
    with pytest.raises(NotFound, match="no state 'ZZZ'"):
        corridor(snapshot, "AAA", "ZZZ", read_worker(snapshot, "migrant-worker"), ON)


def test_replaced_periods_answer_as_if_they_were_recorded(make: Make) -> None:
    real, other = make(bound("AAA", "one")), make(bound("AAA", "one"), bound("BBB", "one"))
    supposed = real.replace_periods({("BBB", "one"): other.periods["BBB", "one"]})
    assert cells(supposed) == cells(other)
    assert cells(real)["one-1"][2] == "not_bound", "the snapshot itself stays as it is"
    assert cells(supposed.replace_periods({("BBB", "one"): (), ("AAA", "one"): ()}))["one-1"][0] == "neither"
    with pytest.raises(NotFound, match="no state 'ZZZ'"):
        real.replace_periods({("ZZZ", "one"): ()})


def test_the_matrix_tells_the_sides_of_every_state(make: Make) -> None:
    snapshot = make(bound("AAA", "one"), bound("BBB", "two"), law=match("one-1", "two-1", "exactMatch"))
    matrix = CorridorMatrix(snapshot, read_worker(snapshot, "migrant-worker"), ON)
    counts = matrix.counts()
    row, column = snapshot.row["AAA"], snapshot.row["BBB"]
    assert {cell: int(several[row, column]) for cell, several in counts.items() if several[row, column]} == {
        "origin_only": 2,  # one-1, one-8-1
        "destination_only": 2,  # two-1, two-2
        "origin_bound": 1,
        "destination_not_bound": 1,
    }
    assert matrix.lists("AAA", "BBB")["origin_only"] == ["one-1", "one-8-1"]
    with pytest.raises(NotFound, match="no state 'ZZZ'"):
        matrix.lists("AAA", "ZZZ")
    with pytest.raises(NotFound, match="no topic 'nothing'"):
        CorridorMatrix(snapshot, read_worker(snapshot, "migrant-worker"), ON, topic="nothing")


def test_equivalents_say_what_remains(make: Make) -> None:
    law = match("one-1", "two-1", "broaderMatch") + match("one-2", "two-2", "narrowerMatch")
    law += f'{thing("obligation/one-3")} sv:noMatchReason "Nothing like it."@en, "Tidak ada."@id .'
    snapshot = make(bound("AAA", "one"), bound("BBB", "two"), law=law)
    remains = {name: equivalents(snapshot, "BBB", name, ON).remains for name in ("one-1", "one-2", "one-3", "one-6")}
    assert remains == {"one-1": "whole", "one-2": "part", "one-3": "nothing", "one-6": "not_compared"}
    assert equivalents(snapshot, "AAA", "one-1", ON).remains == "itself"
    found = equivalents(snapshot, "BBB", "one-3", ON, "id")
    assert (found.without_match, found.state_name, found.label) == ("Tidak ada.", "negeri BBB", "one-3 meminta")
    (counterpart,) = equivalents(snapshot, "BBB", "one-1", ON).counterparts
    assert (counterpart.obligation, counterpart.relation, counterpart.status) == ("two-1", "broaderMatch", "bound")
    reserved = make(bound("BBB", "two"), law=law, named=limit("bbb-1", "BBB", "two", "reservationKind", "generalLimit"))
    assert equivalents(reserved, "BBB", "one-1", ON).remains == "part"


def test_a_provision_means_all_that_it_asks(make: Make) -> None:
    snapshot = make()
    assert [each.id for each in find_norms(snapshot, "one/8")] == ["one-8-1"]
    assert [each.id for each in find_norms(snapshot, "obligation/one-8-1")] == ["one-8-1"]
    with pytest.raises(NotFound, match="one-99"):
        find_norms(snapshot, "one-99")


def test_a_side_tells_whether_the_statements_were_read_and_as_at_which_day(make: Make) -> None:
    """No limits where nobody has read the statements is not the same as none where somebody has."""
    read = """graph:limits { id:limit-coverage\\/one a sv:LimitCoverage ; sv:covers instrument:one ; sv:extent "all" ;
      sv:asAt "2011-06-28"^^xsd:date . id:limit-coverage\\/two a sv:LimitCoverage ; sv:covers instrument:two ; sv:extent "none" ;
      sv:asAt "2011-06-28"^^xsd:date . }"""
    snapshot = make(bound("AAA", "one"), bound("AAA", "two"), named=read)
    found = corridor(snapshot, "AAA", "BBB", read_worker(snapshot, "migrant-worker"), ON)
    told = {each.instrument: each.origin.statements_read for each in found.cells}
    assert told == {"one": "2011-06-28", "two": None}
    sides = {each.origin.status for each in found.cells if each.origin.may_bind}
    assert sides == {"bound"}
