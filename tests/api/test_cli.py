"""The command line as a person and a script use it: tables, JSON, one sentence where something is wrong, and exit statuses."""

from __future__ import annotations

import dataclasses
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from servanda.api.cli import namespace
from servanda.graph.build import read_manifest
from servanda.graph.version import file_version
from servanda.queries.catalogue import names, question

COMMANDS = ["build", "serve", "load", "check", "query", "binding", "explain", "duties", "paths", "view", "gap", "equivalents"]
REAL = Path("ratifications") / "untc-human-rights-2026-02" / "raw-html"

Command = Callable[..., Any]


def example_of(servanda: Command, command: str) -> list[str]:
    """The words of the example in a command's help, without ``servanda``."""
    ran = servanda(command, "--help")
    assert ran.status == 0
    (line,) = [line for line in ran.out.splitlines() if line.startswith("example: ")]
    words = shlex.split(line.removeprefix("example: "))
    assert words[:2] == ["servanda", command]
    return words[1:]


# --- help and examples ------------------------------------------------------------------------------------------------------------


def test_the_help_names_every_command(servanda: Command) -> None:
    ran = servanda("--help")
    assert ran.status == 0
    assert all(any(line.split()[:1] == [command] for line in ran.out.splitlines()) for command in COMMANDS)
    assert "SERVANDA_HOME" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example_that_is_understood(servanda: Command, command: str) -> None:
    assert namespace(example_of(servanda, command)).command == command


@pytest.mark.parametrize("command", ["query", "binding", "explain", "duties", "paths", "view", "gap", "equivalents"])
def test_the_example_answers(servanda: Command, command: str) -> None:
    ran = servanda(*example_of(servanda, command))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.strip()
    assert "There is no such path" not in ran.out
    assert "\n0 " not in ran.out


def test_the_example_of_build_builds(servanda: Command, built_home: Path, tmp_path: Path) -> None:
    ran = servanda(*example_of(servanda, "build"), home=tmp_path / "home")
    assert ran.status == 0
    assert "reading the tables of facts" in ran.err
    assert f"data version {read_manifest(built_home).version}" in ran.out, "the same facts give the same version"
    assert (tmp_path / "home" / "graph.nq").read_bytes() == (built_home / "graph.nq").read_bytes()


def test_the_example_of_load_loads(servanda: Command, shared_data: Path, tmp_path: Path) -> None:
    words = example_of(servanda, "load")
    for name, page in {"ICRMW.html": "cmw.html", "ICCPR.html": "iccpr.html"}.items():
        assert name in words
        shutil.copyfile(shared_data / REAL / page, name)
    ran = servanda(*words, home=tmp_path / "new" / "home")
    assert ran.status == 0, ran.err
    assert "acts on iccpr, icrmw were read and took the place of" in ran.out
    assert read_manifest(tmp_path / "new" / "home").acts > 9000, "a load needs no graph to be there"


def test_the_example_of_check_checks(servanda: Command, small_home: Path) -> None:
    ran = servanda(*example_of(servanda, "check"), home=small_home)
    assert ran.status == 0, ran.out
    assert "no violation of " in ran.out
    assert " and of the shapes" in ran.out
    assert "shapes (SHACL)" in ran.err


# --- answers ----------------------------------------------------------------------------------------------------------------------


def test_the_question_of_the_first_page(servanda: Command) -> None:
    ran = servanda("duties", "SAU", "--topic", "forced-labour", "--on", "2023-01-01")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == ["provision", "modality", "asks", "bound", "since", "certain"]
    assert any(line.startswith("ILO C029 art 1(1) ") and "1979-06-15" in line and line.rstrip().endswith("yes") for line in lines)
    assert any(line.startswith("ILO P029 art 1(1) ") and "2022-05-26" in line for line in lines)
    assert not any("ICRMW" in line for line in lines)
    ran = servanda("binding", "SAU", "icrmw", "--on", "2023-01-01")
    assert ran.out.splitlines()[:2] == ["SAU / icrmw on 2023-01-01: not bound", "No act recorded as of 2026-02-03."]


def test_a_binding_answer_shows_its_steps_and_its_acts(servanda: Command, built_home: Path) -> None:
    out = servanda("binding", "idn", "ICRMW", "--on", "2023-01-01").out
    assert out.startswith("IDN / icrmw on 2023-01-01: bound\nBound since 2012-09-01.\n")
    assert "\n  1. " in out
    assert "\n  2. " in out
    assert "\n  - Ratification, 2012-05-31: " in out
    assert out.endswith(f"data version {read_manifest(built_home).version}\n")


def test_indonesian(servanda: Command) -> None:
    assert "Terikat sejak 2012-09-01." in servanda("binding", "IDN", "icrmw", "--on", "2023-01-01", "--language", "id").out
    english, indonesian = (
        servanda("duties", "SAU", "--instrument", "ilo-p029", "--on", "2023-01-01", "--language", each).out for each in ("en", "id")
    )
    assert len(english.splitlines()) == len(indonesian.splitlines())
    assert "korban" in indonesian
    assert "korban" not in english


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("binding SAU ilo-c029 --on 2023-01-01", "/api/states/SAU/binding/ilo-c029?on=2023-01-01"),
        ("binding SAU icrmw --on 2023-01-01 --language id", "/api/states/SAU/binding/icrmw?on=2023-01-01&language=id"),
        ("duties SAU --topic forced-labour --on 2023-01-01", "/api/states/SAU/duties?topic=forced-labour&on=2023-01-01"),
        ("duties SAU --instrument ilo-p029 --on 2023-01-01", "/api/states/SAU/duties?instrument=ilo-p029&on=2023-01-01"),
        ("paths SAU topic/forced-labour --most 500 --on 2023-01-01", "/api/paths?source=SAU&target=topic/forced-labour&on=2023-01-01"),
        ("paths SAU instrument/icrmw --on 2023-01-01", "/api/paths?source=SAU&target=instrument/icrmw&on=2023-01-01"),
    ],
)
def test_json_is_what_the_api_answers(servanda: Command, client: httpx.Client, words: str, address: str) -> None:
    ran = servanda(*words.split(), "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == client.get(address).json()


def test_paths_are_cut_where_asked_and_say_so(servanda: Command) -> None:
    out = servanda("paths", "SAU", "topic/forced-labour", "--on", "2023-01-01", "--most", "2").out
    assert out.count("Saudi Arabia\n") == 2
    assert "The first 2 paths are shown; --most shows more." in out
    assert "as at " in out
    assert "There is no such path on that day." in servanda("paths", "SAU", "instrument/icrmw", "--on", "2023-01-01").out


def test_view_writes_one_file(servanda: Command) -> None:
    ran = servanda("view", "SAU", "topic/forced-labour", "--on", "2023-01-01", "--out", "new folder/sau.html")
    assert ran.status == 0
    page = Path("new folder/sau.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "Saudi Arabia" in page
    told = json.loads(servanda("view", "SAU", "--json", "--on", "2023-01-01", "--language", "id").out)
    assert told["file"] == "paths.html"
    assert told["nodes"] > 10
    assert '<html lang="id"' in Path("paths.html").read_text(encoding="utf-8")


# --- named questions and own queries ----------------------------------------------------------------------------------------------


def test_query_lists_the_questions(servanda: Command) -> None:
    out = servanda("query").out
    listed = json.loads(servanda("query", "--json").out)
    assert [each["name"] for each in listed] == names()
    assert len(listed) >= 10
    for each in listed:
        assert each["question"].endswith(("?", "."))
        assert each["name"] in out


def test_a_question_takes_codes_days_and_ids(servanda: Command) -> None:
    out = servanda("query", "parties_on", "instrument=icrmw", "on=2023-01-01").out
    assert "Indonesia" in out
    assert "Saudi Arabia" not in out
    parties = json.loads(servanda("query", "parties_on", "instrument=icrmw", "on=2023-01-01", "--json").out)
    assert f"\n{len(parties)} rows\n" in out
    for thing in ("instrument/icrmw", "https://w3id.org/servanda/id/instrument/icrmw"):
        assert (
            "http://data.europa.eu/eli/ontology#first_date_entry_in_force" in servanda("query", "describe", f"thing={thing}", "--json").out
        )


def test_sparql_is_printed_and_can_be_asked_again_from_a_file(servanda: Command) -> None:
    printed = servanda("query", "parties_on", "instrument=icrmw", "on=2023-01-01", "--sparql").out
    assert printed.rstrip() == printed.rstrip().strip()
    assert "VALUES ?instrument { <https://w3id.org/servanda/id/instrument/icrmw> }" in printed
    Path("own.rq").write_text(printed, encoding="utf-8")
    again = servanda("query", "own.rq", "--json")
    assert json.loads(again.out) == json.loads(servanda("query", "parties_on", "instrument=icrmw", "on=2023-01-01", "--json").out)


@pytest.mark.parametrize("name", names())
def test_every_question_is_asked_by_its_name(servanda: Command, name: str) -> None:
    values = {"state": "SAU", "instrument": "ilo-c029", "on": "2023-01-01", "topic": "forced-labour", "language": "en"}
    values |= {"thing": "instrument/icrmw", "period": "binding/SAU/ilo-c029/1979-06-15", "origin": "IDN", "destination": "SAU"}
    values |= {"obligation": "icrmw-25-1", "provision": "icrmw/25/1", "act": "action/idn/icrmw/ratification/2012-05-31"}
    values |= {"from": "2023-01-01", "until": "2023-12-31", "other": "icrmw", "role": "StateOfOrigin", "right": "just-remuneration"}
    values |= {"graph": "https://w3id.org/servanda/graph/law", "measure": "measure/idn-law-18-2017"}
    values |= {"class": "https://w3id.org/servanda/ontology#State"}
    values |= {"kind": "worker-kind/seasonal", "asked": "provision/icrmw/16", "report": "report/normlex_supervision/ceacr-qat-c029-4022593"}
    given = [f"{each}={values[each]}" for each in question(name).parameters if each in values]
    ran = servanda("query", name, *given)
    assert (ran.status, ran.err) == (0, ""), ran.err
    assert " rows\n" in ran.out


# --- checks -----------------------------------------------------------------------------------------------------------------------


def test_a_violation_is_shown_and_gives_status_1(servanda: Command, small_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(small_home, tmp_path / "home"))
    act = "<https://w3id.org/servanda/id/action/sau/icrmw/ratification/2020-01-01>"
    with (home / "graph.nq").open("a", encoding="utf-8") as graph:
        for each in ("Ratification", "TreatyAction"):
            graph.write(
                f"{act} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/servanda/ontology#{each}>"
                " <https://w3id.org/servanda/graph/source/untc> .\n"
            )
    manifest = dataclasses.replace(read_manifest(home), version=file_version(home / "graph.nq"))  # else it would count as damaged
    (home / "manifest.json").write_text(json.dumps(dataclasses.asdict(manifest)), encoding="utf-8")
    ran = servanda("check", "--quick", home=home)
    assert ran.status == 1
    assert "violations\n" in ran.out
    assert "ratification/2020-01-01" in ran.out
    told = json.loads(servanda("check", "--json", home=home).out)
    assert {"rule", "where"} == set(told[0])
    assert any("ratification/2020-01-01" in each["where"] for each in told)


def test_the_built_graph_has_no_violation(servanda: Command) -> None:
    ran = servanda("check", "--quick", "--json")
    assert (ran.status, json.loads(ran.out)) == (0, [])


# --- errors -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("binding XXX icrmw", "there is no state 'XXX' here"),
        ("binding SAU icrmww", "there is no instrument 'icrmww' here; did you mean icrmw"),
        ("duties SAU --topic nope", "there is no topic 'nope' here"),
        ("paths SAU nope", "'nope' is no target: write topic/…"),
        ("paths SAU right/nope", "there is no right 'nope' here"),
        ("view SAU topic/nope", "there is no topic 'nope' here"),
        ("query nope", "there is no question 'nope'; `servanda query` lists them"),
        ("query parties_on instrument", "'instrument' is no parameter: write name=value"),
        ("query parties_on place=x", "parties_on has no parameter 'place'"),
        ("query parties_on on=2023-02-30", "'2023-02-30' is not a day: write YYYY-MM-DD"),
        ("query duties_on language=fr", "'fr' is no language of this graph: en or id"),
        ("query obligations obligation=..", "there is no obligation '..' here"),
        ("query nowhere.rq", "nowhere.rq: cannot be read: No such file or directory"),
        ("query broken.rq", "the query is not SPARQL 1.1: "),
        ("query update.rq", "the query is not SPARQL 1.1: "),
        ("query latin.rq", "latin.rq: is not UTF-8 text"),
        ("query ask.rq", "a SELECT query is needed here"),
        ("query function.rq", "the query cannot be evaluated here: "),
        ("query ask.rq state=SAU", "'state=SAU': a query in a file takes no parameters"),
        ("view SAU --out folder", "folder"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_gives_status_2(servanda: Command, words: str, sentence: str) -> None:
    Path("folder").mkdir()
    Path("broken.rq").write_text("SELECT ?s WHERE { ?s ?p", encoding="utf-8")
    Path("update.rq").write_text("DELETE WHERE { ?s ?p ?o }", encoding="utf-8")
    Path("latin.rq").write_bytes('SELECT * { ?s ?p "é" }'.encode("latin-1"))
    Path("ask.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    Path("function.rq").write_text("SELECT (<http://x/f>(1) AS ?y) {}", encoding="utf-8")
    there = sorted(Path().iterdir())
    ran = servanda(*words.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"servanda {words.split()[0]}: ")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
    assert sorted(Path().iterdir()) == there


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "the following arguments are required: COMMAND"),
        ("nope", "invalid choice: 'nope'"),
        ("binding SAU", "the following arguments are required: instrument"),
        ("binding SAU icrmw --on 2023-02-30", "'2023-02-30' is not a day: write YYYY-MM-DD, for instance 2023-01-01"),
        ("binding SAU icrmw --language fr", "invalid choice: 'fr'"),
        ("paths SAU --most -1", "'-1' is not a number from 1 on"),
        ("paths SAU --most many", "'many' is not a number from 1 on"),
        ("view SAU --most 0", "'0' is not a number from 1 on"),
        ("serve --port 99999", "'99999' is not a number from 0 to 65535"),
        ("load untc", "the following arguments are required: FILE"),
        ("query duties_of_state --state MYS", "usage: servanda query "),
        ("query duties_of_state --state MYS", "parameters are written NAME=VALUE, without --: state=MYS"),
        ("chart parties --on=2023-01-01", "parameters are written NAME=VALUE, without --: on=2023-01-01"),
        ("duties SAU --topics wages", "servanda duties: error: unrecognized arguments: --topics wages\n"),
    ],
)
def test_words_that_are_not_understood_give_status_2(servanda: Command, words: str, sentence: str) -> None:
    ran = servanda(*words.split())
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err


def test_a_home_that_cannot_be_used_is_named(servanda: Command, tmp_path: Path, small_home: Path) -> None:
    ran = servanda("binding", "SAU", "icrmw", home=tmp_path / "nothing")
    assert ran.status == 2
    assert "there is no built graph in" in ran.err
    assert ran.err.endswith(": run `servanda build`\n")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for words in (["binding", "SAU", "icrmw"], ["build"], ["check", "--quick"]):
        ran = servanda(*words, home=tmp_path / "file")
        assert ran.status == 2
        assert ran.err.splitlines()[-1].startswith(f"servanda {words[0]}: ")
        assert "ot a directory" in ran.err or "File exists" in ran.err
    damaged = Path(shutil.copytree(small_home, tmp_path / "damaged"))
    (damaged / "graph.nq").write_bytes((damaged / "graph.nq").read_bytes()[:-40])
    ran = servanda("check", "--quick", home=damaged)
    assert ran.status == 2
    assert f"graph.nq in {damaged} is damaged, or of another version" in ran.err
    assert ran.err.endswith(": run `servanda build`\n")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT must be a number, not 'http'"),
        ("PORT", "70000", "PORT must lie between 1 and 65535, not 70000"),
        ("SERVANDA_DEADLINE", "nan", "SERVANDA_DEADLINE must lie between"),
        ("SERVANDA_ENGINE", "ftp://example.org", "is no address of a SPARQL engine"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_named(servanda: Command, name: str, value: str, sentence: str) -> None:
    ran = servanda("binding", "SAU", "icrmw", **{name: value})
    assert ran.status == 2
    assert sentence in ran.err
