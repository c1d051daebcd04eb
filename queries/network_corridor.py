"""A corridor as a network: two states side by side, what binds both, one of them, or neither, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import networkx as nx

from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.corridor_answer import Cell, Corridor, ObligationCell, TopicCell
from servanda.queries.network_facts import SEVERAL, Told, add_fact, add_thing, new_network

ORIGIN, BOTH, DESTINATION, NEITHER, NOT_KNOWN = range(5)
#: In which lane each outcome stands.
LANES: Final[Mapping[Cell, int]] = {
    "origin_only": ORIGIN,
    "origin_bound": ORIGIN,
    "both": BOTH,
    "destination_only": DESTINATION,
    "destination_bound": DESTINATION,
    "neither": NEITHER,
    "origin_not_bound": NEITHER,
    "destination_not_bound": NEITHER,
    "not_known": NOT_KNOWN,
    "origin_not_known": NOT_KNOWN,
    "destination_not_known": NOT_KNOWN,
}

_WORDS: Final = {
    "en": {
        "title": "{origin} and {destination}: {worker}, {on}",
        "question": "Which obligations that protect this worker bind both {origin} and {destination} on {on}, one of them, or neither?",
        "origin": "{name} (origin)",
        "destination": "{name} (destination)",
        "some": "{bound} of {all} obligations bind it",
        "on": "is about",
        "bound": "binds",
        "limited": "binds, with a reservation",
        "matched": "does not bind; another that asks the same or more does",
        "partly_matched": "does not bind; another that asks something of it does",
        "not_bound": "does not bind",
        "not_known": "not known whether it binds",
        "of_origin": "asked of the state of origin only",
        "of_destination": "asked of the state of destination only",
        "depends": "covers this worker on a condition",
        "counted": "The obligations themselves are left out here and counted: open a topic to see those on it. An obligation on two topics "
        "counts in both.",
        "cut": "{shown} of {all} obligations are drawn.",
        "reads": "Each row is a topic. The number in a lane says how many obligations on the topic bind both states, one, or neither; "
        "what is asked of one state only stands with that state, or under neither.",
        "reads_one": "Each card is an obligation; the lane in which it stands says whom it binds. What is asked of one state only "
        "stands with that state, or under neither.",
        "none": "No obligation stands in: {lanes}.",
    },
    "id": {
        "title": "{origin} dan {destination}: {worker}, {on}",
        "question": "Norma mana yang melindungi pekerja ini mengikat {origin} dan {destination} pada {on}, salah satunya, atau tidak?",
        "origin": "{name} (asal)",
        "destination": "{name} (tujuan)",
        "some": "{bound} dari {all} norma mengikatnya",
        "on": "tentang",
        "bound": "mengikat",
        "limited": "mengikat, dengan reservasi",
        "matched": "tidak mengikat; norma lain yang meminta hal yang sama atau lebih mengikat",
        "partly_matched": "tidak mengikat; norma lain yang meminta sebagiannya mengikat",
        "not_bound": "tidak mengikat",
        "not_known": "tidak diketahui apakah mengikat",
        "of_origin": "hanya diminta dari negara asal",
        "of_destination": "hanya diminta dari negara tujuan",
        "depends": "mencakup pekerja ini dengan syarat",
        "counted": "Norma-normanya tidak digambar di sini, hanya dihitung: buka satu topik untuk melihatnya. Norma dengan dua topik "
        "dihitung pada keduanya.",
        "cut": "{shown} dari {all} norma digambar.",
        "reads": "Setiap baris adalah satu topik. Angka pada setiap lajur menyatakan berapa norma pada topik itu yang mengikat keduanya, "
        "salah satunya, atau tidak satu pun; yang diminta dari satu negara saja ada pada negara itu, atau pada tidak satu pun.",
        "reads_one": "Setiap kartu adalah satu norma; lajur tempatnya menyatakan siapa yang diikatnya. Yang diminta dari satu negara "
        "saja ada pada negara itu, atau pada tidak satu pun.",
        "none": "Tidak ada norma dalam: {lanes}.",
    },
}
_LANE_WORDS: Final = {
    "en": ("Binds {origin} only", "Binds both", "Binds {destination} only", "Binds neither", "Not known"),
    "id": ("Mengikat {origin} saja", "Mengikat keduanya", "Mengikat {destination} saja", "Tidak mengikat keduanya", "Tidak diketahui"),
}
_ARROWS: Final = {"bound": "strong", "limited": "dashed", "not_known": "dotted"}


def corridor_network(
    found: Corridor, *, language: str = "en", most: int | None = None, version: str = "", queries: tuple[tuple[str, str], ...] = ()
) -> nx.MultiDiGraph[str]:
    """Draw the answer on a corridor; its numbers are the answer's own.

    Args:
        found: the answer; with one topic its obligations are drawn, with several they are counted.
        language: ``en`` or ``id``, as the answer's.
        most: draw no more than this many obligations.
        version: the data's version, kept with the network.
        queries: name and text of the questions behind it.
    """
    words: Mapping[str, str] = _WORDS[language]
    told = {"origin": found.origin_name, "destination": found.destination_name, "worker": found.worker_name, "on": found.on.isoformat()}
    sparql = queries[0][1] if queries else ""
    network = new_network(words["title"].format(**told), words["question"].format(**told), found.on, version, language, sparql)
    lanes = tuple(lane.format(**told) for lane in _LANE_WORDS[language])
    one = len(found.topics) == 1
    if found.topics:
        places = ({}, {}) if one else ({"lane": ORIGIN}, {"lane": DESTINATION})
        for rank, (iri, name, place) in enumerate(zip(_states(found), _names(found, words), places, strict=True)):
            add_thing(network, iri, "state", name, "", rank=rank, under="-", **place)
    for rank, topic in enumerate(found.topics):
        counts = lane_counts(topic)
        drawn = {"counts": " ".join(str(count) for count in counts if count or not one)}
        iri = str(iris.topic(topic.topic))
        add_thing(network, iri, "topic", topic.name, "", rank=rank, under="-", topics=topic.name, **drawn)
        if not one:
            for state, own in zip(_states(found), (ORIGIN, DESTINATION), strict=True):
                add_fact(network, iri, state, words["some"].format(bound=counts[own] + counts[BOTH], all=topic.obligations))
    network.graph.update(
        left_out="" if one or not found.topics else words["counted"],
        queries=queries,
        arrangement="shelves",
        shelves=tuple((str(iris.topic(topic.topic)), topic.name) for topic in found.topics),
        lanes=lanes,
        reads=words["reads"],
    )
    if one:
        counts = lane_counts(found.topics[0])
        kept = [lane for lane, count in enumerate(counts) if count]
        none = [lanes[lane] for lane in range(len(lanes)) if lane not in kept]
        network.graph["lanes"] = tuple(lanes[lane] for lane in kept)
        network.graph["meanings"] = tuple((line, words[status]) for status, line in _ARROWS.items())
        network.graph["reads"] = " ".join([words["reads_one"], *([words["none"].format(lanes=SEVERAL.join(none))] if none else [])])
        if most is not None and most < len(found.cells):
            network.graph["left_out"] = words["cut"].format(shown=most, all=len(found.cells))
        _obligations(network, found, found.cells[:most], kept, language)
    return network


def lane_counts(topic: TopicCell) -> list[int]:
    """How many obligations of a topic stand in each lane."""
    counts = [0] * 5
    for cell, count in topic.counts.items():
        counts[LANES[cell]] += count
    return counts


def _states(found: Corridor) -> tuple[str, str]:
    return str(iris.state(found.origin)), str(iris.state(found.destination))


def _names(found: Corridor, words: Mapping[str, str]) -> tuple[str, str]:
    return words["origin"].format(name=found.origin_name), words["destination"].format(name=found.destination_name)


def _obligations(
    network: nx.MultiDiGraph[str], found: Corridor, cells: tuple[ObligationCell, ...], lanes: list[int], language: str
) -> None:
    words: Mapping[str, str] = _WORDS[language]
    topic = found.topics[0]
    shelf = str(iris.topic(topic.topic))
    for rank, cell in enumerate(cells):
        iri = str(iris.obligation(cell.obligation))
        sides = tuple(zip(_states(found), (found.origin_name, found.destination_name), (cell.origin, cell.destination), strict=True))
        told = [f"{name}: {words[side.status]}" for _, name, side in sides if side.status != "not_asked"]
        notes = [
            words[word] for word, side in (("of_destination", cell.origin), ("of_origin", cell.destination)) if side.status == "not_asked"
        ]
        notes += [words["depends"]] if cell.covers == "depends" else []
        label = f"{cell.citation}: {cell.label}"
        known = [f"{name}: {words[side.status]}" for _, name, side in sides if side.status not in {"not_asked", "not_known"}]
        if LANES[cell.cell] == NOT_KNOWN and known:
            label += f" ({SEVERAL.join(known)})"
        add_thing(
            network,
            iri,
            "obligation",
            label,
            SEVERAL.join([*told, *notes]),
            rank=rank,
            lane=lanes.index(LANES[cell.cell]),
            shelf=shelf,
            under=shelf,
            topics=topic.name,
        )
        law: Told = {"source": cell.short, "source_url": str(iris.instrument(cell.instrument))}
        add_fact(network, shelf, iri, words["on"], SV.topic, inverse=True, **law)
        for state, _, side in sides:
            if side.status in _ARROWS:
                add_fact(network, iri, state, words[side.status], **law, line=_ARROWS[side.status])
