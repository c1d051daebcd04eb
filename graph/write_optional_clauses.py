"""Optional clauses as triples: what a clause needs (the law), and who accepted it over which days (derived)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Literal
from rdflib.namespace import DCTERMS, PROV

from servanda.graph.optional_clauses import ClauseAcceptance, SettledClause
from servanda.graph.quads import Triple, day, strings, types
from servanda.ontology import iris
from servanda.ontology.namespaces import SV


def clauses(several: Iterable[SettledClause]) -> Iterator[Triple]:
    """What each optional clause needs, for ``graph/law``."""
    for clause in several:
        this = iris.provision(clause.row.provision)
        yield this, SV.needsDeclaration, Literal(True)
        if clause.row.declarations_needed is not None:
            yield this, SV.declarationsNeeded, Literal(clause.row.declarations_needed)
        yield this, SV.declarationsArticle, iris.provision(clause.row.article)
        if clause.in_force is not None:
            yield this, SV.clauseInForceFrom, day(clause.in_force)
        yield this, SV.earlierDeclarationsUnknown, Literal(not clause.accounted_for)
        yield from strings(this, {SV.clauseSource: clause.row.source, SV.remark: clause.row.remark})


def clause_acceptances(several: Iterable[ClauseAcceptance]) -> Iterator[Triple]:
    """Who accepted which clause, for ``graph/derived``; several declarations of one state from one day on are numbered."""
    seen: dict[str, int] = {}
    for each in several:
        local = f"{each.state}/{each.provision}/{each.start.latest.isoformat()}"
        seen[local] = seen.get(local, 0) + 1
        this = iris.clause_acceptance(local if seen[local] == 1 else f"{local}/{seen[local]}")
        yield from types(this, SV.ClauseAcceptance)
        yield this, SV.actor, iris.state(each.state)
        yield this, SV.instrument, iris.instrument(each.provision.partition("/")[0])
        yield this, SV.accepts, iris.provision(each.provision)
        yield this, SV.boundFromEarliest, day(each.start.earliest)
        yield this, SV.boundFromLatest, day(each.start.latest)
        if each.end is not None:
            yield this, SV.boundUntilEarliest, day(each.end.earliest)
            yield this, SV.boundUntilLatest, day(each.end.latest)
        if each.act is not None:
            yield this, SV.madeIn, each.act
        yield this, PROV.wasDerivedFrom, iris.source(each.source) if each.act is None else each.act
        yield this, DCTERMS.source, iris.source(each.source)
        yield from strings(this, {SV.sourcePlace: each.place, SV.remark: each.remark})
