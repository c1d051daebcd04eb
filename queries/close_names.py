"""Which things somebody may have meant who wrote a name or a code that nothing here has. (``search`` hints at single words instead.)

What begins as written (a code, a part of a code, a name in English or Indonesian) goes before what is written nearly so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

from servanda.ontology.namespaces import BASE, SV
from servanda.queries.engine import Engine
from servanda.queries.errors import Named, NotFound
from servanda.queries.folding import folded
from servanda.queries.run import ask


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that people name.

    Attributes:
        english, indonesian: what a thing of this kind is called.
        place: the part of an IRI that stands before its code.
        classes: the classes whose things are meant.
        beside: classes whose things are taken for such ones: they are named too, though what is asked cannot be asked of them.
        by_name: its things are few enough for the names of all to be read; of others the codes are compared.
    """

    english: str
    indonesian: str
    place: str
    classes: tuple[URIRef, ...]
    by_name: bool = True
    beside: tuple[URIRef, ...] = ()


STATE: Final = Kind("state", "negara", "state", (SV.State,), beside=(SV.Territory,))
PLACE: Final = Kind("state", "negara", "state", (SV.State, SV.Territory))
INSTRUMENT: Final = Kind("instrument", "instrumen", "instrument", (SV.Treaty, SV.SoftLaw))
PROVISION: Final = Kind("provision", "ketentuan", "provision", (SV.Provision,), by_name=False)
OBLIGATION: Final = Kind("obligation", "norma", "obligation", (SV.Obligation,), by_name=False)
TOPIC: Final = Kind("topic", "topik", "topic", (SKOS.Concept,))
RIGHT: Final = Kind("right", "hak", "right", (SV.Right,))
BODY: Final = Kind("body", "badan", "body", (SV.Body,))
MEASURE: Final = Kind("measure", "tindakan negara", "measure", (SV.Measure,))
INDICATOR: Final = Kind("indicator", "indikator", "indicator", (SV.Indicator,))
CASE_STUDY: Final = Kind("case study", "studi kasus", "case-study", (SV.CaseStudy,))
AGREEMENT_PROVISION: Final = Kind("provision", "ketentuan", "agreement-provision", (SV.AgreementProvision,))

#: Kinds by the part of an IRI that stands before their codes; of places the states.
KINDS: Final = {
    each.place: each
    for each in (STATE, INSTRUMENT, PROVISION, OBLIGATION, TOPIC, RIGHT, BODY, MEASURE, INDICATOR, CASE_STUDY, AGREEMENT_PROVISION)
}

#: Longest word that is compared: nothing here has a longer code.
_LONGEST: Final = 100
#: Letters of a word that a sentence repeats: a longer one would bury the sentence.
_SHOWN: Final = 60
#: Most hints, and most of those that are only written nearly so.
_MOST: Final = 5
_MOST_LIKE: Final = 3
#: Least likeness (``difflib``, 0 to 1), and how many of the likest are looked at: many codes of three letters are equally like another.
_LIKE: Final = 0.6
_LIKEST: Final = 20
#: Place of what is called exactly so, but for marks, case and what joins its words.
_EXACT: Final = 1
#: Place of a code that goes on after what was written: those stand in the order of the text.
_GOES_ON: Final = 2
#: A word of up to so many letters may be a code with a slip in it, even where a name begins so.
_CODE: Final = 3


def close_names(engine: Engine, kind: Kind, written: str) -> tuple[Named, ...]:
    """The things of a kind that may be meant by a word, the closest first.

    Raises:
        EngineError: a remote engine does not answer.
    """
    if not _letters(written) or len(written) > _LONGEST:
        return ()
    begin = f"{BASE}id/{kind.place}/"
    own, beside = (_of_classes(engine, classes, begin) for classes in (kind.classes, kind.beside))
    if kind.by_name:
        things = [*own, *(thing for thing in beside if thing not in own)]
        return close_among(written, [replace(each, fits=each.thing in own) for each in named(engine, things)])
    codes = [Named(thing, thing.removeprefix(begin), {}) for thing in own]
    place = written.partition("/")[0].casefold()  # of ten thousand provisions those of the instrument, if it is one
    codes = list(close_among(written, [each for each in codes if each.code.startswith(place)] or codes))
    return tuple(named(engine, [each.thing for each in codes]))


def _of_classes(engine: Engine, classes: Iterable[URIRef], begin: str) -> dict[str, None]:
    """The IRIs of the things of some classes, as far as they begin so, in their order."""
    things = (str(row["thing"]) for of in classes for row in ask(engine, "things_of_class", **{"class": of}))
    return dict.fromkeys(thing for thing in things if thing.startswith(begin))


def quoted(written: str) -> str:
    """A word as a sentence repeats it: between quotation marks, the end of a long one left out."""
    return repr(_cut(written))


def _cut(written: str) -> str:
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"


def not_found(engine: Engine, kind: Kind, written: str, more: tuple[str, str] = ("", "")) -> NotFound:
    """The error that a word names no thing of a kind, with what may be meant by it; ``more``: a further sentence, see ``QuestionError``."""
    return NotFound(
        f"there is no {kind.english} {quoted(written)} here",
        f"tidak ada {kind.indonesian} {quoted(written)} di sini",
        written=written,
        close=close_names(engine, kind, written),
        more=more,
    )


def nothing_of(engine: Engine, thing: str) -> NotFound:
    """The error that the graph says nothing of an IRI, with things of its kind that may be meant."""
    place, _, written = thing.removeprefix(f"{BASE}id/").partition("/")
    shown = f"{thing.removesuffix(written)}{_cut(written)}"
    return NotFound(
        f"the graph says nothing of {shown}",
        f"graf tidak menyatakan apa pun tentang {shown}",
        written=written,
        close=close_names(engine, KINDS[place], written) if place in KINDS else (),
    )


def close_among(written: str, things: Iterable[Named], *, like: float = _LIKE) -> tuple[Named, ...]:
    """Those of some things that may be meant by a word, the closest first; a pure function of its arguments.

    Args:
        written: the word.
        things: what there is.
        like: the least likeness (0 to 1); where the things are few, a lower one does no harm.
    """
    letters, words = _letters(written), folded(written)
    if not letters or len(written) > _LONGEST:
        return ()
    several = list(things)
    begun: list[tuple[int, bool, int, str, Named]] = []
    for thing in several:
        if rank := _begins(thing, written.casefold(), letters, words):
            begun.append((rank, not thing.fits, 0 if rank == _GOES_ON else _length(thing), thing.code, thing))
    begun.sort(key=lambda each: each[:4])
    if exact := [thing for rank, *_, thing in begun if rank == _EXACT]:
        return tuple(exact[:_MOST])  # somebody who wrote "USA " meant nothing else
    found = [thing for *_, thing in begun[:_MOST]]
    if not found or len(letters) <= _CODE:
        found += [each for each in _like(letters, several, like) if each not in found][:_MOST_LIKE]
    return tuple(found[:_MOST])


def _begins(thing: Named, written: str, letters: str, words: str) -> int:
    """How a thing's code or a name of it begins as written, the best way first; 0 where nothing does."""
    codes, names = _codes(thing), [folded(each) for each in thing.names.values()]
    if letters in codes or words in names:
        return _EXACT
    if any(thing.code.casefold().startswith(f"{written}{joint}") for joint in "-/"):
        return _GOES_ON
    if any(each.startswith(letters) for each in codes):
        return 3
    if any(each.startswith(words) for each in names):
        return 4
    return 5 if len(letters) >= _CODE and any(all(f" {word}" in each for word in words.split()) for each in names) else 0


def _like(letters: str, things: Sequence[Named], least: float) -> list[Named]:
    """What has a code or a name that is written nearly so; of what is equally like, what fits and has the same first letter goes first."""
    keys: dict[str, Named] = {}
    for thing in things:
        names = thing.names.values() if len(letters) > _CODE else ()
        for key in (*_codes(thing), *(_letters(each) for each in names)):
            keys.setdefault(key, thing)
    close = difflib.get_close_matches(letters, keys, n=_LIKEST, cutoff=least)
    close.sort(key=lambda key: (-difflib.SequenceMatcher(None, key, letters).ratio(), not keys[key].fits, key[0] != letters[0]))
    return list({keys[key].code: keys[key] for key in close}.values())


def _letters(text: str) -> str:
    """A text without what joins its words: ``c-189`` and ``C189`` are one."""
    return folded(text).replace(" ", "")


def _codes(thing: Named) -> list[str]:
    """A code and its longer ends, joined: ``ilo-c189`` is written ``c189`` too."""
    parts = folded(thing.code).split()
    ends = ["".join(parts[first:]) for first in range(len(parts))]
    return [ends[0], *(each for each in ends[1:] if len(each) >= _CODE)] if ends else []


def _length(thing: Named) -> int:
    return min((len(each) for each in thing.names.values()), default=len(thing.code))


def named(engine: Engine, things: Sequence[str]) -> list[Named]:
    """Things by IRI with their shortest name in each language (an instrument has a long title too), in their order."""
    if not things:
        return []
    names: dict[str, dict[str, str]] = {thing: {} for thing in things}
    for row in ask(engine, "labels", thing=[URIRef(thing) for thing in things]):
        label = row.get("label")
        if isinstance(label, Literal) and (language := label.language or "") in {"", "en", "id"}:
            several = names[str(row["thing"])]
            several[language] = min(several.get(language, str(label)), str(label), key=lambda each: (len(each), each))
    return [Named(thing, thing.removeprefix(f"{BASE}id/").partition("/")[2], several) for thing, several in names.items()]
