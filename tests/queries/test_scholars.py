"""The scholars' questions give what the texts say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

import pytest
from rdflib import Literal, URIRef

from servanda.graph.corpus import coverage
from servanda.graph.facts import read_facts
from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.ontology.schemes import slugs
from servanda.queries.answers import (
    ANSWERS,
    CorpusAnswer,
    GuaranteeAnswer,
    KindObligationAnswer,
    LeftOutAnswer,
    MatchBetweenAnswer,
    PermissionAnswer,
    ProtectAnswer,
    RoleObligationAnswer,
    SituationAnswer,
    TopicOfInstrumentAnswer,
    WithoutCounterpartAnswer,
    answers,
)
from servanda.queries.bind import Term, day
from servanda.queries.lookup import local_name
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import NO, Worker

Asked = Callable[..., list[Any]]
ENGLISH = Literal("en")


@pytest.fixture(scope="module")
def asked(engine: MemoryStore) -> Asked:
    def ask(name: str, **scope: Term) -> list[Any]:
        return list(answers(engine, ANSWERS[name], name, **scope))

    return ask


def citations(rows: list[Any]) -> set[str]:
    return {row.citation for row in rows}


def test_what_c189_asks_and_the_icrmw_does_not(asked: Asked) -> None:
    """C189 10(3) (standby hours) and 6 (privacy of live-in workers' quarters) have no like in the ICRMW; 9(c) (keeping documents) has."""
    rows: list[WithoutCounterpartAnswer] = asked(
        "obligations_without_counterpart", instrument=iris.instrument("ilo-c189"), other=iris.instrument("icrmw"), language=ENGLISH
    )
    assert any(citation.startswith("ILO C189 art 10(3)") for citation in citations(rows))
    assert not any(citation.startswith("ILO C189 art 9(c)") for citation in citations(rows))
    matched: list[MatchBetweenAnswer] = asked(
        "matches_between", instrument=iris.instrument("ilo-c189"), other=iris.instrument("icrmw"), language=ENGLISH
    )
    assert not {row.obligation for row in rows} & {row.obligation for row in matched}


def between(asked: Asked, instrument: URIRef, other: URIRef) -> list[MatchBetweenAnswer]:
    return asked("matches_between", instrument=instrument, other=other, language=ENGLISH)


def test_a_match_is_read_from_the_side_that_is_asked(asked: Asked) -> None:
    one, other = iris.instrument("ilo-c189"), iris.instrument("icrmw")
    there = {(row.obligation, row.matched): local_name(row.relation) for row in between(asked, one, other)}
    back = {(row.matched, row.obligation): local_name(row.relation) for row in between(asked, other, one)}
    turned = {"narrowerMatch": "broaderMatch", "broaderMatch": "narrowerMatch"}
    assert there
    assert there == {pair: turned.get(relation, relation) for pair, relation in back.items()}


def test_who_is_in_an_irregular_situation_has_part_three_and_not_part_four(asked: Asked) -> None:
    """ICRMW 35 and 36; C097 6 is for immigrants who are lawfully in the territory; P029 4(1) whatever the legal status."""
    rows: list[KindObligationAnswer] = asked("obligations_for_kind", kind=iris.worker_kind("irregular-situation"), language=ENGLISH)
    icrmw = {int(row.obligation.rpartition("/icrmw-")[2].split("-")[0]) for row in rows if row.instrument.endswith("/icrmw")}
    assert set(range(8, 34)) <= icrmw
    assert not icrmw & set(range(36, 57))
    assert not any(citation.startswith("ILO C097 art 6(") for citation in citations(rows))
    assert any(citation.startswith("ILO P029 art 4(1)") for citation in citations(rows))


@pytest.mark.parametrize("kind", sorted(slugs()["worker-kind"]))
def test_the_query_keeps_an_obligation_from_a_kind_where_corridors_do(asked: Asked, snapshot: Snapshot, kind: str) -> None:
    """Two ways to the same answer: the SPARQL question, and the rules that corridors use (``queries/worker_kinds.py``)."""
    worker = Worker(snapshot, [kind])
    sides = ("StateOfOrigin", "StateOfEmployment")
    expected = {norm.id for norm in snapshot.obligations if any(worker.coverage(norm, side).covers != NO for side in sides)}
    found = {local_name(row.obligation) for row in asked("obligations_for_kind", kind=iris.worker_kind(kind), language=ENGLISH)}
    assert found == expected


def test_what_a_state_of_origin_owes_before_departure(asked: Asked) -> None:
    rows: list[RoleObligationAnswer] = asked(
        "obligations_of_role", role=SV.StateOfOrigin, topic=iris.topic("pre-departure-information"), language=ENGLISH
    )
    assert any(citation.startswith("ICRMW art 37") for citation in citations(rows))
    assert {row.role for row in rows} == {str(SV.StateOfOrigin)}


def test_which_rights_of_the_icrmw_depend_on_a_regular_situation(asked: Asked) -> None:
    """Consular help (23), education of children (30) and emergency medical care (28) are for all; choice of work (52) is not."""
    rows: dict[str, SituationAnswer] = {
        local_name(row.right): row for row in asked("rights_by_situation", instrument=iris.instrument("icrmw"), language=ENGLISH)
    }
    for right in ("consular-protection", "education", "health-care"):
        assert rows[right].for_all > 0
    assert rows["free-choice-of-employment"].for_all == 0
    assert rows["free-choice-of-employment"].for_regular_only > 0


def test_what_the_covenant_lets_a_state_do(asked: Asked) -> None:
    rows: list[PermissionAnswer] = asked("permissions", instrument=iris.instrument("iccpr"), language=ENGLISH)
    assert any(citation.startswith("ICCPR art 4(1)") for citation in citations(rows))
    assert not any(citation.startswith("ICCPR art 7") for citation in citations(rows))


def test_topics_count_each_record_once_for_each_modality(asked: Asked) -> None:
    (row,) = asked("topics_of_instruments", topic=iris.topic("wages"), instrument=iris.instrument("ilo-c100"), language=ENGLISH)
    assert isinstance(row, TopicOfInstrumentAnswer)
    wanted = [each for each in read_facts().obligations if each.instrument == "ilo-c100" and "wages" in each.topics]
    assert row.duties + row.prohibitions + row.rights + row.permissions == len(wanted)


def test_by_how_many_states_a_right_is_owed(asked: Asked) -> None:
    """The ICRMW had its twentieth party's deposit on 14 March 2003 and was in force for nobody before 1 July 2003 (87(1))."""
    scope: dict[str, Term] = {"right": iris.right("just-remuneration"), "language": ENGLISH}
    before = {row.citation: row for row in asked("right_guarantees", on=day(date(2003, 6, 30)), **scope)}
    after = {row.citation: row for row in asked("right_guarantees", on=day(date(2026, 2, 3)), **scope)}
    rows: list[GuaranteeAnswer] = list(after.values())
    assert all(row.bound <= row.bound_at_most for row in rows)
    assert before["ICRMW art 25(1)"].bound_at_most == 0
    assert after["ICRMW art 25(1)"].bound_at_most == 60  # parties on the depositary's page of that day


def test_what_a_state_answers_for_when_others_act(asked: Asked) -> None:
    rows: list[ProtectAnswer] = asked("duties_of_employers", topic=iris.topic("identity-documents"), language=ENGLISH)
    assert any(citation.startswith("ILO C189 art 9(c)") for citation in citations(rows))


def test_a_left_out_provision_says_why(asked: Asked) -> None:
    rows: list[LeftOutAnswer] = asked("left_out_provisions", instrument=iris.instrument("ilo-c189"), language=ENGLISH)
    reasons = {row.citation: row.status for row in rows}
    assert reasons["ILO C189 art 21"] == "formal"  # entry into force
    assert not {row.provision.rpartition("/")[2] for row in rows if row.status == "choice"}


def test_the_query_and_the_table_of_coverage_count_alike(asked: Asked) -> None:
    facts = read_facts()
    rows: list[CorpusAnswer] = asked("corpus_coverage")
    counts = attrgetter("articles", "encoded", "left_out_by_choice", "not_substantive", "silent")
    found = {local_name(row.instrument): counts(row) for row in rows}
    expected = {
        each.instrument: (each.articles, each.encoded, each.by_choice, sum(each.left_out.values()) - each.by_choice, len(each.silent))
        for each in coverage(facts.provisions, facts.obligations, facts.left_out)
        if each.articles
    }
    assert found == expected
