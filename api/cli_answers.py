"""Commands that ask the graph."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Node

from servanda.api.cli_output import ProgressBar, print_json, print_line, print_table
from servanda.api.envelope import Service, envelope
from servanda.api.opening import open_engine
from servanda.api.paths import find_paths
from servanda.api.query_guard import diagnose
from servanda.api.settings import Settings
from servanda.graph.build import TABLES_FOLDER, read_manifest
from servanda.loaders.record import read_text
from servanda.queries import binding as binding_question
from servanda.queries import duties as duties_question
from servanda.queries.catalogue import names, question
from servanda.queries.cite import act_citations, duty_citations
from servanda.queries.engine import Engine
from servanda.queries.errors import QuestionError, UnknownParameter
from servanda.queries.lookup import find_instrument, find_state, find_topic, local_name
from servanda.queries.parameters import read_parameters
from servanda.queries.run import query_text
from servanda.queries.territory_periods import HEADING


def service(settings: Settings) -> Service:
    """The store that the settings name, and what is in it.

    Raises:
        NoGraph: no graph has been built there.
    """
    manifest = read_manifest(settings.home)
    with ProgressBar() as progress:
        engine = open_engine(settings, usual="folder", progress=progress)
    return Service(engine, manifest, settings.home / TABLES_FOLDER)


def binding(options: argparse.Namespace, settings: Settings) -> int:
    """Was a state bound by an instrument on a day, and why?"""
    here = service(settings)
    state, instrument = find_state(here.engine, options.state), find_instrument(here.engine, options.instrument)
    found = binding_question.binding(here.engine, state, instrument, options.on, options.language)
    citations = act_citations(found.acts, options.language)
    if options.json:
        answer = {name: getattr(found, name) for name in found.__dataclass_fields__ if name != "sparql"}
        print_json(envelope(here, answer, sparql=found.sparql, citations=citations))
        return 0
    print_line(f"{local_name(found.state)} / {local_name(found.instrument)} on {found.on}: {found.status.replace('_', ' ')}")
    print_line(found.reason)
    if found.predecessors_text:
        print_line(found.predecessors_text)
    if found.caveat:
        print_line(found.caveat)
    if found.territories:
        print_line(f"{HEADING[1 if options.language == 'id' else 0]}:")
    for each in found.territories:
        print_line(f"  - {each.text}")
    for step in found.steps:
        print_line(f"  {step.number}. {step.text}")
    if citations:
        print_line("Recorded acts:")
    for line in citations:
        print_line(f"  - {line}")
    footer(here)
    return 0


def duties(options: argparse.Namespace, settings: Settings) -> int:
    """Which duties did a state owe on a day?"""
    here = service(settings)
    found = duties_question.duties(
        here.engine,
        find_state(here.engine, options.state),
        options.on,
        topic=None if options.topic is None else find_topic(here.engine, options.topic),
        instrument=None if options.instrument is None else find_instrument(here.engine, options.instrument),
        language=options.language,
    )
    if options.json:
        answer = {"state": found.state, "on": found.on, "duties": found.duties}
        print_json(envelope(here, answer, sparql={"duties_on": found.sparql}, citations=duty_citations(found.duties)))
        return 0
    rows = [
        (each.citation, local_name(each.modality), each.label, each.from_, "yes" if each.certain else "not known") for each in found.duties
    ]
    print_table(["provision", "modality", "asks", "bound since", "certain"], rows)
    print_line(f"{len(rows)} duties of {local_name(found.state)} on {found.on}")
    footer(here)
    return 0


def paths(options: argparse.Namespace, settings: Settings) -> int:
    """By which acts, instruments and provisions did a state owe an obligation?"""
    here = service(settings)
    found = find_paths(here, options.source, options.target, options.on, options.language, options.most)
    if options.json:
        print_json(found.envelope(here))
        return 0
    for path in found.paths:
        print_line(path.nodes[0].label)
        for edge, node in zip(path.edges, path.nodes[1:], strict=True):
            told = ", ".join(part for part in (edge.source, f"as at {edge.as_at}" if edge.as_at else "") if part)
            print_line(f"  — {edge.relation} → {node.label}  [{told}]")
    if not found.paths:
        print_line("There is no such path on that day.")
    if found.left_out:
        print_line(f"The first {options.most} paths are shown; --most shows more.")
    footer(here)
    return 0


def query(options: argparse.Namespace, settings: Settings) -> int:
    """Ask a named question or a user's own SPARQL, or list the questions."""
    if options.question is None:
        _list(options.json)
        return 0
    if options.question.endswith(".rq"):
        if options.parameters:
            raise UnknownParameter(f"{options.parameters[0]!r}: a query in a file takes no parameters, write the values into it")
        text = read_text(Path(options.question))
        here = None
    else:
        here = service(settings)
        text = query_text(options.question, read_parameters(here.engine, options.question, _parts(options.parameters)))
    if options.sparql:
        print_line(text)
        return 0
    here = here or service(settings)
    rows = _select(here.engine, text)
    if options.json:
        print_json([{name: str(value) for name, value in row.items()} for row in rows])
        return 0
    columns = list(dict.fromkeys(name for row in rows for name in row))
    print_table(columns, ([_short(row.get(name)) for name in columns] for row in rows))
    print_line(f"{len(rows)} rows")
    footer(here)
    return 0


def _select(engine: Engine, text: str) -> list[dict[str, Node]]:
    try:
        return list(engine.select(text))
    except SyntaxError as error:
        if (mistake := diagnose(text)) is not None:
            sentence, line, column = mistake
            raise QuestionError(f"the query is not SPARQL 1.1: {sentence} (line {line}, column {column})") from error
        raise QuestionError(f"the query is not SPARQL 1.1: {' '.join(str(error).split())[:300]}") from error
    except (ValueError, RuntimeError) as error:  # functions that the engine does not have
        raise QuestionError(f"the query cannot be evaluated here: {error}") from error


def _list(as_json: bool) -> None:
    rows = [(name, " ".join(question(name).parameters), question(name).sentence) for name in names()]
    if as_json:
        print_json([{"name": name, "parameters": parameters.split(), "question": sentence} for name, parameters, sentence in rows])
        return
    print_table(["name", "parameters", "question"], rows)


def _short(value: Node | None) -> str:
    if isinstance(value, URIRef):
        return local_name(str(value))
    return "" if value is None else str(value)


def _parts(written: Iterable[str]) -> list[tuple[str, str]]:
    """``state=IDN on=2023-01-01``, each in two."""
    found: list[tuple[str, str]] = []
    for part in written:
        key, equals, value = part.partition("=")
        if not equals:
            raise UnknownParameter(f"{part!r} is no parameter: write name=value")
        found.append((key, value))
    return found


def footer(here: Service) -> None:
    """The last line of every answer: the data's version."""
    print_line(f"data version {here.manifest.version}")
