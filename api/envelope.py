"""What every JSON answer carries: the SPARQL that gives the same, citations, the data's version and the sources' own dates."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from servanda.api.charts_shelf import ChartShelf
from servanda.api.choices import ChoicesShelf
from servanda.api.facts_shelf import FactsShelf
from servanda.graph.build import Manifest
from servanda.queries.answers import variable
from servanda.queries.engine import Engine
from servanda.queries.lookup import read_day, read_language
from servanda.queries.search import SearchShelf
from servanda.queries.snapshot_shelf import SnapshotShelf


@dataclasses.dataclass(frozen=True, slots=True)
class Service:
    """What the routes need: a store, what is in it, and what the matrices and suppositions are read from (on first use, then kept).

    ``tables`` is the folder of the user's own tables of facts, as the build reads them.
    """

    engine: Engine
    manifest: Manifest
    tables: Path | None = None
    shelf: SnapshotShelf = dataclasses.field(init=False, compare=False, repr=False)
    facts: FactsShelf = dataclasses.field(init=False, compare=False, repr=False)
    choices: ChoicesShelf = dataclasses.field(init=False, compare=False, repr=False)
    charts: ChartShelf = dataclasses.field(init=False, compare=False, repr=False)
    search: SearchShelf = dataclasses.field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shelf", SnapshotShelf(self.engine))  # the only way to fill a field of a frozen class from another
        object.__setattr__(self, "facts", FactsShelf(self.tables))
        object.__setattr__(self, "choices", ChoicesShelf(self.engine))
        object.__setattr__(self, "charts", ChartShelf(self.engine))
        object.__setattr__(self, "search", SearchShelf(self.engine))


def service(request: Request) -> Service:
    """The running service."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found


def _day(on: Annotated[str | None, Query(description="The day asked about, YYYY-MM-DD; today if not given.")] = None) -> datetime.date:
    return datetime.date.today() if on is None else read_day(on)


def _language(language: Annotated[str, Query(description="en or id")] = "en") -> str:
    return read_language(language)


ServiceHere = Annotated[Service, Depends(service)]
OnDay = Annotated[datetime.date, Depends(_day)]
InLanguage = Annotated[str, Depends(_language)]


def plain(value: Any) -> Any:
    """A dataclass (or a tuple, a day…) as JSON values; a field ``from_`` is written ``from``."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {variable(field.name): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def envelope(here: Service, answer: object, *, sparql: Mapping[str, str], citations: Iterable[str]) -> dict[str, Any]:
    """An answer with all that it needs to be checked and cited; ``sparql`` names each query by its question."""
    return {
        "answer": plain(answer),
        "sparql": plain(sparql),
        "citations": list(citations),
        "data_version": here.manifest.version,
        "sources_as_at": here.manifest.sources,
    }
