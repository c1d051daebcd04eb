"""Compares an answer with the W3C's expected file, byte by byte where the format leaves nothing open.

Three things are open and set aside: labels of blank nodes, white space in JSON, and the end of a line in CSV (the expected files have
line feeds; SPARQL 1.1 CSV, section 3, asks for CRLF, and that is asked for here). ``SELECT *`` leaves the order of columns open, too: the
query that is sent names the columns in the expected file's order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.endpoint_manifest import FormatTest, held
from benchmarks.endpoint_protocol import ask

MEDIA_TYPES: Final = {".srj": "application/sparql-results+json", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}
_BLANK: Final = re.compile(r"_:\w+")
_ALL: Final = re.compile(r"SELECT \*")


def columns(test: FormatTest) -> list[str]:
    """The columns of the expected file, in its order; none for a yes or no."""
    text = test.result.read_text(encoding="utf-8")
    if test.result.suffix == ".srj":
        names: list[str] = json.loads(text)["head"].get("vars", [])
        return names
    header = text.split("\n")[0]
    return header.split(",") if test.result.suffix == ".csv" else [name.removeprefix("?") for name in header.split("\t")]


def query_of(test: FormatTest) -> str:
    """The test's query, with its columns in the expected file's order."""
    return _ALL.sub("SELECT " + " ".join(f"?{name}" for name in columns(test)), test.query)


def _same_labels(text: str) -> str:
    labels: dict[str, str] = {}
    return _BLANK.sub(lambda found: labels.setdefault(found[0], f"_:{len(labels)}"), text)


def _without_labels(results: Any) -> Any:
    for row in results.get("results", {}).get("bindings", []):
        for term in row.values():
            if term["type"] == "bnode":
                term["value"] = ""
    return results


def format_fault(test: FormatTest, address: str, canonical: Mapping[str, str] | None = None) -> str | None:
    """What is wrong with an endpoint's answer, in a sentence; None when it is what the W3C expects.

    Args:
        test: the test; its data are held under the name that ``held`` gives.
        address: the endpoint's.
        canonical: terms of the expected file, and how a store writes them that keeps values and not the way in which they were written.
    """
    media_type = MEDIA_TYPES[test.result.suffix]
    response = ask(address, query_of(test), media_type, default_graph_uri=[held(test.data)])
    if response.status != 200 or response.media_type != media_type:
        return f"status {response.status}, {response.media_type}"
    text, expected = response.body.decode("utf-8"), test.result.read_text(encoding="utf-8")
    if test.result.suffix == ".srj":
        given, wanted = _without_labels(json.loads(text)), _without_labels(json.loads(expected))
        return None if given == wanted else f"{given} is not {wanted}"
    if test.result.suffix == ".csv":
        if text.count("\n") != text.count("\r\n"):
            return "a line of CSV ends with CRLF"
        text = text.replace("\r\n", "\n")
    for term, written in (canonical or {}).items():
        expected = expected.replace(term, written)
    given, wanted = _same_labels(text), _same_labels(expected)
    return None if given == wanted else f"{given!r} is not {wanted!r}"
