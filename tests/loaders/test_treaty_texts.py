"""The structure of treaty texts, from small copies and from single articles with each fault that a copy can have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.loaders.article_lines import Item, UnexpectedMarker, take_apart
from servanda.loaders.errors import BadValue, ChangedLayout, MissingFile, SourceError, WrongEncoding
from servanda.loaders.outline import Outline
from servanda.loaders.provision_tree import Provision, read_provision_table, write_provisions
from servanda.loaders.text_layouts import printed_articles
from servanda.loaders.treaty_texts import read_provisions, texts

FILES = Path(__file__).parent / "files"
ICCPR = FILES / "text_iccpr.json"
P029 = FILES / "text_ilo-p029.json"


def paths(provisions: list[Provision]) -> list[str]:
    return [provision.path for provision in provisions]


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
    with pytest.raises(ChangedLayout, match="nobody has read the structure of 'untoc'"):
        read_provisions(ICCPR, "untoc")
    other = tmp_path / "other.json"
    other.write_text('{"abbr": "ICJ", "articles": []}', encoding="utf-8")
    with pytest.raises(ChangedLayout, match="nobody has read the structure of 'ICJ'"):
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


def tree(lines: list[str], outline: Outline) -> dict[str, Item]:
    """The items of article 5 by path, from lines as a copy prints them."""
    return dict(take_apart("5", lines, outline).within("5"))


def outline(**faults: object) -> Outline:
    return Outline("X", {"": 5}, **faults)  # type: ignore[arg-type]


def test_an_item_that_the_copy_lacks_stands_before_the_line_named() -> None:
    lost = outline(lost={"5": (("1.", "(a)"), ("(c)", "2."))})
    found = tree(["(a) First", "(b) Second", "2. Third"], lost)
    assert list(found) == ["5", "5/1", "5/1/a", "5/1/b", "5/1/c", "5/2"]
    assert found["5/1"].words == found["5/1/c"].words == []
    last = tree(["Opening", "(a) First"], outline(lost={"5": (("(b)", ""),)}))
    assert list(last) == ["5", "5/a", "5/b"]


@pytest.mark.parametrize(
    ("lines", "faults", "message"),
    [
        (["1. One", "2. Two"], {"lost": {"5": (("(b)", "(c)"),)}}, r"\(c\) does not stand after the missing \(b\)"),
        (["1. One", "2. Two"], {"lost": {"5": (("1.", "2."),)}}, "paragraph 1 stands where paragraph 2"),
        (["1. One", "2. Two"], {"run_on": {"5": ("3.",)}}, "3. does not stand inside a line"),
        (["A. One", "C. Two"], {}, "section C stands where section B"),
        (["1. One", "More"], {"flush": frozenset({"5"})}, "a line without a number"),
    ],
)
def test_a_copy_without_its_known_fault_is_refused(lines: list[str], faults: dict[str, object], message: str) -> None:
    with pytest.raises(UnexpectedMarker, match=message):
        tree(lines, outline(**faults))


def test_a_line_that_goes_on_with_a_sentence_is_no_item() -> None:
    found = tree(["(a) Under subparagraph", "(a), words.", "(b) Second"], outline(joined={"5": ("(a), words",)}))
    assert found["5/a"].words == ["Under subparagraph (a), words."]
    assert "5/b" in found


def test_a_paragraph_without_a_number_belongs_to_what_is_around_it() -> None:
    article = tree(["Opening.", "To this end:", "(a) First"], outline(unnumbered=frozenset({"5"})))
    assert article["5"].words == ["Opening.", "To this end:"]
    paragraph = tree(["1. If:", "(a) First;", "it shall act."], outline(unnumbered=frozenset({"5"})))
    assert paragraph["5/1"].words == ["If:", "it shall act."]


def test_sections_of_an_article_hold_paragraphs_and_points() -> None:
    found = tree(["A. Any person who:", "(1)Has", "B. ", "(1)For:", "(a)one", "(2)Any", "C. To:", "(a)he"], outline())
    assert list(found) == ["5", "5/a", "5/a/1", "5/b", "5/b/1", "5/b/1/a", "5/b/2", "5/c", "5/c/a"]
    assert [found[path].kind for path in ("5/a", "5/a/1", "5/b/1/a", "5/c/a")] == ["section", "paragraph", "point", "point"]


def test_markers_without_a_blank_and_with_a_dot() -> None:
    assert list(tree(["1.Slavery is", "2.The trade", "a. first", "b.second", "iii words"], outline(unnumbered=frozenset({"5"})))) == [
        "5",
        "5/1",
        "5/2",
        "5/2/a",
        "5/2/b",
    ]


def two_languages(english: str, chinese: str, number: str = "一") -> dict[str, object]:
    return {"articles": [{"article": number, "content_en": english, "content_zh": chinese}]}


def test_english_lines_take_their_numbers_from_the_chinese_text() -> None:
    document = two_languages("States shall:\n\nTo act;\n\nThe end.", "1.締約國：（a）一項；\n2.二項。")
    assert next(printed_articles(document, Path("x"))).lines == ["1. States shall:", "(a) To act;", "2. The end."]
    with pytest.raises(ChangedLayout, match="article 1: the English and the Chinese text have another number of items"):
        list(printed_articles(two_languages("States shall:\nTo act;", "1.締約國：（a）一項；\n2.二項。"), Path("x")))
    with pytest.raises(ChangedLayout, match="article 1: does not come next"):
        list(printed_articles(two_languages("States.", "締約國。", number="三"), Path("x")))


def test_points_glued_to_the_words_before_them_are_cut_off_and_headings_dropped() -> None:
    document = two_languages("1. Classes, namely(a) consuls; and(b) agents under paragraph (a).CHAPTER II. NEXT", "一、")
    lines = next(printed_articles(document, Path("x"))).lines
    assert lines == ["1. Classes, namely", "(a) consuls; and", "(b) agents under paragraph (a)."]


def test_a_part_that_is_not_the_one_known_is_refused(tmp_path: Path) -> None:
    copy = changed(P029, tmp_path / "copy.json", lambda articles: articles[0].update(section="PART I: Scope"))
    with pytest.raises(ChangedLayout, match="article 1: stands in part i, not in part -"):
        read_provisions(copy, "ilo-p029")


def test_links_are_taken_out_of_the_words(tmp_path: Path) -> None:
    copy = changed(P029, tmp_path / "copy.json", lambda articles: articles[0].update(text="The [Charter](../../x.md) *applies*."))
    assert dict(texts(copy))["ilo-p029/1"] == "The Charter applies."
