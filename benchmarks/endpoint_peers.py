"""The peers: others' SPARQL services, installed into an environment of their own and started on this machine."""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path
from typing import Final

import httpx

from benchmarks.endpoint_servers import PATIENCE, Recipe, free_port

#: The versions that were looked at; another may do better or worse.
PACKAGES: Final = ("oxigraph==0.5.13", "pyoxigraph==0.5.13", "oxrdflib==0.5.0", "rdflib-endpoint==0.6.3", "uvicorn[standard]==0.54.0")
ENVIRONMENT: Final = Path(__file__).resolve().parent.parent / "build" / "endpoint-peers"
_APPS: Final = Path(__file__).with_name("endpoint_peer_apps.py")
_VIRTUOSO: Final = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{line}
DirsAllowed = {folder}
NumberOfBuffers = 120000
MaxDirtyBuffers = 90000
MaxClientConnections = 100
ServerThreads = 100
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 2
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 80
MaxKeepAlives = 80
KeepAliveTimeout = 30
[Client]
SQL_QUERY_TIMEOUT = 0
[SPARQL]
ResultSetMaxRows = 1000000
DefaultGraph = urn:packaged
"""


class Missing(Exception):
    """A peer that is not on this machine. The message is a sentence for the table."""


def install() -> None:
    """Make the environment, unless it is there with these versions."""
    wanted = "\n".join(PACKAGES)
    told = ENVIRONMENT / "installed.txt"
    if told.is_file() and told.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([_program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
    told.write_text(wanted, encoding="utf-8")


def _program(name: str) -> str:
    return str(ENVIRONMENT / "bin" / name)


def _loaded(data: Path, folder: Path) -> Path:
    """The file as a folder of Oxigraph's."""
    if not folder.is_dir():
        command = [_program("oxigraph"), "load", "--location", str(folder), "--file", str(data)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def oxigraph(data: Path, folder: Path, *, seconds: int | None = None, writable: bool = False) -> Recipe:
    """``oxigraph serve`` over a folder store.

    Args:
        data: the N-Quads file.
        folder: is made, and filled from the file.
        seconds: its time limit; none where it is None.
        writable: whether it takes updates.
    """
    limit = [] if seconds is None else ["--timeout-s", str(seconds)]
    command = [_program("oxigraph"), "serve" if writable else "serve-read-only", "--location", str(_loaded(data, folder)), *limit]
    return Recipe("oxigraph serve, folder", [*command, "--bind", "127.0.0.1:{port}"], query="/query", update="/update")


def oxigraph_in_memory(data: Path) -> Recipe:
    """``oxigraph serve`` in memory, without its time limit; it is filled over HTTP."""

    def fill(site: str) -> None:
        with data.open("rb") as content:
            sent = httpx.post(f"{site}/store", content=content, headers={"Content-Type": "application/n-quads"}, timeout=PATIENCE)
        sent.raise_for_status()

    command = [_program("oxigraph"), "serve", "--bind", "127.0.0.1:{port}"]
    return Recipe("oxigraph serve, in memory", command, query="/query", update="/update", fill=fill)


def rdflib_endpoint_command(data: Path, *, writable: bool = False) -> Recipe:
    """rdflib-endpoint's own command, over the store of Oxigraph."""
    command = [_program("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", "{port}", "--store", "Oxigraph"]
    return Recipe("rdflib-endpoint", [*command, *(["--enable-update"] if writable else []), str(data)], query="/", update="/")


def rdflib_endpoint(data: Path) -> Recipe:
    """rdflib-endpoint as an application, over a store that is filled quickly."""
    return Recipe("rdflib-endpoint", [_program("python"), str(_APPS), "rdflib-endpoint", str(data), "{port}"])


def unprotected(data: Path) -> Recipe:
    """FastAPI over pyoxigraph, with nothing that protects it."""
    return Recipe("FastAPI + pyoxigraph, unprotected", [_program("python"), str(_APPS), "unprotected", str(data), "{port}"])


def virtuoso(data: Path, folder: Path) -> Recipe:
    """Virtuoso (Debian's virtuoso-opensource-7), filled over its own line.

    Args:
        data: N-Quads without graphs.
        folder: for its database; is made.

    Raises:
        Missing: it is not installed.
    """
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        raise Missing("Virtuoso is not installed here (Debian: virtuoso-opensource-7), so it was not measured.")
    folder.mkdir()
    shutil.copy(data, folder / "data.nt")
    port, line = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, line=line, port=port), encoding="utf-8")

    def fill(_: str) -> None:
        orders = f"ld_dir('{folder}', 'data.nt', 'urn:packaged'); rdf_loader_run(); checkpoint;"
        subprocess.run([client, f"127.0.0.1:{line}", "dba", "dba", f"exec={orders}"], check=True, stdout=subprocess.DEVNULL)

    return Recipe("Virtuoso", [server, "+foreground", "+configfile", str(settings)], port=port, fill=fill)
