"""One consent out of what several sources say of it, by a stated rule; what they disagree on is kept.

The rule (``sv:resolutionRule``): the depositary over a table of somebody else; where the years agree, the record that knows the
day over the one that knows only the year. A source without any date never contradicts one with a date.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.graph.acts import SourcedAct
from servanda.loaders.dates import PartialDate
from servanda.ontology.act_kinds import CONSENTS

DEPOSITARY_OVER_TABLE = "depositary-over-table"
#: Sources up to this rank are the depositary's own statements, new or old.
DEPOSITARY = 2
DAY_OVER_YEAR = "day-over-year"
#: Where no depositary tells of the act: an official table over other pages.
BETTER_OVER_OTHER = "official-table-over-other-page"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that disagree about one act: all records are kept, one is chosen.

    Attributes:
        chosen: the record that the derivation follows.
        others: the records that say otherwise.
        rule: which rule chose.
        about: ``date`` or ``kind``.
    """

    chosen: SourcedAct
    others: tuple[SourcedAct, ...]
    rule: str
    about: str


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent to be bound.

    Attributes:
        chosen: the record that the derivation follows.
        agreeing: further records of the same act.
        conflicts: records that disagree with it.
    """

    chosen: SourcedAct
    agreeing: tuple[SourcedAct, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def date(self) -> PartialDate | None:
        """The date that counts: as it is read where what the source prints cannot be right, else as printed."""
        return self.chosen.row.read_as or self.chosen.row.date

    @property
    def kind_is_told(self) -> bool:
        """Whether any source that dates this consent alike tells which kind of act it was."""
        return any(_tells_kind(act) for act in (self.chosen, *self.agreeing))

    @property
    def kind_is_certain(self) -> bool:
        """Whether a source that dates this consent alike settles which kind of act it was: it tells the kind, and does not call
        successions ratifications, or calls this one something else."""
        told = [act for act in (self.chosen, *self.agreeing) if _tells_kind(act)]
        return any(not (act.source.misses_successions and act.row.kind == "Ratification") for act in told)

    @property
    def told_as_succession(self) -> tuple[SourcedAct, ...]:
        """Where the kind is not told: the records that date the act otherwise and call it a succession."""
        disagreeing = (record for conflict in self.conflicts for record in conflict.others)
        return () if self.kind_is_told else tuple(act for act in disagreeing if act.row.kind == "Succession" and act.source.tells_kind)

    @property
    def kind(self) -> str:
        """The kind of consent: the chosen record's, or, where that does not tell it, an agreeing record's."""
        telling = (act.row.kind for act in (self.chosen, *self.agreeing) if _tells_kind(act))
        return next(telling, self.chosen.row.kind)


def _tells_kind(act: SourcedAct) -> bool:
    return act.source.tells_kind and act.row.kind != "ConsentToBeBound"


def _preference(act: SourcedAct) -> tuple[int, bool, bool, str, str]:
    """Depositary first; in one source a dated record before an undated one; then by date and name, so that the order is fixed."""
    date = act.row.date
    return (act.source.rank, date is None, date is not None and not date.is_day, str(date), str(act.iri))


def _same_act(one: SourcedAct, other: SourcedAct) -> bool:
    """Whether two records can be of the same act: one's date is the other's, known more or less precisely, or is not recorded."""
    first, second = one.row.date, other.row.date
    return first is None or second is None or first.contains(second) or second.contains(first)


def _settle(anchor: SourcedAct, others: list[SourcedAct]) -> Consent:
    same = [anchor, *(other for other in others if _same_act(anchor, other))]
    differing = [other for other in others if not _same_act(anchor, other)]
    chosen = min(same, key=lambda act: (act.row.date is None, act.row.date is not None and not act.row.date.is_day, _preference(act)))
    conflicts: list[Conflict] = []
    days_apart = tuple(
        act for act in same if act is not chosen and not _same_act(act, chosen)
    )  # two tables with different days in the depositary's year
    if differing or days_apart:
        rule = DAY_OVER_YEAR
        if differing:
            rule = DEPOSITARY_OVER_TABLE if min(act.source.rank for act in same) <= DEPOSITARY else BETTER_OVER_OTHER
        conflicts.append(Conflict(chosen, (*days_apart, *differing), rule, "date"))
    agreeing = tuple(act for act in same if act is not chosen and act not in days_apart)
    kinds = tuple(
        act
        for act in agreeing
        if act.row.kind != chosen.row.kind
        and act.source.tells_kind
        and chosen.source.tells_kind
        and "ConsentToBeBound" not in (act.row.kind, chosen.row.kind)
    )
    if kinds:
        conflicts.append(Conflict(chosen, kinds, _kind_rule(chosen, kinds), "kind"))
    return Consent(chosen, agreeing, tuple(conflicts))


def _kind_rule(chosen: SourcedAct, others: tuple[SourcedAct, ...]) -> str:
    if any(other.row.date != chosen.row.date for other in others):
        return DAY_OVER_YEAR
    return DEPOSITARY_OVER_TABLE if chosen.source.rank <= DEPOSITARY else BETTER_OVER_OTHER


def consents(acts: list[SourcedAct]) -> list[Consent]:
    """The consents of one state to one instrument, in order of time.

    A source that records several consents (a state that left and came back) says how many there are; the best source (lowest rank)
    decides. Records of other sources are attached to the consent that they can be the same as, else to the nearest in time. A consent
    that is only supposed is one more consent and no record of another.
    """
    effective = [act for act in acts if act.row.kind in CONSENTS and act.row.status != "ineffective"]
    settled = [*_recorded(effective), *(Consent(act, (), ()) for act in effective if act.is_supposed)]
    return sorted(settled, key=lambda consent: (str(consent.chosen.row.date or ""), str(consent.chosen.iri)))


def _recorded(effective: list[SourcedAct]) -> list[Consent]:
    records = sorted((act for act in effective if not act.is_supposed), key=_preference)
    if not records:
        return []
    best = records[0].source.name
    anchors = [act for act in records if act.source.name == best]
    attached: dict[int, list[SourcedAct]] = {index: [] for index in range(len(anchors))}
    for record in records:
        if record.source.name == best:
            continue
        matches = [index for index, anchor in enumerate(anchors) if _same_act(anchor, record)]
        attached[matches[0] if matches else _nearest(anchors, record)].append(record)
    return [_settle(anchor, attached[index]) for index, anchor in enumerate(anchors)]


def _nearest(anchors: list[SourcedAct], record: SourcedAct) -> int:
    def distance(index: int) -> int:
        anchor = anchors[index].row.date
        if anchor is None or record.row.date is None:
            return 0
        return abs((anchor.earliest - record.row.date.earliest).days)

    return min(range(len(anchors)), key=distance)
