"""Treaty texts by article: their structure for the graph, and their words at run time from the user's own copy.

The copies come in three layouts (see ``text_layouts``). The words of a text are handed on, never stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from servanda.loaders.article_lines import Item, UnexpectedMarker, take_apart
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.provision_tree import Provision
from servanda.loaders.text_layouts import PrintedArticle, identifier_of, printed_articles, read_document
from servanda.loaders.text_outlines import OUTLINES, Outline

#: Italics and links, as the Dutch copy marks them.
_ITALICS: Final = re.compile(r"\*([^*]+)\*")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
#: A footnote of its editor inside a sentence.
_EDITOR: Final = re.compile(r"<sup>.*?</sup>")


def _check_heading(printed: PrintedArticle, outline: Outline, where: str, path: Path) -> None:
    """The Part that the copy prints over an article must be the one that the outline knows."""
    if printed.heading == "annex" or not printed.tells_headings:
        return
    if printed.heading in ("chapter", "section", "title"):
        if not outline.chapters:
            raise ChangedLayout(f"{where}: a section that is no annex or part", file=path)
        return
    known = outline.part_of(int(printed.number))
    if printed.heading_number != known:
        raise ChangedLayout(f"{where}: stands in part {printed.heading_number or '-'}, not in part {known or '-'}", file=path)


def _left_out(outline: Outline, number: int) -> int:
    """The number after the articles that the copy does not have, where they begin at this one."""
    return next((last + 1 for first, last in outline.left_out if first == number), number)


def _articles(document: object, path: Path, outline: Outline) -> Iterator[tuple[str, Item]]:
    """(annex, article) in the order of the text; every article from 1 to the last must be there once."""
    seen: dict[str, int] = dict.fromkeys(outline.last, 0)
    strays = 0
    for printed in printed_articles(document, path):
        annex = printed.heading_number if printed.heading == "annex" else ""
        if (printed.number, str(seen.get("", 0))) in outline.stray:
            strays += 1
            continue
        where = f"annex {annex}, article {printed.number}" if annex else f"article {printed.number}"
        following = seen.get(annex, 0) + 1
        expected = following if annex else _left_out(outline, following)
        if annex not in seen or printed.number != str(expected):
            raise ChangedLayout(f"{where}: does not come next", file=path)
        for number in range(following, expected):
            yield annex, Item("article", str(number))
        seen[annex] = expected
        _check_heading(printed, outline, where, path)
        try:
            yield annex, take_apart(printed.number, printed.lines, outline, annexed=bool(annex))
        except UnexpectedMarker as error:
            raise ChangedLayout(f"{where}: {error}", file=path) from error
    if seen != outline.last or strays != len(outline.stray):
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
    document = read_document(path)
    if (identifier := identifier_of(document, path)) != outline.identifier:
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
    document = read_document(path)
    identifier = identifier_of(document, path)
    instrument = next((slug for slug, outline in OUTLINES.items() if outline.identifier == identifier), None)
    if instrument is None:
        raise ChangedLayout(f"nobody has read the structure of {identifier!r} yet", file=path)
    outline = OUTLINES[instrument]
    for annex, article in list(_articles(document, path, outline)):
        start = f"{instrument}/annex-{annex}/{article.number}" if annex else f"{instrument}/{article.number}"
        for item_path, item in article.within(start):
            if item.words:
                yield item_path, _ITALICS.sub(r"\1", _LINK.sub(r"\1", _EDITOR.sub(" ", " ".join(item.words))))
