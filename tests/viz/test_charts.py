"""Pictures from figures that stand here: the same bytes twice, the numbers that were given, and nothing from elsewhere."""

from __future__ import annotations

import datetime
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from servanda.queries.figures_flows import Flow, Flows
from servanda.queries.figures_gaps import GapRow, Gaps
from servanda.queries.figures_parties import Parties, PartiesByYear, PartiesOfYear, PartyRow
from servanda.queries.figures_timeline import TimedAct, TimedPeriod, Timeline
from servanda.queries.figures_topics import TopicCount, TopicGrid
from servanda.viz import chart_look, map_files
from servanda.viz.chart_flows import flows_chart
from servanda.viz.chart_gaps import class_of, gaps_map
from servanda.viz.chart_look import Frame, Spec
from servanda.viz.chart_parties import parties_lines, parties_map
from servanda.viz.chart_shelf import PictureShelf
from servanda.viz.chart_timeline import timeline_chart
from servanda.viz.chart_topics import topics_chart
from servanda.viz.charts import draw_png, draw_svg, kept_svg, text_of
from servanda.viz.map_chart import AREAS, Mapped, on_part, world_map
from servanda.viz.npm_files import AssetsMissing
from servanda.viz.style import contrast

DAY = datetime.date(2023, 1, 1)
SHAPES = {"IDN": "360", "SGP": "702", "TUV": "798", "BHR": "048"}
FRAME = Frame("Title <of> it & more", "Subtitle", ("Credit one", "Credit two"))
NARROW = Frame(FRAME.title, FRAME.subtitle, FRAME.credit, narrow=True)
WORDS = {
    **{"bound": "Bound", "not_bound": "Not bound", "not_known": "Not known", "no_party": "No party", "parties": "states"},
    **{f"{each}": each.title() for each in ("signature", "consent", "statement", "denunciation", "other", "uncertain")},
    **{"topic_of": "{topic} ({number})", "none": "None", "few": "Few", "some": "Some", "most": "Most", "all": "All"},
    **{"others": "{number} others", "territories": "Territories", "not_told": "Not told", "thousands": ","},
    **{"kind_people": "Corridor", "kind_others": "Several", "kind_not_told": "Nobody tells"},
}
PARTIES = Parties(
    "icrmw",
    DAY,
    {"bound": 1, "not_bound": 2, "not_known": 1},
    (
        PartyRow("IDN", "Indonesia", "bound", "2012-09-01", "", False),
        PartyRow("SGP", "Singapore", "not_bound", "", "", False),
        PartyRow("BHR", "Bahrain", "not_bound", "", "", False),
        PartyRow("TUV", "Tuvalu", "not_known", "", "", False),
    ),
    {},
)
GAPS = Gaps("icrmw", "", "destination", ("migrant-worker",), DAY, 10, (GapRow("IDN", "Indonesia", 9, 1, 0, 0, 0, 0),))
YEARS = PartiesByYear(
    DAY,
    (
        PartiesOfYear("icrmw", "ICRMW", datetime.date(2021, 12, 31), 2, 1, 2, 0),
        PartiesOfYear("icrmw", "ICRMW", DAY, 1, 0, 0, 1),
    ),
    {},
)
TIMES = Timeline(
    "IDN",
    DAY,
    (TimedAct("icrmw", "Signature", "signature", "2004-09-22"), TimedAct("ilo-c187", "Ratification", "consent", "2015")),
    (
        TimedPeriod("icrmw", "2012-09-01", datetime.date(2012, 9, 1), datetime.date(2012, 9, 1), None, None, None, True, "day"),
        TimedPeriod("ilo-c187", "2016", datetime.date(2016, 1, 1), datetime.date(2016, 12, 31), None, None, None, False, "year"),
    ),
    0,
    {},
)
GRID = TopicGrid(
    DAY,
    ("IDN", "SGP"),
    (TopicCount("wages", "wages", "IDN", "Indonesia", 12, 3, 20), TopicCount("wages", "wages", "SGP", "Singapore", 0, 4, 20)),
)
FLOWS = Flows("SAU", "to", "2024", (Flow("BGD", "Bangladesh", "SAU", "Saudi Arabia", 2362680),), (500, 3), 2363180, 100, 289262, 7, {})
SHORTS = {"icrmw": "ICRMW", "ilo-c187": "C187"}


@pytest.fixture(scope="module", autouse=True)
def shapes_are_there() -> None:
    if not (map_files.FOLDER / map_files.FILE).is_file():
        pytest.skip("the shapes of the maps are not installed: run `make setup`")


def specs(frame: Frame) -> dict[str, Spec]:
    return {
        "parties": parties_map(PARTIES, SHAPES, WORDS, "world", frame),
        "asia": parties_map(PARTIES, SHAPES, WORDS, "asia", frame),
        "gaps": gaps_map(GAPS, SHAPES, WORDS, "gulf", frame),
        "ratifications": parties_lines(YEARS, WORDS, frame),
        "timeline": timeline_chart(TIMES, SHORTS, WORDS, frame),
        "topics": topics_chart(GRID, WORDS, frame),
        "flows": flows_chart(FLOWS, WORDS, frame),
    }


NAMES = ("parties", "asia", "gaps", "ratifications", "timeline", "topics", "flows")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    first, again = specs(FRAME)[name], specs(FRAME)[name]
    assert text_of(first) == text_of(again)
    svg = draw_svg(first)
    draw_svg(specs(NARROW)[name])  # another picture between the two
    assert draw_svg(again) == svg
    assert draw_png(svg) == draw_png(svg)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("frame", [FRAME, NARROW], ids=["wide", "narrow"])
def test_a_picture_is_well_formed_fits_and_names_nothing_elsewhere(name: str, frame: Frame) -> None:
    svg = draw_svg(specs(frame)[name])
    root = ET.fromstring(svg)
    assert float(root.attrib["width"]) <= frame.width + 1
    assert root.attrib["role"] == "img"
    texts = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Credit one", "Credit two"} <= set(texts)
    assert (root[0].text or "").startswith("Title <of> it & more")
    assert set(re.findall(r"https?://[^\"' <]+", svg)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<script" not in svg


def test_the_numbers_of_a_map_stand_in_its_legend_and_small_states_have_their_dot() -> None:
    spec = specs(FRAME)["parties"]
    svg = draw_svg(spec)
    for words in ("Bound: 1", "Not bound: 2", "Not known: 1", "No party"):
        assert f">{words}</text>" in svg
    dots = {row["code"]: row for rows in spec["datasets"].values() for row in rows if "longitude" in row}
    assert set(dots) == {"SGP", "BHR", "TUV"}, "Natural Earth at 1:50 million has no shape for Tuvalu"
    assert dots["SGP"]["latitude"] == pytest.approx(1.35, abs=0.1)
    assert dots["BHR"]["longitude"] == pytest.approx(50.55, abs=0.2)


@pytest.mark.parametrize("area", [each for each in AREAS if each != "world"])
def test_the_states_of_a_part_of_the_world_are_those_whose_middle_the_picture_draws(area: str) -> None:
    """A small state is drawn as a dot at its middle: what Vega leaves out of the frame is not counted."""
    small = {"MLT": "470", "TUV": "798", "BRB": "052", "MDV": "462", "NRU": "520", "GRD": "308", "LIE": "438"}
    frame = Frame("t", "s", ())
    shown = set()
    for code in small:
        states = [Mapped(code, code, "one")]
        spec = world_map(states, small, {"one": ("#123456", "circle")}, "none", area, frame)
        drawn = re.findall(r'translate\(([-\d.]+),([-\d.]+)\)" d="M[\d.]+,0A[^>]*fill="#123456"[^>]*stroke-width="0.9"', draw_svg(spec))
        shown |= {code for x, y in drawn if 0 <= float(x) <= spec["width"] and 0 <= float(y) <= spec["height"]}
    assert on_part(list(small), small, area) == shown
    assert on_part(list(small), small, "world") == set(small)


def test_what_is_not_known_is_hatched() -> None:
    for name in ("parties", "timeline", "topics", "flows"):
        svg = draw_svg(specs(FRAME)[name])
        assert 'fill="url(#hatched)"' in svg
        assert chart_look.HATCHED not in svg


def test_a_beginning_known_to_the_year_is_drawn_apart_from_one_known_to_the_day() -> None:
    spec = specs(FRAME)["timeline"]
    rows = [row for several in spec["datasets"].values() for row in several]
    assert {"instrument": "C187", "from": "2016-01-01", "to": "2016-12-31", "kind": "Uncertain"} in rows
    assert [row["kind"] for row in rows if row.get("instrument") == "ICRMW" and "from" in row] == ["Bound"]
    hollow = {row["on"]: row["paint"] for row in rows if "paint" in row}
    assert hollow["2015-07-01"] == "#ffffff" != hollow["2004-09-22"]


def test_a_cell_tells_what_may_be_more() -> None:
    labels = [row["label"] for rows in specs(FRAME)["topics"]["datasets"].values() for row in rows]
    assert labels == ["12+", "?"]


def test_people_whose_origin_is_not_told_stand_apart() -> None:
    rows = [row for several in specs(FRAME)["flows"]["datasets"].values() for row in several]
    assert [(row["whom"], row["people"], row["kind"]) for row in rows] == [
        ("Bangladesh", 2362680, "Corridor"),
        ("3 others", 500, "Several"),
        ("Territories", 7, "Several"),
        ("Not told", 289262, "Nobody tells"),
    ]


@pytest.mark.parametrize(
    ("whole", "not_known", "expected"), [(10, 0, "all"), (0, 0, "none"), (2, 0, "few"), (5, 0, "most"), (0, 6, "not_known")]
)
def test_the_class_of_a_state_is_that_of_its_share(whole: int, not_known: int, expected: str) -> None:
    assert class_of(GapRow("XXX", "X", whole, 0, 0, 10 - whole - not_known, 0, not_known), 10) == expected


def test_colours_that_tell_things_apart_differ_in_lightness() -> None:
    assert contrast(chart_look.YES, chart_look.NO) >= 3
    assert contrast(chart_look.YES, chart_look.NOBODY) >= 3
    assert all(contrast(colour, "#ffffff") >= 3 for colour in (*chart_look.LINES, chart_look.LINE))
    luminances = [contrast(step, "#000000") for step in chart_look.STEPS]
    assert luminances == sorted(luminances, reverse=True)


def test_a_shelf_keeps_what_was_drawn_and_no_more_than_it_may() -> None:
    shelf, made = PictureShelf(most=25), []

    def make(name: str) -> bytes:
        return shelf.take(name, lambda: (made.append(name), b"0123456789")[1])

    for name in ("a", "b", "a", "c", "a", "b"):
        assert make(name) == b"0123456789"
    assert made == ["a", "b", "c", "b"]
    spec = specs(FRAME)["flows"]
    assert kept_svg(PictureShelf(), spec).decode() == draw_svg(spec)


def test_no_shape_is_turned_inside_out() -> None:
    svg = draw_svg(specs(FRAME)["parties"])
    drawn = re.findall(r'<path transform="translate\(0,0\)" d="([^"]*)" fill', svg)
    assert len(drawn) > 200
    for part in (part for path in drawn for part in path.split("M")[1:]):
        points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", part)]
        covered = abs(sum(a * q - p * b for (a, b), (p, q) in zip(points, [*points[1:], points[0]], strict=True))) / 2
        assert covered < 0.1 * FRAME.width**2 / 2, "a ring that runs the wrong way round would cover the whole map"


def test_shapes_are_made_the_same_again_and_missing_ones_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    packed = root / "node_modules"
    if not (packed / "world-atlas").is_dir():
        pytest.skip("npm's folder has no world-atlas: run `make setup`")
    built = (map_files.FOLDER / map_files.FILE).read_bytes()
    monkeypatch.setattr(map_files, "FOLDER", tmp_path / "assets")
    assert map_files.main([str(packed)]) == 0
    assert (tmp_path / "assets" / map_files.FILE).read_bytes() == built
    world = json.loads(built)
    ids = {shape.get("id") for shape in world["topology"]["objects"]["countries"]["geometries"]}
    assert {"702", "048", "275", "x-kosovo"} <= ids
    assert map_files.main([str(tmp_path)]) == 1
    map_files.world.cache_clear()
    monkeypatch.setattr(map_files, "FOLDER", tmp_path / "none")
    with pytest.raises(AssetsMissing, match="make setup"):
        map_files.world()
