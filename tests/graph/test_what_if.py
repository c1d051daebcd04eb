"""What would follow: worked by hand from the final clauses, on the packaged facts."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from servanda.graph.derive import Derived
from servanda.graph.errors import BadChange
from servanda.graph.facts import Facts
from servanda.graph.suppose import MOVE, REMOVE, WITHDRAW, Change
from servanda.graph.what_if import Consequences, each_alone, what_if
from servanda.loaders.dates import PartialDate

D = datetime.date
Suppose = Callable[..., Consequences]

#: Former states of which no source here tells the day of their end; of the first two none tells an act, either.
WITHOUT_A_DAY = ("x-soviet-union", "x-democratic-yemen", "x-yemen-arab-republic", "x-serbia-and-montenegro")


@pytest.fixture(scope="module")
def suppose(facts: Facts, derived: Derived) -> Suppose:
    def run(*changes: Change) -> Consequences:
        return what_if(facts, derived, changes)

    return run


def codes(found: Consequences) -> list[str]:
    return [problem.code for problem in found.problems]


def spans(found: Consequences, state: str, instrument: str) -> list[tuple[str, str | None]]:
    (pair,) = (pair for pair in found.pairs if (pair.state, pair.instrument) == (state, instrument))
    return [(period.starts, period.ends) for period in pair.after]


def test_saudi_arabia_ratifies_c189(suppose: Suppose) -> None:
    """C189 art 21(3): twelve months after registration. Art 22: ten years from 5 September 2013, then in the first year of each ten."""
    found = suppose(Change("SAU", "ilo-c189", "Ratification", D(2027, 3, 1)))
    assert codes(found) == []
    assert spans(found, "SAU", "ilo-c189") == [("2028-03-01", None)]
    assert found.pairs[0].before == ()
    assert found.lost == ()
    assert {duty.obligation.instrument for duty in found.gained} == {"ilo-c189"}
    assert {(duty.start, duty.end) for duty in found.gained} == {(D(2028, 3, 1), None)}
    (way,) = found.ways_out
    assert way.opening is not None
    assert (way.opening.opens, way.opening.closes, way.opening.effect) == (D(2033, 9, 5), D(2034, 9, 5), D(2034, 9, 5))


def test_the_steps_say_that_nobody_did_it(suppose: Suppose) -> None:
    found = suppose(Change("SAU", "ilo-c189", "Ratification", D(2027, 3, 1)))
    (period,) = found.pairs[0].after
    assert "hypothetical" in period.steps[0].english
    assert "/id/supposed-action/" in str(period.consent.chosen.iri)


def test_an_accession_to_the_icrmw_and_the_way_out_again(suppose: Suppose) -> None:
    """Art 87(2): first day of the month after three months. Art 89: not before five years, first day of the month after twelve months."""
    found = suppose(Change("SAU", "icrmw", "Accession", D(2027, 3, 1)))
    assert spans(found, "SAU", "icrmw") == [("2027-07-01", None)]
    (way,) = found.ways_out
    assert way.opening is not None
    assert (way.opening.opens, way.opening.closes, way.opening.effect) == (D(2032, 7, 1), None, D(2033, 8, 1))


def test_a_ratification_without_a_signature_is_called_an_accession(suppose: Suppose) -> None:
    found = suppose(Change("SAU", "icrmw", "Ratification", D(2027, 3, 1)))
    assert codes(found) == ["not-signed"]
    assert spans(found, "SAU", "icrmw") == [("2027-07-01", None)]


def test_indonesia_denounces_the_icrmw(suppose: Suppose) -> None:
    """Bound since 2012-09-01: open since 2017-09-01. Notified 15 January 2027: twelve months end on 15 January 2028."""
    found = suppose(Change("IDN", "icrmw", "Denunciation", D(2027, 1, 15)))
    assert spans(found, "IDN", "icrmw") == [("2012-09-01", "2028-02-01")]
    assert found.gained == ()
    assert {(duty.start, duty.end) for duty in found.lost} == {(D(2028, 2, 1), None)}


def test_five_years_must_have_passed(suppose: Suppose) -> None:
    early = suppose(Change("IDN", "icrmw", "Denunciation", D(2017, 8, 31)))
    assert codes(early) == ["closed"]
    assert "2017-09-01" in early.problems[0].english
    assert codes(suppose(Change("IDN", "icrmw", "Denunciation", D(2017, 9, 1)))) == []


@pytest.mark.parametrize(
    ("day", "refused"),
    [(D(2022, 4, 30), True), (D(2022, 5, 1), False), (D(2023, 4, 30), False), (D(2023, 5, 1), True), (D(2027, 5, 1), False)],
)
def test_c029_opens_for_a_year_every_five_years(suppose: Suppose, day: datetime.date, refused: bool) -> None:
    """In force since 1 May 1932, ten years to 1 May 1942, then five by five: 2022 and 2027 (art 30)."""
    found = suppose(Change("IDN", "ilo-c029", "Denunciation", day))
    assert [problem.code for problem in found.problems if problem.refused] == (["closed"] if refused else [])


def test_who_denounces_c029_denounces_its_protocol(suppose: Suppose) -> None:
    """P029 art 9(2) and (3). Saudi Arabia is party to both."""
    found = suppose(Change("SAU", "ilo-c029", "Denunciation", D(2027, 6, 15)))
    assert spans(found, "SAU", "ilo-c029") == [("1979-06-15", "2028-06-15")]
    assert spans(found, "SAU", "ilo-p029") == [("2022-05-26", "2028-06-15")]
    assert codes(found) == ["ends-with"]
    assert [change.instrument for change in found.accepted] == ["ilo-c029", "ilo-p029"]


def test_the_slavery_convention_of_1956_ends_with_its_three_years(suppose: Suppose) -> None:
    """Art 14: periods of three years from 30 April 1957; the one that runs in June 2027 ends on 30 April 2029."""
    found = suppose(Change("PHL", "slavery-supplementary-1956", "Denunciation", D(2027, 6, 15)))
    assert spans(found, "PHL", "slavery-supplementary-1956") == [("1964-11-17", "2029-04-30")]
    late = suppose(Change("PHL", "slavery-supplementary-1956", "Denunciation", D(2028, 10, 31)))
    assert codes(late) == ["closed"], "six months before 30 April 2029 is 30 October 2028"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("SAU", "ilo-c189", "Accession", D(2027, 3, 1)), "not-open"),
        (Change("SAU", "refugee-protocol-1967", "Ratification", D(2027, 3, 1)), "not-open"),
        (Change("IDN", "icrmw", "Accession", D(2027, 3, 1)), "already-bound"),
        (Change("IDN", "icrmw", "Ratification", D(2012, 5, 31)), "already-recorded"),
        (Change("MYS", "ilo-p029", "Ratification", D(2014, 6, 10)), "before-adoption"),
        (Change("SAU", "ilo-c157", "Ratification", D(2027, 3, 1)), "no-rule"),
        (Change("USA", "ilo-p029", "Ratification", D(2027, 3, 1)), "no-parent"),
        (Change("USA", "cedaw-op", "Accession", D(2027, 3, 1)), "no-parent"),
        (Change("x-yugoslavia", "icrmw", "Accession", D(2027, 3, 1)), "state-gone"),
        *((Change(former, "icrmw", "Accession", D(2027, 3, 1)), "state-gone") for former in WITHOUT_A_DAY),
        (Change("SAU", "icrmw", "Denunciation", D(2027, 3, 1)), "not-bound"),
        (Change("IDN", "iccpr", "Denunciation", D(2027, 3, 1)), "no-clause"),
        (Change("PHL", "ilo-c143", "Denunciation", D(2027, 3, 1)), "denunciation-unread"),
        (Change("IDN", "icrmw", "PartialAcceptance", D(2012, 5, 31), affects=("icrmw/part-iv",)), "not-excludable"),
        (Change("KEN", "ilo-c097", "PartialAcceptance", D(2027, 3, 1), affects=("ilo-c097/annex-i",)), "not-with-consent"),
        (Change("KEN", "ilo-c097", "PartialAcceptance", D(2027, 3, 1)), "nothing-named"),
    ],
)
def test_what_a_state_cannot_do_is_refused_in_a_sentence(suppose: Suppose, change: Change, code: str) -> None:
    found = suppose(change)
    assert code in codes(found)
    assert all(problem.refused for problem in found.problems)
    assert (found.accepted, found.pairs, found.gained, found.lost) == ((), (), (), ())
    for problem in found.problems:
        for sentence in (problem.english, problem.indonesian):
            assert sentence.endswith(".")
            assert "{" not in sentence


def test_the_united_states_need_only_have_signed_the_crc_for_its_second_protocol(suppose: Suppose) -> None:
    """CRC-OP-SC art 13(2); the United States signed the Convention in 1995 and are party to the Protocol: as if they were not."""
    found = suppose(Change("USA", "crc-op-sc", "Ratification", None, REMOVE), Change("USA", "crc-op-sc", "Ratification", D(2027, 3, 1)))
    assert [problem.code for problem in found.problems if problem.refused] == []


def test_c097_without_an_annex(suppose: Suppose) -> None:
    """Art 14(1): a Member may exclude annexes when it ratifies. Excluded parts give no duty."""
    whole = suppose(Change("SAU", "ilo-c097", "Ratification", D(2027, 6, 15)))
    found = suppose(
        Change("SAU", "ilo-c097", "Ratification", D(2027, 6, 15)),
        Change("SAU", "ilo-c097", "PartialAcceptance", D(2027, 6, 15), affects=("ilo-c097/annex-i",)),
    )
    assert codes(found) == []
    assert found.pairs[0].after[0].excludes == ("ilo-c097/annex-i",)
    left = {duty.obligation.provision for duty in whole.gained} - {duty.obligation.provision for duty in found.gained}
    assert {path.split("/")[1] for path in left} <= {"annex-i"}
    assert not any(duty.obligation.provision.startswith("ilo-c097/annex-i/") for duty in found.gained)


def test_an_exclusion_is_withdrawn(suppose: Suppose, derived: Derived) -> None:
    excluded = next(period for period in derived.periods if period.instrument == "ilo-c097" and period.excludes and period.end is None)
    acts = [act for act in excluded.acts if act.row.kind == "PartialAcceptance"]
    change = Change(excluded.state, "ilo-c097", "PartialAcceptance", D(2027, 1, 1), WITHDRAW, of=acts[0].row.date)
    found = suppose(change)
    (pair,) = found.pairs
    assert pair.after[-1].starts == "2027-01-01"
    assert set(pair.after[-1].excludes) < set(excluded.excludes)
    assert found.lost == ()


def test_an_act_never_done_and_an_act_on_another_day(suppose: Suppose) -> None:
    gone = suppose(Change("IDN", "icrmw", "Ratification", None, REMOVE))
    assert spans(gone, "IDN", "icrmw") == []
    assert {(duty.start, duty.end) for duty in gone.lost} == {(D(2012, 9, 1), None)}
    moved = suppose(Change("IDN", "icrmw", "Ratification", D(2010, 1, 15), MOVE))
    assert spans(moved, "IDN", "icrmw") == [("2010-05-01", None)]
    assert {(duty.start, duty.end) for duty in moved.gained} == {(D(2010, 5, 1), D(2012, 9, 1))}
    later = suppose(Change("IDN", "icrmw", "Ratification", D(2020, 1, 15), MOVE))
    assert {(duty.start, duty.end) for duty in later.lost} == {(D(2012, 9, 1), D(2020, 5, 1))}


def test_an_earlier_consent_binds_earlier(suppose: Suppose) -> None:
    found = suppose(Change("IDN", "icrmw", "Ratification", D(2005, 3, 1)))
    assert spans(found, "IDN", "icrmw") == [("2005-07-01", None)]


def test_denounced_and_ratified_anew(suppose: Suppose) -> None:
    found = suppose(
        Change("IDN", "icrmw", "Denunciation", D(2027, 1, 15)),
        Change("IDN", "icrmw", "Accession", D(2030, 1, 15)),
    )
    assert codes(found) == []
    assert spans(found, "IDN", "icrmw") == [("2012-09-01", "2028-02-01"), ("2030-05-01", None)]
    assert {(duty.start, duty.end) for duty in found.lost} == {(D(2028, 2, 1), D(2030, 5, 1))}


def test_a_signature_binds_to_nothing(suppose: Suppose) -> None:
    found = suppose(Change("SAU", "icrmw", "Signature", D(2027, 3, 1)))
    assert codes(found) == ["signature-only"]
    assert found.gained == ()


def test_a_consent_that_only_a_table_tells_of_stays_unconfirmed(suppose: Suppose, derived: Derived) -> None:
    """What the depositary's complete list does not have does not become true because a state is supposed to consent later."""
    doubt = next(doubt for doubt in derived.unconfirmed if doubt.records[0].row.instrument.startswith("ilo-"))
    row = doubt.records[0].row
    found = suppose(Change(row.state, row.instrument, "Ratification", D(2027, 3, 1)))
    assert [starts for starts, _ in spans(found, row.state, row.instrument)] == ["2028-03-01"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("SAUDI", "icrmw", "Accession", D(2027, 3, 1)), "no state 'SAUDI'"),
        (Change("HKG", "icrmw", "Accession", D(2027, 3, 1)), "territory"),
        (Change("SAU", "ilo-c999", "Ratification", D(2027, 3, 1)), "no instrument 'ilo-c999'"),
        (Change("SAU", "icrmw", "Objection", D(2027, 3, 1)), "no act that can be supposed"),
        (Change("SAU", "icrmw", "Accession"), "a day is needed"),
        (Change("IDN", "icrmw", "Ratification", D(2027, 3, 1), REMOVE), "takes no date"),
        (Change("SAU", "icrmw", "Ratification", None, REMOVE), "nothing to remove"),
        (Change("IDN", "icrmw", "Ratification", None, REMOVE, of=PartialDate.parse("2011")), "of 2011 is recorded"),
        (Change("IDN", "icrmw", "Ratification", D(2027, 3, 1), WITHDRAW), "ended by a denunciation"),
        (Change("SAU", "icrmw", "Accession", D(2027, 3, 1), "undo"), "no way to change"),
        (Change("SAU", "icrmw", "Accession", D(2027, 3, 1), affects=("icrmw/25",)), "left out"),
        (Change("TTO", "iccpr-op1", "Denunciation", None, REMOVE), "2 acts are recorded"),
    ],
)
def test_what_is_not_there_cannot_be_supposed(suppose: Suppose, change: Change, words: str) -> None:
    with pytest.raises(BadChange, match=words):
        suppose(change)


def test_each_by_itself_is_what_the_same_tells_alone(facts: Facts, derived: Derived) -> None:
    """One that is accepted, one that is refused, a protocol whose convention was not ratified, a former state, and another state's."""
    changes = [
        Change("SAU", "ilo-c189", "Ratification", D(2027, 3, 1)),
        Change("SAU", "ilo-c029", "Ratification", D(2027, 3, 1)),
        Change("MYS", "iccpr-op1", "Accession", D(2027, 3, 1)),
        Change("IDN", "icrmw", "Accession", D(1980, 1, 1)),
        Change("x-yugoslavia", "icrmw", "Ratification", D(2027, 3, 1)),
    ]
    for change, found in zip(changes, each_alone(facts, derived, changes), strict=True):
        whole = what_if(facts, derived, [change])
        assert (found.accepted, found.problems, found.pairs, found.ways_out) == (
            whole.accepted,
            whole.problems,
            whole.pairs,
            whole.ways_out,
        )
        assert (found.gained, found.lost) == ((), ())


def test_each_by_itself_where_an_act_is_taken_away(facts: Facts, derived: Derived) -> None:
    """What is removed can change what a source covers, so that every record counts."""
    changes = [Change("IDN", "icrmw", "Ratification", way=REMOVE), Change("SAU", "icrmw", "Accession", D(2027, 3, 1))]
    found = list(each_alone(facts, derived, changes))
    assert [each.pairs for each in found] == [what_if(facts, derived, [change]).pairs for change in changes]


def test_each_by_itself_refuses_what_is_not_there(facts: Facts, derived: Derived) -> None:
    with pytest.raises(BadChange, match="there is no state 'XXX'"):
        list(each_alone(facts, derived, [Change("XXX", "icrmw", "Accession", D(2027, 3, 1))]))
