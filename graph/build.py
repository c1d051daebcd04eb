"""From the tables of facts to one sorted N-Quads file and its manifest: whole or not at all, the same bytes for the same facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, cast

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.term import Node

from servanda.graph.calendar import windows
from servanda.graph.context import CONTEXT, Context, context_graphs, read_context
from servanda.graph.derive import Derived, derive
from servanda.graph.derive_limits import DerivedLimits, derive_limits
from servanda.graph.describe_graph import DESCRIPTION, described, on_one_line
from servanda.graph.errors import NoGraph
from servanda.graph.facts import Facts, read_facts
from servanda.graph.optional_clauses import acceptances, settle_clauses
from servanda.graph.quads import Triple
from servanda.graph.reported_duties import reported_duties
from servanda.graph.switch import finish, switched
from servanda.graph.territories import territories_of
from servanda.graph.write_acts import acts
from servanda.graph.write_calendar import denunciation_windows
from servanda.graph.write_case_studies import case_studies
from servanda.graph.write_derived import derived
from servanda.graph.write_groups import groups
from servanda.graph.write_interpretations import interpretations
from servanda.graph.write_law import law
from servanda.graph.write_limits import limits
from servanda.graph.write_matches import matches
from servanda.graph.write_measures import measures, tellings
from servanda.graph.write_meta import meta
from servanda.graph.write_optional_clauses import clause_acceptances, clauses
from servanda.graph.write_reports import bodies, claims, reported, same_claims
from servanda.graph.write_states import states
from servanda.graph.write_successions import successions, territorial_periods
from servanda.graph.write_worker_kinds import worker_kinds
from servanda.loaders.atomic import write_text
from servanda.ontology import iris
from servanda.ontology.files import ALIGNMENTS, ONTOLOGY
from servanda.ontology.namespaces import BASE
from servanda.ontology.schemes import concepts

GRAPH_FILE: Final = "graph.nq"
MANIFEST_FILE: Final = "manifest.json"
TABLES_FOLDER: Final = "tables"

#: Called with the number of steps done, of all steps, and what is being done.
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, what: str) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a built graph holds.

    Attributes:
        version: the first 16 hexadecimal digits of the SHA-256 of the graph's bytes: the same facts have the same version.
        quads, acts, states, instruments, obligations, binding_periods, duties: counts of different things.
        sources: each source's name to its as-at date, or empty where each row has its own.
    """

    version: str
    quads: int
    acts: int
    states: int
    instruments: int
    obligations: int
    binding_periods: int
    duties: int
    reports: int
    sources: dict[str, str]


def _without_blank_nodes(graph: Graph) -> Iterator[Triple]:
    """A file's triples with names for blank nodes (lists in the ontology) that depend on nothing but their content."""
    for subject, predicate, value in to_canonical_graph(graph):
        if isinstance(predicate, URIRef):
            yield _named(subject), predicate, _named(value)


def _named(term: Node) -> URIRef:
    if isinstance(term, BNode):
        return URIRef(f"{BASE}.well-known/genid/{term}")
    return cast("URIRef", term)  # literals stand only as values, where any node may


def _ontology() -> Graph:
    graph = Graph()
    for path in (ONTOLOGY, ALIGNMENTS):
        graph.parse(path, format="turtle")
    return graph


def _graphs(facts: Facts, context: Context, result: Derived, limited: DerivedLimits) -> Iterator[tuple[URIRef, Iterable[Triple]]]:
    names = [iris.named_graph(name) for name in ("ontology", "law", "limits", "derived", "meta", "national", CONTEXT)]
    names += [iris.named_graph(f"source/{source.name}") for source in facts.sources]
    names += [iris.named_graph(f"claims/{source.name}") for source in facts.report_sources]
    yield iris.named_graph("ontology"), _without_blank_nodes(_ontology())
    yield iris.named_graph("law"), law(facts)
    yield iris.named_graph("law"), states(facts.states.values())
    yield iris.named_graph("law"), groups(facts.memberships)
    yield iris.named_graph("law"), successions(facts.successions)
    yield iris.named_graph("law"), _without_blank_nodes(concepts())
    yield iris.named_graph("law"), matches(facts.matches)
    yield iris.named_graph("law"), interpretations(facts.interpretations)
    known = {provision.path for several in facts.provisions.values() for provision in several}
    yield iris.named_graph("law"), worker_kinds(facts.worker_kinds, known)
    yield iris.named_graph("limits"), limits(limited.limits, limited.objections, facts.limit_coverage)
    for source in facts.sources:
        yield iris.named_graph(f"source/{source.name}"), acts([act for act in facts.acts if act.source.name == source.name], facts.states)
    yield iris.named_graph("derived"), derived(result, limited, facts)
    yield iris.named_graph("derived"), denunciation_windows(windows(facts.rules, result.periods))
    yield iris.named_graph("derived"), territorial_periods(territories_of(facts))
    accepted = acceptances(facts, limited.limits)
    yield iris.named_graph("law"), clauses(settle_clauses(facts, accepted, result.periods))
    yield iris.named_graph("derived"), clause_acceptances(accepted)
    yield iris.named_graph("law"), bodies(facts.bodies.values())
    claimed = reported_duties(facts.reports, facts, result)
    for source in facts.report_sources:
        yield from claims(source.name, [each for each in claimed if each.report.source == source.name], facts.bodies, facts.states)
    yield from same_claims(facts.same_reports, facts.reports)
    yield iris.named_graph("derived"), reported(claimed)
    yield iris.named_graph("national"), case_studies(facts.studies, facts.study_findings, facts.states)
    encoded = frozenset(obligation.id for obligation in facts.obligations)
    yield iris.named_graph("national"), measures(facts.measures.values(), facts.measure_articles, encoded)
    recorded = frozenset((report.source, report.id) for report in facts.reports)
    yield iris.named_graph("national"), tellings(facts.tellings, facts.states, recorded)
    yield from context_graphs(context, facts.states)
    yield iris.named_graph("meta"), meta([*facts.sources, *facts.report_sources], result.completeness, names)


def _lines(facts: Facts, context: Context, result: Derived, limited: DerivedLimits, progress: Progress) -> list[str]:
    written: dict[Node, str] = {}

    def n3(term: Node) -> str:
        found = written.get(term)
        if found is None:
            found = written[term] = on_one_line(term) if isinstance(term, Literal) and "\n" in term else term.n3()
        return found

    lines: set[str] = set()
    parts = list(_graphs(facts, context, result, limited))
    for done, (name, triples) in enumerate(parts):
        progress(done, len(parts), f"writing {str(name).rpartition('/graph/')[2]}")
        graph = n3(name)
        lines.update(f"{n3(s)} {n3(p)} {n3(o)} {graph} .\n" for s, p, o in triples)
    progress(len(parts), len(parts), "counting and sorting")
    ordered, graph = sorted(lines), n3(DESCRIPTION)
    return sorted([*ordered, *{f"{n3(s)} {n3(p)} {n3(o)} {graph} .\n" for s, p, o in described(ordered)}])


def build(home: Path, progress: Progress = quiet) -> Manifest:
    """Build the graph into ``home`` (``graph.nq`` and ``manifest.json``); a failure leaves what was there.

    Raises:
        SourceError: a table of facts cannot be understood.
        GraphError: the tables do not fit together.
    """
    progress(0, 3, "reading the tables of facts")
    finish(home)
    facts = read_facts(home / TABLES_FOLDER)
    context = read_context(facts.states)
    progress(1, 3, "deriving who is bound by what")
    result = derive(facts)
    limited = derive_limits(facts, result)
    progress(2, 3, "writing the graph")
    lines = _lines(facts, context, result, limited, progress)
    content = "".join(lines)
    manifest = Manifest(
        version=hashlib.sha256(content.encode()).hexdigest()[:16],
        quads=len(lines),
        acts=len({act.iri for act in facts.acts}),
        states=sum(1 for state in facts.states.values() if state.class_name == "State"),
        instruments=len({act.row.instrument for act in facts.acts}),
        obligations=len(facts.obligations),
        binding_periods=len(result.periods),
        duties=len(result.duties),
        reports=len(facts.reports),
        sources={source.name: str(source.as_at or "") for source in (*facts.sources, *facts.report_sources)}
        | {source.name: str(source.as_at) for source in context.sources},
    )
    with switched(home) as fresh:
        write_text(fresh / GRAPH_FILE, content)
        write_text(fresh / MANIFEST_FILE, json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n")
    return manifest


def read_manifest(home: Path) -> Manifest:
    """What the built graph holds.

    Raises:
        NoGraph: there is none in that folder, or its manifest cannot be read.
    """
    finish(home)
    path = home / MANIFEST_FILE
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NoGraph(f"there is no built graph in {home}: run `servanda build`") from error
    except (ValueError, TypeError) as error:
        raise NoGraph(f"{path.name} in {home} cannot be read ({error}): run `servanda build`") from error
