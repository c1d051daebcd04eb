"""Which of the offered formats a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Headers up to this length are read once: clients send the same few again and again.
_REMEMBERED: Final = 300
_ELEMENT: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)++')
_PARAMETER: Final = re.compile(r';\s*([^\s;=]+)\s*=\s*("(?:[^"\\]|\\.)*+"|[^\s;"]*)')
_RANGE: Final = re.compile(r"\s*([^\s;/,]+)/([^\s;,]+)")
_QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")


@dataclass(frozen=True, slots=True)
class Offer:
    """A format under one of its names.

    Attributes:
        media_type: the name that the client knows, and that the answer will carry.
        format: the format's own media type.
    """

    media_type: str
    format: str


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0 when the range does not cover the type, 3 when it is that very type."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.subtype != "*":
            return 0
        return 2 if self.kind == kind else int(self.kind == "*")


def offers(*formats: Sequence[str]) -> tuple[Offer, ...]:
    """Offers in the server's order: of each format its own media type, then its other names."""
    return tuple(Offer(name, names[0]) for names in formats for name in names)


def choose(accept: str | None, offered: tuple[Offer, ...]) -> Offer | None:
    """The offer with the highest quality; among equals the one that is named more precisely, then the one offered first.

    Args:
        accept: the Accept header (several joined by commas), or None. Parameters other than ``q`` do not matter. A part that cannot be
            read is left out.
        offered: what there is, in the server's order.

    Returns:
        None when the client accepts nothing of it.
    """
    if accept is None or not accept.strip():
        return offered[0]
    return _remembered(accept, offered) if len(accept) <= _REMEMBERED else _choose(accept, offered)


def _choose(accept: str, offered: tuple[Offer, ...]) -> Offer | None:
    ranges = list(_ranges(accept))
    best: Offer | None = None
    best_rank = (0.0, 0)
    for offer in offered:
        precise = max(((r.specificity(offer.media_type), r.quality) for r in ranges), default=(0, 0.0))
        rank = (precise[1], precise[0])
        if precise[0] and rank[0] > 0 and rank > best_rank:
            best, best_rank = offer, rank
    return best


_remembered: Final = lru_cache(512)(_choose)


def _ranges(accept: str) -> Iterator[_Range]:
    for element in _ELEMENT.findall(accept):
        if (match := _RANGE.match(element)) is None:
            continue
        quality = "1"
        for name, value in _PARAMETER.findall(element, match.end()):
            if name.lower() == "q":
                quality = value
        if _QUALITY.match(quality):
            yield _Range(match.group(1).lower(), match.group(2).lower(), float(quality))
