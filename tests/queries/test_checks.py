"""Each check fires on what it is there for, and is silent on the graph as it is built."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from servanda.graph.store import MemoryStore
from servanda.queries.catalogue import checks
from servanda.queries.run import ask

_ID = "https://w3id.org/servanda/id/"
_PERIOD = f"<{_ID}binding/IDN/icrmw/2012-09-01>"
_DUTY = f"<{_ID}duty/IDN/icrmw-7/2012-09-01>"


def _period(name: str, start: str, until: str | None = None, more: str = "") -> str:
    end = f'; sv:boundUntilLatest "{until}"^^xsd:date' if until else ""
    return f"""graph:derived {{ <{_ID}binding/IDN/icrmw/{name}> a sv:BindingPeriod ; sv:party state:IDN ; sv:instrument instrument:icrmw ;
        sv:boundFromEarliest "{start}"^^xsd:date ; sv:boundFromLatest "{start}"^^xsd:date {end} {more} . }}"""


_CONSENTED = f"; sv:consent <{_ID}action/1>"
_TREE = (
    "graph:law { provision:icrmw\\/25 eli:is_part_of provision:icrmw\\/part-iii . obligation:icrmw-25 sv:statedIn provision:icrmw\\/25 . }"
)
_OWED = f"graph:derived {{ {_DUTY} a sv:Duty ; sv:obligation obligation:icrmw-25 ; sv:binding {_PERIOD} . }}"
_ACT = "sv:actor state:IDN ; sv:instrument instrument:icrmw ; prov:wasDerivedFrom <s:1>"

_LIMIT = f"<{_ID}limit/icrmw/idn-1>"
_MADE = f"sv:actor state:IDN ; sv:instrument instrument:icrmw ; sv:madeIn <{_ID}action/1>"
_STATED = f"graph:law {{ <{_ID}action/1> {_ACT} . provision:icrmw\\/25 sv:instrument instrument:icrmw . }}"
_BESIDE = (
    f"graph:law {{ obligation:icrmw-7 sv:instrument instrument:icrmw . }} graph:derived {{ {_DUTY} a sv:Duty ; sv:dutyBearer state:IDN ; "
    f'sv:obligation obligation:icrmw-7 ; sv:boundFromEarliest "2012-09-01"^^xsd:date ; sv:limitedBy {_LIMIT} '
)


def _limit(made: str = _MADE, since: str = "2012-05-31", until: str | None = None) -> str:
    end = f'; sv:limitUntilLatest "{until}"^^xsd:date' if until else ""
    return f'graph:limits {{ {_LIMIT} a sv:Limit ; {made} ; sv:limitFromEarliest "{since}"^^xsd:date {end} . }}'


_CLAIMS = "<https://w3id.org/servanda/graph/claims/upr>"
_CLAIM = (
    "<r:1> a sv:ReportedViolation ; sv:reportKind sv:supervisionReport ; sv:respondent state:IDN ; sv:reportedBy <b:9> ; "
    'sv:reportedOn "2014"^^xsd:gYear ; dct:source <s:1> ; '
    'dct:bibliographicCitation "Committee, DEMO/1, para. 7" ; sv:sourcePlace "row 1" . '
)
_DATED_IN_WORDS = _CLAIM.replace('"2014"^^xsd:gYear', '"in spring"')
_SOURCED = "graph:meta { <s:1> a dcat:Dataset . <b:9> a sv:Body . }"
_NOT_BOUND = "graph:derived { <n:1> sv:ofReport <r:1> ; sv:notBoundBecause sv:notYetBound ."
#: What a claim must have, each left out in turn.
_OF_A_CLAIM = (
    "sv:reportedBy <b:9> ; ",
    'sv:reportedOn "2014"^^xsd:gYear ; ',
    "dct:source <s:1> ; ",
    'dct:bibliographicCitation "Committee, DEMO/1, para. 7" ; ',
    '; sv:sourcePlace "row 1" ',
)
_SET = '<d:1> a qb:DataSet ; dct:source <s:1> ; sv:asAt "2015"^^xsd:gYear ; dct:rights "none" . <s:1> dct:publisher "somebody" . '
_FIGURE = f"{_SET} <f:1> a qb:Observation ; qb:dataSet <d:1> "
_TWO_STATES = "graph:law { state:IDN a sv:State . state:SAU a sv:State . state:HKG a sv:Territory . }"
_AGREED = "graph:national { instrument:bla-1 sv:provisionsCoded "

#: check → (graphs on which it gives a row, graphs on which it gives none).
CASES: dict[str, tuple[list[str], list[str]]] = {
    "act_without_source": (
        [
            f"graph:law {{ <{_ID}action/1> a sv:TreatyAction ; {_ACT} . }}",
            f"graph:law {{ <{_ID}action/1> a sv:TreatyAction ; sv:actor state:IDN ; dct:source <s:2> ; prov:wasDerivedFrom <s:1> . }}",
        ],
        [f"graph:law {{ <{_ID}action/1> a sv:TreatyAction ; {_ACT} ; dct:source <s:2> . }}"],
    ),
    "agreement_with_one_side": (
        [
            _TWO_STATES + _AGREED + "true ; sv:agreedBy state:IDN . }",
            _TWO_STATES + _AGREED + "true ; sv:agreedBy state:IDN , state:XXX . }",
            _TWO_STATES + _AGREED + "false ; sv:agreedBy state:IDN , state:SAU ; sv:promises <p:1> . }",
        ],
        [
            _TWO_STATES + _AGREED + "true ; sv:agreedBy state:IDN , state:SAU ; sv:promises <p:1> . }",
            _TWO_STATES + _AGREED + "false ; sv:agreedBy state:IDN , state:HKG . }",
        ],
    ),
    "bound_before_entry_into_force": (
        [
            'graph:law { instrument:icrmw eli:first_date_entry_in_force "2003-07-01"^^xsd:date . }'
            + _period("2003-06-30", "2003-06-30", None, _CONSENTED)
        ],
        [
            'graph:law { instrument:icrmw eli:first_date_entry_in_force "2003-07-01"^^xsd:date . }'
            + _period("2003-07-01", "2003-07-01", None, _CONSENTED)
        ],
    ),
    "bound_by_signature_alone": (
        [
            _period("2012-09-01", "2012-09-01"),
            _period("2012-09-01", "2012-09-01", None, _CONSENTED) + f"graph:law {{ <{_ID}action/1> a sv:Signature , sv:TreatyAction . }}",
        ],
        [_period("2012-09-01", "2012-09-01", None, _CONSENTED) + f"graph:law {{ <{_ID}action/1> a sv:ConsentToBeBound . }}"],
    ),
    "claim_in_default_graph": (
        ["graph:law { <r:1> a sv:ReportedViolation . }", "graph:derived { <r:1> sv:respondent state:IDN . }"],
        [f"{_CLAIMS} {{ {_CLAIM} }}", "graph:derived { <r:1> sv:bindingWhenReported sv:notYetBound . }"],
    ),
    "claim_without_source": (
        [f"{_SOURCED} {_CLAIMS} {{ {_CLAIM.replace(left_out, '')} }}" for left_out in _OF_A_CLAIM]
        + [f"{_CLAIMS} {{ {_CLAIM} }}", f"{_SOURCED} {_CLAIMS} {{ {_DATED_IN_WORDS} }}"],
        [f"{_SOURCED} {_CLAIMS} {{ {_CLAIM} }}", f"{_SOURCED} {_CLAIMS} {{ {_CLAIM.replace('sv:reportedOn', 'sv:eventFrom')} }}"],
    ),
    "claim_of_two_kinds": (
        [
            f"{_CLAIMS} {{ <r:1> a sv:ReportedViolation . }}",
            f"{_CLAIMS} {{ {_CLAIM} <r:1> sv:reportKind sv:complaintReport . }}",
            f"{_CLAIMS} {{ {_CLAIM} <r:1> sv:recommendedBy state:IDN . }}",
            f"{_CLAIMS} {{ {_CLAIM} <r:1> sv:stateReply <{_ID}attribution/supports-recommendation> . }}",
        ],
        [
            f"{_CLAIMS} {{ {_CLAIM} <r:1> sv:stateReply <{_ID}attribution/official-denies> . }}",
            f"{_CLAIMS} {{ {_CLAIM.replace('supervision', 'recommendation')} <r:1> sv:recommendedBy state:IDN . }}",
        ],
    ),
    "claim_without_binding": (
        [
            f"{_CLAIMS} {{ {_CLAIM} }}",
            f"{_CLAIMS} {{ {_CLAIM} <r:1> sv:concerns <p:1> . }} {_NOT_BOUND} }}",
            f"{_CLAIMS} {{ {_CLAIM} }} {_NOT_BOUND} <n:1> sv:boundThenBy <b:1> . }}",
            f"{_CLAIMS} {{ {_CLAIM} }} graph:derived {{ <n:1> sv:ofReport <r:1> ; sv:boundThenBy <b:1> . <b:1> sv:party state:SAU . }}",
        ],
        [
            f"{_CLAIMS} {{ {_CLAIM} }} graph:derived {{ <n:1> sv:ofReport <r:1> ; sv:boundThenBy <b:1> . <b:1> sv:party state:IDN . }}",
            f"{_CLAIMS} {{ {_CLAIM} }} graph:derived {{ <n:1> sv:ofReport <r:1> ; sv:notBoundBecause sv:noStandardNamed . }}",
        ],
    ),
    "dangling_reference": (
        [
            "graph:law { obligation:icrmw-7 sv:topic topic:wages . }",
            f"graph:derived {{ {_DUTY} sv:binding {_PERIOD} . }}",
        ],
        ["graph:law { obligation:icrmw-7 sv:topic topic:wages . topic:wages a skos:Concept . }"],
    ),
    "duty_of_excluded_provision": (
        [_TREE + _OWED + f"graph:derived {{ {_PERIOD} sv:excludes provision:icrmw\\/{path} . }}" for path in ("25", "part-iii")],
        [_TREE + _OWED + f"graph:derived {{ {_PERIOD} sv:excludes provision:icrmw\\/part-iv . }}", _TREE + _OWED],
    ),
    "duty_of_spent_provision": (
        [_TREE + _OWED + f"graph:law {{ provision:icrmw\\/{path} sv:noLongerApplicable true . }}" for path in ("25", "part-iii")],
        [_TREE + _OWED + "graph:law { provision:icrmw\\/36 sv:noLongerApplicable true . }"],
    ),
    "duty_outside_its_period": (
        [
            _period("2012-09-01", "2012-09-01", until)
            + f'graph:derived {{ {_DUTY} a sv:Duty ; sv:binding {_PERIOD} ; sv:boundFromLatest "{start}"^^xsd:date {end} . }}'
            for until, start, end in (
                (None, "2012-08-31", ""),
                ("2021-06-01", "2012-09-01", ""),
                ("2021-06-01", "2012-09-01", '; sv:boundUntilLatest "2021-06-02"^^xsd:date'),
                (None, "2012-09-01", '; sv:boundUntilLatest "2021-06-02"^^xsd:date'),
            )
        ],
        [
            _period("2012-09-01", "2012-09-01", until)
            + f'graph:derived {{ {_DUTY} a sv:Duty ; sv:binding {_PERIOD} ; sv:boundFromLatest "2012-09-01"^^xsd:date {end} . }}'
            for until, end in ((None, ""), ("2021-06-01", '; sv:boundUntilLatest "2021-06-01"^^xsd:date'))
        ],
    ),
    "ends_before_it_begins": (
        [_period("2012-09-01", "2012-09-01", "2012-08-31")],
        [_period("2012-09-01", "2012-09-01", "2021-06-01"), _period("2012-09-01", "2012-09-01")],
    ),
    "figure_called_a_violation": (
        [
            f"graph:context {{ {_FIGURE}; sv:respondent state:IDN . }}",
            f"graph:context {{ {_FIGURE}; a sv:ReportedViolation . }}",
            f"graph:context {{ {_FIGURE}. }} <{_ID[:-3]}graph/claims/upr> {{ <r:1> sv:concerns <f:1> . }}",
        ],
        [f"graph:context {{ {_FIGURE}. }} <{_ID[:-3]}graph/claims/upr> {{ <r:1> sv:concerns provision:icrmw\\/25 . }}"],
    ),
    "figure_without_source": (
        [
            _TWO_STATES + "graph:context { <f:1> a qb:Observation ; sdmx-dimension:refArea state:IDN . }",
            f"graph:context {{ {_FIGURE}; sdmx-dimension:refArea state:XXX . }}",
            _TWO_STATES + f"graph:context {{ {_FIGURE}; sv:migrantsFrom state:IDN ; sv:migrantsIn state:HKG . }}",
        ],
        [
            _TWO_STATES + f"graph:context {{ {_FIGURE}; sdmx-dimension:refArea state:HKG . }}",
            _TWO_STATES + f"graph:context {{ {_FIGURE}; sv:migrantsFrom state:IDN ; sv:migrantsIn state:SAU . }}",
        ],
    ),
    "limit_of_another_instrument": (
        [
            _STATED + f"graph:limits {{ {_LIMIT} a sv:Limit ; {_MADE} ; sv:affects provision:iccpr\\/9 . }}",
            _STATED + _limit(_MADE.replace("state:IDN", "state:MEX")),
            _STATED + _limit(_MADE.replace("instrument:icrmw", "instrument:iccpr")),
        ],
        [_STATED + f"graph:limits {{ {_LIMIT} a sv:Limit ; {_MADE} ; sv:affects provision:icrmw\\/25 . }}"],
    ),
    "limit_outside_its_duty": (
        [
            _limit(until="2012-09-01") + _BESIDE + " . }",
            _limit(since="2021-06-01") + _BESIDE + '; sv:boundUntilLatest "2021-06-01"^^xsd:date . }',
            _limit(_MADE.replace("state:IDN", "state:MEX")) + _BESIDE + " . }",
        ],
        [_limit(until="2012-09-02") + _BESIDE + " . }", _limit() + _BESIDE + " . }"],
    ),
    "match_within_one_instrument": (
        [
            "graph:law { <m:1> a sv:ProvisionMatch ; sv:matchFrom obligation:icrmw-7 ; sv:matchTo obligation:icrmw-9 . "
            "obligation:icrmw-7 sv:instrument instrument:icrmw . obligation:icrmw-9 sv:instrument instrument:icrmw . }",
            'graph:law { <m:1> sv:matchFrom obligation:icrmw-7 . obligation:icrmw-7 sv:noMatchReason "none"@en . }',
        ],
        [
            "graph:law { <m:1> a sv:ProvisionMatch ; sv:matchFrom obligation:icrmw-7 ; sv:matchTo obligation:iccpr-2-1 . "
            "obligation:icrmw-7 sv:instrument instrument:icrmw . obligation:iccpr-2-1 sv:instrument instrument:iccpr . }"
        ],
    ),
    "obligation_read_once": (
        [
            'graph:law { obligation:icrmw-7 a sv:Obligation ; sv:encodedBy "A" . }',
            'graph:law { obligation:icrmw-7 a sv:Obligation ; sv:encodedBy "A" ; sv:reviewed <r:1> . <r:1> sv:reviewedBy "A" . }',
        ],
        ['graph:law { obligation:icrmw-7 a sv:Obligation ; sv:encodedBy "A" ; sv:reviewed <r:1> . <r:1> sv:reviewedBy "B" . }'],
    ),
    "right_without_bearer": (
        [
            f"graph:law {{ obligation:icrmw-7 a sv:Obligation . <r:1> skos:inScheme <{_ID}scheme/right> . }}",
            f"graph:law {{ obligation:icrmw-7 a sv:Obligation ; sv:realizes <r:1> ; sv:bearer sv:AnyParty ; sv:modality sv:permission . "
            f"<r:1> skos:inScheme <{_ID}scheme/right> . }}",
        ],
        [
            f"graph:law {{ obligation:icrmw-7 a sv:Obligation ; sv:realizes <r:1> ; sv:bearer sv:AnyParty ; sv:modality sv:prohibition . "
            f"<r:1> skos:inScheme <{_ID}scheme/right> . }}"
        ],
    ),
    "obligation_without_labels": (
        [
            'graph:law { obligation:icrmw-7 a sv:Obligation ; skos:prefLabel "a"@en , "a"@id ; skos:definition "b"@en . }',
            'graph:law { obligation:icrmw-7 a sv:Obligation ; skos:prefLabel "a"@en ; skos:definition "b"@en , "b"@id . }',
            "graph:law { obligation:icrmw-7 a sv:Obligation . }",
        ],
        ['graph:law { obligation:icrmw-7 a sv:Obligation ; skos:prefLabel "a"@en , "a"@id ; skos:definition "b"@en , "b"@id . }'],
    ),
    "overlapping_periods": (
        [
            _period("2012-09-01", "2012-09-01") + _period("2020-05-01", "2020-05-01"),
            _period("2012-09-01", "2012-09-01", "2020-05-02") + _period("2020-05-01", "2020-05-01"),
            _period("one", "2012-09-01", "2020-05-02") + _period("other", "2012-09-01", "2021-05-02"),
        ],
        [
            _period("2012-09-01", "2012-09-01", "2020-05-01") + _period("2020-05-01", "2020-05-01"),
            _period("2012-09-01", "2012-09-01"),
        ],
    ),
}


def cases(wrong: bool) -> list[tuple[str, str]]:
    return [(name, trig) for name, (bad, good) in CASES.items() for trig in (bad if wrong else good)]


def test_every_check_has_its_cases() -> None:
    assert {f"checks/{name}" for name in CASES} == set(checks())


@pytest.mark.parametrize(("name", "trig"), cases(True))
def test_a_check_fires(small: Callable[[str], MemoryStore], name: str, trig: str) -> None:
    assert list(ask(small(trig), f"checks/{name}"))


@pytest.mark.parametrize(("name", "trig"), cases(False))
def test_a_check_does_not_cry_wolf(small: Callable[[str], MemoryStore], name: str, trig: str) -> None:
    assert list(ask(small(trig), f"checks/{name}")) == []


@pytest.mark.parametrize("name", checks())
def test_a_check_is_silent_on_the_built_graph(engine: MemoryStore, name: str) -> None:
    assert list(ask(engine, name)) == []
