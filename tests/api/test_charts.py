"""Pictures over the built graph: their pages, their files, and that their numbers are the API's."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from servanda.api.charts import FORMS, MAKERS
from servanda.viz import map_files

NAMES = tuple(MAKERS)
Command = Callable[..., Any]


@pytest.fixture(scope="module", autouse=True)
def shapes_are_there() -> None:
    if not (map_files.FOLDER / map_files.FILE).is_file():
        sentence = "the shapes of the maps are not installed: run `make setup`"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI they must be there")
        pytest.skip(sentence)


def table(client: httpx.Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def answer(client: httpx.Client, address: str) -> Any:
    found = client.get(address)
    assert found.status_code == 200, found.text
    return found.json()["answer"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_picture_its_table_and_everything_to_take_away(client: httpx.Client, name: str, language: str) -> None:
    page = client.get(f"/view/chart/{name}?language={language}")
    assert page.status_code == 200, page.text
    assert f'<html lang="{language}">' in page.text
    rows = page.text.count("<tr>") - 1
    assert rows > 5
    assert str(rows) in re.findall(r'<p class="quiet">[^<]*</p>', page.text)[0]
    for form in ("svg", "png", "json", "csv", "vl.json"):
        assert f'href="/chart/{name}.{form}?' in page.text
    assert "<iframe" in page.text.replace("&lt;", "<")
    assert f"/view/chart/{name}" in client.get(f"/view/charts?language={language}").text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_the_same_bytes_twice_and_is_not_sent_again(client: httpx.Client, name: str) -> None:
    first = client.get(f"/chart/{name}.svg?size=narrow&on=2023-01-01")
    again = client.get(f"/chart/{name}.svg?size=narrow&on=2023-01-01")
    assert first.status_code == 200, first.text
    assert first.content == again.content
    assert first.headers["content-type"] == "image/svg+xml"
    assert client.get(f"/chart/{name}.svg?size=narrow&on=2023-01-01", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(f"/chart/{name}.png?size=narrow&on=2023-01-01").content.startswith(b"\x89PNG")
    spec = client.get(f"/chart/{name}.vl.json?size=narrow&on=2023-01-01").json()
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_parties_on_the_map_are_those_of_the_binding_answers(client: httpx.Client) -> None:
    rows = {row["code"]: row for row in table(client, "/chart/parties.csv?instrument=icrmw&on=2023-01-01")}
    data = answer(client, "/chart/parties.json?instrument=icrmw&on=2023-01-01")
    assert data["counts"] == {"bound": 58, "not_bound": 141}, "Malawi, the 58th, is bound from this very day"
    assert sum(row["status"] == "bound" for row in rows.values()) == 58
    for code in ("IDN", "SAU", "PHL", "VEN", "TUV"):
        status = answer(client, f"/api/states/{code}/binding/icrmw?on=2023-01-01")["status"]
        assert rows[code]["status"] == status
    svg = client.get("/chart/parties.svg?instrument=icrmw&on=2023-01-01").text
    assert ">Bound: 58</text>" in svg
    assert ">Not bound: 141</text>" in svg


@pytest.mark.parametrize("name", ["parties", "gaps"])
def test_a_part_of_the_world_counts_the_states_that_it_shows(client: httpx.Client, name: str) -> None:
    asked = "instrument=icrmw&on=2023-01-01"
    everywhere = {row["code"]: row for row in table(client, f"/chart/{name}.csv?{asked}")}
    here = {row["code"]: row for row in table(client, f"/chart/{name}.csv?{asked}&area=gulf")}
    assert {"SAU", "ARE", "BHR", "KWT", "OMN", "QAT", "IRQ", "TUR", "EGY"} <= set(here)
    assert not {"USA", "IDN", "FRA", "AUS", "ARG", "x-european-union"} & set(here)
    assert {row.pop("area") for row in here.values()} == {"gulf"}
    assert here == {code: everywhere[code] for code in here}, "the same rows, fewer of them"
    data = answer(client, f"/chart/{name}.json?{asked}&area=gulf")
    assert (data["area"], {row["code"] for row in data["rows"]}) == ("gulf", set(here))
    page = client.get(f"/view/chart/{name}?{asked}&area=gulf&language=en").text
    assert page.count("<tr>") == len(here) + 1
    assert f"the {len(here)} states whose middle" in page


@pytest.mark.parametrize(("language", "first"), [("en", "On this cut of the map"), ("id", "Pada potongan peta ini")])
def test_legend_subtitle_and_alternative_text_of_a_part_have_its_counts(client: httpx.Client, language: str, first: str) -> None:
    asked = f"instrument=icrmw&on=2023-01-01&area=gulf&language={language}"
    statuses = [row["status"] for row in table(client, f"/chart/parties.csv?{asked}")]
    bound, not_bound = statuses.count("bound"), statuses.count("not_bound")
    assert 0 < bound < 58
    alt = re.findall(r'<img [^>]*alt="([^"]*)"', client.get(f"/view/chart/parties?{asked}").text)[0]
    words = (f"{bound} bound, {not_bound} not bound", "Bound") if language == "en" else (f"{bound} terikat, {not_bound} tidak", "Terikat")
    assert f"{first}: {words[0]}" in alt
    for size in ("wide", "narrow"):
        assert f">{words[1]}: {bound}</text>" in client.get(f"/chart/parties.svg?{asked}&size={size}").text


def test_the_map_of_gaps_counts_what_the_corridors_count(client: httpx.Client) -> None:
    whole = answer(client, "/api/corridors/IDN/SAU?on=2023-01-01")
    asked = [
        cell["destination"]["status"]
        for cell in whole["cells"]
        if cell["instrument"] == "icrmw" and cell["covers"] == "yes" and cell["destination"]["status"] != "not_asked"
    ]
    rows = {row["code"]: row for row in table(client, "/chart/gaps.csv?instrument=icrmw&on=2023-01-01")}
    for status in ("bound", "limited", "matched", "partly_matched", "not_bound", "not_known"):
        assert int(rows["SAU"][status]) == asked.count(status), status
    assert rows["IDN"]["class"] == "all"
    assert all(sum(int(row[each]) for each in list(row)[3:9]) == int(row["of"]) for row in rows.values())


def test_the_grid_counts_the_duties_of_the_api(client: httpx.Client) -> None:
    rows = table(client, "/chart/topics.csv?state=IDN&state=SAU&topic=wages&on=2023-01-01")
    assert [row["code"] for row in rows] == ["IDN", "SAU"]
    for row in rows:
        duties = answer(client, f"/api/states/{row['code']}/duties?topic=wages&on=2023-01-01")["duties"]
        assert int(row["bound"]) == len({duty["obligation"] for duty in duties if duty["certain"]})


def test_parties_by_year_are_those_of_the_list_of_instruments(client: httpx.Client) -> None:
    rows = {row["on"]: row for row in table(client, "/chart/ratifications.csv?instrument=icrmw&on=2022-12-31")}
    assert next(iter(rows)) == "2003-12-31", "in force on 1 July 2003"
    assert int(rows["2003-12-31"]["bound"]) == 22
    for on in ("2010-12-31", "2022-12-31"):
        listed = answer(client, f"/api/instruments?on={on}")
        (parties,) = (each["parties"] for each in listed if each["instrument"].endswith("/icrmw"))
        assert int(rows[on]["bound"]) == parties


def test_a_denunciation_lowers_the_line(client: httpx.Client) -> None:
    rows = {row["on"][:4]: row for row in table(client, "/chart/ratifications.csv?instrument=stateless-1954&on=1970-12-31")}
    assert int(rows["1966"]["ended"]) + int(rows["1967"]["ended"]) == 1, "Madagascar denounced in 1965 (article 39: a year later)"


def test_the_timeline_has_the_dates_of_the_binding_answer(client: httpx.Client) -> None:
    rows = table(client, "/chart/timeline.csv?state=IDN&instrument=icrmw&on=2023-01-01")
    assert [(row["what"], row["from"], row["precision"]) for row in rows] == [
        ("Signature", "2004-09-22", "day"),
        ("Ratification", "2012-05-31", "day"),
        ("BindingPeriod", "2012-09-01", "day"),
    ]


def test_people_of_corridors_are_the_apis_and_add_up_to_the_sources_total(client: httpx.Client, root: Path) -> None:
    found = answer(client, "/chart/flows.json?state=SAU&direction=to&most=5")
    api = answer(client, "/api/corridors/people?destination=SAU&at_most=5")
    assert [row["people"] for row in found["rows"]] == [row["people"] for row in api["corridors"]]
    assert found["people"] == api["people"]
    totals = csv.DictReader((root / "loaders/data/migrant_stock/totals.csv").read_text(encoding="utf-8").splitlines())
    (total,) = (int(row["2024"]) for row in totals if row["destination"] == "SAU")
    assert found["people"] + found["territories"] + found["not_told"] == total


def test_after_the_sources_day_silence_is_not_known_and_the_page_says_so(client: httpx.Client) -> None:
    shown = client.get("/view/chart/parties?instrument=icrmw&language=en").text
    assert "the last day for which the sources here tell" in shown
    later = client.get("/view/chart/parties?instrument=icrmw&on=2026-11-23&language=en").text
    assert "no longer tell who has not consented" in later
    assert answer(client, "/chart/parties.json?instrument=icrmw&on=2026-11-23")["counts"].get("not_bound", 0) == 0


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/view/chart/cake", 404, "there is no picture 'cake'"),
        ("/chart/parties.gif", 404, "svg, png"),
        ("/chart/parties.svg?size=huge", 400, "wide or narrow"),
        ("/chart/parties.svg?area=moon", 400, "no part of the world"),
        ("/chart/parties.svg?instrument=udhr", 400, "not a treaty"),
        ("/chart/parties.svg?on=2023-13-01", 400, "YYYY-MM-DD"),
        ("/chart/gaps.svg?role=transit", 400, "no role"),
        ("/chart/flows.svg?direction=up", 400, "from or to"),
        ("/chart/topics.svg?group=nato", 400, "no group of states"),
        ("/chart/timeline.svg?state=XXX", 404, "no state 'XXX'"),
        ("/chart/ratifications.svg?instrument=cat+ced+cedaw+crc+crpd+iccpr+icerd", 400, "6 instruments at most"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(client: httpx.Client, address: str, status: int, words: str) -> None:
    answered = client.get(address)
    assert answered.status_code == status
    assert words in answered.json()["detail"]


def test_one_file_holds_picture_and_table_and_asks_nothing_of_elsewhere(servanda: Command, tmp_path: Path) -> None:
    out = tmp_path / "parties.html"
    ran = servanda("chart", "parties", "instrument=icrmw", "on=2023-01-01", "--language", "id", "--out", str(out))
    assert (ran.status, ran.err) == (0, ""), ran.err
    page = out.read_text(encoding="utf-8")
    assert page.count("data:image/svg+xml;base64,") == 2
    assert page.count("<tr>") == 200
    assert "<script" not in page
    assert re.findall(r'(?:src|srcset)="(?!data:)|<link rel="stylesheet"|url\((?!#|data:)', page) == []
    assert set(re.findall(r'href="(https?://[^/"]+)', page)) <= {"https://w3id.org", "https://creativecommons.org"}
    first = out.read_bytes()
    servanda("chart", "parties", "instrument=icrmw", "on=2023-01-01", "--language", "id", "--out", str(out))
    assert out.read_bytes() == first


def test_the_form_of_a_file_is_told_by_its_name(servanda: Command, tmp_path: Path) -> None:
    out = tmp_path / "flows.vl.json"
    ran = servanda("chart", "flows", "state=SAU", "direction=to", "most=3", "--out", str(out), "--json")
    assert json.loads(ran.out)["rows"] == 5
    assert json.loads(out.read_text(encoding="utf-8"))["usermeta"]["credit"]
    refused = servanda("chart", "flows", "--out", str(tmp_path / "flows.gif"))
    assert refused.status == 2
    assert ".svg" in refused.err
    assert "NAME=VALUE" in servanda("chart", "flows", "colour=red", "--out", str(out)).err
    assert set(FORMS) == {"svg", "png", "json", "csv", "vl.json"}
