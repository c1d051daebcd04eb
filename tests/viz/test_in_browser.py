"""The page in a real browser: is something drawn, does nothing else happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from servanda.viz.page import network_page

# How many colours the canvas shows, and what part of it is not empty.
PIXELS = """
const canvas = document.querySelector("#picture canvas");
const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
const colours = new Set(); let drawn = 0;
for (let i = 0; i < data.length; i += 4) if (data[i + 3]) { drawn += 1; colours.add(data[i] + "," + data[i + 1] + "," + data[i + 2]); }
return [colours.size, drawn / (data.length / 4)];
"""
# Where the picture begins, and by how much it is scaled: as wide as it is on the screen over as wide as it was planned.
PLACE = """
const box = document.getElementById("picture"); box.scrollIntoView();
const data = JSON.parse(document.getElementById("network-data").textContent);
const corner = box.getBoundingClientRect(); const arrangement = box.dataset.arrangement;
const mode = arrangement === "outline" ? "outline" : "wide";
const plan = data.plans[mode]; const least = arrangement === "columns" ? 700 : 0;
const scale = Math.min(box.clientWidth / Math.max(plan.width, least), mode === "wide" ? 1.15 : 1.3);
const left = corner.left + box.clientLeft + (box.clientWidth - plan.width * scale) / 2;
const places = data.nodes.map(n => ({...n[mode], left: (data.first[mode][n.id] || [0])[0], top: (data.first[mode][n.id] || [0, 0])[1]}));
return [left, corner.top + box.clientTop, scale, places];
"""
SHOT = 'return document.querySelector("#picture canvas").toDataURL()'

OpenBrowser = Callable[[int, int], Any]


@pytest.mark.parametrize(("width", "arrangement"), [(1280, "columns"), (390, "outline")])
def test_the_picture_is_drawn_without_a_complaint_or_a_request(
    network: nx.MultiDiGraph[str], open_browser: OpenBrowser, width: int, arrangement: str
) -> None:
    browser = open_browser(width, 850)
    address = browser.show(network_page(network))
    assert browser.run('return document.getElementById("picture").dataset.arrangement') == arrangement
    colours, share = browser.run(PIXELS)
    assert colours > 50
    assert 0.02 < share < 0.9
    assert browser.errors() == []
    assert browser.requests() == [address]
    assert browser.run("return document.documentElement.scrollWidth") == width, "the page itself must not scroll sideways"


def test_hostile_labels_stay_text(network: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    hostile = [
        '</script><script>document.title="taken"</script>',
        "<img src=x onerror=\"document.title='taken'\">",
        "' \\ \" \u2028 `${1}`",
        "a" * 500,
    ]
    for number, iri in enumerate(network):
        label = hostile[number % len(hostile)]
        network.nodes[iri].update(label=label, detail=label, url="javascript:document.title='taken'")
    for _, _, attributes in network.edges(data=True):
        attributes.update(relation=hostile[0], source=hostile[1])
    network.graph.update(question=hostile[0], left_out=hostile[1], sparql=hostile[0])
    browser = open_browser(1280, 850)
    address = browser.show(network_page(network))
    left, top, scale, places = browser.run(PLACE)
    browser.pointer(left + scale * (places[0]["left"] + 20), top + scale * (places[0]["top"] + 30))
    assert browser.run("return document.title") == "Saudi Arabia and forced labour"
    assert browser.run(PIXELS)[0] > 50
    assert browser.errors() == []
    assert browser.requests() == [address]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_card_opens_its_page(network: nx.MultiDiGraph[str], open_browser: OpenBrowser, width: int) -> None:
    network.nodes[next(iter(network))]["url"] = "#the-state"
    browser = open_browser(width, 850)
    address = browser.show(network_page(network))
    left, top, scale, places = browser.run(PLACE)
    browser.pointer(left + scale * (places[0]["left"] + 40), top + scale * (places[0]["top"] + 20))
    browser.run("return new Promise(done => setTimeout(done, 500))")
    assert browser.run("return location.href") == f"{address}#the-state"


def test_keys_and_buttons_move_the_picture_and_bring_it_back(network: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    browser = open_browser(1280, 850)
    browser.show(network_page(network))
    browser.run('document.getElementById("whole").click(); document.getElementById("picture").focus()')
    wait = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    browser.run(wait)
    whole = browser.run(SHOT)
    for keys in (["+"], ["\ue014"], ["\ue014"], ["\ue008", "\ue015", "\ue008"]):  # larger, to the first card, to the next, shifted down
        before = browser.run(SHOT)
        browser.press(*keys)
        browser.run(wait)
        assert browser.run(SHOT) != before
    browser.press("0")
    browser.run('document.getElementById("picture").blur()')
    browser.run(wait)
    assert browser.run(SHOT) == whole
    browser.run(
        'document.getElementById("closer").click(); document.getElementById("farther").click(); document.getElementById("farther").click()'
    )
    browser.run(wait)
    assert browser.run(SHOT) != whole


def test_pointing_at_a_card_shows_its_tooltip_as_text(network: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    network.nodes[next(iter(network))]["detail"] = "<b>Member</b> of the ILO"
    browser = open_browser(1280, 850)
    browser.show(network_page(network))
    left, top, scale, places = browser.run(PLACE)
    x, y = left + scale * (places[0]["left"] + 40), top + scale * (places[0]["top"] + 20)
    step = {"type": "pointerMove", "x": round(x), "y": round(y)}
    browser.call(
        "actions",
        {
            "actions": [
                {"type": "pointer", "id": "mouse", "actions": [step, {**step, "x": round(x) + 2}, {"type": "pause", "duration": 600}]}
            ]
        },
    )
    assert browser.run('return document.querySelector(".vis-tooltip").innerText') == "State: Saudi Arabia\n<b>Member</b> of the ILO"


def test_the_picture_follows_the_width_of_the_window(network: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    browser = open_browser(1280, 850)
    browser.show(network_page(network))
    arrangement = 'return document.getElementById("picture").dataset.arrangement'
    assert browser.run(arrangement) == "columns"
    browser.call(
        "goog/cdp/execute",
        {"cmd": "Emulation.setDeviceMetricsOverride", "params": {"width": 500, "height": 850, "deviceScaleFactor": 1, "mobile": False}},
    )
    browser.run("return new Promise(done => setTimeout(done, 300))")
    assert browser.run(arrangement) == "outline"
    assert browser.run(PIXELS)[0] > 50
    assert browser.errors() == []


def test_an_answer_without_a_path_shows_its_sentence(empty: nx.MultiDiGraph[str], open_browser: OpenBrowser) -> None:
    browser = open_browser(390, 850)
    address = browser.show(network_page(empty))
    assert browser.run('return document.querySelector(".no-path").getBoundingClientRect().height') > 20
    assert browser.errors() == []
    assert browser.requests() == [address]
