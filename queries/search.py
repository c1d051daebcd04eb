"""Finding things by what they are called, in any language of the graph: an index in memory, made of one question's rows.

Words are compared without case and without marks (``Côte`` is found by ``cote``); every word asked for must begin a word of a thing's
names or of its code. What is called exactly so comes first, then what begins so, then the shorter name.
"""

from __future__ import annotations

import difflib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import SKOS

from servanda.ontology.namespaces import SV
from servanda.queries.answers import answers
from servanda.queries.answers_search import SearchableAnswer
from servanda.queries.engine import Engine
from servanda.queries.folding import folded
from servanda.queries.lookup import local_name

#: Class → kind, in the order in which the kinds are shown.
KINDS: Final[Mapping[str, str]] = {
    str(SV.State): "state",
    str(SV.Treaty): "instrument",
    str(SV.SoftLaw): "instrument",
    str(SKOS.Concept): "topic",
    str(SV.Right): "right",
    str(SV.Obligation): "obligation",
    str(SV.Provision): "provision",
    str(SV.Body): "body",
    str(SV.Measure): "measure",
    str(SV.CaseStudy): "case-study",
    str(SV.BilateralAgreement): "agreement",
    str(SV.ReportedViolation): "claim",
}
#: Longest text that is looked for, and the most words of it.
LONGEST: Final = 200
MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that is called as asked.

    Attributes:
        thing: IRI.
        kind: one of ``KINDS``' values.
        name: what it is called in the reader's language, as far as it has a name in it.
        detail: its long title, or where it stands; or empty.
    """

    thing: str
    kind: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one kind: how many there are, and the first of them."""

    kind: str
    count: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for a text.

    Attributes:
        query: the text, without what is too long.
        groups: by kind; kinds with nothing are left out.
        close: words that things are called by and that are written nearly so; only if nothing was found.
    """

    query: str
    groups: tuple[Group, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: str
    kind: str
    names: Mapping[str, str]
    details: Mapping[str, str]
    titles: tuple[str, ...]
    text: str

    def in_language(self, language: str) -> Found:
        return Found(self.thing, self.kind, _told(self.names, language), _told(self.details, language))


def _told(texts: Mapping[str, str], language: str) -> str:
    for each in (language, "en", ""):
        if each in texts:
            return texts[each]
    return next(iter(texts.values()), "")


class SearchIndex:
    """The names of everything; made once of a graph that does not change."""

    def __init__(self, rows: Iterable[SearchableAnswer]) -> None:
        """``rows``: the names, those of one thing one after the other."""
        gathered: dict[str, list[SearchableAnswer]] = {}
        for row in rows:
            gathered.setdefault(row.thing, []).append(row)
        self._entries = [_entry(thing, several) for thing, several in gathered.items()]
        self._by_thing = {entry.thing: entry for entry in self._entries}
        self._words = sorted({word for entry in self._entries for word in entry.text.split()})

    def name(self, thing: str, language: str) -> Found:
        """What a thing is called; its code where it has no name here."""
        entry = self._by_thing.get(thing)
        return Found(thing, "", local_name(thing), "") if entry is None else entry.in_language(language)

    def of_kind(self, kind: str, language: str) -> list[Found]:
        """Everything of a kind, in the order of the names."""
        found = [entry.in_language(language) for entry in self._entries if entry.kind == kind]
        return sorted(found, key=lambda each: folded(each.name))

    def find(self, query: str, language: str, *, kind: str | None = None, most: int = 8) -> Results:
        """The things that are called so, by kind.

        Args:
            query: words in any order, in any language.
            language: in which names are told.
            kind: only things of this kind.
            most: of each kind no more than so many are handed back; the counts are of all.
        """
        asked = query.strip()[:LONGEST]
        words = folded(asked).split()[:MOST_WORDS]
        whole = folded(asked)
        ranked: dict[str, list[tuple[tuple[int, int, str], _Entry]]] = {}
        if words:
            for entry in self._entries:
                if (kind is None or entry.kind == kind) and all(f" {word}" in entry.text for word in words):
                    ranked.setdefault(entry.kind, []).append((_rank(entry, whole, words), entry))
        groups: list[Group] = []
        for each in dict.fromkeys(KINDS.values()):
            if each in ranked:
                several = sorted(ranked[each], key=lambda pair: pair[0])
                groups.append(Group(each, len(several), tuple(entry.in_language(language) for _, entry in several[:most])))
        # a kind with something called exactly so goes before the others
        groups.sort(key=lambda group: min(rank[0] for rank, _ in ranked[group.kind]) > 0)
        return Results(asked, tuple(groups), () if groups else tuple(self._close(words)))

    def _close(self, words: Sequence[str]) -> Iterator[str]:
        """For each word that nothing is called by, the words written nearly so."""
        for word in words:
            if not any(f" {word}" in entry.text for entry in self._entries):
                # the same first letter: comparing with every word of the graph takes too long
                yield from difflib.get_close_matches(word, [each for each in self._words if each[0] == word[0]], n=2, cutoff=0.7)


def _entry(thing: str, rows: Sequence[SearchableAnswer]) -> _Entry:
    kinds = {KINDS[row.class_] for row in rows}
    kind = "agreement" if "agreement" in kinds else next(each for each in KINDS.values() if each in kinds)
    names = {row.language: row.label for row in reversed(rows) if row.first}
    details = {row.language: row.label for row in reversed(rows) if not row.first}
    code = local_name(thing)
    titles = tuple(dict.fromkeys([folded(code), *(folded(row.label) for row in rows)]))
    return _Entry(thing, kind, names or details, details if names else {}, titles, "".join(titles))


def _rank(entry: _Entry, whole: str, words: Sequence[str]) -> tuple[int, int, str]:
    """Smaller is better."""
    if whole in entry.titles:
        place = 0
    elif any(title.startswith(whole) for title in entry.titles):
        place = 1
    elif all(f" {word} " in f"{entry.text} " for word in words):
        place = 2
    else:
        place = 3
    return place, min(len(title) for title in entry.titles[1:] or entry.titles), entry.thing


class SearchShelf:
    """Makes the index when somebody first looks for something, and keeps it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._found: SearchIndex | None = None

    def take(self) -> SearchIndex:
        """The index; whoever asks while it is being made waits for it.

        Raises:
            EngineError: a remote engine does not answer.
        """
        with self._lock:
            if self._found is None:
                self._found = SearchIndex(answers(self._engine, SearchableAnswer, "searchable"))
            return self._found
