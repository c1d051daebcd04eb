"""What the installers of browser files share: the folder that ``npm ci`` made, the error where it lacks a file, and their command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


class AssetsMissing(FileNotFoundError):
    """A file that the pages or pictures need in the browser is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is missing: run `make setup`, which fetches it with npm and copies it")


def read(path: Path, name: str = "") -> str:
    """The text of a file; ``name`` says what to call it where the place on this machine is nobody's business.

    Raises:
        AssetsMissing: there is no such file.
    """
    if not path.is_file():
        raise AssetsMissing(name or str(path))
    return path.read_text(encoding="utf-8")


def write(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write texts into a folder, which is made where it is not there, with the same bytes on every system.

    Returns:
        The files written, in the order of ``texts``.
    """
    folder.mkdir(exist_ok=True)
    written = [folder / name for name in texts]
    for path in written:
        path.write_text(texts[path.name], encoding="utf-8", newline="\n")
    return written


def run(module: str, purpose: str, install: Callable[[Path], list[Path]], arguments: Sequence[str] | None) -> int:
    """The command ``python -m MODULE [node_modules]``: install, and say what was written.

    Args:
        module: the module's whole name, for the help.
        purpose: what the command does, in a sentence.
        install: takes the folder that ``npm ci`` made, gives the files written.
        arguments: those of the command line; None for the process's own.

    Returns:
        The exit code: 1, with a sentence on standard error, where a file is missing.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=purpose)
    parser.add_argument("node_modules", nargs="?", type=Path, default=Path("node_modules"), help="the folder that `npm ci` made")
    try:
        written = install(parser.parse_args(arguments).node_modules)
    except AssetsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0
