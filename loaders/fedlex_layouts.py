"""The three layouts of the copied Swiss tables, each read into the same kind of row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue
from servanda.loaders.fedlex_faults import Fault
from servanda.loaders.fedlex_words import UnknownRemark, printed_day, restate
from servanda.loaders.record import Record
from servanda.loaders.states import State, StateNames

FRENCH: Final = (
    "state_as_published",
    "iso3_added",
    "consent_as_published",
    "consent_date",
    "entry_into_force_as_published",
    "entry_into_force_date",
    "as_at",
    "remark_added",
)
GERMAN: Final = (
    "state_as_published_de",
    "state_clean_de",
    "consent_as_published",
    "consent_date",
    "consent_action",
    "entry_into_force_as_published",
    "entry_into_force_date",
    "has_reservation_or_declaration",
    "as_at",
)
DATED: Final = (
    "instrument",
    "state_as_published",
    "iso3",
    "consent_date",
    "consent_year",
    "consent_action",
    "entry_into_force_date",
    "denounced_date",
    "option_note",
    "source_url_or_path",
    "source_as_at",
    "remark",
)
#: Tables without a column for the instrument: it is known from the end of the file's name.
INSTRUMENT_OF_FILE: Final = {
    "ilo-c189": "ilo-c189",
    "ilo-p029": "ilo-p029",
    "refugee-convention-1951": "refugee-1951",
    "stateless-persons-1954": "stateless-1954",
}
#: Instruments of the dated tables, as they write them.
INSTRUMENTS: Final = {
    **{f"C{number}": f"ilo-c{number}" for number in ["019", "029", "081", "087", "088", "098", "100", "102", "105", "111", "138", "182"]},
    "refugee-protocol-1967": "refugee-protocol-1967",
    "smuggling-protocol-2000": "palermo-smuggling",
    "trafficking-protocol-2000": "palermo-trafficking",
    "vccr-1963": "vccr",
}
_LETTERS: Final = {"": "ratification", "A": "accession", "B": "accession", "N": "succession"}
_LISTED_UNDER: Final = re.compile(r"territory (?:row \()?listed under (?P<state>[\w ]+?)\)?")
_MARKED: Final = re.compile(r"[* ]*(?: [a-z])?")
_MINIMUM_AGE: Final = re.compile(r"minimum age specified \(Art\. 2\(1\)\): (\d\d) years")
_PARTS_ACCEPTED: Final = re.compile(r"parts accepted \(Art\. 2\(b\)\): ([IVX, ]+)")
_PART_II: Final = "bound with the exclusion of Part II"
_SWISS: Final = "github:droid-f/fedlex-assets@"
#: Rows that the copyist filled in from a source which has its own loader.
_OTHER_SOURCES: Final = {
    "../ilo-fundamental-2026-06/ratifications_long.csv": "normlex_ratifications",
    "../untc-other-2014/treaties/5-5.csv": "untc_2014",
}


@dataclass(frozen=True)
class Context:
    """What every layout needs: names, states by code, the table of faults."""

    names: StateNames
    states: dict[str, State]
    faults: list[Fault]


@dataclass(frozen=True)
class Row:
    """One row of any layout, read but not yet told as an act.

    Attributes:
        record: the row, for errors that name it.
        cells: every cell as copied.
        instrument: slug.
        published: the name as printed, without marks.
        code: where the name leads (of the territory, for a territory's row).
        action: ratification, accession, succession or territorial_application.
        consent: day of the act.
        entry: entry into force as printed.
        as_at: date of the table.
        place: where in the source.
        listed_under: name of the state under which a territory stands, where the copy says so.
        words: remarks in our own words.
        part_ii_excluded: bound by C081 without its Part II.
    """

    record: Record
    cells: dict[str, str]
    instrument: str
    published: str
    code: str
    action: str
    consent: PartialDate
    entry: PartialDate | None
    as_at: PartialDate
    place: str
    listed_under: str
    words: list[str]
    part_ii_excluded: bool = False


def _printed(record: Record, printed: str, copied: str) -> tuple[PartialDate, str]:
    """The day that the copyist wrote, which must be the one that is printed, and the printed letter."""
    with record.date_in(printed):
        day, letter = printed_day(record.pop_required(printed))
    if (added := record.filled(copied, record.pop_day(copied))) != day:
        raise record.wrong(copied, f"{added} stands beside the printed {day}")
    return day, letter


def _code(record: Record, context: Context, name: str, column: str, added: str | None) -> str:
    code = context.names.resolve(name, file=record.file, row=record.row, column=column)
    if added is not None and (iso3 := record.pop(added)) and iso3 != code:
        raise record.wrong(added, f"{iso3!r} stands beside {name!r}, which is {code!r}")
    return code


def _restated(record: Record, column: str, text: str) -> list[str]:
    try:
        return restate(text)
    except UnknownRemark as error:
        raise record.wrong(column, str(error)) from error


def _split_remark(text: str) -> tuple[str, str]:
    """The state under which a territory is listed, and the rest of the remark."""
    first, _, rest = text.partition("; ")
    if match := _LISTED_UNDER.fullmatch(first):
        return match["state"], rest
    return "", text


def _instrument_of(record: Record) -> str:
    for ending, instrument in INSTRUMENT_OF_FILE.items():
        if record.file.stem.endswith(ending):
            return instrument
    raise BadValue(
        f"no column names the instrument, and the file's name ends with none of {', '.join(INSTRUMENT_OF_FILE)}", file=record.file
    )


def _french(record: Record, cells: dict[str, str], context: Context) -> Row:
    published = record.pop_required("state_as_published")
    consent, letter = _printed(record, "consent_as_published", "consent_date")
    entry, _ = _printed(record, "entry_into_force_as_published", "entry_into_force_date")
    listed, remark = _split_remark(record.pop("remark_added"))
    return Row(
        record=record,
        cells=cells,
        instrument=_instrument_of(record),
        published=published,
        code=_code(record, context, published, "state_as_published", "iso3_added"),
        action="territorial_application" if listed else _LETTERS[letter],
        consent=consent,
        entry=entry,
        as_at=record.filled("as_at", record.pop_day("as_at")),
        place=f"{record.file.name}, row {record.row}",
        listed_under=listed,
        words=_restated(record, "remark_added", remark),
    )


def _german(record: Record, cells: dict[str, str], context: Context) -> Row:
    published, name = record.pop_required("state_as_published_de"), record.pop_required("state_clean_de")
    if not published.startswith(name) or not _MARKED.fullmatch(published.removeprefix(name)):
        raise record.wrong("state_clean_de", f"{name!r} is not {published!r} without its marks")
    consent, letter = _printed(record, "consent_as_published", "consent_date")
    entry, _ = _printed(record, "entry_into_force_as_published", "entry_into_force_date")
    action = record.pop_required("consent_action")
    if action != _LETTERS[letter]:
        raise record.wrong("consent_action", f"{action!r} stands beside the printed letter {letter!r}")
    code = _code(record, context, name, "state_clean_de", None)
    marked = record.pop("has_reservation_or_declaration")
    if marked not in ("", "1") or (marked == "1") != ("*" in published):
        raise record.wrong("has_reservation_or_declaration", f"{marked!r} does not go with {published!r}")
    return Row(
        record=record,
        cells=cells,
        instrument=_instrument_of(record),
        published=name,
        code=code,
        action="territorial_application" if context.states[code].administered_by else action,
        consent=consent,
        entry=entry,
        as_at=record.filled("as_at", record.pop_day("as_at")),
        place=f"{record.file.name}, row {record.row}",
        listed_under="",
        words=["reservation, declaration or objection marked, not printed"] if marked else [],
    )


def _option(record: Record, instrument: str) -> tuple[list[str], bool]:
    """What the option column says in words, and whether it leaves out Part II of C081."""
    option = record.pop("option_note")
    if not option:
        return [], False
    if instrument == "ilo-c081" and option == _PART_II:
        return [], True
    if instrument == "ilo-c138" and (match := _MINIMUM_AGE.fullmatch(option)):
        return [f"minimum age declared under Article 2(1): {match[1]} years"], False
    if instrument == "ilo-c102" and (match := _PARTS_ACCEPTED.fullmatch(option)):
        return [f"Parts accepted under Article 2(b): {match[1]}"], False
    raise record.wrong("option_note", f"nobody knows what {option!r} means for {instrument}")


def _dated(record: Record, cells: dict[str, str], context: Context) -> Row | None:
    """A row of the dated tables; None for one that was filled in from a source with its own loader."""
    if (instrument := INSTRUMENTS.get(record.pop_required("instrument"))) is None:
        raise record.wrong("instrument", f"{cells['instrument']!r} is not one of this source's instruments")
    published = record.pop_required("state_as_published")
    code = _code(record, context, published, "state_as_published", "iso3")
    path = record.pop_required("source_url_or_path")
    if path in _OTHER_SOURCES:
        return None
    if not path.startswith((_SWISS, *_OTHER_SOURCES)):
        raise record.wrong("source_url_or_path", f"{path!r} is no page of this source")
    consent = record.filled("consent_date", record.pop_day("consent_date"))
    year = record.pop_year("consent_year")
    if year is None or not year.contains(consent):
        raise record.wrong("consent_year", f"{year or 'blank'} does not go with the date {consent}")
    if denounced := record.pop("denounced_date"):
        raise record.wrong("denounced_date", f"{denounced!r}: these tables list no denunciation")
    entry = record.pop_date("entry_into_force_date")
    if entry is None and path.startswith(_SWISS):
        raise record.wrong("entry_into_force_date", "the Swiss tables print one in every row")
    with record.date_in("source_as_at"):
        as_at = PartialDate.parse(record.pop_required("source_as_at").partition("; ")[0])
    listed, remark = _split_remark(record.pop("remark"))
    action = record.pop_required("consent_action")
    if bool(listed) != (action == "territorial_application"):
        raise record.wrong("remark", f"{action!r} does not go with {cells['remark']!r}")
    options, part_ii_excluded = _option(record, instrument)
    return Row(
        record=record,
        cells=cells,
        instrument=instrument,
        published=published,
        code=code,
        action=action,
        consent=consent,
        entry=entry,
        as_at=as_at,
        place=f"{record.file.name}, row {record.row}: {path.partition('/html/')[0]}",
        listed_under=listed,
        words=[*_restated(record, "remark", remark), *options],
        part_ii_excluded=part_ii_excluded,
    )


Reader = Callable[[Record, dict[str, str], Context], Row | None]
LAYOUTS: Final[dict[tuple[str, ...], Reader]] = {FRENCH: _french, GERMAN: _german, DATED: _dated}
