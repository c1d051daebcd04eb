"""Which obligations cover which worker: expectations worked out from the articles themselves."""

from __future__ import annotations

import pytest

from servanda.queries.corridor_sides import DESTINATION, ORIGIN
from servanda.queries.errors import QuestionError
from servanda.queries.snapshot import Snapshot
from servanda.queries.worker_kinds import Covers, read_worker


def covers(snapshot: Snapshot, worker: str, obligation: str, side: str = DESTINATION) -> Covers:
    return read_worker(snapshot, worker).coverage(snapshot.obligation(obligation), side).covers


@pytest.mark.parametrize(
    ("worker", "obligation", "expected"),
    [
        # ICRMW: Part III is for all, Part IV for those in a regular situation (articles 1, 36)
        ("domestic-worker", "icrmw-25-1", "yes"),
        ("domestic-worker+irregular-situation", "icrmw-25-1", "yes"),
        ("domestic-worker+irregular-situation", "icrmw-39-1--1", "no"),
        ("domestic-worker+regular-situation", "icrmw-39-1--1", "yes"),
        ("domestic-worker", "icrmw-39-1--1", "depends"),
        # … article 45 is for the family, article 43 for the worker
        ("regular-situation", "icrmw-45-1-a", "depends"),
        ("family-member+regular-situation", "icrmw-45-1-a", "yes"),
        ("family-member+regular-situation", "icrmw-43-1-a", "no"),
        ("family-member+regular-situation", "icrmw-52-1", "no"),
        ("family-member+irregular-situation", "icrmw-28--2", "yes"),
        # article 3: whom the Convention leaves out
        ("investor", "icrmw-25-1", "no"),
        ("student-or-trainee", "icrmw-25-2", "no"),
        ("international-official", "icrmw-25-1", "no"),
        ("refugee-or-stateless", "icrmw-25-1", "depends"),
        ("seafarer", "icrmw-25-1", "depends"),
        # articles 58 to 60: which rights fit is not listed
        ("frontier+regular-situation", "icrmw-39-1--1", "depends"),
        ("seasonal+regular-situation", "icrmw-43-1-a", "depends"),
        ("itinerant+regular-situation", "icrmw-52-1", "depends"),
        ("seasonal+regular-situation", "icrmw-25-1", "yes"),
        ("seasonal+irregular-situation", "icrmw-43-1-a", "no"),
        # article 61(1): what project-tied workers and their families lack
        ("project-tied+regular-situation", "icrmw-43-1-a", "yes"),
        ("project-tied+regular-situation", "icrmw-43-1-b", "no"),
        ("project-tied+regular-situation", "icrmw-43-1-c", "no"),
        ("project-tied+regular-situation", "icrmw-43-1-d--1", "depends"),
        ("project-tied+regular-situation", "icrmw-52-1", "no"),
        ("project-tied+regular-situation", "icrmw-54-1-a", "no"),
        ("project-tied+regular-situation", "icrmw-55", "no"),
        ("project-tied+regular-situation", "icrmw-56-1", "yes"),
        ("project-tied+family-member+regular-situation", "icrmw-45-1-b", "no"),
        ("project-tied+family-member+regular-situation", "icrmw-45-1-a", "yes"),
        ("project-tied+family-member+regular-situation", "icrmw-53-1", "no"),
        # article 62: fewer exceptions
        ("specified-employment+regular-situation", "icrmw-43-1-b", "no"),
        ("specified-employment+regular-situation", "icrmw-54-1-a", "yes"),
        ("specified-employment+regular-situation", "icrmw-54-1-d", "no"),
        ("specified-employment+regular-situation", "icrmw-55", "yes"),
        ("specified-employment+family-member+regular-situation", "icrmw-45-1-b", "yes"),
        ("specified-employment+family-member+regular-situation", "icrmw-53-1", "no"),
        # article 63(1): without what only a contract of employment can give, and no list
        ("self-employed+regular-situation", "icrmw-54-1-a", "depends"),
        ("self-employed+regular-situation", "icrmw-39-1--1", "yes"),
        # C097 article 11 and articles 6 and 8
        ("regular-situation", "ilo-c097-6-1-b", "yes"),
        ("irregular-situation", "ilo-c097-6-1-b", "no"),
        ("irregular-situation", "ilo-c097-9", "depends"),
        ("frontier+regular-situation", "ilo-c097-9", "no"),
        ("seafarer+regular-situation", "ilo-c097-9", "no"),
        ("self-employed+regular-situation", "ilo-c097-9", "no"),
        ("regular-situation", "ilo-c097-8-1", "depends"),
        ("project-tied+regular-situation", "ilo-c097-8-1", "no"),
        # C189 articles 1 and 2: all domestic workers, within an employment relationship
        ("domestic-worker", "ilo-c189-10-1", "yes"),
        ("domestic-worker+irregular-situation", "ilo-c189-10-1", "yes"),
        ("domestic-worker+self-employed", "ilo-c189-10-1", "no"),
        ("seasonal", "ilo-c189-10-1", "depends"),
        # C143: Part I for all migrant workers (article 1), Part II without those of article 11(2)
        ("domestic-worker+irregular-situation", "ilo-c143-1", "yes"),
        ("frontier+irregular-situation", "ilo-c143-1", "yes"),
        ("frontier+regular-situation", "ilo-c143-10--1", "no"),
        ("seafarer+regular-situation", "ilo-c143-10--1", "no"),
        ("student-or-trainee+regular-situation", "ilo-c143-10--1", "no"),
        ("self-employed+regular-situation", "ilo-c143-10--1", "no"),
        ("specified-employment+regular-situation", "ilo-c143-10--1", "depends"),
        ("domestic-worker+regular-situation", "ilo-c143-10--1", "yes"),
        ("domestic-worker+irregular-situation", "ilo-c143-10--1", "no"),
        # European convention article 1: nationals of another party, and not those of paragraph 2
        ("domestic-worker+regular-situation", "cets-093-5--1", "depends"),
        ("domestic-worker+irregular-situation", "cets-093-5--1", "no"),
        ("seasonal+regular-situation", "cets-093-5--1", "no"),
        ("frontier+regular-situation", "cets-093-5--1", "no"),
        # C188 article 1(e) is for fishers, C102 article 77(1) leaves out seafarers, C155 article 3(b) means the employed
        ("seafarer", "ilo-c188-8-1", "depends"),
        ("offshore-worker", "ilo-c188-8-1", "no"),
        ("seafarer", "ilo-c102-71-1", "no"),
        ("self-employed", "ilo-c155-16-1", "no"),
        ("self-employed", "ilo-c155-12-a", "yes"),
        # C190 article 2: whoever works, whatever the contract, in the informal economy too
        ("domestic-worker+irregular-situation", "ilo-c190-4-1", "yes"),
        ("self-employed", "ilo-c190-4-1", "yes"),
        # C118 article 3(1): nationals of another party, branch by branch
        ("domestic-worker", "ilo-c118-3-1", "depends"),
        # refugees: lawful stay for wage-earning employment (17), none asked against return (33)
        ("refugee-or-stateless+irregular-situation", "refugee-1951-17-1", "depends"),
        # ICRMW article 62(2) is for the families
        ("specified-employment+regular-situation", "icrmw-62-2", "depends"),
        ("specified-employment+regular-situation", "icrmw-62-1", "yes"),
        # VCCR article 36: a national of the sending State, whatever the permission to stay
        ("domestic-worker+irregular-situation", "vccr-36-1-a--2", "yes"),
        # everybody; and P029 article 4(1), whatever the legal status
        ("domestic-worker+irregular-situation", "ilo-c029-1-1", "yes"),
        ("victim-of-forced-labour+irregular-situation", "ilo-p029-4-1", "yes"),
        ("victim-of-forced-labour+regular-situation", "ilo-p029-4-1", "yes"),
        ("domestic-worker", "ilo-p029-4-1", "depends"),
    ],
)
def test_who_is_covered(snapshot: Snapshot, worker: str, obligation: str, expected: Covers) -> None:
    assert covers(snapshot, worker, obligation) == expected


def test_what_covers_can_differ_between_the_two_states(snapshot: Snapshot) -> None:
    """ICCPR article 25 is for citizens: the worker is one of the State of origin, and none of the State of employment."""
    assert covers(snapshot, "domestic-worker", "iccpr-25-b--1", ORIGIN) == "yes"
    assert covers(snapshot, "domestic-worker", "iccpr-25-b--1", DESTINATION) == "no"


def test_a_refusal_and_a_condition_name_their_article(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "project-tied+regular-situation")
    (refused,) = worker.coverage(snapshot.obligation("icrmw-43-1-b"), DESTINATION).reasons
    assert (refused.degree, refused.article) == ("leavesKindOut", "ICRMW art 61(1)")
    for kind, article in (("frontier", "58(1)"), ("seasonal", "59(1)"), ("itinerant", "60")):
        found = read_worker(snapshot, f"{kind}+regular-situation").coverage(snapshot.obligation("icrmw-43-1-a"), DESTINATION)
        assert any(reason.degree == "leavesKindOpen" and article in reason.article for reason in found.reasons)


def test_a_condition_that_no_record_states_is_told_in_both_languages(snapshot: Snapshot) -> None:
    (reason,) = read_worker(snapshot, "domestic-worker").coverage(snapshot.obligation("ilo-p029-4-1"), DESTINATION).reasons
    assert reason.degree == "onlyInScope"
    assert "forced labour" in reason.text_en
    assert "kerja paksa" in reason.text_id


def test_a_worker_has_a_name_in_both_languages(snapshot: Snapshot) -> None:
    worker = read_worker(snapshot, "Domestic-Worker irregular-situation")
    assert worker.kinds == ("domestic-worker", "irregular-situation")
    assert worker.name("en") == "domestic worker + in an irregular situation"
    assert worker.name("id") == "pekerja rumah tangga + dalam situasi tidak reguler"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("maid", "there is no kind of worker 'maid' here. There are child,"),
        ("", "name a kind of worker"),
        ("+", "name a kind of worker"),
        ("regular-situation+irregular-situation", "exclude each other"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(snapshot: Snapshot, written: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        read_worker(snapshot, written)
