"""The command that fetches a publisher's own copy of a source, where the network allows it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from servanda.api.cli_output import ProgressBar, print_json, print_line
from servanda.api.settings import Settings
from servanda.loaders.errors import NotFetched
from servanda.loaders.polite_fetch import fetch as fetch_file
from servanda.loaders.registry import STREAMED_REPORTS
from servanda.loaders.source import read_source

#: Folder of fetched files, in the folder of the graph.
DOWNLOADS_FOLDER = "downloads"


def fetch(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch a source from the address of its description, or from another; nothing is loaded."""
    addresses = read_source(options.source).downloads if options.source in STREAMED_REPORTS else ()
    address = options.address or next(iter(addresses), "")
    if not address:
        raise NotFetched(f"no address is known for {options.source!r}; give one with --address")
    name = PurePosixPath(urlsplit(address).path).name or options.source
    with ProgressBar() as progress:
        found = fetch_file(address, options.to or settings.home / DOWNLOADS_FOLDER / options.source / name, progress=progress)
    if options.json:
        print_json(asdict(found) | {"path": str(found.path)})
        return 0
    print_line(f"{found.path}: {found.size:,} bytes, {'fetched' if found.changed else 'still the newest: nothing was fetched'}.")
    return 0
