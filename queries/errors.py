"""What can be wrong with a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that may have been meant.

    Attributes:
        thing: its IRI; empty where it is no thing of the graph (a page, a word that an option takes).
        code: what people write for it: ``IDN``.
        names: what it is called, by language (``en``, ``id``); where it has no name in a language, there is none.
    """

    thing: str
    code: str
    names: Mapping[str, str]

    def told(self, language: str) -> str:
        """Code and name: ``IDN (Indonesia)``; the code alone where that is all."""
        name = self.names.get(language) or self.names.get("en") or self.names.get("")
        return f"{self.code} ({name})" if name and name != self.code else self.code


class QuestionError(Exception):
    """A question that cannot be asked as it stands.

    Attributes:
        indonesian: the sentence in Indonesian; empty where it is told in English only.
        written: the word that nothing here is called by; empty where the sentence is about something else.
        close: what may have been meant by it, the closest first.
    """

    def __init__(self, english: str = "", indonesian: str = "", *, written: str = "", close: Sequence[Named] = ()) -> None:
        super().__init__(english)
        self.indonesian = indonesian
        self.written = written
        self.close = tuple(close)


class UnknownQuestion(QuestionError):
    """There is no question of that name."""


class UnknownParameter(QuestionError):
    """The question has no such parameter, or lacks one that it needs."""


class NotFound(QuestionError):
    """A state, instrument, provision, obligation or topic that is not in the graph."""


class EngineError(Exception):
    """A remote engine did not answer as it should."""
