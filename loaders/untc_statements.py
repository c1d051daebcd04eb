"""The blocks of declarations, reservations, objections and notifications on a status page, as acts without their text.

A block may hold statements of several days, each under a line that is only a date, or under a heading such as "Upon signature". Every such
part is one act. Where the page says that, unless otherwise indicated, the statements were made upon ratification or accession, a part
without a day of its own has the day of the consent, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.acts import KINDS, ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA
from servanda.loaders.untc_notes import MainDates, dates_in
from servanda.loaders.untc_page import Block, Page, Section

TABLE: Final = DATA / "untc" / "statements.csv"
COLUMNS: Final = ("instrument", "participant", "part", "kind", "affects", "remark")
_KIND: Final = {
    "declarations": "UnilateralStatement",
    "objections": "Objection",
    "under article": "Declaration",
    "notifications": "Notification",
}
_TITLE: Final = {
    "declarations": "declarations and reservations",
    "objections": "objections",
    "under article": "declarations under an article",
    "notifications": "notifications",
}
# The page misprints a few ("1 Decmeber 1999", "8 August l989"): still a line with a day, but one that cannot be read.
_DAY_LINE: Final = re.compile(r"\W*\d{1,2}\s+[A-Z][a-z]+\s*,?\s*[\dl]{4}\W*")
_SIGNING: Final = re.compile(r"\b(?:upon|on|at the time of)\s+(?:signature|signing)\b", re.IGNORECASE)
_CONSENTING: Final = re.compile(
    r"\b(?:upon|on|at the time of)\s+(?:ratification|ratifying|accession|acceding|acceptance|succession|formal confirmation)\b"
    r"|\bconfirm|\brenewed\b|\breiterated\b",
    re.IGNORECASE,
)
_UNLESS: Final = re.compile(r"unless otherwise indicated,?.*?\bmade upon\b", re.IGNORECASE)
_WITHDRAWS: Final = re.compile(r"\bwithdraws (?:its|the)\b", re.IGNORECASE)
_ARTICLES: Final = re.compile(r"\barticles? (?P<one>\d+)(?: ?\((?P<paragraph>\d+)\))?(?: and (?P<other>\d+))?", re.IGNORECASE)
# What a declaration recognises where it does not name the article: communications between states, or from individuals.
_COMPETENCE: Final = {
    "cat/21": re.compile(r"\bParty claim(?:s|ing)\b", re.IGNORECASE),
    "cat/22": re.compile(r"\bon behalf of individuals\b|\bfrom individuals\b", re.IGNORECASE),
}
#: Longer lines are sentences, not headings.
_HEADING_LENGTH: Final = 110
_HEADING_WORDS: Final = 12

_UNDATED: Final = {"misprint": "the page misprints the day", "modified": "as modified after the consent: see the end notes"}
NO_CONSENT: Final = "the participant is not a party by the main table; the page does not say when it was made"
BY_STATEMENT: Final = "made upon consent, by the page's general statement"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a block: from a line that tells its time to the next such line."""

    day: PartialDate | None
    time: str
    text: str


def _time_of(line: str) -> tuple[PartialDate | None, str] | None:
    """The time that a line tells when it is a heading: a day, ``signature``, ``consent``, or one that cannot be told."""
    if _DAY_LINE.fullmatch(line):
        days = dates_in(line)
        return (PartialDate.day(days[0]), "day") if days else (None, "misprint")
    if len(line) > _HEADING_LENGTH or line.startswith("[") or " made by " in line:
        return None
    if line.startswith("Modification "):
        return None, "modified"
    if not (line.endswith(":") or len(line.split()) <= _HEADING_WORDS) or "remain unchanged" in line:
        return None
    if _CONSENTING.search(line):
        return None, "consent"
    if _SIGNING.search(line):
        return None, "signature"
    return None


def parts_of(text: str, *, headings: bool) -> list[Part]:
    """The parts of a block. ``headings``: whether "Upon signature" and the like tell the time of what follows (in an objection they
    tell when the other state's reservation was made)."""
    found: list[Part] = []
    day: PartialDate | None = None
    time, lines = "", list[str]()
    for line in text.split("\n"):
        told = _time_of(line)
        if told is None or (told[1] in ("signature", "consent", "modified") and not headings):
            lines.append(line)
            continue
        if told[1] == "modified" and time == "day" and not lines:
            lines.append(line)  # the day above the heading is that of the modification
            continue
        if any(char.isalpha() for char in "".join(lines)):
            found.append(Part(day, time, "\n".join(lines)))
        (day, time), lines = told, [] if told[1] in ("day", "misprint") else [line]
    if lines or time:
        found.append(Part(day, time, "\n".join(lines)))
    return found


def articles_of(section: Section, instrument: str) -> tuple[str, ...]:
    """The provisions that the heading of a section names (``icerd/14``; ``iccpr/4/3``)."""
    match = _ARTICLES.search(f"{section.title} {section.statement}")
    if match is None:
        return ()
    first = f"{instrument}/{match['one']}" + (f"/{match['paragraph']}" if match["paragraph"] else "")
    return (first, f"{instrument}/{match['other']}") if match["other"] else (first,)


def named_in(text: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of the provisions whose article the text names. One provision in the heading is always meant."""
    if len(paths) < 2:
        return tuple(paths)
    found: list[str] = []
    for path in paths:
        number = path.split("/")[1]
        between = r"(?:[\d(),;\s\[]|\bl\b|and|paragraphs?|of|to|the)*?"
        described = _COMPETENCE.get(path)
        if re.search(rf"\barticles?\s+{between}\b{number}\b", text, re.IGNORECASE) or (described and described.search(text)):
            found.append(path)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person read in one part of one block of declarations and reservations."""

    row: int
    instrument: str
    participant: str
    part: int
    kind: str
    affects: tuple[str, ...]
    remark: str


def read_statement_table(path: Path = TABLE) -> list[Reading]:
    """The readings of blocks of declarations and reservations, where a person made them.

    Raises:
        SourceError: the table cannot be read, or a cell cannot be understood.
    """
    found: list[Reading] = []
    for record in read_table(path, COLUMNS):
        part, kind = record.pop_required("part"), record.pop_required("kind")
        if not part.isdecimal():
            raise record.wrong("part", f"{part!r} is no number")
        if kind not in KINDS:
            raise record.wrong("kind", f"{kind!r} is no kind of act")
        found.append(
            Reading(
                row=record.row,
                instrument=record.pop_required("instrument"),
                participant=record.pop_required("participant"),
                part=int(part),
                kind=kind,
                affects=tuple(record.pop("affects").split()),
                remark=record.pop("remark"),
            )
        )
        record.finish()
    return found


class Statements:
    """Makes acts of the blocks of one page."""

    def __init__(
        self,
        page: Page,
        instrument: str,
        *,
        resolve: Callable[[str], str],
        dates: MainDates,
        doubtful: frozenset[str],
        readings: Iterable[Reading],
        file: Path,
    ) -> None:
        """``doubtful``: states whose consent in the main table may not be the one that a statement was made upon."""
        self.page, self.instrument, self.file = page, instrument, file
        self._resolve, self._dates, self._doubtful = resolve, dates, doubtful
        self._readings: dict[tuple[str, int], list[Reading]] = {}
        for reading in readings:
            if reading.instrument == instrument:
                self._readings.setdefault((reading.participant, reading.part), []).append(reading)

    def acts(self) -> list[ActRow]:
        """The acts of all sections, in the order of the page.

        Raises:
            ChangedLayout: a block that a person read is no longer on the page as it was.
        """
        read: set[tuple[str, int]] = set()
        found: list[ActRow] = []
        for name, section in self.page.sections.items():
            for block in section.blocks:
                if block.empty:
                    continue
                parts = parts_of(block.text, headings=name in ("declarations", "under article"))
                for number, part in enumerate(parts, start=1):
                    place = f"{_TITLE[name]}, block {block.number}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else "")
                    plain = self._act(name, section, block, part, place)
                    key = (block.participant, number)
                    if name == "declarations" and key in self._readings:
                        read.add(key)
                        found += [self._as_read(plain, reading) for reading in self._readings[key]]
                    else:
                        found.append(plain)
        for key, readings in self._readings.items():
            if key not in read:
                raise ChangedLayout(
                    f"part {key[1]} of the declarations of {key[0]!r}, read in row {readings[0].row} of {TABLE.name}, is not on the page",
                    file=self.file,
                )
        return found

    def _as_read(self, plain: ActRow, reading: Reading) -> ActRow:
        return ActRow(
            instrument=plain.instrument,
            state=plain.state,
            state_as_published=plain.state_as_published,
            kind=reading.kind,
            date=plain.date,
            affects=reading.affects,
            place=plain.place,
            as_at=plain.as_at,
            remark="; ".join(text for text in (reading.remark, plain.remark) if text),
        )

    def _act(self, name: str, section: Section, block: Block, part: Part, place: str) -> ActRow:
        # A block without a name in its heading starts with the name (the page leaves it out for dissolved states).
        participant = block.participant or block.text.split("\n")[0]
        state = self._resolve(participant)
        date, remark = self._when(section, block, part, state)
        affects: tuple[str, ...] = ()
        if name in ("under article", "notifications"):
            heading = articles_of(section, self.instrument)
            affects = named_in(part.text, heading)
            if heading and not affects:
                remark = "; ".join(text for text in (remark, "the block does not say which of the articles of the heading") if text)
        return ActRow(
            instrument=self.instrument,
            state=state,
            state_as_published=participant,
            kind=_KIND[name],
            date=date,
            affects=affects,
            place=place,
            as_at=self.page.as_at,
            remark=remark,
        )

    def _when(self, section: Section, block: Block, part: Part, state: str) -> tuple[PartialDate | None, str]:
        if part.day is not None:
            return part.day, ""
        if part.time == "signature":
            if state in self._dates.signature:
                return self._dates.signature[state], "made upon signature; no confirmation upon consent is told in this part"
            return None, "made upon signature, of which the main table has no day"
        if part.time in _UNDATED:
            return None, _UNDATED[part.time]
        if part.text.startswith("[See under"):
            return None, "the page refers to another chapter"
        if _WITHDRAWS.search(part.text) and block.notes:
            return None, "tells of a withdrawal: see the end notes"
        if state in self._doubtful:
            return None, "the state consented more than once: see the end notes"
        if not part.time and not _UNLESS.search(section.statement):
            return None, ""
        if not part.time and "made upon signature" in section.statement:
            return None, "made upon signature or consent: the page's general statement leaves it open"
        if state not in self._dates.consent:
            return None, NO_CONSENT
        return self._dates.consent[state], "" if part.time else BY_STATEMENT
