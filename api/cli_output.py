"""What the command line shows: tables for people, JSON for programs, progress on the error stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from servanda.api.envelope import plain


def print_json(value: Any) -> None:
    """Write JSON to standard output."""
    json.dump(plain(value), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_line(text: str = "") -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{text}\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table that fits the terminal (or as wide as needed where there is none)."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else 200, soft_wrap=not terminal)
    with console.capture() as captured:  # written by us: rich would end the command with status 1 when a pipe is closed
        console.print(table)
    sys.stdout.write(captured.get())


class ProgressBar:
    """Progress on the error stream: a bar in a terminal, a line for each step elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(TextColumn("{task.description}"), BarColumn(), console=self._console, transient=True)
        self._task = self._bar.add_task("", total=None)
        self._said = ""

    def __enter__(self) -> ProgressBar:
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._console.is_terminal:
            self._bar.stop()

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that ``done`` of ``total`` is done, and what comes now."""
        if self._console.is_terminal:
            self._bar.update(self._task, completed=done, total=total, description=what)
        elif what != self._said:
            sys.stderr.write(f"{what}\n")
        self._said = what
