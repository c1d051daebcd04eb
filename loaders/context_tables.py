"""The packaged tables of agreements, corridors and observations, made again from the sources.

``python -m servanda.loaders.context_tables FOLDER``, where ``FOLDER`` has the sources as they are kept beside the checkout
(``national/…``, ``context/…``, ``reports/…``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from servanda.loaders import agreements, migrant_stock
from servanda.loaders.agreements import read_agreement_provisions, write_agreements
from servanda.loaders.bilateral_agreements import load as load_agreements
from servanda.loaders.dropped_rows import write_dropped
from servanda.loaders.indicators import read_indicators
from servanda.loaders.observations import DROPPED, FOLDER, LoadedObservations, write_observations
from servanda.loaders.states import read_states
from servanda.loaders.table_source import OBSERVATION_SOURCES, read_table_source
from servanda.ontology.schemes import slugs

AGREEMENTS_FOLDER: Final = "national/bilateral-labour-agreements"
STOCK_FOLDER: Final = "context/un-desa-migrant-stock"


def load_observations(name: str, sources: Path) -> LoadedObservations:
    """The figures of one source.

    Args:
        name: one of ``OBSERVATION_SOURCES``.
        sources: the folder of all sources.

    Raises:
        SourceError: a file cannot be understood, or has too few or too many rows.
    """
    module = import_module(f"servanda.loaders.{name}")
    loaded: LoadedObservations = module.load(sources / module.FOLDER)
    read_table_source(name).check_rows(loaded.rows)
    return loaded


def write_tables(sources: Path) -> Iterator[str]:
    """Write every table; yields a line about each.

    Raises:
        SourceError: a source cannot be understood; tables that are already written stay.
    """
    topics = slugs()["topic"]
    provisions = read_agreement_provisions(topics)
    found = load_agreements(sources / AGREEMENTS_FOLDER, tuple(each.variable for each in provisions))
    written = write_agreements(found.agreements, found.promises)
    write_dropped(agreements.DROPPED, found.dropped)
    yield f"bilateral_agreements: {written[0]} agreements, {written[1]} promises, {len(found.dropped)} rows dropped"
    numbers = {state.code: state.m49 for state in read_states()}
    stock = migrant_stock.load(sources / STOCK_FOLDER / migrant_stock.FILE, numbers)
    yield f"migrant_stock: {migrant_stock.write_stock(stock)[0]} corridors"
    order = list(read_indicators(topics))
    for name in OBSERVATION_SOURCES:
        loaded = load_observations(name, sources)
        number = write_observations(FOLDER / f"{name}.csv", loaded.observations, order)
        write_dropped(DROPPED / f"{name}.csv", loaded.dropped)
        yield f"{name}: {number} observations, {len(loaded.dropped)} dropped"


if __name__ == "__main__":
    for line in write_tables(Path(sys.argv[1])):
        sys.stdout.write(f"{line}\n")
