"""What bound a state at the time of a claim: the duty, the period, or the reason why nothing did; years give answers of years."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.graph.binding import BindingPeriod
from servanda.graph.derive import Derived, derive
from servanda.graph.duties import Duty
from servanda.graph.facts import Facts, read_facts
from servanda.graph.report_time import Bond, Time, time_of
from servanda.graph.reported_duties import Binder, ReportedBinding
from servanda.graph.span import Span
from servanda.graph.territories import TerritorialPeriod
from servanda.loaders.dates import PartialDate
from servanda.loaders.reports import Report

Ask = Callable[..., Report]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


@pytest.fixture(scope="module")
def derived(facts: Facts) -> Derived:
    return derive(facts)


@pytest.fixture(scope="module")
def binder(facts: Facts, derived: Derived) -> Binder:
    return Binder(facts, derived)


@pytest.fixture(scope="module")
def claim(facts: Facts) -> Ask:
    """A claim about Saudi Arabia, made up from a real one; dates as they are written."""
    model = next(report for report in facts.reports if report.source == "un_supervision")

    def make(
        respondent: str = "SAU",
        reported_on: str = "2014-06-01",
        *,
        instruments: tuple[str, ...] = (),
        provisions: tuple[str, ...] = (),
        obligations: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        territory: str = "",
        event_from: str = "",
        event_until: str = "",
    ) -> Report:
        return replace(
            model,
            respondent=respondent,
            territory=territory,
            reported_on=PartialDate.parse_or_none(reported_on),
            event_from=PartialDate.parse_or_none(event_from),
            event_until=PartialDate.parse_or_none(event_until),
            instruments=instruments,
            provisions=provisions,
            obligations=obligations,
            topics=topics,
        )

    return make


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def span(first: str, last: str | None = None) -> Span:
    return Span(day(first), day(last or first))


def time(start: str, end: str | None = None) -> Time:
    return Time(PartialDate.parse(start), PartialDate.parse(end or start))


# The time of a claim


@pytest.mark.parametrize(
    ("about", "start", "end", "bond"),
    [
        (time("2014-06-01"), span("2014-06-01"), None, Bond.THROUGHOUT),
        (time("2014-06-01"), span("2014-06-02"), None, Bond.OUTSIDE),
        (time("2014-06-01"), span("2000-01-01"), span("2014-06-01"), Bond.OUTSIDE),  # the first day of being no longer bound
        (time("2014-06-01"), span("2000-01-01"), span("2014-06-02"), Bond.THROUGHOUT),
        (time("2014"), span("2014-01-01"), None, Bond.THROUGHOUT),
        (time("2014"), span("2014-01-02"), None, Bond.UNCERTAIN),  # one unknown day of 2014
        (time("2014"), span("2014-01-01", "2014-12-31"), None, Bond.UNCERTAIN),
        (time("2014-06-01"), span("2014-01-01", "2014-12-31"), None, Bond.UNCERTAIN),
        (time("2014"), span("2015-01-01"), None, Bond.OUTSIDE),
        (time("2010", "2014"), span("2012-03-01"), None, Bond.PARTLY),  # all of 2011 to 2013 is certainly meant
        (time("2010", "2014"), span("2014-03-01"), None, Bond.UNCERTAIN),
        (time("2010", "2014"), span("2000-01-01"), span("2012-03-01"), Bond.PARTLY),
        (time("2010-05-01", "2014-05-01"), span("2014-05-01"), None, Bond.PARTLY),  # its last day
    ],
)
def test_a_period_lies_to_the_time_of_a_claim(about: Time, start: Span, end: Span | None, bond: Bond) -> None:
    assert about.bond(start, end) is bond


@pytest.mark.parametrize(
    ("event_from", "event_until", "reported_on", "wanted"),
    [
        ("", "", "2014", ("2014", "2014")),
        ("2005", "2006", "2014", ("2005", "2006")),
        ("2005", "", "2014-03-01", ("2005", "2014-03-01")),  # not said to have ended
        ("", "2006-01-31", "2014", ("2006-01-31", "2006-01-31")),
        ("2014-05-01", "", "2014-03-01", ("2014-05-01", "2014-05-01")),
        ("2005", "", "", ("2005", "2005")),
    ],
)
def test_the_events_come_before_the_report(
    claim: Ask, event_from: str, event_until: str, reported_on: str, wanted: tuple[str, str]
) -> None:
    found = time_of(claim(event_from=event_from, event_until=event_until, reported_on=reported_on))
    assert found is not None
    assert (str(found.start), str(found.end)) == wanted


# What bound the state


def one(binder: Binder, report: Report) -> ReportedBinding:
    (found,) = binder.bind(report).bindings
    return found


def test_a_provision_gives_its_duties_and_an_instrument_its_period(binder: Binder, claim: Ask) -> None:
    """Saudi Arabia ratified C029 on 15 June 1978; it bound twelve months later (article 28(3))."""
    found = one(binder, claim(instruments=("ilo-c029",), provisions=("ilo-c029/25",)))
    assert [duty.obligation.provision for duty in found.bound_by if isinstance(duty, Duty)] == ["ilo-c029/25"] * len(found.bound_by)
    assert found.throughout
    whole = one(binder, claim(instruments=("ilo-c029",)))
    (period,) = whole.bound_by
    assert isinstance(period, BindingPeriod)
    assert period.starts == "1979-06-15"


def test_duties_of_an_article_are_those_of_all_its_parts(binder: Binder, claim: Ask) -> None:
    """C097 article 6 reaches from (1)(a)(i) to (2); the Philippines have been bound since 21 April 2010."""
    found = one(binder, claim("PHL", "2013", instruments=("ilo-c097",), provisions=("ilo-c097/6",)))
    stated = {duty.obligation.provision for duty in found.bound_by if isinstance(duty, Duty)}
    assert {"ilo-c097/6/1/a/i", "ilo-c097/6/1/b"} <= stated
    assert all(path.startswith("ilo-c097/6/") for path in stated)


def test_a_provision_without_an_encoded_duty_gives_the_period(binder: Binder, claim: Ask) -> None:
    """C029 article 2(1) only defines forced labour."""
    found = one(binder, claim(instruments=("ilo-c029",), provisions=("ilo-c029/2/1",)))
    (period,) = found.bound_by
    assert isinstance(period, BindingPeriod)
    assert found.reason == ""


def test_an_obligation_is_more_precise_than_its_provision_and_that_than_its_instrument(binder: Binder, claim: Ask) -> None:
    report = claim(instruments=("ilo-c029",), provisions=("ilo-c029/1/1", "ilo-c029/2/1"), obligations=("ilo-c029-1-1",))
    assert [(each.kind, each.target) for each in binder.bind(report).bindings] == [
        ("obligation", "ilo-c029-1-1"),
        ("provision", "ilo-c029/2/1"),
    ]


@pytest.mark.parametrize(
    ("respondent", "reported_on", "instrument", "reason"),
    [
        ("SAU", "1979-06-14", "ilo-c029", "notYetBound"),
        ("SAU", "2023-01-01", "icrmw", "noConsentRecorded"),  # the depositary's page lists every act
        ("IDN", "2012-08-31", "icrmw", "notYetBound"),
        ("IDN", "2012", "icrmw", "dateUncertain"),  # bound from 1 September 2012
        ("SAU", "2003-06-30", "icrmw", "instrumentNotInForce"),  # in force on 1 July 2003
        ("MYS", "2000-01-01", "ilo-c105", "noLongerBound"),  # denounced in 1990
        ("USA", "2016-11-30", "american-declaration-1948", "notATreaty"),
        ("IRQ", "1990-11-08", "ilo-c118", "consentNotKnown"),  # no source here lists the parties to C118
    ],
)
def test_what_did_not_bind_has_its_reason(
    binder: Binder, claim: Ask, respondent: str, reported_on: str, instrument: str, reason: str
) -> None:
    found = one(binder, claim(respondent, reported_on, instruments=(instrument,)))
    assert (found.reason, found.bound_by, found.throughout) == (reason, (), False)


def test_the_day_on_which_the_bond_begins_is_a_bound_day(binder: Binder, claim: Ask) -> None:
    assert one(binder, claim("IDN", "2012-09-01", instruments=("icrmw",))).throughout
    assert one(binder, claim("SAU", "1979-06-15", instruments=("ilo-c029",))).throughout


def test_a_claim_about_a_time_of_which_a_part_was_bound_says_so(binder: Binder, claim: Ask) -> None:
    found = one(binder, claim("IDN", "2014-01-01", instruments=("icrmw",), event_from="2010", event_until="2013-12-31"))
    assert found.bound_by
    assert not found.throughout


def test_a_part_left_out_bound_nobody_in_it(binder: Binder, derived: Derived, claim: Ask) -> None:
    """C097 article 14: annexes can be left out; any period that leaves one out shows it."""
    period = next(each for each in derived.periods if each.instrument == "ilo-c097" and "ilo-c097/annex-i" in each.excludes)
    first = period.start.latest + datetime.timedelta(days=400)
    assert period.end is None or first < period.end.earliest
    report = claim(period.state, first.isoformat(), instruments=("ilo-c097",), provisions=("ilo-c097/annex-i/3", "ilo-c097/6"))
    left_out, rest = binder.bind(report).bindings
    assert (left_out.reason, left_out.bound_by) == ("provisionLeftOut", ())
    assert rest.bound_by


def test_a_claim_that_names_no_standard_says_so_and_still_knows_what_bound_otherwise(binder: Binder, claim: Ask) -> None:
    """CEDAW has bound Qatar since 29 May 2009 (accession of 29 April 2009); the ICRMW never."""
    found = binder.bind(claim("QAT", "2014-04-23", topics=("forced-labour", "non-discrimination")))
    (nothing,) = found.bindings
    assert (nothing.target, nothing.reason) == ("", "noStandardNamed")
    otherwise = {period.instrument for period in found.otherwise}
    assert {"cedaw", "ilo-c029"} <= otherwise
    assert "icrmw" not in otherwise


def test_an_instrument_that_is_named_is_not_named_otherwise_too(binder: Binder, claim: Ask) -> None:
    found = binder.bind(claim("QAT", "2014-04-23", topics=("forced-labour",), instruments=("ilo-c029",)))
    assert "ilo-c029" not in {period.instrument for period in found.otherwise}


def test_what_only_may_have_bound_is_not_counted_as_binding_otherwise(binder: Binder, claim: Ask) -> None:
    """Qatar became bound by the ICCPR on 21 August 2018: a claim of that year may be older."""
    of_the_year = binder.bind(claim("QAT", "2018", topics=("forced-labour",)))
    assert "iccpr" not in {period.instrument for period in of_the_year.otherwise}
    of_the_next = binder.bind(claim("QAT", "2019", topics=("forced-labour",)))
    assert "iccpr" in {period.instrument for period in of_the_next.otherwise}


# Territories


def test_a_territory_with_acts_of_its_own_is_not_bound_by_what_binds_the_state(binder: Binder, claim: Ask) -> None:
    """China notified C029 for Hong Kong from 1 July 1997; it is itself a party to C029 only since 2023."""
    bound = one(binder, claim("CHN", "2015", instruments=("ilo-c029",), territory="HKG"))
    (period,) = bound.bound_by
    assert isinstance(period, TerritorialPeriod)
    assert (period.territory, period.state) == ("HKG", "CHN")
    open_question = one(binder, claim("CHN", "2015", instruments=("ilo-c143",), territory="HKG"))
    assert open_question.reason == "consentNotKnown"


def test_a_year_in_the_heading_of_a_comment_tells_when_a_territory_was_bound(binder: Binder, claim: Ask) -> None:
    """The ILO heads its comments on C097 "China - Hong Kong Special Administrative Region" with 1997: in force by the end of 1998."""
    (period,) = one(binder, claim("CHN", "2015", instruments=("ilo-c097",), territory="HKG")).bound_by
    assert isinstance(period, TerritorialPeriod)
    assert (period.start.earliest, period.start.latest) == (datetime.date(1997, 7, 1), datetime.date(1998, 12, 31))
    assert one(binder, claim("CHN", "1998", instruments=("ilo-c097",), territory="HKG")).reason == "dateUncertain"


def test_what_binds_a_part_of_a_state_alone_does_not_bind_the_state(binder: Binder, claim: Ask) -> None:
    """C097 in Malaysia: the ILO has it under "Malaysia - Sabah" alone; the Dutch table prints 3 March 1964 and 3 March 1965."""
    (period,) = one(binder, claim("MYS", "2013", instruments=("ilo-c097",), territory="x-sabah")).bound_by
    assert isinstance(period, TerritorialPeriod)
    assert (period.territory, period.state, period.start.earliest) == ("x-sabah", "MYS", datetime.date(1965, 3, 3))
    assert one(binder, claim("MYS", "2013", instruments=("ilo-c097",))).reason == "consentNotKnown"
    assert one(binder, claim("TZA", "2013", instruments=("ilo-c097",), territory="x-zanzibar")).bound_by
    assert one(binder, claim("TZA", "2013", instruments=("ilo-c097",))).reason == "consentNotKnown"


def test_a_part_of_a_state_is_bound_by_what_binds_the_state(binder: Binder, claim: Ask) -> None:
    """Malaysia is a party to C029 since 1957 as a whole."""
    (bond, *_) = one(binder, claim("MYS", "2013", instruments=("ilo-c029",), territory="x-sabah")).bound_by
    assert isinstance(bond, BindingPeriod)
    assert bond.state == "MYS"


# The real claims


def test_what_pages_print_as_ratified_bound_the_states_of_their_claims(facts: Facts, binder: Binder, shared_data: Path) -> None:
    """28 years of ratification stand in the headers of the pages: of the ILO, the depositary."""
    path = shared_data / "reports" / "ilo-supervision-normlex" / "ratification_years_shown_in_headers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        printed = {(row["code"], f"ilo-{row['instrument'].lower()}"): int(row["ratification_year"]) for row in csv.DictReader(stream)}
    seen = set()
    for report in facts.reports:
        if report.source != "normlex_supervision" or report.kind != "supervision":
            continue
        code = {"CHN": "HKG"}.get(report.respondent, f"{report.respondent}-SBH" if report.territory == "x-sabah" else report.respondent)
        for each in binder.bind(report).bindings:
            key = (code, each.instrument)
            if key in printed and each.time is not None and each.time.start.year >= printed[key] + 2:
                seen.add(key)
                assert each.bound_by, report.id
    assert len(seen) >= 20
    assert {("MYS-SBH", "ilo-c097"), ("HKG", "ilo-c097"), ("ITA", "ilo-c129")} <= seen


def test_no_claim_is_a_breach_of_what_did_not_bind(facts: Facts, binder: Binder) -> None:
    for report in facts.reports:
        for each in binder.bind(report).bindings:
            assert bool(each.bound_by) == (not each.reason)
            for bond in each.bound_by:
                period = bond.binding if isinstance(bond, Duty) else bond
                assert period.state == report.respondent
                assert each.time is not None
                assert period.start.latest <= each.time.end.latest
                assert period.end is None or each.time.start.earliest < period.end.latest
