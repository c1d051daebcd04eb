"""References that a scholar can paste."""

from __future__ import annotations

import json

import pytest
from pybtex.database import parse_string

from servanda.queries.references import FORMATS, Reference, formatted, oscola

ICCPR = Reference(
    "iccpr",
    "treaty",
    "International Covenant on Civil and Political Rights",
    short="ICCPR",
    dated="1966-12-16",
    in_force="1976-03-23",
    number="MTDSG IV-4",
    pinpoint="art 7",
)
PAGE = Reference(
    "untc",
    "webpage",
    "Status of treaties, chapter IV & more",
    publisher="United Nations",
    dated="2026-02-03",
    url="https://treaties.un.org/",
    pinpoint="end note 14",
)
GRAPH = Reference("servanda", "dataset", "Servanda", version="bfa627b848dea448", dated="2026", url="https://w3id.org/servanda/")


def test_a_treaty_is_cited_by_title_days_register_short_title_and_article() -> None:
    """The order of OSCOLA: title (day done, day of entry into force) series (short title) article."""
    assert oscola([ICCPR]) == [
        "International Covenant on Civil and Political Rights (done 16 December 1966, entered into force 23 March 1976) "
        "MTDSG IV-4 (ICCPR) art 7."
    ]


def test_a_source_and_the_graph_say_their_own_date_and_version() -> None:
    assert oscola([PAGE, GRAPH]) == [
        "United Nations, ‘Status of treaties, chapter IV & more’ (3 February 2026) <https://treaties.un.org/> end note 14.",
        "‘Servanda’ (bfa627b848dea448, 2026) <https://w3id.org/servanda/>.",
    ]


def test_bibtex_is_read_back_with_its_special_signs() -> None:
    entries = parse_string(formatted([ICCPR, PAGE, GRAPH], "bibtex"), "bibtex").entries
    assert sorted(entries) == ["iccpr-art-7", "servanda", "untc-end-note-14"]
    assert entries["untc-end-note-14"].fields["title"] == r"{Status of treaties, chapter IV \& more}"
    assert entries["iccpr-art-7"].fields["note"] == "done 1966-12-16, in force 1976-03-23, art 7"


def test_csl_json_keeps_a_year_a_year() -> None:
    items = json.loads(formatted([ICCPR, GRAPH], "csl-json"))
    assert items[0]["issued"] == {"date-parts": [[1966, 12, 16]]}
    assert items[1]["issued"] == {"date-parts": [[2026]]}


@pytest.mark.parametrize("wanted", FORMATS)
def test_each_reference_stands_once_and_none_is_an_empty_list(wanted: str) -> None:
    assert formatted([PAGE, PAGE], wanted) == formatted([PAGE], wanted)  # type: ignore[arg-type]
    assert formatted([], wanted) in ("", "[]")  # type: ignore[arg-type]
