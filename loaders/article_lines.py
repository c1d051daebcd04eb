"""The lines of one article, taken apart into paragraphs, points and sub-points by the markers in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from servanda.loaders.outline import Outline

#: ``1.``, also ``1 .``, ``1.Slavery`` and a number alone on its line.
_PARAGRAPH: Final = re.compile(r"(?P<number>\d{1,2})\s?\.(?:\s+|$|(?=[A-Z]))")
#: ``A.``: the sections of one article.
_SECTION: Final = re.compile(r"(?P<number>[A-F])\.(?:\s+|$)")
#: ``(1)``: points with figures, in ILO conventions of 1930.
_FIGURE: Final = re.compile(r"\((?P<number>\d{1,2})\)\s*")
#: ``(a)``, ``( a )``, ``(*a*)``, ``*(a)*``, ``a)`` and ``a.``: points and sub-points.
_LETTER: Final = re.compile(
    r"(?:\*?\(\s?\*?(?P<number>[a-z]{1,4})\*?\s?\)\*?\s*|(?P<bare>[a-z]{1,4})\)\s*|(?P<dotted>[a-z])\.(?:\s+|(?=[a-z])))"
)
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
    for kind, pattern in (("paragraph", _PARAGRAPH), ("section", _SECTION), ("figure", _FIGURE), ("letter", _LETTER)):
        if match := pattern.match(line):
            number = match["number"] or match["bare"] or match["dotted"] if kind == "letter" else match["number"]
            return kind, number, line[match.end() :].strip()
    return "", "", line


def _cut(lines: Sequence[str], beginnings: Sequence[tuple[str, str]]) -> list[str]:
    """The lines cut before each of these beginnings, with its marker in front, in the order of the text.

    Raises:
        UnexpectedMarker: a beginning does not stand where it did.
    """
    if not beginnings:
        return list(lines)
    words = " ".join(lines)
    cuts: list[int] = []
    for marker, beginning in beginnings:
        match = re.compile(rf"(?<![A-Za-z]){re.escape(beginning)}").search(words, cuts[-1] + 1 if cuts else 0)
        if match is None:
            raise UnexpectedMarker(f"{beginning!r}, where {marker} begins, does not stand where it did")
        cuts.append(match.start())
    opening = words[: cuts[0]].strip()
    pieces = (words[start:end].strip() for start, end in pairwise([*cuts, len(words)]))
    return [*([opening] if opening else []), *(f"{marker} {piece}" for (marker, _), piece in zip(beginnings, pieces, strict=True))]


def _mended(lines: Sequence[str], number: str, outline: Outline) -> list[str]:
    """The lines of an article with the known faults of the copy undone.

    Raises:
        UnexpectedMarker: a fault that the outline names is not there.
    """
    lines = _cut(lines, outline.unprinted.get(number, ()))
    for printed, right in outline.misprinted.get(number, ()):
        index = next((index for index, line in enumerate(lines) if line.startswith(printed)), len(lines))
        if index == len(lines):
            raise UnexpectedMarker(f"{printed!r} does not begin a line as it did")
        lines[index] = f"{right}{lines[index][len(printed) :]}"
    result: list[str] = []
    for line in lines:
        if result and any(line.startswith(beginning) for beginning in outline.joined.get(number, ())):
            result[-1] = f"{result[-1]} {line}"
        else:
            result.append(line)
    for marker in outline.run_on.get(number, ()):
        found = ((index, at) for index, line in enumerate(result) if (at := line.find(f" {marker} ")) > 0)
        index, at = next(found, (0, 0))
        if not at:
            raise UnexpectedMarker(f"{marker} does not stand inside a line as it did")
        result[index : index + 1] = [result[index][:at].strip(), result[index][at:].strip()]
    for marker, before in outline.lost.get(number, ()):
        index = next((index for index, line in enumerate(result) if before and line.startswith(before)), len(result))
        if before and index == len(result):
            raise UnexpectedMarker(f"{before} does not stand after the missing {marker} as it did")
        result.insert(index, marker)
    return result


class _Builder:
    """Puts the marked lines of one article into its tree."""

    def __init__(self, article: Item) -> None:
        self.article = article
        self.paragraph: Item | None = None
        self.point: Item | None = None

    @property
    def holder(self) -> Item:
        """The paragraph that the text has come to, or the article where it has none."""
        return self.paragraph or self.article

    def add_paragraph(self, number: str) -> Item:
        expected = str(len(self.article.items) + 1)
        if number != expected or (self.point is not None and self.paragraph is None):
            raise UnexpectedMarker(f"paragraph {number} stands where paragraph {expected} is expected")
        self.paragraph = Item("paragraph", number)
        self.point = None
        self.article.items.append(self.paragraph)
        return self.paragraph

    def add_section(self, letter: str) -> Item:
        expected = chr(ord("a") + len(self.article.items))
        if letter.lower() != expected:
            raise UnexpectedMarker(f"section {letter} stands where section {expected.upper()} is expected")
        self.paragraph = Item("section", expected)
        self.point = None
        self.article.items.append(self.paragraph)
        return self.paragraph

    def add_point(self, number: str, kind: str = "point") -> Item:
        self.point = Item(kind, number)
        self.holder.items.append(self.point)
        return self.point

    def add_subpoint(self, number: str) -> Item:
        if self.point is None:
            raise UnexpectedMarker(f"sub-point ({number}) stands under no point")
        item = Item("point" if self.point.kind == "paragraph" else "subpoint", number)
        self.point.items.append(item)
        return item

    def add_deeper(self, number: str) -> Item:
        """An item of the last sub-point; there is no narrower kind than a sub-point."""
        if self.point is None or not self.point.items:
            raise UnexpectedMarker(f"{number}. stands under no sub-point")
        holder = self.point.items[-1]
        if number != (expected := chr(ord("a") + len(holder.items))):
            raise UnexpectedMarker(f"{number}. stands where {expected}. is expected")
        item = Item("subpoint", number)
        holder.items.append(item)
        return item

    def add_figure(self, number: str) -> Item:
        expected = str(len(self.holder.items) + 1)
        if number != expected:
            raise UnexpectedMarker(f"point ({number}) stands where ({expected}) is expected")
        # Within a section the text itself calls them paragraphs (Refugee Convention 1 A).
        return self.add_point(number, "paragraph" if self.holder.kind == "section" else "point")

    def add_letter(self, number: str, following: str) -> Item:
        """A letter is the next point, or the next sub-point: (i) after (h) is a sub-point only where (ii) comes next."""
        if self.point is not None and self.point.number.isdecimal():
            if number != (expected := chr(ord("a") + len(self.point.items))):
                raise UnexpectedMarker(f"sub-point ({number}) stands where ({expected}) is expected")
            return self.add_subpoint(number)
        next_point = chr(ord("a") + len(self.holder.items))
        taken = len(self.point.items) if self.point is not None else len(_ROMAN)
        next_roman = _ROMAN[taken] if taken < len(_ROMAN) else ""
        if number == next_point and not (number == next_roman == "i" and following == "ii"):
            return self.add_point(number)
        if number == next_roman:
            return self.add_subpoint(number)
        raise UnexpectedMarker(f"({number}) stands where ({next_point}){f' or ({next_roman})' if next_roman else ''} is expected")


def _holder_of_a_line(number: str, builder: _Builder, outline: Outline) -> Item:
    """The item that a line without a number belongs to, where the outline knows of one."""
    if number in outline.flush and builder.point is not None:
        return builder.point
    if number in outline.unnumbered:
        return builder.holder
    raise UnexpectedMarker("a line without a number stands where an item is expected")


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
    silent = not annexed and number in outline.no_text
    builder = _Builder(article)
    stripped = [] if silent else [words for line in lines if (words := line.replace("&nbsp;", " ").strip())]
    mended = stripped if annexed else _mended(stripped, number, outline)
    marked = [_marked(line) for line in mended]
    dotted = [line[:2] for line in mended]
    current = article
    for index, (kind, marker, words) in enumerate(marked):
        if kind == "paragraph":
            current = builder.add_paragraph(marker)
        elif kind == "section":
            current = builder.add_section(marker)
        elif kind == "figure":
            current = builder.add_figure(marker)
        elif kind == "letter" and not annexed and number in outline.deeper and marker + "." == dotted[index]:
            current = builder.add_deeper(marker)
        elif kind == "letter":
            current = builder.add_letter(marker, marked[index + 1][1] if index + 1 < len(marked) else "")
        elif current.words or current is not article:
            if annexed:
                raise UnexpectedMarker("a line without a number stands where an item is expected")
            if number in outline.closing:
                break
            current = _holder_of_a_line(number, builder, outline)
        if words:
            current.words.append(words)
    if not marked and not silent:
        raise UnexpectedMarker("there is no text")
    return article
