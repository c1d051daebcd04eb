"""General comments and recommendations of treaty bodies by paragraph: their structure, from the user's copy.

Each copy is a JSON list of paragraphs, ``[{ID, Labels, Text}]``. ``ID`` is a running number; nearly no paragraph prints its own. The
numbers were held against a later copy of the same collection that prints them (github:lszoszk/generalcomments@5b32b2c, docs/corpus.json),
and against the paragraphs that a comment itself names: see ``COMMENTS``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from servanda.loaders.article_lines import Item, UnexpectedMarker, take_apart
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.outline import Outline
from servanda.loaders.provision_tree import Provision
from servanda.loaders.record import read_text

#: The paragraph's own number, where the text prints it: ``49. Human rights defenders``.
_PRINTED: Final = re.compile(r"(\d{1,3})\.\s+")
_INLINE: Final = ("(a)", "(b)", "(c)", "(d)", "(e)", "(f)")


@dataclass(frozen=True, slots=True)
class Comment:
    """One general comment and what is known of its copy.

    Attributes:
        file: name of the copy, without its ending.
        outline: faults of the copy by paragraph, as for the articles of a treaty; ``last`` counts the official paragraphs.
        official: running number of the copy to official number, where the two differ.
        whole: paragraphs whose items are not taken apart: the copy numbers them otherwise than is confirmed.
    """

    file: str
    outline: Outline
    official: Mapping[int, int] = field(default_factory=dict[int, int])
    whole: frozenset[str] = frozenset()


def _comment(
    file: str,
    paragraphs: int,
    *,
    run_on: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    joined: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    flush: tuple[str, ...] = (),
    unnumbered: tuple[str, ...] = (),
    whole: tuple[str, ...] = (),
    official: Mapping[int, int] = MappingProxyType({}),
) -> Comment:
    outline = Outline(file, {"": paragraphs}, run_on=run_on, joined=joined, flush=frozenset(flush), unnumbered=frozenset(unnumbered))
    return Comment(file, outline, official, frozenset(whole))


#: The copy of CMW general comment 5 has the 97 paragraphs of an earlier version; the published one has 95 (numbers of a second copy): 18
#: and 19 became one, 22 comes before 20, 63 and 64 became one.
_LIBERTY: Final = {
    19: 18,
    22: 19,
    **{number: number - 1 for number in range(23, 64)},
    **{number: number - 2 for number in range(64, 98)},
}

COMMENTS: Final[Mapping[str, Comment]] = {
    "cmw-gc1": _comment("Annotated_CMW_GC1_domestic", 66),
    "cmw-gc2": _comment("Annotated_CMW_GC2_migrant_workers", 79, joined={"36": ("where migrant workers",)}),
    "cmw-gc3-crc-gc22": _comment("Annotated_CRC-CMW-GC22-MigPrinciples", 56, run_on={"3": _INLINE[:3], "18": _INLINE[:3]}),
    # The items of paragraphs 43, 44 and 46 have dashes.
    "cmw-gc4-crc-gc23": _comment("Annotated_CRC-CMW-GC23-Migration", 68, unnumbered=("43", "44", "46")),
    "cmw-gc5": _comment(
        "Annotated_CMW_GC5_liberty",
        95,
        run_on={"63": ("(a) inform", "(b) inform", "(c)", "(d)"), "83": _INLINE, "86": _INLINE[:5]},
        unnumbered=("18", "62"),
        official=_LIBERTY,
    ),
    # Paragraph 28 speaks of paragraphs 10 to 22 and 23 to 27, and they are what it says by the running numbers too.
    "cedaw-gr26": _comment("Annotated_CEDAW-GR26-migrants", 29, unnumbered=("4",)),
    "cedaw-gr38": _comment("Annotated_CEDAW-GC38-Trafficking", 122, run_on={"18": _INLINE[:4]}),
    "cerd-gr30": _comment("Annotated_CERD_GR30_non-citizens", 39),
    "ced-gc1": _comment("Annotated_CED_GC1_migration", 56, joined={"8": ("of discrimination", "disappearance;")}),
    # The three dimensions of point (b) of paragraph 12 have dashes.
    "cescr-gc18": _comment("Annotated_ESCR-GC18-Work", 54, run_on={"38": _INLINE[:4]}, flush=("12",)),
    # It prints the numbers of paragraphs 49 and 65. The copy is of an earlier version: how the items of 47 are numbered is not confirmed.
    "cescr-gc23": _comment("Annotated_ESCR-GC23-CondWork", 80, run_on={"48": (*_INLINE, "(g)", "(h)", "(i)")}, whole=("47",)),
    "ccpr-gc15": _comment("Annotated_CCPR_GC15_aliens", 10),
}


def _paragraphs(path: Path, comment: Comment) -> Iterator[tuple[int, list[str]]]:
    """(official number, lines) in the order of the official numbers; paragraphs that became one are joined."""
    if path.stem != comment.file:
        raise ChangedLayout(f"this is {path.stem!r}, and not {comment.file!r}", file=path)
    try:
        document = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ChangedLayout(f"is not a whole JSON document (line {error.lineno}: {error.msg})", file=path) from error
    found: dict[int, list[str]] = {}
    for running, record in enumerate(cast("Sequence[Mapping[str, object]]", document), start=1):
        text = record.get("Text")
        printed = str(record.get("ID", running)).replace("\xa0", " ").strip().rstrip(".")
        if not isinstance(text, str) or printed != str(running):
            raise ChangedLayout(f"paragraph {running}: has another number, or no text", file=path)
        lines = text.replace("\r", "").split("\n")
        own = _PRINTED.match(lines[0])
        if own is not None:
            if own[1] != str(running):
                raise ChangedLayout(f"paragraph {running}: prints the number {own[1]}", file=path)
            lines[0] = lines[0][own.end() :]
        found.setdefault(comment.official.get(running, running), []).extend(line for line in lines if line.strip())
    if sorted(found) != list(range(1, comment.outline.last[""] + 1)):
        raise ChangedLayout(f"there are {len(found)} paragraphs, and not {comment.outline.last['']}", file=path)
    yield from sorted(found.items())


def _items(path: Path, instrument: str) -> Iterator[Item]:
    comment = COMMENTS.get(instrument)
    if comment is None:
        raise ChangedLayout(f"nobody has read the structure of {instrument!r} yet", file=path)
    for number, lines in _paragraphs(path, comment):
        if str(number) in comment.whole:
            yield Item("paragraph", str(number), lines)
            continue
        try:
            item = take_apart(str(number), lines, comment.outline)
        except UnexpectedMarker as error:
            raise ChangedLayout(f"paragraph {number}: {error}", file=path) from error
        item.kind = "paragraph"
        yield item


def read_provisions(path: Path, instrument: str) -> list[Provision]:
    """The paragraphs and points of a general comment, by their official numbers: structure, no words.

    Args:
        path: the JSON file of the copy.
        instrument: slug (``cmw-gc2``).

    Raises:
        SourceError: missing, not UTF-8, cut off, another comment, or numbered otherwise than known (the paragraph is named).
    """
    found = [
        (item_path, each, "" if each is item else item_path.rpartition("/")[0])
        for item in _items(path, instrument)
        for item_path, each in item.within(f"{instrument}/{item.number}")
    ]
    return [Provision(at, each.kind, each.number, parent, position) for position, (at, each, parent) in enumerate(found, start=1)]


def texts(path: Path, instrument: str) -> Iterator[tuple[str, str]]:
    """(provision path, its own words) from the user's copy, in the order of the text.

    Raises:
        SourceError: as for ``read_provisions``; checked before anything is handed on.
    """
    for item in list(_items(path, instrument)):
        for item_path, each in item.within(f"{instrument}/{item.number}"):
            if each.words:
                yield item_path, " ".join(each.words)
