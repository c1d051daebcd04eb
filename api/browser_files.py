"""The files that the API's documentation page needs in the browser: copied once from npm's folder, served from this host.

``npm ci`` puts Swagger UI into ``node_modules``; ``python -m servanda.api.browser_files`` copies what is needed into ``api/browser``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

FOLDER: Final = Path(__file__).with_name("browser")
SCRIPT: Final = "swagger-ui-bundle.js"
STYLE: Final = "swagger-ui.css"
_FILES: Final = (SCRIPT, STYLE, "LICENSE", "NOTICE")


def install(node_modules: Path) -> list[Path]:
    """Copy the documentation page's files and their licence.

    Raises:
        FileNotFoundError: npm's folder lacks one; nothing is copied then.
    """
    sources = [node_modules / "swagger-ui-dist" / name for name in _FILES]
    for source in sources:
        if not source.is_file():
            raise FileNotFoundError(f"{source.name} is not in npm's folder: run `make setup`, which fetches swagger-ui-dist")
    FOLDER.mkdir(exist_ok=True)
    return [Path(shutil.copyfile(source, FOLDER / source.name)) for source in sources]


def serve(app: FastAPI) -> None:
    """Serve the files under ``/browser``."""
    app.mount("/browser", StaticFiles(directory=FOLDER, check_dir=False), name="browser")


def main(arguments: Sequence[str] | None = None) -> int:
    """Install from the folder named (``node_modules`` if none is)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        install(Path(given[0] if given else "node_modules"))
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
