"""Small graphs to ask: a few statements in TriG, in the shapes that the built graph has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rdflib import URIRef

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import PREFIXES
from servanda.queries.answers import ObligationStatusAnswer, answers
from servanda.queries.bind import day
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.explanation import Explanation
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_read import read_snapshot

_DECLARED = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], MemoryStore]:
    """A store from TriG; the prefixes of the project are declared, ``{`` and ``}`` stand around the graphs."""

    def load(trig: str) -> MemoryStore:
        path = tmp_path / "small.trig"
        path.write_text(_DECLARED + trig, encoding="utf-8")
        return MemoryStore.load(path)

    return load


@pytest.fixture(scope="session")
def period() -> Callable[..., str]:
    """A binding period of Indonesia under the ICRMW with its consent, as TriG."""

    def write(
        start: tuple[str, str],
        end: tuple[str, str] | None = None,
        *,
        precision: str = "day",
        name: str = "",
        kind: str = "Ratification",
        as_at: str = "2026-02-03",
    ) -> str:
        this = f"<https://w3id.org/servanda/id/binding/IDN/icrmw/{name or start[1]}>"
        act = f"<https://w3id.org/servanda/id/action/idn/icrmw/{kind.lower()}/{name or start[1]}>"
        until = ""
        if end is not None:
            until = (
                f'{this} sv:boundUntil "{end[1]}"^^xsd:date ; sv:boundUntilEarliest "{end[0]}"^^xsd:date ; '
                f'sv:boundUntilLatest "{end[1]}"^^xsd:date .'
            )
        return f"""
        graph:derived {{
          {this} a sv:BindingPeriod ; sv:party state:IDN ; sv:instrument instrument:icrmw ; sv:consent {act} ;
            sv:boundFrom "{start[1]}"^^xsd:date ; sv:boundFromEarliest "{start[0]}"^^xsd:date ; sv:boundFromLatest "{start[1]}"^^xsd:date ;
            sv:datePrecision sv:{precision} ; sv:reasonStep <{"https://w3id.org/servanda/id/step/1"}> .
          <https://w3id.org/servanda/id/step/1> a sv:ReasonStep ; sv:stepNumber 1 ; sv:stepRule "consent" ;
            sv:stepText "It consented."@en , "Menyetujui."@id .
          {until}
        }}
        <https://w3id.org/servanda/graph/source/untc> {{
          {act} a sv:{kind} , sv:ConsentToBeBound , sv:TreatyAction ; dct:type sv:{kind} ; sv:actor state:IDN ;
            sv:instrument instrument:icrmw ; prov:wasDerivedFrom <https://w3id.org/servanda/id/source/untc> ;
            sv:asAt "{as_at}"^^xsd:date .
        }}
        """

    return write


@pytest.fixture(scope="session")
def covered() -> Callable[..., str]:
    """What a source covers of the ICRMW, as TriG."""

    def write(extent: str, as_at: str = "2026-02-03", silent_until: str = "2026-06-01", name: str = "untc") -> str:
        source = f"<https://w3id.org/servanda/id/source/{name}>"
        return f"""
        graph:meta {{
          <https://w3id.org/servanda/id/completeness/{name}/icrmw> a sv:CompletenessStatement ; sv:covers instrument:icrmw ;
            dct:source {source} ; sv:extent "{extent}" ; sv:coversUntil "{as_at}"^^xsd:date ; sv:silentUntil "{silent_until}"^^xsd:date .
          {source} a dcat:Dataset ; dct:title "The list of {name}"@en .
        }}
        """

    return write


@pytest.fixture(scope="session")
def told() -> Callable[..., str]:
    """An act of Indonesia on the ICRMW as one source tells it, as TriG."""

    def write(kind: str, date: str | None = "2004-09-22", *, name: str = "untc", status: str = "") -> str:
        act = f"<https://w3id.org/servanda/id/action/idn/icrmw/{kind.lower()}/{date or 'undated'}>"
        dated = f'{act} sv:actionDate "{date}"^^xsd:date .' if date else ""
        marked = f"{act} sv:actStatus sv:{status} ." if status else ""
        return f"""
        <https://w3id.org/servanda/graph/source/{name}> {{
          {act} a sv:{kind} , sv:TreatyAction ; dct:type sv:{kind} ; sv:actor state:IDN ; sv:instrument instrument:icrmw ;
            prov:wasDerivedFrom <https://w3id.org/servanda/id/source/{name}> ; dct:source <https://example.org/> ;
            sv:asAt "2026-02-03"^^xsd:date .
          {dated} {marked}
        }}
        """

    return write


@pytest.fixture(scope="session")
def snapshot(engine: MemoryStore) -> Snapshot:
    """What the matrices are read from, of the built graph; tests share it and its days."""
    return read_snapshot(engine)


DUTY = "<https://w3id.org/servanda/id/duty/IDN/icrmw-25-1/2012-09-01>"
BINDING = "<https://w3id.org/servanda/id/binding/IDN/icrmw/2012-09-01>"
OWED = f"""
    graph:derived {{ {DUTY} a sv:Duty ; sv:dutyBearer state:IDN ; sv:binding {BINDING} ;
      sv:obligation <https://w3id.org/servanda/id/obligation/icrmw-25-1> . {BINDING} sv:effectRule id:effect-rule\\/icrmw . }}
    graph:meta {{ <https://w3id.org/servanda/id/source/untc> sv:rank "1" . }}
    """


@pytest.fixture(scope="session")
def written_law() -> Callable[..., str]:
    """Article 25 of the ICRMW with one obligation in paragraph 1, as TriG; ``more`` is added to the law."""

    def write(modality: str = "obligation", provision: str = "icrmw/25/1", more: str = "") -> str:
        return f"""
        graph:law {{
          state:IDN a sv:State ; skos:prefLabel "Indonesia"@en , "Indonesia"@id ; skos:notation "IDN" .
          state:XBB a sv:State ; skos:prefLabel "Elsewhere"@en , "Negara Lain"@id ; skos:notation "XBB" .
          instrument:icrmw skos:prefLabel "ICRMW"@en ; eli:first_date_entry_in_force "2003-07-01"^^xsd:date .
          <https://w3id.org/servanda/id/provision/icrmw/part-iii> a sv:Provision ; sv:instrument instrument:icrmw ;
            eli:is_part_of instrument:icrmw ; dct:bibliographicCitation "ICRMW part iii" .
          <https://w3id.org/servanda/id/provision/icrmw/25> a sv:Provision ; sv:instrument instrument:icrmw ;
            eli:is_part_of <https://w3id.org/servanda/id/provision/icrmw/part-iii> ; dct:bibliographicCitation "ICRMW art 25" .
          <https://w3id.org/servanda/id/provision/icrmw/25/1> a sv:Provision ; sv:instrument instrument:icrmw ;
            eli:is_part_of <https://w3id.org/servanda/id/provision/icrmw/25> ; dct:bibliographicCitation "ICRMW art 25(1)" .
          <https://w3id.org/servanda/id/provision/icrmw/77> a sv:Provision ; sv:instrument instrument:icrmw ;
            eli:is_part_of instrument:icrmw ; dct:bibliographicCitation "ICRMW art 77" .
          <https://w3id.org/servanda/id/obligation/icrmw-25-1> a sv:Obligation ; sv:instrument instrument:icrmw ;
            sv:modality sv:{modality} ; sv:statedIn <https://w3id.org/servanda/id/provision/{provision}> ;
            sv:bearer sv:AnyParty ; sv:beneficiary id:scope\\/all ;
            dct:bibliographicCitation "ICRMW art 25(1)" ; skos:prefLabel "Equal pay"@en , "Upah setara"@id ;
            skos:definition "Pay equally."@en , "Bayar setara."@id .
          sv:{modality} skos:prefLabel "{modality}"@en , "{modality}"@id .
          sv:AnyParty skos:prefLabel "any party"@en , "pihak mana pun"@id .
          id:scope\\/all skos:prefLabel "all migrant workers"@en , "semua pekerja migran"@id .
          sv:reservationKind skos:notation "reservationKind" . sv:optOut skos:notation "optOut" .
          sv:interpretativeDeclaration skos:notation "interpretativeDeclaration" .
          sv:excludesProvision skos:notation "excludesProvision" . sv:restrictsProvision skos:notation "restrictsProvision" .
          sv:interpretsProvision skos:notation "interpretsProvision" . sv:generalLimit skos:notation "generalLimit" .
          sv:remainsInForce skos:notation "remainsInForce" . sv:precludesEntryIntoForce skos:notation "precludesEntryIntoForce" .
          {more}
        }}
        """

    return write


@pytest.fixture
def bound(
    small: Callable[[str], MemoryStore], period: Callable[..., str], covered: Callable[..., str], written_law: Callable[..., str]
) -> Callable[..., MemoryStore]:
    """Indonesia bound by the ICRMW since 1 September 2012 with one obligation, and more; ``law`` instead of the plain article."""

    def build(*more: str, law: str = "") -> MemoryStore:
        return small(period(("2012-09-01", "2012-09-01")) + covered("all-acts") + OWED + (law or written_law()) + "".join(more))

    return build


@pytest.fixture(scope="session")
def why() -> Callable[..., Explanation]:
    """The explanation for Indonesia; for an obligation, the one query must give the same answer, and the last step must be it."""

    def ask(engine: MemoryStore, on: str = "2020-01-01", target: str = "obligation/icrmw-25-1", language: str = "en") -> Explanation:
        found = explain(engine, iris.state("IDN"), find_explained(engine, target), date.fromisoformat(on), language)
        assert (found.steps[-1].rule, found.steps[-1].text) == (found.rule, found.conclusion)
        assert [step.number for step in found.steps] == list(range(1, len(found.steps) + 1))
        if target.startswith("obligation/"):
            scope = {"state": iris.state("IDN"), "obligation": URIRef(found.target), "on": day(found.on)}
            (row,) = answers(engine, ObligationStatusAnswer, "obligation_status", **scope)
            assert (row.status, row.rule, row.limited) == (found.status, found.rule, found.limited)
        return found

    return ask
