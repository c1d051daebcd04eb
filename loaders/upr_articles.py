"""The articles of an instrument that a text names right before it: "articles 76 and 77 of ICRMW"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from servanda.loaders.provision_tree import provision_paths

_NUMBER: Final = r"\d+(?:\.\d+| ?\([0-9a-z]\))*"
_WORD: Final = r"art(?:icles?|s?\.)"
#: Ends where the name of the instrument begins. What lies deeper than a number and its brackets ("paragraph 1") is not read.
_BEFORE: Final = re.compile(
    rf"\b{_WORD} (?P<numbers>{_NUMBER}(?:(?:,? and|,) ?(?:{_WORD} )?{_NUMBER})*)(?:,? paragraphs? [^.;]{{1,20}}?)?"
    r",? (?:of|to|in|under|from) (?:the )?(?:(?:UN|United Nations|International) )*$",
    re.IGNORECASE,
)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    return provision_paths()


def articles_before(text: str, start: int, instrument: str) -> list[str]:
    """Paths of the provisions that are named right before the name of an instrument, as deep as the packaged table has them.

    Args:
        text: with single blanks.
        start: where the name of the instrument begins.
        instrument: its slug; without a table of provisions nothing is found.
    """
    if (match := _BEFORE.search(text, 0, start)) is None:
        return []
    known, found = _known().get(instrument, frozenset()), []
    for number in re.findall(_NUMBER, match["numbers"]):
        path = f"{instrument}/" + "/".join(re.findall(r"\w+", number))
        while path not in known and "/" in path:
            path = path.rpartition("/")[0]
        if "/" in path:
            found.append(path)
    return found
