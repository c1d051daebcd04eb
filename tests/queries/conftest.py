"""Small graphs to ask: a few statements in TriG, in the shapes that the built graph has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology.namespaces import PREFIXES

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
