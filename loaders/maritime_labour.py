"""The Maritime Labour Convention, whose text has Articles, Regulations, Standards and Guidelines: its structure, from the Dutch copy.

The copy by article (JSON) runs the Guidelines of Part B on behind the Standards of Part A without their numbers; the copy as published
(Markdown, the same folder of the source) prints every heading, and is the one that is read. It is the text of 2006: the amendments to the
Code of 2014 and later are not in it. The appendices are forms without numbered provisions and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from servanda.loaders.article_lines import UnexpectedMarker, take_apart
from servanda.loaders.errors import ChangedLayout
from servanda.loaders.outline import Outline
from servanda.loaders.provision_tree import Provision
from servanda.loaders.record import read_text

INSTRUMENT: Final = "mlc-2006"
#: Articles, Titles and, below them, the Regulations and the two Parts of the Code; each with the form of its number.
_HEADING: Final = re.compile(
    r"###\s?(?P<kind>Article|TITLE|Regulation|Standard|Guideline|Appendix)\s+(?P<number>[IVX]+(?![a-z])|[AB]?\d[\d.]*|A5-I)(?=\s|$)"
)
_TITLE_OF_COPY: Final = "####Maritime Labour Convention, 2006"
_NAMES: Final = {"Article": "art", "TITLE": "title", "Regulation": "reg", "Standard": "standard", "Guideline": "guideline"}
#: How many of each there are.
COUNTS: Final = {"art": 16, "title": 5, "reg": 30, "standard": 27, "guideline": 81}
_EXPLANATORY_NOTE: Final = "####Explanatory Note"

#: The sub-points of Standard A5.1.3(10)(a) and paragraph 2 of Guideline B5.1.5 stand inside a line.
_FAULTS: Final = Outline(identifier=_TITLE_OF_COPY, last={}, run_on={"a5.1.3": ("(i)", "(ii)", "(iii)", "(iv)"), "b5.1.5": ("2.",)})


@dataclass(slots=True)
class _Unit:
    """One Article, Title, Regulation, Standard or Guideline with its lines (Title 5 has paragraphs of its own)."""

    name: str
    number: str
    title: str
    lines: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{INSTRUMENT}/{self.name}-{self.number}"

    def within(self, others: dict[str, str]) -> str:
        """The path of what it stands in: a Regulation or Guideline of one figure less (B1.2.1 in B1.2), else its Title."""
        wider = f"{self.name}-{self.number.rpartition('.')[0]}"
        return others.get(wider) or others.get(f"title-{self.title}", "")


def _units(lines: list[str], file: Path) -> Iterator[_Unit]:
    if _TITLE_OF_COPY not in lines:
        raise ChangedLayout("this is not the text of the Maritime Labour Convention", file=file)
    unit: _Unit | None = None
    title = ""
    for line in lines:
        match = _HEADING.match(line)
        if match is None:
            if line.startswith(_EXPLANATORY_NOTE) and unit is not None:  # it says of itself that it is no part of the Convention
                yield unit
                unit = None
            elif unit is not None and line.strip() and not line.startswith("#"):
                unit.lines.append(line.strip())
            continue
        if unit is not None:
            yield unit
        unit = None
        if match["kind"] == "Appendix":
            return
        unit = _Unit(_NAMES[match["kind"]], match["number"].lower(), title)
        if match["kind"] == "TITLE":
            title, unit.title = match["number"], ""
    raise ChangedLayout("the text ends before its appendices", file=file)


def read_provisions(path: Path) -> list[Provision]:
    """The provisions of the Convention: numbers and structure, no words.

    Paths: ``mlc-2006/art-iii``, ``mlc-2006/title-5/1``, ``mlc-2006/reg-1.4/2``, ``mlc-2006/standard-a1.4/5/c/vi`` and
    ``mlc-2006/guideline-b1.4.1/1/a``. Articles, Regulations, Standards and Guidelines are of the kind ``article``; the Guidelines do not
    bind (article VI(1)).

    Args:
        path: the Markdown file of the text.

    Raises:
        SourceError: missing, not UTF-8, another text, cut off, or numbered otherwise than known (the place is named).
    """
    provisions: list[Provision] = []
    known: dict[str, str] = {}
    counts = dict.fromkeys(COUNTS, 0)

    def add(provision_path: str, kind: str, number: str, parent: str) -> None:
        provisions.append(Provision(provision_path, kind, number, parent, len(provisions) + 1))

    for unit in _units(read_text(path).split("\n"), path):
        counts[unit.name] += 1
        try:
            article = take_apart(unit.number, unit.lines or ["-"], _FAULTS)
        except UnexpectedMarker as error:
            raise ChangedLayout(f"{unit.name} {unit.number}: {error}", file=path) from error
        for item_path, item in article.within(unit.path):
            parent = unit.within(known) if item is article else item_path.rpartition("/")[0]
            add(item_path, "part" if unit.name == "title" and item is article else item.kind, item.number, parent)
        known[f"{unit.name}-{unit.number}"] = unit.path
    if counts != COUNTS:
        raise ChangedLayout(f"there are {counts}, and not {COUNTS}", file=path)
    return provisions
