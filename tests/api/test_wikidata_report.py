"""What Wikidata has otherwise than the graph, and what could be given back."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from servanda.api.cli import main
from servanda.api.wikidata_report import Compared, Consent, compare, quickstatement
from servanda.loaders.dates import PartialDate
from servanda.loaders.wikidata import Statement

TODAY = datetime.date(2026, 11, 23)
PAGE = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-8&chapter=4"
ITEMS = {"SWE": "Q34", "IDN": "Q252", "CZE": "Q213", "MEX": "Q96", "x-nowhere": ""}


def told(state: str, date: str = "", name: str = "s") -> Statement:
    return Statement("Q277072", state, f"statement-{name}", PartialDate.parse(date) if date else None, ())


def only(consents: list[Consent], statements: list[Statement]) -> list[Compared]:
    return compare("cedaw", "Q277072", consents, statements, ITEMS, TODAY)


def consent(state: str, date: str, kind: str = "Ratification") -> Consent:
    return Consent(state, kind, date, f"act-{state}", PAGE)


@pytest.mark.parametrize(
    ("here", "there", "difference"),
    [
        ("1980-07-02", "1980-07-02", "same"),
        ("1980-07-02", "1980", "same"),
        ("1980", "1980-07-02", "same"),
        ("1980-07-02", "1980-07-03", "other date"),
        ("1980-07-02", "1981", "other date"),
        ("1980-07-02", "", "no date there"),
        ("", "1980", "same"),
    ],
)
def test_dates(here: str, there: str, difference: str) -> None:
    (found,) = only([consent("SWE", here)], [told("Q34", there)])
    assert (found.difference, found.here, found.there) == (difference, here, there)
    assert bool(found.quickstatement) == (difference == "no date there")


def test_what_is_not_there_can_be_given_back_with_its_source() -> None:
    (found,) = only([consent("SWE", "1980-07-02")], [])
    assert found.difference == "not there"
    assert found.quickstatement.split("\t") == [
        "Q277072",
        "P6193",
        "Q34",
        "P585",
        "+1980-07-02T00:00:00Z/11",
        "S854",
        f'"{PAGE}"',
        "S813",
        "+2026-11-23T00:00:00Z/11",
    ]


def test_a_year_is_given_back_as_a_year() -> None:
    assert "\t+1980-00-00T00:00:00Z/9\t" in quickstatement("Q277072", "Q34", "1980", PAGE, TODAY)


def test_a_succession_is_told_and_not_given_back_as_a_ratification() -> None:
    (found,) = only([consent("CZE", "1993-02-22", "Succession")], [])
    assert (found.difference, found.quickstatement) == ("succession", "")


def test_what_stands_only_there_is_told_without_a_line() -> None:
    found = only([], [told("Q252", "1984-09-13"), told("Q99999999", name="t"), told("", name="u")])
    assert [(one.state, one.difference, one.quickstatement) for one in found] == [
        ("", "unknown state", ""),
        ("IDN", "only there", ""),
        ("Q99999999", "unknown state", ""),
    ]


def test_of_two_statements_on_a_state_the_fitting_one_is_taken_and_the_other_told() -> None:
    found = only([consent("MEX", "1981-03-23")], [told("Q96", "1980-07-17", "wrong"), told("Q96", "1981-03-23", "right")])
    assert [(one.difference, one.statement) for one in found] == [("same", "statement-right"), ("only there", "statement-wrong")]


def test_a_party_without_an_item_and_a_source_without_an_address_give_no_line() -> None:
    (unknown,) = only([consent("x-nowhere", "1981-01-01")], [])
    (silent,) = only([Consent("SWE", "Ratification", "1980-07-02", "act", "")], [])
    assert (unknown.difference, unknown.quickstatement) == ("unknown state", "")
    assert (silent.difference, silent.quickstatement) == ("not there", "")


@pytest.fixture
def wikidata() -> Iterator[str]:
    """A server in the place of Wikidata's: two statements on CEDAW, one of them a year off."""
    entity = "http://www.wikidata.org/entity/"

    def row(state: str, day: str) -> dict[str, dict[str, str]]:
        return {
            "treaty": {"type": "uri", "value": f"{entity}Q277072"},
            "statement": {"type": "uri", "value": f"{entity}statement/Q277072-{state}"},
            "state": {"type": "uri", "value": f"{entity}{state}"},
            "time": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": f"{day}T00:00:00Z"},
            "precision": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "11"},
        }

    body = json.dumps({"head": {"vars": []}, "results": {"bindings": [row("Q34", "1980-07-02"), row("Q252", "1985-09-13")]}}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


def test_the_command_reports_and_writes_lines_to_give_back(
    wikidata: str, asked_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CEDAW by its depositary: Sweden ratified on 2 July 1980, Indonesia on 13 September 1984, Mexico on 23 March 1981."""
    monkeypatch.setenv("SERVANDA_HOME", str(asked_home))
    monkeypatch.setenv("SERVANDA_WIKIDATA", wikidata)
    lines = tmp_path / "back.tsv"
    assert main(["wikidata-report", "--instrument", "cedaw", "--quickstatements", str(lines), "--json"]) == 0
    found = {row["state"]: row for row in json.loads(capsys.readouterr().out)["compared"]}
    assert (found["SWE"]["difference"], found["SWE"]["here"]) == ("same", "1980-07-02")
    assert (found["IDN"]["difference"], found["IDN"]["here"], found["IDN"]["there"]) == ("other date", "1984-09-13", "1985-09-13")
    assert found["MEX"]["difference"] == "not there"
    written = lines.read_text(encoding="utf-8").splitlines()
    (mexico,) = [line for line in written if "\tQ96\t" in line]
    assert "\tP585\t+1981-03-23T00:00:00Z/11\tS854\t" in mexico
    assert not [line for line in written if "\tQ252\t" in line]  # either may be wrong: a person decides


def test_a_treaty_that_is_none_is_refused(wikidata: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SERVANDA_WIKIDATA", wikidata)
    assert main(["wikidata-report", "--instrument", "no-such-treaty"]) == 2
    assert "no treaty 'no-such-treaty'" in capsys.readouterr().err
