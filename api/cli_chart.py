"""``servanda chart``: a picture with its table as one HTML file, or the picture or its data as SVG, PNG, CSV, JSON or Vega-Lite."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any, Final

from servanda.api.charts import FORMS, as_file, make
from servanda.api.charts_page import chart_as_one_file
from servanda.api.charts_picture import Asked
from servanda.api.cli_answers import service
from servanda.api.cli_output import print_json, print_line
from servanda.api.reader import Reader
from servanda.api.settings import Settings
from servanda.loaders.atomic import write_bytes
from servanda.ontology.namespaces import BASE
from servanda.queries.errors import QuestionError, UnknownParameter

_SEVERAL: Final = frozenset({"instrument", "state"})


def chart(options: argparse.Namespace, settings: Settings) -> int:
    """Draw a picture and write it."""
    form = "vl.json" if options.out.name.endswith(".vl.json") else options.out.suffix.removeprefix(".")
    if form != "html" and form not in FORMS:
        raise QuestionError(f"{options.out.name} tells no form: let it end in .html, {', '.join(f'.{each}' for each in FORMS)}")
    here = service(settings)
    picture = make(here, options.name, read_asked(options.parameters), options.language)
    if form == "html":
        reader = Reader(options.language, "", (), BASE.rstrip("/"), here.manifest.version, alone=True, base=BASE.rstrip("/"))
        sizes = (as_file(here, picture, "svg"), as_file(here, picture, "svg", narrow=True))
        content = chart_as_one_file(reader, picture, *sizes).encode("utf-8")
    else:
        content = as_file(here, picture, form)
    write_bytes(options.out, content)
    if options.json:
        print_json({"file": str(options.out), "picture": picture.name, "title": picture.title, "rows": len(picture.rows)})
    else:
        print_line(f"{options.out}: {picture.title} ({len(picture.rows)} rows)")
    return 0


def read_asked(written: list[str]) -> Asked:
    """What a picture is asked for, from ``name=value`` (several values of a name: parted by commas, or the name again).

    Raises:
        UnknownParameter: there is no such name, or no ``=``.
        QuestionError: a number is none.
    """
    known = [each.name for each in dataclasses.fields(Asked)]
    found: dict[str, Any] = {}
    for each in written:
        name, is_there, value = each.partition("=")
        if not is_there or name not in known:
            raise UnknownParameter(f"{each!r} is no parameter of a picture: write NAME=VALUE with one of {', '.join(known)}")
        if name in _SEVERAL:
            found.setdefault(name, []).append(value)
        elif name == "most":
            if not value.isdecimal() or not 1 <= int(value) <= 40:
                raise QuestionError(f"most={value} is no number from 1 to 40")
            found[name] = int(value)
        else:
            found[name] = value
    return Asked(**found)
