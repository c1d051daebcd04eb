"""``servanda view``: the network of paths as one HTML file."""

from __future__ import annotations

import argparse

from servanda.api.cli_answers import service
from servanda.api.cli_output import print_json, print_line
from servanda.api.settings import Settings
from servanda.loaders.atomic import write_text
from servanda.queries.lookup import find_state, find_target
from servanda.queries.network import path_network
from servanda.viz.page import network_page


def view(options: argparse.Namespace, settings: Settings) -> int:
    """Write the network of paths as one HTML file."""
    here = service(settings)
    selection, _ = find_target(here.engine, options.target)
    state = find_state(here.engine, options.source)
    network = path_network(
        here.engine, state, options.on, selection, language=options.language, most=options.most, version=here.manifest.version
    )
    write_text(options.out, network_page(network, language=options.language))
    if options.json:
        print_json({"file": str(options.out), "nodes": network.number_of_nodes(), "edges": network.number_of_edges()})
    else:
        print_line(f"{options.out}: {network.number_of_nodes()} things, {network.number_of_edges()} links")
    return 0
