"""The structure of treaty texts, from small copies in both layouts and from the large ones beside the checkout."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, WrongEncoding
from servanda.loaders.provision_tree import (
    Provision,
    provision_paths,
    read_provision_table,
    read_table_of,
    table_of,
    write_provisions,
)
from servanda.loaders.source import read_source
from servanda.loaders.text_outlines import OUTLINES
from servanda.loaders.treaty_texts import read_provisions, texts

FILES = Path(__file__).parent / "files"
ICCPR = FILES / "text_iccpr.json"
P029 = FILES / "text_ilo-p029.json"
COPIES = {
    "icrmw": "un-treaties-ohchr/cmw.json",
    "iccpr": "un-treaties-ohchr/iccpr.json",
    "ilo-c029": "dutch-treaty-database-2017/json/ILO-C029.json",
    "ilo-p029": "dutch-treaty-database-2017/json/ILO-P029.json",
    "ilo-c097": "dutch-treaty-database-2017/json/ILO-C097.json",
    "ilo-c189": "dutch-treaty-database-2017/json/ILO-C189.json",
}


def paths(provisions: list[Provision]) -> list[str]:
    return [provision.path for provision in provisions]


def children(instrument: str, parent: str) -> list[str]:
    return [provision.number for provision in read_table_of(instrument) if provision.parent == f"{instrument}/{parent}"]


def changed(source: Path, target: Path, change: Callable[[list[dict[str, object]]], object]) -> Path:
    document = json.loads(source.read_text(encoding="utf-8"))
    change(document["articles"])
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


def test_an_article_of_one_unnumbered_paragraph_is_the_article_itself() -> None:
    found = read_provisions(ICCPR, "iccpr")
    assert [path for path in paths(found) if path.startswith("iccpr/7")] == ["iccpr/7"]
    assert next(p for p in found if p.path == "iccpr/7") == Provision("iccpr/7", "article", "7", "iccpr/part-iii", 30)


def test_points_and_subpoints_hang_under_their_paragraph() -> None:
    found = {provision.path: provision for provision in read_provisions(ICCPR, "iccpr")}
    assert found["iccpr/8/3/c/iv"] == Provision("iccpr/8/3/c/iv", "subpoint", "iv", "iccpr/8/3/c", found["iccpr/8/3/c/iv"].position)
    assert found["iccpr/8/3/c"].kind == "point"
    assert found["iccpr/25/b"].parent == "iccpr/25"


def test_i_after_h_is_a_point_or_a_subpoint_by_what_follows() -> None:
    assert "iccpr/41/1/h/i" in paths(read_provisions(ICCPR, "iccpr"))
    assert children("ilo-c189", "7") == list("abcdefghijk")
    assert children("icrmw", "76/1/h") == ["i", "ii"]


def test_items_printed_inside_a_line_are_cut_at_their_marker() -> None:
    own = dict(texts(ICCPR))
    assert {"iccpr/14/3/a", "iccpr/40/1/a", "iccpr/51/3"} <= own.keys()
    assert own["iccpr/14/3"] == "Words:"
    assert own["iccpr/8/3/b"] == "Paragraph 3 (a) words.", "a reference is no marker"


def test_a_lost_paragraph_is_there_without_words() -> None:
    found = paths(read_provisions(ICCPR, "iccpr"))
    assert found.index("iccpr/14/4") == found.index("iccpr/14/5") - 1
    assert "iccpr/32/1" in found
    assert not {"iccpr/14/4", "iccpr/32/1"} & dict(texts(ICCPR)).keys()


def test_a_note_of_the_editor_is_no_text() -> None:
    assert "ilo-p029/7" in paths(read_provisions(P029, "ilo-p029"))
    assert "ilo-p029/7" not in dict(texts(P029))


def test_words_come_without_their_marker_and_without_italics() -> None:
    own = dict(texts(P029))
    assert own["ilo-p029/2/c/ii"] == "Words of the item."
    assert own["ilo-p029/2"] == "Words of the article."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda articles: articles.pop(), "ends at article 52 of 53"),
        (lambda articles: articles.pop(20), "article 22: does not come next"),
        (lambda articles: articles[0]["paragraphs"].pop(1), "article 1: paragraph 3 stands where paragraph 2"),
        (lambda articles: articles[1]["paragraphs"].pop(3), r"article 2: \(b\) stands where \(a\)"),
        (lambda articles: articles[2]["paragraphs"].append({"num": None, "text": "More."}), "article 3: a line without a number"),
        (lambda articles: articles[6].update(paragraphs=[]), "article 7: there is no text"),
        (lambda articles: articles[6]["paragraphs"][0].pop("text"), "article 7: there is no 'text'"),
        (lambda articles: articles[6].update(paragraphs="none"), "article 7: 'paragraphs' is not a list"),
        (lambda articles: articles[6].update(number=7), "'number' is not text"),
    ],
)
def test_a_text_that_is_numbered_otherwise_is_refused(
    tmp_path: Path, change: Callable[[list[dict[str, object]]], object], message: str
) -> None:
    copy = changed(ICCPR, tmp_path / "copy.json", change)
    with pytest.raises(ChangedLayout, match=rf"copy\.json: .*{message}"):
        read_provisions(copy, "iccpr")


def test_a_section_that_is_no_annex_is_refused(tmp_path: Path) -> None:
    copy = changed(P029, tmp_path / "copy.json", lambda articles: articles[0].update(section="CHAPTER I"))
    with pytest.raises(ChangedLayout, match="article 1: a section that is no annex"):
        read_provisions(copy, "ilo-p029")


def test_a_file_that_is_cut_off_or_not_utf_8_or_missing_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.json"
    cut.write_text(ICCPR.read_text(encoding="utf-8")[:500], encoding="utf-8")
    with pytest.raises(ChangedLayout, match=r"cut\.json: is not a whole JSON document"):
        list(texts(cut))
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"abbr": "é"}'.encode("latin-1"))
    with pytest.raises(WrongEncoding, match=r"latin\.json: is not UTF-8"):
        read_provisions(latin, "iccpr")
    with pytest.raises(MissingFile, match=r"none\.json"):
        read_provisions(tmp_path / "none.json", "iccpr")


def test_the_text_of_another_instrument_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChangedLayout, match="this is the text of 'ICCPR', not of 'CMW'"):
        read_provisions(ICCPR, "icrmw")
    with pytest.raises(ChangedLayout, match="nobody has read the structure of 'vccr'"):
        read_provisions(ICCPR, "vccr")
    other = tmp_path / "other.json"
    other.write_text('{"abbr": "CAT", "articles": []}', encoding="utf-8")
    with pytest.raises(ChangedLayout, match="nobody has read the structure of 'CAT'"):
        list(texts(other))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("iccpr/2,chapter,2,,2", "kind"),
        ("iccpr/2,article,2,,3", "position"),
        ("iccpr/1,article,1,,2", "path"),
        ("icrmw/2,article,2,,2", "path"),
        ("iccpr/2,article,2,iccpr/part-ii,2", "parent"),
        ("iccpr/2,article,2,,two", "position"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, row: str, column: str) -> None:
    table = tmp_path / "iccpr.csv"
    table.write_text(f"path,kind,number,parent,position\niccpr/1,article,1,,1\n{row}\n", encoding="utf-8")
    with pytest.raises(BadValue, match=rf"iccpr\.csv, row 3, column '{column}'"):
        read_provision_table(table)


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "iccpr.csv"
    table.write_text("path,kind,number,parent,position\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no provision"):
        read_provision_table(table)


def test_a_table_is_read_back_as_written(tmp_path: Path) -> None:
    found = read_provisions(P029, "ilo-p029")
    table = tmp_path / "ilo-p029.csv"
    assert write_provisions(table, reversed(found)) == len(found)
    assert read_provision_table(table) == found


def test_packaged_provisions() -> None:
    counts = {instrument: Counter(provision.kind for provision in read_table_of(instrument)) for instrument in OUTLINES}
    assert counts["icrmw"] == {"part": 9, "article": 93, "paragraph": 191, "point": 102, "subpoint": 5}
    assert counts["iccpr"] == {"part": 6, "article": 53, "paragraph": 116, "point": 40, "subpoint": 6}
    assert counts["ilo-c029"] == {"article": 33, "paragraph": 50, "point": 32, "subpoint": 3}
    assert counts["ilo-p029"] == {"article": 12, "paragraph": 12, "point": 6, "subpoint": 2}
    assert counts["ilo-c097"] == {"annex": 3, "article": 46, "paragraph": 66, "point": 51, "subpoint": 11}
    assert counts["ilo-c189"] == {"article": 27, "paragraph": 35, "point": 30}
    assert provision_paths().keys() == counts.keys()


def test_the_tables_hold_no_words_of_a_text() -> None:
    for instrument in OUTLINES:
        assert re.fullmatch(r"[a-z0-9,/\-\n]+", table_of(instrument).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("instrument", "parent", "numbers"),
    [
        ("icrmw", "part-iv", [str(number) for number in range(36, 57)]),
        ("icrmw", "2/2/g", ["i", "ii", "iii"]),
        ("icrmw", "16/7", ["a", "b", "c"]),
        ("icrmw", "31", ["1", "2"]),
        ("icrmw", "33", ["1", "2", "3"]),
        ("icrmw", "43/1", list("abcdefg")),
        ("icrmw", "48", ["1", "2"]),
        ("icrmw", "72/5", ["a", "b", "c"]),
        ("icrmw", "93", ["1", "2"]),
        ("ilo-c029", "17/1", ["a", "b", "c"]),
        ("ilo-c029", "18/1", list("abcdef")),
        ("ilo-c029", "26/1", ["1", "2", "3"]),
        ("ilo-c097", "11/2", ["a", "b", "c"]),
        ("ilo-c097", "annex-ii", [str(number) for number in range(1, 14)]),
        ("ilo-c097", "annex-i/3/3/b", ["i", "ii"]),
        ("ilo-c097", "annex-iii/2", ["1", "2"]),
        ("ilo-c189", "15/1", list("abcde")),
        ("iccpr", "14/3", list("abcdefg")),
        ("iccpr", "14", [str(number) for number in range(1, 8)]),
        ("iccpr", "part-ii", ["2", "3", "4", "5"]),
    ],
)
def test_packaged_structure(instrument: str, parent: str, numbers: list[str]) -> None:
    assert children(instrument, parent) == numbers


def test_the_description_can_be_read() -> None:
    assert len(read_source("treaty_texts").faults) == 11


@pytest.mark.parametrize("instrument", COPIES)
def test_the_packaged_table_is_what_the_copy_gives(shared_data: Path, instrument: str) -> None:
    copy = shared_data / "texts" / COPIES[instrument]
    assert read_provisions(copy, instrument) == read_table_of(instrument)


@pytest.mark.parametrize("instrument", COPIES)
def test_every_innermost_item_of_the_copy_has_its_words_once(shared_data: Path, instrument: str) -> None:
    found = list(texts(shared_data / "texts" / COPIES[instrument]))
    own = dict(found)
    assert len(own) == len(found)
    assert own.keys() <= set(paths(read_table_of(instrument)))
    leaves = {p.path for p in read_table_of(instrument)} - {p.parent for p in read_table_of(instrument)}
    assert leaves - own.keys() == {"iccpr": {"iccpr/14/4", "iccpr/32/1"}, "ilo-p029": {"ilo-p029/7"}}.get(instrument, set())


def test_the_parts_of_icrmw_are_those_of_the_authentic_spanish_text(shared_data: Path) -> None:
    with (shared_data / "texts/icrmw-spanish/icrmw_parts.csv").open(encoding="utf-8", newline="") as stream:
        printed = [(row["part"].lower(), int(row["first_article"]), int(row["last_article"])) for row in csv.DictReader(stream)]
    assert tuple(printed) == OUTLINES["icrmw"].parts


def test_the_paragraphs_of_icrmw_are_those_of_the_authentic_spanish_text(shared_data: Path) -> None:
    articles = json.loads((shared_data / "texts/icrmw-spanish/icrmw_es_by_article.json").read_text(encoding="utf-8"))["articles"]
    for article in articles:
        printed = re.findall(r"(?:^|\n)\s*(\d)\s?\.", article["text"])
        if str(article["number"]) != "72":  # the Spanish copy runs paragraph 6 on
            numbers = [number for number in children("icrmw", str(article["number"])) if number.isdecimal()]
            assert numbers == printed, article["number"]


def test_the_parts_and_lost_paragraphs_of_iccpr_are_in_another_copy(shared_data: Path) -> None:
    articles = json.loads((shared_data / "texts/open-treaties-en-zh/iccpr.json").read_text(encoding="utf-8"))["articles"]
    headings = [number for number, article in enumerate(articles, start=1) if re.search(r"第.編\s*$", article["content_zh"])]
    assert [last for _, _, last in OUTLINES["iccpr"].parts] == [*headings, len(articles)]
    for number, article in enumerate(articles, start=1):
        printed = re.findall(r"(?:^|\n)(\d+)\s?\.", article["content_en"])
        numbers = [number for number in children("iccpr", str(number)) if number.isdecimal()]
        assert numbers == (["1", "2", "3"] if number == 51 else printed)  # 51(3) runs on in that copy too
