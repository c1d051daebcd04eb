"""The packaged provisions of protocols, technical conventions, soft law and agreements: what stands in what, read off the texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from servanda.loaders import maritime_labour
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.general_comments import COMMENTS
from servanda.loaders.general_comments import read_provisions as read_comment
from servanda.loaders.general_comments import texts as texts_of_comment
from servanda.loaders.provision_tree import read_all_tables, read_table_of
from servanda.loaders.treaty_texts import read_provisions, texts

FOLDER = "texts/treaty-body-general-comments"
MLC = "texts/dutch-treaty-database-2017/markdown/ILO-MLC2006_BWBV0006220.md"
#: As the README of the copies gives them; the copy of CMW general comment 5 has 97 paragraphs, the published one 95.
PARAGRAPHS = {
    **{"cmw-gc1": 66, "cmw-gc2": 79, "cmw-gc3-crc-gc22": 56, "cmw-gc4-crc-gc23": 68, "cmw-gc5": 95, "cedaw-gr26": 29, "cedaw-gr38": 122},
    **{"cerd-gr30": 39, "ced-gc1": 56, "cescr-gc18": 54, "cescr-gc23": 80, "ccpr-gc15": 10},
}


def children(instrument: str, parent: str) -> list[str]:
    return [provision.number for provision in read_table_of(instrument) if provision.parent == f"{instrument}/{parent}"]


@pytest.mark.parametrize(
    ("instrument", "parent", "numbers"),
    [
        ("iccpr-op1", "5", ["1", "2", "3", "4"]),
        ("iccpr-op1", "5/2", ["a", "b"]),
        ("iccpr-op1", "8", ["1", "2", "3", "4", "5"]),
        ("iccpr-op1", "13", ["a", "b", "c"]),
        ("iccpr-op2", "2", ["1", "2", "3"]),
        ("iccpr-op2", "10", ["a", "b", "c", "d"]),
        ("icescr-op", "3/2", list("abcdefg")),
        ("icescr-op", "10/1", list("abcdefgh")),
        ("icescr-op", "10/1/h", ["i", "ii"]),
        ("icescr-op", "11", [str(number) for number in range(1, 9)]),
        ("cedaw-op", "4/2", list("abcde")),
        ("cat-op", "part-iv", [str(number) for number in range(17, 24)]),
        ("cat-op", "11/1/b", ["i", "ii", "iii", "iv"]),
        ("crc-op-ac", "3", ["1", "2", "3", "4", "5"]),
        ("crc-op-ac", "3/3", ["a", "b", "c", "d"]),
        ("crc-op-ac", "13", ["1", "2"]),
        ("crc-op-sc", "3/1", ["a", "b", "c"]),
        ("crc-op-sc", "3/1/a", ["i", "ii"]),
        ("crc-op-sc", "3/1/a/i", ["a", "b", "c"]),
        ("crc-op-ic", "5", []),
        ("crc-op-ic", "13", [str(number) for number in range(1, 9)]),
        ("crc-op-ic", "19", ["1", "2"]),
        ("crpd-op", "2", list("abcdef")),
        ("ilo-c017", "3", ["1", "2"]),
        ("ilo-c017", "2/2", ["a", "b", "c", "d"]),
        ("ilo-c094", "4/a", ["i", "ii", "iii"]),
        ("ilo-c121", "1/e", ["i", "ii"]),
        ("ilo-c144", "5/1", list("abcde")),
        ("ilo-c144", "14", []),
        ("ilo-c154", "part-iii", ["5", "6", "7", "8"]),
        ("ilo-c169", "part-ii", [str(number) for number in range(13, 20)]),
        ("ilo-c177", "1/a", ["i", "ii", "iii"]),
        ("ilo-c177", "12", []),
        ("ilo-constitution", "19/1", ["a", "b"]),
        ("ilo-constitution", "19/7/b", ["i", "ii", "iii", "iv", "v"]),
        ("iom-constitution", "1/1", list("abcde")),
        ("iom-constitution", "22", ["a", "b", "c", "d"]),
        ("cets-078", "1", list("abcdefghijklmnopqrstuvwxyz")),
        ("cets-078", "8/2", ["a", "b", "c"]),
        ("cets-078", "29/3/b", ["i", "ii"]),
        ("cets-197", "32", []),
        ("cets-197", "47", list("abcdefg")),
        ("nld-tur-recruitment-1964", "17", ["1", "2", "3", "4", "5"]),
        ("nld-prt-recruitment-1963", "22", ["1", "2"]),
        ("vclt", "part-viii", ["81", "82", "83", "84", "85"]),
        ("vclt", "2/1", list("abcdefghi")),
        ("vclt", "19", ["a", "b", "c"]),
        ("vclt", "60/2", ["a", "b", "c"]),
        ("vclt", "60/2/a", ["i", "ii"]),
        ("udhr", "2", []),
        ("udhr", "23", ["1", "2", "3", "4"]),
        ("mlc-2006", "standard-a1.4/5/c", ["i", "ii", "iii", "iv", "v", "vi"]),
        ("mlc-2006", "standard-a5.1.3/10/a", ["i", "ii", "iii", "iv"]),
        ("mlc-2006", "art-iii", ["a", "b", "c", "d"]),
        ("mlc-2006", "guideline-b5.1.5", ["1", "2"]),
        ("cmw-gc1", "26", ["a", "b", "c", "d"]),
        ("cmw-gc2", "36", list("abcde")),
        ("cmw-gc3-crc-gc22", "32", list("abcdefghijk")),
        ("cmw-gc5", "63", ["a", "b", "c", "d"]),
        ("cmw-gc5", "83", list("abcdef")),
        ("cmw-gc6", "78", []),
        ("cedaw-gr26", "24", list("abcdefghij")),
        ("cedaw-gr26", "24/b", ["i", "ii", "iii", "iv", "v", "vi"]),
        ("cescr-gc23", "47", []),
        ("cescr-gc23", "65", list("abcdef")),
        ("gcm-2018", "objective-6", ["22"]),
        ("gcm-2018", "22", list("abcdefghijkl")),
        ("gcm-2018", "38", ["a", "b", "c"]),
    ],
)
def test_packaged_structure(instrument: str, parent: str, numbers: list[str]) -> None:
    assert children(instrument, parent) == numbers


def test_no_table_holds_a_word_of_a_text() -> None:
    for instrument, provisions in read_all_tables().items():
        for each in provisions:
            assert re.fullmatch(r"[a-z0-9/.-]+", each.path), instrument
            assert re.fullmatch(r"[a-z]{0,4}\d{0,3}[a-z0-9.]{0,7}", each.number), each.path


def test_the_global_compact_has_its_23_objectives_in_paragraphs_17_to_39() -> None:
    table = read_table_of("gcm-2018")
    assert [each.number for each in table if each.kind == "part"] == [str(number) for number in range(1, 24)]
    assert [each.number for each in table if each.kind == "paragraph"] == [str(number) for number in range(17, 40)]


@pytest.mark.parametrize(("instrument", "paragraphs"), [("cmw-gc6", 90), ("cmw-gc7-cerd-gr38", 108), ("cmw-gc8-cerd-gr39", 105)])
def test_comments_that_are_in_no_collection_here_have_the_paragraphs_that_its_list_counts(
    shared_data: Path, instrument: str, paragraphs: int
) -> None:
    listed = json.loads((shared_data / FOLDER / "documents.json").read_text(encoding="utf-8"))
    number = re.sub(r"^cmw-gc(\d).*", r"cmw-c-gc-\1", instrument)
    (counted,) = (each["paragraphCount"] for each in listed if each["docId"].startswith(number))
    assert [each.number for each in read_table_of(instrument)] == [str(each) for each in range(1, paragraphs + 1)]
    assert counted == paragraphs


@pytest.mark.parametrize("instrument", PARAGRAPHS)
def test_the_packaged_comment_is_what_the_copy_gives(shared_data: Path, instrument: str) -> None:
    copy = shared_data / FOLDER / f"{COMMENTS[instrument].file}.json"
    table = read_table_of(instrument)
    assert read_comment(copy, instrument) == table
    assert Counter(each.kind for each in table)["paragraph"] == PARAGRAPHS[instrument]
    own = [path for path, _ in texts_of_comment(copy, instrument)]
    assert len(own) == len(set(own))
    leaves = {each.path for each in table} - {each.parent for each in table}
    assert leaves <= set(own) <= {each.path for each in table}


def test_a_comment_of_an_earlier_version_is_handed_on_by_its_published_numbers(shared_data: Path) -> None:
    """The Convention's articles 84, 11 and 29 stand in paragraphs 31, 72 and 80 of the published text."""
    words = dict(texts_of_comment(shared_data / FOLDER / "Annotated_CMW_GC5_liberty.json", "cmw-gc5"))
    for paragraph, article in ((31, 84), (72, 11), (80, 29)):
        assert f"rticle {article}" in words[f"cmw-gc5/{paragraph}"]
    assert "jus cogens" in words["cmw-gc5/19"]
    assert words["cmw-gc5/63/b"].startswith("inform the consular")


def test_paragraphs_that_a_comment_names_are_what_it_says(shared_data: Path) -> None:
    """Paragraph 28 of CEDAW general recommendation 26 calls 23 to 27 the recommendations."""
    words = dict(texts_of_comment(shared_data / FOLDER / "Annotated_CEDAW-GR26-migrants.json", "cedaw-gr26"))
    assert "recommendations given in paragraphs 23 to 27" in words["cedaw-gr26/28"]
    assert words["cedaw-gr26/23"].startswith("Common responsibilities of countries")


def test_a_comment_that_is_cut_off_or_another_is_refused(shared_data: Path, tmp_path: Path) -> None:
    paragraphs = json.loads((shared_data / FOLDER / "Annotated_CMW_GC1_domestic.json").read_text(encoding="utf-8"))
    cut = tmp_path / "Annotated_CMW_GC1_domestic.json"
    cut.write_text(json.dumps(paragraphs[:-1]), encoding="utf-8")
    with pytest.raises(ChangedLayout, match="there are 65 paragraphs, and not 66"):
        read_comment(cut, "cmw-gc1")
    cut.write_text(json.dumps([*paragraphs[:3], *paragraphs[4:]]), encoding="utf-8")
    with pytest.raises(ChangedLayout, match="paragraph 4: has another number"):
        read_comment(cut, "cmw-gc1")
    with pytest.raises(ChangedLayout, match="and not 'Annotated_CMW_GC2_migrant_workers'"):
        read_comment(cut, "cmw-gc2")
    with pytest.raises(ChangedLayout, match="nobody has read the structure of 'cmw-gc9'"):
        read_comment(cut, "cmw-gc9")


def test_the_maritime_labour_convention_is_what_the_copy_gives(shared_data: Path, tmp_path: Path) -> None:
    copy = shared_data / MLC
    table = read_table_of("mlc-2006")
    assert maritime_labour.read_provisions(copy) == table
    by_path = {each.path: each for each in table}
    assert by_path["mlc-2006/guideline-b1.2.1"].parent == "mlc-2006/guideline-b1.2"
    assert by_path["mlc-2006/guideline-b1.2"].parent == "mlc-2006/title-1"
    assert by_path["mlc-2006/reg-5.1.3"].parent == "mlc-2006/reg-5.1"
    assert by_path["mlc-2006/art-xvi"].parent == ""
    text = copy.read_text(encoding="utf-8")
    cut = tmp_path / "cut.md"
    cut.write_text(text[: text.index("### Appendix")], encoding="utf-8")
    with pytest.raises(ChangedLayout, match="ends before its appendices"):
        maritime_labour.read_provisions(cut)
    cut.write_text(text.replace("###Standard A2.5 ", "###Norm ", 1), encoding="utf-8")
    with pytest.raises(ChangedLayout, match=r"reg 2\.5: paragraph 1 stands where|there are"):
        maritime_labour.read_provisions(cut)
    cut.write_text("another text", encoding="utf-8")
    with pytest.raises(ChangedLayout, match="not the text of the Maritime"):
        maritime_labour.read_provisions(cut)


@pytest.mark.parametrize(
    ("slug", "file", "article", "old", "new", "message"),
    [
        ("iccpr-op1", "un-treaties-ohchr/iccpr-op1", 4, "The Committee shall hold", "It holds", "where 3. begins"),
        ("ilo-c017", "dutch-treaty-database-2017/json/ILO-C017", 2, "1)seamen", "seamen", "does not begin a line"),
        ("crc-op-sc", "un-treaties-ohchr/crc-opsc", 2, "c. Engagement", "e. Engagement", r"e\. stands where c\. is expected"),
    ],
)
def test_a_copy_whose_known_fault_has_changed_is_refused(
    shared_data: Path, tmp_path: Path, slug: str, file: str, article: int, old: str, new: str, message: str
) -> None:
    document = json.loads((shared_data / f"texts/{file}.json").read_text(encoding="utf-8"))
    changed = json.dumps(document["articles"][article], ensure_ascii=False).replace(old, new)
    assert old not in changed
    document["articles"][article] = json.loads(changed)
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ChangedLayout, match=message):
        read_provisions(copy, slug)


def test_items_without_printed_numbers_have_their_own_words(shared_data: Path) -> None:
    """ICCPR-OP1 5(2)(b) is about domestic remedies, 5(3) about closed meetings; UDHR 13(2) about leaving."""
    protocol = dict(texts(shared_data / "texts/un-treaties-ohchr/iccpr-op1.json"))
    assert "domestic remedies" in protocol["iccpr-op1/5/2/b"]
    assert "closed meetings" in protocol["iccpr-op1/5/3"]
    assert "closed meetings" not in protocol["iccpr-op1/5/2/b"]
    declaration = dict(texts(shared_data / "texts/open-treaties-en-zh/udhr.json"))
    assert "to leave any country" in declaration["udhr/13/2"]
    assert "leave" not in declaration["udhr/13/1"]
