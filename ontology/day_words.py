"""How an English sentence speaks of a day of which a source may know only the year."""

from __future__ import annotations

from typing import Final

_DAY: Final = len("1962-07-03")


def on_or_in(date: str) -> str:
    """A date with its preposition: ``on 1962-07-03``, but ``in 1962``; none: ``on a day that is not recorded``.

    Args:
        date: as the sources know it (YYYY-MM-DD or YYYY), or empty. Indonesian has one word for both (*pada*).
    """
    if not date:
        return "on a day that is not recorded"
    return f"{'on' if len(date) == _DAY else 'in'} {date}"
