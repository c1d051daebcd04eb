"""Whatever acts, limits, clauses and days are put together: the last step is the answer, and the query in SPARQL gives the same one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.graph.store import MemoryStore
from servanda.ontology import iris
from servanda.ontology.namespaces import PREFIXES
from servanda.queries.answers import ObligationStatusAnswer, answers
from servanda.queries.bind import day
from servanda.queries.explain import explain

DECLARED = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
ID = "https://w3id.org/servanda/id"
ARTICLE, PARAGRAPH = f"<{ID}/provision/icrmw/25>", f"<{ID}/provision/icrmw/25/1>"
BINDING, DUTY = f"<{ID}/binding/IDN/icrmw/x>", f"<{ID}/duty/IDN/icrmw-25-1/x>"
UNTC = f"<{ID}/source/untc>"

Span = tuple[datetime.date, datetime.date]
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2006, 12, 31))


@st.composite
def spans(draw: st.DrawFn, after: datetime.date | None = None) -> Span:
    first = draw(DAYS)
    if after is not None:
        first = max(first, after + datetime.timedelta(days=1))
    return first, first + datetime.timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 400])))


@dataclass(frozen=True)
class Held:
    """Something that holds from one span to another, or still."""

    start: Span
    end: Span | None

    def written(self, name: str) -> str:
        dates = [("FromEarliest", self.start[0]), ("FromLatest", self.start[1])]
        if self.end is not None:
            dates += [("UntilEarliest", self.end[0]), ("UntilLatest", self.end[1])]
        return " ".join(f'; sv:{name}{part} "{value}"^^xsd:date' for part, value in dates)


@st.composite
def helds(draw: st.DrawFn) -> Held:
    start = draw(spans())
    return Held(start, draw(st.none() | spans(start[1])))


@dataclass(frozen=True)
class Case:
    """What a graph says of Indonesia and one obligation."""

    modality: str
    period: Held | None
    excluded: str | None
    extent: str | None
    consent: str | None
    limits: list[tuple[str, str, str | None, Held]]
    clause: tuple[datetime.date | None, bool] | None
    declared: list[Held]
    spent: datetime.date | None
    on: datetime.date


KINDS = ["reservationKind", "optOut", "interpretativeDeclaration"]
EFFECTS = ["excludesProvision", "restrictsProvision", "interpretsProvision", "generalLimit"]
NAMED = st.sampled_from([ARTICLE, PARAGRAPH])
#: What excludes or restricts names its provisions (the loader sees to it); the rest may be about the whole instrument.
LIMITS = st.tuples(st.sampled_from(KINDS), st.sampled_from(EFFECTS[:2]), NAMED, helds()) | st.tuples(
    st.sampled_from(KINDS), st.sampled_from(EFFECTS[2:]), NAMED | st.none(), helds()
)
CASES = st.builds(
    Case,
    modality=st.sampled_from(["obligation", "permission"]),
    period=st.none() | helds() | helds() | helds(),
    excluded=st.none() | st.none() | st.sampled_from([ARTICLE, PARAGRAPH]),
    extent=st.sampled_from(["all-acts", "present-parties", "named-states", None]),
    consent=st.sampled_from([None, "Ratification", "Signature", "ineffective", "undated"]),
    limits=st.lists(LIMITS, max_size=2),
    clause=st.none() | st.none() | st.tuples(st.none() | DAYS, st.booleans()),
    declared=st.lists(helds(), max_size=2),
    spent=st.none() | st.none() | st.none() | DAYS,
    on=DAYS,
)


def law(case: Case) -> str:
    parts = [
        f"""state:IDN a sv:State ; skos:prefLabel "Indonesia"@en ; skos:notation "IDN" .
        instrument:icrmw skos:prefLabel "ICRMW"@en ; eli:first_date_entry_in_force "2001-01-01"^^xsd:date .
        {ARTICLE} a sv:Provision ; sv:instrument instrument:icrmw ; eli:is_part_of instrument:icrmw ; dct:bibliographicCitation "art 25" .
        {PARAGRAPH} a sv:Provision ; sv:instrument instrument:icrmw ; eli:is_part_of {ARTICLE} ; dct:bibliographicCitation "art 25(1)" .
        obligation:icrmw-25-1 a sv:Obligation ; sv:instrument instrument:icrmw ; sv:modality sv:{case.modality} ; sv:statedIn {PARAGRAPH} ;
          sv:bearer sv:AnyParty ; sv:beneficiary id:all ; dct:bibliographicCitation "art 25(1)" ; skos:prefLabel "It"@en ;
          skos:definition "Do it."@en .
        sv:{case.modality} skos:prefLabel "modality"@en . sv:AnyParty skos:prefLabel "party"@en . id:all skos:prefLabel "all"@en .""",
        *(f'sv:{name} skos:notation "{name}" .' for name in (*KINDS, *EFFECTS)),
    ]
    if case.clause is not None:
        since = f'; sv:clauseInForceFrom "{case.clause[0]}"^^xsd:date' if case.clause[0] else ""
        unknown = str(case.clause[1]).lower()
        parts.append(
            f'{ARTICLE} sv:needsDeclaration true ; sv:declarationsNeeded 10 ; sv:declarationsArticle {ARTICLE} ; sv:clauseSource "text" ; '
            f"sv:earlierDeclarationsUnknown {unknown} {since} ."
        )
    if case.spent is not None:
        parts.append(
            f'{ARTICLE} sv:noLongerApplicable true ; sv:noLongerApplicableReason "Over."@en ; '
            f"sv:noLongerApplicableSource instrument:later . "
            f'instrument:later skos:prefLabel "Later"@en ; eli:date_document "{case.spent}"^^xsd:date .'
        )
    return f"graph:law {{ {' '.join(parts)} }}"


def period(case: Case) -> str:
    if case.period is None:
        return ""
    start, end = case.period.start[1], case.period.end
    until = f'; sv:boundUntil "{end[1]}"^^xsd:date' if end else ""
    excludes = f"; sv:excludes {case.excluded}" if case.excluded else ""
    owed = f"{DUTY} a sv:Duty ; sv:dutyBearer state:IDN ; sv:obligation obligation:icrmw-25-1 ; sv:binding {BINDING} ."
    return f"""graph:derived {{ {BINDING} a sv:BindingPeriod ; sv:party state:IDN ; sv:instrument instrument:icrmw ; sv:consent id:act ;
      sv:effectRule id:rule ; sv:datePrecision sv:day ; sv:boundFrom "{start}"^^xsd:date {case.period.written("bound")} {until} {excludes} .
      {"" if case.excluded or case.modality == "permission" else owed} }}"""


def told(case: Case) -> str:
    parts = []
    if case.extent is not None:
        parts.append(
            f"graph:meta {{ id:list a sv:CompletenessStatement ; sv:covers instrument:icrmw ; dct:source {UNTC} ; "
            f'sv:extent "{case.extent}" ; '
            f'sv:coversUntil "2004-01-01"^^xsd:date ; sv:silentUntil "2004-05-01"^^xsd:date . '
            f'{UNTC} a dcat:Dataset ; dct:title "The list"@en ; sv:rank "1" . }}'
        )
    if case.consent is not None:
        kind = "Signature" if case.consent == "Signature" else "Ratification"
        more = "; sv:actStatus sv:ineffective" if case.consent == "ineffective" else ""
        more += "" if case.consent == "undated" else '; sv:actionDate "2002-06-01"^^xsd:date'
        parts.append(
            f"<https://w3id.org/servanda/graph/source/untc> {{ id:act a sv:{kind} ; dct:type sv:{kind} ; sv:actor state:IDN ; "
            f"sv:instrument instrument:icrmw ; prov:wasDerivedFrom {UNTC} {more} . }}"
        )
    return " ".join(parts)


def statements(case: Case) -> str:
    parts = []
    for number, (kind, effect, affects, held) in enumerate(case.limits):
        named = f"; sv:affects {affects}" if affects else ""
        limited = BINDING if effect == "generalLimit" else DUTY
        parts.append(
            f"id:limit-{number} a sv:Limit ; sv:actor state:IDN ; sv:instrument instrument:icrmw ; sv:madeIn id:act ; "
            f"sv:limitKind sv:{kind} ; "
            f'sv:limitEffect sv:{effect} ; skos:definition "It limits."@en {named} {held.written("limit")} .'
        )
        if effect == "generalLimit" or affects:
            parts.append(f"{limited} sv:limitedBy id:limit-{number} .")
    for number, held in enumerate(case.declared if case.clause is not None else ()):
        parts.append(
            f"id:acceptance-{number} a sv:ClauseAcceptance ; sv:actor state:IDN ; sv:accepts {ARTICLE} ; dct:source {UNTC} "
            f"{held.written('bound')} ."
        )
    return f"graph:limits {{ {' '.join(parts)} {UNTC} dct:title 'The list'@en . }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=CASES)
def test_the_last_step_is_the_answer_and_both_implementations_give_it(folder: Path, case: Case) -> None:
    path = folder / "case.trig"
    path.write_text(DECLARED + law(case) + period(case) + told(case) + statements(case), encoding="utf-8")
    engine = MemoryStore.load(path)
    found = explain(engine, iris.state("IDN"), iris.obligation("icrmw-25-1"), case.on)
    assert [step.number for step in found.steps] == list(range(1, len(found.steps) + 1))
    assert (found.steps[0].rule, found.steps[-1].rule, found.steps[-1].text) == ("asked", found.rule, found.conclusion)
    (row,) = answers(
        engine,
        ObligationStatusAnswer,
        "obligation_status",
        state=iris.state("IDN"),
        obligation=iris.obligation("icrmw-25-1"),
        on=day(case.on),
    )
    assert (row.status, row.rule, row.limited) == (found.status, found.rule, found.limited)
    assert not (found.limited and found.status != "bound")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=CASES)
def test_a_limit_never_unbinds_but_for_an_opt_out(folder: Path, case: Case) -> None:
    """Reservations and interpretations stand beside the answer: without them it is the same."""

    def answer(limits: list[tuple[str, str, str | None, Held]]) -> tuple[str, str]:
        changed = Case(**{**vars(case), "limits": limits})
        path = folder / "other.trig"
        path.write_text(DECLARED + law(changed) + period(changed) + told(changed) + statements(changed), encoding="utf-8")
        found = explain(MemoryStore.load(path), iris.state("IDN"), iris.obligation("icrmw-25-1"), changed.on)
        return found.status, found.rule

    assert answer([each for each in case.limits if each[0] != "optOut"]) == answer([])
