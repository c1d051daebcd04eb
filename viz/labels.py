"""Labels as they are drawn: cleaned, shortened, broken into lines; and addresses that a click may open.

Everything here is about text that came from elsewhere: it may hold markup, control characters, five hundred words, or run from right
to left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

ELLIPSIS: Final = "…"
_DIRECTION_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHARES: Final = {
    char: share for chars, share in (("fijltI.,:;'’|!()[]/ ", 0.29), ("r-", 0.34), ("ckvsxyzJ", 0.51), ("mwMW@%—…→", 0.9)) for char in chars
}


def plain(text: str) -> str:
    """The text on one line, without characters that have no place in a page: control characters, halves of surrogate pairs."""
    if text.isprintable():  # by far the most: nothing but the blanks can be out of place
        return " ".join(text.split())
    kept = (
        "\ufffd" if unicodedata.category(char) == "Cs" else " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
    )
    return " ".join("".join(kept).split())


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of the text, with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    while cut > 1 and unicodedata.combining(text[cut]):
        cut -= 1
    return text[:cut].rstrip() + ELLIPSIS


def text_width(text: str, size: float) -> float:
    """About how wide a line is in a sans-serif font of ``size`` pixels: the browser's font is not known when places are computed."""
    return sum(_share(char) for char in text) * size


@lru_cache(maxsize=32768)
def wrap(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """The text broken into at most ``lines`` lines of about ``width`` pixels; an ellipsis ends what did not fit.

    Marks that switch the direction of writing are dropped here: each line is drawn by itself, and an unclosed one would turn it around.
    """
    pieces = [piece for word in _DIRECTION_MARKS.sub("", plain(text)).split(" ") for piece in _pieces(word)]
    broken = [""]
    for word, joined in pieces:
        candidate = broken[-1] + word if joined else f"{broken[-1]} {word}".strip()
        if text_width(candidate, size) <= width:
            broken[-1] = candidate
            continue
        if broken[-1]:
            broken.append("")
        for char in word:
            if broken[-1] and text_width(broken[-1] + char, size) > width and not unicodedata.combining(char):
                broken.append("")
            broken[-1] += char
    if len(broken) <= lines:
        return tuple(broken)
    last = broken[lines - 1]
    while last and text_width(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return (*broken[: lines - 1], last.rstrip() + ELLIPSIS)


def _pieces(word: str) -> list[tuple[str, bool]]:
    """A word where it may be broken, after its hyphens; each piece with whether it goes on without a blank."""
    return [(piece, number > 0) for number, piece in enumerate(re.split(r"(?<=[^\W\d]-)(?=[^\W\d])", word))]


def direction(text: str) -> str:
    """``rtl`` when the first letter with a direction is written from right to left, else ``ltr`` (Unicode annex 9, rule P2)."""
    strong = next((unicodedata.bidirectional(char) for char in text if unicodedata.bidirectional(char) in {"L", "R", "AL"}), "L")
    return "ltr" if strong == "L" else "rtl"


def safe_link(address: str) -> str:
    """The address if a click may open it, that is http, https or relative to the page; else nothing."""
    if not address or any(char in '\\<>"' or char.isspace() or unicodedata.category(char) in {"Cc", "Cs"} for char in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"}:
        return address if parts.netloc else ""
    relative = not parts.scheme and not parts.netloc and ":" not in parts.path.split("/", 1)[0]
    return address if relative and not address.startswith("//") else ""


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key under which article 2 comes before article 10."""
    return tuple((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in re.split(r"([0-9]+)", text))


@lru_cache(maxsize=4096)
def _share(char: str) -> float:
    """The width of a character as a share of the font size, after the widths of Helvetica and its likes."""
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.0
    return _SHARES.get(char, 0.7 if char.isupper() else 0.56)
