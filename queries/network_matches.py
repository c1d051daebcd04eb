"""Which obligations of two instruments match, side by side."""

from __future__ import annotations

import datetime
from typing import Final

import networkx as nx
from rdflib import Literal, URIRef

from servanda.queries.answers import MatchBetweenAnswer, WithoutCounterpartAnswer, answers
from servanda.queries.bind import Term
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.network_facts import add_fact, add_thing, names, new_network, short_name, topics_of
from servanda.queries.run import query_text

#: How each relation is drawn, the closest first.
LINES: Final = {"exactMatch": "strong", "broaderMatch": "plain", "narrowerMatch": "dashed", "overlappingMatch": "dotted"}

_WORDS: Final = {
    "en": {
        "title": "Matches between {first} and {second}",
        "question": "Where do {first} and {second} ask for the same, for more, for less, or for something of each other's?",
        "exactMatch": "is asked by the other too",
        "broaderMatch": "the other asks more",
        "narrowerMatch": "the other asks less",
        "overlappingMatch": "each has something that the other lacks",
        "cut": "{shown} of {all} matched obligations of {first} are drawn, the first in the order of the text.",
        "without": "{count} obligations of {first} were compared and have no match in {second}; they are not drawn.",
        "reads": "On the left what {first} asks, on the right what {second} asks; an arrow is a match, read from the left. "
        "Its reason stands in the table, and beside the arrow when you point at it.",
    },
    "id": {
        "title": "Padanan antara {first} dan {second}",
        "question": "Di mana {first} dan {second} meminta hal yang sama, lebih banyak, lebih sedikit, atau sebagian satu sama lain?",
        "exactMatch": "diminta juga oleh yang lain",
        "broaderMatch": "yang lain meminta lebih banyak",
        "narrowerMatch": "yang lain meminta lebih sedikit",
        "overlappingMatch": "masing-masing memuat hal yang tidak ada pada yang lain",
        "cut": "{shown} dari {all} norma {first} yang berpadanan digambar, yaitu yang pertama menurut urutan naskah.",
        "without": "{count} norma {first} telah dibandingkan dan tidak berpadanan dalam {second}; norma itu tidak digambar.",
        "reads": "Di kiri yang diminta {first}, di kanan yang diminta {second}; panah adalah padanan, dibaca dari kiri. "
        "Alasannya ada dalam tabel, dan di samping panah saat Anda menunjuknya.",
    },
}


def matches_network(
    engine: Engine,
    first: URIRef,
    second: URIRef,
    on: datetime.date,
    *,
    language: str = "en",
    most: int | None = None,
    version: str = "",
) -> nx.MultiDiGraph[str]:
    """The matches between the obligations of two instruments, read from the first.

    Args:
        engine: the store.
        first, second: IRIs of the instruments.
        on: the day that the picture carries; matches do not depend on it.
        language: ``en`` or ``id``.
        most: draw no more than this many obligations of the first instrument; ``left_out`` says so, and how many have no match.
        version: the data's version, kept with the network.
    """
    words = _WORDS[language]
    pair: dict[str, Term] = {"instrument": first, "other": second, "language": Literal(language)}
    rows = list(answers(engine, MatchBetweenAnswer, "matches_between", **pair))
    without = list(answers(engine, WithoutCounterpartAnswer, "obligations_without_counterpart", **pair))
    told = {"first": short_name(engine, first), "second": short_name(engine, second)}
    queries = tuple((name, query_text(name, pair)) for name in ("matches_between", "obligations_without_counterpart"))
    network = new_network(words["title"].format(**told), words["question"].format(**told), on, version, language, queries[0][1])
    order = list(dict.fromkeys(row.obligation for row in rows))
    kept = [row for row in rows if row.obligation in set(order[:most])]
    said = [words["cut"].format(shown=len(order[:most]), all=len(order), **told)] if most is not None and most < len(order) else []
    said += [words["without"].format(count=len({row.obligation for row in without}), **told)] if without else []
    network.graph["left_out"] = " ".join(said)
    relations = {local_name(row.relation) for row in kept}
    network.graph.update(
        queries=queries,
        lanes=(told["first"], told["second"]),
        meanings=tuple((line, words[relation]) for relation, line in LINES.items() if relation in relations),
        reads=words["reads"].format(**told),
    )
    if kept:
        _draw(network, kept, engine, language)
    return network


def _draw(network: nx.MultiDiGraph[str], rows: list[MatchBetweenAnswer], engine: Engine, language: str) -> None:
    words = _WORDS[language]
    topics = topics_of(engine, language, obligations=[iri for row in rows for iri in (row.obligation, row.matched)])
    for rank, row in enumerate(rows):
        mine, others = names(topics.get(row.obligation, ())), names(topics.get(row.matched, ()))
        add_thing(network, row.obligation, "obligation", f"{row.citation}: {row.label}", mine, lane=0, rank=rank, topics=mine)
        add_thing(network, row.matched, "obligation", f"{row.matched_citation}: {row.matched_label}", others, lane=1, topics=others)
        relation = local_name(row.relation)
        add_fact(
            network,
            row.obligation,
            row.matched,
            f"{words[relation]}: {row.reason}",
            source=f"{row.citation}; {row.matched_citation}",
            line=LINES.get(relation, "plain"),
        )
