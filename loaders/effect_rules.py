"""The packaged table of effect rules: when an act takes effect, as data with the article it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

_DELAY: Final = re.compile(r"|none|(days|months|years|first-of-month-after-months|first-of-month-after-days):\d+")
_FIRST: Final = re.compile(r"|none|as:[a-z0-9-]+|years:\d+ from-(instrument-entry-into-force|entry-into-force-for-state)")
_WINDOW: Final = re.compile(r"|open|(notice )?months:\d+ every years:\d+")
TABLE: Final = DATA / "effect_rules" / "effect_rules.csv"


@dataclass(frozen=True, slots=True)
class EffectRuleRow:
    """The final clauses of one instrument, as written in the table.

    Delays are ``none``, ``days:30`` (the thirtieth day after), ``months:12``, ``years:1``, ``first-of-month-after-months:3``
    (first day of the month following three months); empty where the text gives none. ``servanda.graph.effect_rules`` gives them
    their meaning. Articles are provision paths.

    ``denunciation_first_after``: ``none`` (at any time), ``years:10 from-instrument-entry-into-force``,
    ``years:5 from-entry-into-force-for-state``, ``as:ilo-c029`` (whenever that instrument can be denounced); empty where not read.
    ``denunciation_window``: ``open`` (stays open), ``months:12 every years:10`` (open for twelve months, again each ten years),
    ``notice months:6 every years:3`` (notice at least six months before the end of a period, the first of which ends after
    ``denunciation_first_after``); empty where not read. ``servanda.graph.denunciation`` gives both their meaning.
    """

    instrument: str
    ratifications_needed: str
    instrument_delay: str
    instrument_article: str
    state_delay: str
    state_article: str
    state_clause_covers: str
    succession: str
    succession_source: str
    signature_binds: str
    denunciation: str
    denunciation_first_after: str
    denunciation_window: str
    denunciation_delay: str
    denunciation_article: str
    excludable: str
    excludable_article: str
    text_source: str
    note: str


COLUMNS: Final = tuple(EffectRuleRow.__dataclass_fields__)


def read_effect_rules(path: Path = TABLE) -> dict[str, EffectRuleRow]:
    """The rules by instrument.

    Raises:
        SourceError: the table cannot be understood, or has two rules for an instrument.
    """
    found: dict[str, EffectRuleRow] = {}
    for record in read_table(path, COLUMNS):
        row = EffectRuleRow(**{column: record.pop(column) for column in COLUMNS})
        if not row.instrument or row.instrument in found:
            raise record.wrong("instrument", "must name an instrument that has no rule yet")
        if row.succession not in {"", "notification", "date-of-succession"}:
            raise record.wrong("succession", f"{row.succession!r} is not known")
        if row.denunciation not in {"", "allowed", "none"}:
            raise record.wrong("denunciation", f"{row.denunciation!r} is not known")
        for column in ("instrument_delay", "state_delay", "denunciation_delay"):
            if not _DELAY.fullmatch(getattr(row, column)):
                raise record.wrong(column, f"{getattr(row, column)!r} is no delay: write none, days:30, months:12 or years:1")
        if not _FIRST.fullmatch(row.denunciation_first_after):
            raise record.wrong("denunciation_first_after", f"{row.denunciation_first_after!r} is not known")
        if not _WINDOW.fullmatch(row.denunciation_window):
            raise record.wrong("denunciation_window", f"{row.denunciation_window!r} is not known")
        if row.ratifications_needed and not row.ratifications_needed.isdecimal():
            raise record.wrong("ratifications_needed", f"{row.ratifications_needed!r} is no number")
        if row.signature_binds not in {"", "yes", "no"}:
            raise record.wrong("signature_binds", f"{row.signature_binds!r} is neither yes nor no")
        if row.state_clause_covers not in {"", "after-entry-into-force"}:
            raise record.wrong("state_clause_covers", f"{row.state_clause_covers!r} is not known")
        found[row.instrument] = row
    return found
