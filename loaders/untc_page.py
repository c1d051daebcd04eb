"""A status page of the United Nations Treaty Collection, read into typed rows.

The page is the depositary's own ("Multilateral Treaties Deposited with the Secretary-General", one page a treaty). Everything that can show
that a page is cut off or laid out otherwise is checked here: a page is read whole or not at all.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup, Tag

from servanda.loaders.dates import SHORT_MONTHS, PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, WrongEncoding
from servanda.loaders.record import read_text

#: The prefix of every element of the treaty on the page.
_ID: Final = "ctl00_ctl00_ContentPlaceHolder1_ContentPlaceHolderInnerPage_"
_CELL: Final = re.compile(r"(?P<open>\[?)\s*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})\s*(?P<letter>[A-Za-z]{0,2})\s*(?P<close>\]?)")
_COUNTS: Final = re.compile(r"Signatories : (?P<signatories>\d+)\b.*?Parties : (?P<parties>\d+)\b")
_AS_AT: Final = re.compile(r"STATUS AS AT : (\d{2})-(\d{2})-(\d{4})")
_MTDSG: Final = re.compile(r"[?&]mtdsg_no=([IVX]+-\d+(?:-[a-z])?)(?:&|$)")
_LEGEND: Final = re.compile(r"([A-Za-z]+(?: [a-z]+)*)\(([A-Za-z]{1,2})\)")
#: What the heading of a column calls the letters behind the dates (the page explains them itself, treaty by treaty).
_MEANING: Final = {
    "Signature": "Signature",
    "Succession to signature": "SuccessionToSignature",
    "Ratification": "Ratification",
    "Accession": "Accession",
    "Acceptance": "Acceptance",
    "Approval": "Approval",
    "Formal confirmation": "FormalConfirmation",
    "Succession": "Succession",
    "Definitive signature": "DefinitiveSignature",
}
#: Section of the page → (table of blocks, main title, general statement).
SECTIONS: Final = {
    "declarations": ("dgDec", "divMainDecTilte", "divDecTilte"),
    "objections": ("dgObj", "divMainObjTitle", "divObjTitle"),
    "under article": ("dgDecUnderArticle", "divMainDecArt", "divDecArt"),
    "notifications": ("dgNotifications", "div1", "div2"),
}


@dataclass(frozen=True, slots=True)
class DatedCell:
    """A cell of the main table: the day, the kind of act that the heading gives its letter, and whether it stands in square brackets."""

    kind: str
    date: PartialDate
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Participation:
    """A row of the main table (``row`` counts from 1 below the heading)."""

    row: int
    participant: str
    notes: tuple[str, ...]
    signature: DatedCell | None
    consent: DatedCell | None


@dataclass(frozen=True, slots=True)
class Block:
    """What the page prints of one participant in one section. The text is only looked at, never kept."""

    number: int
    participant: str
    notes: tuple[str, ...]
    text: str = field(repr=False)

    @property
    def empty(self) -> bool:
        """Whether nothing is printed (or only dots): what was said is then told by an end note.

        A block without a name in its heading starts with the name (the page leaves it out for dissolved states).
        """
        said = self.text if self.participant else self.text.partition("\n")[2]
        return not any(char.isalpha() for char in said)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of blocks, with its title and the page's statement of when, unless otherwise indicated, they were made."""

    title: str
    statement: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TerritorialRow:
    """A row of the table of territorial applications; a blank participant has been filled in from the row above (``filled``)."""

    row: int
    participant: str
    filled: bool
    received: PartialDate
    territories: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole status page."""

    number: str
    as_at: PartialDate
    participations: tuple[Participation, ...]
    sections: dict[str, Section]
    territories: tuple[TerritorialRow, ...]
    end_notes: dict[str, str] = field(repr=False)


def clean(text: str) -> str:
    """Text with every run of blanks as one."""
    return " ".join(text.split())


def read_day(text: str) -> PartialDate:
    """A day as the tables print it (``4 Oct 2007``).

    Raises:
        ValueError: not such a day.
    """
    day, month, year = clean(text).split(" ")
    if month not in SHORT_MONTHS:
        raise ValueError(f"{month!r} is no month")
    return PartialDate.day(datetime.date(int(year), SHORT_MONTHS.index(month) + 1, int(day)))


class PageReader:
    """Reads one page; every error names the file and the place on the page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = read_text(path)
        # Marks of UTF-8 read as Latin-1 and saved again, or of characters that were lost on the way.
        if found := re.search("\ufffd|Ã[\x80-\xbf]|â\x80", text):
            raise WrongEncoding(f"has broken characters (at {found.start()}): it was saved in another encoding", file=path)
        self._soup = BeautifulSoup(text, "lxml")
        if self._find("mainTable") is None and _AS_AT.search(text) is None:
            raise self._changed("is not a status page of the UN Treaty Collection (no 'STATUS AS AT')")
        if not text.rstrip().endswith("</html>"):
            raise self._changed("the page is cut off (it does not end with </html>); fetch it again")

    def _changed(self, problem: str, *, row: int | None = None, column: str | None = None) -> ChangedLayout:
        return ChangedLayout(problem, file=self.path, row=row, column=column)

    def _find(self, name: str) -> Tag | None:
        found = self._soup.find(id=_ID + name)
        return found if isinstance(found, Tag) else None

    def _need(self, name: str, what: str) -> Tag:
        if (found := self._find(name)) is None:
            raise self._changed(f"there is no {what}: the page is cut off or laid out otherwise")
        return found

    def _text(self, name: str) -> str:
        found = self._find(name)
        return "" if found is None else clean(found.get_text(" "))

    def read(self) -> Page:
        """The page.

        Raises:
            ChangedLayout: cut off, laid out otherwise, or its own counts differ from what was read.
            BadValue: a cell that cannot be understood.
        """
        action = self._soup.form.get("action") if self._soup.form else None
        number = _MTDSG.search(str(action))
        if number is None:
            raise self._changed("does not say which treaty it is about (no mtdsg_no in the address of its form)")
        as_at = _AS_AT.search(self._text("div3"))
        if as_at is None:
            raise self._changed("does not say as at which day its status is")
        day, month, year = (int(part) for part in as_at.groups())
        page = Page(
            number=number[1],
            as_at=PartialDate.day(datetime.date(year, month, day)),
            participations=self._participations(),
            sections=self._sections(),
            territories=self._territories(),
            end_notes=self._end_notes(),
        )
        self._check_counts(page)
        self._check_notes(page)
        return page

    def _check_counts(self, page: Page) -> None:
        counts = _COUNTS.search(self._text("rptStatus_ctl00_tcText"))
        if counts is None:
            raise self._changed("does not state the number of signatories and parties")
        signatories = sum(row.signature is not None and not row.signature.bracketed for row in page.participations)
        parties = sum(row.consent is not None and not row.consent.bracketed for row in page.participations)
        for what, stated, read in (
            ("signatories", int(counts["signatories"]), signatories),
            ("parties", int(counts["parties"]), parties),
        ):
            if stated != read:
                raise self._changed(f"the page states {stated} {what}, its table has {read}; nothing was loaded")

    def _check_notes(self, page: Page) -> None:
        """Every end note that a row or block points to must be there: the page may be cut off in its notes."""
        pointing: list[tuple[str, tuple[str, ...]]] = [(row.participant, row.notes) for row in page.participations]
        pointing += [(block.participant, block.notes) for section in page.sections.values() for block in section.blocks]
        for participant, notes in pointing:
            for note in notes:
                if note not in page.end_notes:
                    raise self._changed(f"{participant!r} points to end note {note}, which is not on the page")

    def _notes_of(self, cell: Tag) -> tuple[str, ...]:
        """Take the note marks out of a cell and return them."""
        notes: list[str] = []
        for mark in cell.find_all("sup"):
            notes += [clean(link.get_text()) for link in mark.find_all("a") if clean(link.get_text())]
            mark.decompose()
        return tuple(notes)

    def _legend(self, heading: str, plain: tuple[str, ...], row: int) -> dict[str, str]:
        """Letter → kind of act, as the heading of the column explains it; no letter → the kind without a letter."""
        legend: dict[str, str] = {}
        for part in (part.strip() for part in heading.split(",")):
            match = _LEGEND.fullmatch(part)
            name, letter = (match[1], match[2]) if match else (part, "")
            if name not in _MEANING or letter in legend or (not letter and name not in plain):
                raise self._changed(f"the heading {part!r} is not understood", row=row, column=heading)
            legend[letter] = _MEANING[name]
        return legend

    def _dated(self, cell: Tag, legend: dict[str, str], row: int, column: str) -> DatedCell | None:
        text = clean(cell.get_text())
        if not text:
            return None
        match = _CELL.fullmatch(text)
        if match is None or bool(match["open"]) != bool(match["close"]):
            raise BadValue(f"{text!r} is not a date with a letter", file=self.path, row=row, column=column)
        if match["letter"] not in legend:
            raise BadValue(
                f"the heading does not explain {match['letter'] or 'a date without a letter'!r}",
                file=self.path,
                row=row,
                column=column,
            )
        try:
            date = read_day(match["date"])
        except ValueError as error:
            raise BadValue(f"{text!r}: {error}", file=self.path, row=row, column=column) from error
        return DatedCell(legend[match["letter"]], date, bool(match["open"]))

    def _participations(self) -> tuple[Participation, ...]:
        lines = self._need("tblgrid", "table of participants").find_all("tr")
        if not lines:
            raise self._changed("the table of participants is empty")
        head = lines[0].find_all("td")
        for cell in head:
            self._notes_of(cell)
        headings = [clean(cell.get_text()) for cell in head]
        if len(headings) != 3 or headings[0] != "Participant":
            raise self._changed(f"the table of participants has the columns {', '.join(headings)}")
        legends = (self._legend(headings[1], ("Signature",), 0), self._legend(headings[2], ("Ratification",), 0))
        found: list[Participation] = []
        for row, line in enumerate(lines[1:], start=1):
            cells = line.find_all("td")
            if len(cells) != 3:
                raise self._changed(f"{len(cells)} cells where there should be 3", row=row)
            notes = tuple(note for cell in cells for note in self._notes_of(cell))
            participant = clean(cells[0].get_text())
            signature = self._dated(cells[1], legends[0], row, headings[1])
            consent = self._dated(cells[2], legends[1], row, headings[2])
            if not participant or (signature is None and consent is None):
                raise self._changed("a row without a participant or without any date", row=row)
            found.append(Participation(row, participant, notes, signature, consent))
        return tuple(found)

    def _sections(self) -> dict[str, Section]:
        found: dict[str, Section] = {}
        for name, (table, title, statement) in SECTIONS.items():
            if (grid := self._find(table)) is None:
                continue
            for heading in (title, statement):
                if (tag := self._find(heading)) is not None:
                    self._notes_of(tag)
            blocks: list[Block] = []
            for number, line in enumerate(grid.find_all("tr", recursive=False), start=1):
                who = line.find("div", class_="heading-two")
                what = line.find("div", class_="content-two")
                if not isinstance(who, Tag) or not isinstance(what, Tag):
                    raise self._changed(f"block {number} of the section {name!r} is laid out otherwise")
                notes = self._notes_of(who)
                if (hidden := what.find("p", class_="invisible")) is not None:
                    hidden.extract()
                for line_break in what.find_all(["br", "p", "div", "tr", "li"]):
                    line_break.insert_before("\n")
                    line_break.insert_after("\n")
                inner = self._notes_of(what)
                text = "\n".join(part for part in (clean(part) for part in what.get_text().split("\n")) if part)
                blocks.append(Block(number, clean(who.get_text()), notes + inner, text))
            found[name] = Section(self._text(title), self._text(statement), tuple(blocks))
        return found

    def _territories(self) -> tuple[TerritorialRow, ...]:
        lines = self._need("tblDec", "place for the table of territories").find_all("tr")
        found: list[TerritorialRow] = []
        for row, line in enumerate(lines):
            cells = line.find_all("td")
            for cell in cells:
                self._notes_of(cell)
            texts = [clean(cell.get_text()) for cell in cells]
            if row == 0:
                if texts != ["Participant", "Date of receipt of the notification", "Territories"]:
                    raise self._changed(f"the table of territories has the columns {', '.join(texts)}")
                continue
            participant = texts[0] or (found[-1].participant if found else "")
            if len(texts) != 3 or not participant or not texts[2]:
                raise self._changed("a row of the table of territories is not understood", row=row)
            try:
                received = read_day(texts[1])
            except ValueError as error:
                raise BadValue(f"{texts[1]!r} is not a date", file=self.path, row=row, column="Date of receipt") from error
            found.append(TerritorialRow(row, participant, not texts[0], received, texts[2]))
        return tuple(found)

    def _end_notes(self) -> dict[str, str]:
        self._need("divNotes", "section of end notes")
        found: dict[str, str] = {}
        for note in self._need("dgNotesAll", "table of end notes").find_all("div", class_="divNotesAll"):
            name = note.find("a", attrs={"name": True})
            if not isinstance(name, Tag) or not (number := clean(name.get_text())) or number in found:
                raise self._changed("an end note has no number of its own")
            name.extract()
            found[number] = clean(note.get_text(" "))
        return found


def read_page(path: Path) -> Page:
    """Read one status page as it was saved from the UN Treaty Collection (English).

    Raises:
        MissingFile, WrongEncoding: the file cannot be read.
        ChangedLayout: no status page, cut off, laid out otherwise, or its own counts differ from what was read.
        BadValue: a cell that cannot be understood.
    """
    return PageReader(path).read()
