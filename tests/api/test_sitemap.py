"""What search engines are told: every address named is there, on the host that was asked."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import httpx
import pytest

from servanda.api import sitemap

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client: httpx.Client, path: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, "application/xml")
    return [str(each.text) for each in ElementTree.fromstring(response.content).iter(LOC)]


def test_every_part_is_there_and_no_longer_than_it_may_be(client: httpx.Client, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [each for part in addresses(client, "/sitemap.xml") for each in addresses(client, part.removeprefix(site))]
    assert all(each.startswith(f"{site}/") for each in whole)
    for expected in ("/", "/data/state/IDN.html", "/data/instrument/icrmw.html", "/data/obligation/icrmw-25-1.html"):
        assert f"{site}{expected}" in whole
    assert not any("/data/report/" in each for each in whole), "a claim is not found apart from who made it"
    for each in (whole[0], whole[1], whole[2], whole[len(whole) // 2], whole[-1]):
        assert client.get(each).status_code == 200, each
    monkeypatch.setattr(sitemap, "PART", 10_000)
    parts = [addresses(client, part.removeprefix(site)) for part in addresses(client, "/sitemap.xml")]
    assert len(parts) > 1
    assert max(map(len, parts)) == 10_000
    assert [each for part in parts for each in part] == whole
    assert client.get("/sitemap/99.xml").status_code == 404
    assert client.get("/sitemap/0.xml").status_code == 404


def test_robots_may_read_what_is_written_and_not_ask_questions(client: httpx.Client, site: str) -> None:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert rules.site_maps() == [f"{site}/sitemap.xml"]
    assert rules.can_fetch("*", f"{site}/data/state/IDN.html")
    assert not rules.can_fetch("*", f"{site}/sparql?query=x")


def test_the_redirection_of_w3id_hands_on_the_whole_path(root: Path) -> None:
    rules = (root / "docs" / "w3id" / ".htaccess").read_text(encoding="utf-8")
    assert "RewriteRule ^(id/.*)$ %{ENV:SERVANDA}/$1 [R=303,L]" in rules
    assert rules.count("https://") == 1, "one line names the host"
    assert "perma-id/w3id.org" in (root / "docs" / "w3id" / "README.md").read_text(encoding="utf-8")
