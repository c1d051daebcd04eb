"""The packaged table of bodies: who supervises, complains or reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.ontology.schemes import slugs

TABLE: Final = DATA / "bodies" / "bodies.csv"
COLUMNS: Final = ("body", "title_en", "title_id", "kind", "parent", "source")
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody who reports.

    Attributes:
        slug: ``ceacr``.
        title: by language tag.
        kind: slug of the scheme ``body-kind``: what it is.
        parent: slug of the organisation that it belongs to; empty where it belongs to none of the table.
        source: where the name was taken from.
    """

    slug: str
    title: dict[str, str]
    kind: str
    parent: str
    source: str


def read_bodies(path: Path = TABLE) -> dict[str, Body]:
    """All bodies by slug, in file order.

    Raises:
        SourceError: a cell cannot be understood, a slug stands twice, or a parent is not in the table (row and column named).
    """
    kinds = slugs()["body-kind"]
    found: dict[str, Body] = {}
    parents: list[tuple[Record, str]] = []
    for record in read_table(path, COLUMNS):
        body = Body(
            slug=record.pop_required("body"),
            title={language: record.pop_required(f"title_{language}") for language in ("en", "id")},
            kind=record.pop_required("kind"),
            parent=record.pop("parent"),
            source=record.pop_required("source"),
        )
        if not _SLUG.fullmatch(body.slug):
            raise record.wrong("body", f"{body.slug!r} is not a slug: small letters and digits, parted by '-'")
        if body.slug in found:
            raise record.wrong("body", f"{body.slug} stands here twice")
        if body.kind not in kinds:
            raise record.wrong("kind", f"{body.kind!r} is not in the list ({', '.join(sorted(kinds))})")
        record.finish()
        found[body.slug] = body
        parents.append((record, body.parent))
    for record, parent in parents:
        if parent and parent not in found:
            raise record.wrong("parent", f"there is no body {parent!r}")
    return found
