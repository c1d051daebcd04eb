"""An explanation as RDF: a ``sv:Explanation`` (a PROV entity) with its steps in order and what it was derived from."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, XSD

from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, PREFIXES, SV
from servanda.queries.explanation import Explanation, ExplanationStep
from servanda.queries.lookup import local_name


def _dated(value: str) -> Literal:
    """A day or a year, as the graph writes them."""
    return Literal(value, datatype=XSD.date if len(value) > len("1962") else XSD.gYear)


def _local(explanation: Explanation) -> str:
    return explanation.target.removeprefix(f"{BASE}id/")


def explanation_iri(explanation: Explanation) -> URIRef:
    """The name of an explanation: the state, the target and the day make it."""
    return iris.explanation(local_name(explanation.state), _local(explanation), explanation.on.isoformat())


def _step(graph: Graph, this: URIRef, step: ExplanationStep) -> None:
    graph.add((this, RDF.type, SV.ReasonStep))
    graph.add((this, SV.stepNumber, Literal(step.number)))
    graph.add((this, SV.stepRule, Literal(step.rule)))
    if step.article:
        graph.add((this, SV.stepArticle, Literal(step.article)))
    if step.act:
        graph.add((this, SV.stepAct, URIRef(step.act)))
    if step.date:
        graph.add((this, SV.stepDate, _dated(step.date)))
    if step.source:
        graph.add((this, DCTERMS.source, Literal(step.source)))
    if step.place:
        graph.add((this, SV.sourcePlace, Literal(step.place)))
    if step.as_at:
        graph.add((this, SV.asAt, _dated(step.as_at)))


def explanation_graph(explanations: Sequence[Explanation]) -> Graph:
    """One explanation as a graph.

    Args:
        explanations: the same answer in one language or several; the sentences of all are kept.

    Raises:
        ValueError: the explanations are of different questions, or give different answers.
    """
    first = explanations[0]
    this = explanation_iri(first)
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.add((this, RDF.type, SV.Explanation))
    graph.add((this, RDF.type, PROV.Entity))
    graph.add((this, SV.explains, URIRef(first.target)))
    graph.add((this, SV.explainedFor, URIRef(first.state)))
    graph.add((this, SV.explainedOn, Literal(first.on.isoformat(), datatype=XSD.date)))
    graph.add((this, SV.instrument, URIRef(first.instrument)))
    graph.add((this, SV.answerStatus, Literal(first.status)))
    graph.add((this, SV.answerRule, Literal(first.rule)))
    graph.add((this, SV.limited, Literal(first.limited)))
    graph.add((this, DCTERMS.bibliographicCitation, Literal(first.citation)))
    for limit in (*first.limits, *first.general_limits, *first.interpretative_declarations):
        graph.add((this, SV.limitedBy, URIRef(limit.limit)))
    for statement in first.unencoded:
        graph.add((this, SV.statementNotEncoded, URIRef(statement.act)))
    for step in first.steps:
        node = iris.step(str(this).removeprefix(f"{BASE}id/"), step.number)
        graph.add((this, SV.reasonStep, node))
        _step(graph, node, step)
    for source in _derived_from(first):
        graph.add((this, PROV.wasDerivedFrom, source))
    for each in explanations:
        if (explanation_iri(each), each.status, len(each.steps)) != (this, first.status, len(first.steps)):
            raise ValueError("explanations of one question and one answer are needed")
        graph.add((this, SV.conclusion, Literal(each.conclusion, lang=each.language)))
        for step in each.steps:
            node = iris.step(str(this).removeprefix(f"{BASE}id/"), step.number)
            graph.add((node, SV.stepText, Literal(step.text, lang=each.language)))
    return graph


def _derived_from(explanation: Explanation) -> list[URIRef]:
    """The acts of the steps, the effect rule, the limits and the objections."""
    named = [step.act for step in explanation.steps if step.act]
    named += [explanation.effect_rule]
    named += [limit.limit for limit in (*explanation.limits, *explanation.general_limits, *explanation.interpretative_declarations)]
    named += [objection.objection for objection in explanation.objections]
    return [URIRef(each) for each in dict.fromkeys(named)]
