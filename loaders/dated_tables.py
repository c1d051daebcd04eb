"""Dated lists of ratifications from several public pages: ILO C097 and C143, single ILO dates, three regional instruments.

Headings of ILO comments add to them (``headings.py``).

Every list is partial or closes some years ago: a state that is not in it may still be a party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dated_remarks import DERIVED, KIND_OPEN, LEFT, UnknownRemark, bound_by, restate
from servanda.loaders.dates import BadDate, PartialDate
from servanda.loaders.departures import Departure, read_departures
from servanda.loaders.headings import Heading, added, limited, read_headings
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import Progress, no_progress
from servanda.loaders.states import StateNames

#: The files of this source, as a folder of it names them.
FILES: Final = (
    "ilo-c097.csv",
    "ilo-c143.csv",
    "ilo-other-scattered.csv",
    "achr-1969.csv",
    "cets-093.csv",
    "esc-revised-163.csv",
)
COLUMNS: Final = (
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
INSTRUMENTS: Final = {
    **{f"C{number}": f"ilo-c{number}" for number in ("095", "097", "129", "143", "155", "157", "181", "187", "190")},
    "ACHR-1969": "achr-1969",
    "CETS-093": "cets-093",
    "ESC-revised-163": "esc-revised",
}
_KINDS: Final = {"ratification": "Ratification", "accession": "Accession", "succession": "Succession"}
_ANNEXES: Final = {
    "excluded Annex I": ("i",),
    "excluded Annex II": ("ii",),
    "excluded Annex III": ("iii",),
    "excluded Annexes I to III": ("i", "ii", "iii"),
}
_ARTICLE_19: Final = "accepts Art. 19 (migrant workers) among others"
#: The ILO's way of naming a part of a state that alone is bound: ``United Republic of Tanzania.Zanzibar``.
_PART_OF_STATE: Final = re.compile(r"(?P<state>[^.]{4,})\.(?P<territory>[^.\s][^.]*)")
#: How the tables write a source's own date: a day, month or year with words around it, or two of them.
_AS_AT: Final = re.compile(
    r"(?:after |between )?(?P<first>\d{4}(?:-\d\d){0,2})(?: (?:and|to) (?P<last>\d{4}(?:-\d\d){0,2}))?(?: or later| \(published\))?"
)


def source_date(text: str, *, last: bool) -> PartialDate | None:
    """The date of a source from the words of these tables (``2010-05``, ``between … and …``, ``2015 or later``, ``2021 (published)``).

    Args:
        text: the cell; blank where the source gives no date.
        last: of a span, take the last day (by which an act without a date was on record) and not the first (up to which the
            source can be trusted to tell of later acts).

    Raises:
        BadDate: none of the known ways of writing it, or no such day. A month is given as its year.
    """
    if not text:
        return None
    if not (match := _AS_AT.fullmatch(text)):
        raise BadDate(text)
    chosen = (match["last"] if last else None) or match["first"]
    return PartialDate.parse(chosen[:4] if len(chosen) == len("2010-05") else chosen)


def _consent_date(record: Record) -> PartialDate | None:
    """The day, else the year, else nothing; a day outside the year beside it is an error."""
    day, year = record.pop_day("consent_date"), record.pop_year("consent_year")
    if day is not None and (year is None or not year.contains(day)):
        raise record.wrong("consent_year", f"{year or 'blank'} does not go with the date {day}")
    return day or year


def _state(record: Record, names: StateNames, published: str) -> str:
    """The code for a published name; the code that the table adds must be the same."""
    code = names.resolve(published, file=record.file, row=record.row, column="state_as_published")
    if (added := record.pop("iso3")) and added != code:
        raise record.wrong("iso3", f"{added!r} stands beside {published!r}, which is {code!r}")
    return code


def _kind(record: Record, words: list[str]) -> str:
    action = record.pop_required("consent_action")
    if action in _KINDS:
        return _KINDS[action]
    if action == "territorial_application":
        return "TerritorialApplication"
    if action != "unknown":
        raise record.wrong("consent_action", f"{action!r} is no way of consenting that this loader knows")
    words.append(KIND_OPEN)
    return "ConsentToBeBound"


def _acts(
    record: Record,
    names: StateNames,
    headings: Mapping[tuple[str, str], Heading],
    departures: Mapping[tuple[str, str], Departure],
) -> Iterator[ActRow]:
    printed_instrument = record.pop_required("instrument")
    if (instrument := INSTRUMENTS.get(printed_instrument)) is None:
        raise record.wrong("instrument", f"{printed_instrument!r} is not one of this source's instruments")
    published = record.pop_required("state_as_published")
    part = _PART_OF_STATE.fullmatch(published)
    state = _state(record, names, part["state"] if part else published)
    territory = names.resolve(part["territory"], file=record.file, row=record.row, column="state_as_published") if part else ""
    words: list[str] = []
    kind = _kind(record, words)
    if territory:
        kind = "TerritorialApplication"
    elif kind == "TerritorialApplication":
        raise record.wrong("state_as_published", f"no state is named that applies the instrument to {published!r}")
    remark = record.pop("remark")
    try:
        words += restate(remark)
        by = bound_by(remark)
    except UnknownRemark as error:
        raise record.wrong("remark", str(error)) from error
    date = _consent_date(record)
    with record.date_in("source_as_at"):
        as_at = source_date(record.pop("source_as_at"), last=date is None)
    option = record.pop("option_note")
    if option == _ARTICLE_19 and instrument == "esc-revised":
        words.append("accepts Article 19 (migrant workers) among others")
    elif option and not (option in _ANNEXES and instrument == "ilo-c097"):
        raise record.wrong("option_note", f"nobody knows what {option!r} means for {instrument}")
    consent = ActRow(
        instrument=instrument,
        state=state,
        state_as_published=published,
        kind=kind,
        date=date,
        printed_entry_into_force=record.pop_date("entry_into_force_date"),
        status="no-longer-party" if LEFT in words else "",
        territory=territory,
        place=f"{record.file.name}, row {record.row}: {record.pop_required('source_url_or_path')}",
        as_at=as_at,
        remark="; ".join(words),
        bound_by=by,
        date_is_computed=DERIVED in words,
    )
    denounced = record.pop_date("denounced_date")
    record.finish()
    consent = limited(consent, headings.get((instrument, state)))
    yield consent
    if option in _ANNEXES:
        yield replace(
            consent,
            kind="PartialAcceptance",
            printed_entry_into_force=None,
            bound_by=None,
            date_is_computed=False,
            affects=tuple(f"{instrument}/annex-{annex}" for annex in _ANNEXES[option]),
            remark="the annexes named are EXCLUDED, by a declaration with the ratification (Article 14(1)); dated here as the consent",
        )
    left = replace(
        consent, kind="Denunciation", date=denounced, printed_entry_into_force=None, status="", bound_by=None, date_is_computed=False
    )
    if (departure := departures.get((instrument, state))) is not None:
        yield replace(left, date=departure.notified, effective_from=departure.effective_from, remark=f"from {departure.source}")
    elif denounced is not None or LEFT in words:
        yield replace(left, remark=LEFT if denounced is None else "denounced")


def _files(paths: Sequence[Path]) -> list[Path]:
    return [file for path in paths for file in ([path / name for name in FILES] if path.is_dir() else [path])]


def load(paths: Sequence[Path], progress: Progress = no_progress) -> list[ActRow]:
    """The acts in the six lists, with what headings of ILO comments add under their instruments.

    Args:
        paths: the files, or the folder that holds all six.
        progress: told after each file.

    Raises:
        SourceError: a file is missing, not UTF-8, cut off, laid out otherwise, names an unknown state, or has a cell that is not
            understood (file, row and column named). Nothing is returned then.
    """
    names, headings, departures = StateNames.load(), read_headings(), read_departures()
    acts: list[ActRow] = []
    files = _files(paths)
    for number, file in enumerate(files, start=1):
        seen: set[tuple[str, str, str]] = set()
        for record in read_table(file, COLUMNS):
            rows = list(_acts(record, names, headings, departures))
            if (key := (rows[0].instrument, rows[0].state, rows[0].territory)) in seen:
                raise record.wrong("state_as_published", f"{rows[0].state_as_published!r} stands here twice for {rows[0].instrument}")
            seen.add(key)
            acts += rows
        progress(number, len(files), file.name)
    return acts + added(acts, headings.values())
