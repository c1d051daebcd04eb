"""Where the cards stand, what is written on them, and how they look."""

from __future__ import annotations

from itertools import combinations, pairwise

import networkx as nx
import pytest

from servanda.viz.drawing import read
from servanda.viz.labels import direction, natural_key, shorten, text_width, wrap
from servanda.viz.layout import Plan, columns, outline, stands_under
from servanda.viz.style import ARROW, INK, KINDS, LOOKS, PAPER, contrast
from servanda.viz.tree import first_above


def overlaps(plan: Plan) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(plan.places.items(), 2)
        if a.left < b.left + b.width and b.left < a.left + a.width and a.top < b.top + b.height and b.top < a.top + a.height
    ]


def right(plan: Plan, iri: str) -> float:
    return plan.places[iri].left + plan.places[iri].width


def join(network: nx.MultiDiGraph[str], start: str, end: str) -> None:
    network.add_edge(start, end, relation="leads to", predicate="p", subject=start, object=end, source="", as_at="", date="")


@pytest.fixture
def large(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Sixty more provisions, each with an obligation that serves two rights."""
    instrument = next(iri for iri, kind in network.nodes(data="kind") if kind == "instrument")
    rights = [iri for iri, kind in network.nodes(data="kind") if kind == "right"]
    for number in range(60):
        provision, obligation = f"provision/more/{number}", f"obligation/more-{number}"
        network.add_node(provision, kind="provision", label=f"art. {number}", detail="", url="")
        network.add_node(obligation, kind="obligation", label="An obligation of many words " * (number % 7 + 1), detail="", url="")
        join(network, instrument, provision)
        join(network, provision, obligation)
        for right in rights[:2]:
            join(network, obligation, right)
    return network


@pytest.mark.parametrize("arrange", [columns, outline])
@pytest.mark.parametrize("size", ["network", "large"])
def test_no_card_lies_on_another_or_outside(arrange: object, size: str, request: pytest.FixtureRequest) -> None:
    drawing = read(request.getfixturevalue(size))
    plan = columns(drawing) if arrange is columns else outline(drawing)
    assert set(plan.places) == {item.iri for item in drawing.items}
    assert overlaps(plan) == []
    for place in plan.places.values():
        assert place.left >= 0
        assert place.top >= 0
        assert place.left + place.width <= plan.width
        assert place.top + place.height <= plan.height


def test_the_columns_run_from_the_state_to_the_rights(network: nx.MultiDiGraph[str]) -> None:
    drawing = read(network)
    plan = columns(drawing)
    lefts = [sorted({plan.places[item.iri].left for item in drawing.items if item.kind == kind}) for kind in KINDS]
    assert [len(found) for found in lefts] == [1, 0, 1, 1, 1, 0, 1, 1, 1, 0]  # no groups, agreements, topics
    assert all(before < after for before, after in pairwise(found[0] for found in lefts if found))
    assert all(right(plan, link.start) < plan.places[link.end].left for link in drawing.links)


def test_provisions_stand_in_the_order_of_the_text(large: nx.MultiDiGraph[str]) -> None:
    plan = columns(read(large))
    tops = [plan.places[f"provision/more/{number}"].top for number in range(60)]
    assert tops == sorted(tops)


def test_the_state_is_in_sight_however_tall_the_picture_is(large: nx.MultiDiGraph[str]) -> None:
    drawing = read(large)
    plan = columns(drawing)
    assert plan.height > 4000
    assert plan.places[drawing.items[0].iri].top < 300


def test_a_paragraph_stands_to_the_right_of_its_article(network: nx.MultiDiGraph[str]) -> None:
    article, paragraph = [iri for iri, kind in network.nodes(data="kind") if kind == "provision"][:2]
    join(network, article, paragraph)
    plan = columns(read(network))
    assert right(plan, article) < plan.places[paragraph].left
    assert overlaps(plan) == []


def test_a_circle_of_references_does_not_hinder(network: nx.MultiDiGraph[str]) -> None:
    article, paragraph = [iri for iri, kind in network.nodes(data="kind") if kind == "provision"][:2]
    join(network, article, paragraph)
    join(network, paragraph, article)
    join(network, article, article)
    drawing = read(network)
    assert overlaps(columns(drawing)) == overlaps(outline(drawing)) == []


def test_in_the_outline_a_card_stands_under_what_leads_to_it(network: nx.MultiDiGraph[str]) -> None:
    drawing = read(network)
    plan, tree = outline(drawing), first_above(stands_under(drawing))
    pairs = {(link.start, link.end) for link in drawing.links}
    for iri, parent in tree.items():
        if parent is not None:
            assert (parent, iri) in pairs
            assert plan.places[parent].top < plan.places[iri].top
            assert plan.places[parent].left < plan.places[iri].left
    assert [iri for iri, parent in tree.items() if parent is None] == [drawing.items[0].iri]


def test_in_the_outline_every_arrow_is_drawn_or_written(network: nx.MultiDiGraph[str]) -> None:
    drawing = read(network)
    plan, tree = outline(drawing), first_above(stands_under(drawing))
    pairs = {(link.start, link.end) for link in drawing.links}
    drawn = {(parent, iri) for iri, parent in tree.items()}
    written = [line for place in plan.places.values() for line in place.references]
    assert len(pairs - drawn) == len(written) == 7
    assert set(written) == {"→ Freedom from forced labour"}


def test_many_arrows_that_are_not_drawn_are_counted(large: nx.MultiDiGraph[str]) -> None:
    obligation = "obligation/more-3"
    for number in range(9):
        join(large, obligation, f"obligation/more-{10 + number}")
    references = outline(read(large)).places[obligation].references
    assert len(references) <= 4
    assert all(line.startswith("→ ") for line in references)


def test_the_same_network_stands_in_the_same_places(network: nx.MultiDiGraph[str]) -> None:
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(data=True))))
    assert columns(read(turned)) == columns(read(network))
    assert outline(read(turned)) == outline(read(network))


def test_every_kind_can_be_told_without_colour_and_read_on_paper() -> None:
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)
    for look in LOOKS.values():
        assert contrast(INK, look.tint) >= 4.5
        assert contrast(look.colour, look.tint) >= 4.5
        assert contrast(look.colour, PAPER) >= 4.5
    assert contrast(ARROW, PAPER) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_long_label_is_broken_and_cut_and_nothing_sticks_out() -> None:
    for label in ("word " * 100, "a" * 500, "国际劳工组织" * 40, "W" * 90):
        lines = wrap(label, 180, 14, 4)
        assert len(lines) == 4
        assert lines[-1].endswith("…")
        assert all(text_width(line, 14) <= 180 for line in lines)
    assert wrap("Fair recruitment", 180, 14, 4) == ("Fair recruitment",)
    assert wrap("", 180, 14, 4) == ("",)
    assert shorten("abcdef", 4) == "abc…"


def test_a_letter_keeps_its_marks() -> None:
    assert shorten("xe\u0301\u0302yz", 4) in {"x…", "xe\u0301\u0302…"}
    assert wrap("e\u0301" * 10, 16, 14, 10)[0].endswith("\u0301")


def test_writing_from_right_to_left_is_known_and_cannot_be_forced() -> None:
    assert direction("29 اتفاقية") == "rtl"
    assert direction("C029 (اتفاقية)") == "ltr"
    assert wrap("\u202eevil\u202c", 180, 14, 1) == ("evil",)


def test_article_2_comes_before_article_10() -> None:
    assert sorted(["x/10/1", "x/2/a", "x/2", "x/a"], key=natural_key) == ["x/2", "x/2/a", "x/10/1", "x/a"]
