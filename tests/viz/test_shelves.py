"""Cards on shelves, what is folded, and where the numbers stand."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from servanda.viz.drawing import NetworkIncomplete, read
from servanda.viz.layout import Plan, at_first, outline, stands_under
from servanda.viz.shelves import shelves
from servanda.viz.tree import first_above, visible


def overlaps(plan: Plan) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(plan.places.items(), 2)
        if a.left < b.left + b.width and b.left < a.left + a.width and a.top < b.top + b.height and b.top < a.top + a.height
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_no_card_lies_on_another_or_outside(parts: nx.MultiDiGraph[str], whole: bool) -> None:
    drawing = read(parts)
    plan = shelves(drawing, None if whole else at_first(drawing))
    assert len(plan.places) == (39 if whole else 15)
    assert overlaps(plan) == []
    assert all(place.left + place.width <= plan.width and place.top + place.height <= plan.height for place in plan.places.values())


def test_articles_stand_in_the_order_of_the_text_each_followed_by_what_it_asks(parts: nx.MultiDiGraph[str]) -> None:
    plan = shelves(read(parts))
    there = sorted((place.top, place.left, iri) for iri, place in plan.places.items() if "/i/" in iri or "-i-" in iri)
    told = [iri.rpartition("/")[2] for _, _, iri in there if "part" not in iri]
    assert told[:6] == ["1", "x-i-1-0", "x-i-1-1", "2", "x-i-2-0", "x-i-2-1"]


def test_what_stands_under_a_folded_card_is_put_away(parts: nx.MultiDiGraph[str]) -> None:
    drawing = read(parts)
    tree = stands_under(drawing)
    article = next(iri for iri in parts if iri.endswith("provision/x/i/3"))
    kinds = nx.get_node_attributes(parts, "kind")
    assert {kinds[iri] for iri in at_first(drawing)} == {"instrument", "provision"}
    folded = {item.iri for item in drawing.items if item.folded} - {article}
    assert visible(tree, folded) - at_first(drawing) == set(tree[article])
    assert visible(tree, {iri for iri, kind in kinds.items() if kind == "instrument"}) == {next(iter(parts))}


def test_cards_that_only_lead_to_each_other_are_never_put_away(network: nx.MultiDiGraph[str]) -> None:
    tree = {"a": ["b"], "b": ["c"], "c": ["b"], "x": ["y"], "y": ["x"]}
    assert visible(tree, {"a", "x", "y"}) == {"a", "x", "y"}


def test_a_number_stands_in_its_lane_as_long_as_it_is_large(lanes: nx.MultiDiGraph[str]) -> None:
    plan = shelves(read(lanes))
    assert [bar.count for bar in plan.bars] == [0, 8, 4, 2, 0, 0, 16, 1, 0]
    assert [bar.share for bar in plan.bars] == [0, 0.5, 0.25, 0.125, 0, 0, 1, 0.0625, 0]
    assert len({bar.left for bar in plan.bars}) == 3
    assert [heading.text for heading in plan.headings] == ["Binds Indonesia only", "Binds both", "Binds Saudi Arabia only"]
    states = [place.left for iri, place in plan.places.items() if "/state/" in iri]
    assert states == [plan.bars[0].left, plan.bars[2].left]


def test_on_a_narrow_screen_the_numbers_are_told_in_words(lanes: nx.MultiDiGraph[str]) -> None:
    drawing = read(lanes)
    plan = outline(drawing)
    wages = next(place for iri, place in plan.places.items() if iri.endswith("topic/wages"))
    assert wages.references == ("8 · Binds both", "4 · Binds Saudi Arabia only")
    assert [iri.rpartition("/")[2] for iri in first_above(stands_under(drawing))] == ["IDN", "SAU", "wages", "housing", "expulsion"]


@pytest.mark.parametrize(("name", "value"), [("rank", "3"), ("folded", 1), ("topics", ["wages"]), ("lane", None)])
def test_an_attribute_of_another_type_is_refused(parts: nx.MultiDiGraph[str], name: str, value: object) -> None:
    iri = next(iter(parts))
    parts.nodes[iri][name] = value
    with pytest.raises(NetworkIncomplete, match=f"instrument/x: {name} is no "):
        read(parts)
