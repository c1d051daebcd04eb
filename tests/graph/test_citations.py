"""How a provision is cited, and what the sentences of a reason leave open."""

from __future__ import annotations

import string

import pytest

from servanda.graph.reasons import TEMPLATES, Step, cited


@pytest.mark.parametrize(
    ("path", "citation"),
    [
        ("icrmw/87/2", "ICRMW art 87(2)"),
        ("icrmw/25/1/a", "ICRMW art 25(1)(a)"),
        ("icrmw/7", "ICRMW art 7"),
        ("ilo-c097/14/1", "ILO C097 art 14(1)"),
        ("icrmw/part-iv", "ICRMW part iv"),
        ("ilo-c097/annex-ii", "ILO C097 annex ii"),
    ],
)
def test_a_path_as_a_citation(path: str, citation: str) -> None:
    assert cited(path) == citation


def fields(template: str) -> set[str]:
    """The facts that a sentence tells: ``on_date`` is the date with its English preposition, ``kind_id`` the kind in Indonesian."""
    return {field.removesuffix("_id").removeprefix("on_") for _, field, _, _ in string.Formatter().parse(template) if field}


@pytest.mark.parametrize("rule", sorted(TEMPLATES))
def test_both_languages_say_the_same_facts(rule: str) -> None:
    english, indonesian = TEMPLATES[rule]
    assert fields(english) == fields(indonesian)


def test_a_rule_without_an_article_says_final_clauses_and_not_nothing() -> None:
    step = Step.of("state-delay", date="2012-09-01", delay="on the same day", delay_id="pada hari yang sama")
    assert "its final clauses" in step.english
    assert "its final clauses" not in step.indonesian, "an English phrase in an Indonesian sentence"
