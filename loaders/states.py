"""States, former states and territories, and every name that a source gives them.

Three small tables stand behind this module: ``states.csv`` (one row a code), ``names.csv`` (names as the sources print them, where they
are not already a name in ``states.csv``), and, for rebuilding the first from the ISO list, ``beyond_iso.csv`` (parties and territories
that ISO 3166-1 does not list) and ``corrections.csv`` (cells in which the lists are wrong or not about the treaty party).
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.atomic import write_text
from servanda.loaders.dates import PartialDate
from servanda.loaders.errors import BadValue, ChangedLayout, UnknownState
from servanda.loaders.record import Record, read_table, read_text
from servanda.loaders.source import DATA

STATES: Final = DATA / "states" / "states.csv"
NAMES: Final = DATA / "states" / "names.csv"
_BEYOND_ISO: Final = DATA / "states" / "beyond_iso.csv"
_CORRECTIONS: Final = DATA / "states" / "corrections.csv"

#: Kinds of entry. ``State`` takes in other parties to treaties (Holy See, Palestine, Cook Islands, Niue, European Union).
CLASSES: Final = ("State", "FormerState", "Territory")
#: Languages in which ``states.csv`` names a state (BCP 47).
LANGUAGES: Final = ("en", "id", "ar", "es", "fr", "fil", "ru", "zh")
COLUMNS: Final = (
    "code",
    "class",
    "iso2",
    "m49",
    "wikidata",
    "eu_authority",
    *(f"name_{language}" for language in LANGUAGES),
    "existed_from",
    "existed_until",
    "administered_by",
    "source",
    "note",
)
NAME_COLUMNS: Final = ("name", "code", "language", "source", "note")
#: Address of a country in the EU's authority table; its code is the ISO alpha-3 code for everything that ISO lists.
_EU_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/country/"
_CLDR_COLUMNS: Final = (
    "iso2",
    "iso3",
    "m49",
    "wikidata_id",
    "name_en",
    "name_id",
    "name_ar",
    "name_es",
    "name_fr",
    "name_fil",
)
_CODE: Final = re.compile(r"[A-Z]{3}|x(?:-[a-z]+)+")
_WIKIDATA: Final = re.compile(r"(?:https://www\.wikidata\.org/wiki/)?(Q\d+)")
#: How ``country-codes.csv`` words dependence: ``Part of FR``, ``Territory of GB``, ``Crown dependency of GB``, ``Commonwealth of US``.
_DEPENDENCE: Final = re.compile(r"(?:Part|Territory|Territories|Crown dependency|Commonwealth) of (?P<iso2>[A-Z]{2})")
#: Participates in treaties in its own name, so a ``State`` here (Cook Islands, Niue; Palestine by a correction).
_ASSOCIATED: Final = re.compile(r"Associated with [A-Z]{2}")
_UNDECIDED: Final = frozenset({"In contention", "International"})
_SOURCE: Final = "country-codes; Unicode CLDR"


@dataclass(frozen=True, slots=True)
class State:
    """A state or other party, a former state, or a territory.

    Attributes:
        code: ISO 3166-1 alpha-3, or ``x-…`` where ISO has none.
        class_name: one of ``CLASSES``.
        iso2: ISO 3166-1 alpha-2 (Namibia's is the two letters ``NA``, not a missing value).
        m49: UN M49 number, three digits.
        wikidata: Q-id.
        eu_authority: address in the EU's authority table of countries.
        names: by language; a language without a name in the sources is not there. English always is.
        existed_from: first day or year, where a source here gives it.
        existed_until: last day or year, where a source here gives it.
        administered_by: for a territory, code of the state that administers it; empty where the sources leave it open.
        source: where the row comes from.
        note: what to know about it.
    """

    code: str
    class_name: str
    iso2: str
    m49: str
    wikidata: str
    eu_authority: str
    names: dict[str, str]
    existed_from: PartialDate | None
    existed_until: PartialDate | None
    administered_by: str
    source: str
    note: str


def normalise(name: str) -> str:
    """A name without surrounding or repeated white space, in Unicode form NFC."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _read_state(record: Record) -> State:
    code = record.pop_required("code")
    if not _CODE.fullmatch(code):
        raise record.wrong("code", f"{code!r} is neither three capital letters nor x-…")
    class_name = record.pop_required("class")
    if class_name not in CLASSES:
        raise record.wrong("class", f"{class_name!r} is none of {', '.join(CLASSES)}")
    names = {language: name for language in LANGUAGES if (name := record.pop(f"name_{language}"))}
    if "en" not in names:
        raise record.wrong("name_en", "every state has a name in English")
    state = State(
        code=code,
        class_name=class_name,
        iso2=record.pop("iso2"),
        m49=record.pop("m49"),
        wikidata=record.pop("wikidata"),
        eu_authority=record.pop("eu_authority"),
        names=names,
        existed_from=record.pop_date("existed_from"),
        existed_until=record.pop_date("existed_until"),
        administered_by=record.pop("administered_by"),
        source=record.pop_required("source"),
        note=record.pop("note"),
    )
    record.finish()
    return state


def read_states(path: Path = STATES) -> list[State]:
    """Read a table of states (the packaged one unless told).

    Raises:
        SourceError: the table cannot be understood; a code stands twice, or a territory belongs to a state that is not there.
    """
    states: dict[str, State] = {}
    for record in read_table(path, COLUMNS):
        state = _read_state(record)
        if state.code in states:
            raise BadValue(f"{state.code!r} stands twice", file=path, row=record.row, column="code")
        states[state.code] = state
    for state in states.values():
        if state.administered_by and path == STATES and state.administered_by not in states:
            raise BadValue(f"{state.code} belongs to {state.administered_by!r}, which is not there", file=path)
    return list(states.values())


class StateNames:
    """Finds the code for a name as a source prints it."""

    def __init__(self, names: dict[str, str]) -> None:
        """``names``: normalised name to code; ``load`` makes it from the packaged tables."""
        self._codes = names

    @classmethod
    def load(cls, states: Path = STATES, names: Path = NAMES) -> StateNames:
        """Read both tables.

        Raises:
            SourceError: a table cannot be understood, or one name leads to two codes.
        """
        codes: dict[str, str] = {}
        known = read_states(states)
        for state in known:
            for language, name in state.names.items():
                if codes.setdefault(normalise(name), state.code) != state.code:
                    raise BadValue(f"{name!r} names {codes[normalise(name)]} and {state.code}", file=states, column=f"name_{language}")
        every = {state.code for state in known}
        for record in read_table(names, NAME_COLUMNS):
            name, code = normalise(record.pop_required("name")), record.pop_required("code")
            if code not in every:
                raise record.wrong("code", f"there is no state {code!r}")
            if codes.setdefault(name, code) != code:
                raise record.wrong("name", f"{name!r} names {codes[name]} and {code}")
        return cls(codes)

    def resolve(self, name: str, *, file: Path, row: int | None = None, column: str | None = None) -> str:
        """The code for a published name. White space and Unicode form do not matter; capitals, brackets and accents do.

        Raises:
            UnknownState: no table has that name; the message names the place and the two closest names.
        """
        wanted = normalise(name)
        if (code := self._codes.get(wanted)) is not None:
            return code
        if not wanted:
            raise UnknownState("the name is empty", file=file, row=row, column=column)
        near = difflib.get_close_matches(wanted, self._codes, n=2, cutoff=0.0)
        closest = " and ".join(f"{other!r} ({self._codes[other]})" for other in near)
        raise UnknownState(
            f"no state is known by the name {name!r}; the closest names are {closest}. "
            f"If it is a new name of a known state, add a row to {NAMES.name}",
            file=file,
            row=row,
            column=column,
        )


def _iso_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the list of ISO codes, cells as text (so that ``NA`` stays ``NA``); its many other columns are not used."""
    needed = {
        "ISO3166-1-Alpha-2",
        "ISO3166-1-Alpha-3",
        "M49",
        "is_independent",
        "wikidata_id",
        "official_name_ru",
        "official_name_cn",
    }
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    if missing := sorted(needed - set(reader.fieldnames or ())):
        raise ChangedLayout(f"there is no column {', '.join(missing)}", file=path, row=1)
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise ChangedLayout("the row is not as long as the header", file=path, row=number)
        yield number, row


def _wikidata_id(address: str, *, file: Path, row: int) -> str:
    if not address:
        return ""
    if not (match := _WIKIDATA.fullmatch(address)):
        raise BadValue(f"{address!r} is no address of a Wikidata item", file=file, row=row, column="wikidata_id")
    return match[1]


def _class_of(independence: str, alpha3: dict[str, str], *, file: Path, row: int) -> tuple[str, str]:
    """The class, and the code of the administering state."""
    if independence == "Yes" or _ASSOCIATED.fullmatch(independence):
        return "State", ""
    if independence in _UNDECIDED:
        return "Territory", ""
    if (match := _DEPENDENCE.fullmatch(independence)) and match["iso2"] in alpha3:
        return "Territory", alpha3[match["iso2"]]
    raise BadValue(f"{independence!r} is no status that this loader knows", file=file, row=row, column="is_independent")


def build_states(country_codes: Path, cldr: Path) -> list[State]:
    """Make the table of states from the list of ISO codes and the CLDR names, with the packaged additions and corrections.

    Args:
        country_codes: ``country-codes.csv`` of the project datasets/country-codes.
        cldr: names of territories from the Unicode CLDR, one row an ISO code.

    Raises:
        SourceError: a list cannot be read, has another layout, or the two do not list the same codes.
    """
    names = {record.pop_required("iso3"): record for record in read_table(cldr, _CLDR_COLUMNS)}
    iso = list(_iso_rows(country_codes))
    alpha3 = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for _, row in iso}
    if odd := sorted(names.keys() ^ set(alpha3.values())):
        raise BadValue(f"only one of the two lists has {', '.join(odd)}", file=country_codes, column="ISO3166-1-Alpha-3")
    rows: dict[str, dict[str, str]] = {}
    for number, row in iso:
        code, name = row["ISO3166-1-Alpha-3"], names[row["ISO3166-1-Alpha-3"]]
        class_name, administering = _class_of(row["is_independent"], alpha3, file=country_codes, row=number)
        rows[code] = dict.fromkeys(COLUMNS, "") | {
            "code": code,
            "class": class_name,
            "iso2": row["ISO3166-1-Alpha-2"],
            "m49": row["M49"].zfill(3),
            "wikidata": _wikidata_id(row["wikidata_id"], file=country_codes, row=number),
            "eu_authority": _EU_AUTHORITY + code,
            **{column: normalise(name.pop(column)) for column in _CLDR_COLUMNS if column.startswith("name_")},
            "name_ru": normalise(row["official_name_ru"]),
            "name_zh": normalise(row["official_name_cn"]),
            "administered_by": administering,
            "source": _SOURCE,
        }
    for record in read_table(_CORRECTIONS, ("code", "column", "value", "reason")):
        code, column = record.pop_required("code"), record.pop_required("column")
        if code not in rows or column not in COLUMNS:
            raise record.wrong("code", f"there is no cell {column!r} of {code!r} to correct")
        rows[code][column] = record.pop("value")
        reason = record.pop("reason")
        if reason and reason not in rows[code]["note"]:
            rows[code]["note"] = "; ".join(filter(None, (rows[code]["note"], reason)))
    built = [_read_state(Record(row, file=country_codes, row=number)) for (number, _), row in zip(iso, rows.values(), strict=True)]
    return sorted(built + read_states(_BEYOND_ISO), key=lambda state: state.code)


def write_states(path: Path, states: Iterable[State]) -> None:
    """Write a table of states, sorted by code, whole or not at all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for state in sorted(states, key=lambda one: one.code):
        writer.writerow(
            [
                *(state.code, state.class_name, state.iso2, state.m49, state.wikidata, state.eu_authority),
                *(state.names.get(language, "") for language in LANGUAGES),
                *("" if when is None else str(when) for when in (state.existed_from, state.existed_until)),
                *(state.administered_by, state.source, state.note),
            ]
        )
    write_text(path, text.getvalue())
