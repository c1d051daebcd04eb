"""The questions: one ``.rq`` file each. Its first comment is the question in plain words; parameters stand in ``VALUES`` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from servanda.ontology.namespaces import PREFIXES
from servanda.queries.errors import UnknownQuestion

FOLDER: Final = Path(__file__).resolve().parent

#: A parameter: a line that is valid SPARQL by itself and leaves the variable unbound ("any"); the comment ``# needed`` marks one that
#: the question cannot do without.
PARAMETER: Final = re.compile(
    r"^(?P<before>[ \t]*VALUES \?(?P<name>[a-z_0-9]+) \{ )UNDEF(?P<after> \}[ \t]*(?P<comment>#.*)?)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        name: the file's name without ``.rq``; checks are ``checks/<name>``.
        sentence: the question in plain words.
        text: the query.
        parameters: names of the parameters, in the order of the file.
        needed: those that must be given.
    """

    name: str
    sentence: str
    text: str
    parameters: tuple[str, ...]
    needed: frozenset[str]


@cache
def question(name: str) -> Question:
    """Read a question; used prefixes are declared in front, so that every file stays as short as the question.

    Raises:
        UnknownQuestion: there is no such file.
    """
    path = FOLDER / f"{name}.rq"
    if name not in _names():
        raise UnknownQuestion(f"there is no question {name!r}; `servanda query` lists them")
    body = path.read_text(encoding="utf-8")
    sentence = " ".join(line.removeprefix("#").strip() for line in _leading_comment(body))
    used = sorted({prefix for prefix in PREFIXES if re.search(rf"(?<![\w:]){prefix}:", body)})
    declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    names = tuple(match["name"] for match in PARAMETER.finditer(body))
    needed = frozenset(match["name"] for match in PARAMETER.finditer(body) if (match["comment"] or "").strip() == "# needed")
    return Question(name, sentence, declared + body, names, needed)


def _leading_comment(body: str) -> list[str]:
    lines: list[str] = []
    for line in body.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line)
    return lines


@cache
def _names() -> frozenset[str]:
    return frozenset(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.rq"))


def names() -> list[str]:
    """The questions that people ask, sorted; checks are left out."""
    return sorted(name for name in _names() if not name.startswith("checks/"))


def checks() -> list[str]:
    """The checks: a row is a violation."""
    return sorted(name for name in _names() if name.startswith("checks/"))
