"""The folder of one version's files: what is in it, with checksums, and how it differs from the version before."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from servanda.graph.errors import GraphError
from servanda.loaders.atomic import write_text
from servanda.queries.table_changes import Changes, TextRow, compare, in_words
from servanda.queries.tables import TABLES

FILES: Final = "files.json"
SUMS: Final = "SHA256SUMS"
CHANGES: Final = "changes.md"
TABLES_OF_DUMP: Final = "tables"
#: The description of all CSV files of a folder (Model for Tabular Data, section 5.3: found from the folder).
METADATA: Final = "csv-metadata.json"


class BadDump(GraphError):
    """Files of a version that cannot be made or understood."""


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: its path in the folder, its length in bytes and its SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """What ``files.json`` says of a version's folder.

    Attributes:
        version: the data version.
        previous: the version before, whose files lay beside these when these were made; None for the first.
        files: all files but the lists themselves, sorted.
    """

    version: str
    previous: str | None
    files: tuple[DumpFile, ...]


def seal(folder: Path, version: str, previous: str | None) -> Dump:
    """List the files of a folder with their checksums, for people and for ``sha256sum --check``.

    Raises:
        OSError: a file cannot be read or written.
    """
    found = Dump(version, previous, tuple(_file(folder, path) for path in sorted(folder.rglob("*")) if path.is_file()))
    write_text(folder / SUMS, "".join(f"{each.sha256}  {each.name}\n" for each in found.files))
    write_text(folder / FILES, json.dumps(asdict(found), indent=2) + "\n")
    return found


def _file(folder: Path, path: Path) -> DumpFile:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return DumpFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


def read_dump(folder: Path) -> Dump:
    """What a folder of files says of itself.

    Raises:
        BadDump: there is no list of files in it, or one that cannot be understood.
    """
    path = folder / FILES
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Dump(content["version"], content["previous"], tuple(DumpFile(**each) for each in content["files"]))
    except FileNotFoundError as error:
        raise BadDump(f"{folder.name}: there is no {FILES}: the files of this version were not made whole") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadDump(f"{path} cannot be understood: make the files of this version anew") from error


def newest_of(dumps: Path) -> str | None:
    """The version whose files were made last: the one that no other names as the version before.

    Raises:
        BadDump: there are several such versions, so that a person must say which.
    """
    known = [read_dump(folder) for folder in sorted(dumps.iterdir()) if (folder / FILES).is_file()] if dumps.is_dir() else []
    before = {each.previous for each in known}
    last = [each.version for each in known if each.version not in before]
    if len(last) > 1:
        raise BadDump(f"{dumps} holds several last versions ({', '.join(last)}): say with --since which one came before")
    return last[0] if last else None


def write_changes(before: Path, after: Path, version: str, previous: str) -> dict[str, Changes]:
    """Write the list of what changed between two versions' tables; gives the changes of each table that has any.

    Raises:
        BadDump: the earlier folder has no tables.
        OSError: a file cannot be read or written.
    """
    if not (before / TABLES_OF_DUMP).is_dir():
        raise BadDump(f"the files of version {previous} have no tables to compare with")
    found = {}
    lines = [f"# What changed from data version {previous} to {version}", ""]
    for table in TABLES:
        name = f"{TABLES_OF_DUMP}/{table.name}.csv"
        changes = compare(_rows(before / name), _rows(after / name), table.key)
        told = list(in_words(changes, table.key))
        if told:
            found[table.name] = changes
            lines += [f"## {table.sentence}", "", *told, ""]
    if not found:
        lines += ["Nothing in the tables.", ""]
    write_text(after / CHANGES, "\n".join(lines))
    return found


def _rows(path: Path) -> Iterator[TextRow]:
    if not path.is_file():  # a table that the earlier version did not have
        return
    with path.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            content: Mapping[str, str] = row
            yield content
