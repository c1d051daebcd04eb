"""The command as a process of its own: it starts, answers, and stops when told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

SERVANDA = [sys.executable, "-m", "servanda.api.cli"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process over a home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_") and name not in {"HOST", "PORT"}}
    return {**kept, "SERVANDA_HOME": str(home), "PYTHONWARNINGS": "error", **more}


def children(process: int) -> set[int]:
    """The process's children and theirs (Linux)."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found |= {int(child)} | children(int(child))
    return found


def test_the_installed_command_answers(asked_home: Path) -> None:
    command = Path(sys.executable).with_name("servanda")
    if not command.is_file():
        pytest.skip("the package is not installed in this environment")
    ran = subprocess.run(
        [command, "binding", "SAU", "ilo-c029", "--on", "2023-01-01"],
        env=environment(asked_home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("SAU / ilo-c029 on 2023-01-01: bound\nBound since 1979-06-15.\n")


@pytest.mark.parametrize("words", [["query"], ["query", "acts", "instrument=icrmw"]])
def test_a_reader_that_has_seen_enough_ends_it_quietly(asked_home: Path, words: list[str]) -> None:
    with subprocess.Popen([*SERVANDA, *words], env=environment(asked_home), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert (process.wait(120), errors) == (0, b"")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the children of a process are read from /proc (Linux)")
@pytest.mark.parametrize(("order", "store"), [(signal.SIGTERM, "memory"), (signal.SIGINT, "folder")])
def test_serve_answers_on_a_free_port_and_stops_when_told_to(asked_home: Path, order: signal.Signals, store: str) -> None:
    there = environment(asked_home, SERVANDA_STORE=store)
    with subprocess.Popen(
        [*SERVANDA, "serve", "--port", "0"], env=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            address = next(line for line in process.stdout if "answers on " in line).split("answers on ")[1].strip()
            with httpx.Client(base_url=address, timeout=120) as client:
                body = client.get("/api/states/SAU/binding/ilo-c029?on=2023-01-01").json()
                assert body["answer"]["status"] == "bound"
                rows = client.get("/sparql", params={"query": body["sparql"]["binding_periods"]}, headers={"Accept": "text/csv"})
                assert "1979-06-15" in rows.text
            workers = children(process.pid)
            assert workers, "public queries are evaluated elsewhere"
            process.send_signal(order)
            process.wait(60)
        finally:
            process.kill()
        assert process.returncode in {0, -order}
        assert process.stderr.read() == ""
        alive = {worker for worker in workers if Path(f"/proc/{worker}/cmdline").is_file() and Path(f"/proc/{worker}/cmdline").read_bytes()}
        assert not alive, "no worker outlives the service"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_serve_says_at_once_that_its_port_is_in_use(built_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [*SERVANDA, "serve"], env=environment(built_home, PORT=str(port)), capture_output=True, text=True, timeout=120, check=False
        )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"servanda serve: 127.0.0.1:{port}: Address already in use\n"


def test_serve_builds_what_is_not_there(tmp_path: Path, built_home: Path) -> None:
    with subprocess.Popen(
        [*SERVANDA, "serve", "--port", "0"],
        env=environment(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = next(line for line in process.stdout if "answers on " in line).split("answers on ")[1].strip()
            assert httpx.get(f"{address}/", timeout=120).status_code == 200
        finally:
            process.terminate()
    assert (tmp_path / "home" / "graph.nq").read_bytes() == (built_home / "graph.nq").read_bytes()
