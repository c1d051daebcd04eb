"""The files of a version: tables that other programs read, checksums, what changed, and their addresses."""

from __future__ import annotations

import contextlib
import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import csvw
import httpx
import pyarrow.parquet as parquet
import pyoxigraph
import pytest
from fastapi import FastAPI

from servanda.api import dumps
from servanda.api.dump_folder import BadDump, newest_of, seal, write_changes
from servanda.api.dump_tables import write_tables
from servanda.api.envelope import Service
from servanda.graph.build import read_manifest
from servanda.graph.store import MemoryStore
from servanda.queries.answers import ANSWERS
from servanda.queries.tables import TABLES

Serving = Callable[[FastAPI], contextlib.AbstractContextManager[str]]

SOME = tuple(table for table in TABLES if table.name in {"states", "denunciations", "excluded-parts", "conflicts", "effect-rules"})
FIRST, SECOND = "0123456789abcdef", "fedcba9876543210"


def quiet(done: int, total: int, what: str) -> None:
    pass


@pytest.fixture(scope="module")
def tables(engine: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump") / "tables"
    write_tables(engine, folder, FIRST, quiet, SOME)
    return folder


def test_each_table_answers_a_question_and_has_its_key() -> None:
    for table in TABLES:
        assert table.question in ANSWERS
        assert set(table.key) <= {column.name for column in table.columns}
    assert [table.name for table in TABLES if table.question.startswith("report")] == ["claims"]


def test_a_reader_of_csv_on_the_web_finds_no_fault(tables: Path) -> None:
    group = csvw.TableGroup.from_file(tables / "csv-metadata.json")
    for table in group.tables:
        rows = list(table)  # checks each cell against its datatype
        assert rows, table.url
    assert csvw.CSVW(str(tables / "csv-metadata.json"), validate=True).is_valid


def test_parquet_has_what_csv_has(tables: Path) -> None:
    for table in SOME:
        with (tables / f"{table.name}.csv").open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        read = parquet.read_table(tables / f"{table.name}.parquet")
        assert read.num_rows == len(rows)
        assert read.column_names == list(rows[0])
        first = {name: "" if value is None else str(value).lower() for name, value in read.slice(0, 1).to_pylist()[0].items()}
        assert first == {name: value.lower() for name, value in rows[0].items()}


def test_trinidad_and_tobago_s_denunciation_of_the_first_protocol_is_in_the_table(tables: Path) -> None:
    with (tables / "denunciations.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert any("TTO" in row["state"] and row["instrument"].endswith("/iccpr-op1") for row in rows)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Files of two versions; in the second an act has another date."""
    for version, date, previous in ((FIRST, "2012-05-30", None), (SECOND, "2012-05-31", FIRST)):
        folder = tmp_path / "dumps" / version
        (folder / "tables").mkdir(parents=True)
        (folder / "tables" / "acts.csv").write_text(f"act,date\nhttps://w3id.org/servanda/id/action/x,{date}\n", encoding="utf-8")
        if previous:
            write_changes(folder.parent / previous, folder, version, previous)
        seal(folder, version, previous)
    return tmp_path


@pytest.fixture
def client(made: Path, built_home: Path, serving: Serving) -> Iterator[httpx.Client]:
    app = FastAPI()
    app.state.service = Service(MemoryStore(pyoxigraph.Store()), read_manifest(built_home), made / "tables")
    app.include_router(dumps.router)
    with serving(app) as address, httpx.Client(base_url=address) as opened:
        yield opened


def test_what_changed_is_a_file_of_the_later_version(client: httpx.Client) -> None:
    answer = client.get(f"/dumps/{SECOND}/changes.md")
    assert answer.status_code == 200
    assert "- changed: action/x: date was “2012-05-30”, is “2012-05-31”" in answer.text
    assert client.get(f"/dumps/{FIRST}/changes.md").status_code == 404


def test_the_list_names_each_file_with_its_checksum(client: httpx.Client) -> None:
    answer = client.get(f"/dumps/{SECOND}/")
    assert answer.json()["previous"] == FIRST
    assert "immutable" in answer.headers["cache-control"]
    for file in answer.json()["files"]:
        content = client.get(f"/dumps/{SECOND}/{file['name']}").content
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


@pytest.mark.parametrize("name", ["../0123456789abcdef/tables/acts.csv", "%2e%2e/manifest.json", "tables", "nothing.csv"])
def test_nothing_but_the_files_of_the_list_is_sent(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/dumps/{SECOND}/{name}")
    assert answer.status_code in {404, 200}
    assert answer.status_code == 404 or answer.url.path == f"/dumps/{FIRST}/tables/acts.csv"


def test_a_version_without_files_is_told(client: httpx.Client) -> None:
    answer = client.get("/dumps/aaaaaaaaaaaaaaaa/servanda.nq.gz")
    assert answer.status_code == 404
    assert "No files of version aaaaaaaaaaaaaaaa" in answer.json()["detail"]


def test_the_version_before_is_the_last_of_the_chain(made: Path) -> None:
    assert newest_of(made / "dumps") == SECOND
    third = made / "dumps" / "third"
    third.mkdir()
    seal(third, "third", None)
    with pytest.raises(BadDump, match="say with --since which one came before"):
        newest_of(made / "dumps")
