"""Everything twice, four times, eight times: the instruments with all that hangs on them, copied under other names.

The states stay the same: a copy of an instrument has its own acts of the same states on the same days, its own provisions,
obligations, limits and matches, and gives its own binding periods and duties.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from rdflib import URIRef

from servanda.graph.facts import Facts
from servanda.loaders.source import Source
from servanda.ontology.namespaces import BASE
from servanda.queries.snapshot import Snapshot


def _any_of(slugs: Collection[str]) -> str:
    return "|".join(re.escape(slug) for slug in sorted(slugs, key=len, reverse=True))


class _Renamer:
    """Names of one copy. What names no instrument stays the very same object, so that it can be told apart and kept once."""

    def __init__(self, slugs: Collection[str], number: int) -> None:
        self._slug = re.compile(rf"(?:(?<=/)|^)({_any_of(slugs)})(?=$|[/-])")
        self._copy = rf"\1-x{number}"

    def of(self, value: Any) -> Any:
        """A string, a record or a collection with the copy's names."""
        if isinstance(value, str):
            name = self._slug.sub(self._copy, value)
            return value if name == value else URIRef(name) if isinstance(value, URIRef) else name
        if isinstance(value, Source):  # a source tells of the copies too, and remains one source
            return value
        if isinstance(value, Mapping):
            pairs = [(self.of(key), self.of(each)) for key, each in value.items()]
            kept = all(key is old_key and each is old for (key, each), (old_key, old) in zip(pairs, value.items(), strict=True))
            return value if kept else dict(pairs)
        if isinstance(value, list | tuple | frozenset):
            several = [self.of(each) for each in value]
            return value if all(one is other for one, other in zip(several, value, strict=True)) else type(value)(several)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            old = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
            new = {name: self.of(each) for name, each in old.items()}
            return value if all(new[name] is old[name] for name in old) else dataclasses.replace(value, **new)
        return value


def _joined(first: Any, second: Any, copy: Any) -> Any:
    """What was there and what a copy adds to it; ``copy`` is made of ``first``."""
    if isinstance(first, Mapping):
        return {**second, **copy}
    if isinstance(first, frozenset):
        return second | copy
    return type(first)((*second, *(new for new, old in zip(copy, first, strict=True) if new is not old)))


def _fields_times(value: Facts | Snapshot, slugs: Collection[str], times: int) -> dict[str, Any]:
    names = [field.name for field in dataclasses.fields(value) if field.init]
    found = {name: getattr(value, name) for name in names}
    for number in range(1, times):
        renamer = _Renamer(slugs, number)
        for name in names:
            first = getattr(value, name)
            found[name] = _joined(first, found[name], renamer.of(first))
    return found


def facts_times(facts: Facts, times: int) -> Facts:
    """The facts with so many times the instruments, acts and obligations."""

    def covering(slugs: tuple[str, ...]) -> tuple[str, ...]:
        return (*slugs, *(f"{slug}-x{number}" for number in range(1, times) for slug in slugs))

    sources = [
        dataclasses.replace(
            source,
            complete_for=covering(source.complete_for),
            complete_for_present_parties=covering(source.complete_for_present_parties),
        )
        for source in facts.sources
    ]
    return dataclasses.replace(facts, **{**_fields_times(facts, facts.instruments, times), "sources": sources})


def snapshot_times(snapshot: Snapshot, slugs: Collection[str], times: int) -> Snapshot:
    """The snapshot with so many times the instruments, periods and obligations."""
    return dataclasses.replace(snapshot, **_fields_times(snapshot, slugs, times))


def double_file(path: Path, slugs: Collection[str], target: Path) -> None:
    """A graph file with each quad that names an instrument once more for its copy."""
    named = re.compile(rf"(<{re.escape(BASE)}id/[a-z-]+/(?:[^>/ ]*/){{0,2}}?)({_any_of(slugs)})(?=[/>-])")
    with path.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as doubled:
        for line in lines:
            doubled.write(line)
            copy = named.sub(r"\1\2-x1", line)
            if copy != line:
                doubled.write(copy)
