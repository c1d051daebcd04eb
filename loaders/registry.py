"""The loaders of acts, and the checks of copies of claims, by the name of their source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from servanda.loaders.errors import UnknownSource
from servanda.loaders.recommendations import ReadSource
from servanda.loaders.report_check import Checked
from servanda.loaders.source import Loader, Progress, Source, read_source
from servanda.loaders.streamed_claims import LoadedClaims

#: Sources of acts, the depositaries first.
ACT_SOURCES: Final = ("untc", "normlex_ratifications", "untc_2014", "fedlex_scope", "dated_tables")

#: Sources of claims whose packaged table is held against a user's copy.
REPORT_CHECKS: Final = ("normlex_supervision", "un_supervision", "treaty_body_cases", "iachr")
#: Sources of claims of which a user's whole copy takes the place of the packaged subset.
REPORT_LOADERS: Final = ("upr", "upr_working_groups")
#: Sources of claims that are too large for memory: read into files record by record, and a load that was interrupted goes on.
STREAMED_REPORTS: Final = ("uhri",)
StreamedLoader = Callable[[Sequence[Path], Path, bool, Progress], LoadedClaims]
ReportLoader = Callable[[Sequence[Path], Progress], ReadSource]
ReportCheck = Callable[[Sequence[Path], Progress], Checked]


def report_check(name: str) -> ReportCheck:
    """The check of a copy of a source of claims.

    Raises:
        UnknownSource: there is none of that name.
    """
    check: ReportCheck = _load_of(name, REPORT_CHECKS, "source of claims")
    return check


def report_loader(name: str) -> ReportLoader:
    """The loader of a whole source of claims.

    Raises:
        UnknownSource: there is none of that name.
    """
    load: ReportLoader = _load_of(name, REPORT_LOADERS, "loader of claims")
    return load


def streamed_loader(name: str) -> StreamedLoader:
    """The loader of a large source of claims: (files, working folder, whether all records, progress) → what it gave.

    Raises:
        UnknownSource: there is none of that name.
    """
    load: StreamedLoader = _load_of(name, STREAMED_REPORTS, "loader of a large source of claims")
    return load


def loader(name: str) -> Loader:
    """The loader of a source.

    Raises:
        UnknownSource: there is none of that name.
    """
    load: Loader = _load_of(name, ACT_SOURCES, "loader")
    return load


def _load_of(name: str, known: tuple[str, ...], what: str) -> Any:
    """The function ``load`` of the module of that name: each loader is imported only when it is asked for."""
    if name not in known:
        raise UnknownSource(f"there is no {what} {name!r}; there are {', '.join(known)}")
    return import_module(f"servanda.loaders.{name}").load


def sources() -> list[Source]:
    """The descriptions of all sources of acts."""
    return [read_source(name) for name in ACT_SOURCES]
