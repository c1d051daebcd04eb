"""What a state named a statement and what it is read as here: both are told, whatever table the limit stands in."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Literal

from servanda.graph.store import MemoryStore
from servanda.loaders.limits import FOLDER
from servanda.ontology import iris
from servanda.ontology.questions import with_prefixes
from servanda.queries.answers import LimitAnswer, answers
from servanda.queries.explain import explain
from servanda.queries.explain_target import find_explained
from servanda.queries.limit_names import reading
from servanda.queries.lookup import local_name


@pytest.mark.parametrize(
    ("kind", "name", "words", "by_source", "english"),
    [
        ("reservationKind", "declaration", "declaration", False, "named a declaration by the state; read here as a reservation"),
        (
            "reservationKind",
            "interpretativeDeclaration",
            "interpretative declaration",
            False,
            "named an interpretative declaration by the state; read here as a reservation",
        ),
        (  # as Mexico heads what it states on ICESCR article 8
            "reservationKind",
            "interpretativeStatement",
            "interpretative statement",
            False,
            "named an interpretative statement by the state; read here as a reservation",
        ),
        ("reservationKind", "understanding", "understanding", False, "named an understanding by the state; read here as a reservation"),
        ("optOut", "reservation", "reservation", False, "named a reservation by the state; read here as a declaration not to accept"),
        (
            "interpretativeDeclaration",
            "reservation",
            "reservation",
            True,
            "named a reservation in the source; read here as an interpretative declaration",
        ),
        (
            "politicalStatement",
            "reservationAndDeclaration",
            "both a reservation and a declaration",
            True,
            "named both a reservation and a declaration in the source; read here as a political statement",
        ),
        ("interpretativeDeclaration", "declaration", "declaration", False, None),
        ("interpretativeDeclaration", "interpretativeStatement", "interpretative statement", False, None),
        ("optOut", "declaration", "declaration", False, None),
        ("reservationKind", "reservation", "reservation", False, None),
        ("reservationKind", None, None, None, None),
    ],
)
def test_both_are_told_where_the_name_is_another(
    kind: str, name: str | None, words: str | None, by_source: bool | None, english: str | None
) -> None:
    told = reading(kind, name, words, by_source, "en")
    assert told is None if english is None else told is not None and told.startswith(english)
    assert (reading(kind, name, words, by_source, "id") is None) == (english is None)


@pytest.mark.parametrize(("language", "declaration"), [("en", "declaration"), ("id", "deklarasi")])
def test_the_name_in_the_table_is_the_name_in_the_answer(engine: MemoryStore, language: str, declaration: str) -> None:
    rows = {
        f"{path.stem}/{row['id']}": row
        for path in FOLDER.glob("*.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    }
    found = {local_name(each.limit): each for each in answers(engine, LimitAnswer, "limits", language=Literal(language))}
    assert found.keys() == rows.keys()
    for name, row in rows.items():
        first, *more = row["named_as"].split("-")
        assert (found[name].named_as or "") == first + "".join(part.capitalize() for part in more)
        assert found[name].named_by_source == (row["named_by"] == "source" if row["named_by"] else None)
        assert (found[name].named_in_words == declaration) == (row["named_as"] == "declaration")


def test_the_example_finds_the_reservations_that_states_named_otherwise(engine: MemoryStore, root: Path) -> None:
    """The query in docs/encoding.md, against the tables."""
    page = (root / "docs" / "encoding.md").read_text(encoding="utf-8")
    query = page[page.index("SELECT ?limit ?name") :].partition("\n\n")[0]
    found = Counter(local_name(str(row["limit"])).partition("/")[0] for row in engine.select(with_prefixes(query)))
    rows = [(path.stem, row) for path in FOLDER.glob("*.csv") for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    wanted = [slug for slug, row in rows if (row["kind"], row["named_by"]) == ("reservation", "state") and row["named_as"] != "reservation"]
    assert found == Counter(wanted)
    assert len(wanted) > 50


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
