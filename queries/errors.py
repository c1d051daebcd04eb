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
        fits: the question can be asked of it; not of a territory where a state is asked for, which is named all the same.
    """

    thing: str
    code: str
    names: Mapping[str, str]
    fits: bool = True

    def told(self, language: str) -> str:
        """Code and name: ``IDN (Indonesia)``; the code alone where that is all."""
        name = self.names.get(language) or self.names.get("en") or self.names.get("")
        return f"{self.code} ({name})" if name and name != self.code else self.code


def did_you_mean(close: Sequence[Named], language: str = "en") -> str:
    """The end of a sentence: ``; did you mean IDN (Indonesia)?``; empty where nothing is close."""
    if not close:
        return ""
    asked = "maksud Anda" if language == "id" else "did you mean"
    return f"; {asked} {', '.join(each.told(language) for each in close)}?"


class QuestionError(Exception):
    """A question that cannot be asked as it stands. As a text it is the whole sentence in English, with its hint.

    Attributes:
        english: the sentence, without a stop and without a hint.
        indonesian: the same in Indonesian; empty where it is told in English only.
        written: the word that nothing here is called by; empty where the sentence is about something else.
        close: what may have been meant by it, the closest first.
        more: a further sentence in both languages, told after the hint; empty for none.
        about: IRI of the thing that was named and of which this cannot be asked; empty where there is no such thing.
    """

    def __init__(
        self,
        english: str = "",
        indonesian: str = "",
        *,
        written: str = "",
        close: Sequence[Named] = (),
        more: tuple[str, str] = ("", ""),
        about: str = "",
    ) -> None:
        super().__init__(english)
        self.english = english
        self.indonesian = indonesian
        self.written = written
        self.close = tuple(close)
        self.more = more
        self.about = about

    def __str__(self) -> str:
        return self.told()

    def spoken(self, language: str) -> str:
        """The language in which it is told to a reader of one: English where there is no Indonesian sentence."""
        return "id" if language == "id" and self.indonesian else "en"

    def told(self, language: str = "en", *, hint: bool = True) -> str:
        """The whole sentence, in Indonesian as far as there is one; without what may have been meant where that is shown in another way."""
        spoken = self.spoken(language)
        sentence, more = (self.indonesian, self.more[1]) if spoken == "id" else (self.english, self.more[0])
        asked = did_you_mean(self.close, spoken) if hint else ""
        return f"{sentence}{asked or '.'} {more}" if more else f"{sentence}{asked}"


class UnknownQuestion(QuestionError):
    """There is no question of that name."""


class UnknownParameter(QuestionError):
    """The question has no such parameter, or lacks one that it needs."""


class NotFound(QuestionError):
    """A state, instrument, provision, obligation or topic that is not in the graph."""


class EngineError(Exception):
    """A remote engine did not answer as it should."""
