"""Texts whose parties nobody recorded, and texts that bind nobody: real examples in the built graph."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.queries.answers import InstrumentKindAnswer, InterpretationAnswer, answers
from servanda.queries.binding import binding
from servanda.queries.explain import explain
from servanda.queries.lookup import local_name

IDN = iris.state("IDN")
NOT_RECORDED = ["ilo-c144", "ilo-c177", "mlc-2006", "vclt", "cets-197", "iom-constitution", "ilo-constitution", "nld-tur-recruitment-1964"]
SOFT = ["udhr", "cmw-gc2", "cmw-gc5", "cedaw-gr26", "gcm-2018", "ilo-r151", "ilo-fair-recruitment", "asean-consensus-2017"]
DAYS = (date(1900, 1, 1), date(1975, 6, 1), date(2023, 1, 1))


@pytest.mark.parametrize("instrument", NOT_RECORDED)
@pytest.mark.parametrize("on", DAYS)
def test_a_treaty_whose_parties_are_not_recorded_is_not_known_to_bind(engine: MemoryStore, instrument: str, on: date) -> None:
    answer = binding(engine, IDN, iris.instrument(instrument), on)
    assert (answer.status, answer.rule) == ("not_known", "incomplete")
    assert not answer.acts


@pytest.mark.parametrize("instrument", SOFT)
@pytest.mark.parametrize("on", DAYS)
def test_soft_law_binds_nobody_and_the_answer_says_why(engine: MemoryStore, instrument: str, on: date) -> None:
    english, indonesian = (binding(engine, IDN, iris.instrument(instrument), on, language) for language in ("en", "id"))
    assert (english.status, english.rule) == ("not_bound", "not-a-treaty")
    assert "not a treaty" in english.reason
    assert "bukan perjanjian" in indonesian.reason
    assert not english.caveat


def test_the_kind_of_an_instrument(engine: MemoryStore) -> None:
    def kinds(slug: str) -> set[str]:
        rows = answers(engine, InstrumentKindAnswer, "instrument_kind", instrument=iris.instrument(slug))
        return {local_name(row.kind) for row in rows}

    assert kinds("cmw-gc2") == {"SoftLaw"}
    assert kinds("icrmw") == {"Treaty"}
    assert "BilateralAgreement" in kinds("nld-prt-recruitment-1963")


def test_a_paragraph_is_explained_and_cited_as_a_paragraph(engine: MemoryStore) -> None:
    comment = explain(engine, IDN, iris.provision("cmw-gc2/28"), date(2023, 1, 1), "en")
    assert comment.status == "not_bound"
    assert "CMW-GC2 para 28" in comment.conclusion
    assert "not a treaty" in comment.conclusion
    compact = explain(engine, IDN, iris.provision("gcm-2018/22/c"), date(2023, 1, 1), "en")
    assert "para 22(c)" in compact.conclusion
    convention = explain(engine, IDN, iris.provision("ilo-c144/2/1"), date(2023, 1, 1), "en")
    assert convention.status == "not_known"
    assert "ILO C144 art 2(1)" in convention.conclusion


def interpreted(engine: MemoryStore, path: str) -> list[tuple[str | None, str | None]]:
    rows = answers(engine, InterpretationAnswer, "interpretations", asked=iris.provision(path))
    return [(row.citation, row.interpreted_citation) for row in rows]


def test_comments_on_an_article_are_found_with_those_on_what_is_in_it(engine: MemoryStore) -> None:
    """CMW general comment 2 explains ICRMW 16(5) in paragraph 28 and 16 as a whole in 23; 1 applies 16(7) in 64."""
    rows = interpreted(engine, "icrmw/16")
    assert ("CMW-GC2 para 28", "ICRMW art 16(5)") in rows
    assert ("CMW-GC2 para 23", "ICRMW art 16") in rows
    assert ("CMW-GC1 para 64", "ICRMW art 16(7)") in rows
    assert not any("art 17" in str(target) for _, target in rows)


def test_comments_on_a_paragraph_leave_out_those_on_its_article(engine: MemoryStore) -> None:
    assert interpreted(engine, "icrmw/16/5") == [("CMW-GC2 para 28", "ICRMW art 16(5)")]


def test_a_comment_as_a_whole_has_no_citation_but_a_name(engine: MemoryStore) -> None:
    rows = list(answers(engine, InterpretationAnswer, "interpretations", asked=iris.provision("icescr/6")))
    (whole,) = (row for row in rows if row.interpreter == row.comment)
    assert (whole.comment_name, whole.citation, local_name(whole.interpreted)) == ("CESCR General Comment 18", None, "icescr/6")


def test_all_comments_on_a_treaty(engine: MemoryStore) -> None:
    rows = answers(engine, InterpretationAnswer, "interpretations", asked=iris.instrument("icrmw"))
    comments = {local_name(row.comment) for row in rows}
    joint = {"cmw-gc3-crc-gc22", "cmw-gc4-crc-gc23", "cmw-gc7-cerd-gr38", "cmw-gc8-cerd-gr39"}
    assert comments == {"cmw-gc1", "cmw-gc2", "cmw-gc5", "cmw-gc6"} | joint
