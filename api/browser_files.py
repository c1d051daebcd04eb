"""The files that the API's documentation and the query page need in the browser: copied once from npm's folder, served from this host.

``npm ci`` puts Swagger UI and YASQE (the editor of YASGUI) into ``node_modules``; ``python -m servanda.api.browser_files`` copies what is
needed, and the licences, into ``api/browser``.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from servanda.viz.npm_files import AssetsMissing, run

FOLDER: Final = Path(__file__).with_name("browser")
SCRIPT: Final = "swagger-ui-bundle.js"
STYLE: Final = "swagger-ui.css"
EDITOR_SCRIPT: Final = "yasqe.min.js"
EDITOR_STYLE: Final = "yasqe.min.css"
EDITOR_LICENCES: Final = "yasqe.LICENSE.txt"
#: Folder in npm's folder → the files that are taken from it.
_FILES: Final = {
    "swagger-ui-dist": (SCRIPT, STYLE, "LICENSE", "NOTICE"),
    "@zazuko/yasqe/build": (EDITOR_SCRIPT, EDITOR_STYLE),
}
#: What the editor is made of. Its own packages come without a licence file; their ``package.json`` names licence and authors.
_EDITOR_PARTS: Final = (
    *("@zazuko/yasqe", "@zazuko/yasgui-utils", "codemirror", "decode-uri-component", "dompurify", "filter-obj", "lodash-es"),
    *("query-string", "split-on-first", "store", "strict-uri-encode"),
)
#: A pointer to a file that is not copied, which a browser's tools would look for.
_SOURCE_MAP: Final = re.compile(r"\n//# sourceMappingURL=\S+\s*\Z")


def install(node_modules: Path) -> list[Path]:
    """Copy the pages' files and their licences.

    Raises:
        AssetsMissing: npm's folder lacks one; nothing is copied then.
    """
    sources = [node_modules / folder / name for folder, names in _FILES.items() for name in names]
    packages = [node_modules / part / "package.json" for part in _EDITOR_PARTS]
    for source in (*sources, *packages):
        if not source.is_file():
            raise AssetsMissing(source.relative_to(node_modules).as_posix())
    FOLDER.mkdir(exist_ok=True)
    written = [Path(shutil.copyfile(source, FOLDER / source.name)) for source in sources]
    script = FOLDER / EDITOR_SCRIPT
    script.write_text(_SOURCE_MAP.sub("\n", script.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    licences = FOLDER / EDITOR_LICENCES
    licences.write_text("\n".join(_licence(package.parent) for package in packages), encoding="utf-8", newline="\n")
    return [*written, licences]


def _licence(package: Path) -> str:
    """A package's name, version and licence: the text that comes with it, else what it says of itself."""
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = sorted(path for path in package.iterdir() if path.stem.lower() == "license" and path.is_file())
    if texts:
        terms = texts[0].read_text(encoding="utf-8").strip()
    else:
        people = [told.get("author"), *told.get("contributors", [])]
        names = ", ".join(each["name"] if isinstance(each, dict) else each for each in people if each)
        terms = f"Licence: {told['license']}. By {names}. {told['homepage']}"
    return f"{told['name']} {told['version']}\n\n{terms}\n"


def serve(app: FastAPI) -> None:
    """Serve the files under ``/browser``."""
    app.mount("/browser", StaticFiles(directory=FOLDER, check_dir=False), name="browser")


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m servanda.api.browser_files [node_modules]``: copy, and say what was copied."""
    return run("servanda.api.browser_files", "Copy the browser files of the pages from npm's folder.", install, arguments)


if __name__ == "__main__":
    sys.exit(main())
