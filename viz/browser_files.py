"""The browser library that draws the pictures: copied once from npm's folder, then part of every page.

``npm ci`` puts vis-network into ``node_modules``; ``python -m servanda.viz.browser_files`` copies the one file that is needed, and the
licences of what is inside it, into ``viz/assets``. A page carries them along, so that it works without a network.

The module is not named like that folder: type checkers take a folder for the module where both are there.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("assets")
SCRIPT: Final = "vis-network.min.js"
LICENCES: Final = "vis-network.LICENSE.txt"

_BUNDLED: Final = ("vis-network", "vis-data", "vis-util", "@egjs/hammerjs", "component-emitter", "keycharm", "uuid")
_LICENCE_NAMES: Final = ("LICENSE-MIT", "LICENSE.md", "LICENSE", "license")
_STYLE_LITERAL: Final = re.compile(
    r"""(?P<quote>["'])(?P<css>(?:div)?\.vis(?:(?!(?P=quote))[^\\]|\\.)*\{(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote)"""
)


class AssetsMissing(FileNotFoundError):
    """A file that the pictures need is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is missing: run `make setup`, which fetches vis-network with npm and copies it")


def install(node_modules: Path) -> list[Path]:
    """Copy the drawing library and its licences from npm's folder into ``viz/assets``.

    Args:
        node_modules: the folder that ``npm ci`` made.

    Returns:
        The files written.

    Raises:
        AssetsMissing: npm's folder lacks a file; nothing is written then.
    """
    script = _read(node_modules / "vis-network" / "standalone" / "umd" / SCRIPT)
    licences = "\n".join(_licence(node_modules / package) for package in _BUNDLED)
    FOLDER.mkdir(exist_ok=True)
    written: list[Path] = []
    for name, text in ((SCRIPT, script), (LICENCES, licences)):
        path = FOLDER / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def drawing_script() -> str:
    """The drawing library as text, fit to stand between ``<script>`` tags.

    Raises:
        AssetsMissing: it was not installed.
    """
    return _read(FOLDER / SCRIPT, f"viz/assets/{SCRIPT}")


def licences() -> str:
    """The licences of the drawing library and of what is bundled into it.

    Raises:
        AssetsMissing: they were not installed.
    """
    return _read(FOLDER / LICENCES, f"viz/assets/{LICENCES}")


def styles_within(script: str) -> list[str]:
    """The style sheets that the library inserts by itself when it starts.

    A page's security policy has to name each by its hash. They are string literals of the script; a literal taken by mistake
    does no harm, since a hash lets in nothing but that very text.
    """
    return [_unescaped(found["css"]) for found in _STYLE_LITERAL.finditer(script)]


def policy_hash(text: str) -> str:
    """The source expression that lets one inline script or style through a content security policy (CSP level 3, 2.3.1)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _read(path: Path, name: str = "") -> str:
    """The text of a file; ``name`` says what to call it where the place on this machine is nobody's business."""
    if not path.is_file():
        raise AssetsMissing(name or str(path))
    return path.read_text(encoding="utf-8")


def _licence(package: Path) -> str:
    version = json.loads(_read(package / "package.json"))["version"]
    text = next((_read(package / name) for name in _LICENCE_NAMES if (package / name).is_file()), None)
    if text is None:
        raise AssetsMissing(str(package / _LICENCE_NAMES[0]))
    return f"{package.name} {version}\n\n{text.strip()}\n"


def _unescaped(literal: str) -> str:
    """A JavaScript string literal's value, for the escapes that style sheets use."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), literal)


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m servanda.viz.browser_files [node_modules]``: copy, and say what was copied."""
    parser = argparse.ArgumentParser(prog="python -m servanda.viz.browser_files", description="Copy the drawing library from npm's folder.")
    parser.add_argument("node_modules", nargs="?", type=Path, default=Path("node_modules"), help="the folder that `npm ci` made")
    try:
        written = install(parser.parse_args(arguments).node_modules)
    except AssetsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
