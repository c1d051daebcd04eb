"""Which obligations cover a kind of worker, or several kinds together: covered, not covered, or depending on what the kind does not tell.

An obligation names personal scopes; the table of worker kinds says which of them a kind is in, and which instruments and provisions
leave it out. A text that leaves a question open stays open here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from servanda.ontology.namespaces import BASE
from servanda.queries.answers import WorkerCoverageAnswer
from servanda.queries.close_names import close_among, quoted
from servanda.queries.errors import Named, QuestionError
from servanda.queries.lookup import local_name
from servanda.queries.snapshot import Snapshot
from servanda.queries.snapshot_rows import Norm

Covers = Literal["yes", "depends", "no"]
YES: Final[Covers] = "yes"
DEPENDS: Final[Covers] = "depends"
NO: Final[Covers] = "no"
_ORDER: Final[tuple[Covers, ...]] = (NO, DEPENDS, YES)

#: What holds for every migrant worker; a record on a kind goes before it.
ANY_WORKER: Final = "migrant-worker"
#: Somebody in the family of a worker: the other kinds then tell what the worker is.
FAMILY: Final = "family-member"
_COVERS: Final = "coversKind"
_LEAVES_OUT: Final = "leavesKindOut"
#: A condition that no record states: the obligation names a scope of which the kind does not tell.
ONLY_IN_SCOPE: Final = "onlyInScope"

#: Everybody: what else stands beside it is named with emphasis and narrows nothing.
_EVERYBODY: Final = "all-persons"
_REGULAR: Final = "regular-situation"
_IRREGULAR: Final = "irregular-situation"
_WORKERS: Final = "all-migrant-workers"
_RELATIVES: Final = "family-members"
#: What the worker is; beside members of families it says whose families are meant.
_OCCUPATIONS: Final = frozenset(
    {
        "domestic-workers",
        "seafarers",
        "frontier-workers",
        "seasonal-workers",
        "itinerant-workers",
        "project-tied-workers",
        "specified-employment-workers",
        "self-employed-workers",
    }
)
#: Scopes that say the same kind of thing of a person. Of each group that an obligation names, one scope must fit.
_GROUPS: Final = (
    frozenset({_WORKERS, _RELATIVES}),
    frozenset({_REGULAR, _IRREGULAR}),
    frozenset({"women", "children"}),
    _OCCUPATIONS,
    frozenset({"victims-of-forced-labour-or-trafficking"}),
    frozenset({"refugees-and-stateless-persons"}),
    frozenset({"excluded-categories"}),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an obligation covers the worker, does not, or only on a condition.

    Attributes:
        degree: the record's degree (``leavesKindOut``…), or ``onlyInScope``.
        article: what it rests on, as a citation; empty where it follows from the obligation's own scopes.
        text_en, text_id: the sentence.
        rule: IRI of the record, or empty.
    """

    degree: str
    article: str
    text_en: str
    text_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an obligation covers the worker on one side of a corridor, and why."""

    covers: Covers
    reasons: tuple[Reason, ...]


class Worker:
    """One kind of worker or several together.

    Attributes:
        kinds: slugs, as they were written.
        rules: what the texts say of these kinds and of any migrant worker.
    """

    def __init__(self, snapshot: Snapshot, kinds: Sequence[str]) -> None:
        """Take the kinds together.

        Raises:
            QuestionError: there is no such kind, none is given, or two of them exclude each other.
        """
        known = sorted(name.partition("/")[2] for name in snapshot.names if name.startswith("worker-kind/"))
        self.kinds = tuple(dict.fromkeys(kinds))
        if not self.kinds:
            raise QuestionError(
                f"name a kind of worker, or several joined by +: {', '.join(known)}",
                f"sebut satu jenis pekerja, atau beberapa dihubungkan dengan +: {', '.join(known)}",
            )
        for kind in self.kinds:
            if kind not in known:
                close = close_among(kind, [Named("", each, snapshot.names[f"worker-kind/{each}"]) for each in known])
                raise QuestionError(
                    f"there is no kind of worker {quoted(kind)} here",
                    f"tidak ada jenis pekerja {quoted(kind)} di sini",
                    written=kind,
                    close=close,
                    more=(f"There are {', '.join(known)}", f"Yang ada: {', '.join(known)}"),
                )
        self._names = snapshot.names
        self._containers = snapshot.containers
        meant = self.kinds if FAMILY in self.kinds else (*self.kinds, ANY_WORKER)
        self.rules = tuple(rule for rule in snapshot.worker_rules if local_name(rule.kind) in meant)
        self._scopes: dict[str, list[WorkerCoverageAnswer]] = {}
        self._texts: dict[str, list[WorkerCoverageAnswer]] = {}
        for rule in self.rules:
            what, _, name = rule.target.removeprefix(f"{BASE}id/").partition("/")
            (self._scopes if what == "scope" else self._texts).setdefault(name, []).append(rule)
        self._covered: dict[tuple[str, str], Coverage] = {}
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        for rules in self._scopes.values():
            inside = [rule for rule in rules if rule.degree == _COVERS]
            outside = [rule for rule in rules if rule.degree == _LEAVES_OUT and local_name(rule.kind) != FAMILY]
            if inside and outside:
                one, other = local_name(inside[0].kind), local_name(outside[0].kind)
                raise QuestionError(
                    f"{one} and {other} exclude each other: {outside[0].reason_en}",
                    f"{one} dan {other} saling mengecualikan: {outside[0].reason_id}",
                )

    def name(self, language: str) -> str:
        """The kinds as people write them, in English or Indonesian."""
        return " + ".join(self._names[f"worker-kind/{kind}"][language] for kind in self.kinds)

    def coverage(self, norm: Norm, side: str) -> Coverage:
        """Whether an obligation of the state on one side (``StateOfOrigin``, ``StateOfEmployment``) covers the worker.

        Of a refusal only the reasons for it are told, of the rest every reason, so that a caveat is never lost. No day and no state changes
        it: it is found once for each obligation and side.
        """
        if (known := self._covered.get((norm.id, side))) is None:
            known = self._covered[norm.id, side] = self._read_coverage(norm, side)
        return known

    def _read_coverage(self, norm: Norm, side: str) -> Coverage:
        by_text = list(self._by_text(norm, side))
        verdict, reasons = self._by_scope(norm.beneficiaries, told=any(rule.degree != _COVERS for rule in by_text))
        for rule in by_text:
            verdict = _least(verdict, _verdict(rule.degree))
            reasons.append(_reason(rule))
        if verdict == NO:
            reasons = [reason for reason in reasons if reason.degree == _LEAVES_OUT]
        return Coverage(verdict, tuple(dict.fromkeys(reasons)))

    def _by_scope(self, scopes: frozenset[str], *, told: bool) -> tuple[Covers, list[Reason]]:
        if _EVERYBODY in scopes or not scopes:
            return YES, []
        verdict: Covers = YES
        reasons: list[Reason] = []
        if _RELATIVES in scopes and scopes & {_REGULAR, _IRREGULAR, *_OCCUPATIONS}:
            scopes |= {_WORKERS}  # the situation or the occupation is that of workers; beside their families both are meant
        for group in _GROUPS:
            named = sorted(group & scopes)
            if not named or (_IRREGULAR in named and (_REGULAR in named or len(scopes) > 1)):
                continue  # beside others an irregular situation is named so that it takes nothing away
            of_the_worker = group is _OCCUPATIONS and _RELATIVES in scopes and FAMILY in self.kinds
            found = [self._in_scope(scope, told=told, but=FAMILY if of_the_worker else "") for scope in named]
            best = _ORDER[max(_ORDER.index(each) for each, _ in found)]
            if best != YES:
                reasons += [reason for each, several in found if each == best for reason in several]
            verdict = _least(verdict, best)
        return verdict, reasons

    def _in_scope(self, scope: str, *, told: bool, but: str = "") -> tuple[Covers, list[Reason]]:
        """``told``: a record on the instrument or a provision states a condition, with its article; a situation need not be asked twice.

        ``but``: a kind whose records do not count, since the scope is that of the worker and not of the relative.
        """
        rules = [rule for rule in self._scopes.get(scope, []) if local_name(rule.kind) != but]
        for degree in (_LEAVES_OUT, _COVERS):
            for rule in rules:
                if rule.degree == degree:
                    return _verdict(degree), [_reason(rule)]
        if rules:
            return DEPENDS, [_reason(rules[0])]
        if told and scope in {_REGULAR, _IRREGULAR}:
            return DEPENDS, []
        name = self._names[f"scope/{scope}"]
        english, indonesian = f"Only for those who are: {name['en']}.", f"Hanya bagi mereka yang termasuk: {name['id']}."
        return DEPENDS, [Reason(ONLY_IN_SCOPE, "", english, indonesian, "")]

    def _by_text(self, norm: Norm, side: str) -> Iterator[WorkerCoverageAnswer]:
        """Of each kind the record on the nearest provision; that on any worker counts only where nothing as near is said of a kind."""
        nearest: dict[str, tuple[int, list[WorkerCoverageAnswer]]] = {}
        for distance, place in enumerate((*self._containers(norm.provision), norm.instrument)):
            for rule in self._texts.get(place, []):
                if rule.side is not None and local_name(rule.side) != side:
                    continue
                found = nearest.setdefault(local_name(rule.kind), (distance, []))
                if found[0] == distance:
                    found[1].append(rule)
        of_any = nearest.pop(ANY_WORKER, None)
        if of_any is not None and all(distance > of_any[0] for distance, _ in nearest.values()):
            yield from of_any[1]
        for _, rules in nearest.values():
            yield from rules


def read_worker(snapshot: Snapshot, written: str) -> Worker:
    """A worker as people write it: ``domestic-worker``, ``domestic-worker+irregular-situation`` (a blank does for ``+``).

    Raises:
        QuestionError: see ``Worker``.
    """
    return Worker(snapshot, written.lower().replace("+", " ").split())


def _verdict(degree: str) -> Covers:
    if degree == _COVERS:
        return YES
    return NO if degree == _LEAVES_OUT else DEPENDS


def _least(one: Covers, other: Covers) -> Covers:
    return _ORDER[min(_ORDER.index(one), _ORDER.index(other))]


def _reason(rule: WorkerCoverageAnswer) -> Reason:
    return Reason(rule.degree, rule.article or "", rule.reason_en, rule.reason_id, rule.rule)
