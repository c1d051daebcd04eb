"""The layouts in which copies of treaty texts come: their articles in order, each with its lines.

``articles[].paragraphs[].{num, text}`` (UN treaties from the OHCHR pages), ``articles[].{number, section, text}`` (Dutch official
texts) and ``articles[].{article, content_en}`` (English and Chinese texts, the article's number in Chinese figures).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import read_text

#: What a heading over articles begins with: ``PART IV: Final Provisions``.
_HEADING: Final = re.compile(r"(ANNEX|PART|CHAPTER|SECTION|TITLE|Chapter) ([IVX]+|\d+)\b")
_CHINESE_FIGURES: Final = "零一二三四五六七八九"
#: ``2.`` at the beginning of a line and ``（a）`` within one, as the Chinese texts number paragraphs and points.
_CHINESE_MARKER: Final = re.compile(r"^\s*(?P<paragraph>\d{1,2})[.．]|（(?P<point>[a-z]{1,4})）", re.MULTILINE)
_MARKED: Final = re.compile(r"\d{1,2}\s?\.|\([a-z]{1,4}\)")
#: A point printed without a blank after the words before it: ``namely(a) consuls-general;(b) consuls``.
_GLUED_POINT: Final = re.compile(r"(?<=\S)(?=\([a-z]{1,4}\)\s)")
#: The same where no blank follows either: ``entitles:(a)the other parties``. A reference (``paragraph 1(a) the``) has a blank after it.
_TIGHT_POINT: Final = re.compile(r"(?<=\S)(?=\([a-z]{1,4}\)[^\s.,;)])")
#: The heading of the next Chapter or Section, printed behind the last sentence of an article.
_NEXT_HEADING: Final = re.compile(r"(?<=\.)(?:CHAPTER|SECTION) [IVX]+\b.*$")


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """One article as a copy prints it.

    Attributes:
        number: of the article, in Western figures.
        heading: kind of heading that it stands under (``annex``, ``part``, ``chapter``, ``section``, ``title``; ``""``: none).
        heading_number: number of that heading, lower case.
        tells_headings: whether this layout tells headings at all.
        lines: its lines, each with its number in front.
    """

    number: str
    heading: str
    heading_number: str
    tells_headings: bool
    lines: list[str]


def _field(holder: object, name: str, file: Path, where: str) -> object:
    if not isinstance(holder, dict) or name not in holder:
        raise ChangedLayout(f"{where}: there is no {name!r}", file=file)
    return cast("Mapping[str, object]", holder)[name]


def _text(holder: object, name: str, file: Path, where: str) -> str:
    value = _field(holder, name, file, where)
    if not isinstance(value, str):
        raise ChangedLayout(f"{where}: {name!r} is not text", file=file)
    return value.strip()


def _list(holder: object, name: str, file: Path, where: str) -> list[object]:
    value = _field(holder, name, file, where)
    if not isinstance(value, list):
        raise ChangedLayout(f"{where}: {name!r} is not a list", file=file)
    return cast("list[object]", value)


def read_document(path: Path) -> object:
    """The JSON document of a copy.

    Raises:
        SourceError: missing, not UTF-8, or cut off.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ChangedLayout(f"is not a whole JSON document (line {error.lineno}: {error.msg})", file=path) from error


def identifier_of(document: object, path: Path) -> str:
    """What a copy calls the instrument."""
    names = ("abbr", "treaty_en") if isinstance(document, dict) else ()
    name = next((name for name in names if name in cast("Mapping[str, object]", document)), "id")
    return _text(document, name, path, "the document")


def _chinese_figures(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _CHINESE_FIGURES[tens]) + ("十" if tens else "") + (_CHINESE_FIGURES[ones] if ones else "")


def _of_paragraphs(article: object, file: Path, number: str) -> PrintedArticle:
    where = f"article {number}"
    lines: list[str] = []
    for paragraph in _list(article, "paragraphs", file, where):
        words = _text(paragraph, "text", file, where)
        printed = _field(paragraph, "num", file, where)
        lines.append(words if printed is None else f"{printed}. {words}")
    return PrintedArticle(number, "", "", False, lines)


def _of_sections(article: object, file: Path, number: str) -> PrintedArticle:
    where = f"article {number}"
    section = _field(article, "section", file, where)
    lines = _text(article, "text", file, where).split("\n")
    if section is None:
        return PrintedArticle(number, "", "", True, lines)
    match = _HEADING.match(section) if isinstance(section, str) else None
    if match is None:
        raise ChangedLayout(f"{where}: a section that is no annex, part or chapter", file=file)
    return PrintedArticle(number, match[1].lower(), match[2].lower(), True, lines)


def _numbered_by_the_chinese(lines: list[str], chinese: str, file: Path, where: str) -> list[str]:
    """English lines without numbers get those that the Chinese text of the article prints."""
    markers = [f"{match['paragraph']}." if match["paragraph"] else f"({match['point']})" for match in _CHINESE_MARKER.finditer(chinese)]
    opening = [] if _CHINESE_MARKER.match(chinese) else [""]
    if markers and len(opening + markers) != len(lines):
        raise ChangedLayout(f"{where}: the English and the Chinese text have another number of items", file=file)
    pairs = zip(opening + markers, lines, strict=True) if markers else ()
    return [line if line.startswith(marker) else f"{marker} {line}" for marker, line in pairs] or lines


def _of_two_languages(article: object, file: Path, number: str) -> PrintedArticle:
    where = f"article {number}"
    english = _text(article, "content_en", file, where)
    printed = [_NEXT_HEADING.sub("", line) for line in english.split("\n") if line.strip()]
    glued = next((each for each in (_TIGHT_POINT, _GLUED_POINT) if any(each.search(line) for line in printed)), None)
    if glued is not None or _MARKED.match(printed[0]):
        lines = [piece for line in printed for piece in glued.split(line)] if glued is not None else printed
    else:
        lines = _numbered_by_the_chinese(printed, _text(article, "content_zh", file, where), file, where)
    return PrintedArticle(number, "", "", False, lines)


def printed_articles(document: object, path: Path) -> Iterator[PrintedArticle]:
    """The articles of a copy as it prints them.

    Raises:
        ChangedLayout: something is not where the layout has it (the article is named).
    """
    for position, article in enumerate(_list(document, "articles", path, "the document"), start=1):
        if isinstance(article, dict) and "content_en" in article:
            number = str(position)
            if _text(article, "article", path, f"article {number}") != _chinese_figures(position):
                raise ChangedLayout(f"article {number}: does not come next", file=path)
            yield _of_two_languages(article, path, number)
            continue
        number = _text(article, "number", path, "an article")
        if isinstance(article, dict) and "paragraphs" in article:
            yield _of_paragraphs(article, path, number)
        else:
            yield _of_sections(article, path, number)
