"""The graph as files to take away: every statement is in them, and the same graph gives the same bytes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph
import pytest
import zstandard

from servanda.graph.dump_quads import dump_nquads, dump_trig

ID = "https://w3id.org/servanda/id/state"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
IN = "https://w3id.org/servanda/graph"
GRAPH = f"""<{ID}/IDN> {LABEL} "Indonesia"@en <{IN}/states> .
<{ID}/IDN> {LABEL} "a \\"quoted\\" <name> .\\n"@en <{IN}/other> .
<{ID}/PHL> {LABEL} "Filipina"@id <{IN}/states> .
"""
FORMATS = {"nq": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}


def quiet(done: int, total: int, what: str) -> None:
    assert 0 <= done <= total
    assert what


def unpacked(path: Path) -> bytes:
    packed = path.read_bytes()
    return gzip.decompress(packed) if path.suffix == ".gz" else zstandard.ZstdDecompressor().decompressobj().decompress(packed)


@pytest.mark.parametrize("ending", ["nq.gz", "nq.zst", "trig.gz", "trig.zst"])
def test_a_file_has_every_statement_and_the_same_bytes_each_time(tmp_path: Path, ending: str) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text(GRAPH, encoding="utf-8")
    files = [tmp_path / f"{number}.{ending}" for number in (1, 2)]
    for file in files:
        (dump_trig if ending.startswith("trig") else dump_nquads)(graph, file, quiet)
    assert files[0].read_bytes() == files[1].read_bytes()
    found = set(pyoxigraph.parse(unpacked(files[0]), FORMATS[ending.split(".")[0]]))
    assert found == set(pyoxigraph.parse(GRAPH, pyoxigraph.RdfFormat.N_QUADS))


def test_nquads_are_the_graph_s_own_file(tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text(GRAPH, encoding="utf-8")
    dump_nquads(graph, tmp_path / "out.nq.zst", quiet)
    assert unpacked(tmp_path / "out.nq.zst").decode() == GRAPH
