"""The whole built graph against the shapes with the quick validator, and whether it finds what the reference finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdflib import Graph

from servanda.graph.build import GRAPH_FILE
from servanda.graph.errors import NoGraph
from servanda.graph.validate import violations
from servanda.graph.validate_all import is_installed, violations_in_file, violations_in_text

pytestmark = pytest.mark.skipif(not is_installed(), reason="the quick validator is not made for Linux on ARM")

SV = "https://w3id.org/servanda/ontology#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
PERSONAL = (
    "/id/duty/",
    "/id/binding/",
    "/id/action/",
    "/id/step/",
    "/id/conflict/",
    "/id/denunciation-window/",
    "/id/limit/",
    "/id/objection/",
)
#: Far more than the damage needs, and all alike.
MANY = ("/id/observation/", "/id/agreement/", "/id/report/", "/id/reported-binding/", "/id/nanopub/", "/graph/claims/")


def test_the_whole_built_graph_fits_the_shapes(built_home: Path) -> None:
    assert violations_in_file(built_home) == []


def _small(home: Path, code: str, slug: str) -> list[str]:
    """The vocabulary, what is said of one instrument, and of one state under it, as triples."""
    named = (f"/{code}/", f"/{code.lower()}/", f"/{code.lower()}-")
    of_texts = ("/id/provision/", "/id/obligation/", "/id/match/", "/id/personal-coverage/", *PERSONAL)
    kept: list[str] = []
    with (home / GRAPH_FILE).open(encoding="utf-8") as lines:
        for line in lines:
            subject, _, _ = line.partition(" ")
            if any(part in line for part in MANY) or (slug not in subject and any(part in subject for part in of_texts)):
                continue
            if not any(part in subject for part in PERSONAL) or any(name in subject for name in named):
                kept.append(line.rpartition(" <")[0])
    return kept


def _damaged(triples: list[str], seed: int) -> str:
    """Statements taken away, doubled, or with values of another kind."""
    drawn = random.Random(seed)
    own = [number for number, triple in enumerate(triples) if "/servanda/id/" in triple.partition(" ")[0]]
    values = ('"nonsense"', '"twice"@en', "<https://example.org/nothing>", '"2999-01-01"^^<http://www.w3.org/2001/XMLSchema#date>')
    lines = dict(enumerate(triples))
    for place, number in enumerate(drawn.sample(own, 300)):
        subject, predicate, _ = triples[number].split(" ", 2)
        kind = place % 6
        if kind == 0:
            del lines[number]
        elif kind == 1:
            lines[len(triples) + place] = f"{subject} {predicate} {values[1]}"
        else:
            lines[number] = f"{subject} {predicate} {values[kind % 4]}"
    return "".join(f"{line} .\n" for line in lines.values())


def test_damage_to_real_records_is_found_as_by_the_reference(built_home: Path) -> None:
    """Some thousand statements of an instrument and of one state, three hundred of them spoilt."""
    text = _damaged(_small(built_home, "MNE", "icrmw"), seed=1)
    quick = {(each.focus, each.message) for each in violations_in_text(text)}
    data = Graph()
    data.parse(data=text, format="nt")
    assert len(quick) > 100
    assert quick == {(each.focus, each.message) for each in violations(data)}


def test_what_is_told_in_several_graphs_is_one_record_and_counts_once() -> None:
    window = "<https://w3id.org/servanda/id/denunciation-window/demo/2017>"
    parts = (f"{window} {TYPE} <{SV}DenunciationWindow>", f'{window} <{SV}opensOn> "2017-01-01"^^<http://www.w3.org/2001/XMLSchema#date>')
    together = "".join(f"{part} <https://example.org/one> .\n" for part in parts)
    apart = "".join(f"{part} <https://example.org/{number}> .\n" for number, part in enumerate(parts))
    doubled = together + together.replace("/one>", "/two>")
    assert violations_in_text(together) == violations_in_text(apart) == violations_in_text(doubled) != []


def test_a_violation_names_the_thing_the_property_and_the_problem_in_english() -> None:
    act = "https://w3id.org/servanda/id/action/idn/icrmw/ratification/2012-05-31"
    found = violations_in_text(f"<{act}> {TYPE} <{SV}TreatyAction> .\n")
    (actor,) = [violation for violation in found if violation.path == f"{SV}actor"]
    assert actor.focus == act
    assert actor.message.startswith("An act has exactly one actor")


def test_a_missing_or_damaged_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGraph, match="servanda build"):
        violations_in_file(tmp_path)
    (tmp_path / GRAPH_FILE).write_text("<a:a> <a:b> .\n", encoding="utf-8")
    with pytest.raises(NoGraph, match=r"graph\.nq cannot be read.*servanda build"):
        violations_in_file(tmp_path)
