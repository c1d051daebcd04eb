"""``servanda``: build, serve, load, query, binding, explain, gap, equivalents, what-if, calendar, duties, paths, view, check."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from servanda.api import cli_answers, cli_calendar, cli_corridors, cli_data, cli_explain, cli_what_if
from servanda.api.cli_parser import parser
from servanda.api.evaluator_process import NotStarted
from servanda.api.settings import BadSetting, Settings
from servanda.graph.errors import GraphError
from servanda.loaders.errors import SourceError
from servanda.queries.errors import EngineError, QuestionError
from servanda.viz.browser_files import AssetsMissing

#: What a person can mend: the message is shown, not the stack.
_EXPECTED = (SourceError, GraphError, QuestionError, EngineError, BadSetting, AssetsMissing, NotStarted)

_COMMANDS = {
    "build": cli_data.build,
    "serve": cli_data.serve,
    "load": cli_data.load,
    "check": cli_data.check,
    "query": cli_answers.query,
    "binding": cli_answers.binding,
    "explain": cli_explain.explain,
    "gap": cli_corridors.gap,
    "equivalents": cli_corridors.equivalents,
    "what-if": cli_what_if.what_if,
    "calendar": cli_calendar.calendar,
    "duties": cli_answers.duties,
    "paths": cli_answers.paths,
    "view": cli_answers.view,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it was done, 1 when a check found violations, 2 when something was wrong with what was asked or with a file,
        130 when a person stopped it.
    """
    options = parser().parse_args(arguments)
    try:
        status = _COMMANDS[options.command](options, Settings.read())
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
    return parser().parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
