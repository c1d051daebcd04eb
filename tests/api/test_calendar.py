"""The calendar, in every form: what stands in it is worked by hand, and its forms are read back by other programs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import feedparser
import httpx
import icalendar
import pytest
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def get(client: httpx.Client) -> Ask:
    def ask(**parameters: str) -> dict[str, Any]:
        response = client.get("/api/calendar", params=parameters)
        assert response.status_code == 200, response.text
        return response.json()

    return ask


def told(found: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    return [(each["what"], each["instrument"], each["opens"], each["closes"]) for each in found["answer"]["events"]]


def test_windows_of_conventions(get: Ask) -> None:
    """C029 in force 1 May 1932 and P029 by its clock, C189 5 September 2013, C097 22 January 1952."""
    events = told(get(**{"from": "2027-01-01", "until": "2033-12-31"}))
    assert ("can-be-denounced", "ilo-c029", "2027-05-01", "2028-05-01") in events
    assert ("can-be-denounced", "ilo-p029", "2032-05-01", "2033-05-01") in events
    assert ("can-be-denounced", "ilo-c189", "2033-09-05", "2034-09-05") in events
    assert ("can-be-denounced", "ilo-c097", "2032-01-22", "2033-01-22") in events
    assert events == sorted(events, key=lambda event: event[2])


def test_a_window_that_is_open_on_the_first_day_is_in(get: Ask) -> None:
    inside = told(get(**{"from": "2028-04-30", "until": "2028-04-30"}, instrument="ilo-c029"))
    after = told(get(**{"from": "2028-05-01", "until": "2028-05-01"}, instrument="ilo-c029"))
    assert inside == [("can-be-denounced", "ilo-c029", "2027-05-01", "2028-05-01")]
    assert after == []


def test_indonesia_and_the_icrmw(get: Ask) -> None:
    """Bound since 1 September 2012; may leave five years later; effect first of the month after twelve months."""
    found = get(**{"from": "2012-01-01", "until": "2018-12-31"}, state="IDN", instrument="icrmw")
    assert told(found) == [("begins", "icrmw", "2012-09-01", None), ("can-be-denounced", "icrmw", "2017-09-01", None)]
    begins, leave = found["answer"]["events"]
    assert begins["title"] == "Migrant Workers Convention (ICRMW) enters into force for Indonesia"
    assert begins["articles"] == ["ICRMW art 87(2)"]
    assert leave["title"] == "Indonesia can denounce Migrant Workers Convention (ICRMW)"
    assert (leave["effect"], leave["articles"]) == ("2018-10-01", ["ICRMW art 89(1)", "ICRMW art 89(2)"])
    assert leave["source"] == "un-treaties-ohchr/cmw.json"


def test_a_state_sees_only_the_windows_of_what_binds_it(get: Ask) -> None:
    """Indonesia is party to C029 and not to C097."""
    instruments = {event[1] for event in told(get(**{"from": "2022-01-01", "until": "2023-12-31"}, state="IDN"))}
    assert "ilo-c029" in instruments
    assert "ilo-c097" not in instruments


def test_an_end_and_an_instrument_of_its_own(get: Ask) -> None:
    """Belarus left the first protocol to the ICCPR on 8 February 2023 (end note 6); C190 is in force since 25 June 2021."""
    ends = told(get(**{"from": "2023-01-01", "until": "2023-12-31"}, state="BLR", instrument="iccpr-op1"))
    assert ends == [("ends", "iccpr-op1", "2023-02-08", None)]
    assert ("enters-into-force", "ilo-c190", "2021-06-25", None) in told(get(**{"from": "2021-06-01", "until": "2021-06-30"}))


def test_where_there_is_no_window_it_says_why(get: Ask) -> None:
    """Of C143 article 19 only paragraph 2 was read; the CRC can be denounced at any time; the ICCPR has no clause."""
    for instrument, code in (("ilo-c143", "not-read"), ("crc", "any-time"), ("iccpr", "no-clause")):
        found = get(**{"from": "2027-01-01"}, instrument=instrument)["answer"]
        assert [(each["code"], each["instruments"]) for each in found["without_windows"]] == [(code, [instrument])]
    assert get(**{"from": "2027-01-01"}, instrument="ilo-c189")["answer"]["without_windows"] == []


def test_the_answer_can_be_checked(get: Ask, client: httpx.Client) -> None:
    found = get(**{"from": "2027-01-01", "until": "2028-12-31"}, state="IDN")
    assert set(found) == {"answer", "sparql", "citations", "data_version", "sources_as_at"}
    response = client.post(
        "/sparql",
        content=found["sparql"]["calendar"].encode(),
        headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
    )
    rows = response.json()["results"]["bindings"]
    assert [row["day"]["value"] for row in rows] == [event["opens"] for event in found["answer"]["events"]]


def test_without_days_it_looks_ten_years_ahead(get: Ask) -> None:
    answer = get(instrument="ilo-c189")["answer"]
    today = datetime.date.today()
    assert answer["from"] == today.isoformat()
    assert answer["until"][:4] == str(today.year + 10)


def test_beyond_the_horizon_it_says_so(get: Ask) -> None:
    assert "2050" in get(**{"from": "2049-01-01", "until": "2060-01-01"})["answer"]["caveat"]
    assert get(**{"from": "2049-01-01", "until": "2050-12-31"})["answer"]["caveat"] == ""


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({"from": "2027-02-30"}, 400, "not a day"),
        ({"until": "soon"}, 400, "not a day"),
        ({"from": "2027-01-02", "until": "2027-01-01"}, 400, "before it begins"),
        ({"state": "XXX"}, 404, "no state 'XXX'"),
        ({"instrument": "ilo-c999"}, 404, "no instrument 'ilo-c999'"),
        ({"language": "fr"}, 400, "no language"),
    ],
)
@pytest.mark.parametrize("door", ["/api/calendar", "/api/calendar.ics", "/api/calendar.atom"])
def test_what_is_not_there_is_said_in_one_sentence(
    client: httpx.Client, door: str, parameters: dict[str, str], status: int, words: str
) -> None:
    response = client.get(door, params=parameters)
    assert response.status_code == status
    assert words in response.json()["detail"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_calendar_program_reads_it(client: httpx.Client, get: Ask, language: str) -> None:
    asked = {"from": "2027-01-01", "until": "2033-12-31", "language": language}
    response = client.get("/api/calendar.ics", params=asked)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.content.endswith(b"END:VCALENDAR\r\n")
    read = icalendar.Calendar.from_ical(response.content)
    events = list(read.walk("VEVENT"))
    assert not [error for part in read.walk() for error in part.errors]
    expected = get(**asked)["answer"]["events"]
    assert [str(event["SUMMARY"]) for event in events] == [each["title"] for each in expected]
    c189 = next(event for event in events if "ilo-c189" in event["UID"])
    assert (c189.start, c189.end) == (datetime.date(2033, 9, 5), datetime.date(2034, 9, 5)), "an all-day span; its end is exclusive"
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all(event["DTSTAMP"].dt.tzinfo is not None for event in events)
    assert ("dapat ditinggalkan" if language == "id" else "can be denounced") in str(c189["SUMMARY"])
    assert str(c189["URL"]).startswith("https://w3id.org/servanda/id/denunciation-window/ilo-c189/")


def test_the_same_event_keeps_its_name_whatever_is_asked(client: httpx.Client) -> None:
    """A calendar program that fetches it again moves nothing and doubles nothing."""

    def names(**asked: str) -> dict[str, bytes]:
        content = client.get("/api/calendar.ics", params=asked).content
        return {str(part["UID"]): part.to_ical() for part in icalendar.Calendar.from_ical(content).walk("VEVENT")}

    wide, narrow = names(**{"from": "2027-01-01", "until": "2040-12-31"}), names(**{"from": "2033-09-05", "until": "2033-09-05"})
    assert {name: wide[name] for name in narrow} == narrow
    assert "can-be-denounced/denunciation-window/ilo-c189/2033-09-05@w3id.org" in narrow


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_feed_reader_reads_it(client: httpx.Client, get: Ask, language: str) -> None:
    asked = {"from": "2027-01-01", "until": "2033-12-31", "language": language}
    response = client.get("/api/calendar.atom", params=asked)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert read.version == "atom10"
    expected = get(**asked)["answer"]["events"]
    assert len(read.entries) == len(expected) > 10
    assert [entry.link for entry in read.entries] == [each["thing"] for each in expected]
    assert all(each["title"] in entry.title for entry, each in zip(read.entries, expected, strict=True))


def test_the_feed_has_what_rfc_4287_asks(client: httpx.Client) -> None:
    """Sections 4.1.1 and 4.1.2: id, title, updated and an author of the feed; id, title and updated of each entry; a link to itself."""
    feed = etree.fromstring(client.get("/api/calendar.atom", params={"from": "2027-01-01", "until": "2033-12-31", "state": "IDN"}).content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author", "subtitle"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert "/api/calendar.atom?" in str(own.get("href"))
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            (element,) = entry.findall(f"{ATOM}{name}")
            assert element.text
        datetime.datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated")))
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_feeds_say_nothing_of_when_they_were_asked(client: httpx.Client) -> None:
    asked = {"from": "2027-01-01", "until": "2033-12-31"}
    for door in ("/api/calendar.ics", "/api/calendar.atom"):
        assert client.get(door, params=asked).content == client.get(door, params=asked).content


def test_the_command_says_the_same(servanda: Callable[..., Any], get: Ask, client: httpx.Client) -> None:
    asked = ("--from", "2027-01-01", "--until", "2033-12-31", "--state", "IDN")
    parameters = {"from": "2027-01-01", "until": "2033-12-31", "state": "IDN"}
    ran = servanda("calendar", *asked, "--json")
    assert ran.status == 0
    assert json.loads(ran.out) == get(**parameters)
    written = servanda("calendar", *asked, "--ics")
    assert written.out.encode() == client.get("/api/calendar.ics", params=parameters).content
    shown = servanda("calendar", *asked)
    assert "C029 Forced Labour can be denounced" in shown.out
    assert "was not read in its text: " in shown.out


def test_the_command_refuses_in_a_sentence(servanda: Callable[..., Any]) -> None:
    assert "not both" in servanda("calendar", "--ics", "--json").err
    assert servanda("calendar", "--from", "2027-02-30").status == 2
    assert "no state 'XXX'" in servanda("calendar", "--state", "XXX").err
