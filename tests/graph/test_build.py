"""Building the graph from the packaged tables: whole or not at all, the same bytes for the same facts."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.graph.build import GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER, build, read_manifest
from servanda.graph.errors import GraphError, NoGraph
from servanda.graph.facts import read_facts
from servanda.loaders.acts import COLUMNS, read_acts
from servanda.loaders.errors import BadValue, ChangedLayout, SourceError
from servanda.loaders.source import read_source

BUILD = "import sys; from pathlib import Path; from servanda.graph.build import build; build(Path(sys.argv[1]))"


def own_table(home: Path, *rows: dict[str, str], header: tuple[str, ...] = COLUMNS) -> None:
    """A table of the user's own in the place of the packaged ``dated_tables``."""
    path = home / TABLES_FOLDER / "dated_tables" / "acts.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(header), *(",".join(row.get(column, "") for column in header) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


ROW = {
    "instrument": "ilo-c097",
    "state": "KEN",
    "state_as_published": "Kenya",
    "kind": "Ratification",
    "date": "1965-11-30",
    "place": "row 2",
    "as_at": "2023-10-01",
}


def test_the_manifest_counts_what_is_in_the_graph(built_home: Path) -> None:
    manifest = read_manifest(built_home)
    content = (built_home / GRAPH_FILE).read_bytes()
    assert manifest.version == hashlib.sha256(content).hexdigest()[:16]
    assert manifest.quads == content.count(b"\n")
    assert manifest.sources["untc"] == "2026-02-03"
    # the sources of claims have their days there too
    assert manifest.sources["iachr"] == "2026-04-07"
    assert min(manifest.acts, manifest.states, manifest.instruments, manifest.obligations, manifest.binding_periods, manifest.duties) > 50


def test_the_same_facts_give_the_same_bytes(built_home: Path, tmp_path: Path) -> None:
    """In another process, with another order of sets."""
    for seed in ("1", "2"):
        home = tmp_path / seed
        subprocess.run([sys.executable, "-c", BUILD, str(home)], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert (home / GRAPH_FILE).read_bytes() == (built_home / GRAPH_FILE).read_bytes()
        assert (home / MANIFEST_FILE).read_bytes() == (built_home / MANIFEST_FILE).read_bytes()


def test_the_graph_is_sorted_and_names_no_blank_node_and_no_time_of_building(built_home: Path) -> None:
    lines = (built_home / GRAPH_FILE).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert not any(line.startswith("_:") or " _:" in line.partition('"')[0] for line in lines)
    assert sorted(path.name for path in built_home.iterdir()) == [GRAPH_FILE, MANIFEST_FILE]


@pytest.mark.parametrize(
    ("row", "error", "where"),
    [
        ({**ROW, "date": "30.11.1965"}, BadValue, "acts.csv, row 2, column 'date'"),
        ({**ROW, "date": "1965-11-31"}, BadValue, "acts.csv, row 2, column 'date'"),
        ({**ROW, "kind": "ratified"}, BadValue, "acts.csv, row 2, column 'kind'"),
        ({**ROW, "state": "KENYA"}, GraphError, "dated_tables.*row 2.*'KENYA'"),
        ({**ROW, "instrument": "ilo-c999"}, GraphError, "dated_tables.*row 2.*'ilo-c999'"),
    ],
)
def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path, row: dict[str, str], error: type[Exception], where: str) -> None:
    own_table(tmp_path, row)
    (tmp_path / GRAPH_FILE).write_text("the graph of yesterday", encoding="utf-8")
    (tmp_path / MANIFEST_FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(error, match=where):
        build(tmp_path)
    assert (tmp_path / GRAPH_FILE).read_text(encoding="utf-8") == "the graph of yesterday"
    assert (tmp_path / MANIFEST_FILE).read_text(encoding="utf-8") == "{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == [GRAPH_FILE, MANIFEST_FILE, TABLES_FOLDER]


def test_a_table_of_another_layout_is_refused(tmp_path: Path) -> None:
    own_table(tmp_path, header=(*COLUMNS, "extra"))
    with pytest.raises(ChangedLayout, match=r"acts\.csv, row 1"):
        build(tmp_path)
    assert not (tmp_path / GRAPH_FILE).exists()


@pytest.mark.parametrize("path", ["ilo-c097/annex(i)", "ilo-c097//1", "C097/14/1#a"])
def test_a_provision_that_cannot_be_named_is_refused_with_a_sentence(tmp_path: Path, path: str) -> None:
    own_table(tmp_path, {**ROW, "affects": path})
    with pytest.raises((SourceError, GraphError)):
        build(tmp_path)


def test_a_bracketed_party_without_any_date_does_not_break_the_build(tmp_path: Path) -> None:
    own_table(tmp_path, {**ROW, "status": "no-longer-party", "as_at": ""})
    try:
        manifest = build(tmp_path)
    except (SourceError, GraphError):
        return
    assert manifest.quads > 0


def test_a_table_of_the_users_own_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    own_table(tmp_path, ROW)
    facts = read_facts(tmp_path / TABLES_FOLDER)
    ours = [act for act in facts.acts if act.source.name == "dated_tables"]
    assert [act.row.state for act in ours] == ["KEN"]
    packaged = read_acts(read_source("untc").acts_table)
    assert sum(act.source.name == "untc" for act in facts.acts) == len(packaged)


def test_every_act_has_a_name_of_its_own_within_its_source() -> None:
    acts = read_facts().acts
    assert len({(act.source.name, act.iri) for act in acts}) == len(acts)


def test_without_a_graph_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGraph, match="servanda build"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{", json.dumps({"version": "1"}), json.dumps({"unknown": 1})])
def test_a_damaged_manifest_is_no_graph(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(NoGraph, match=r"manifest\.json"):
        read_manifest(tmp_path)
