"""What a recommendation of a peer review is about: by the labels that its source gives it, and by the words of its text.

Two small tables decide, each row with its reason: ``label_topics/upr.csv`` (every label of the source; one that is not there stops the
load) and ``word_topics/word_topics.csv`` (patterns of whole words). A row of the second that names an instrument, or that names none and
ties nothing, claims its words: a match that begins inside of a longer one is no match (``CAT`` in "Optional Protocol to CAT"), and topics
are looked for in what is left. A row that takes scopes away says that a label alone does not give them: its reason is told as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.record import Record, read_table
from servanda.loaders.source import DATA
from servanda.loaders.upr_articles import articles_before
from servanda.ontology.schemes import slugs

LABELS: Final = DATA / "label_topics" / "upr.csv"
WORDS: Final = DATA / "word_topics" / "word_topics.csv"
LABEL_COLUMNS: Final = ("label", "topics", "affected", "reason")
WORD_COLUMNS: Final = ("pattern", "topics", "affected", "instruments", "takes_away", "reason")
#: The topic that stands where nothing more precise is known.
WIDEST: Final = "human-rights-general"
_WHOLES: Final = "It names instruments as wholes and no matter of the list: the widest topic stands."
_NOTHING: Final = "No label and no word of it names a matter of the list: the widest topic stands."
#: Words that ask a state to become a party, and words that ask something else of a treaty: the last before its name decides.
_CONSENT: Final = (
    r"(?:ratif\w*|acced\w+)(?: \w+)? and (?:\w+ )?implement\w*|ratif\w* without (?:any )?reservations?|ratif\w*|acced\w+|accession"
    r"|adher(?:e|ing) to|adhesion|party|parties|join(?:ing)?|consent to be bound"
)
_OTHER: Final = (
    r"continue to promote (?:the )?ratification|importance of ratif\w+"  # by others: the state itself is a party
    r"|implement\w*|compl(?:y|iance|ying)|harmoni\w+|align\w*|appl(?:y|ying|ication)|accordance(?! with (?:the |its )?recommendations?)"
    r"|conformity|line with|incorporat\w+|bring\w*|(?:present|submit)\w* (?:[\w-]+ ){0,4}reports?"
    r"|ensur\w+|reservations?|provisions?|standards?|principles?|under|withdraw\w*|guarantee\w*|obligations?|signing"
)
#: After a name: "… and consider its ratification".
_AFTERWARDS: Final = re.compile(
    r"(?:[^.;]*\b(?:its|their) (?:\w+ )?(?:ratification|accession)|[^.;]*\bratif\w+ it| ratification)\b", re.IGNORECASE
)
_VERB: Final = re.compile(rf"\b(?:(?P<consent>{_CONSENT})|(?P<other>{_OTHER}))\b", re.IGNORECASE)
#: The full stop of an abbreviation ends no sentence: "No. 169".
_SHORT: Final = re.compile(r"\b(nos?|arts?|para)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tied:
    """What a recommendation is about.

    Attributes:
        topics, affected: slugs, the most precise first.
        instruments: slugs of the instruments that its text names, in the order of the text.
        asks_consent: those of them that it asks the state to become a party to, or to consider it; to sign alone binds to nothing
            (Vienna Convention on the Law of Treaties, article 14) and is not meant.
        provisions: paths of the articles that its text names.
        takes_away: scopes that a label alone does not give here: of rural migrant workers "Migrants" does not say that they are in another
            state than their own (ICRMW articles 2(1) and 4).
        why: the reasons for that.
    """

    topics: tuple[str, ...]
    affected: tuple[str, ...]
    instruments: tuple[str, ...] = ()
    asks_consent: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    takes_away: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    pattern: re.Pattern[str]
    tied: Tied

    @property
    def claims_its_words(self) -> bool:
        return bool(self.tied.instruments) or not (self.tied.topics or self.tied.affected)


def _cells(record: Record, column: str, known: frozenset[str]) -> tuple[str, ...]:
    found = tuple(part.strip() for part in record.pop(column).split(";") if part.strip())
    for each in found:
        if each not in known:
            raise record.wrong(column, f"there is no {each!r}")
    return found


def read_labels(path: Path = LABELS) -> dict[str, Tied]:
    """The labels of the source, each with what it says of a recommendation.

    Raises:
        SourceError: a cell cannot be understood, or a label stands twice (row and column named).
    """
    known = slugs()
    found: dict[str, Tied] = {}
    for record in read_table(path, LABEL_COLUMNS):
        label = record.pop_required("label")
        if label in found:
            raise record.wrong("label", f"{label!r} stands here twice")
        found[label] = Tied(_cells(record, "topics", known["topic"]), _cells(record, "affected", known["scope"]))
        record.pop_required("reason")
        record.finish()
    return found


def _read_words(path: Path) -> list[_Row]:
    known = slugs()
    found: list[_Row] = []
    for record in read_table(path, WORD_COLUMNS):
        try:
            pattern = re.compile(rf"(?<!\w)(?:{record.pop_required('pattern')})(?!\w)", re.IGNORECASE)
        except re.error as error:
            raise record.wrong("pattern", f"is no pattern: {error}") from error
        topics, affected = _cells(record, "topics", known["topic"]), _cells(record, "affected", known["scope"])
        instruments = tuple(record.pop("instruments").split())
        takes_away, reason = _cells(record, "takes_away", known["scope"]), record.pop_required("reason")
        record.finish()
        found.append(_Row(pattern, Tied(topics, affected, instruments, takes_away=takes_away, why=(reason,) if takes_away else ())))
    return found


def united(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Several lists as one without repeats, in order."""
    return tuple(dict.fromkeys(each for part in parts for each in part))


class WordTopics:
    """Reads what a text is about off its words."""

    def __init__(self, path: Path = WORDS) -> None:
        """Read the table of patterns.

        Raises:
            SourceError: a cell cannot be understood (row and column named).
        """
        rows = _read_words(path)
        self._claiming = [row for row in rows if row.claims_its_words]
        self._others = [row for row in rows if not row.claims_its_words]

    def _spans(self, text: str) -> list[tuple[int, int, Tied]]:
        """Where instruments are named, without what begins inside of a longer name, in the order of the text."""
        found = [(match.start(), match.end(), row.tied) for row in self._claiming for match in row.pattern.finditer(text)]
        kept = [(start, end, tied) for start, end, tied in found if not any(first < start and end <= last for first, last, _ in found)]
        return sorted(kept, key=lambda span: (span[0], -span[1]))

    def named(self, text: str) -> str:
        """The text with the slugs of instruments in the place of their names: two wordings of one recommendation come closer."""
        said, at = "", 0
        for start, end, tied in self._spans(text):
            if start >= at:
                said += text[at:start] + " ".join(tied.instruments)
                at = end
        return said + text[at:]

    def tie(self, text: str) -> Tied:
        """Topics, persons and instruments that a text names."""
        text = " ".join(text.split())
        spans = self._spans(text)
        rest = text
        for start, end, _ in spans:
            rest = rest[:start] + "\0" * (end - start) + rest[end:]
        rest = _SHORT.sub(r"\1" + "\0", rest)
        hits, claims = [row.tied for row in self._others if row.pattern.search(rest)], [tied for _, _, tied in spans]
        named = [(start, tied.instruments[0]) for start, _, tied in spans if len(tied.instruments) == 1]
        asked = [tied.instruments for start, end, tied in spans if tied.instruments and _asks_consent(rest, text, start, end)]
        return Tied(
            topics=united(tied.topics for tied in hits),
            affected=united(tied.affected for tied in [*hits, *claims]),
            instruments=united(tied.instruments for tied in claims),
            asks_consent=united(asked),
            provisions=united(articles_before(text, start, instrument) for start, instrument in named),
            takes_away=united(tied.takes_away for tied in [*hits, *claims]),
            why=united(tied.why for tied in [*hits, *claims]),
        )


def _asks_consent(rest: str, text: str, start: int, end: int) -> bool:
    """Whether the last word that tells what to do with a treaty, before its name and in the same sentence, asks to become a party."""
    if match := _VERB.match(text, start, end):
        return match["consent"] is not None
    begins = max(rest.rfind(stop, 0, start) for stop in (". ", "; ")) + 1
    verbs = list(_VERB.finditer(rest, begins, start))
    return bool(verbs and verbs[-1]["consent"]) or _AFTERWARDS.match(rest, end) is not None


class UprTopics:
    """Ties a recommendation by its labels and its words together."""

    def __init__(self, labels: Path = LABELS, words: Path = WORDS) -> None:
        """Read both tables (``SourceError`` where a cell cannot be understood)."""
        self._labels = read_labels(labels)
        self.words = WordTopics(words)
        self._tie = cache(self.words.tie)

    def tie(self, text: str, labels: Sequence[str], *, file: Path, row: int) -> tuple[Tied, str]:
        """What a recommendation is about, and a note where nothing but the widest topic could be given.

        Raises:
            BadValue: a label is not in the table (file and row named).
        """
        for label in labels:
            if label not in self._labels:
                raise BadValue(f"there is no label {label!r} in label_topics/{LABELS.name}", file=file, row=row, column="Issue")
        said, given = self._tie(text), [self._labels[label] for label in labels]
        topics = united([said.topics, *(tied.topics for tied in given)])
        precise = tuple(topic for topic in topics if topic != WIDEST)
        note = ""
        if not topics:
            note = _WHOLES if said.instruments else _NOTHING
        affected = united([said.affected, *(tied.affected for tied in given)])
        if said.takes_away and not set(said.takes_away).intersection(said.affected):
            affected = tuple(scope for scope in affected if scope not in said.takes_away)
            note = " ".join(filter(None, [note, *said.why]))
        return Tied(precise or (WIDEST,), affected, said.instruments, said.asks_consent, said.provisions), note
