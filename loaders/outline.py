"""The outline of one treaty text: its frame, and the faults of the copy that it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outline:
    """The frame of one instrument and the faults of its copy.

    Attributes:
        identifier: what the copy calls the instrument.
        last: number of the last article, by annex (``""``: the instrument itself).
        parts: Parts as (number, first article, last article). Where the copy prints the Parts they must be these.
        chapters: whether the copy prints headings of Chapters or Sections (they are not provisions of the table).
        run_on: by article, markers that the copy prints inside a line although the text begins a new item there, in the order of
            the text.
        lost: by article, items that the copy lacks: their marker, and the beginning of the line before which they stand in the
            text (``""``: they come last).
        joined: by article, beginnings of lines that only go on with the sentence of the line before.
        flush: articles in which a sentence after the sub-points belongs to the point above them.
        unnumbered: articles with more paragraphs without a number; their words belong to the paragraph or article around them.
        closing: last articles after which the copy prints a closing formula or the text in another language.
        no_text: articles of which the copy has the number alone (a note of its editor stands in place of the text).
        left_out: articles that are not in the copy at all, as (first, last).
        unprinted: by article, items that the copy prints without their markers, one after the other: the marker, as a second copy
            prints it, and the words that the item begins with.
        misprinted: by article, beginnings of lines as the copy prints them, and as they should be.
        stray: articles of the copy that are none of this text (a heading of a Section with its number, a protocol behind the last
            article): their number, and that of the article after which they stand.
        deeper: articles in which a letter with a dot (``a.``) is an item of the sub-point above it.
    """

    identifier: str
    last: Mapping[str, int]
    parts: tuple[tuple[str, int, int], ...] = ()
    chapters: bool = False
    run_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flush: frozenset[str] = frozenset()
    unnumbered: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    no_text: frozenset[str] = frozenset()
    left_out: tuple[tuple[int, int], ...] = ()
    unprinted: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    misprinted: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    stray: tuple[tuple[str, str], ...] = ()
    deeper: frozenset[str] = frozenset()

    def part_of(self, article: int) -> str:
        """The Part that an article stands in (``""``: none is known)."""
        return next((number for number, first, last in self.parts if first <= article <= last), "")
