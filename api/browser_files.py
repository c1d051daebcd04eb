"""The files that the API's documentation page needs in the browser, served from this host."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from servanda.viz.browser_files import FOLDER


def install(app: FastAPI) -> None:
    """Serve the installed browser files under ``/browser``; without them the pages say what to run."""
    app.mount("/browser", StaticFiles(directory=FOLDER, check_dir=False), name="browser")
