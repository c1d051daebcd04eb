"""References that a scholar can paste: OSCOLA, BibTeX, CSL-JSON and RIS for a provision, a source and the data set itself.

A reference is CSL-JSON first; citeproc-py makes OSCOLA of it with the style beside this file, pybtex writes BibTeX.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, Entry

_STYLE: Final = Path(__file__).resolve().parent / "oscola.csl"

Format = Literal["oscola", "bibtex", "csl-json", "ris"]
FORMATS: Final[tuple[Format, ...]] = ("oscola", "bibtex", "csl-json", "ris")


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that can be cited.

    Attributes:
        key: a name for it, letters, digits and hyphens.
        kind: ``treaty``, ``webpage`` (a source) or ``dataset`` (this graph).
        title: in English.
        short: the short title of a treaty, or empty.
        dated: the day of a treaty, the as-at date of a source, the day asked about; ISO, a day or a year; or empty.
        in_force: day of a treaty's entry into force, or empty.
        number: where a treaty is registered (``MTDSG IV-13``), or empty.
        publisher: of a source, or empty.
        version: of the data set, or empty.
        url: address, or empty.
        pinpoint: ``art 21``, ``end note 14``, or empty.
    """

    key: str
    kind: Literal["treaty", "webpage", "dataset"]
    title: str
    short: str = ""
    dated: str = ""
    in_force: str = ""
    number: str = ""
    publisher: str = ""
    version: str = ""
    url: str = ""
    pinpoint: str = ""


def _date(written: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in written.split("-")]]}


def csl_item(reference: Reference) -> dict[str, Any]:
    """The reference as a CSL-JSON item (Citation Style Language 1.0.2, appendix on variables)."""
    item: dict[str, Any] = {"id": reference.key, "type": reference.kind, "title": reference.title}
    texts = {
        "title-short": reference.short,
        "number": reference.number,
        "publisher": reference.publisher,
        "version": reference.version,
        "URL": reference.url,
        "references": reference.pinpoint,
    }
    item |= {name: value for name, value in texts.items() if value}
    if reference.dated:
        item["issued"] = _date(reference.dated)
    if reference.in_force:
        item["event-date"] = _date(reference.in_force)
    return item


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(str(_STYLE), validate=False)


def oscola(references: Sequence[Reference]) -> list[str]:
    """Each reference as an OSCOLA footnote, ending in a full stop."""
    if not references:
        return []
    items = [csl_item(each) | {"id": f"ref{number}"} for number, each in enumerate(references)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of CSL variables that it knows and this style does not use
        source = CiteProcJSON(items)
        bibliography = CitationStylesBibliography(_style(), source, formatter.plain)
        citations = [Citation([CitationItem(item["id"])]) for item in items]
        for citation in citations:
            bibliography.register(citation)
        lines = [str(bibliography.cite(citation, _refuse)) for citation in citations]
    return [line if line.endswith(".") else f"{line}." for line in lines]


def _refuse(item: CitationItem) -> None:
    raise ValueError(f"no reference is called {item.key!r}")


def bibtex(references: Sequence[Reference]) -> str:
    """All references as BibTeX entries (``@misc``; the pinpoint stands in ``note``)."""
    entries: dict[str, Entry] = {}
    for each in references:
        notes = [f"done {each.dated}" if each.kind == "treaty" and each.dated else "", f"in force {each.in_force}" if each.in_force else ""]
        notes += [f"version {each.version}" if each.version else "", each.pinpoint]
        fields = {
            "title": f"{{{each.title}}}",
            "shorttitle": each.short,
            "year": each.dated[:4],
            "number": each.number,
            "howpublished": each.publisher,
            "url": each.url,
            "note": ", ".join(note for note in notes if note),
        }
        key = each.key if not each.pinpoint else f"{each.key}-{''.join(char if char.isalnum() else '-' for char in each.pinpoint)}"
        entries[key] = Entry("misc", [(name, value) for name, value in fields.items() if value])
    written: str = BibliographyData(entries).to_string("bibtex")
    return written


def csl_json(references: Sequence[Reference]) -> str:
    """All references as a CSL-JSON array."""
    return json.dumps([csl_item(each) for each in references], ensure_ascii=False, indent=2)


#: Our kinds in RIS (type of reference, tag TY).
_RIS_TYPES: Final = {"treaty": "STAT", "webpage": "ELEC", "dataset": "DATA"}


def ris(references: Sequence[Reference]) -> str:
    """All references as RIS records, the format of reference managers; lines end in CR LF as its specification wants."""
    lines: list[str] = []
    for each in references:
        tags = {
            "TI": each.title,
            "ST": each.short,
            "PY": each.dated[:4],
            "DA": each.dated.replace("-", "/"),
            "PB": each.publisher,
            "ET": each.version,
            "M1": each.number,
            "UR": each.url,
            "N1": ", ".join(note for note in (each.pinpoint, f"in force {each.in_force}" if each.in_force else "") if note),
            "ID": each.key,
        }
        lines.append(f"TY  - {_RIS_TYPES[each.kind]}")
        lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in tags.items() if value]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def formatted(references: Sequence[Reference], wanted: Format) -> str:
    """All references in one of ``FORMATS``, each once."""
    once = list(dict.fromkeys(references))
    if wanted == "bibtex":
        return bibtex(once)
    if wanted == "csl-json":
        return csl_json(once)
    if wanted == "ris":
        return ris(once)
    return "\n".join(oscola(once))
