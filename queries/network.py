"""The typed network from a state to the rights that its obligations realise; every edge knows its triple, source and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

import networkx as nx
from rdflib import Literal, URIRef
from rdflib.namespace import PROV

from servanda.ontology.namespaces import SV
from servanda.queries.answers import PathAnswer, StateAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.selection import Selection

#: The order in which a path goes through the kinds of things.
LAYERS: Final = ("state", "act", "binding", "instrument", "provision", "obligation", "right")

_ACT_WORDS: Final = {
    "en": {"Ratification": "ratified", "Accession": "acceded", "Succession": "succeeded", "Acceptance": "accepted", "Approval": "approved"},
    "id": {
        "Ratification": "meratifikasi",
        "Accession": "mengaksesi",
        "Succession": "suksesi",
        "Acceptance": "menerima",
        "Approval": "menyetujui",
    },
}
_WORDS: Final = {
    "en": {
        "consented": "consented to be bound",
        "binds": "binds the state from {}",
        "under": "under",
        "part": "has provision",
        "states": "states the obligation",
        "realises": "realises the right",
        "cut": "{shown} of {all} obligations are drawn; name a topic or an instrument to see the others.",
        "question": "By which acts, instruments and provisions did {state} owe obligations on {on}?",
        "title": "Obligations of {state} on {on}",
    },
    "id": {
        "consented": "menyatakan persetujuan untuk terikat",
        "binds": "mengikat negara sejak {}",
        "under": "berdasarkan",
        "part": "memuat ketentuan",
        "states": "menyatakan kewajiban",
        "realises": "mewujudkan hak",
        "cut": "{shown} dari {all} kewajiban digambar; sebutkan topik atau instrumen untuk melihat yang lain.",
        "question": "Melalui tindakan, instrumen, dan ketentuan apa {state} menanggung kewajiban pada {on}?",
        "title": "Kewajiban {state} pada {on}",
    },
}


def path_parameters(state: URIRef, on: datetime.date, selection: Selection, language: str) -> dict[str, Term | None]:
    """The parameters of the question ``path_edges``."""
    return {
        "state": state,
        "on": day(on),
        "topic": selection.topic,
        "instrument": selection.instrument,
        "obligation": selection.obligation,
        "provision": selection.provision,
        "right": selection.right,
        "language": Literal(language),
    }


def path_network(
    engine: Engine,
    state: URIRef,
    on: datetime.date,
    selection: Selection | None = None,
    *,
    language: str = "en",
    most: int | None = None,
    version: str = "",
) -> nx.MultiDiGraph[str]:
    """The network of everything by which a state owed obligations on a day.

    Args:
        engine: the store.
        state: the state's IRI.
        on: the day.
        selection: a topic, an instrument, …
        language: ``en`` or ``id``.
        most: draw no more than this many obligations (the first in the order of instruments and provisions); the graph attribute
            ``left_out`` says what was cut.
        version: the data's version, kept with the network.

    Returns:
        Nodes are IRIs with ``kind``, ``label``, ``detail``, ``url``; edges have ``relation``, ``predicate``, ``subject``, ``object``,
        ``source``, ``as_at`` and ``date``. Only duties that bound for certain are in it.
    """
    parameters = path_parameters(state, on, selection or Selection(), language)
    rows = list(answers(engine, PathAnswer, "path_edges", **parameters))
    obligations = list(dict.fromkeys(row.obligation for row in rows))
    kept = set(obligations if most is None else obligations[:most])
    words = _WORDS[language]
    name = next((answer.name for answer in answers(engine, StateAnswer, "states", state=state)), local_name(state))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=words["title"].format(state=name, on=on.isoformat()),
        question=words["question"].format(state=name, on=on.isoformat()),
        on=on.isoformat(),
        version=version,
        language=language,
        left_out="" if len(kept) == len(obligations) else words["cut"].format(shown=len(kept), all=len(obligations)),
        sparql=query_text("path_edges", parameters),
    )
    if kept:
        _node(network, str(state), "state", name)
    _fill(network, str(state), (row for row in rows if row.obligation in kept), language)
    return network


def _node(network: nx.MultiDiGraph[str], iri: str, kind: str, label: str, detail: str = "") -> None:
    if iri not in network:
        network.add_node(iri, kind=kind, label=label, detail=detail, url=iri)


def _edge(
    network: nx.MultiDiGraph[str], start: str, end: str, relation: str, triple: tuple[str, str, str], dates: tuple[str, str, str]
) -> None:
    subject, predicate, value = triple
    source, as_at, date = dates
    if not network.has_edge(start, end, key=predicate):
        network.add_edge(
            start,
            end,
            key=predicate,
            relation=relation,
            predicate=predicate,
            subject=subject,
            object=value,
            source=source,
            as_at=as_at,
            date=date,
        )


def _fill(network: nx.MultiDiGraph[str], state: str, rows: Iterable[PathAnswer], language: str) -> None:
    words, acts = _WORDS[language], _ACT_WORDS[language]
    for row in rows:
        told = (row.source_title, row.act_as_at or "", row.act_date or "")
        law = (row.short, "", "")
        verb = acts.get(local_name(row.act_kind), words["consented"])
        _node(network, row.act, "act", f"{verb} {row.act_date or ''}".strip(), f"{row.source_title} ({row.act_as_at or '—'})")
        _node(network, row.period, "binding", words["binds"].format(row.from_))
        _node(network, row.instrument, "instrument", row.short)
        _node(network, row.provision, "provision", row.citation)
        _node(network, row.obligation, "obligation", row.label, row.citation)
        _edge(network, state, row.act, verb, (row.act, str(SV.actor), state), told)
        _edge(
            network,
            row.act,
            row.period,
            words["binds"].format(row.from_),
            (row.period, str(PROV.wasDerivedFrom), row.act),
            (*told[:2], row.from_),
        )
        _edge(
            network,
            row.period,
            row.instrument,
            words["under"],
            (row.period, str(SV.instrument), row.instrument),
            (row.short, "", row.from_),
        )
        _edge(network, row.instrument, row.provision, words["part"], (row.provision, str(SV.instrument), row.instrument), law)
        _edge(network, row.provision, row.obligation, words["states"], (row.obligation, str(SV.statedIn), row.provision), law)
        if row.right is not None:
            _node(network, row.right, "right", row.right_label or local_name(row.right))
            _edge(network, row.obligation, row.right, words["realises"], (row.obligation, str(SV.realizes), row.right), law)
