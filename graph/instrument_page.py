"""A generated page on one instrument, to be read: what it asks, article by article, of whom, for whom, how soon.

``python -m servanda.graph.instrument_page icrmw en > docs/instruments/icrmw.md`` (``id`` for Indonesian).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SKOS

from servanda.graph.acts import by_state_and_instrument
from servanda.graph.derive import context_of, derive_pair
from servanda.graph.facts import Facts, read_facts
from servanda.graph.instrument_words import WORDS, Words
from servanda.graph.reasons import cited
from servanda.loaders.instruments import Instrument
from servanda.loaders.obligations import Obligation
from servanda.loaders.provision_tree import Provision
from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.ontology.schemes import concepts

#: The instruments that have pages in ``docs/instruments``.
PAGES: Final = ("icrmw", "ilo-c097", "ilo-c189")
LANGUAGES: Final = ("en", "id")
#: Structure that gets a heading of its own.
_HEADED: Final = frozenset({"part", "section", "annex"})


@cache
def _name(concept: str, language: str) -> str:
    """The label of a concept, by its IRI."""
    for label in concepts().objects(URIRef(concept), SKOS.prefLabel):
        if getattr(label, "language", None) == language:
            return str(label)
    return concept.rpartition("/")[2]


def _names(slugs: tuple[str, ...], mint: str, language: str) -> str:
    return ", ".join(_name(f"https://w3id.org/servanda/id/{mint}/{slug}", language) for slug in slugs)


def _record(obligation: Obligation, words: Words, language: str) -> Iterator[str]:
    bearers = ", ".join(_name(str(SV[bearer]), language) for bearer in obligation.bearers)
    modality = _name(str(SV[obligation.modality]), language)
    permitted = obligation.modality == "permission"
    timing = "" if permitted else f"; {_name(str(SV[obligation.timing]), language)}"
    yield f"- **{cited(obligation.provision)}: {obligation.label[language]}.** {obligation.definition[language]}"
    persons = _names(obligation.beneficiaries, "scope", language)
    who = f"{words.permitted if permitted else words.bearer}: {bearers}; {words.concerned if permitted else words.beneficiary}: {persons};"
    yield f"  <br>*{modality}{timing}; {who}"
    rights = f"; {words.limited if permitted else words.right}: {_names(obligation.rights, 'right', language)}" if obligation.rights else ""
    yield f"  {words.topics}: {_names(obligation.topics, 'topic', language)}{rights}.*"


def _body(facts: Facts, slug: str, words: Words, language: str) -> Iterator[str]:
    stated: dict[str, list[Obligation]] = {}
    for obligation in facts.obligations:
        stated.setdefault(obligation.provision, []).append(obligation)
    left = {each.provision: each for each in facts.left_out if each.instrument == slug}
    spent = {each.provision: each for each in facts.spent}
    for provision in facts.provisions[slug]:
        if provision.kind in _HEADED:
            yield from ("", f"## {_heading(provision, words)}", "")
        if provision.kind == "article":
            yield from ("", f"### {_heading(provision, words)}", "")
        for obligation in stated.get(provision.path, []):
            yield from _record(obligation, words, language)
        if provision.path in left:
            yield f"- {cited(provision.path)}: {words.left_out} {left[provision.path].reason[language]}"
        if provision.path in spent:
            yield f"- {cited(provision.path)}: {words.spent} {spent[provision.path].reason[language]}"


def _heading(provision: Provision, words: Words) -> str:
    number = provision.number.upper() if provision.kind in _HEADED else provision.number
    return f"{words.kinds[provision.kind]} {number}"


def _effect(facts: Facts, slug: str, words: Words, language: str) -> Iterator[str]:
    rule, row = facts.rules.get(slug), facts.rule_rows.get(slug)
    if rule is None or row is None:
        yield f"- {words.no_rule}"
        return
    if rule.state_delay is not None:
        yield f"- {words.begins} {rule.state_delay.words(language)} ({_articles(row.state_article)})."
    if rule.denunciation_delay is not None:
        yield f"- {words.ends} {rule.denunciation_delay.words(language)} ({_articles(row.denunciation_article)})."
    if row.excludable == "none":
        yield f"- {words.indivisible} ({_articles(row.excludable_article)})."
    elif row.excludable:
        yield f"- {words.excludable} {_articles(row.excludable)} ({_articles(row.excludable_article)})."


def _articles(paths: str) -> str:
    return ", ".join(cited(path) for path in paths.split()) or "–"


def _parties(facts: Facts, slug: str, words: Words) -> str:
    """How many are bound for certain on the day of the newest list of all parties; without such a list, nothing is counted."""
    days = [source.as_at for source in facts.sources if slug in source.complete_for and source.as_at is not None]
    if not days:
        return f"- {words.parties_unknown}"
    last = max(day.latest for day in days)
    context = context_of(facts)
    bound = 0
    for acts in by_state_and_instrument([act for act in facts.acts if act.row.instrument == slug]).values():
        periods, _ = derive_pair(facts, context, acts)
        bound += any(period.start.latest <= last and (period.end is None or last < period.end.earliest) for period in periods)
    return f"- {words.parties.format(number=bound, day=last.isoformat())}"


def _facts_of(instrument: Instrument, words: Words) -> Iterator[str]:
    since = instrument.entry_into_force or words.not_recorded
    yield f"- {words.adopted}: {instrument.adopted or words.not_recorded}; {words.in_force}: {since}"
    yield f"- {words.depositary}: {instrument.depositary or words.not_recorded}; {instrument.identifier or words.not_recorded}"


def instrument_page(facts: Facts, slug: str, language: str) -> str:
    """The page as Markdown.

    Args:
        facts: all tables.
        slug: the instrument; its text must be taken apart.
        language: ``en`` or ``id``.
    """
    words = WORDS[language]
    instrument = facts.instruments[slug]
    lines = [
        f"# {instrument.titles[language]}",
        "",
        words.about.format(slug=slug, iri=iris.instrument(slug)),
        "",
        *_facts_of(instrument, words),
        *_effect(facts, slug, words, language),
        _parties(facts, slug, words),
        "",
        words.how_to_read,
        *_body(facts, slug, words, language),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def page_name(slug: str, language: str) -> str:
    """The name of the page's file: ``icrmw.md``, ``icrmw.id.md``."""
    return f"{slug}.md" if language == "en" else f"{slug}.{language}.md"


def _main(arguments: Mapping[int, str]) -> None:
    sys.stdout.write(instrument_page(read_facts(), arguments[1], arguments[2]))


if __name__ == "__main__":
    _main(dict(enumerate(sys.argv)))
