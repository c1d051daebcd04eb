"""The shape of the project: who may import whom, where queries live, and how long a file may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ontology", "loaders", "graph", "queries", "viz", "api")

#: What each folder may import beside itself; only ``api`` joins the branches.
MAY_IMPORT = {
    "ontology": set[str](),
    "loaders": {"ontology"},
    "graph": {"ontology", "loaders"},
    "queries": {"ontology"},
    "viz": {"ontology", "queries"},
    "api": {"ontology", "loaders", "graph", "queries", "viz"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
LONGEST = 400

MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
#: Everything that a person wrote to be read line by line; tables, texts of law and the vocabulary are data.
CODE = sorted(
    [*MODULES, *(path for folder in FOLDERS for suffix in ("*.rq", "*.html", "*.js", "*.css") for path in (ROOT / folder).rglob(suffix))]
    + [path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name(path))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, at the top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: write servanda.<folder>, not a relative import"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(path: Path) -> set[str]:
    return {parts[1] for module in imported(path) if (parts := module.split("."))[0] == "servanda" and len(parts) > 1}


def test_there_is_code_in_every_folder() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_follow_the_arrows(folder: str) -> None:
    wrong = {
        name(path): sorted(beyond)
        for path in MODULES
        if path.relative_to(ROOT).parts[0] == folder and (beyond := ours(path) - MAY_IMPORT[folder] - {folder})
    }
    assert wrong == {}


def test_the_arrows_have_no_circle() -> None:
    reach = {folder: set(direct) for folder, direct in MAY_IMPORT.items()}
    for _ in FOLDERS:
        for folder in FOLDERS:
            reach[folder] |= {further for near in reach[folder] for further in reach[near]}
    assert not [folder for folder in FOLDERS if folder in reach[folder]]


def test_nobody_imports_a_bare_folder() -> None:
    """``import queries`` would take whatever package of that name is installed."""
    wrong = {
        name(path): bare for path in CODE if path.suffix == ".py" and (bare := {m.split(".")[0] for m in imported(path)} & set(FOLDERS))
    }
    assert wrong == {}


def test_queries_live_in_queries() -> None:
    """What a loader asks of another service (Wikidata) is no question to the graph and stands beside the loader."""
    outside = [
        name(path)
        for path in ROOT.rglob("*.rq")
        if not name(path).startswith("loaders/wikidata_")
        and path.relative_to(ROOT).parts[0] not in {"queries", ".venv", "node_modules", "build", "docs"}
    ]
    assert outside == []


def _documentation(module: ast.Module) -> set[int]:
    """Docstrings may speak of SELECT and WHERE."""
    found: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def _written(node: ast.AST) -> str:
    """The text of a string, an f-string without its fields, or nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return ""


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_sparql_stands_in_python(path: Path) -> None:
    module = tree(path)
    spared = _documentation(module)
    for node in ast.walk(module):
        text = _written(node) if id(node) not in spared else ""
        words = set(text.replace("{", " ").split())
        is_query = bool(words & {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "INSERT", "DELETE"}) and ("WHERE" in words or "{" in text)
        assert not is_query, f"{name(path)}:{getattr(node, 'lineno', 0)}: a query belongs into an .rq file"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem.lower() not in FORBIDDEN_NAMES
    assert not {part.lower() for part in path.relative_to(ROOT).parts[:-1]} & FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_house_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    module = tree(path)
    assert ast.get_docstring(module), "a file says what it is for"
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    assert not [mark for mark in marks if mark in text]
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler):
            caught = [each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)] if node.type else ["everything"]
            assert not set(caught) & {"Exception", "everything"}, f"line {node.lineno}: name what can go wrong"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_what_is_public_says_what_it_does(path: Path) -> None:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_every_folder_of_python_is_a_package_and_typed() -> None:
    for folder in FOLDERS:
        assert (ROOT / folder / "__init__.py").is_file()
        assert (ROOT / folder / "py.typed").is_file()
    nested = {name(path.parent) for path in MODULES if path.parent.parent != ROOT}
    assert nested == set(), "a nested package is missing from the wheel unless it is listed"


def test_tests_are_no_packages() -> None:
    assert [name(path) for path in (ROOT / "tests").rglob("__init__.py")] == []
