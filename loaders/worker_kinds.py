"""The packaged table of worker kinds: which personal scope, instrument or provision covers a kind of worker, and which does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.readings import COLUMNS as READING_COLUMNS
from servanda.loaders.readings import Readings, read_readings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA

TABLE: Final = DATA / "worker_kinds" / "worker_kinds.csv"
COLUMNS: Final = (
    "id",
    "kind",
    "target",
    "side",
    "degree",
    "article",
    "reason_en",
    "reason_id",
    "source",
    "source_place",
    "remark",
    *READING_COLUMNS,
)
NOT_ESTABLISHED: Final = "not-established"
DEGREES: Final = frozenset({"covers", "in-part", "leaves-open", "leaves-out", NOT_ESTABLISHED})
#: The role of a state for which alone a record holds, and its word in the record's id.
SIDES: Final[Mapping[str, str]] = {"": "", "StateOfOrigin": "origin", "StateOfEmployment": "employment"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a text says of one kind of worker.

    Attributes:
        id: ``frontier--instrument-ilo-c097``, with ``--origin`` or ``--employment`` where it holds for one side only.
        kind: slug of the worker kind.
        target_kind, target: ``scope`` and a slug, ``instrument`` and a slug, or ``provision`` and a path.
        side: ``StateOfOrigin``, ``StateOfEmployment``, or empty for both.
        degree: one of ``DEGREES``.
        articles: provisions that it rests on; empty only where the text was not at hand, or the scope explains itself.
        reason: by language tag, in our own words.
        source, place: the file of the text that was read, and where in it.
        remark: hard points.
        readings: who encoded and who read it.
    """

    id: str
    kind: str
    target_kind: str
    target: str
    side: str
    degree: str
    articles: tuple[str, ...]
    reason: dict[str, str]
    source: str
    place: str
    remark: str
    readings: Readings


def _existing(record: Record, column: str, path: str, provisions: Mapping[str, frozenset[str]]) -> str:
    """A provision must exist where its instrument's text has been taken apart."""
    if "/" not in path or path not in provisions.get(path.partition("/")[0], frozenset({path})):
        raise record.wrong(column, f"there is no provision {path!r}")
    return path


def _target(
    record: Record, concepts: Mapping[str, frozenset[str]], instruments: frozenset[str], provisions: Mapping[str, frozenset[str]]
) -> tuple[str, str]:
    kind, _, name = record.pop_required("target").partition("/")
    if kind == "provision":
        return kind, _existing(record, "target", name, provisions)
    known = {"scope": concepts["scope"], "instrument": instruments}.get(kind)
    if known is None or name not in known:
        raise record.wrong("target", f"{kind}/{name} is no scope/…, instrument/… or provision/… that is known here")
    return kind, name


def read_worker_kinds(
    concepts: Mapping[str, frozenset[str]],
    instruments: frozenset[str],
    provisions: Mapping[str, frozenset[str]],
    path: Path = TABLE,
) -> list[Coverage]:
    """All records, in file order.

    Args:
        concepts: the known slugs by kind (``scope``, ``worker-kind``).
        instruments: slugs.
        provisions: paths by instrument, where its text has been taken apart.
        path: the table.

    Raises:
        SourceError: a cell cannot be understood, names nothing that exists, or a record stands twice (row and column named).
    """
    found: dict[str, Coverage] = {}
    for record in read_table(path, COLUMNS):
        coverage = _read(record, concepts, instruments, provisions)
        if coverage.id in found:
            raise BadValue(f"{coverage.id} stands here twice", file=path, row=record.row, column="id")
        found[coverage.id] = coverage
    return list(found.values())


def _read(
    record: Record, concepts: Mapping[str, frozenset[str]], instruments: frozenset[str], provisions: Mapping[str, frozenset[str]]
) -> Coverage:
    identifier = record.pop_required("id")
    kind = one_of(record, "kind", concepts["worker-kind"])
    target_kind, target = _target(record, concepts, instruments, provisions)
    if (side := record.pop("side")) not in SIDES:
        raise record.wrong("side", f"{side!r} is not in the list ({', '.join(filter(None, SIDES))})")
    wanted = "--".join(filter(None, (kind, f"{target_kind}/{target}".replace("/", "-"), SIDES[side])))
    if identifier != wanted:
        raise record.wrong("id", f"{identifier!r} does not follow from the kind, the target and the side: {wanted}")
    coverage = Coverage(
        id=identifier,
        kind=kind,
        target_kind=target_kind,
        target=target,
        side=side,
        degree=one_of(record, "degree", DEGREES),
        articles=tuple(_existing(record, "article", each, provisions) for each in record.pop("article").split()),
        reason={language: record.pop_required(f"reason_{language}") for language in ("en", "id")},
        source=record.pop("source"),
        place=record.pop("source_place"),
        remark=record.pop("remark"),
        readings=read_readings(record),
    )
    if not coverage.articles and coverage.degree != NOT_ESTABLISHED and target_kind != "scope":
        raise record.wrong("article", "must name the article that it rests on")
    if bool(coverage.articles) != bool(coverage.source and coverage.place):
        raise record.wrong("source", "an article needs the text that was read and the place in it, and the other way round")
    record.finish()
    return coverage
