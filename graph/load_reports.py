"""A user's own copy of a source of claims: held against the packaged table, and its quoted words written to a file for the user alone.

The words of a source are not part of the project. The file is N-Quads, so that a user can load it beside the graph; no command here does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib.namespace import PROV

from servanda.graph.build import Progress, quiet
from servanda.loaders.atomic import write_text
from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.registry import report_check
from servanda.loaders.report_check import Checked
from servanda.ontology import iris

#: Folder of the user's files, beside the built graph.
EXCERPTS_FOLDER: Final = "excerpts"


@dataclass(frozen=True, slots=True)
class CheckedCopy:
    """What a check of a copy showed.

    Attributes:
        source: slug.
        records, rows: number of records in the copy and of rows in the packaged table.
        counts: number of records of each kind.
        dropped: records without a row, with their reasons.
        excerpts: number of quoted passages.
        file: where they were written; None where there are none.
    """

    source: str
    records: int
    rows: int
    counts: Mapping[str, int]
    dropped: tuple[DroppedRow, ...]
    excerpts: int
    file: Path | None


def excerpt_lines(checked: Checked) -> list[str]:
    """The quoted passages as sorted N-Quads, each on its claim, in a claims graph of their own."""
    graph = pyoxigraph.NamedNode(str(iris.named_graph(f"claims/{checked.source}/excerpts")))
    value = pyoxigraph.NamedNode(str(PROV.value))
    found: set[str] = set()
    for row, words in checked.excerpts:  # a passage can run over lines, which N-Quads writes as signs
        claim = pyoxigraph.NamedNode(str(iris.report(checked.source, row)))
        found.add(f"{pyoxigraph.Quad(claim, value, pyoxigraph.Literal(words), graph)} .\n")
    return sorted(found)


def check_reports(name: str, files: Sequence[Path], home: Path, progress: Progress = quiet) -> CheckedCopy:
    """Hold a copy of a source of claims against the packaged table and write its quoted words to ``home/excerpts/<source>.nq``.

    Raises:
        UnknownSource: there is no source of claims of that name.
        SourceError: the copy is missing, cut off or another one, or a row and its record disagree; nothing is written.
    """
    checked = report_check(name)(files, progress)
    lines = excerpt_lines(checked)
    file = home / EXCERPTS_FOLDER / f"{name}.nq" if lines else None
    if file is not None:
        write_text(file, "".join(lines))
    return CheckedCopy(name, checked.records, checked.rows, checked.counts, checked.dropped, len(lines), file)
