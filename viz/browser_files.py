"""The browser library that draws the pictures: copied once from npm's folder, then part of every page.

``npm ci`` puts vis-network into ``node_modules``; ``python -m servanda.viz.browser_files`` copies the one file that is needed, and the
licences of what is inside it, into ``viz/assets``. A page carries them along, so that it works without a network.

The module is not named like that folder: type checkers take a folder for the module where both are there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from servanda.viz.npm_files import AssetsMissing, read, run, write

FOLDER: Final = Path(__file__).with_name("assets")
SCRIPT: Final = "vis-network.min.js"
LICENCES: Final = "vis-network.LICENSE.txt"

_BUNDLED: Final = ("vis-network", "vis-data", "vis-util", "@egjs/hammerjs", "component-emitter", "keycharm", "uuid")
_LICENCE_NAMES: Final = ("LICENSE-MIT", "LICENSE.md", "LICENSE", "license")
_STYLE_LITERAL: Final = re.compile(
    r"""(?P<quote>["'])(?P<css>(?:div)?\.vis(?:(?!(?P=quote))[^\\]|\\.)*\{(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote)"""
)


def install(node_modules: Path) -> list[Path]:
    """Copy the drawing library and its licences from npm's folder into ``viz/assets``.

    Args:
        node_modules: the folder that ``npm ci`` made.

    Returns:
        The files written.

    Raises:
        AssetsMissing: npm's folder lacks a file; nothing is written then.
    """
    script = read(node_modules / "vis-network" / "standalone" / "umd" / SCRIPT)
    licences = "\n".join(_licence(node_modules / package) for package in _BUNDLED)
    return write(FOLDER, {SCRIPT: script, LICENCES: licences})


def drawing_script() -> str:
    """The drawing library as text, fit to stand between ``<script>`` tags.

    Raises:
        AssetsMissing: it was not installed.
    """
    return read(FOLDER / SCRIPT, f"viz/assets/{SCRIPT}")


def licences() -> str:
    """The licences of the drawing library and of what is bundled into it.

    Raises:
        AssetsMissing: they were not installed.
    """
    return read(FOLDER / LICENCES, f"viz/assets/{LICENCES}")


def styles_within(script: str) -> list[str]:
    """The style sheets that the library inserts by itself when it starts.

    A page's security policy has to name each by its hash. They are string literals of the script; a literal taken by mistake
    does no harm, since a hash lets in nothing but that very text.
    """
    return [_unescaped(found["css"]) for found in _STYLE_LITERAL.finditer(script)]


def policy_hash(text: str) -> str:
    """The source expression that lets one inline script or style through a content security policy (CSP level 3, 2.3.1)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _licence(package: Path) -> str:
    version = json.loads(read(package / "package.json"))["version"]
    text = next((read(package / name) for name in _LICENCE_NAMES if (package / name).is_file()), None)
    if text is None:
        raise AssetsMissing(str(package / _LICENCE_NAMES[0]))
    return f"{package.name} {version}\n\n{text.strip()}\n"


def _unescaped(literal: str) -> str:
    """A JavaScript string literal's value, for the escapes that style sheets use."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), literal)


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m servanda.viz.browser_files [node_modules]``: copy, and say what was copied."""
    return run("servanda.viz.browser_files", "Copy the drawing library from npm's folder.", install, arguments)


if __name__ == "__main__":
    sys.exit(main())
