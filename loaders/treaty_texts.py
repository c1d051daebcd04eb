"""Treaty texts by article: their structure for the graph, and their words at run time from the user's own copy.

Two layouts are read: the UN human rights treaties made from the OHCHR pages (``articles[].paragraphs[].{num, text}``) and the Dutch
official texts of ILO instruments (``articles[].{number, section, text}``). The words of a text are handed on, never stored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast

from servanda.loaders.article_lines import Item, UnexpectedMarker, take_apart
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.provision_tree import Provision
from servanda.loaders.record import read_text
from servanda.loaders.text_outlines import OUTLINES, Outline

_ANNEX: Final = re.compile(r"ANNEX ([IVX]+)\b")
#: Italics, as the Dutch copy marks them.
_ITALICS: Final = re.compile(r"\*([^*]+)\*")


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


def _document(path: Path) -> object:
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ChangedLayout(f"is not a whole JSON document (line {error.lineno}: {error.msg})", file=path) from error


def _identifier(document: object, path: Path) -> str:
    name = "abbr" if isinstance(document, dict) and "abbr" in document else "id"
    return _text(document, name, path, "the document")


def _lines(article: object, file: Path, where: str) -> tuple[str, list[str]]:
    """The annex of an article (``""``: none) and its lines, each with its number in front."""
    if isinstance(article, dict) and "paragraphs" in article:
        lines: list[str] = []
        for paragraph in _list(article, "paragraphs", file, where):
            words = _text(paragraph, "text", file, where)
            number = _field(paragraph, "num", file, where)
            lines.append(words if number is None else f"{number}. {words}")
        return "", lines
    section = _field(article, "section", file, where)
    annex = _ANNEX.match(section) if isinstance(section, str) else None
    if section is not None and annex is None:
        raise ChangedLayout(f"{where}: a section that is no annex", file=file)
    return annex[1].lower() if annex else "", _text(article, "text", file, where).split("\n")


def _articles(document: object, path: Path, outline: Outline) -> Iterator[tuple[str, Item]]:
    """(annex, article) in the order of the text; every article from 1 to the last must be there once."""
    seen: dict[str, int] = dict.fromkeys(outline.last, 0)
    for article in _list(document, "articles", path, "the document"):
        number = _text(article, "number", path, "an article")
        annex, lines = _lines(article, path, f"article {number}")
        where = f"annex {annex}, article {number}" if annex else f"article {number}"
        if annex not in seen or number != str(seen[annex] + 1):
            raise ChangedLayout(f"{where}: does not come next", file=path)
        seen[annex] += 1
        try:
            yield annex, take_apart(number, lines, outline, annexed=bool(annex))
        except UnexpectedMarker as error:
            raise ChangedLayout(f"{where}: {error}", file=path) from error
    if seen != outline.last:
        raise ChangedLayout(f"the text ends at article {seen['']} of {outline.last['']}, or an annex is incomplete", file=path)


def read_provisions(path: Path, instrument: str) -> list[Provision]:
    """The provisions of an instrument, from a copy of its text: numbers and structure, no words.

    Args:
        path: the JSON file of the text.
        instrument: slug (``icrmw``, ``ilo-c097``).

    Raises:
        SourceError: the file is missing, cut off, not UTF-8, the text of another instrument, or numbered otherwise than known
            (the article is named); no part of it is returned.
    """
    outline = OUTLINES.get(instrument)
    if outline is None:
        raise ChangedLayout(f"nobody has read the structure of {instrument!r} yet", file=path)
    document = _document(path)
    if (identifier := _identifier(document, path)) != outline.identifier:
        raise ChangedLayout(f"this is the text of {identifier!r}, not of {outline.identifier!r}", file=path)
    provisions: list[Provision] = []

    def add(provision_path: str, kind: str, number: str, parent: str) -> None:
        provisions.append(Provision(provision_path, kind, number, parent, len(provisions) + 1))

    parent = ""
    for annex, article in _articles(document, path, outline):
        if annex:
            if parent != (parent := f"{instrument}/annex-{annex}"):
                add(parent, "annex", annex, "")
        else:
            for part, first, _ in outline.parts:
                if article.number == str(first):
                    parent = f"{instrument}/part-{part}"
                    add(parent, "part", part, "")
        for item_path, item in article.within(f"{parent if annex else instrument}/{article.number}"):
            add(item_path, item.kind, item.number, parent if item is article else item_path.rpartition("/")[0])
    return provisions


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """(provision path, its own words) from the user's copy, in the order of the text.

    Words of an item leave out the items in it; an item that has no words of its own (a number alone, a lost paragraph) is left out.

    Raises:
        SourceError: as for ``read_provisions``; checked before anything is handed on.
    """
    document = _document(path)
    identifier = _identifier(document, path)
    instrument = next((slug for slug, outline in OUTLINES.items() if outline.identifier == identifier), None)
    if instrument is None:
        raise ChangedLayout(f"nobody has read the structure of {identifier!r} yet", file=path)
    outline = OUTLINES[instrument]
    for annex, article in list(_articles(document, path, outline)):
        start = f"{instrument}/annex-{annex}/{article.number}" if annex else f"{instrument}/{article.number}"
        for item_path, item in article.within(start):
            if item.words:
                yield item_path, _ITALICS.sub(r"\1", " ".join(item.words))
