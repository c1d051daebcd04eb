"""Compressed answers: which coding a client would rather have (RFC 9110, section 12.5.3), and the compressing."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Final, NamedTuple

import brotli

_ELEMENT: Final = re.compile(r"\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*(?:;\s*[qQ]\s*=\s*([0-9.]*)\s*)?(?:,|\Z)")
_QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")
#: The server's order: at these levels Brotli makes tables of results shorter than gzip does, in less time.
_CODINGS: Final = ("br", "gzip")
_REMEMBERED: Final = 200


class Coding(NamedTuple):
    """How an answer is to be compressed.

    Attributes:
        name: ``br``, ``gzip``, or empty: not at all.
        always: even where it is not worth it, since the client takes nothing uncompressed.
    """

    name: str
    always: bool


def choose_coding(accept_encoding: str) -> Coding:
    """The coding with the highest quality; among equals the server's choice, and what is not compressed last.

    Args:
        accept_encoding: the header (several joined by commas), or an empty text where there is none: then nothing is compressed. A client
            that takes nothing that there is gets its answer uncompressed.
    """
    if len(accept_encoding) > _REMEMBERED:
        return _choose(accept_encoding)
    return _remembered(accept_encoding)


def _choose(accept_encoding: str) -> Coding:
    named: dict[str, float] = {}
    for name, quality in _ELEMENT.findall(accept_encoding):
        if not quality or _QUALITY.match(quality):
            named[name.lower().removeprefix("x-")] = float(quality or 1)
    others = named.get("*", 0.0)
    identity = named.get("identity", named.get("*"))  # acceptable unless it is refused by name or with all others
    best, best_quality = "", identity if "identity" in named and identity is not None else 0.0
    for coding in reversed(_CODINGS):
        quality = named.get(coding, others)
        if quality > 0 and quality >= best_quality:
            best, best_quality = coding, quality
    return Coding(best, always=bool(best) and identity == 0)


_remembered: Final = lru_cache(256)(_choose)


def compressed(body: bytes | bytearray | memoryview, coding: str) -> bytes:
    """Bytes in a content coding, at the levels at which tables of results shrink most for the time that it takes."""
    if coding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=4))
    packer = zlib.compressobj(4, zlib.DEFLATED, 31)  # 31: with the head and the end of gzip (RFC 1952)
    return packer.compress(body) + packer.flush()
