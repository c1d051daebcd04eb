"""The typed network from a state to the rights that its obligations realise; every edge knows its triple, source and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Final

import networkx as nx
from rdflib import Literal, URIRef
from rdflib.namespace import PROV

from servanda.ontology.namespaces import SV
from servanda.queries.answers import ObligationTopicAnswer, PathAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.network_facts import Told, add_fact, add_thing, name_of_state, names, new_network, topics_of
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
    name = name_of_state(engine, state, language)
    asked = {"state": name, "on": on.isoformat()}
    topics = topics_of(engine, language, obligations=kept)
    title = words["title"].format(**asked) + _about(selection or Selection(), rows, topics)
    network = new_network(title, words["question"].format(**asked), on, version, language, query_text("path_edges", parameters))
    network.graph["queries"] = (("path_edges", network.graph["sparql"]),)
    if len(kept) < len(obligations):
        network.graph["left_out"] = words["cut"].format(shown=len(kept), all=len(obligations))
    if kept:
        add_thing(network, str(state), "state", name)
    _fill(network, str(state), (row for row in rows if row.obligation in kept), language, topics)
    return network


def _about(selection: Selection, rows: list[PathAnswer], topics: Mapping[str, Iterable[ObligationTopicAnswer]]) -> str:
    """What the paths were narrowed to, in words."""
    if selection.topic is not None:
        found = (row.name for several in topics.values() for row in several if row.topic == str(selection.topic))
        return f": {next(found, local_name(selection.topic))}"
    if selection.instrument is not None:
        return f": {next((row.short for row in rows), local_name(selection.instrument))}"
    narrow = selection.obligation or selection.provision or selection.right
    return f": {local_name(narrow)}" if narrow is not None else ""


def _fill(
    network: nx.MultiDiGraph[str],
    state: str,
    rows: Iterable[PathAnswer],
    language: str,
    topics: Mapping[str, Iterable[ObligationTopicAnswer]],
) -> None:
    words, acts = _WORDS[language], _ACT_WORDS[language]
    for row in rows:
        told: Told = {"source": row.source_title, "source_url": row.source, "as_at": row.act_as_at or ""}
        law: Told = {"source": row.short, "source_url": row.instrument}
        verb = acts.get(local_name(row.act_kind), words["consented"])
        since = words["binds"].format(row.from_)
        add_thing(network, row.act, "act", f"{verb} {row.act_date or ''}".strip(), f"{row.source_title} ({row.act_as_at or '—'})")
        add_thing(network, row.period, "binding", since)
        add_thing(network, row.instrument, "instrument", row.short)
        add_thing(network, row.provision, "provision", row.citation)
        add_thing(network, row.obligation, "obligation", row.label, row.citation, topics=names(topics.get(row.obligation, ())))
        add_fact(network, state, row.act, verb, SV.actor, inverse=True, **told, date=row.act_date or "")
        add_fact(network, row.act, row.period, since, PROV.wasDerivedFrom, inverse=True, **told, date=row.from_)
        add_fact(network, row.period, row.instrument, words["under"], SV.instrument, **law, date=row.from_)
        add_fact(network, row.instrument, row.provision, words["part"], SV.instrument, inverse=True, **law)
        add_fact(network, row.provision, row.obligation, words["states"], SV.statedIn, inverse=True, **law)
        if row.right is not None:
            add_thing(network, row.right, "right", row.right_label or local_name(row.right))
            add_fact(network, row.obligation, row.right, words["realises"], SV.realizes, **law)
