"""The loaders of acts by the name of their source."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from servanda.loaders.errors import UnknownSource
from servanda.loaders.source import Loader, Source, read_source

#: Sources of acts, the depositaries first.
ACT_SOURCES: Final = ("untc", "normlex_ratifications", "untc_2014", "fedlex_scope", "dated_tables")


def loader(name: str) -> Loader:
    """The loader of a source.

    Raises:
        UnknownSource: there is none of that name.
    """
    if name not in ACT_SOURCES:
        raise UnknownSource(f"there is no loader {name!r}; there are {', '.join(ACT_SOURCES)}")
    function: Loader = import_module(f"servanda.loaders.{name}").load
    return function


def sources() -> list[Source]:
    """The descriptions of all sources of acts."""
    return [read_source(name) for name in ACT_SOURCES]
