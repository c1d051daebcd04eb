"""The duties of a state on a day: none before it is bound, none after, and each with the act and the source that it follows from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import PathAnswer, PeriodAnswer, answers
from servanda.queries.bind import day
from servanda.queries.binding import binding
from servanda.queries.duties import duties

SAMPLE = [("IDN", "icrmw"), ("MYS", "ilo-c105"), ("TTO", "iccpr-op1"), ("SAU", "ilo-c029"), ("PHL", "ilo-c189"), ("MNE", "ilo-c029")]


def test_indonesia_owed_the_icrmws_duties_from_1_september_2012(engine: MemoryStore) -> None:
    idn, icrmw = iris.state("IDN"), iris.instrument("icrmw")
    assert duties(engine, idn, date(2012, 8, 31), instrument=icrmw).duties == ()
    owed = duties(engine, idn, date(2012, 9, 1), instrument=icrmw).duties
    assert len(owed) > 100
    assert all(duty.certain and duty.from_ == "2012-09-01" for duty in owed)
    assert len({duty.obligation for duty in owed}) == len(owed), "an obligation with several topics is owed once"
    assert not any(duty.modality.endswith("#permission") for duty in owed)


def test_saudi_arabia_owes_nothing_under_the_icrmw(engine: MemoryStore) -> None:
    assert duties(engine, iris.state("SAU"), date(2023, 1, 1), instrument=iris.instrument("icrmw")).duties == ()


def test_all_duties_are_those_of_each_instrument_together(engine: MemoryStore) -> None:
    idn, on = iris.state("IDN"), date(2023, 1, 1)
    every = duties(engine, idn, on).duties
    by_instrument = {duty.instrument for duty in every}
    assert len(by_instrument) > 1
    parts = [duties(engine, idn, on, instrument=iris.instrument(iri.rpartition("/")[2])).duties for iri in by_instrument]
    assert sum(len(part) for part in parts) == len(every)
    topic = duties(engine, idn, on, topic=iris.topic("wages")).duties
    assert topic
    assert set(topic) < set(every)


def test_the_query_of_the_answer_gives_the_same(engine: MemoryStore) -> None:
    answer = duties(engine, iris.state("IDN"), date(2023, 1, 1), topic=iris.topic("wages"), language="id")
    assert len(list(engine.select(answer.sparql))) == len(answer.duties)
    assert answer.duties[0].label != duties(engine, iris.state("IDN"), date(2023, 1, 1), topic=iris.topic("wages")).duties[0].label


@pytest.mark.parametrize(("code", "slug"), SAMPLE)
def test_duties_and_binding_say_the_same_on_every_edge(engine: MemoryStore, code: str, slug: str) -> None:
    state, instrument = iris.state(code), iris.instrument(slug)
    periods = list(answers(engine, PeriodAnswer, "binding_periods", state=state, instrument=instrument))
    assert periods
    edges = [
        edge
        for period in periods
        for edge in (period.from_earliest, period.from_latest, period.until_earliest, period.until_latest)
        if edge is not None
    ]
    has_duties = bool(duties(engine, state, periods[0].from_latest, instrument=instrument).duties)
    for edge in edges:
        for on in (edge - timedelta(days=1), edge):
            status = binding(engine, state, instrument, on).status
            owed = duties(engine, state, on, instrument=instrument).duties
            assert bool(owed) == (has_duties and status != "not_bound"), on
            assert all(duty.certain == (status == "bound") for duty in owed), on


def test_an_act_told_by_two_sources_keeps_each_source_with_its_own_date(small: Callable[[str], MemoryStore]) -> None:
    act, period = "<https://w3id.org/servanda/id/action/idn/icrmw/ratification/2012-05-31>", "<https://w3id.org/servanda/id/binding/1>"
    one, two = (f"<https://w3id.org/servanda/id/source/{name}>" for name in ("untc", "table"))
    engine = small(f"""
    graph:law {{
      instrument:icrmw a sv:Instrument ; skos:prefLabel "ICRMW"@en . topic:wages a skos:Concept .
      obligation:icrmw-25 a sv:Obligation ; sv:statedIn provision:icrmw\\/25 ; sv:instrument instrument:icrmw ; sv:topic topic:wages ;
        sv:modality sv:obligation ; skos:prefLabel "Equal pay"@en ; dct:bibliographicCitation "ICRMW art 25" .
    }}
    graph:meta {{ {one} dct:title "depositary"@en . {two} dct:title "table"@en . }}
    <https://w3id.org/servanda/graph/source/untc> {{
      {act} a sv:Ratification ; dct:type sv:Ratification ; prov:wasDerivedFrom {one} ; sv:asAt "2026-02-03"^^xsd:date .
    }}
    <https://w3id.org/servanda/graph/source/table> {{
      {act} a sv:Ratification ; dct:type sv:Ratification ; prov:wasDerivedFrom {two} ; sv:asAt "2012-12-31"^^xsd:date .
    }}
    graph:derived {{
      {period} a sv:BindingPeriod ; sv:boundFrom "2012-09-01"^^xsd:date ; sv:consent {act} .
      <https://w3id.org/servanda/id/duty/1> a sv:Duty ; sv:dutyBearer state:IDN ; sv:obligation obligation:icrmw-25 ;
        sv:binding {period} ; sv:boundFromLatest "2012-09-01"^^xsd:date .
    }}
    """)
    rows = answers(engine, PathAnswer, "path_edges", state=iris.state("IDN"), on=day(date(2020, 1, 1)), language=Literal("en"))
    pairs = {(row.source_title, row.act_as_at) for row in rows}
    assert pairs
    assert pairs <= {("depositary", "2026-02-03"), ("table", "2012-12-31")}
