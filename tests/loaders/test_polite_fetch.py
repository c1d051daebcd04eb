"""Fetching with manners, against a server of our own that answers as real ones do; nothing here leaves this machine."""

from __future__ import annotations

import datetime
import email.utils
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from benchmarks.uhri_file import records
from servanda.api.cli import main
from servanda.loaders import uhri
from servanda.loaders.errors import NotFetched
from servanda.loaders.polite_fetch import Manners, fetch

CHANGED = "Sun, 22 Nov 2026 06:00:00 GMT"


@dataclass
class Site:
    """A server with one file, a script of answers that come first, and a list of what it was asked."""

    content: bytes
    tag: str = '"v1"'
    ranges: bool = True
    length: bool = True
    script: list[tuple[int, dict[str, str]]] = field(default_factory=list[tuple[int, dict[str, str]]])
    cut_at: list[int] = field(default_factory=list[int])
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append({name.lower(): value for name, value in handler.headers.items()})
        asked = self.asked[-1]
        if self.script:
            status, headers = self.script.pop(0)
            self.send(handler, status, headers, b"")
        elif asked.get("if-none-match") == self.tag:
            self.send(handler, 304, {"ETag": self.tag}, b"")
        elif self.ranges and "range" in asked and asked.get("if-range") in {self.tag, CHANGED}:
            start = int(asked["range"].removeprefix("bytes=").rstrip("-"))
            if start >= len(self.content):
                self.send(handler, 416, {"Content-Range": f"bytes */{len(self.content)}"}, b"")
                return
            place = {"Content-Range": f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"}
            self.send(handler, 206, place, self.content[start:])
        else:
            self.send(handler, 200, {}, self.content)

    def send(self, handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
        handler.send_response(status)
        if body:
            headers = headers | {"ETag": self.tag, "Last-Modified": CHANGED, "Content-Type": "application/json"}
        if self.length or status != 200:
            headers = headers | {"Content-Length": str(len(body))}
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if body and self.cut_at:
            handler.wfile.write(body[: self.cut_at.pop(0)])
            handler.wfile.flush()
            handler.connection.close()
            return
        handler.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """A page of real shape: records of the export's form."""
    made = Site(json.dumps(list(records(200))).encode())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a connection that the test itself closed

    with Server(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_address[1]}/uhri/export-results/export-full-en.json"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made
        server.shutdown()
        thread.join()


def test_a_file_comes_whole_and_is_not_fetched_again_while_it_is_the_newest(site: Site, tmp_path: Path) -> None:
    target = tmp_path / "export-full-en.json"
    first, second = fetch(site.address, target), fetch(site.address, target)
    assert (first.changed, second.changed, second.size) == (True, False, len(site.content))
    assert target.read_bytes() == site.content
    assert site.asked[1]["if-none-match"] == '"v1"'
    assert site.asked[1]["if-modified-since"] == CHANGED
    assert "Servanda" in site.asked[0]["user-agent"]
    site.tag, site.content = '"v2"', b"[]"
    assert fetch(site.address, target).changed
    assert target.read_bytes() == b"[]"
    assert uhri.FILE in {path.name for path in tmp_path.iterdir()}
    assert not list(tmp_path.glob("*.part*"))


def test_a_server_that_asks_to_wait_is_waited_for(site: Site, tmp_path: Path) -> None:
    later = email.utils.format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30), usegmt=True)
    site.script = [(429, {"Retry-After": "7"}), (503, {"Retry-After": later}), (503, {})]
    waited: list[float] = []
    assert fetch(site.address, tmp_path / "a", sleep=waited.append).changed
    assert waited[0] == 7
    assert 20 < waited[1] <= 30
    assert waited[2] == 8  # none named: two seconds, doubled with each try
    assert len(site.asked) == 4


def test_a_wait_that_is_too_long_and_a_refusal_are_told(site: Site, tmp_path: Path) -> None:
    waited: list[float] = []
    site.script = [(503, {"Retry-After": "86400"})]
    with pytest.raises(NotFetched, match=r"503.*asks to wait 86,400 seconds"):
        fetch(site.address, tmp_path / "a", sleep=waited.append)
    site.script = [(403, {})]
    with pytest.raises(NotFetched, match="403 Forbidden"):
        fetch(site.address, tmp_path / "a", sleep=waited.append)
    site.script = [(429, {"Retry-After": "1"})] * 3
    with pytest.raises(NotFetched, match="after 3 tries"):
        fetch(site.address, tmp_path / "a", Manners(tries=3), sleep=waited.append)
    assert waited == [1, 1]
    assert list(tmp_path.iterdir()) == []


def test_a_broken_transfer_goes_on_where_it_broke(site: Site, tmp_path: Path) -> None:
    site.cut_at = [50_000]
    found = fetch(site.address, tmp_path / "a", sleep=lambda _: None)
    assert (found.continued_from, found.changed) == (50_000, True)
    assert site.asked[1]["range"] == "bytes=50000-"
    assert site.asked[1]["if-range"] == '"v1"'
    assert (tmp_path / "a").read_bytes() == site.content


def test_another_run_goes_on_too(site: Site, tmp_path: Path) -> None:
    site.cut_at = [10_000]
    with pytest.raises(NotFetched, match="transfer broke"):
        fetch(site.address, tmp_path / "a", Manners(tries=1))
    assert fetch(site.address, tmp_path / "a").continued_from == 10_000
    assert (tmp_path / "a").read_bytes() == site.content


def test_halves_of_two_versions_are_never_put_together(site: Site, tmp_path: Path) -> None:
    site.cut_at = [10_000]
    with pytest.raises(NotFetched):
        fetch(site.address, tmp_path / "a", Manners(tries=1))
    site.tag, site.content = '"v2"', site.content[::-1]
    assert fetch(site.address, tmp_path / "a").continued_from == 0
    assert (tmp_path / "a").read_bytes() == site.content


def test_a_server_without_ranges_sends_it_all_again(site: Site, tmp_path: Path) -> None:
    site.ranges, site.cut_at = False, [10_000]
    assert fetch(site.address, tmp_path / "a", sleep=lambda _: None).continued_from == 0
    assert (tmp_path / "a").read_bytes() == site.content


@pytest.mark.parametrize("length", [True, False])
def test_a_file_that_is_too_large_is_refused(site: Site, tmp_path: Path, length: bool) -> None:
    site.length = length
    with pytest.raises(NotFetched, match=r"bytes.*allowed"):
        fetch(site.address, tmp_path / "a", Manners(largest=20_000))
    assert list(tmp_path.iterdir()) == []


def test_nobody_there_and_no_address_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFetched, match=r"not reached.*after 2 tries"):
        fetch("http://127.0.0.1:9/x", tmp_path / "a", Manners(tries=2), sleep=lambda _: None)
    with pytest.raises(NotFetched, match="no http address"):
        fetch("file:///etc/hostname", tmp_path / "a")


def test_the_command_fetches_what_can_then_be_read(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SERVANDA_HOME", str(tmp_path))
    assert main(["fetch", "uhri", "--address", site.address]) == 0
    path = tmp_path / "downloads" / "uhri" / "export-full-en.json"
    assert f"{path}: {len(site.content):,} bytes, fetched" in capsys.readouterr().out
    assert uhri.load([path], tmp_path / "work", everything=True).records == 200
    assert main(["fetch", "untc"]) == 2
    assert "no address is known" in capsys.readouterr().err
