"""``servanda``: build, serve, load, fetch, query, binding, explain, gap, equivalents, what-if, calendar, duties, reports, paths, …"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from servanda.api.cli_parser import read
from servanda.api.evaluator_process import NotStarted
from servanda.api.settings import BadSetting, Settings
from servanda.graph.errors import GraphError
from servanda.loaders.errors import SourceError
from servanda.queries.errors import EngineError, QuestionError
from servanda.viz.npm_files import AssetsMissing

#: What a person can mend: the message is shown, not the stack.
_EXPECTED = (SourceError, GraphError, QuestionError, EngineError, BadSetting, AssetsMissing, NotStarted)

#: Command → the module of its function, which has the command's name. Only the module of the command that is given is imported: all of
#: them together take as long as most answers.
_MODULES: Final = {
    "build": "cli_data",
    "serve": "cli_data",
    "load": "cli_data",
    "fetch": "cli_fetch",
    "dump": "cli_dump",
    "upload": "cli_upload",
    "wikidata-report": "cli_wikidata",
    "check": "cli_data",
    "query": "cli_answers",
    "binding": "cli_answers",
    "explain": "cli_explain",
    "gap": "cli_corridors",
    "equivalents": "cli_corridors",
    "what-if": "cli_what_if",
    "calendar": "cli_calendar",
    "duties": "cli_answers",
    "reports": "cli_reports",
    "paths": "cli_answers",
    "view": "cli_view",
    "chart": "cli_chart",
}


def _run(command: str, options: argparse.Namespace) -> int:
    module = importlib.import_module(f"servanda.api.{_MODULES[command]}")
    function: Callable[[argparse.Namespace, Settings], int] = getattr(module, command.replace("-", "_"))
    return function(options, Settings.read())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it was done, 1 when a check found violations, 2 when something was wrong with what was asked or with a file,
        130 when a person stopped it.
    """
    options = read(arguments)
    try:
        status = _run(options.command, options)
        sys.stdout.flush()
        return status
    except _EXPECTED as error:
        sys.stderr.write(f"servanda {options.command}: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written, Python writes at its end
        return 0
    except OSError as error:  # a folder that is none, a full disk, a port in use
        place = error.filename2 or error.filename
        sys.stderr.write(f"servanda {options.command}: {f'{place}: ' if place else ''}{error.strerror or error}\n")
        return 2


def namespace(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line (for tests and documentation)."""
    return read(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
