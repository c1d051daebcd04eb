"""The text of the questions: where their files are, what they say of themselves, and how a term gets into them.

A question is a file ``queries/<name>.rq``. Its first comment is the question in plain words; prefixes are declared when it is read, so that
every file stays as short as the question; a parameter is a line ``VALUES ?x { UNDEF }``. The files stand with the code that asks them; what
they are is known here, because the graph too says which questions can be asked of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from re import Match
from typing import Final

from servanda.ontology.namespaces import PREFIXES

FOLDER: Final = Path(__file__).resolve().parent.parent / "queries"
#: Questions of this folder are checks: a row is a violation.
CHECKS: Final = "checks/"

#: A parameter: a line that is valid SPARQL by itself and leaves the variable unbound ("any"); the comment ``# needed`` marks one that
#: the question cannot do without.
PARAMETER: Final = re.compile(
    r"^(?P<before>[ \t]*VALUES \?(?P<name>[a-z_0-9]+) \{ )UNDEF(?P<after> \}[ \t]*(?P<comment>#.*)?)$", re.MULTILINE
)


@cache
def question_names() -> frozenset[str]:
    """The names of all questions; checks are ``checks/<name>``."""
    return frozenset(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.rq"))


@cache
def question_body(name: str) -> str:
    """The file of a question as it stands."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def sentence(body: str) -> str:
    """The question in plain words: the comment at the file's beginning."""
    lines: list[str] = []
    for line in body.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return " ".join(lines)


def needed_parameters(body: str) -> frozenset[str]:
    """The parameters that a question cannot do without."""
    return frozenset(match["name"] for match in PARAMETER.finditer(body) if (match["comment"] or "").strip() == "# needed")


def with_prefixes(body: str) -> str:
    """The query with the prefixes that it uses declared in front."""
    used = sorted(prefix for prefix in PREFIXES if re.search(rf"(?<![\w:]){prefix}:", body))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + body


def filled(text: str, terms: Mapping[str, str]) -> str:
    """The query with parameters filled in, in one pass: each parameter's terms as they are written in SPARQL; the others stay open."""

    def fill(match: Match[str]) -> str:
        written = terms.get(match["name"])
        return match[0] if written is None else f"{match['before']}{written}{match['after']}"

    return PARAMETER.sub(fill, text)
