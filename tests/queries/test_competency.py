"""What the questions answer on the graph that is built from the packaged tables, and on a made-up one where there are no data yet."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.answers import ANSWERS, answers
from servanda.queries.bind import Term, day
from servanda.queries.lookup import local_name

EN = Literal("en")
ON = day(datetime.date(2023, 1, 1))
Ask = Callable[..., list[Any]]
ExampleStore = Callable[..., Ask]


def asker(store: MemoryStore) -> Ask:
    def ask(name: str, **parameters: Term) -> list[Any]:
        return list(answers(store, ANSWERS[name], name, **parameters))

    return ask


@pytest.fixture(scope="session")
def ask(engine: MemoryStore) -> Ask:
    return asker(engine)


#: A member of the made-up group that is bound by the second made-up treaty.
BOUND_MEMBER = """
    state:XBB a sv:State ; skos:prefLabel "Otherland"@en ; skos:notation "XBB" .
    id:membership\\/other a org:Membership ; org:member state:XBB ; org:organization id:group\\/demo ;
        org:role <https://w3id.org/servanda/id/membership-role/member> ; dct:source <https://w3id.org/servanda/id/source/demo> .
    id:binding\\/XBB\\/demo-2\\/2000-01-01 a sv:BindingPeriod ; sv:party state:XBB ; sv:instrument instrument:demo-2 ;
        sv:boundFrom "2000-01-01"^^xsd:date ; sv:boundFromEarliest "2000-01-01"^^xsd:date ; sv:boundFromLatest "2000-01-01"^^xsd:date .
"""


# Groups


def test_asean_has_ten_members_each_with_its_source_and_date(ask: Ask) -> None:
    found = ask("group_members", group=iris.group("asean"), language=EN)
    assert {row.code for row in found} == {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM"}
    assert len(found) == 10
    assert {(row.role, row.as_at, row.source) for row in found} == {
        (str(iris.membership_role("member")), "2018", str(iris.source("dated_tables")))
    }
    assert all(row.place and row.member_from is None and row.member_until is None for row in found)


def test_groups_are_named_in_indonesian_too(ask: Ask) -> None:
    found = ask("group_members", language=Literal("id"))
    assert {row.group_name for row in found} == {
        "Perhimpunan Bangsa-Bangsa Asia Tenggara (ASEAN)",
        "Proses Kolombo",
        "Dialog Abu Dhabi",
    }


def test_members_of_asean_bound_by_the_icrmw(ask: Ask) -> None:
    found = ask("group_parties", group=iris.group("asean"), instrument=iris.instrument("icrmw"), on=ON)
    assert [(row.code, row.from_, row.certain) for row in found] == [("IDN", "2012-09-01", True), ("PHL", "2003-07-01", True)]
    before = ask("group_parties", group=iris.group("asean"), instrument=iris.instrument("icrmw"), on=day(datetime.date(2012, 8, 31)))
    assert [row.code for row in before] == ["PHL"]


def test_a_state_that_only_took_part_once_is_listed_but_is_no_member(ask: Ask) -> None:
    group = iris.group("abu-dhabi-dialogue")
    listed = ask("group_members", group=group, language=EN)
    assert {row.code for row in listed if row.role == str(iris.membership_role("took-part-2008"))} == {"SGP", "YEM"}
    parties = {row.code for row in ask("group_parties", group=group, instrument=iris.instrument("crc"), on=ON)}
    assert parties == {row.code for row in listed} - {"SGP", "YEM"}


@pytest.mark.parametrize(
    ("dates", "bound"),
    [
        ("", True),
        ('sv:memberFrom "2023"^^xsd:gYear', True),
        ('sv:memberFrom "2023-01-02"^^xsd:date', False),
        ('sv:memberFrom "2024"^^xsd:gYear', False),
        ('sv:memberUntil "2023"^^xsd:gYear', True),
        ('sv:memberUntil "2022-12-31"^^xsd:date', False),
        ('sv:memberUntil "2022"^^xsd:gYear', False),
    ],
)
def test_only_a_membership_that_is_certainly_over_or_not_begun_is_left_out(example: ExampleStore, dates: str, bound: bool) -> None:
    ask = example(f"{BOUND_MEMBER} id:membership\\/other {dates} ." if dates else BOUND_MEMBER)
    assert bool(ask("group_parties", instrument=iris.instrument("demo-2"), on=ON)) is bound


# Instruments and rules


def test_instruments_are_treaties_soft_law_and_two_recruitment_agreements(ask: Ask) -> None:
    found = ask("instruments", on=ON)
    kinds = {local_name(row.instrument): row.kind for row in found}
    assert set(kinds.values()) == {str(SV.Treaty), str(SV.SoftLaw), str(SV.BilateralAgreement)}
    assert (kinds["icrmw"], kinds["cmw-gc2"]) == (str(SV.Treaty), str(SV.SoftLaw))
    assert sum(kind == str(SV.BilateralAgreement) for kind in kinds.values()) == 2  # surveyed ones have no name of their own
    assert str(iris.instrument("icrmw")) in {row.instrument for row in found}


def test_rule_of_the_icrmw_cites_its_articles(ask: Ask) -> None:
    (rule,) = ask("effect_rules", instrument=iris.instrument("icrmw"))
    assert (rule.instrument_articles, rule.state_articles) == ("ICRMW art 87(1)", "ICRMW art 87(2)")
    assert (rule.instrument_delay, rule.state_delay) == ("first-of-month-after-months:3", "first-of-month-after-months:3")
    assert rule.ratifications_needed == 20
    assert (rule.denunciation, rule.denunciation_articles) == (True, "ICRMW art 89(1); ICRMW art 89(2)")
    assert (rule.excludable, rule.excludable_articles) == (None, "ICRMW art 88")


def test_rule_of_the_migration_for_employment_convention_names_what_can_be_left_out(ask: Ask) -> None:
    (rule,) = ask("effect_rules", instrument=iris.instrument("ilo-c097"))
    assert (rule.state_delay, rule.state_articles) == ("months:12", "ILO C097 art 13(3)")
    assert rule.excludable == "ILO C097 annex i; ILO C097 annex ii; ILO C097 annex iii"
    assert rule.excludable_articles == "ILO C097 art 14(1)"


def test_every_instrument_that_binds_a_state_has_one_rule(ask: Ask) -> None:
    rules = Counter(row.instrument for row in ask("effect_rules"))
    assert set(rules.values()) == {1}
    assert {row.instrument for row in ask("instruments", on=ON) if row.parties} <= set(rules)


# Acts


def test_indonesia_consented_to_the_icrmw_once_although_several_sources_tell_of_it(ask: Ask) -> None:
    (found,) = ask("consents", state=iris.state("IDN"), instrument=iris.instrument("icrmw"))
    assert (found.kind, found.date, found.from_, found.until) == (str(SV.Ratification), "2012-05-31", "2012-09-01", None)


def test_kinds_of_consent_stay_apart(ask: Ask) -> None:
    instrument = iris.instrument("icrmw")
    kinds = Counter(row.kind for row in ask("consents", instrument=instrument))
    assert kinds[str(SV.Ratification)] > 0
    assert kinds[str(SV.Accession)] > 0
    accessions = ask("consents", instrument=instrument, kind=SV.Accession)
    assert len(accessions) == kinds[str(SV.Accession)]


def test_a_withdrawn_reservation_no_longer_stands(ask: Ask) -> None:
    found = ask("statements", state=iris.state("AUT"), instrument=iris.instrument("cedaw"), kind=SV.Reservation)
    on_armed_forces = [row for row in found if row.affects == str(iris.provision("cedaw/7/b"))]
    assert [(row.withdrawn, row.standing) for row in on_armed_forces] == [("2000-09-11", False)]


def test_reservations_of_colombia_to_the_icrmw_stand(ask: Ask) -> None:
    found = ask("statements", state=iris.state("COL"), instrument=iris.instrument("icrmw"))
    assert {row.affects for row in found} >= {str(iris.provision("icrmw/15")), str(iris.provision("icrmw/46"))}
    assert all(row.standing and row.date == "1995-05-24" for row in found)


def test_statements_are_statements_and_objections_only(ask: Ask) -> None:
    kinds = {row.kind for row in ask("statements")}
    assert kinds == {str(SV[name]) for name in ("Reservation", "Declaration", "Objection", "UnilateralStatement")}


def test_annexes_of_c097_that_states_left_out(ask: Ask) -> None:
    found = ask("excluded_parts", instrument=iris.instrument("ilo-c097"))
    left_out: dict[str, set[str]] = {}
    for row in found:
        left_out.setdefault(row.code, set()).add(row.citation)
    assert len(left_out) == 14
    assert left_out["FRA"] == {"ILO C097 annex ii"}
    assert left_out["JAM"] == {"ILO C097 annex i", "ILO C097 annex ii", "ILO C097 annex iii"}
    assert all(row.act is not None for row in found)


def test_part_of_c081_that_states_left_out(ask: Ask) -> None:
    found = ask("excluded_parts", instrument=iris.instrument("ilo-c081"))
    assert {row.citation for row in found} == {"ILO C081 part ii"}
    assert {"GBR", "IND", "JAM"} <= {row.code for row in found}
    assert ask("excluded_parts", provision=iris.provision("ilo-c081/part-ii")) == found


def test_territories_with_a_code_and_without(ask: Ask) -> None:
    china = ask("territorial_applications", state=iris.state("CHN"), instrument=iris.instrument("ilo-c019"))
    assert {row.territory: row.date for row in china} == {str(iris.state("HKG")): "1997-06-06", str(iris.state("MAC")): "1999-12-20"}
    for state, code, name, date in (("TZA", "x-zanzibar", "Zanzibar", "1964"), ("MYS", "x-sabah", "Sabah", "1964-03-03")):
        (part,) = ask("territorial_applications", state=iris.state(state), instrument=iris.instrument("ilo-c097"))
        assert (part.territory, part.territory_name, part.date) == (str(iris.state(code)), name, date)
    named = ask("territorial_applications", state=iris.state("CHN"), instrument=iris.instrument("iccpr"))
    assert {row.territory for row in named} == {"Hong Kong Special Administrative Region", "Macao Special Administrative Region"}


def test_indonesia_is_bound_by_the_icrmw_from_the_first_of_september_2012(ask: Ask) -> None:
    def bound(day_of_month: datetime.date) -> set[str]:
        return {row.instrument for row in ask("state_profile", state=iris.state("IDN"), on=day(day_of_month))}

    icrmw = str(iris.instrument("icrmw"))
    assert icrmw not in bound(datetime.date(2012, 8, 31))
    assert bound(datetime.date(2012, 9, 1)) - bound(datetime.date(2012, 8, 31)) == {icrmw}


# Obligations


def test_each_obligation_says_in_which_way_and_how_soon(ask: Ask) -> None:
    found = ask("obligations", instrument=iris.instrument("ilo-c029"), language=EN)
    assert {row.kind for row in found} <= {str(SV.respect), str(SV.protect), str(SV.fulfil)}
    assert {row.timing for row in found} == {str(SV.immediate), str(SV.progressive)}


def test_freedom_from_forced_labour_is_realised_by_several_instruments(ask: Ask) -> None:
    found = ask("obligations_for_right", right=iris.right("freedom-from-forced-labour"), language=EN)
    assert {"icrmw", "ilo-c029", "ilo-p029"} <= {row.instrument.rpartition("/")[2] for row in found}
    assert len({row.obligation for row in found}) == len(found)
    of_one = ask(
        "obligations_for_right", right=iris.right("freedom-from-forced-labour"), instrument=iris.instrument("ilo-p029"), language=EN
    )
    assert of_one == [row for row in found if row.instrument == str(iris.instrument("ilo-p029"))]


def test_all_encoded_obligations_were_read_by_somebody_else(ask: Ask) -> None:
    found = ask("reviewed_obligations")
    encoded = {row.obligation for instrument in ask("instruments", on=ON) for row in _obligations(ask, instrument.instrument)}
    assert {row.obligation for row in found} == encoded
    assert all(row.encoded_by not in row.reviewed_by.split(", ") and row.encoded_on <= row.reviewed_on for row in found)


def _obligations(ask: Ask, instrument: str) -> list[Any]:
    return ask("obligations", instrument=URIRef(instrument), language=EN)


def test_corridor_asks_each_state_in_its_role(ask: Ask) -> None:
    found = ask("bearers", origin=iris.state("PHL"), employment=iris.state("TUR"), instrument=iris.instrument("icrmw"), language=EN, on=ON)
    roles = {(row.side, row.state, row.bearer) for row in found}
    origin, employment, any_party = str(SV.StateOfOrigin), str(SV.StateOfEmployment), str(SV.AnyParty)
    assert roles == {
        (origin, str(iris.state("PHL")), origin),
        (origin, str(iris.state("PHL")), any_party),
        (employment, str(iris.state("TUR")), employment),
        (employment, str(iris.state("TUR")), any_party),
    }
    only_origin = ask("bearers", origin=iris.state("PHL"), employment=iris.state("TUR"), bearer=SV.StateOfOrigin, language=EN, on=ON)
    assert {row.side for row in only_origin} == {origin}
    assert "ICRMW art 33(1)(a)" in {row.citation for row in only_origin}


def test_corridor_to_a_state_outside_the_icrmw_asks_nothing_of_it_under_the_icrmw(ask: Ask) -> None:
    found = ask("bearers", origin=iris.state("IDN"), employment=iris.state("SAU"), language=EN, on=ON)
    by_state = {
        state: {row.instrument.rpartition("/")[2] for row in found if row.state == str(iris.state(state))} for state in ("IDN", "SAU")
    }
    assert "icrmw" in by_state["IDN"]
    assert "icrmw" not in by_state["SAU"]
    assert "ilo-c029" in by_state["SAU"]


@pytest.fixture
def example(root: Path, tmp_path: Path) -> ExampleStore:
    """Asks the small made-up law, with more Turtle if wanted; what is claimed stands in a claims graph, what is derived of it does not."""

    def make(more: str, claims: str = "claims/demo") -> Ask:
        lists = [root / "ontology" / "concepts" / f"{name}.ttl" for name in ("not-bound-reason", "coverage-extent", "membership-roles")]
        whole = Graph()
        for file in (root / "tests" / "ontology" / "files" / "valid.ttl", *lists):
            whole.parse(file)
        prefixes = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in whole.namespaces())
        whole.parse(data=prefixes + more, format="turtle")
        path = tmp_path / "example.nq"
        with path.open("w", encoding="utf-8") as lines:
            for subject, predicate, value in whole:
                derived = {SV.bindingWhenReported, SV.boundOtherwise}
                claimed = (subject, RDF.type, SV.ReportedViolation) in whole and predicate not in derived
                graph = iris.named_graph(claims if claimed else "law")
                lines.write(f"{subject.n3()} {predicate.n3()} {value.n3()} {graph.n3()} .\n")
        return asker(MemoryStore.load(path))

    return make


def test_a_match_is_read_from_either_end(example: ExampleStore) -> None:
    ask = example("")
    (there,) = ask("matching_obligations", obligation=iris.obligation("demo-25-1"), language=EN)
    assert (there.other, there.relation) == (str(iris.obligation("demo-2-7")), str(SV.narrowerMatch))
    (back,) = ask("matching_obligations", obligation=iris.obligation("demo-2-7"), language=EN)
    assert (back.other, back.relation, back.match) == (str(iris.obligation("demo-25-1")), str(SV.broaderMatch), there.match)


def test_a_report_is_found_in_its_claims_graph_by_state_topic_and_body(example: ExampleStore) -> None:
    ask = example("")
    state, body = iris.state("XAA"), iris.body("demo")
    (found,) = ask("reports_about_state", state=state, topic=iris.topic("wages"), by=body)
    assert (found.by_name, found.reported_on, found.event_from) == ("Demonstration Committee", "2015-06", "2014")
    assert found.concerns == str(iris.provision("demo/25"))
    assert ask("reports_about_state", state=state) == [found]
    assert ask("reports_about_state", state=state, topic=iris.topic("housing")) == []
    (by_body,) = ask("reports_by_body", body=body)
    assert (by_body.report, by_body.code) == (found.report, "XAA")


def test_a_report_that_stands_in_no_claims_graph_is_not_told(example: ExampleStore) -> None:
    ask = example("", claims="national")
    for name in ("reports_about_state", "reports_by_body"):
        assert ask(name) == []
    assert ask("binding_when_reported", language=EN) == []


def test_what_bound_the_state_when_reported_is_a_duty_or_a_reason(example: ExampleStore) -> None:
    second = (
        "id:reported-binding\\/second a sv:ReportedBinding ; sv:ofReport id:report\\/demo ; sv:target instrument:demo-2 ; "
        "sv:instrument instrument:demo-2 ; sv:notBoundBecause sv:notYetBound ."
    )
    ask = example(second)
    bound, not_bound = sorted(ask("binding_when_reported", state=iris.state("XAA"), language=EN), key=lambda row: not row.bound)
    assert (bound.duty, bound.obligation) == (
        str(iris.duty("XAA", "demo-25-1", "2012-09-01")),
        str(iris.obligation("demo-25-1")),
    )
    assert (bound.target, bound.throughout, bound.time_from, bound.reason) == (str(iris.provision("demo/25")), True, "2014", None)
    assert (not_bound.duty, not_bound.reason, not_bound.reason_label) == (None, str(SV.notYetBound), "not yet bound")
    assert (not_bound.under, not_bound.bound) == (str(iris.instrument("demo-2")), False)
    assert ask("binding_when_reported", instrument=iris.instrument("demo-2"), language=EN) == [not_bound]


def test_measures_tell_what_they_carry_out_and_how_far(example: ExampleStore) -> None:
    ask = example("")
    (found,) = ask("measures_of_state", state=iris.state("XAA"), language=EN)
    assert (found.title, found.adopted, found.implements) == ("Pay Act", "2013-01-01", str(iris.obligation("demo-25-1")))
    assert (found.coverage, found.coverage_reason) == (str(SV.partialCoverage), "Domestic workers are left out (s. 3).")
    assert ask("measures_of_state", obligation=iris.obligation("demo-25-1"), language=EN) == [found]
    assert ask("measures_of_state", obligation=iris.obligation("demo-2-7"), language=EN) == []


def test_of_a_measure_that_was_not_read_it_is_told_who_tells_of_it_when_and_where(example: ExampleStore) -> None:
    ask = example("")
    (found,) = ask("measure_tellings", state=iris.state("XBB"), language=EN)
    assert (found.title, found.told_by, found.told_on) == ("Household Rules", str(iris.state("XAA")), "2013")
    assert (found.says, found.citation) == ("Alpha asks that the rules be applied.", "Review of Beta (2013), recommendation of Alpha")
    assert (found.claim, found.read_again_by) == (None, None)
    assert [row.text_read for row in ask("measures_of_state", state=iris.state("XBB"), language=EN)] == [False]
    assert [row.text_read for row in ask("measures_of_state", state=iris.state("XAA"), language=EN)] == [True]
    assert ask("measure_tellings", state=iris.state("XAA"), language=EN) == [], "what was read is not told"


def test_findings_tell_the_challenge_and_the_study(example: ExampleStore) -> None:
    (found,) = example("")("findings_about_state", about=iris.state("XAA"), language=EN)
    assert (found.challenge, found.achievement) == (str(iris.challenge("weak-inspection")), None)
    assert (found.statement, found.citation) == ("The study finds inspection weak.", "A study")
