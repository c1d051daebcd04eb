"""Words as they are compared: without case and without marks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"\w+")


def folded(text: str) -> str:
    """A text as words without case and marks, with a space before each: what is compared."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return "".join(f" {word}" for word in _WORD.findall(plain.casefold()))
