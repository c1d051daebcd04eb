"""How far each text is encoded, and the pages that are generated from it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from servanda.graph.corpus import coverage, coverage_of
from servanda.graph.coverage_page import WHOLE, coverage_page
from servanda.graph.facts import Facts, read_facts
from servanda.graph.instrument_page import LANGUAGES, PAGES, instrument_page, page_name
from servanda.loaders.left_out import LeftOut
from servanda.loaders.provision_tree import Provision
from servanda.ontology.schemes import slugs

#: Topics with obligations from one instrument only, and why.
ONE_INSTRUMENT: dict[str, str] = {}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


def tree(*rows: tuple[str, str, str]) -> list[Provision]:
    return [Provision(path, kind, path.rpartition("/")[2], parent, place) for place, (path, kind, parent) in enumerate(rows, start=1)]


def test_an_article_is_encoded_left_out_with_its_part_or_not_looked_at() -> None:
    provisions = tree(
        ("demo/part-i", "part", ""),
        ("demo/1", "article", "demo/part-i"),
        ("demo/2", "article", "demo/part-i"),
        ("demo/part-ii", "part", ""),
        ("demo/3", "article", "demo/part-ii"),
        ("demo/4", "article", ""),
        ("demo/5", "article", ""),
    )
    left_out = [LeftOut("demo/1", "definition", {}), LeftOut("demo/part-ii", "formal", {}), LeftOut("demo/4", "choice", {})]
    found = coverage_of("demo", provisions, [], left_out)
    assert (found.articles, found.encoded, found.by_choice, found.substantive) == (5, 0, 1, 1)
    assert found.left_out == {"definition": 1, "formal": 1, "choice": 1}
    assert found.silent == ("demo/2", "demo/5")


@pytest.mark.parametrize("slug", WHOLE)
def test_no_substantive_article_of_the_migrant_and_labour_migration_instruments_is_left_out(facts: Facts, slug: str) -> None:
    found = coverage_of(slug, facts.provisions[slug], facts.obligations, facts.left_out)
    assert found.silent == ()
    assert found.by_choice == 0
    assert not [each.provision for each in facts.left_out if each.instrument == slug and each.status == "choice"]


def test_no_article_of_an_instrument_with_obligations_is_passed_over_in_silence(facts: Facts) -> None:
    begun = [each for each in coverage(facts.provisions, facts.obligations, facts.left_out) if each.encoded]
    assert len(begun) >= 30
    assert {each.instrument: each.silent for each in begun if each.silent} == {}


def test_nothing_is_both_encoded_and_left_out(facts: Facts) -> None:
    stated = {obligation.provision for obligation in facts.obligations}
    assert [each.provision for each in facts.left_out if each.provision in stated] == []


def test_every_topic_has_obligations_from_two_instruments_or_a_reason(facts: Facts) -> None:
    instruments: defaultdict[str, set[str]] = defaultdict(set)
    for obligation in facts.obligations:
        for topic in obligation.topics:
            instruments[topic].add(obligation.instrument)
    few = {topic for topic in slugs()["topic"] if len(instruments[topic]) < 2}
    assert few == set(ONE_INSTRUMENT)


def test_every_right_is_owed_by_somebody(facts: Facts) -> None:
    owed = {right for obligation in facts.obligations if obligation.modality != "permission" for right in obligation.rights}
    assert slugs()["right"] - owed == set()


def test_every_obligation_has_a_second_reading(facts: Facts) -> None:
    assert [obligation.id for obligation in facts.obligations if not obligation.reviewed_by] == []


def test_the_page_of_coverage_is_the_generated_one(facts: Facts, root: Path) -> None:
    page = (root / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == coverage_page(facts), "run: python -m servanda.graph.coverage_page > docs/coverage.md"


@pytest.mark.parametrize("slug", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_an_instrument_is_the_generated_one(facts: Facts, root: Path, slug: str, language: str) -> None:
    page = (root / "docs" / "instruments" / page_name(slug, language)).read_text(encoding="utf-8")
    assert page == instrument_page(facts, slug, language), f"run: python -m servanda.graph.instrument_page {slug} {language}"


def test_a_page_names_every_obligation_and_every_article(facts: Facts, root: Path) -> None:
    page = instrument_page(facts, "ilo-c189", "en")
    assert page.count("### Article ") == 27
    for obligation in facts.obligations:
        if obligation.instrument == "ilo-c189":
            assert obligation.definition["en"] in page
