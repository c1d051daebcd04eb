"""Files of the Universal Human Rights Index: damaged ones, both forms of one export, interrupted loads, and memory."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.uhri_file import write_json, write_xlsx
from servanda.loaders import uhri
from servanda.loaders.errors import ChangedLayout, MissingFile, SourceError, WrongEncoding


def rows_of(found: uhri.LoadedClaims) -> list[dict[str, str]]:
    with found.rows.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def damaged(path: Path, change: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(change(path.read_bytes()))
    return path


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (lambda data: data[:-400], ChangedLayout, "after record 29.*cut off"),
        (lambda _: b"", ChangedLayout, "cut off"),
        (lambda _: b"[]", ChangedLayout, "no list of records"),
        (lambda _: b"<html>not here</html>", ChangedLayout, "no JSON"),
        (lambda data: data.decode().encode("utf-16"), WrongEncoding, "UTF-16"),
        (lambda data: data.replace(b"Cura\xc3\xa7ao", b"x").replace(b'"Text":"', b'"Text":"caf\xe9 ', 1), WrongEncoding, "not UTF-8"),
        (lambda data: data.replace(b'"Symbol"', b'"Sign"', 1), ChangedLayout, "row 1, column 'Symbol': this field is not there"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change: Callable[[bytes], bytes], error: type[SourceError], says: str) -> None:
    path = tmp_path / "export-full-en.json"
    write_json(path, 30)
    with pytest.raises(error, match=says):
        uhri.load([damaged(path, change)], tmp_path / "work", everything=True)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"nowhere\.json"):
        uhri.load([tmp_path / "nowhere.json"], tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "export-full-en.json"
    write_json(path, 5)
    assert uhri.load([damaged(path, lambda data: b"\xef\xbb\xbf" + data)], tmp_path / "work").records == 5


def test_both_forms_give_the_same_rows_words_and_dropped_records(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", 300)
    write_xlsx(tmp_path / "a.xlsx", 300)
    one, other = (uhri.load([tmp_path / f"a.{form}"], tmp_path / form, everything=True) for form in ("json", "xlsx"))
    assert (one.records, one.claims) == (other.records, other.claims)
    assert one.claims + one.dropped == 300
    for name in ("rows", "words", "dropped_rows"):
        assert getattr(one, name).read_bytes() == getattr(other, name).read_bytes()


@pytest.mark.parametrize("change", [lambda data: data[:-200], lambda data: data[: len(data) // 2], lambda _: b"PK"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path, 20)
    with pytest.raises(ChangedLayout, match="cut off"):
        uhri.load([damaged(path, change)], tmp_path / "work")


def test_a_workbook_with_a_table_of_shared_texts_is_read(tmp_path: Path) -> None:
    """As most programs write one: cells hold numbers of texts, some in pieces, some with signs that XML cannot hold."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    header = ["OHCHR Annotation Id", "Text", "Countries Concerned", "Recommending Body", "Document Symbol", "Themes", "Affected Persons"]
    header += ["Document Publication Date", "UPR Recommending States", "UPR Position", "Type"]
    cells = [
        "a9ceae8c-fe1c-40f9-a326-1529e0ab678f",
        "1. Made-up_x000D_\nwords",
        "- Nepal",
        "- CMW",
        "CMW/C/NPL/CO/1",
        "- Right to health\n- Right to life",
        "",
    ]
    texts = [*header, *cells, "- Concerns/Observations"]
    shared = "".join(f"<si><r><t>{text[:3]}</t></r><r><t xml:space='preserve'>{text[3:]}</t></r></si>" for text in texts)
    first = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(11))
    second = "".join(f'<c t="s"><v>{11 + number}</v></c>' for number in range(7))
    second += '<c r="H2"><v>46078</v></c><c r="K2" t="s"><v>18</v></c>'
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/sharedStrings.xml", f"<sst {main}>{shared.replace('&', '&amp;')}</sst>")
        book.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData><row>{first}</row><row>{second}</row></sheetData></worksheet>"
        )
    (row,) = rows_of(uhri.load([path], tmp_path / "work"))
    assert (row["respondent"], row["topics"], row["reported_on"]) == ("NPL", "health-care;life", "2026-02-25")
    assert "Made-up\nwords" in (tmp_path / "work" / uhri.WORDS).read_text(encoding="utf-8")


def test_a_workbook_without_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cell = '<c t="inlineStr"><is><t>Text</t></is></c>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData><row>{cell}</row></sheetData></worksheet>")
    with pytest.raises(ChangedLayout, match=r"row 1: there is no column for .*Symbol"):
        uhri.load([path], tmp_path / "work")


def test_an_interrupted_load_goes_on_where_it_set_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uhri, "MARK_EVERY", 40)
    path = tmp_path / "export-full-en.json"
    write_json(path, 200)
    whole = uhri.load([path], tmp_path / "whole", everything=True)
    taken, take = list[int](), uhri._Load.take

    def stopping(self: uhri._Load, found: Any, file: Path, number: int) -> None:
        if number == 150 and 150 not in taken:
            taken.append(150)
            raise KeyboardInterrupt
        taken.append(number)
        take(self, found, file, number)

    monkeypatch.setattr(uhri._Load, "take", stopping)
    with pytest.raises(KeyboardInterrupt):
        uhri.load([path], tmp_path / "work", everything=True)
    assert (tmp_path / "work" / uhri.ROWS).exists()
    found = uhri.load([path], tmp_path / "work", everything=True)
    assert found.continued_from == 120
    assert taken.count(119) == taken.count(120) == 1
    assert taken.count(121) == 2
    for name in ("rows", "words", "dropped_rows"):
        assert getattr(found, name).read_bytes() == getattr(whole, name).read_bytes()
    assert (found.claims, found.dropped, found.unknown_persons) == (whole.claims, whole.dropped, whole.unknown_persons)


def test_another_copy_or_another_choice_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uhri, "MARK_EVERY", 10)
    path = tmp_path / "export-full-en.json"
    write_json(path, 40)
    uhri.load([path], tmp_path / "work", everything=True)
    assert uhri.load([path], tmp_path / "work", everything=False).continued_from == 0
    write_json(path, 40, seed=2)
    assert uhri.load([path], tmp_path / "work", everything=False).continued_from == 0


def test_two_loads_at_once_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "export-full-en.json"
    write_json(path, 5)
    with uhri.Spool(tmp_path / "work", "other", ("a",)), pytest.raises(SourceError, match="another load is under way"):
        uhri.load([path], tmp_path / "work")


PEAK = """
import sys
from pathlib import Path
from servanda.loaders.uhri import load
found = load([Path(sys.argv[1])], Path(sys.argv[2]))
status = Path("/proc/self/status").read_text()
print(found.records, next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """20,000 records are about 27 MB; to hold them takes five times as much. 2,000 records tell what the program itself needs."""
    peaks: dict[int, int] = {}
    for number in (2_000, 20_000):
        path = tmp_path / f"{number}.json"
        write_json(path, number)
        command = [sys.executable, "-c", PEAK, str(path), str(tmp_path / f"work{number}")]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        assert int(told[0]) == number
        peaks[number] = int(told[1])
    assert (peaks[20_000] - peaks[2_000]) / 1024 < 8, peaks
