"""How the Swiss tables print dates and how the copied tables word their remarks, put into our own words."""

from __future__ import annotations

import datetime
import re
from typing import Final

from servanda.loaders.dates import BadDate, PartialDate

_MONTHS: Final = {
    name: number
    for months in (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(months.split(), start=1)
}
_PRINTED: Final = re.compile(r"(?P<day>\d{1,2})(?:\.|er)? (?P<month>[^\W\d]+) (?P<year>\d{4})(?: (?P<letter>[ABN]))?")

#: Remarks of the copied tables, and how this project words them. Empty: said by another field of the act.
_REMARKS: Final = {
    "": "",
    "asterisk in the source: reservation or declaration": "reservation or declaration marked, not printed",
    "two asterisks in the source: objections": "objections marked, not printed",
    "applicable without modification": "without modification",
    "without modifications": "without modification",
    "with modifications": "with modifications (not printed)",
    "declaration printed: not for the colonies": "declared not to extend to the colonies",
    "declaration printed: not for Korea, Formosa, Karafuto, Kwantung and the Pacific mandate islands": (
        "declared not to extend to Korea, Formosa, Karafuto, Kwantung and the Pacific mandate islands"
    ),
    "footnote: declaration of 24 November 2000 of being still bound": "declared on 24 November 2000 to be still bound",
    "footnote: obligations of the former protectorate extended to the whole territory": (
        "what the former protectorate owed was extended to the whole territory"
    ),
    "entry into force printed equal to consent although marked as ratification": "entry into force is printed equal to the consent",
    "entry into force is not consent plus one year": "printed entry into force is not one year after the consent",
    "entry into force printed 10 July 2023 (as printed)": "",
    "not in the ILO table of June 2026": "not in the ILO's table of June 2026",
    "row added from a later table": "from a later table than most rows",
    "row added from a later table (French, marked A)": "from a later table than most rows",
    "row of the Swiss publication": "",
    "not a current ILO member": "not in the ILO's list of members",
    "printed for the states and the mainland territories of Australia, no minimum age printed": (
        "for the states and mainland territories; no minimum age printed"
    ),
    "no minimum age printed": "no minimum age printed",
    "missing in the Swiss tables of 2019 and 2023": "not in the Swiss tables of 2019 and 2023",
    "year from the ILO table, day from press reports of 13 June 2017 (deposit on Tuesday together with No. 138, "
    "which the Swiss table dates 13 June 2017)": (
        "year from the ILO's table; the day rests on press reports and on the deposit of C138 on the same day"
    ),
    "no letter in the Swiss table": "the Swiss table prints no kind of act",
    '"a" (accession) and the same date on the UN page of 2014': "kind from the UN page of 2014, which has the same date",
    "for the Kingdom in Europe": "for the European part of the Kingdom",
    "footnote a of the source not read": "has a footnote that was not read",
    "footnote b of the source not read": "has a footnote that was not read",
}
_YEAR_CONFLICT: Final = re.compile(r"YEAR CONFLICT: ILO table of June 2026 gives (\d{4})")
_NOT_APPLICABLE: Final = re.compile(r"(?:footnote: )?not applicable to ([\w ,]+)")
#: Departures of one row of the two French tables, all repeated in the table of faults.
_DEPARTURE: Final = re.compile(r"published (?:consent year|entry into force|mark A)\b.*")

#: Own words that only point at a departure: the table of faults says more where it has the row.
_POINTERS: Final = frozenset(
    {
        "entry into force is printed equal to the consent",
        "printed entry into force is not one year after the consent",
        "not in the ILO's table of June 2026",
        "not in the ILO's list of members",
        "not in the Swiss tables of 2019 and 2023",
        "year from the ILO's table; the day rests on press reports and on the deposit of C138 on the same day",
    }
)


class UnknownRemark(ValueError):
    """A remark that nobody has read and put into own words yet."""


def printed_day(text: str) -> tuple[PartialDate, str]:
    """A day as the Swiss tables print it in German or French, and the letter after it (A or B accession, N succession, or none).

    Raises:
        BadDate: not a printed day, or no such day.
    """
    match = _PRINTED.fullmatch(" ".join(text.split()))
    if match is None or match["month"] not in _MONTHS:
        raise BadDate(text, "expected a day like 7. März 1995 B or 1er mars 1995")
    try:
        day = datetime.date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
    except ValueError as error:
        raise BadDate(text, f"no such day ({error})") from error
    return PartialDate.day(day), match["letter"] or ""


def restate(text: str) -> list[str]:
    """The parts of a remark (separated by a semicolon) in our own words.

    Raises:
        UnknownRemark: a part that this module does not know.
    """
    words: list[str] = []
    if _DEPARTURE.fullmatch(text):
        return words
    for part in text.split("; "):
        if match := _YEAR_CONFLICT.fullmatch(part):
            words.append(f"the ILO's table of June 2026 gives {match[1]}")
        elif match := _NOT_APPLICABLE.fullmatch(part):
            words.append(f"does not extend to {match[1]}")
        elif part not in _REMARKS:
            raise UnknownRemark(f"the remark {part!r} is not one that this loader knows; read it and add it")
        elif _REMARKS[part]:
            words.append(_REMARKS[part])
    return words


def only_points(words: str) -> bool:
    """Whether the words say no more than that something departs from what was expected."""
    return words in _POINTERS or words.startswith("the ILO's table of June 2026 gives ")
