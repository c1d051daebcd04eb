"""What the tools of a page show: how to cite it, and the code that embeds it."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import quote

from servanda.api.reader import Reader
from servanda.queries.references import Format, Reference, formatted

#: What is offered beside the text: name, format, file name, media type.
_FILES: Final[tuple[tuple[str, Format, str, str], ...]] = (
    ("BibTeX", "bibtex", "servanda.bib", "application/x-bibtex"),
    ("RIS", "ris", "servanda.ris", "application/x-research-info-systems"),
    ("CSL-JSON", "csl-json", "servanda.json", "application/vnd.citationstyles.csl+json"),
)


@dataclass(frozen=True, slots=True)
class CitedAs:
    """A reference to a page in one format.

    Attributes:
        name: of the format, as people say.
        file: what a downloaded file is called.
        address: a ``data:`` address, so that it needs no further request and works in a saved page.
    """

    name: str
    file: str
    address: str


def citations(reader: Reader, title: str, on: datetime.date | None) -> tuple[str, tuple[CitedAs, ...]]:
    """How to cite a page: a line of text (OSCOLA), and files for reference managers."""
    return _citations(title, reader.version, reader.permalink(on), on)


@lru_cache(maxsize=256)
def _citations(title: str, version: str, address: str, on: datetime.date | None) -> tuple[str, tuple[CitedAs, ...]]:
    key = f"servanda-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
    answered = "" if on is None else f"answer for {on.isoformat()}"
    reference = Reference(
        key, "dataset", f"{title} (Servanda)", publisher="Servanda", version=f"version {version}", url=address, pinpoint=answered
    )
    files = tuple(
        CitedAs(name, file, f"data:{media};charset=utf-8,{quote(formatted([reference], form))}") for name, form, file, media in _FILES
    )
    return formatted([reference], "oscola"), files


def embed_code(reader: Reader, title: str, on: datetime.date | None) -> str:
    """HTML that shows the page inside another one."""
    return f'<iframe src="{escape(reader.embedding(on))}" title="{escape(title)}" width="100%" height="640" loading="lazy"></iframe>'
