"""Every IRI of ours leads to what the graph says of it, wherever the service runs; each answer says where else to look."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic

from servanda.api.rdf_forms import script_safe
from servanda.graph.build import GRAPH_FILE
from servanda.ontology.namespaces import BASE

# rdflib's own JSON-LD parser uses a class that rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

KIND = re.compile(rf"<{BASE}(id/[^/>]+/|graph/|\.well-known/[^/>#]+[/#]|ontology[#>])")
THINGS = ["instrument/icrmw", "obligation/icrmw-25-1", "limit/cedaw/sau-1", "report/normlex_supervision/ceacr-qat-c029-4022593"]


@pytest.fixture(scope="module")
def one_of_each_kind(built_home: Path) -> dict[str, str]:
    """The first IRI of each pattern that the graph has as a subject."""
    found: dict[str, str] = {}
    before = ""
    with (built_home / GRAPH_FILE).open(encoding="utf-8") as lines:
        for line in lines:
            subject = line.partition(" ")[0]
            if subject != before and (kind := KIND.match(subject)) is not None:
                found.setdefault(kind[1], subject[1:-1])
            before = subject
    return found


def test_an_iri_of_each_kind_leads_to_what_the_graph_says_of_it(client: httpx.Client, one_of_each_kind: dict[str, str]) -> None:
    assert {"id/state/", "id/duty/", "id/report/", "id/question/", "graph/", ".well-known/void#", ".well-known/genid/"} <= set(
        one_of_each_kind
    )
    assert len(one_of_each_kind) > 45
    for kind, iri in one_of_each_kind.items():
        path = "/" + iri.removeprefix(BASE)
        followed = client.get(path, headers={"Accept": "application/n-triples"}, follow_redirects=True)
        assert followed.status_code == 200, f"{kind}: {iri}"
        assert [each.status_code for each in followed.history] == ([] if "#" in iri or iri == f"{BASE}ontology" else [303])
        assert f"<{iri}> <" in followed.text, f"{kind}: nothing is said of {iri}"


@pytest.mark.parametrize("graph", ["law", "source/untc", "claims/upr", "description"])
def test_a_graph_says_in_both_languages_what_stands_in_it(client: httpx.Client, graph: str) -> None:
    said = client.get(f"/data/graph/{graph}.nt").text
    assert re.search(r'terms/title> "[^"]+"@en', said)
    assert re.search(r'terms/title> "[^"]+"@id', said)


def test_an_explanation_leads_to_where_it_is_made(client: httpx.Client) -> None:
    found = client.get("/id/explanation/SAU/obligation/icrmw-21--1/2023-01-01", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert "explanation/SAU/obligation/icrmw-21--1/2023-01-01" in found.text


def links(response: httpx.Response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, relations in re.findall(r'<([^>]*)>; rel="([^"]+)"', response.headers["link"]):
        for relation in relations.split():
            found.setdefault(relation, []).append(target)
    return found


def test_a_description_says_where_else_it_can_be_had_and_under_which_terms(client: httpx.Client) -> None:
    response = client.get("/data/instrument/icrmw.ttl")
    found = links(response)
    assert len(found["alternate"]) == 4
    for address in (*found["alternate"], *found["describedby"], *found["bookmark"]):
        assert client.get(address).status_code == 200
    assert client.get(found["bookmark"][0]).content == response.content
    assert found["canonical"] == [f"{BASE}data/instrument/icrmw.ttl"]
    assert found["describes"] == [f"{BASE}id/instrument/icrmw"]
    assert found["license"] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_a_description_that_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/data/instrument/icrmw.ttl")
    again = client.get("/data/instrument/icrmw.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/data/instrument/icrmw.nt", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def only_our_context(context: dict[str, Any]) -> Any:
    """A loader of documents that gives our context, and nothing else: what a reader without a network can have."""

    def load(address: str, _options: object) -> dict[str, Any]:
        assert address == f"{BASE}context.jsonld", f"{address} must not be fetched"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}

    return load


@pytest.mark.parametrize("thing", THINGS)
def test_json_ld_says_the_same_to_pyld_and_rdflib(client: httpx.Client, thing: str) -> None:
    """With its own context, and with the whole one at the address that we give for it."""
    triples = Graph().parse(data=client.get(f"/data/{thing}.nt").content, format="nt")
    document = client.get(f"/data/{thing}.jsonld").json()
    assert not any(key.startswith("http") for key in document), "short names are used"
    whole = client.get("/context.jsonld").json()
    for context in (document["@context"], f"{BASE}context.jsonld"):
        options = {"format": "application/n-quads", "documentLoader": only_our_context(whole)}
        by_pyld = Graph().parse(data=jsonld.to_rdf({**document, "@context": context}, options), format="nt")
        inline = {**document, "@context": context if isinstance(context, dict) else whole["@context"]}
        by_rdflib = Graph().parse(data=json.dumps(inline), format="json-ld")
        assert isomorphic(by_pyld, triples)
        assert isomorphic(by_rdflib, triples)


def test_a_page_carries_what_the_data_say(client: httpx.Client) -> None:
    page = client.get("/data/obligation/icrmw-25-1.html").text
    (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    assert json.loads(embedded) == client.get("/data/obligation/icrmw-25-1.jsonld").json()


def test_nothing_in_embedded_data_ends_its_element() -> None:
    hostile = {"label": "</script><script>alert(1)</script><!-- & \u2028"}
    text = script_safe(hostile)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == hostile
