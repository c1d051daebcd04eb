"""What a state named a statement and what it is read as here: both are told, whatever table the limit stands in."""

from __future__ import annotations

import csv
import datetime
import re

import pytest

from servanda.graph.store import MemoryStore
from servanda.loaders.limits import FOLDER
from servanda.ontology import iris
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.limit_names import named, reading

#: Of the kinds of the tables, the notations in the graph.
KINDS = {
    "reservation": "reservationKind",
    "interpretative-declaration": "interpretativeDeclaration",
    "opt-out": "optOut",
    "territorial": "territorialKind",
    "political": "politicalStatement",
    "other": "otherStatement",
}
#: A remark that begins so tells what the state (or the source) named the statement.
TELLS_A_NAME = re.compile(r"(?:^|; )(?:named|headed) (?:an?|both an?|interpretative) ")


@pytest.mark.parametrize(
    ("kind", "remark", "name", "english"),
    [
        (
            "reservationKind",
            "named a declaration; makes national law the measure",
            "declaration",
            "named a declaration by the state; read here as a reservation",
        ),
        (
            "reservationKind",
            "names no provision; named an interpretative declaration",
            "interpretativeDeclaration",
            "named an interpretative declaration by the state; read here as a reservation",
        ),
        ("reservationKind", "named an understanding", "understanding", "named an understanding by the state; read here as a reservation"),
        ("optOut", "named a reservation", "reservation", "named a reservation by the state; read here as a declaration not to accept"),
        (
            "interpretativeDeclaration",
            "the end note calls it a reservation and does not print it",
            "reservation",
            "named a reservation in the source; read here as an interpretative declaration",
        ),
        ("interpretativeDeclaration", "named a declaration, worded as a condition", "declaration", None),
        ("optOut", "named a declaration; article 92 (2) allows it", "declaration", None),
        ("reservationKind", "named a reservation, worded as an interpretation", "reservation", None),
        ("reservationKind", "Norway's objection calls it a declaration", None, None),
        ("reservationKind", None, None, None),
    ],
)
def test_both_are_told_where_the_name_is_another(kind: str, remark: str | None, name: str | None, english: str | None) -> None:
    assert named(remark) == name
    told = reading(kind, remark, "en")
    assert told is None if english is None else told is not None and told.startswith(english)
    assert (reading(kind, remark, "id") is None) == (english is None)


def test_every_name_in_the_tables_is_understood() -> None:
    rows = [row for path in FOLDER.glob("*.csv") for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    assert [(row["id"], row["remark"]) for row in rows if TELLS_A_NAME.search(row["remark"]) and named(row["remark"]) is None] == []
    otherwise = [row for row in rows if row["kind"] == "reservation" and row["remark"].startswith("named a declaration")]
    assert len(otherwise) > 50
    for row in otherwise:
        for language, word in (("en", "declaration"), ("id", "deklarasi")):
            assert word in (reading(KINDS[row["kind"]], row["remark"], language) or ""), row["id"]


@pytest.mark.parametrize(
    ("state", "obligation", "summary"),
    [
        ("VEN", "provision/icrmw/26", "Venezuela limits the right to join"),
        ("TUR", "provision/icrmw/45", "Türkiye will carry out"),
        ("LKA", "provision/icrmw/49", "Sri Lanka grants residence visas"),
        ("LKA", "provision/icrmw/54", "Sri Lanka leaves dismissal"),
    ],
)
def test_what_the_depositary_heads_declaration_is_not_told_as_a_reservation_alone(
    engine: MemoryStore, state: str, obligation: str, summary: str
) -> None:
    """UN Treaty Collection, chapter IV.13: "Declaration" stands over each of these four."""
    target = find_explained(engine, obligation)
    for language, name in (
        ("en", "named a declaration by the state; read here as a reservation"),
        ("id", "dinamai deklarasi oleh negaranya"),
    ):
        found = explain(engine, iris.state(state), target, datetime.date(2023, 1, 1), language)
        assert name in found.conclusion
        (limit,) = (each for each in found.limits if each.kind == "reservationKind")
        assert limit.named == "declaration"
        assert limit.reading is not None
        assert limit.reading.startswith(name)
        (step,) = (each for each in found.steps if each.rule == "limit" and limit.summary in each.text)
        assert limit.reading in step.text
        assert language != "en" or limit.summary.startswith(summary)
        assert found.limited, "the name changes nothing in the answer"
