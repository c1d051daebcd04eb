"""The lines of one article, taken apart into paragraphs, points and sub-points by the markers in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from servanda.loaders.text_outlines import Outline

#: ``1.``, also ``1 .`` and a number alone on its line.
_PARAGRAPH: Final = re.compile(r"(?P<number>\d{1,2})\s?\.(?:\s+|$)")
#: ``(1)``: points with figures, in ILO conventions of 1930.
_FIGURE: Final = re.compile(r"\((?P<number>\d{1,2})\)\s*")
#: ``(a)``, ``( a )``, ``(*a*)`` and ``a)``: points and sub-points.
_LETTER: Final = re.compile(r"(?:\(\s?\*?(?P<number>[a-z]{1,4})\*?\s?\)\s*|(?P<bare>[a-z]{1,4})\)\s+)")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class UnexpectedMarker(Exception):
    """The numbering of an article does not go on as it should."""


@dataclass(slots=True)
class Item:
    """An article, a paragraph, a point or a sub-point with its own words (those of the items in it left out)."""

    kind: str
    number: str
    words: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def within(self, path: str) -> Iterator[tuple[str, Item]]:
        """This item and all in it with their paths, in the order of the text."""
        yield path, self
        for item in self.items:
            yield from item.within(f"{path}/{item.number}")


def _marked(line: str) -> tuple[str, str, str]:
    """What kind of marker the line begins with (``""``: none), its number, and the words after it."""
    for kind, pattern in (("paragraph", _PARAGRAPH), ("figure", _FIGURE), ("letter", _LETTER)):
        if match := pattern.match(line):
            number = match["number"] or match["bare"] if kind == "letter" else match["number"]
            return kind, number, line[match.end() :].strip()
    return "", "", line


def _split_run_on(lines: Sequence[str], markers: Sequence[str]) -> list[str]:
    """Begin a new line at the first place where each marker stands inside one."""
    result = [stripped for line in lines if (stripped := line.replace("&nbsp;", " ").strip())]
    for marker in markers:
        for index, line in enumerate(result):
            if (at := line.find(f" {marker} ")) > 0:
                result[index : index + 1] = [line[:at].strip(), line[at:].strip()]
                break
    return result


class _Builder:
    """Puts the marked lines of one article into its tree."""

    def __init__(self, article: Item, lost: Sequence[str]) -> None:
        self.article = article
        self.paragraph: Item | None = None
        self.point: Item | None = None
        self.lost = list(lost)

    @property
    def _holder(self) -> Item:
        return self.paragraph or self.article

    def add_paragraph(self, number: str) -> Item:
        while self.lost and int(self.lost[0]) < int(number):
            self.article.items.append(Item("paragraph", self.lost.pop(0)))
        expected = str(len(self.article.items) + 1)
        if number != expected or (self.point is not None and self.paragraph is None):
            raise UnexpectedMarker(f"paragraph {number} stands where paragraph {expected} is expected")
        self.paragraph = Item("paragraph", number)
        self.point = None
        self.article.items.append(self.paragraph)
        return self.paragraph

    def add_point(self, number: str) -> Item:
        self.point = Item("point", number)
        self._holder.items.append(self.point)
        return self.point

    def add_subpoint(self, number: str) -> Item:
        if self.point is None:
            raise UnexpectedMarker(f"sub-point ({number}) stands under no point")
        item = Item("subpoint", number)
        self.point.items.append(item)
        return item

    def add_figure(self, number: str) -> Item:
        expected = str(len(self._holder.items) + 1)
        if number != expected:
            raise UnexpectedMarker(f"point ({number}) stands where ({expected}) is expected")
        return self.add_point(number)

    def add_letter(self, number: str, following: str) -> Item:
        """A letter is the next point, or the next sub-point: (i) after (h) is a sub-point only where (ii) comes next."""
        if self.point is not None and self.point.number.isdecimal():
            if number != (expected := chr(ord("a") + len(self.point.items))):
                raise UnexpectedMarker(f"sub-point ({number}) stands where ({expected}) is expected")
            return self.add_subpoint(number)
        next_point = chr(ord("a") + len(self._holder.items))
        taken = len(self.point.items) if self.point is not None else len(_ROMAN)
        next_roman = _ROMAN[taken] if taken < len(_ROMAN) else ""
        if number == next_point and not (number == next_roman == "i" and following == "ii"):
            return self.add_point(number)
        if number == next_roman:
            return self.add_subpoint(number)
        raise UnexpectedMarker(f"({number}) stands where ({next_point}){f' or ({next_roman})' if next_roman else ''} is expected")


def take_apart(number: str, lines: Sequence[str], outline: Outline, *, annexed: bool = False) -> Item:
    """The tree of one article.

    Args:
        number: of the article.
        lines: its text, one line for each item as the copy prints them.
        outline: the frame and the known faults of the instrument; they are about the articles outside its annexes.
        annexed: whether the article stands in an annex.

    Raises:
        UnexpectedMarker: the numbering does not go on, or there is text that no rule gives a place to.
    """
    article = Item("article", number)
    if not annexed and number in outline.no_text:
        return article
    builder = _Builder(article, () if annexed else outline.lost.get(number, ()))
    marked = [_marked(line) for line in _split_run_on(lines, () if annexed else outline.run_on.get(number, ()))]
    current = article
    for index, (kind, marker, words) in enumerate(marked):
        if kind == "paragraph":
            current = builder.add_paragraph(marker)
        elif kind == "figure":
            current = builder.add_figure(marker)
        elif kind == "letter":
            current = builder.add_letter(marker, marked[index + 1][1] if index + 1 < len(marked) else "")
        elif current.words or current is not article:
            if not annexed and number in outline.closing:
                break
            if annexed or number not in outline.flush or builder.point is None:
                raise UnexpectedMarker("a line without a number stands where an item is expected")
            current = builder.point
        if words:
            current.words.append(words)
    if not marked:
        raise UnexpectedMarker("there is no text")
    return article
