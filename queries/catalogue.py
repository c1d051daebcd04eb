"""The questions: one ``.rq`` file each. Its first comment is the question in plain words; parameters stand in ``VALUES`` lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from servanda.ontology.questions import CHECKS, PARAMETER, needed_parameters, question_body, question_names, sentence, with_prefixes
from servanda.queries.errors import UnknownQuestion

FOLDER: Final = Path(__file__).resolve().parent


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
    if name not in question_names():
        raise UnknownQuestion(f"there is no question {name!r}; `servanda query` lists them")
    body = question_body(name)
    parameters = tuple(dict.fromkeys(match["name"] for match in PARAMETER.finditer(body)))  # a line may stand in an inner group once more
    return Question(name, sentence(body), with_prefixes(body), parameters, needed_parameters(body))


def names() -> list[str]:
    """The questions that people ask, sorted; checks are left out."""
    return sorted(name for name in question_names() if not name.startswith(CHECKS))


def checks() -> list[str]:
    """The checks: a row is a violation."""
    return sorted(name for name in question_names() if name.startswith(CHECKS))
