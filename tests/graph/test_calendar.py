"""When instruments can be denounced: worked by hand from the articles, and what must hold of all windows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.graph.calendar import HORIZON, Window, windows
from servanda.graph.delays import Delay
from servanda.graph.denunciation import Denounceable, Opening, next_opening
from servanda.graph.derive import Derived
from servanda.graph.effect_rules import EffectRule, with_clocks
from servanda.graph.errors import BadRule
from servanda.graph.facts import Facts

D = datetime.date


@pytest.fixture(scope="module")
def found(facts: Facts, derived: Derived) -> list[Window]:
    return list(windows(facts.rules, derived.periods))


def of(found: list[Window], instrument: str, state: str = "") -> list[Opening]:
    return [window.opening for window in found if (window.instrument, window.state) == (instrument, state)]


@pytest.mark.parametrize(
    ("instrument", "first", "length_ends", "then"),
    [
        # C029 art 30: in force 1 May 1932; ten years, then five by five
        ("ilo-c029", D(1942, 5, 1), D(1943, 5, 1), [D(1947, 5, 1), D(1952, 5, 1)]),
        # C097 art 17: in force 22 January 1952; ten by ten
        ("ilo-c097", D(1962, 1, 22), D(1963, 1, 22), [D(1972, 1, 22), D(1982, 1, 22)]),
        # C105 art 5: in force 17 January 1959
        ("ilo-c105", D(1969, 1, 17), D(1970, 1, 17), [D(1979, 1, 17), D(1989, 1, 17)]),
        # C189 art 22: in force 5 September 2013; within the first year of each new period of ten years
        ("ilo-c189", D(2023, 9, 5), D(2024, 9, 5), [D(2033, 9, 5), D(2043, 9, 5)]),
        # P029 art 9(1): whenever C029 is open; the Protocol is in force since 9 November 2016
        ("ilo-p029", D(2017, 5, 1), D(2018, 5, 1), [D(2022, 5, 1), D(2027, 5, 1)]),
    ],
)
def test_conventions_of_the_ilo_open_by_their_own_clock(
    found: list[Window], instrument: str, first: datetime.date, length_ends: datetime.date, then: list[datetime.date]
) -> None:
    """A denunciation takes effect one year after it was registered."""
    openings = of(found, instrument)
    assert (openings[0].opens, openings[0].closes) == (first, length_ends)
    assert openings[0].effect == first.replace(year=first.year + 1)
    assert [opening.opens for opening in openings[1:3]] == then


def test_c019_stays_open_after_ten_years(found: list[Window]) -> None:
    """C019 art 10 knows no further periods; in force 8 September 1926."""
    assert of(found, "ilo-c019") == [Opening(D(1936, 9, 8), None, D(1937, 9, 8))]


def test_the_convention_of_1956_is_left_at_the_end_of_three_years(found: list[Window]) -> None:
    """Art 14: notice six months before the end of a period; the first began on 30 April 1957."""
    assert of(found, "slavery-supplementary-1956")[:2] == [
        Opening(D(1957, 4, 30), D(1959, 10, 31), D(1960, 4, 30)),
        Opening(D(1960, 4, 30), D(1962, 10, 31), D(1963, 4, 30)),
    ]


def test_indonesia_may_leave_the_icrmw_since_september_2017(found: list[Window]) -> None:
    """Bound since 1 September 2012; art 89(1) five years, art 89(2) the first day of the month after twelve months."""
    assert of(found, "icrmw", "IDN") == [Opening(D(2017, 9, 1), None, D(2018, 10, 1))]
    assert of(found, "icrmw") == [], "its clock is each state's own"


@pytest.mark.parametrize("instrument", ["ilo-c143", "ilo-c190", "ilo-c157", "ilo-c187", "achr-1969", "cat", "crc", "iccpr", "cedaw"])
def test_no_window_where_the_text_was_not_read_or_needs_none(found: list[Window], instrument: str) -> None:
    """C143: of article 19 only paragraph 2 was read; C187: not how long its further periods are."""
    assert not [window for window in found if window.instrument == instrument]


def test_recorded_denunciations_of_c105_fall_into_its_windows(facts: Facts, found: list[Window]) -> None:
    """Singapore 1979 and Malaysia 1990, by the year."""
    recorded = [act.row.date for act in facts.acts if (act.row.kind, act.row.instrument) == ("Denunciation", "ilo-c105")]
    assert len(recorded) == 2
    for date in recorded:
        assert date is not None
        assert any(o.opens <= date.latest and o.closes is not None and date.earliest < o.closes for o in of(found, "ilo-c105"))


def test_windows_follow_one_another(found: list[Window]) -> None:
    for key in {(window.instrument, window.state) for window in found}:
        for one, other in pairwise(of(found, *key)):
            assert one.closes is not None
            assert one.opens < one.closes <= other.opens
            assert one.effect is None or one.opens < one.effect
    assert all(window.opening.opens <= HORIZON for window in found)
    assert len({(window.instrument, window.state, window.opening.opens) for window in found}) == len(found), "each has its own name"


def test_every_rule_that_lets_a_state_leave_says_when_or_was_not_read(facts: Facts) -> None:
    silent = {slug for slug, rule in facts.rules.items() if rule.denunciation_allowed and rule.denounceable is None}
    assert silent == {"achr-1969", "ilo-c143"}


@given(bound=st.dates(D(1930, 1, 1), D(2100, 1, 1)), day=st.dates(D(1930, 1, 1), D(2100, 1, 1)), window=st.booleans(), own=st.booleans())
def test_an_opening_for_a_state_never_comes_before_it_is_bound(bound: datetime.date, day: datetime.date, window: bool, own: bool) -> None:
    clock = "entry-into-force-for-state" if own else "instrument-entry-into-force"
    clause = Denounceable.of(f"years:10 from-{clock}", "months:12 every years:5" if window else "open", D(1932, 5, 1))
    assert clause is not None
    for opening in islice(clause.openings(bound, Delay("years", 1)), 4):
        assert opening.opens >= bound
        assert opening.closes is None or opening.opens < opening.closes
        assert opening.effect == Delay("years", 1).apply(opening.opens)
    following = next_opening(clause.openings(bound, None), day)
    assert following is not None
    assert following.closes is None or following.closes > day


@pytest.mark.parametrize(
    ("first_after", "window"),
    [("ten years", "open"), ("years:10", "open"), ("none", "months:12"), ("none", "always"), ("years:10 from-adoption", "open")],
)
def test_a_clause_in_other_words_is_refused(first_after: str, window: str) -> None:
    with pytest.raises(BadRule, match="write"):
        Denounceable.of(first_after, window, None)


def test_blank_cells_mean_that_nothing_was_read() -> None:
    assert Denounceable.of("", "", D(1932, 5, 1)) is None
    partly = Denounceable.of("years:10 from-instrument-entry-into-force", "", D(1932, 5, 1))
    assert partly is not None
    assert list(partly.openings(D(1950, 1, 1), None)) == []


def test_a_protocol_takes_the_times_of_its_convention(rule: Callable[..., EffectRule]) -> None:
    times = {"denunciation_first_after": "years:10 from-instrument-entry-into-force", "denunciation_window": "open"}
    convention = rule("ilo-c029", "1932-05-01", **times)
    protocol = rule("ilo-p029", "2016-11-09", denunciation_first_after="as:ilo-c029")
    assert with_clocks({"ilo-c029": convention, "ilo-p029": protocol})["ilo-p029"].denounceable == convention.denounceable
    with pytest.raises(BadRule, match="no effect rule for 'ilo-c029'"):
        with_clocks({"ilo-p029": protocol})


@pytest.mark.parametrize(
    ("delay", "last"),
    [
        (Delay("months", 6), D(2028, 10, 30)),
        (Delay("days", 30), D(2029, 3, 31)),
        (Delay("years", 1), D(2028, 4, 30)),
        (Delay("none", 0), D(2029, 4, 30)),
    ],
)
def test_the_last_day_of_a_notice(delay: Delay, last: datetime.date) -> None:
    assert delay.before(D(2029, 4, 30)) == last
