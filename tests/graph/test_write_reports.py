"""Claims stand in graphs of their own, with their provenance, and in no default graph; what is derived of them says nothing of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, URIRef

from servanda.graph.build import GRAPH_FILE, read_manifest
from servanda.graph.load_reports import EXCERPTS_FOLDER, check_reports, excerpt_lines
from servanda.graph.store import MemoryStore
from servanda.loaders.errors import SourceError
from servanda.loaders.report_check import Checked
from servanda.ontology import iris
from servanda.ontology.namespaces import GRAPH, NP, SV

CLAIM = iris.report("normlex_supervision", "ceacr-kwt-c029-4322837")
CLAIMS = f"{GRAPH}claims/"


def node(iri: URIRef) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(str(iri))


@pytest.fixture(scope="module")
def of_claim(engine: MemoryStore) -> dict[str, set[str]]:
    """What is said of one claim: the graph to the local names of the predicates (``default`` for the default graph)."""
    found: dict[str, set[str]] = {}
    for quad in engine.store.quads_for_pattern(node(CLAIM), None, None, None):
        graph = quad.graph_name.value.removeprefix(GRAPH) if isinstance(quad.graph_name, pyoxigraph.NamedNode) else "default"
        found.setdefault(graph, set()).add(quad.predicate.value.rpartition("#")[2].rpartition("/")[2])
    return found


def test_a_claim_is_parted_into_assertion_provenance_and_publication(of_claim: dict[str, set[str]]) -> None:
    here = "claims/normlex_supervision"
    assert {"respondent", "reportedBy", "reportKind", "claimStatus", "bibliographicCitation", "abstract"} <= of_claim[here]
    assert {"wasDerivedFrom", "wasAttributedTo", "hadPrimarySource", "sourcePlace"} <= of_claim[f"{here}/provenance"]
    assert {"encodedBy", "encodedOn"} <= of_claim[f"{here}/publication"]
    assert set(of_claim) == {here, f"{here}/provenance", f"{here}/publication", "derived", "default"}


def test_only_what_is_derived_of_a_claim_is_in_the_default_graph(of_claim: dict[str, set[str]]) -> None:
    assert of_claim["default"] == of_claim["derived"] == {"bindingWhenReported", "boundOtherwise"}


def test_each_source_is_a_nanopublication_of_its_graphs(engine: MemoryStore) -> None:
    for source in ("iachr", "normlex_supervision", "treaty_body_cases", "un_supervision"):
        this, head = (iris.named_graph(f"claims/{source}/{part}") for part in ("nanopublication", "head"))
        parts = {"hasAssertion": "", "hasProvenance": "/provenance", "hasPublicationInfo": "/publication"}
        for predicate, ending in parts.items():
            (quad,) = engine.store.quads_for_pattern(node(this), node(NP[predicate]), None, node(head))
            assert isinstance(quad.object, pyoxigraph.NamedNode)
            assert quad.object.value == f"{CLAIMS}{source}{ending}"
            assert next(engine.store.quads_for_pattern(None, None, None, quad.object), None) is not None


def test_no_claim_is_outside_the_claims_graphs(built_home: Path) -> None:
    """Read from the file, as another store would."""
    kind = f"<{RDF.type}> <{SV.ReportedViolation}>"
    claimed = [line for line in _lines(built_home) if kind in line]
    assert len(claimed) == read_manifest(built_home).reports >= 100
    assert all(f"<{CLAIMS}" in line for line in claimed)


def _lines(home: Path) -> Iterable[str]:
    with (home / GRAPH_FILE).open(encoding="utf-8") as stream:
        yield from stream


def test_bodies_are_facts(engine: MemoryStore) -> None:
    default = pyoxigraph.DefaultGraph()
    named = {quad.predicate.value for quad in engine.store.quads_for_pattern(node(iris.body("ceacr")), None, None, default)}
    assert any(each.endswith("prefLabel") for each in named)
    assert any(each.endswith("subOrganizationOf") for each in named)


# A user's own copy


def test_the_words_of_a_copy_go_to_a_file_of_the_user_and_nowhere_else(shared_data: Path, tmp_path: Path) -> None:
    copy = shared_data / "reports" / "ilo-supervision-normlex"
    found = check_reports("normlex_supervision", [copy], tmp_path)
    assert (found.records, found.rows, found.excerpts) == (77, 77, 37)
    assert found.file == tmp_path / EXCERPTS_FOLDER / "normlex_supervision.nq"
    quads = list(pyoxigraph.parse(path=str(found.file), format=pyoxigraph.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, pyoxigraph.NamedNode)} == {
        f"{CLAIMS}normlex_supervision/excerpts"
    }
    assert node(CLAIM) in {quad.subject for quad in quads}


def test_a_copy_that_is_refused_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        check_reports("iachr", [tmp_path / "missing.json"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_words_with_signs_are_written_as_they_are() -> None:
    quoted = 'a "word" on\ntwo lines \\ and ’é'
    (line,) = excerpt_lines(Checked("iachr", 1, {}, 1, (), (("iachr-50-16", quoted),)))
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert quad.object.value == quoted
