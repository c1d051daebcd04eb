"""The Link header (RFC 8288): where else a description can be had, what describes it, and under which terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from servanda.api.rdf_forms import FORMS
from servanda.ontology.namespaces import BASE

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def link(target: str, relation: str, **more: str) -> str:
    """One link; what cannot stand in an address is escaped."""
    parameters = "".join(f'; {name}="{value}"' for name, value in {"rel": relation, **more}.items())
    return f"<{quote(target, safe=_ADDRESS)}>{parameters}"


_ADDRESS: Final = "/:?#[]@!$&'()*+,;=%~-._"


def alternates(path: str, asked: str, without: str = "") -> Iterator[str]:
    """The other forms of a description.

    Args:
        path: its address without the ending.
        asked: what follows the ending, ``?…`` or empty.
        without: media type of the form that is sent.
    """
    for media, (ending, _) in FORMS.items():
        if media != without:
            yield link(f"{path}.{ending}{asked}", "alternate", type=media)


def description_links(root: str, path: str, ending: str, asked: str, thing: str, version: str) -> str:
    """The links of a description.

    Args:
        root: path under which the service stands, or empty.
        path: the description's address on this host, without root and ending.
        ending: of its form.
        asked: what follows it, ``?…`` or empty.
        thing: what is described.
        version: of the data.
    """
    media = next(media for media, (end, _) in FORMS.items() if end == ending)
    links = [
        link(thing, "describes"),
        link(f"{BASE.rstrip('/')}{path}.{ending}{asked}", "canonical"),
        *alternates(f"{root}{path}", asked, media),
        link(f"{root}/.well-known/void", "describedby", type="text/turtle"),
        link(f"{root}/version/{version}{path}.{ending}{asked}", "bookmark"),
        link(LICENCE, "license"),
    ]
    return ", ".join(links)
