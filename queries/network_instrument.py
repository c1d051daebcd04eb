"""How an instrument is built: its parts, articles, paragraphs and points, and the obligations that stand in them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

import networkx as nx
from rdflib import Literal, URIRef

from servanda.ontology.namespaces import ELI, SV
from servanda.queries.answers import ObligationAnswer, ProvisionAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.network_facts import SEVERAL, Told, add_fact, add_thing, names, new_network, short_name, topics_of
from servanda.queries.run import query_text

#: What holds articles rather than rules of its own: never folded.
_CONTAINERS: Final = frozenset({"part", "section", "chapter", "title", "annex", "division", "appendix"})
#: Where the place in the text begins in a citation ("ILO C189 art 3(2)").
_PLACE: Final = re.compile(r"\b(?:art|arts|part|annex|para|paras|section|chapter|preamble|appendix|title)\b")
_ROMAN: Final = re.compile(r"(?<=^part )[ivxlc]+\b")
_REST: Final = "rest"

_WORDS: Final = {
    "en": {
        "title": "How {instrument} is built",
        "question": "Which parts, articles and paragraphs does {instrument} have, and what does each of them ask?",
        "rest": "Provisions",
        "part": "has provision",
        "states": "states the obligation",
        "detail": "{citation}: {count} obligations",
        "cut": "{shown} of {all} obligations are drawn, the first in the order of the text.",
        "spent": "no longer applicable",
        "reads": "Each row is a part of the text, in its order. On each article stand the topics of its obligations; "
        "+ unfolds its paragraphs and what they ask.",
    },
    "id": {
        "title": "Susunan {instrument}",
        "question": "Bagian, pasal, dan ayat apa yang dimiliki {instrument}, dan apa yang diminta masing-masing?",
        "rest": "Ketentuan",
        "part": "memuat ketentuan",
        "states": "menyatakan kewajiban",
        "detail": "{citation}: {count} norma",
        "cut": "{shown} dari {all} norma digambar, yaitu yang pertama menurut urutan naskah.",
        "spent": "tidak berlaku lagi",
        "reads": "Setiap baris adalah satu bagian naskah, menurut urutannya. Pada setiap pasal tercantum topik normanya; "
        "+ membuka ayat-ayatnya dan hal yang dimintanya.",
    },
}


def instrument_network(
    engine: Engine, instrument: URIRef, on: datetime.date, *, language: str = "en", most: int | None = None, version: str = ""
) -> nx.MultiDiGraph[str]:
    """The structure of an instrument with the obligations that it states.

    Args:
        engine: the store.
        instrument: its IRI.
        on: the day that the picture carries; the structure does not depend on it.
        language: ``en`` or ``id``.
        most: draw no more than this many obligations; ``left_out`` says so.
        version: the data's version, kept with the network.
    """
    words = _WORDS[language]
    parameters: dict[str, Term] = {"instrument": instrument, "language": Literal(language)}
    provisions = list(answers(engine, ProvisionAnswer, "provisions", instrument=instrument))
    stated = {row.obligation: row for row in answers(engine, ObligationAnswer, "obligations", **parameters)}
    kept = dict(list(stated.items())[:most])
    short = short_name(engine, instrument)
    told = {"instrument": short}
    queries = (
        ("provisions", query_text("provisions", {"instrument": instrument})),
        ("obligations", query_text("obligations", parameters)),
    )
    network = new_network(words["title"].format(**told), words["question"].format(**told), on, version, language, queries[0][1])
    if len(kept) < len(stated):
        network.graph["left_out"] = words["cut"].format(shown=len(kept), all=len(stated))
    add_thing(network, str(instrument), "instrument", short, under="-")
    shelf_of = _shelves(provisions)
    _provisions(network, engine, instrument, provisions, kept, shelf_of, short, language)
    headings = {row.provision: row.citation for row in provisions}
    network.graph.update(
        queries=queries,
        arrangement="shelves",
        shelves=tuple((shelf, headings.get(shelf, words["rest"])) for shelf in dict.fromkeys(shelf_of.values())),
        reads=words["reads"],
    )
    return network


def _shelves(provisions: list[ProvisionAnswer]) -> dict[str, str]:
    """The part, annex… in which each provision stands; a text that has none is one row."""
    kind = {row.provision: local_name(row.kind) for row in provisions}
    found: dict[str, str] = {}
    for row in provisions:  # in the order of the text: what contains comes before what it contains
        if row.parent in found:
            found[row.provision] = found[row.parent]
        else:
            found[row.provision] = row.provision if kind[row.provision] in _CONTAINERS else _REST
    return found


def _provisions(
    network: nx.MultiDiGraph[str],
    engine: Engine,
    instrument: URIRef,
    provisions: list[ProvisionAnswer],
    obligations: Mapping[str, ObligationAnswer],
    shelf_of: Mapping[str, str],
    short: str,
    language: str,
) -> None:
    words = _WORDS[language]
    topics = topics_of(engine, language, instrument=instrument)
    parent = {row.provision: row.parent for row in provisions}
    within: dict[str, list[str]] = {row.provision: [] for row in provisions}
    for row in obligations.values():
        place = row.provision
        while place in within:
            within[place].append(row.obligation)
            place = parent[place]
    law: Told = {"source": short, "source_url": str(instrument)}
    position: dict[str, int] = {}
    for rank, each in enumerate(provisions, start=1):
        position[each.provision] = rank
        container = local_name(each.kind) in _CONTAINERS
        about = SEVERAL.join(dict.fromkeys(row.name for obligation in within[each.provision] for row in topics.get(obligation, ())))
        label = _place(each.citation)
        shelf = shelf_of[each.provision]
        add_thing(
            network,
            each.provision,
            "provision",
            f"{label}: {about}" if about and not container else label,
            words["detail"].format(citation=each.citation, count=len(within[each.provision])) + (f" ({about})" if about else ""),
            rank=rank,
            shelf="" if shelf == each.provision else shelf,
            under=each.parent,
            folded=not container,
        )
        add_fact(network, each.parent, each.provision, words["part"], ELI.is_part_of, inverse=True, **law)
    for row in obligations.values():
        spent = f" ({words['spent']})" if row.no_longer_applicable else ""
        add_thing(
            network,
            row.obligation,
            "obligation",
            row.label + spent,
            f"{row.citation}: {row.definition}",
            rank=position.get(row.provision, 0),
            shelf=shelf_of.get(row.provision, _REST),
            under=row.provision if row.provision in within else str(instrument),
            topics=names(topics.get(row.obligation, ())),
        )
        start = row.provision if row.provision in within else str(instrument)
        add_fact(network, start, row.obligation, words["states"], SV.statedIn if start == row.provision else "", inverse=True, **law)


def _place(citation: str) -> str:
    """The place in the text without the name of the instrument."""
    found = _PLACE.search(citation)
    place = citation[found.start() :] if found else citation
    return _ROMAN.sub(lambda number: number[0].upper(), place)
