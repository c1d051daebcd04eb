"""What the remarks of the dated tables say, in our own words: no sentence of a source is carried over.

A remark is a row of clauses parted by ``; ``. A clause that is not known here stops the load: a remark may change what a row means.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from servanda.loaders.dates import MONTHS, PartialDate

#: The consent date of a row was computed by whoever made the table.
DERIVED: Final = "derived by the source's copyist from the printed entry into force less 12 months"
#: The page does not say what kind of act it was; a page of the ILO calls a successor's declaration a ratification too.
KIND_OPEN: Final = "kind of act not stated"
#: The row says that the state has left, without a date that can be relied on.
LEFT: Final = "an older annex of the Inter-American Commission marks a denunciation with 26 May 1999; notice or effect is not said"
#: The list does not say whether the consent is limited to a part of the state.
LIMIT_OPEN: Final = "not known whether it is limited to a part of the territory"
#: The year was read from a heading.
FROM_HEADING: Final = "year from the heading of an ILO supervisory comment"
#: A list of a month has the state among those that are bound.
_LISTED: Final = r"listed as bound in (?P<month>[A-Z][a-z]+) (?P<year>[12]\d{3})"
#: A first report is owed since a year: a state reports to the ILO on what it is bound by.
_REPORT_DUE: Final = r"no date: a first report on No\. \d+ .* due since (?P<year>[12]\d{3})"

#: What each clause is in our own words; a part of it that they keep is named (``\g<year>``).
_OURS: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # C097
        (r"ILO page \(depositary\): Congo, .*", ""),
        (
            r"the Dutch database prints the same date under Democratic Republic of the Congo",
            "the Dutch treaty database has this ratification under the Democratic Republic of the Congo; the ILO, as depositary, has Congo",
        ),
        (r"annex exclusions not shown in the source read", "not known whether annexes are excluded"),
        (r"source row says Malaysia", ""),
        (r"territorial limit, if any, not shown in the part read", LIMIT_OPEN),
        (r"only on the ILO page", "read on the ILO page only"),
        (r"its row in the Dutch table lies after the cut", ""),
        (r"consent date not in the parts read", "date of consent not in what was read"),
        (r"entry into force for the Netherlands in Europe", "entry into force for the European part of the Netherlands"),
        (r"consent date DERIVED as entry into force minus 12 months \(Art\. 13\(3\)\)", DERIVED),
        (r"the source prints only the entry into force", ""),
        (r"entry into force is the day of independence", "the printed entry into force is the day of independence"),
        (r"date of the declaration not shown", "date of the declaration not in what was read"),
        (r"entry into force of the convention", "in force from the day of the convention itself"),
        (r"one of the first two ratifications", "one of the first two ratifications"),
        (r"date not shown", "day not in what was read"),
        (r"year (\d{4} )?from the heading of a supervisory comment( \(.*\))?", FROM_HEADING),
        (r"\".* excluded Annex I\" in the comment adopted 2007 .*", "exclusion of Annex I from an ILO comment adopted in 2007"),
        (r"Zanzibar only", "for Zanzibar only"),
        (r"\"Somalia .* 8 March 2021, .*", "day from an ILO article of 2023 on seven conventions ratified together"),
        (r"name only: an action is on record .*", "name only: UK Treaties Online has an action on record without a date"),
        # C143
        (r"year from Wikipedia \(English, May 2015\)", "year from the English Wikipedia, May 2015"),
        (r"same year in the heading of an ILO supervisory comment", "same year in an ILO supervisory comment"),
        (r"\d{4} also in the ILO General Survey 1999, para\. 622", "same year in the ILO General Survey of 1999, para. 622"),
        (r"\"\(Ratification: \d{4}\)\" also in the heading of .*", "same year in an ILO supervisory comment"),
        (r"\"Registo.*\" \(Portuguese labour ministry\)", "day of registration at the ILO, from the Portuguese labour ministry"),
        (r"year also in Wikipedia 2015", "same year in Wikipedia 2015"),
        (r"ILO General Survey 1999, para\. 622", "year from the ILO General Survey of 1999, para. 622"),
        (r"\".* 25 August 2021 .*\", No\. 143 among them", "day from an ILO supervisory comment on eight instruments ratified together"),
        (r"\"On 23 March 2023, Nigeria deposited.*\"", "day of deposit from a notice of March 2023"),
        (r"named there as the 29th ratification", "counted there as the 29th ratification"),
        (r"\".* 26 octobre 2023\" of instruments, .*", "day from an ILO supervisory comment"),
        (_REPORT_DUE, r"no date: a first report is noted as due since \g<year>"),
        # single dates
        (r"named there as the 38th ratification", "counted there as the 38th ratification"),
        (r"ILO supervisory comment", "day from an ILO supervisory comment"),
        (r"ILO country page", "day from the ILO's page of the country"),
        (r"\"On 20 November 2025 .*\" \(ILO news\)", "day of deposit from ILO news"),
        (r"eight instruments, the end of the list was cut off", "among eight instruments; the end of the list was not read"),
        (r"\"ratified seven conventions on 8 March 2021\"", "day from an ILO article of 2023 on seven conventions ratified together"),
        # American Convention on Human Rights
        (r"date of deposit", "day of deposit"),
        (r"CIDH annex 2003 prints 2 April 1982", "an annex of the Inter-American Commission of 2003 has 2 April 1982"),
        (r"denunciation marked D 26 May 1999 in an older CIDH annex .*", LEFT),
        (r"the day of notification and effect is not in the text read", ""),
        (r"kind of act not read for this row", "kind of act not in what was read"),
        (r"later denunciation and return are not in the texts read", "a later denunciation and return are not in what was read"),
        # Council of Europe
        (r"only entry into force is printed", "the source gives the entry into force alone"),
        (
            r"Turkey: signed 24 Nov 1977, ratified 19 May 1981 .*",
            "signed 24 Nov 1977; days of signature and ratification from carim-south.eu",
        ),
        (_LISTED, r"listed as bound in \g<month> \g<year>"),
        (r"no date", "no date"),
        (r"acceptance of Art\. 19 not shown in the part read", "not known whether Article 19 is accepted"),
    )
)


class UnknownRemark(ValueError):
    """A clause of a remark that nobody has read yet."""


def restate(remark: str) -> list[str]:
    """The clauses of a remark in our own words, without those that say nothing more.

    Raises:
        UnknownRemark: a clause is not known; it is quoted.
    """
    restated: list[str] = []
    for clause in filter(None, remark.split("; ")):
        words = next((match.expand(words) for pattern, words in _OURS if (match := pattern.fullmatch(clause))), None)
        if words is None:
            raise UnknownRemark(f"nobody knows what this remark means for the row: {clause!r}")
        if words:
            restated.append(words)
    return restated


def bound_by(remark: str) -> PartialDate | None:
    """By when the state was bound as a remark of the table says: the last day of the month or the year that it names; else None.

    Raises:
        UnknownRemark: it names a month that does not exist; the clause is quoted.
    """
    for clause in remark.split("; "):
        if match := re.fullmatch(_LISTED, clause):
            if match["month"] not in MONTHS:
                raise UnknownRemark(f"{match['month']!r} is no month: {clause!r}")
            return _last_day(int(match["year"]), MONTHS.index(match["month"]) + 1)
        if match := re.fullmatch(_REPORT_DUE, clause):
            return _last_day(int(match["year"]), 12)
    return None


def _last_day(year: int, month: int) -> PartialDate:
    return PartialDate.day(datetime.date(year, month, calendar.monthrange(year, month)[1]))
