"""``servanda view``: a network as one HTML file that needs nothing else, or as SVG, PNG, GraphML, GEXF or CSV, as the file is named."""

from __future__ import annotations

import argparse
from pathlib import Path

import networkx as nx

from servanda.api import network_views
from servanda.api.cli_answers import service
from servanda.api.cli_output import print_json, print_line
from servanda.api.corridors import ANY_WORKER
from servanda.api.envelope import Service
from servanda.api.network_views import MOST_DRAWN, MOST_OF_AN_INSTRUMENT
from servanda.api.settings import Settings
from servanda.loaders.atomic import write_bytes
from servanda.queries.errors import QuestionError
from servanda.viz.network_files import MEDIA, network_file
from servanda.viz.page import network_page

#: What each picture is asked for with: the words after ``servanda view``.
PICTURES = {
    "paths": "STATE [topic/…, instrument/…, …]",
    "neighbourhood": "STATE",
    "structure": "INSTRUMENT",
    "matches": "INSTRUMENT OTHER",
    "corridor": "ORIGIN DESTINATION",
}


def view(options: argparse.Namespace, settings: Settings) -> int:
    """Draw a network and write it."""
    out: Path = options.out or Path(f"{options.picture}.html")
    form = out.suffix.removeprefix(".").lower()
    if form not in {"html", "htm", *MEDIA}:
        raise QuestionError(f"{out.name} tells no format: let it end in .html, {', '.join(f'.{each}' for each in MEDIA)}")
    network = _network(service(settings), options)
    if form in MEDIA:
        content = network_file(network, form, language=options.language)
    else:
        content = network_page(network, language=options.language).encode("utf-8")
    write_bytes(out, content)
    if options.json:
        print_json({"file": str(out), "nodes": network.number_of_nodes(), "edges": network.number_of_edges()})
    else:
        print_line(f"{out}: {network.number_of_nodes()} things, {network.number_of_edges()} links")
    return 0


def _network(here: Service, options: argparse.Namespace) -> nx.MultiDiGraph[str]:
    first: str = options.source
    second: str = options.target or ""
    asked = (options.on, options.language)
    if options.picture in {"matches", "corridor"} and not second:
        raise QuestionError(f"the picture {options.picture} needs two things: servanda view {PICTURES[options.picture]}")
    if options.picture in {"neighbourhood", "structure"} and second:
        raise QuestionError(f"the picture {options.picture} is of one thing: servanda view {PICTURES[options.picture]}")
    most = options.most or (MOST_OF_AN_INSTRUMENT if options.picture in {"structure", "corridor"} else MOST_DRAWN)
    if options.picture == "neighbourhood":
        return network_views.neighbourhood(here, first, *asked, most)
    if options.picture == "structure":
        return network_views.structure(here, first, *asked, most)
    if options.picture == "matches":
        return network_views.matches(here, first, second, *asked, most)
    if options.picture == "corridor":
        return network_views.corridor(here, first, second, options.worker or ANY_WORKER, options.topic, *asked, most)
    return network_views.paths(here, first, second or None, *asked, most)
