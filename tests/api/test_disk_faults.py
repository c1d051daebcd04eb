"""What a disk can do to the service: it is full when the service starts, answers or changes over, or a file on it is damaged."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from servanda.graph.folder_store import FolderStore
from servanda.graph.switch import PENDING, switched
from servanda.graph.version import file_version

COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SMALL, LARGE = 3000, 4000
THING: Final = "state/XXX"
SOON: Final = 30.0


def graph(number: int) -> str:
    """So many triples, the last of them about a thing under our names."""
    lines = [f"<http://x/s{i}> <http://x/p> <http://x/o{i * 7919 % number}> <http://x/g> .\n" for i in range(number - 1)]
    return "".join([*lines, f'<https://w3id.org/servanda/id/{THING}> <http://www.w3.org/2000/01/rdf-schema#label> "Ex" <http://x/g> .\n'])


def write_home(folder: Path, number: int) -> None:
    """The two files of a built graph."""
    (folder / "graph.nq").write_text(graph(number), encoding="utf-8")
    manifest = dict.fromkeys(("quads", "acts", "states", "instruments", "obligations", "binding_periods", "duties", "reports"), 0)
    version = file_version(folder / "graph.nq")
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": version, "sources": {}}), encoding="utf-8")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=False).returncode != 0:
        pytest.skip("to fill a disk, these tests mount one of two megabytes, which only root may, and not everywhere")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> Path:
    """Take all that is left of a disk; the file that takes it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert os.statvfs(disk).f_bfree == 0
    return filler


class Service:
    """A running ``servanda serve``, asked with a new text each time."""

    def __init__(self, log: Path, *words: object, **environment: str) -> None:
        command = [sys.executable, "-m", "servanda.api.cli", "serve", "--port", str(free_port()), *map(str, words)]
        settings = {"SERVANDA_LOG": "json", "SERVANDA_RELOAD": "0.2", "SERVANDA_WORKERS": "1", **environment}
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **settings})
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{command[5]}", timeout=30)
        wait_for(lambda: self.ready() == 200)

    def ready(self) -> int:
        assert self.process.poll() is None, "the service has ended"
        try:
            return self.client.get("/ready").status_code
        except httpx.TransportError:
            return 0

    def count(self) -> int:
        response = self.client.get("/sparql", params={"query": f"{COUNT} # {time.monotonic_ns()}"})
        assert response.status_code == 200, response.text
        return int(response.json()["results"]["bindings"][0]["n"]["value"])

    def described(self) -> httpx.Response:
        """What the pages' own graph says of the thing."""
        return self.client.get(f"/data/{THING}.ttl")


@pytest.fixture
def serve() -> Iterator[Callable[..., Service]]:
    """Starts services, and ends them with the test."""
    started: list[Service] = []

    def start(log: Path, *words: object, **environment: str) -> Service:
        started.append(Service(log, *words, **environment))
        return started[-1]

    yield start
    for service in started:
        service.client.close()
        service.process.terminate()
        service.process.wait(30)


def free_port() -> int:
    """A port that nobody listens on; the log may be on the full disk, so that it cannot be read from there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + SOON
    while not what():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)


def test_a_service_starts_answers_and_changes_over_when_its_disk_is_full(disk: Path, serve: Callable[..., Service]) -> None:
    """Graph, folder store and log are on it."""
    home = disk / "home"
    home.mkdir()
    write_home(home, SMALL)
    log = disk / "log"
    log.touch()
    filler = fill(disk)
    service = serve(log, SERVANDA_HOME=str(home), SERVANDA_STORE="folder")
    assert service.count() == SMALL
    assert '"Ex"' in service.described().text, "the folder cannot be written: the pages are answered from memory"

    with pytest.raises(OSError, match="No space left on device") as full, switched(home) as fresh:
        write_home(fresh, LARGE)
    assert full.value.errno == errno.ENOSPC
    assert not list(home.glob(".new-*"))
    assert not (home / PENDING).exists()
    time.sleep(0.5)
    assert (service.ready(), service.count()) == (200, SMALL)

    filler.unlink()
    with switched(home) as fresh:
        write_home(fresh, LARGE)
    wait_for(lambda: service.count() == LARGE)
    assert '"Ex"' in service.described().text
    assert re.search(r'"event": "version \w+ is served in place of', log.read_text("utf-8")), "the log goes on too"


def test_a_file_of_which_the_disk_took_only_a_part_is_not_served(disk: Path, tmp_path: Path, serve: Callable[..., Service]) -> None:
    """Written where it lies, against the advice in docs/endpoint.md."""
    data, log = disk / "other.nq", tmp_path / "log"
    data.write_text(graph(SMALL), encoding="utf-8")
    service = serve(log, "--data", data)
    filler = fill(disk)
    with pytest.raises(OSError, match="No space left on device"):
        data.write_text(graph(4 * LARGE), encoding="utf-8")
    wait_for(lambda: "the newer graph cannot be served" in log.read_text("utf-8"))
    assert (service.ready(), service.count()) == (200, SMALL)
    filler.unlink()
    data.write_text(graph(LARGE), encoding="utf-8")
    wait_for(lambda: service.count() == LARGE)


def test_a_command_answers_when_the_disk_is_full_and_says_that_it_cannot_keep_the_folder(disk: Path) -> None:
    write_home(disk, SMALL)
    words = [sys.executable, "-m", "servanda.api.cli", "query", "states", "--json"]
    for left in ("something", "nothing"):
        if left == "nothing":
            fill(disk)
        else:
            (disk / "some").write_bytes(bytes(4096 * ((os.statvfs(disk).f_bfree // 2) or 1)))
        ran = subprocess.run(words, env={**os.environ, "SERVANDA_HOME": str(disk)}, capture_output=True, text=True, timeout=60, check=False)
        assert (ran.returncode, json.loads(ran.stdout)) == (0, []), ran.stderr
        if left == "nothing":
            assert "No space left on device" in ran.stderr
            assert ran.stderr.endswith("the graph is loaded into memory instead\n")


def test_a_service_whose_folder_is_damaged_gives_no_wrong_answer_and_mends_it(tmp_path: Path, serve: Callable[..., Service]) -> None:
    """What meets the damage is refused, or goes on for ever, until the service looks why it grows and begins again."""
    home, log = tmp_path / "home", tmp_path / "log"
    home.mkdir()
    write_home(home, SMALL)
    folder = FolderStore.open(home).folder
    service = serve(log, SERVANDA_HOME=str(home), SERVANDA_STORE="folder")
    for path in folder.glob("*.sst"):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size * 9 // 10))
    pid = service.process.pid

    def mended() -> bool:
        try:
            answer = service.described()
        except httpx.TransportError:  # it begins again
            return False
        assert (answer.status_code, '"Ex"' in answer.text) == (200, True) or (answer.status_code, "is damaged" in answer.text) == (
            503,
            True,
        )
        return answer.status_code == 200 and "written anew" in log.read_text("utf-8")

    wait_for(mended)
    assert (service.ready(), service.count(), service.process.pid) == (200, SMALL, pid)
    assert FolderStore.open(home).select(COUNT)
