"""The packaged tables of provisions, against the copies that they were read from and against other copies."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from servanda.loaders import maritime_labour
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.general_comments import COMMENTS
from servanda.loaders.instruments import read_instruments
from servanda.loaders.provision_tree import provision_paths, read_table_of, table_of
from servanda.loaders.source import read_source
from servanda.loaders.text_outlines import OUTLINES
from servanda.loaders.text_sources import read_text_sources
from servanda.loaders.treaty_texts import read_provisions, texts

_ILO = ["029", "097", "189", "111", "100", "105", "087", "098", "095", "181", "138", "182", "081", "019", "155", "102", "088", "129"]
_ILO += ["118", "188", "017", "021", "094", "121", "122", "131", "144", "154", "156", "169", "177", "183"]
_DUTCH = {
    **{f"ilo-c{number}": f"ILO-C{number}" for number in _ILO},
    "ilo-p029": "ILO-P029",
    "icerd": "ICERD",
    "cedaw": "CEDAW",
    "palermo-trafficking": "UN-Palermo-Trafficking-Protocol",
    "palermo-smuggling": "UN-Palermo-Smuggling-Protocol",
    "refugee-1951": "Refugee-Convention-1951",
    "cets-093": "CoE-ETS093-Migrant-Workers",
    "slavery-1926": "Slavery-Convention-1926",
    "slavery-supplementary-1956": "Supplementary-Slavery-Convention-1956",
    "ilo-constitution": "ILO-Constitution",
    "iom-constitution": "IOM-Constitution",
    "cets-078": "CoE-ETS078-Social-Security",
    "cets-197": "CoE-CETS197-Trafficking",
    "nld-tur-recruitment-1964": "NL-Turkey-Labour-Recruitment-1964",
    "nld-prt-recruitment-1963": "NL-Portugal-Labour-Recruitment",
}
_PROTOCOLS = {"cat-op": "opcat", "crc-op-ac": "crc-opac", "crc-op-sc": "crc-opsc", "crc-op-ic": "crc-opic"}
_PROTOCOLS |= {name: name for name in ("iccpr-op1", "iccpr-op2", "icescr-op", "cedaw-op", "crpd-op")}
COPIES = {
    **{name: f"un-treaties-ohchr/{'cmw' if name == 'icrmw' else name}.json" for name in ("icrmw", "iccpr", "icescr", "cat", "crc", "ced")},
    **{name: f"dutch-treaty-database-2017/json/{file}.json" for name, file in _DUTCH.items()},
    **{name: f"un-treaties-ohchr/{file}.json" for name, file in _PROTOCOLS.items()},
    **{name: f"open-treaties-en-zh/{name}.json" for name in ("crpd", "vccr", "vclt", "udhr")},
}
#: As the READMEs of the copies give them.
ARTICLES = {
    **{"icrmw": 93, "iccpr": 53, "icescr": 31, "icerd": 25, "cedaw": 30, "cat": 33, "crc": 54, "ced": 45, "crpd": 50, "vccr": 79},
    **{"ilo-c029": 33, "ilo-p029": 12, "ilo-c097": 46, "ilo-c189": 27, "ilo-c111": 14, "ilo-c100": 14, "ilo-c105": 10, "ilo-c087": 21},
    **{"ilo-c098": 16, "ilo-c095": 27, "ilo-c181": 24, "ilo-c138": 18, "ilo-c182": 16, "ilo-c081": 39, "ilo-c019": 12, "ilo-c155": 30},
    **{"ilo-c102": 87, "ilo-c088": 22, "ilo-c129": 35, "palermo-trafficking": 20, "palermo-smuggling": 25, "refugee-1951": 46},
    **{"cets-093": 38, "slavery-1926": 12, "slavery-supplementary-1956": 15, "ilo-c118": 21, "ilo-c188": 54},
    **{"ilo-c017": 19, "ilo-c021": 15, "ilo-c094": 19, "ilo-c121": 39, "ilo-c122": 11, "ilo-c131": 14, "ilo-c144": 14, "ilo-c154": 17},
    # The READMEs count 17 for C177 (article 12 is missing) and 24 for the Portuguese agreement (a protocol of two articles follows).
    **{"ilo-c156": 19, "ilo-c169": 44, "ilo-c177": 18, "ilo-c183": 21, "ilo-constitution": 40, "iom-constitution": 31},
    **{"cets-078": 81, "cets-197": 47, "nld-tur-recruitment-1964": 25, "nld-prt-recruitment-1963": 22, "vclt": 85, "udhr": 30},
    **{"iccpr-op1": 14, "iccpr-op2": 11, "icescr-op": 22, "cedaw-op": 21, "cat-op": 37, "crc-op-ac": 13, "crc-op-sc": 17},
    **{"crc-op-ic": 24, "crpd-op": 18},
}
#: Provisions that the copies lack.
WITHOUT_WORDS = {
    "iccpr": {"14/4", "32/1"},
    "icescr": {"7/b", "8/2", "15/2"},
    "cat": {"32/c"},
    "ilo-p029": {"7"},
    "ilo-c102": {str(number) for number in (*range(13, 19), *range(25, 39), *range(53, 65))},
    "ilo-c177": {"12"},
    "iccpr-op1": {"13/a", "13/b", "13/c"},
    "iccpr-op2": {"10/b", "10/c", "10/d"},
    "icescr-op": {"10/1/h/i", "10/1/h/ii", "21/a", "21/b", "21/c"},
    "crc-op-ac": {"3/1", "3/2", "3/3/a", "3/3/b", "3/3/c", "3/3/d", "13/1", "13/2"},
}


def children(instrument: str, parent: str) -> list[str]:
    return [provision.number for provision in read_table_of(instrument) if provision.parent == f"{instrument}/{parent}"]


def paragraphs(instrument: str, article: int) -> list[str]:
    return [number for number in children(instrument, str(article)) if number.isdecimal()]


def two_languages(shared_data: Path, name: str) -> list[dict[str, str]]:
    document = json.loads((shared_data / f"texts/open-treaties-en-zh/{name}.json").read_text(encoding="utf-8"))
    articles: list[dict[str, str]] = document["articles"]
    return articles


def test_every_outline_has_its_table_and_its_copy() -> None:
    assert OUTLINES.keys() == COPIES.keys() == ARTICLES.keys()
    read = OUTLINES.keys() | COMMENTS.keys() | {maritime_labour.INSTRUMENT}
    assert read <= provision_paths().keys()
    # The Charter's text is in the collection; its table was made by hand, because its numbers repeat.
    by_hand = {each.instrument for each in read_text_sources(read_instruments())} | {"esc-revised"}
    assert provision_paths().keys() - read <= by_hand, "whence is that table?"


@pytest.mark.parametrize("instrument", ARTICLES)
def test_the_number_of_articles(instrument: str) -> None:
    kinds = Counter(provision.kind for provision in read_table_of(instrument))
    assert kinds["article"] == ARTICLES[instrument]
    assert kinds["part"] == len(OUTLINES[instrument].parts)


def test_packaged_provisions() -> None:
    counts = {instrument: Counter(provision.kind for provision in read_table_of(instrument)) for instrument in OUTLINES}
    assert counts["icrmw"] == {"part": 9, "article": 93, "paragraph": 191, "point": 102, "subpoint": 5}
    assert counts["iccpr"] == {"part": 6, "article": 53, "paragraph": 116, "point": 40, "subpoint": 6}
    assert counts["ilo-c029"] == {"article": 33, "paragraph": 50, "point": 32, "subpoint": 3}
    assert counts["ilo-p029"] == {"article": 12, "paragraph": 12, "point": 6, "subpoint": 2}
    assert counts["ilo-c097"] == {"annex": 3, "article": 46, "paragraph": 66, "point": 51, "subpoint": 11}
    assert counts["ilo-c189"] == {"article": 27, "paragraph": 35, "point": 30}


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
        ("icrmw", "76/1/h", ["i", "ii"]),
        ("icrmw", "93", ["1", "2"]),
        ("iccpr", "14/3", list("abcdefg")),
        ("iccpr", "14", [str(number) for number in range(1, 8)]),
        ("iccpr", "part-ii", ["2", "3", "4", "5"]),
        ("icescr", "part-iii", [str(number) for number in range(6, 16)]),
        ("icescr", "7", ["a", "b", "c", "d"]),
        ("icescr", "7/a", ["i", "ii"]),
        ("icescr", "8", ["1", "2", "3"]),
        ("icescr", "8/1", ["a", "b", "c", "d"]),
        ("icescr", "16/2", ["a", "b"]),
        ("icerd", "part-ii", [str(number) for number in range(8, 17)]),
        ("icerd", "2/1", list("abcde")),
        ("icerd", "5", list("abcdef")),
        ("icerd", "5/d", ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]),
        ("icerd", "8/5", ["a", "b"]),
        ("icerd", "9/1", ["a", "b"]),
        ("icerd", "14", [str(number) for number in range(1, 10)]),
        ("cedaw", "part-iv", ["15", "16"]),
        ("cedaw", "2", list("abcdefg")),
        ("cedaw", "11/1", list("abcdef")),
        ("cedaw", "11/2", list("abcd")),
        ("cedaw", "16/1", list("abcdefgh")),
        ("cedaw", "30", []),
        ("cat", "4", ["1", "2"]),
        ("cat", "5/1", ["a", "b", "c"]),
        ("cat", "21", ["1", "2"]),
        ("cat", "21/1", list("abcdefgh")),
        ("cat", "21/1/h", ["i", "ii"]),
        ("cat", "22/5", ["a", "b"]),
        ("cat", "32", ["a", "b", "c"]),
        ("crc", "part-ii", ["42", "43", "44", "45"]),
        ("crc", "17", list("abcde")),
        ("crc", "40", ["1", "2", "3", "4"]),
        ("crc", "40/2/b", ["i", "ii", "iii", "iv", "v", "vi", "vii"]),
        ("crc", "54", []),
        ("ced", "6/1/b", ["i", "ii", "iii"]),
        ("ced", "17/3", list("abcdefgh")),
        ("ced", "30", ["1", "2", "3", "4"]),
        ("ced", "30/2", list("abcde")),
        ("crpd", "1", []),
        ("crpd", "4/1", list("abcdefghi")),
        ("crpd", "8/2/a", ["i", "ii", "iii"]),
        ("crpd", "29", ["a", "b"]),
        ("crpd", "29/b", ["i", "ii"]),
        ("crpd", "44", ["1", "2", "3", "4"]),
        ("ilo-c029", "17/1", ["a", "b", "c"]),
        ("ilo-c029", "18/1", list("abcdef")),
        ("ilo-c029", "26/1", ["1", "2", "3"]),
        ("ilo-c097", "11/2", ["a", "b", "c"]),
        ("ilo-c097", "annex-ii", [str(number) for number in range(1, 14)]),
        ("ilo-c097", "annex-i/3/3/b", ["i", "ii"]),
        ("ilo-c097", "annex-iii/2", ["1", "2"]),
        ("ilo-c189", "7", list("abcdefghijk")),
        ("ilo-c189", "15/1", list("abcde")),
        ("ilo-c111", "1/1", ["a", "b"]),
        ("ilo-c111", "3", list("abcdef")),
        ("ilo-c100", "2/2", list("abcd")),
        ("ilo-c105", "1", list("abcde")),
        ("ilo-c087", "part-iii", ["12", "13"]),
        ("ilo-c087", "12/1", list("abcd")),
        ("ilo-c098", "1/2", ["a", "b"]),
        ("ilo-c095", "4/2", ["a", "b"]),
        ("ilo-c095", "15", list("abcd")),
        ("ilo-c181", "11", list("abcdefghij")),
        ("ilo-c181", "13/3", ["a", "b"]),
        ("ilo-c138", "10/4", list("abcdef")),
        ("ilo-c138", "18", []),
        ("ilo-c182", "7/2", list("abcde")),
        ("ilo-c081", "part-ii", ["22", "23", "24"]),
        ("ilo-c081", "12/1/c", ["i", "ii", "iii", "iv"]),
        ("ilo-c019", "1", ["1", "2"]),
        ("ilo-c155", "part-iv", [str(number) for number in range(16, 22)]),
        ("ilo-c155", "19", list("abcdef")),
        ("ilo-c102", "part-vi", [str(number) for number in range(31, 39)]),
        ("ilo-c102", "15", []),
        ("ilo-c102", "10/1/a", ["i", "ii", "iii", "iv"]),
        ("ilo-c102", "67/d", ["i", "ii", "iii", "iv"]),
        ("ilo-c102", "69", list("abcdefghij")),
        ("ilo-c088", "6/b", ["i", "ii", "iii", "iv"]),
        ("ilo-c129", "16/1/c", ["i", "ii", "iii"]),
        ("ilo-c118", "2/1", list("abcdefghi")),
        ("ilo-c118", "4/2", ["a", "b", "c"]),
        ("ilo-c188", "part-iv", [str(number) for number in range(13, 25)]),
        ("ilo-c188", "1", list("abcdefghijkl")),
        ("ilo-c188", "4/3/a", ["i", "ii", "iii"]),
        ("ilo-c188", "12", ["1", "2", "3"]),
        ("ilo-c188", "22", ["1", "2", "3", "4", "5", "6"]),
        ("palermo-trafficking", "3", list("abcd")),
        ("palermo-trafficking", "6/3", list("abcd")),
        ("palermo-smuggling", "3/c", ["i", "ii", "iii"]),
        ("palermo-smuggling", "6/1/b", ["i", "ii"]),
        ("palermo-smuggling", "18", [str(number) for number in range(1, 9)]),
        ("refugee-1951", "1", list("abcdef")),
        ("refugee-1951", "1/c", ["1", "2", "3", "4", "5", "6"]),
        ("refugee-1951", "1/f", ["a", "b", "c"]),
        ("refugee-1951", "24/1/b", ["i", "ii"]),
        ("refugee-1951", "46", list("abcdefg")),
        ("vccr", "5", list("abcdefghijklm")),
        ("vccr", "36/1", ["a", "b", "c"]),
        ("vccr", "49/1", list("abcdef")),
        ("cets-093", "1/2", list("abcdef")),
        ("cets-093", "9/5", ["a", "b", "c"]),
        ("cets-093", "38", list("abcdefgh")),
        ("slavery-1926", "1", ["1", "2"]),
        ("slavery-1926", "5", ["1", "2", "3"]),
        ("slavery-supplementary-1956", "1/c", ["i", "ii", "iii"]),
        ("slavery-supplementary-1956", "3/2", ["a", "b"]),
    ],
)
def test_packaged_structure(instrument: str, parent: str, numbers: list[str]) -> None:
    assert children(instrument, parent) == numbers


def test_the_description_can_be_read() -> None:
    assert len(read_source("treaty_texts").faults) == 28


@pytest.mark.parametrize("instrument", COPIES)
def test_the_packaged_table_is_what_the_copy_gives(shared_data: Path, instrument: str) -> None:
    copy = shared_data / "texts" / COPIES[instrument]
    assert read_provisions(copy, instrument) == read_table_of(instrument)


@pytest.mark.parametrize("instrument", COPIES)
def test_every_innermost_item_of_the_copy_has_its_words_once(shared_data: Path, instrument: str) -> None:
    found = list(texts(shared_data / "texts" / COPIES[instrument]))
    own = dict(found)
    assert len(own) == len(found)
    assert own.keys() <= {provision.path for provision in read_table_of(instrument)}
    leaves = {p.path for p in read_table_of(instrument)} - {p.parent for p in read_table_of(instrument)}
    assert leaves - own.keys() == {f"{instrument}/{path}" for path in WITHOUT_WORDS.get(instrument, ())}


def test_a_note_of_the_editor_inside_a_sentence_is_no_word_of_the_text(shared_data: Path) -> None:
    words = dict(texts(shared_data / "texts" / COPIES["ilo-c188"]))["ilo-c188/22/4"]
    assert "kennelijk" not in words
    assert "<" not in words
    assert "agencies providing the service" in words


@pytest.mark.parametrize("instrument", COPIES)
@pytest.mark.parametrize("without", [-1, 2])
def test_a_copy_that_lacks_an_article_is_refused(shared_data: Path, tmp_path: Path, instrument: str, without: int) -> None:
    document = json.loads((shared_data / "texts" / COPIES[instrument]).read_text(encoding="utf-8"))
    document["articles"].pop(without)
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ChangedLayout, match=r"ends at article|is incomplete|does not come next"):
        read_provisions(copy, instrument)


def test_the_parts_of_icrmw_are_those_of_the_authentic_spanish_text(shared_data: Path) -> None:
    with (shared_data / "texts/icrmw-spanish/icrmw_parts.csv").open(encoding="utf-8", newline="") as stream:
        printed = [(row["part"].lower(), int(row["first_article"]), int(row["last_article"])) for row in csv.DictReader(stream)]
    assert tuple(printed) == OUTLINES["icrmw"].parts


def test_the_paragraphs_of_icrmw_are_those_of_the_authentic_spanish_text(shared_data: Path) -> None:
    articles = json.loads((shared_data / "texts/icrmw-spanish/icrmw_es_by_article.json").read_text(encoding="utf-8"))["articles"]
    for article in articles:
        printed = re.findall(r"(?:^|\n)\s*(\d)\s?\.", article["text"])
        if str(article["number"]) != "72":  # the Spanish copy runs paragraph 6 on
            assert paragraphs("icrmw", int(article["number"])) == printed, article["number"]


@pytest.mark.parametrize("instrument", ["iccpr", "icescr", "crc"])
def test_parts_that_the_english_copy_does_not_tell_are_headings_of_the_chinese_one(shared_data: Path, instrument: str) -> None:
    articles = two_languages(shared_data, instrument)
    headings = [number for number, article in enumerate(articles, start=1) if re.search(r"第.(編|部分)\s*$", article["content_zh"])]
    assert [last for _, _, last in OUTLINES[instrument].parts] == [*headings, len(articles)]


@pytest.mark.parametrize(
    ("instrument", "name", "printed_otherwise"),
    [
        ("iccpr", "iccpr", {51: ["1", "2"]}),  # paragraph 3 runs on in that copy too
        ("icerd", "icerd", {}),
        ("cedaw", "cedaw", {}),
        ("cat", "cat", {25: ["1"]}),  # paragraph 2 runs on
        ("refugee-1951", "refugee", {28: ["1"], 46: ["39"]}),  # paragraph 2 runs on; a line begins with "article 39."
    ],
)
def test_paragraphs_are_those_of_a_second_copy(
    shared_data: Path, instrument: str, name: str, printed_otherwise: dict[int, list[str]]
) -> None:
    for number, article in enumerate(two_languages(shared_data, name), start=1):
        printed = re.findall(r"(?:^|\n)\s*(\d+)\s?\.", article["content_en"])
        assert printed == printed_otherwise.get(number, paragraphs(instrument, number)), number


def test_paragraphs_of_vccr_and_crc_are_those_of_the_chinese_text(shared_data: Path) -> None:
    for instrument, marker in (("vccr", r"(?:^|\n)\s*[一二三四五六七八九十]{1,3}、"), ("crc", r"(?:^|\n)\s*\d+\s?[.．]")):
        for number, article in enumerate(two_languages(shared_data, instrument), start=1):
            runs_on = (instrument, number) == ("vccr", 16)  # paragraph 6 runs on in Chinese
            assert len(re.findall(marker, article["content_zh"])) + runs_on == len(paragraphs(instrument, number)), (instrument, number)
