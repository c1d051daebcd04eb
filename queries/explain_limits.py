"""What states' statements mean for one answer: the limits of the day, objections to them, and statements that nobody has encoded."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from servanda.queries.answers import (
    ActAnswer,
    LimitOnAnswer,
    NotEncodedAnswer,
    ObjectionAnswer,
    ToldByAnswer,
)
from servanda.queries.explanation import LimitOnDay, ObjectionOnDay, UnencodedStatement
from servanda.queries.limit_names import reading
from servanda.queries.lookup import local_name

RESERVATION: Final = "reservationKind"
GENERAL: Final = "generalLimit"
#: Effects that make a bond limited where the statement is a reservation.
LIMITING: Final = frozenset({"excludesProvision", "restrictsProvision", GENERAL})
#: The provision under which notices of derogation are received (ICCPR, Article 4(3)).
DEROGATION_NOTICES: Final = "iccpr/4/3"
#: Provisions from which the Covenant allows no derogation (ICCPR, Article 4(2)).
NOT_DEROGABLE: Final = frozenset({"iccpr/6", "iccpr/7", "iccpr/8/1", "iccpr/8/2", "iccpr/11", "iccpr/15", "iccpr/16", "iccpr/18"})

Told = Mapping[str, Sequence[ToldByAnswer]]


def best_telling(told: Told, act: str | None, place: str | None = None) -> ToldByAnswer | None:
    """The record of an act to cite: the one at that place, else that of the source nearest to the depositary."""
    records = told.get(act or "", ())
    return next((record for record in records if place is not None and record.place == place), records[0] if records else None)


def on_day(rows: Sequence[LimitOnAnswer], told: Told, language: str) -> LimitOnDay:
    """A limit from its rows, one for each provision that it names, with who tells of its act."""
    found = rows[0]
    record = best_telling(told, found.act, found.place)
    return LimitOnDay(
        limit=found.limit,
        act=found.act,
        kind=found.kind,
        effect=found.effect,
        provisions=tuple(dict.fromkeys(row.citation for row in rows if row.citation is not None)),
        reach=found.reach,
        standing=found.standing,
        summary=found.summary,
        from_=found.from_earliest,
        until=found.until_latest,
        place=found.place,
        source=None if record is None else record.source_title,
        as_at=None if record is None else record.as_at,
        remark=found.remark,
        named=found.named_as,
        reading=reading(found.kind, found.named_as, found.named_in_words, found.named_by_source, language),
    )


def interprets(limit: LimitOnDay) -> bool:
    """Whether a limit says only how the state reads the provision: shown, and not counted."""
    return limit.kind == "interpretativeDeclaration" or limit.effect == "interpretsProvision"


def is_general(limit: LimitOnDay) -> bool:
    """Whether a limit makes the whole instrument subject to something."""
    return limit.effect == GENERAL


def limiting(limits: Iterable[LimitOnDay]) -> bool:
    """Whether one of the limits is a reservation that takes something from the provision or from the whole."""
    return any(limit.kind == RESERVATION and limit.effect in LIMITING for limit in limits)


def _by(date: str | None, on: datetime.date) -> bool:
    """Whether a day or year has come; one that is not recorded may have."""
    return date is None or date <= on.isoformat()[: len(date)]


def _over(date: str | None, on: datetime.date) -> bool:
    """Whether a day or year of withdrawal has certainly come."""
    return date is not None and (date <= on.isoformat() if len(date) > len("1962") else date < on.isoformat()[:4])


def objections_on(rows: Sequence[ObjectionAnswer], shown: Collection[str], told: Told, on: datetime.date) -> list[ObjectionOnDay]:
    """The objections that had been made by that day to the limits shown, or to a statement that is not encoded."""
    by_objection: dict[str, list[ObjectionAnswer]] = {}
    for row in rows:
        by_objection.setdefault(row.objection, []).append(row)
    found: list[ObjectionOnDay] = []
    for several in by_objection.values():
        first = several[0]
        limits = tuple(dict.fromkeys(row.limit for row in several if row.limit is not None and row.limit in shown))
        about_others = any(row.limit is not None for row in several)
        if (about_others and not limits) or not _by(first.made_on, on) or _over(first.withdrawn_on, on):
            continue
        record = best_telling(told, first.act, first.place)
        found.append(
            ObjectionOnDay(
                objection=first.objection,
                act=first.act,
                state=first.state,
                name=(None if record is None else record.name) or local_name(first.state),
                limits=limits,
                effect=first.effect,
                made_on=first.made_on,
                summary=first.summary,
                place=first.place,
                source=None if record is None else record.source_title,
                as_at=None if record is None else record.as_at,
            )
        )
    return sorted(found, key=lambda each: (not each.limits, each.made_on or "", each.name, each.objection))


def _statement(row: ActAnswer) -> UnencodedStatement:
    return UnencodedStatement(
        act=row.act,
        kind=local_name(row.kind),
        date=row.date,
        source=row.source_title or local_name(row.source),
        place=row.place,
        as_at=row.as_at,
        remark=row.remark,
    )


def unencoded_on(
    missing: Sequence[NotEncodedAnswer],
    acts: Sequence[ActAnswer],
    counted: Collection[str],
    on: datetime.date,
    touches: Callable[[str], bool],
) -> list[UnencodedStatement]:
    """The statements that stood that day, could touch the provision, and are not encoded.

    Args:
        missing: the statements without a limit.
        acts: every record on the state and the instrument; they say when a statement was withdrawn and what it names.
        counted: acts that an optional clause already accounts for.
        on: the day.
        touches: whether a provision (IRI) is, contains or lies in the one asked about.
    """
    wanted = {(row.act, row.place) for row in missing}
    found: dict[tuple[str, str | None], UnencodedStatement] = {}
    rows: dict[tuple[str, str | None], list[ActAnswer]] = {}
    for row in acts:
        if (row.act, row.place) in wanted and row.act not in counted:
            rows.setdefault((row.act, row.place), []).append(row)
    for key, several in rows.items():
        first = several[0]
        ineffective = first.status is not None and local_name(first.status) == "ineffective"
        if ineffective or not _by(first.date, on) or _over(first.withdrawn_on, on):
            continue
        affected = [row.affects for row in several if row.affects is not None]
        if not affected or any(touches(each) for each in affected):
            found[key] = _statement(first)
    return list(found.values())


def derogations_by(acts: Sequence[ActAnswer], on: datetime.date) -> list[UnencodedStatement]:
    """The notices of derogation received by that day; from what they derogate, and until when, is not encoded."""
    found = {
        (row.act, row.place): _statement(row)
        for row in acts
        if row.affects is not None and local_name(row.affects) == DEROGATION_NOTICES and local_name(row.kind) == "Notification"
        if _by(row.date, on)
    }
    return sorted(found.values(), key=lambda each: each.date or "")


def derogable(provision: str) -> bool:
    """Whether the Covenant lets a party derogate from a provision (path)."""
    return not any(provision == fixed or provision.startswith(f"{fixed}/") for fixed in NOT_DEROGABLE)
