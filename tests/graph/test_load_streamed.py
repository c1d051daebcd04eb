"""A large source of claims into the graph: whole or not at all, and its words beside it and never in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.graph.build import GRAPH_FILE
from servanda.graph.load_streamed import WORK_FOLDER, load_streamed
from servanda.loaders.errors import BadValue, UnknownSource
from servanda.ontology import iris

SAMPLE = Path("reports") / "uhri-samples" / "uhri_sample_records.jsonl"


def test_the_whole_sample_takes_the_place_of_the_packaged_rows(shared_data: Path, tmp_path: Path) -> None:
    """15 annotations on Australia, all of one document; the words go to a file of their own."""
    found = load_streamed("uhri", [shared_data / SAMPLE], tmp_path, everything=True)
    assert (found.records, found.claims, found.dropped, found.continued_from) == (15, 15, 0, 0)
    lines = (tmp_path / GRAPH_FILE).read_text(encoding="utf-8").splitlines()
    graph = f"{iris.named_graph('claims/uhri').n3()} ."
    claims = {line.split(" ", 1)[0] for line in lines if line.endswith(graph)}
    assert len(claims) == 15
    assert not any("Modern Slavery Act" in line for line in lines)
    words = found.words.read_text(encoding="utf-8").splitlines()
    assert len(words) == 15
    assert {line.split(" ", 1)[0] for line in words} == claims
    assert sum("Modern Slavery Act" in line for line in words) >= 1
    assert not (tmp_path / WORK_FOLDER / "uhri").exists()


def test_a_load_that_fails_leaves_everything_as_it_was(shared_data: Path, tmp_path: Path) -> None:
    records = [json.loads(line) for line in (shared_data / SAMPLE).read_text(encoding="utf-8").splitlines()]
    records[-1]["themes"] = ["Right to the moon"]
    copy, home = tmp_path / "copy.jsonl", tmp_path / "home"
    copy.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    home.mkdir()
    with pytest.raises(BadValue, match=r"copy\.jsonl, row 15, column 'Themes': there is no label 'Right to the moon'"):
        load_streamed("uhri", [copy], home, everything=True)
    assert [path.name for path in home.iterdir()] == [WORK_FOLDER]


def test_only_large_sources_are_loaded_so(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="there are uhri"):
        load_streamed("untc", [], tmp_path)
