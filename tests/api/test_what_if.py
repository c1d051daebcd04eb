"""What if, at both doors: what would follow is worked by hand, and every answer says that nothing of it happened."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., dict[str, Any]]
SAU = {"state": "SAU", "instrument": "ilo-c189", "kind": "ratification", "date": "2027-03-01"}


@pytest.fixture
def get(client: httpx.Client) -> Ask:
    def ask(address: str = "/api/what-if", **parameters: Any) -> dict[str, Any]:
        response = client.get(address, params=parameters)
        assert response.status_code == 200, response.text
        return response.json()

    return ask


@pytest.fixture
def post(client: httpx.Client) -> Ask:
    def ask(*changes: dict[str, Any], **question: Any) -> dict[str, Any]:
        response = client.post("/api/what-if", json={"changes": changes, **question})
        assert response.status_code == 200, response.text
        return response.json()

    return ask


def test_saudi_arabia_ratifies_c189(get: Ask) -> None:
    """C189 art 21(3): bound from 1 March 2028. Art 22: the first window afterwards opens on 5 September 2033."""
    found = get(**SAU)
    answer = found["answer"]
    (pair,) = answer["periods"]
    assert pair["recorded"] == []
    assert [(period["from"], period["until"]) for period in pair["supposed"]] == [("2028-03-01", None)]
    assert {(duty["from"], duty["until"]) for duty in answer["duties_gained"]} == {("2028-03-01", None)}
    assert "ilo-c189-7-a" in {duty["obligation"] for duty in answer["duties_gained"]} or len(answer["duties_gained"]) > 40
    assert answer["duties_lost"] == []
    (way,) = answer["ways_out"]
    assert (way["opens"], way["closes"], way["earliest_effect"]) == ("2033-09-05", "2034-09-05", "2034-09-05")
    assert "until 2034-09-04" in way["text"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("state", "instrument", "kind"),
    [
        ("MYS", "ilo-c189", "ratification"),
        ("SAU", "ilo-c029", "denunciation"),
        ("SAU", "icrmw", "accession"),
        ("IDN", "icrmw", "denunciation"),
        ("MYS", "ilo-c097", "ratification"),
    ],
)
def test_what_is_recorded_is_told_as_the_binding_answer_of_that_day(
    get: Ask, client: httpx.Client, servanda: Callable[..., Any], state: str, instrument: str, kind: str, language: str
) -> None:
    """The sources on C189 end before 2027, those on the others do not, or tell of a consent: three values, never a second opinion."""
    asked = {"state": state, "instrument": instrument, "date": "2027-05-15", "language": language}
    (pair, *_) = get(**asked, kind=kind)["answer"]["periods"]
    bound = get(f"/api/states/{state}/binding/{instrument}", on="2027-05-15", language=language)["answer"]
    assert pair["recorded_status"] == {name: bound[name] for name in ("on", "status", "rule", "reason", "caveat")}
    page = client.get("/view/what-if", params={**asked, "kind": kind}).text
    assert f'class="status {bound["status"]}"' in page
    assert bound["reason"] in html.unescape(page)
    ran = servanda("what-if", state, instrument, kind, "2027-05-15", "--language", language)
    (line,) = [each for each in ran.out.splitlines() if bound["reason"] in each]
    words = {"bound": "bound", "not_bound": "not bound", "not_known": "not known"}
    if language == "en":
        assert f"on 2027-05-15: {words[bound['status']]}. " in line


def test_a_day_after_the_sources_is_not_known_and_never_told_as_not_bound(get: Ask, servanda: Callable[..., Any]) -> None:
    (pair,) = get(state="MYS", instrument="ilo-c189", kind="ratification", date="2027-03-01")["answer"]["periods"]
    assert pair["recorded_status"]["status"] == "not_known"
    ran = servanda("what-if", "MYS", "ilo-c189", "ratification", "2027-03-01")
    assert "as recorded: no period; on 2027-03-01: not known. " in ran.out
    assert "not bound" not in ran.out
    earlier = get(state="MYS", instrument="ilo-c189", kind="ratification", date="2027-03-01", on="2025-04-29")
    assert earlier["answer"]["periods"][0]["recorded_status"]["status"] == "not_bound", "the day of the list of parties"


def test_the_description_tells_what_the_recorded_status_is(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for way in ("get", "post"):
        schema = paths["/api/what-if"][way]["responses"]["200"]["content"]["application/json"]["schema"]
        told = schema["properties"]["answer"]["properties"]["periods"]["items"]["properties"]["recorded_status"]
        assert told["properties"]["status"]["enum"] == ["bound", "not_bound", "not_known"]


def test_every_answer_is_marked_as_hypothetical_and_can_be_checked(get: Ask, client: httpx.Client) -> None:
    found = get(**SAU, origin="IDN", destination="SAU", worker="domestic-worker")
    assert found["answer"]["hypothetical"] is True
    assert found["answer"]["note"].startswith("Hypothetical")
    (period,) = found["answer"]["periods"][0]["supposed"]
    assert period["supposed_acts"] == ["https://w3id.org/servanda/id/supposed-action/sau/ilo-c189/ratification/2027-03-01"]
    assert "hypothetical" in period["steps"][0]["text"]
    assert set(found) == {"answer", "sparql", "citations", "data_version", "sources_as_at"}
    assert any(line.startswith("ILO C189 art 21(3)") for line in found["citations"])
    for name, query in found["sparql"].items():
        response = client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
        assert response.status_code == 200, name
    assert "2028-03-01" not in client.get("/api/states/SAU/binding/ilo-c189?on=2028-03-01").text.replace('"on":"2028-03-01"', ""), (
        "not kept"
    )


def test_it_answers_in_indonesian(get: Ask) -> None:
    answer = get(**SAU, language="id")["answer"]
    assert answer["note"].startswith("Hipotetis")
    assert "mulai berlaku" in answer["periods"][0]["supposed"][0]["steps"][1]["text"]
    assert "Dapat ditinggalkan" in answer["ways_out"][0]["text"]


def test_a_corridor_is_read_on_the_day_of_effect(get: Ask) -> None:
    """Indonesia is bound by the ICRMW since 2012: an accession of Saudi Arabia closes what is asked of both or of the destination."""
    icrmw = {"state": "SAU", "instrument": "icrmw", "kind": "accession", "date": "2027-03-01", "origin": "IDN", "destination": "SAU"}
    corridor = get(**icrmw)["answer"]["corridor"]
    assert corridor["on"] == "2027-07-01"
    assert corridor["opens"] == 0
    assert corridor["closes"] == sum(change["closes"] for change in corridor["changed"]) > 100
    for change in corridor["changed"]:
        if change["instrument"] == "icrmw":
            assert change["destination_after"] in {"bound", "limited"}
            assert change["destination_before"] not in {"bound", "limited"}
    earlier = get(**icrmw, on="2027-06-30")["answer"]["corridor"]
    assert (earlier["closes"], earlier["changed"]) == (0, []), "the day before, nothing has changed"


def test_one_place_of_a_corridor_is_enough(get: Ask) -> None:
    corridor = get(**SAU, origin="IDN")["answer"]["corridor"]
    assert (corridor["origin"], corridor["destination"]) == ("IDN", "SAU")


def test_a_denunciation_opens_gaps_and_takes_the_protocol_along(post: Ask) -> None:
    """C029 is open from 1 May 2027 for a year; P029 art 9(2). Effect one year after 15 June 2027."""
    change = {"state": "SAU", "instrument": "ilo-c029", "kind": "denunciation", "date": "2027-06-15"}
    answer = post(change, origin="IDN", destination="SAU")["answer"]
    ended = {pair["instrument"]: pair["supposed"][-1]["until"] for pair in answer["periods"]}
    assert ended == {"ilo-c029": "2028-06-15", "ilo-p029": "2028-06-15"}
    assert [each["instrument"] for each in answer["changes"] if each["implied"]] == ["ilo-p029"]
    assert answer["corridor"]["on"] == "2028-06-15"
    assert answer["corridor"]["opens"] > 0
    assert answer["corridor"]["closes"] == 0


def test_several_changes_one_after_the_other(post: Ask) -> None:
    answer = post(
        {"state": "IDN", "instrument": "icrmw", "kind": "denunciation", "date": "2027-01-15"},
        {"state": "IDN", "instrument": "icrmw", "kind": "accession", "date": "2030-01-15"},
    )["answer"]
    (pair,) = answer["periods"]
    assert [(each["from"], each["until"]) for each in pair["supposed"]] == [("2012-09-01", "2028-02-01"), ("2030-05-01", None)]
    assert {(duty["from"], duty["until"]) for duty in answer["duties_lost"]} == {("2028-02-01", "2030-05-01")}


def test_annexes_are_left_out(get: Ask) -> None:
    answer = get(state="SAU", instrument="ilo-c097", kind="ratification", date="2027-06-15", exclude=["ilo-c097/annex-i"])["answer"]
    assert answer["periods"][0]["supposed"][0]["excludes"] == ["ILO C097 annex i"]
    assert answer["problems"] == []


def test_an_act_that_the_law_does_not_allow_is_refused_in_a_sentence(get: Ask) -> None:
    answer = get(state="IDN", instrument="icrmw", kind="denunciation", date="2017-08-31")["answer"]
    (problem,) = answer["problems"]
    assert (problem["code"], problem["refused"]) == ("closed", True)
    assert "2017-09-01" in problem["text"]
    assert problem["articles"] == ["ICRMW art 89(1)", "ICRMW art 89(2)"]
    assert (answer["periods"], answer["duties_lost"]) == ([], [])
    assert answer["changes"][0]["accepted"] is False


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"date": "2027-02-30"}, 400, "'2027-02-30' is not a day"),
        ({"date": "tomorrow"}, 400, "not a day"),
        ({"state": "SAUDI"}, 404, "no state 'SAUDI'"),
        ({"instrument": "ilo-c998"}, 404, "no instrument 'ilo-c998'"),
        ({"kind": "ratify"}, 400, "did you mean ratification?"),
        ({"kind": "objection"}, 400, "no act that can be supposed"),
        ({"change": "undo"}, 400, "no way to change an act"),
        ({"change": "remove", "date": None}, 400, "nothing to remove"),
        ({"date": None}, 400, "a day is needed"),
        ({"of": "March"}, 400, "is not a date"),
        ({"origin": "SAU", "destination": "SAU"}, 400, "must be two states"),
        ({"origin": "IDN", "worker": "astronaut"}, 400, "no kind of worker 'astronaut'"),
        ({"origin": "XXX"}, 404, "no state 'XXX'"),
        ({"on": "2027-13-01"}, 400, "not a day"),
        ({"language": "fr"}, 400, "no language"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(client: httpx.Client, wrong: dict[str, Any], status: int, words: str) -> None:
    asked = {name: value for name, value in {**SAU, **wrong}.items() if value is not None}
    response = client.get("/api/what-if", params=asked)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]


@pytest.mark.parametrize(
    "body", [{}, {"changes": []}, {"changes": [SAU] * 21}, {"changes": [{**SAU, "colour": "red"}]}, {"changes": [SAU], "x": 1}, []]
)
def test_a_body_of_another_shape_is_refused(client: httpx.Client, body: Any) -> None:
    response = client.post("/api/what-if", json=body)
    assert response.status_code == 400
    assert response.json()["detail"]


def test_consents_are_ranked_by_the_gaps_they_close(get: Ask, client: httpx.Client) -> None:
    found = get("/api/what-if/ranking", origin="IDN", destination="SAU", on="2026-11-22")
    answer = found["answer"]
    ranking = answer["ranking"]
    assert answer["hypothetical"] is True
    assert [(each["closes"], each["obligations"]) for each in ranking] == sorted(
        ((each["closes"], each["obligations"]) for each in ranking), reverse=True
    )
    consents = {(each["state"], each["instrument"]): each for each in ranking}
    assert not {("IDN", "icrmw"), ("SAU", "ilo-c029"), ("IDN", "ilo-c029")} & set(consents), "they are bound already"
    icrmw = consents["SAU", "icrmw"]
    assert (icrmw["kind"], icrmw["effect"]) == ("accession", "2027-03-01"), "not signed; first day of the month after 22 February 2027"
    assert icrmw["closes_not_known"] <= icrmw["closes"]
    assert icrmw["obligations"] == icrmw["closes"] + icrmw["still_open"]
    assert consents["SAU", "ilo-c189"]["effect"] == "2027-11-22"
    assert consents["SAU", "ilo-c189"]["closes"] == 0, "what C189 asks of every party stays open at Indonesia"
    followed = client.get(ranking[0]["what_if"]).json()["answer"]
    assert followed["corridor"]["closes"] == ranking[0]["closes"], "the single answer says the same"
    assert all(query.startswith("PREFIX") for query in found["sparql"].values())


def test_what_cannot_be_done_is_not_ranked(get: Ask) -> None:
    """The United States are no party to C029, so that P029 is closed to them (P029 art 8(1))."""
    answer = get("/api/what-if/ranking", origin="IDN", destination="USA")["answer"]
    assert ("USA", "ilo-p029", "no-parent") in {(each["state"], each["instrument"], each["code"]) for each in answer["not_possible"]}
    assert ("USA", "ilo-p029") not in {(each["state"], each["instrument"]) for each in answer["ranking"]}


def test_a_ranking_needs_two_states(client: httpx.Client) -> None:
    response = client.get("/api/what-if/ranking?origin=IDN&destination=IDN")
    assert response.status_code == 400
    assert "two states" in response.json()["detail"]


def test_the_command_says_the_same(servanda: Callable[..., Any], get: Ask) -> None:
    ran = servanda("what-if", "SAU", "ilo-c189", "ratification", "2027-03-01", "--origin", "IDN", "--json")
    assert ran.status == 0
    assert json.loads(ran.out) == get(**SAU, origin="IDN")


def test_the_command_speaks_to_people(servanda: Callable[..., Any]) -> None:
    ran = servanda("what-if", "SAU", "ilo-c189", "ratification", "2027-03-01", "--origin", "IDN", "--worker", "domestic-worker")
    assert ran.status == 0
    assert ran.out.startswith("Hypothetical")
    assert "as supposed: 2028-03-01" in ran.out
    assert "duties gained, the first from 2028-03-01" in ran.out
    assert "IDN → SAU, domestic worker, on 2028-03-01" in ran.out
    ranked = servanda("what-if", "--rank", "IDN", "SAU", "--on", "2026-11-22")
    assert ranked.status == 0
    assert "Migrant Workers Convention" in ranked.out.splitlines()[3]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["SAU", "ilo-c189"], "name state, instrument, kind of act and day"),
        (["SAU", "ilo-c189", "ratification", "2027-02-30"], "is not a day"),
        (["SAU", "ilo-c189", "ratified", "2027-03-01"], "did you mean ratification?"),
        (["IDN", "icrmw", "ratification", "2027-03-01", "--change", "remove"], "name state, instrument and kind of act"),
        (["SAU", "--rank", "IDN", "SAU"], "name no act beside it"),
    ],
)
def test_the_command_refuses_in_a_sentence(servanda: Callable[..., Any], arguments: list[str], words: str) -> None:
    ran = servanda("what-if", *arguments)
    assert ran.status == 2
    assert words in ran.err


def test_the_day_of_the_ranking_is_today(get: Ask) -> None:
    assert get("/api/what-if/ranking", origin="IDN", destination="SAU")["answer"]["on"] == datetime.date.today().isoformat()
