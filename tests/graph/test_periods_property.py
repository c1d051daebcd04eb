"""What must hold of every binding period, whatever the acts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from servanda.graph.acts import SourcedAct
from servanda.graph.binding import binding_periods
from servanda.graph.effect_rules import EffectRule

IN_FORCE = datetime.date(2003, 7, 1)
DAY = st.dates(datetime.date(1980, 1, 1), datetime.date(2025, 12, 31)).map(str)
YEAR = st.integers(1980, 2025).map(str)
DELAY = st.sampled_from(["none", "days:30", "months:3", "months:12", "first-of-month-after-months:3"])
KIND = st.sampled_from(["Ratification", "Accession", "Succession", "Acceptance"])

Act = Callable[..., SourcedAct]
Rule = Callable[..., EffectRule]


@given(kind=KIND, consent=DAY | YEAR | st.none(), by=st.sampled_from(["depositary", "table"]), delay=DELAY)
def test_nobody_is_bound_before_entry_into_force_or_before_consenting(
    act: Act, rule: Rule, kind: str, consent: str | None, by: str, delay: str
) -> None:
    (period,) = binding_periods([act(kind, consent, by=by)], rule(state_delay=delay))
    assert IN_FORCE <= period.start.earliest <= period.start.latest
    if consent is not None:
        assert period.start.latest.isoformat()[: len(consent)] >= consent, "for certain only after the consent"
        if kind != "Succession":
            assert period.start.earliest.isoformat()[: len(consent)] >= consent
    assert (period.precision == "day") == period.start.is_day


@given(consent=DAY, denounced=DAY | YEAR, delay=DELAY)
def test_a_period_ends_after_it_begins(act: Act, rule: Rule, consent: str, denounced: str, delay: str) -> None:
    for period in binding_periods([act(date=consent), act("Denunciation", denounced)], rule(denunciation_delay=delay)):
        if period.end is not None:
            assert period.end.earliest <= period.end.latest
            assert period.start.latest < period.end.latest


@given(dates=st.lists(DAY, min_size=2, max_size=5, unique=True), left=st.lists(st.booleans(), min_size=4, max_size=4))
def test_periods_of_one_state_do_not_overlap(act: Act, rule: Rule, dates: list[str], left: list[bool]) -> None:
    """Consents follow each other; before each but the first the state may have left on the same day."""
    ordered = sorted(dates)
    acts = [act("Ratification", ordered[0])]
    for day, gone in zip(ordered[1:], left, strict=False):
        acts += [act("Denunciation", day)] if gone else []
        acts.append(act("Accession", day))
    periods = binding_periods(acts, rule())
    for one, other in pairwise(periods):
        assert one.end is not None
        assert one.end.latest <= other.start.latest
    assert periods[-1].end is None, "who came back last is bound"
    assert len({period.starts for period in periods}) == len(periods), "each period has a name of its own"


@given(consent=DAY | YEAR | st.none())
def test_every_period_says_why_in_both_languages(act: Act, rule: Rule, consent: str | None) -> None:
    (period,) = binding_periods([act(date=consent)], rule())
    assert len(period.steps) >= 2
    for step in period.steps:
        for sentence in (step.english, step.indonesian):
            assert sentence.endswith(".")
            assert "{" not in sentence
        assert step.english != step.indonesian
        assert step.act or step.article, "a step rests on an act or an article"
