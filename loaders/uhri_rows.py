"""From an annotation of the Universal Human Rights Index to rows of a table of claims, one for each state concerned.

What a treaty body or a special procedure says is supervision; what a state says in the Universal Periodic Review is a recommendation, and
the answer of the reviewed state no finding. The index does not part concern from praise, so an observation has no status.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from servanda.loaders.dropped_rows import DroppedRow
from servanda.loaders.errors import BadValue, UnknownState
from servanda.loaders.reports import COLUMNS as REPORT_COLUMNS
from servanda.loaders.states import State, StateNames, read_states
from servanda.loaders.uhri_labels import LabelledBody, Labels, read_all_labels
from servanda.loaders.uhri_record import Annotation
from servanda.loaders.upr_topics import WIDEST, united

COLUMNS: Final = (*REPORT_COLUMNS[:3], "territory", REPORT_COLUMNS[3], "recommended_by", *REPORT_COLUMNS[4:])
#: The label of persons, and the bodies, whose annotations concern migrants.
MIGRANTS: Final = "Migrants"
MIGRANT_BODIES: Final = frozenset({"cmw", "sr-migrants"})
#: Named first where others are named too.
_MAIN_SCOPE: Final = "all-migrant-workers"
_REVIEW: Final = "upr"
_RECOMMENDATION, _OBSERVATION = "Recommendations", "Concerns/Observations"
#: Answers of the reviewed state; both together stand for a recommendation that it supported in part (``Supported/Noted``).
_ATTRIBUTION: Final[Mapping[frozenset[str], str]] = {
    frozenset({"Supported"}): "supports-recommendation",
    frozenset({"Noted"}): "notes-recommendation",
    frozenset({"Supported", "Noted"}): "other",
    frozenset(): "",
}
_PARTLY: Final = "The reviewed state supported a part of it and noted the rest."
_MIXED: Final = "The index has one kind for concerns and for what a body welcomes; which of them it is, its words tell."
_NO_KIND: Final = "The index does not say whether it is a recommendation or an observation."
_WIDEST_NOTE: Final = "No theme of it names a matter of the list: the widest topic stands."
_BY_SYMBOL: Final = "The index names no state; it is the one in the symbol."
_NO_DATE: Final = "The index has no date."
_ENCODED: Final = {"encoded_by": "rules of label_topics, label_bodies and label_scopes", "encoded_on": "2026-11-22"}
#: ``CEDAW/C/ALB/CO/4``, ``CAT/OP/HND/1``, ``CRC/C/OPSC/ALB/CO/1``.
_STATE_IN_SYMBOL: Final = re.compile(r"[A-Z-]+/(?:C|OP)/(?:OPSC/|OPAC/)?([A-Z]{3})/.*")
_LINKABLE: Final = re.compile(r"[A-Z]+(?:/[A-Za-z0-9.()_-]+)+")
#: A number before the passage; a heading may stand above it.
_PARAGRAPH: Final = re.compile(r"(?:[Pp]ara(?:graph|s)?\.? ?)?(\d{1,3}(?:\.\d{1,3})?)[.)]? ?(?=[A-Z“\"(])")


def _paragraph(text: str) -> str:
    for line in text.split("\n", 2)[:2]:
        if match := _PARAGRAPH.match(line):
            return match[1]
    return ""


class UhriRows:
    """Makes the rows; counts the groups of persons that have no row in the table of labels (``unknown_persons``)."""

    def __init__(self, labels: Labels | None = None) -> None:
        """Read the tables of labels and of states (``SourceError`` where one cannot be understood)."""
        self._labels = labels or read_all_labels()
        self._names = StateNames.load()
        self._states: dict[str, State] = {state.code: state for state in read_states()}
        self._by_iso2 = {state.iso2: state.code for state in self._states.values() if state.iso2}
        self.unknown_persons: Counter[str] = Counter()

    def concerns_migrants(self, found: Annotation) -> bool:
        """Whether the index ties it to migrants: by the label of persons, or by the body."""
        labelled = self._labels.bodies.get(found.body)
        return MIGRANTS in found.persons or (labelled is not None and labelled.body.slug in MIGRANT_BODIES)

    def rows(self, found: Annotation, *, file: Path, number: int) -> Iterator[dict[str, str] | DroppedRow]:
        """The rows of one annotation, or why it, or one of its states, has none.

        Args:
            found: the annotation.
            file, number: where it stands, for messages.

        Raises:
            BadValue: a body, a theme or an answer that nobody knows (named).
        """
        if reason := self._unusable(found):
            yield DroppedRow(f"annotation {found.id}", found.symbol or found.body or "no symbol", reason)
            return
        labelled = self._body(found, file, number)
        given, notes = self._given(found, labelled, file, number)
        try:
            by = [self._code(name, file) for name in found.recommending]
        except UnknownState as error:
            yield DroppedRow(f"annotation {found.id}", found.symbol, f"recommending state: {error.problem}")
            return
        codes, told = self._respondents(found)
        if not codes:
            yield DroppedRow(f"annotation {found.id}", found.symbol or found.body, "it names no state, so there is nobody whom it is about")
        for name, code in codes:
            if code is None:
                yield DroppedRow(f"annotation {found.id}", found.symbol, f"no state is known by the name {name!r}")
                continue
            state = self._states[code]
            territory = code if state.class_name == "Territory" else ""
            respondent = state.administered_by if territory else code
            if not respondent:
                yield DroppedRow(f"annotation {found.id}", found.symbol, f"{name} is a territory, and no table says of which state")
                continue
            yield (
                dict.fromkeys(COLUMNS, "")
                | given
                | _ENCODED
                | {
                    "id": found.id if len(codes) == 1 else f"{found.id}-{code.lower()}",
                    "respondent": respondent,
                    "territory": territory,
                    "recommended_by": " ".join(dict.fromkeys(by)),
                    "citation": self._citation(found, labelled, state, by),
                    "note": " ".join([*notes, *told]),
                }
            )

    def _unusable(self, found: Annotation) -> str:
        if not found.body:
            return "the index names no body"
        if found.kind not in {_RECOMMENDATION, _OBSERVATION, ""}:
            return f"the index calls it {found.kind!r}: neither a recommendation nor an observation"
        labelled = self._labels.bodies.get(found.body)
        if labelled is None or labelled.body.slug != _REVIEW:
            return ""
        if found.kind != _RECOMMENDATION:
            return "it is of the Universal Periodic Review, and the index does not call it a recommendation"
        return "" if found.recommending else "the index does not say which state recommended it"

    def _body(self, found: Annotation, file: Path, number: int) -> LabelledBody:
        if found.body not in self._labels.bodies:
            raise BadValue(f"there is no body {found.body!r} in label_bodies/uhri.csv", file=file, row=number, column="Body")
        return self._labels.bodies[found.body]

    def _given(self, found: Annotation, labelled: LabelledBody, file: Path, number: int) -> tuple[dict[str, str], list[str]]:
        """The cells that do not depend on the state, and the notes."""
        review = labelled.body.slug == _REVIEW
        answers = frozenset(part.strip() for each in found.positions for part in each.split("/"))
        if answers not in _ATTRIBUTION:
            told = ", ".join(found.positions)
            raise BadValue(f"{told!r} is no answer that this loader knows", file=file, row=number, column="UprPositions")
        attribution = _ATTRIBUTION[answers] if review else ""
        for theme in found.themes:
            if theme not in self._labels.themes:
                raise BadValue(f"there is no label {theme!r} in label_topics/uhri.csv", file=file, row=number, column="Themes")
        tied = [self._labels.themes[theme] for theme in found.themes]
        topics = united(each.topics for each in tied)
        precise = tuple(topic for topic in topics if topic != WIDEST)
        scopes = [self._labels.scopes.get(group, "") for group in found.persons]
        self.unknown_persons.update(group for group in found.persons if group not in self._labels.scopes)
        affected = united([[scope for scope in scopes if scope], *(each.affected for each in tied)])
        notes = [
            *([_NO_DATE] if not found.date else []),
            *([_PARTLY] if attribution == "other" else []),
            *([_MIXED] if found.kind == _OBSERVATION else [_NO_KIND] if not found.kind else []),
            *([] if topics else [_WIDEST_NOTE]),
        ]
        return {
            "kind": "recommendation" if review else "supervision",
            "reported_by": labelled.body.slug,
            "reported_on": found.date,
            "instruments": labelled.instrument,
            "topics": ";".join(precise or (WIDEST,)),
            "affected": ";".join(sorted(affected, key=lambda scope: scope != _MAIN_SCOPE)),
            # a body that recommends makes a request without finding a breach; a reviewing state has examined nothing
            "status": "concern-expressed" if found.kind == _RECOMMENDATION and not review else "unknown",
            # the words of an independent body; those of a reviewing state nobody has assessed
            "reliability": "" if review else "likely-reliable",
            "attribution": attribution,
            "symbol": found.symbol,
            "paragraph": _paragraph(found.text),
            "link": f"https://undocs.org/{found.symbol}" if _LINKABLE.fullmatch(found.symbol) else "",
            "source_place": f"annotation {found.id}",
        }, notes

    def _code(self, name: str, file: Path) -> str:
        """The code of a name; the index marks some with an asterisk, and writes two letters in the place of others."""
        bare = name.rstrip("* ")
        return self._by_iso2.get(bare) or self._names.resolve(bare, file=file)

    def _respondents(self, found: Annotation) -> tuple[list[tuple[str, str | None]], list[str]]:
        """Name and code of each state concerned (no code where nobody knows the name), and notes."""
        if not found.countries and (match := _STATE_IN_SYMBOL.fullmatch(found.symbol)) and match[1] in self._states:
            return [(match[1], match[1])], [_BY_SYMBOL]
        codes: dict[str | None, str] = {}
        unknown: list[tuple[str, str | None]] = []
        for name in found.countries:
            try:
                codes.setdefault(self._code(name, Path()), name)
            except UnknownState:
                unknown.append((name, None))
        return [*((name, code) for code, name in codes.items()), *unknown], []

    def _citation(self, found: Annotation, labelled: LabelledBody, state: State, by: list[str]) -> str:
        paragraph = _paragraph(found.text)
        document = [found.symbol, f"para. {paragraph}" if paragraph else "", found.date]
        if by:
            who = ", ".join(self._states[code].names["en"] for code in dict.fromkeys(by))
            document = [f"recommendation of {who}", *document]
        about = f"{labelled.body.title['en']}{' of' if by else ' on'} {state.names['en']}"
        return f"{', '.join(filter(None, [about, *document]))} (Universal Human Rights Index, annotation {found.id})"
