"""The README's commands, addresses and figures are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.api.cli import namespace
from servanda.api.settings import Settings
from servanda.graph.build import read_manifest


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_one_sentence_the_two_commands_and_a_question(readme: str) -> None:
    title, sentence, commands, question = readme.split("\n\n")[:4]
    assert title == "# Servanda"
    assert sentence.count(".") == 1
    assert [line.split("#")[0].strip() for line in commands.splitlines()] == ["make serve", "make test"]
    assert question.startswith("**")
    assert question.endswith("?**")


def test_every_command_in_it_is_one(readme: str) -> None:
    commands = re.findall(r"(?:`|\.venv/bin/)servanda ([a-z-]+ [^`\n]*|[a-z-]+)", readme)
    assert len(commands) > 8
    for command in commands:
        words = [word for word in command.split() if word not in {"NAME", "…"}]
        if words[0] == "query" and "--sparql" in words:
            words = ["query", "states", "--sparql"]
        assert namespace(words).command == words[0]


def test_the_figures_are_the_built_graphs(readme: str, built_home: Path) -> None:
    manifest = read_manifest(built_home)
    assert f"Acts of {manifest.states} states and other parties on {manifest.instruments} instruments" in " ".join(readme.split())
    assert f"{manifest.obligations} obligations" in readme


def test_the_graph_has_what_the_first_slice_asks_for(built_home: Path) -> None:
    manifest = read_manifest(built_home)
    assert manifest.acts >= 9000
    assert manifest.states >= 190
    assert manifest.instruments >= 35
    assert manifest.obligations >= 80


def test_every_setting_is_documented_with_its_default(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]*)`? \|", page, flags=re.MULTILINE))
    assert set(documented) == {
        "SERVANDA_HOME",
        "HOST",
        "PORT",
        "SERVANDA_ENGINE",
        "SERVANDA_ENGINE_USER",
        "SERVANDA_ENGINE_PASSWORD",
        "SERVANDA_ENGINE_TOKEN",
        "SERVANDA_ENGINE_SECONDS",
        "SERVANDA_WIKIDATA",
        "SERVANDA_STORE",
        "SERVANDA_DEADLINE",
        "SERVANDA_WORKERS",
        "SERVANDA_MEMORY",
        "SERVANDA_CLIENT_QUERIES",
        "SERVANDA_CLIENT_SECONDS",
        "SERVANDA_PROXIES",
        "SERVANDA_CACHE",
        "SERVANDA_RELOAD",
        "SERVANDA_LOG",
    }
    values = {name: value for name, value in documented.items() if value.strip() != "empty"}
    assert Settings.read(values) == Settings.read({})


def test_links_inside_the_documentation_lead_somewhere(root: Path) -> None:
    for page in [root / "README.md", *(root / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
