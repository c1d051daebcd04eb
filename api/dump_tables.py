"""The tables of a version as CSV with its description (CSV on the Web, W3C Recommendation 2015) and as Parquet."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as arrow
import pyarrow.parquet as parquet

from servanda.api.dump_folder import METADATA
from servanda.api.link_headers import LICENCE
from servanda.loaders.atomic import write_text
from servanda.queries.engine import Engine
from servanda.queries.tables import TABLES, Cell, Table

_DATATYPES: Final[dict[type, str]] = {str: "string", int: "integer", bool: "boolean", datetime.date: "date"}
_ARROW: Final[dict[type, arrow.DataType]] = {
    str: arrow.string(),
    int: arrow.int64(),
    bool: arrow.bool_(),
    datetime.date: arrow.date32(),
}


def write_tables(
    engine: Engine, folder: Path, version: str, progress: Callable[[int, int, str], None], tables: Sequence[Table] = TABLES
) -> None:
    """Write each table as ``<name>.csv`` and ``<name>.parquet``, and the description of the CSV files.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, table in enumerate(tables):
        progress(number, len(tables), f"the table {table.name}")
        rows = list(table.rows(engine))
        _write_csv(table, rows, folder / f"{table.name}.csv")
        _write_parquet(table, rows, folder / f"{table.name}.parquet", version)
    write_text(folder / METADATA, json.dumps(csv_metadata(version, tables), ensure_ascii=False, indent=2) + "\n")


def csv_metadata(version: str, tables: Sequence[Table] = TABLES) -> dict[str, Any]:
    """The description of the CSV files: what each answers, and what its columns hold."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": f"Servanda, tables of data version {version}",
        "dc:license": {"@id": LICENCE},
        "tables": [_described(table) for table in tables],
    }


def _described(table: Table) -> dict[str, Any]:
    columns = [
        {
            "name": column.name,
            "titles": column.name,
            "datatype": _DATATYPES[column.kind],
            "required": column.required,
        }
        for column in table.columns
    ]
    return {"url": f"{table.name}.csv", "dc:title": table.sentence, "tableSchema": {"columns": columns}}


def _write_csv(table: Table, rows: list[tuple[Cell, ...]], path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    write_text(path, text.getvalue())


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _write_parquet(table: Table, rows: list[tuple[Cell, ...]], path: Path, version: str) -> None:
    columns = table.columns
    schema = arrow.schema(
        [arrow.field(column.name, _ARROW[column.kind], nullable=not column.required) for column in columns],
        metadata={"title": table.sentence, "version": version, "licence": LICENCE},
    )
    cells = [arrow.array([row[place] for row in rows], schema.types[place]) for place in range(len(columns))]
    parquet.write_table(arrow.table(cells, schema=schema), path, compression="zstd")
