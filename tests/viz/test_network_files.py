"""Pictures and networks as files: they read back, hold everything, and are the same each time."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from servanda.viz.network_files import MEDIA, UnknownFormat, network_file, node_link

HOSTILE = ["</script><script>alert(1)</script>", "a" * 500, "اتفاقية العمال المهاجرين", "]]> \x00 \ud800 & \"'", "=cmd()|1"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def hostile(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A network whose every text is hostile."""
    for number, iri in enumerate(network):
        network.nodes[iri].update(label=HOSTILE[number % 5], detail=HOSTILE[(number + 1) % 5], url="javascript:alert(1)")
    for _, _, told in network.edges(data=True):
        told.update(relation=HOSTILE[3], source=HOSTILE[0], date="")
    network.graph.update(title=HOSTILE[0], question=HOSTILE[3], left_out=HOSTILE[2])
    return network


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("given", ["network", "parts", "hostile"])
def test_networks_read_back_with_all_their_facts(request: pytest.FixtureRequest, form: str, given: str) -> None:
    network = request.getfixturevalue(given)
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    found = read(io.BytesIO(network_file(network, form)))
    assert set(found) == set(network)
    assert found.number_of_edges() == network.number_of_edges()
    for iri, told in network.nodes(data=True):
        assert found.nodes[iri]["kind"] == told["kind"]
        if given != "hostile":
            assert found.nodes[iri]["label"] == told["label"]
    triples = sorted((told["subject"], told["predicate"], told["object"]) for _, _, told in network.edges(data=True))
    assert sorted((told["subject"], told["predicate"], told["object"]) for _, _, told in found.edges(data=True)) == triples


def test_the_table_has_a_line_for_each_fact(network: nx.MultiDiGraph[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(network_file(network, "csv").decode())))
    assert len(rows) == 34
    assert rows[0] | {"from": "", "to": "", "subject": "", "object": ""} == {
        **{"from": "", "to": "", "subject": "", "object": "", "source_iri": ""},
        **{"from_label": "Saudi Arabia", "relation": "ratified in 1978", "to_label": "Ratification, 1978", "date": "1978"},
        **{"source": "ILO conventions, ratifications by country", "as_at": "2026-06-09"},
        "predicate": "https://w3id.org/servanda/ontology#actor",
    }


@pytest.mark.parametrize("given", ["network", "parts", "lanes", "hostile", "empty"])
def test_the_svg_holds_every_card_that_is_shown_and_no_script(request: pytest.FixtureRequest, given: str) -> None:
    network = request.getfixturevalue(given)
    root = ET.fromstring(network_file(network, "svg"))
    cards = root.findall(f".//{SVG}g[{SVG}title]")
    assert len(cards) == {"network": 28, "parts": 15, "lanes": 5, "hostile": 28, "empty": 0}[given]
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "defs", "marker", "path", "rect", "g", "a", "text", "polygon")
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert all(not link.get("href", "").startswith("javascript") for link in root.iter(f"{SVG}a"))


def test_the_svg_tells_what_was_left_out_the_day_and_the_version(network: nx.MultiDiGraph[str]) -> None:
    network.graph["left_out"] = "Forty more were left out."
    told = [text.text or "" for text in ET.fromstring(network_file(network, "svg")).iter(f"{SVG}text")]
    assert "Forty more were left out." in told
    assert told[-1].startswith("State of things on 2026-11-22 · Data version 0.1.0")
    indonesian = [text.text or "" for text in ET.fromstring(network_file(network, "svg", language="id")).iter(f"{SVG}text")]
    assert "Negara" in indonesian


@pytest.mark.parametrize("form", MEDIA)
def test_the_same_network_gives_the_same_bytes(network: nx.MultiDiGraph[str], form: str) -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert network_file(turned, form) == network_file(network, form)


def test_the_png_is_one_and_as_large_as_the_picture(network: nx.MultiDiGraph[str]) -> None:
    png = network_file(network, "png")
    assert png.startswith(b"\x89PNG\r\n")
    svg = ET.fromstring(network_file(network, "svg"))
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    assert width / height == pytest.approx(float(svg.attrib["width"]) / float(svg.attrib["height"]), rel=0.01)


def test_json_is_read_by_networkx(network: nx.MultiDiGraph[str]) -> None:
    found = nx.node_link_graph(node_link(network), edges="edges")
    assert set(found) == set(network)
    assert found.number_of_edges() == network.number_of_edges()


def test_another_format_is_refused(network: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(UnknownFormat, match="'pdf' is no format of a network; there are svg, png"):
        network_file(network, "pdf")
