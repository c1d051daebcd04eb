"""The status pages: every fault of the source by name, what is refused, and the whole shared copy."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders import untc
from servanda.loaders.acts import ActRow, read_acts
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, UnknownState, WrongEncoding
from servanda.loaders.source import read_source
from servanda.loaders.states import StateNames
from servanda.loaders.untc_page import read_page

FILES = Path(__file__).parent / "files"
OP1 = FILES / "untc_iccpr_op1.html"
ESC = FILES / "untc_icescr_op.html"
COPY = Path("ratifications") / "untc-human-rights-2026-02"

Edit = Callable[..., Path]


@pytest.fixture(scope="module")
def small() -> list[ActRow]:
    return untc.load([OP1, ESC])


def of(acts: list[ActRow], instrument: str, state: str, kind: str) -> list[ActRow]:
    return [act for act in acts if (act.instrument, act.state, act.kind) == (instrument, state, kind)]


def one(acts: list[ActRow], instrument: str, state: str, kind: str) -> ActRow:
    (act,) = of(acts, instrument, state, kind)
    return act


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


# --- the main table -------------------------------------------------------------------------------------------------------------


def test_letters_behind_the_dates_tell_the_kind_of_act(small: list[ActRow]) -> None:
    assert one(small, "iccpr-op1", "DEU", "Accession").date == day("1993-08-25")
    assert one(small, "iccpr-op1", "AUT", "Ratification").date == day("1987-12-10")
    assert one(small, "iccpr-op1", "SRB", "SuccessionToSignature").date == day("2001-03-12")


def test_each_act_has_the_day_of_the_page_and_its_place(small: list[ActRow]) -> None:
    assert {act.as_at for act in small} == {day("2026-02-03")}
    assert one(small, "iccpr-op1", "AUT", "Ratification").place == "main table, row 1"
    assert all(act.place for act in small)


def test_fault_brackets(small: list[ActRow]) -> None:
    left = {(act.state, act.kind) for act in small if act.status == "no-longer-party"}
    assert left == {("BLR", "Accession"), ("JAM", "Signature"), ("JAM", "Ratification"), ("TTO", "Accession")}
    denunciation = one(small, "iccpr-op1", "BLR", "Denunciation")
    assert (denunciation.date, denunciation.effective_from) == (day("2022-11-08"), day("2023-02-08"))


def test_fault_no_row(small: list[ActRow]) -> None:
    assert not [act for act in small if act.state == "SAU"]
    assert "icrmw" in read_source("untc").complete_for
    assert len(read_source("untc").complete_for) == 18


def test_fault_entry_into_force(small: list[ActRow]) -> None:
    assert all(act.printed_entry_into_force is None for act in small)


# --- statements -----------------------------------------------------------------------------------------------------------------


def test_fault_blocks(small: list[ActRow]) -> None:
    first, second = of(small, "icescr-op", "SMR", "Declaration")
    assert (first.date, first.affects) == (day("2015-08-04"), ("icescr-op/10",))
    assert (second.date, second.affects) == (day("2015-08-05"), ("icescr-op/11",))
    assert "part 2 of 2" in second.place


def test_an_undated_statement_has_the_day_of_the_consent_and_says_so(small: list[ActRow]) -> None:
    act = one(small, "iccpr-op1", "AUT", "UnilateralStatement")
    assert act.date == day("1987-12-10")
    assert "general statement" in act.remark


def test_headings_tell_when_a_statement_was_made(small: list[ActRow]) -> None:
    assert one(small, "icescr-op", "FIN", "UnilateralStatement").date == day("2009-09-24")
    assert one(small, "icescr-op", "BEL", "UnilateralStatement").date == day("2014-05-20")
    upon_signature, upon_ratification = of(small, "icescr-op", "ARG", "UnilateralStatement")
    assert upon_signature.date is None
    assert upon_ratification.date == day("2011-10-24")


def test_fault_undated_statements(small: list[ActRow], edited: Edit) -> None:
    assert one(small, "iccpr-op1", "AUT", "Objection").date is None
    assert one(small, "iccpr-op1", "TTO", "UnilateralStatement").date is None
    assert one(small, "icescr-op", "CIV", "UnilateralStatement").date is None
    assert one(small, "icescr-op", "BEL", "Notification").date is None
    open_statement = edited(ESC, ("were made upon accession", "were made upon signature, accession"))
    assert one(untc.load([open_statement]), "icescr-op", "CIV", "UnilateralStatement").date is None


@pytest.mark.parametrize(
    "text",
    ["[See under another chapter.]", "Modification of the reservation made upon ratification:<br/>Words.", "It withdraws its reservation."],
)
def test_a_part_that_tells_of_another_time_has_no_day(edited: Edit, text: str) -> None:
    acts = untc.load([edited(OP1, ("<i>Reservation:</i><br/>Words of our own on article 5 (2) (a).", text))])
    assert one(acts, "iccpr-op1", "DEU", "UnilateralStatement").date is None


def test_fault_articles_of_declarations(small: list[ActRow]) -> None:
    assert one(small, "icescr-op", "BEL", "Declaration").affects == ("icescr-op/10", "icescr-op/11")
    unnamed = one(small, "icescr-op", "FIN", "Declaration")
    assert unnamed.affects == ()
    assert "does not say which" in unnamed.remark


def test_fault_empty_blocks(small: list[ActRow], edited: Edit) -> None:
    assert not of(small, "iccpr-op1", "GUY", "UnilateralStatement")
    unread = edited(OP1, ("Words of our own on article 5 (2).", "....."))
    with pytest.raises(ChangedLayout, match="'Austria' has nothing under 'declarations'"):
        untc.load([unread])


def test_fault_territorial_participant(small: list[ActRow]) -> None:
    first, second = of(small, "iccpr-op1", "AUT", "TerritorialApplication")
    assert (first.territory, first.remark) == ("One territory", "")
    assert (second.territory, second.date) == ("Another territory", day("2000-12-18"))
    assert second.remark == "participant taken from the row above"


def test_fault_names(small: list[ActRow]) -> None:
    assert one(small, "icescr-op", "CIV", "Signature").state_as_published == "Côte d'Ivoire"


# --- what is refused ------------------------------------------------------------------------------------------------------------


def test_no_page_or_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no status page"):
        untc.load([])
    with pytest.raises(MissingFile, match=r"gone\.html"):
        untc.load([tmp_path / "gone.html"])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.98])
def test_a_page_that_is_cut_off(tmp_path: Path, share: float) -> None:
    text = OP1.read_text(encoding="utf-8")
    path = tmp_path / "cut.html"
    path.write_text(text[: int(len(text) * share)], encoding="utf-8")
    with pytest.raises(ChangedLayout, match="cut off"):
        untc.load([path])


def test_a_page_without_its_end_notes(edited: Edit) -> None:
    with pytest.raises(ChangedLayout, match="no section of end notes"):
        untc.load([edited(OP1, ("InnerPage_divNotes", "InnerPage_elsewhere"))])


@pytest.mark.parametrize("text", ["", "<html><body>Sign in</body></html>", "Participant,Signature\n"])
def test_something_that_is_no_status_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChangedLayout, match="not a status page"):
        untc.load([path])


@pytest.mark.parametrize("saved_as", ["latin-1", "utf-16"])
def test_another_encoding(tmp_path: Path, saved_as: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(ESC.read_text(encoding="utf-8").encode(saved_as))
    with pytest.raises(WrongEncoding, match="UTF-8"):
        untc.load([path])


def test_a_page_that_went_through_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(ESC.read_bytes().decode("latin-1").encode("utf-8"))
    with pytest.raises(WrongEncoding, match="another encoding"):
        untc.load([path])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2.                                      Parties", "3.                                      Parties", "states 3 signatories"),
        ("     4.\n", "     5.\n", "states 5 parties, its table has 4"),
        ("Signatories :", "Signataires :", "number of signatories"),
        ("STATUS AS AT : 03-02-2026", "ETAT AU : 03-02-2026", "as at which day"),
        ("mtdsg_no=IV-5", "mtdsg_no=IV-6", "treaty IV-6"),
        ("mtdsg_no=IV-5&amp;", "", "which treaty it is about"),
        ("<td>Participant <sup>", "<td>State <sup>", "columns State"),
        ("Ratification, Accession(a)", "Ratification, Adhesion(a)", r"Adhesion\(a\)"),
        ("<td>Territories<br/></td>", "<td>Areas<br/></td>", "columns Participant"),
        ('href="#6">6</a>', 'href="#66">66</a>', "end note 66, which is not on the page"),
        ('<a name="7">7</a>', '<a name="6">6</a>', "no number of its own"),
    ],
)
def test_a_changed_page(edited: Edit, old: str, new: str, problem: str) -> None:
    with pytest.raises(ChangedLayout, match=problem):
        untc.load([edited(OP1, (old, new))])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("25 Aug\t 1993 a", "25 Aug\t 1993 x", "does not explain 'x'"),
        ("25 Aug\t 1993 a", "31 Feb\t 1993 a", "31 Feb 1993 a"),
        ("25 Aug\t 1993 a", "25 Foo\t 1993 a", "no month"),
        ("25 Aug\t 1993 a", "soon", "'soon' is not a date"),
        ("[30 Sep\t 1992 a]", "[30 Sep\t 1992 a", "is not a date"),
        ("18 Dec 2000</td>", "December</td>", "'December' is not a date"),
    ],
)
def test_a_cell_that_is_not_understood(edited: Edit, old: str, new: str, problem: str) -> None:
    with pytest.raises(BadValue, match=problem):
        untc.load([edited(OP1, (old, new))])


def test_an_unknown_participant_is_named(edited: Edit) -> None:
    with pytest.raises(UnknownState, match="Ruritania"):
        untc.load([edited(OP1, (">Germany</a>", ">Ruritania</a>"))])


def test_one_treaty_twice_and_one_state_twice(edited: Edit, tmp_path: Path) -> None:
    with pytest.raises(ChangedLayout, match="IV-5, as is"):
        untc.load([OP1, edited(OP1)])
    with pytest.raises(ChangedLayout, match="one state and have two rows"):
        untc.load([edited(OP1, (">Germany</a>", ">Federal Republic of Germany</a>"), ("<td>Austria<", "<td>Germany<"))])


def test_one_bad_page_and_nothing_is_loaded(edited: Edit) -> None:
    told: list[str] = []
    with pytest.raises(SourceError):
        untc.load([ESC, edited(OP1, ("     4.\n", "     5.\n"))], lambda _done, _total, what: told.append(what))
    assert told == ["icescr-op"]


# --- the shared copy ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(shared_data: Path) -> list[Path]:
    return sorted((shared_data / COPY / "raw-html").glob("*.html"))


@pytest.fixture(scope="module")
def loaded(pages: list[Path]) -> list[ActRow]:
    return untc.load(pages)


def table(shared_data: Path, name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with (shared_data / COPY / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_packaged_table_is_what_the_pages_give(loaded: list[ActRow]) -> None:
    source = read_source("untc")
    source.check_count(len(loaded))
    packaged = read_acts(source.acts_table)
    assert Counter(packaged) == Counter(loaded)
    assert {act.instrument for act in packaged} == set(source.complete_for) == set(untc.INSTRUMENTS.values())


def test_the_main_tables_are_those_of_the_other_reading(shared_data: Path, loaded: list[ActRow]) -> None:
    kinds = {"signature": "Signature", "succession_to_signature": "SuccessionToSignature", "formal_confirmation": "FormalConfirmation"}
    names = StateNames.load()
    wanted: Counter[tuple[str, str, str, str, bool]] = Counter()
    rows = table(shared_data, "participation.csv")
    assert len(rows) == 2564
    for row in rows:
        instrument = untc.INSTRUMENTS[row["mtdsg_no"]]
        state = names.resolve(row["participant"], file=Path("participation.csv"))
        for action, date in ((row["signature_action"], row["signature_date"]), (row["consent_action"], row["consent_date"])):
            if date:
                wanted[instrument, state, kinds.get(action, action.capitalize()), date, row["bracketed"] == "1"] += 1
    read = Counter(
        (act.instrument, act.state, act.kind, str(act.date), act.status == "no-longer-party")
        for act in loaded
        if act.place.startswith("main table")
    )
    assert read == wanted


def test_blocks_notes_and_territories_are_as_many_as_in_the_other_reading(shared_data: Path, pages: list[Path]) -> None:
    kinds = {
        "declaration_or_reservation": "declarations",
        "objection": "objections",
        "declaration_under_article": "under article",
        "notification": "notifications",
    }
    read: Counter[str] = Counter()
    notes = territories = 0
    for path in pages:
        page = read_page(path)
        notes += len(page.end_notes)
        territories += len(page.territories)
        for name, section in page.sections.items():
            read[name] += len(section.blocks)
    declared = Counter(row["kind"] for row in table(shared_data, "declarations.csv"))
    assert sorted(read.values()) == sorted(declared.values())
    assert set(read) == set(kinds.values())
    assert notes == len(table(shared_data, "end_notes.csv"))
    assert territories == len(table(shared_data, "territorial_application.csv"))


def test_known_parties_to_the_migrant_workers_convention(loaded: list[ActRow]) -> None:
    assert one(loaded, "icrmw", "IDN", "Signature").date == day("2004-09-22")
    assert one(loaded, "icrmw", "IDN", "Ratification").date == day("2012-05-31")
    assert one(loaded, "icrmw", "PHL", "Ratification").date == day("1995-07-05")
    assert one(loaded, "icrmw", "ZWE", "Accession").date == day("2024-11-05")
    assert not [act for act in loaded if (act.instrument, act.state) == ("icrmw", "SAU")]


def test_every_date_is_a_day_and_none_is_later_than_the_page(loaded: list[ActRow]) -> None:
    for act in loaded:
        for date in (act.date, act.effective_from, act.withdrawn_on):
            assert date is None or (date.is_day and date.earliest.isoformat() <= "2026-02-03")


def test_every_block_of_the_migrant_workers_convention_was_read(loaded: list[ActRow]) -> None:
    unread = [act for act in loaded if act.instrument == "icrmw" and act.kind == "UnilateralStatement"]
    assert [act.state for act in unread] == ["TUR"]
    recognised = {
        (act.state, path) for act in loaded for path in act.affects if act.kind == "Declaration" and path in ("icrmw/76", "icrmw/77")
    }
    assert recognised == {
        *((state, f"icrmw/{article}") for state in ("ECU", "SLV", "GTM") for article in (76, 77)),
        ("GNB", "icrmw/76"),
        ("MEX", "icrmw/77"),
        ("URY", "icrmw/77"),
    }


def test_a_block_that_was_read_and_is_gone(shared_data: Path, tmp_path: Path) -> None:
    text = (shared_data / COPY / "raw-html" / "cmw.html").read_text(encoding="utf-8")
    path = tmp_path / "cmw.html"
    path.write_text(text.replace('divParticipant">Uganda', 'divParticipant">Kenya'), encoding="utf-8")
    with pytest.raises(ChangedLayout, match="'Uganda'"):
        untc.load([path])


def test_fault_extract(loaded: list[ActRow]) -> None:
    for state in ("x-czechoslovakia", "x-german-democratic-republic"):
        for act in loaded:
            if act.state == state:
                assert act.place.startswith("end note")
