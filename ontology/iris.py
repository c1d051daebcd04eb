"""The only place that mints an IRI.

Identifiers follow the id patterns of the model: ``id/<kind>/<local name>``. A local name may hold letters, digits, ``-``, ``_``,
``.``, ``~`` and ``/``; anything else is refused here rather than escaped, since every local name is ours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rdflib import URIRef

from servanda.ontology.namespaces import BASE

_LOCAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*")
#: What may stand in a fragment (RFC 3986, section 3.5) without being escaped, as far as it is used here.
_PART: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~:/-]*")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class BadLocalName(ValueError):
    """A local name that cannot stand in an IRI of this project."""

    def __init__(self, kind: str, local: str) -> None:
        super().__init__(f"{local!r} cannot name a {kind}: letters, digits, '-', '_', '.', '~' and '/' only")


@lru_cache(20_000)  # a build names the same few thousand things a million times
def _mint(kind: str, local: str) -> URIRef:
    if not _LOCAL.fullmatch(local):
        raise BadLocalName(kind, local)
    return URIRef(f"{BASE}id/{kind}/{local}")


def hyphenated(class_name: str) -> str:
    """``WithdrawalOfReservation`` as ``withdrawal-of-reservation``, the form used in ids."""
    return _CAMEL.sub("-", class_name).lower()


def instrument(slug: str) -> URIRef:
    """An instrument: ``icrmw``, ``ilo-c097``."""
    return _mint("instrument", slug)


def provision(path: str) -> URIRef:
    """A provision by its path: ``icrmw/25/1/a``, ``icrmw/part-iv``."""
    return _mint("provision", path)


def state(code: str) -> URIRef:
    """A state or other party: ISO 3166-1 alpha-3, or ``x-…`` where there is none."""
    return _mint("state", code)


def group(slug: str) -> URIRef:
    """A group of states: ``gcc``."""
    return _mint("group", slug)


def membership(group_slug: str, state_code: str) -> URIRef:
    """What a source says of one state in one group of states."""
    return _mint("membership", f"{group_slug}/{state_code}")


def membership_role(slug: str) -> URIRef:
    """The role in which a source lists a state in a group: ``member``, ``country-of-origin``."""
    return _mint("membership-role", slug)


def action(state_code: str, instrument_slug: str, kind: str, date: str | None, ordinal: int = 1) -> URIRef:
    """An act of a state on an instrument; ``date`` is a day, a year, or None where not recorded.

    ``ordinal`` tells apart acts that agree in everything else (two objections on one day).
    """
    local = f"{state_code.lower()}/{instrument_slug}/{hyphenated(kind)}/{date or 'undated'}"
    return _mint("action", local if ordinal == 1 else f"{local}/{ordinal}")


def action_by_name(local: str) -> URIRef:
    """An act by the local name that ``action`` gave it: ``sau/cedaw/unilateral-statement/2000-09-07``."""
    return _mint("action", local)


def supposed_action(state_code: str, instrument_slug: str, kind: str, date: str, ordinal: int = 1) -> URIRef:
    """An act that nobody did, supposed in order to see what would follow: never the name of a recorded act."""
    local = f"{state_code.lower()}/{instrument_slug}/{hyphenated(kind)}/{date}"
    return _mint("supposed-action", local if ordinal == 1 else f"{local}/{ordinal}")


def state_succession(slug: str) -> URIRef:
    """A state that followed another: ``czechoslovakia-cze``."""
    return _mint("state-succession", slug)


def territorial_period(territory_code: str, state_code: str, instrument_slug: str) -> URIRef:
    """A period over which a state had extended an instrument to a territory."""
    return _mint("territorial-period", f"{territory_code}/{state_code}/{instrument_slug}")


def denunciation_window(instrument_slug: str, opens: str, state_code: str = "") -> URIRef:
    """A time in which an instrument can be denounced, by every party or by one state alone."""
    return _mint("denunciation-window", "/".join(part for part in (instrument_slug, state_code, opens) if part))


def effect_rule(instrument_slug: str) -> URIRef:
    """The effect rule of an instrument."""
    return _mint("effect-rule", instrument_slug)


def binding(state_code: str, instrument_slug: str, bound_from: str) -> URIRef:
    """A binding period of a state under an instrument, named by the day or year it begins."""
    return _mint("binding", f"{state_code}/{instrument_slug}/{bound_from}")


def obligation(obligation_id: str) -> URIRef:
    """An obligation: ``icrmw-25-1``."""
    return _mint("obligation", obligation_id)


def right(slug: str) -> URIRef:
    """A right: ``equal-treatment-at-work``."""
    return _mint("right", slug)


def duty(state_code: str, obligation_id: str, bound_from: str) -> URIRef:
    """A duty: an obligation as it binds one state from a day or year."""
    return _mint("duty", f"{state_code}/{obligation_id}/{bound_from}")


def body(slug: str) -> URIRef:
    """A body that supervises or reports."""
    return _mint("body", slug)


def body_kind(slug: str) -> URIRef:
    """What somebody who reports is: ``treaty-body``."""
    return _mint("body-kind", slug)


def report(source_slug: str, report_id: str) -> URIRef:
    """A claim, by its source and its id there: ``report/normlex_supervision/ceacr-qat-c029-2019``."""
    return _mint("report", f"{source_slug}/{report_id}")


def reported_binding(source_slug: str, report_id: str, number: int) -> URIRef:
    """Whether one thing that a claim names bound the state then."""
    return _mint("reported-binding", f"{source_slug}/{report_id}/{number}")


def claim_status(slug: str) -> URIRef:
    """How far a claim has been examined: ``concern-expressed``."""
    return _mint("claim-status", slug)


def reliability(slug: str) -> URIRef:
    """How reliable information is judged to be."""
    return _mint("reliability", slug)


def attribution(slug: str) -> URIRef:
    """What a state replied to a claim: ``official-denies``."""
    return _mint("attribution", slug)


def topic(slug: str) -> URIRef:
    """A topic of the SKOS scheme."""
    return _mint("topic", slug)


def scope(slug: str) -> URIRef:
    """A personal scope: who benefits."""
    return _mint("scope", slug)


def worker_kind(slug: str) -> URIRef:
    """A kind of worker: ``domestic-worker``."""
    return _mint("worker-kind", slug)


def personal_coverage(identifier: str) -> URIRef:
    """What a text says of one kind of worker: ``personal-coverage/frontier--instrument-ilo-c097``."""
    return _mint("personal-coverage", identifier)


def phase(slug: str) -> URIRef:
    """A phase of migration."""
    return _mint("phase", slug)


def challenge(slug: str) -> URIRef:
    """A challenge named in the literature."""
    return _mint("challenge", slug)


def remedy(slug: str) -> URIRef:
    """What a study asks states for."""
    return _mint("remedy", slug)


def case_study(slug: str) -> URIRef:
    """What a study says of one country, or in its general part: ``case-study/indonesia``."""
    return _mint("case-study", slug)


def finding(identifier: str) -> URIRef:
    """One finding of a study."""
    return _mint("finding", identifier)


def literature(slug: str) -> URIRef:
    """A study or another work of the literature."""
    return _mint("literature", slug)


def measure(slug: str) -> URIRef:
    """What a state did: ``measure/idn-law-18-2017``."""
    return _mint("measure", slug)


def measure_article(identifier: str) -> URIRef:
    """An article of a measure as compared with what is asked: ``measure-article/idn-law-6-2012--art-1--icrmw``."""
    return _mint("measure-article", identifier)


def measure_telling(identifier: str) -> URIRef:
    """What one document tells of a measure: ``measure-telling/kwt-act-68-2015--ceacr-kwt-c029-4322837``."""
    return _mint("measure-telling", identifier)


def source(slug: str) -> URIRef:
    """The snapshot of a source that the loaders read."""
    return _mint("source", slug)


def conflict(state_code: str, instrument_slug: str, kind: str) -> URIRef:
    """A disagreement between sources about one act."""
    return _mint("conflict", f"{state_code}/{instrument_slug}/{kind}")


def completeness(slug: str) -> URIRef:
    """A statement of what a source covers and until when."""
    return _mint("completeness", slug)


def review(obligation_id: str) -> URIRef:
    """The second reading of an obligation's record."""
    return _mint("review", obligation_id)


def limit(instrument_slug: str, limit_id: str) -> URIRef:
    """What a statement does to a state's consent: ``limit/cedaw/sau-1``."""
    return _mint("limit", f"{instrument_slug}/{limit_id}")


def limit_coverage(instrument_slug: str) -> URIRef:
    """How many of the statements on an instrument are encoded."""
    return _mint("limit-coverage", instrument_slug)


def objection(instrument_slug: str, objection_id: str) -> URIRef:
    """An objection of one state to the statement of another: ``objection/cedaw/swe-3``."""
    return _mint("objection", f"{instrument_slug}/{objection_id}")


def match(match_id: str) -> URIRef:
    """A comparison of two obligations."""
    return _mint("match", match_id)


def clause_acceptance(local: str) -> URIRef:
    """A state's declaration under an optional clause: ``clause-acceptance/CHE/iccpr/41/1997-09-18``."""
    return _mint("clause-acceptance", local)


def explanation(state_code: str, target_local: str, on: str) -> URIRef:
    """Why one obligation or provision binds a state on a day or does not: ``explanation/SAU/obligation/icrmw-21/2023-01-01``."""
    return _mint("explanation", f"{state_code}/{target_local}/{on}")


def step(binding_local: str, number: int) -> URIRef:
    """One numbered step of the reason for a binding period, or of an explanation."""
    return _mint("step", f"{binding_local}/{number}")


def agreement_provision(variable: str) -> URIRef:
    """A provision that the coding of bilateral agreements looks for: ``agreement-provision/passport``."""
    return _mint("agreement-provision", variable)


def indicator(slug: str) -> URIRef:
    """What a source measures: ``indicator/us-tip-tier``."""
    return _mint("indicator", slug)


def indicator_category(slug: str, value: str) -> URIRef:
    """A value of an indicator that has a short list of them: ``indicator-category/us-tip-tier/3``."""
    return _mint("indicator-category", f"{slug}/{value}")


def area(slug: str) -> URIRef:
    """A region for which a source counts people: ``area/mediterranean``."""
    return _mint("area", slug)


def observation(set_slug: str, place: str, period: str) -> URIRef:
    """A figure: ``observation/us-tip-tier/SAU/2014``, ``observation/migrant_stock/IDN-SAU/2024``."""
    return _mint("observation", f"{set_slug}/{place}/{period}")


def dataset(slug: str) -> URIRef:
    """The figures of one source together, named like the source."""
    return _mint("dataset", slug)


def data_structure(local: str) -> URIRef:
    """How the figures of a data set are laid out, or one component of it."""
    return _mint("data-structure", local)


def question(name: str) -> URIRef:
    """A question that can be asked of the graph, by its file's name: ``question/duties_on``."""
    return _mint("question", name)


def catalog(slug: str) -> URIRef:
    """A catalogue of data sets and services."""
    return _mint("catalog", slug)


def distribution(slug: str) -> URIRef:
    """A form in which the data set can be had as a file: ``distribution/nq-gz``."""
    return _mint("distribution", slug)


def data_service(slug: str) -> URIRef:
    """A service that answers from the data set: ``data-service/sparql``."""
    return _mint("data-service", slug)


def agent(slug: str) -> URIRef:
    """Who publishes the data set."""
    return _mint("agent", slug)


def version(name: str) -> URIRef:
    """One version of the data set, by the name that its manifest gives."""
    if not _LOCAL.fullmatch(name):
        raise BadLocalName("version", name)
    return URIRef(f"{BASE}version/{name}")


def described(part: str) -> URIRef:
    """A part of the data set that its description names (a graph, the things of a class in it): a place in ``/.well-known/void``."""
    if not _PART.fullmatch(part):
        raise BadLocalName("part of the data set", part)
    return URIRef(f"{BASE}.well-known/void#{part}")


def named_graph(local: str) -> URIRef:
    """A named graph: ``law``, ``source/untc``, ``derived``."""
    if not _LOCAL.fullmatch(local):
        raise BadLocalName("graph", local)
    return URIRef(f"{BASE}graph/{local}")
