"""HTML pages from templates: everything is escaped, nothing is loaded from elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import URIRef

from servanda.ontology.namespaces import BASE

_FOLDER: Final = Path(__file__).resolve().parent / "templates"


def local_link(value: object) -> str:
    """Where a click on a value leads: our own things on this host, other addresses as they are, anything else nowhere."""
    if not isinstance(value, URIRef):
        return ""
    text = str(value)
    if text.startswith(f"{BASE}id/"):
        return "/" + text.removeprefix(BASE)
    if text.startswith(f"{BASE}ontology"):
        return "/ontology"
    return text if text.startswith(("https://", "http://")) else ""


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.filters["local_link"] = local_link
    return environment


def render(template: str, **values: object) -> str:
    """Fill a template."""
    return _environment().get_template(template).render(**values)
