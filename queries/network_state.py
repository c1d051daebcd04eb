"""A state and what stands around it: the instruments that bind it, its duties by topic, its labour agreements, its groups of states."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Final

import networkx as nx
from rdflib import Literal, URIRef

from servanda.ontology.namespaces import SV
from servanda.queries.answers import AgreementAnswer, MemberAnswer, ProfileAnswer, TopicAnswer, answers
from servanda.queries.bind import Term, day
from servanda.queries.engine import Engine
from servanda.queries.lookup import local_name
from servanda.queries.network_facts import Told, add_fact, add_thing, name_of_state, new_network
from servanda.queries.run import query_text

_WORDS: Final = {
    "en": {
        "title": "What stands around {state} on {on}",
        "question": "By which instruments was {state} bound on {on}, on which topics did it owe duties, and with whom did it agree?",
        "bound": "Bound by ({count})",
        "topics": "Duties by topic ({count})",
        "partners": "Labour agreements with ({count})",
        "groups": "Groups of states ({count})",
        "since": "{short}, since {date}",
        "perhaps": "{short}, since {date} (not certain)",
        "binds": "bound since {date}",
        "may": "bound since {date}, which is not certain",
        "duties": "{name}: {count}",
        "gives": "gives {count} duties on",
        "owes": "owes {count} duties on",
        "made": "{count} labour agreements with",
        "agreements": "{name}: {count}, {years}",
        "agreed": "agreed by",
        "agreement": "signed {date}",
        "undated": "day of signing not recorded",
        "member": "listed as {role} of",
        "cut": "{shown} of {all} states with labour agreements are drawn, those with most agreements.",
        "reads": "Everything around {state}, row by row. Labour agreements are folded under the other state. "
        "A number after a topic counts the obligations that bound for certain; an obligation on two topics counts in both.",
    },
    "id": {
        "title": "Yang ada di sekitar {state} pada {on}",
        "question": "Instrumen apa yang mengikat {state} pada {on}, topik apa kewajibannya, dan dengan siapa ia bersepakat?",
        "bound": "Terikat oleh ({count})",
        "topics": "Kewajiban menurut topik ({count})",
        "partners": "Perjanjian tenaga kerja dengan ({count})",
        "groups": "Kelompok negara ({count})",
        "since": "{short}, sejak {date}",
        "perhaps": "{short}, sejak {date} (tidak pasti)",
        "binds": "terikat sejak {date}",
        "may": "terikat sejak {date}, yang tidak pasti",
        "duties": "{name}: {count}",
        "gives": "memberi {count} kewajiban tentang",
        "owes": "menanggung {count} kewajiban tentang",
        "made": "{count} perjanjian tenaga kerja dengan",
        "agreements": "{name}: {count}, {years}",
        "agreed": "disepakati oleh",
        "agreement": "ditandatangani {date}",
        "undated": "hari penandatanganan tidak tercatat",
        "member": "tercatat sebagai {role} dari",
        "cut": "{shown} dari {all} negara dengan perjanjian tenaga kerja digambar, yaitu yang terbanyak perjanjiannya.",
        "reads": "Segala sesuatu di sekitar {state}, baris demi baris. Perjanjian tenaga kerja dilipat di bawah negara lainnya. "
        "Angka setelah topik menghitung norma yang pasti mengikat; norma dengan dua topik dihitung pada keduanya.",
    },
}


def neighbourhood_network(
    engine: Engine, state: URIRef, on: datetime.date, *, language: str = "en", most: int | None = None, version: str = ""
) -> nx.MultiDiGraph[str]:
    """What stands around a state on a day.

    Args:
        engine: the store.
        state: the state's IRI.
        on: the day of what binds; agreements and groups are told as far as they are recorded.
        language: ``en`` or ``id``.
        most: draw no more than this many states with labour agreements, those with most of them; ``left_out`` says so.
        version: the data's version, kept with the network.

    Returns:
        See ``network_facts``; numbers of duties are those of the question ``topics_by_state``.
    """
    words = _WORDS[language]
    spoken: dict[str, Term] = {"state": state, "language": Literal(language)}
    asked: dict[str, dict[str, Term]] = {
        "state_profile": {"state": state, "on": day(on)},
        "topics_by_state": {**spoken, "on": day(on)},
        "agreements": spoken,
        "group_members": spoken,
    }
    queries = tuple((name, query_text(name, given)) for name, given in asked.items())
    name = name_of_state(engine, state, language)
    told = {"state": name, "on": on.isoformat()}
    network = new_network(words["title"].format(**told), words["question"].format(**told), on, version, language, queries[0][1])
    add_thing(network, str(state), "state", name, under="-")
    counted = {
        "bound": _bound(network, str(state), list(answers(engine, ProfileAnswer, "state_profile", **asked["state_profile"])), language),
        "topics": _topics(network, str(state), list(answers(engine, TopicAnswer, "topics_by_state", **asked["topics_by_state"])), language),
        "partners": _partners(network, state, list(answers(engine, AgreementAnswer, "agreements", **spoken)), language, most),
        "groups": _groups(network, str(state), list(answers(engine, MemberAnswer, "group_members", **spoken)), language),
    }
    network.graph.update(
        queries=queries,
        arrangement="shelves",
        shelves=tuple((shelf, words[shelf].format(count=count)) for shelf, count in counted.items() if count),
        reads=words["reads"].format(**told),
    )
    return network


def _bound(network: nx.MultiDiGraph[str], state: str, rows: list[ProfileAnswer], language: str) -> int:
    words = _WORDS[language]
    for row in rows:
        date = {"short": row.short, "date": row.from_}
        label = words["since" if row.certain else "perhaps"].format(**date)
        add_thing(network, row.instrument, "instrument", label, shelf="bound", under=state)
        relation = words["binds" if row.certain else "may"].format(**date)
        line = "plain" if row.certain else "dashed"
        add_fact(network, state, row.instrument, relation, source=row.short, source_url=row.period, date=row.from_, line=line)
    return len({row.instrument for row in rows})


def _topics(network: nx.MultiDiGraph[str], state: str, rows: list[TopicAnswer], language: str) -> int:
    words = _WORDS[language]
    sums: defaultdict[str, int] = defaultdict(int)
    labels = {row.topic: row.label for row in rows}
    for row in rows:
        sums[row.topic] += row.duties
    order = sorted(sums, key=lambda topic: (-sums[topic], labels[topic]))
    for rank, topic in enumerate(order):
        label = words["duties"].format(name=labels[topic], count=sums[topic])
        add_thing(network, topic, "topic", label, shelf="topics", under=state, rank=rank, topics=labels[topic])
        add_fact(network, state, topic, words["owes"].format(count=sums[topic]))
    for row in rows:
        if row.instrument in network:
            add_fact(network, row.instrument, row.topic, words["gives"].format(count=row.duties), source_url=row.instrument)
    return len(order)


def _partners(network: nx.MultiDiGraph[str], state: URIRef, rows: list[AgreementAnswer], language: str, most: int | None) -> int:
    words = _WORDS[language]
    by_partner: defaultdict[str, list[AgreementAnswer]] = defaultdict(list)
    for row in rows:
        by_partner[row.with_].append(row)
    order = sorted(by_partner, key=lambda partner: (-len(by_partner[partner]), by_partner[partner][0].with_name))
    for rank, partner in enumerate(order[:most]):
        several = by_partner[partner]
        years = sorted({row.signed[:4] for row in several if row.signed})
        span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else words["undated"]
        label = words["agreements"].format(name=several[0].with_name, count=len(several), years=span)
        add_thing(network, partner, "state", label, shelf="partners", under=str(state), rank=rank, folded=True)
        add_fact(network, str(state), partner, words["made"].format(count=len(several)))
        for row in several:
            signed = words["agreement"].format(date=row.signed) if row.signed else words["undated"]
            add_thing(network, row.agreement, "agreement", signed, row.title, shelf="partners", under=partner, rank=rank)
            told: Told = {"source": row.source}
            add_fact(network, partner, row.agreement, words["agreed"], SV.agreedBy, inverse=True, **told, date=row.signed or "")
            add_fact(network, row.agreement, str(state), words["agreed"], SV.agreedBy, **told, date=row.signed or "")
    if most is not None and len(order) > most:
        network.graph["left_out"] = words["cut"].format(shown=most, all=len(order))
    return len(order)


def _groups(network: nx.MultiDiGraph[str], state: str, rows: list[MemberAnswer], language: str) -> int:
    words = _WORDS[language]
    for row in rows:
        role = local_name(row.role).replace("-", " ")
        add_thing(network, row.group, "group", row.group_name, shelf="groups", under=state)
        relation = words["member"].format(role=role)
        date = row.member_from or ""
        add_fact(network, state, row.group, relation, source=row.source, as_at=row.as_at or "", date=date)
    return len({row.group for row in rows})
