"""Copying the drawing library out of npm's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.viz import browser_files
from servanda.viz.browser_files import install, main, styles_within
from servanda.viz.npm_files import AssetsMissing

PACKAGES = ("vis-network", "vis-data", "vis-util", "@egjs/hammerjs", "component-emitter", "keycharm", "uuid")


@pytest.fixture
def node_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """npm's folder, as ``npm ci`` leaves it."""
    folder = tmp_path / "node_modules"
    for package in PACKAGES:
        (folder / package).mkdir(parents=True)
        (folder / package / "package.json").write_text(json.dumps({"name": package, "version": "1.2.3"}), encoding="utf-8")
        (folder / package / "LICENSE.md").write_text(f"Licence of {package}", encoding="utf-8")
    script = folder / "vis-network" / "standalone" / "umd" / "vis-network.min.js"
    script.parent.mkdir(parents=True)
    script.write_text("/* draws */", encoding="utf-8")
    monkeypatch.setattr(browser_files, "FOLDER", tmp_path / "assets")
    return folder


def test_the_script_and_all_licences_are_copied(node_modules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(node_modules)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "vis-network.min.js: 11 bytes"
    assert browser_files.drawing_script() == "/* draws */"
    assert all(f"Licence of {package}" in browser_files.licences() for package in PACKAGES)
    assert [path.name for path in install(node_modules)] == ["vis-network.min.js", "vis-network.LICENSE.txt"]


def test_a_folder_that_lacks_something_is_refused_and_nothing_is_written(
    node_modules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (node_modules / "keycharm" / "LICENSE.md").unlink()
    assert main([str(node_modules)]) == 1
    assert "LICENSE-MIT is missing: run `make setup`" in capsys.readouterr().err
    assert not (tmp_path / "assets").exists()
    with pytest.raises(AssetsMissing, match=r"vis-network\.min\.js is missing"):
        install(tmp_path / "elsewhere")


def test_the_style_sheets_that_the_library_brings_are_found() -> None:
    script = """A(".vis-active{color:red}");A('div.vis-tip{content:"\\\\25";margin:0}');B(".vis-name");C("a{b}")"""
    assert styles_within(script) == [
        ".vis-active{color:red}",
        'div.vis-tip{content:"\\25";margin:0}',
    ]


def test_the_lock_file_names_no_address(root: Path) -> None:
    lock = (root / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert json.loads(lock)["packages"]["node_modules/vis-network"]["integrity"].startswith("sha512-")
