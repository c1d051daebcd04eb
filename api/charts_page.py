"""The page of a picture: for a browser, or as a file of its own."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from rdflib import Literal

from servanda.api.charts_picture import Cell, Picture
from servanda.api.charts_words import NAMES, WORDS
from servanda.api.choices import Choice, Choices
from servanda.api.envelope import Service
from servanda.api.pages import page
from servanda.api.reader import Reader
from servanda.queries.answers import MemberAnswer, answers
from servanda.queries.lookup import local_name
from servanda.viz.map_chart import AREAS


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form.

    Attributes:
        kind: ``choose``, ``text`` or ``number``.
        name, label: of the parameter, and to read.
        value: what it has now.
        choices: for ``choose``.
    """

    kind: str
    name: str
    label: str
    value: str
    choices: tuple[Choice, ...] = ()


#: Fields of each picture's form, beside the day.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "parties": ("instrument", "area"),
    "gaps": ("instrument", "topic", "role", "worker", "area"),
    "timeline": ("state",),
    "ratifications": tuple(f"instrument {at}" for at in range(1, 7)),
    "topics": ("states", "group"),
    "flows": ("state", "direction", "most"),
}


def file_link(picture: Picture, form: str, **more: str) -> str:
    """The address of a picture's file."""
    return f"/chart/{picture.name}.{form}?{urlencode({**picture.asked, 'language': picture.language, **more}, doseq=True)}"


def overview_page(reader: Reader) -> str:
    """All kinds of pictures, each with a sentence."""
    words = WORDS[reader.language]
    cards = [(words[name], words[f"{name}_about"], reader.link(f"/view/chart/{name}")) for name in NAMES]
    return page(reader, "charts.html", words=words, cards=cards)


def chart_page(reader: Reader, here: Service, picture: Picture) -> str:
    """The page of one picture with its form, table and tools."""
    choices = here.choices.take(reader.language)
    return _page(
        reader,
        picture,
        fields=[_field(name, picture, choices, _groups(here, reader.language)) for name in _FIELDS[picture.name]],
        wide=file_link(picture, "svg"),
        narrow=file_link(picture, "svg", size="narrow"),
        files=[("SVG", file_link(picture, "svg")), ("PNG", file_link(picture, "png")), ("Vega-Lite", file_link(picture, "vl.json"))],
    )


def chart_as_one_file(reader: Reader, picture: Picture, wide: bytes, narrow: bytes) -> str:
    """The page with both sizes of the picture in it: no script, and nothing to load."""
    return _page(reader, picture, fields=[], wide=_inline(wide), narrow=_inline(narrow), files=[])


def _page(reader: Reader, picture: Picture, *, fields: list[Field], wide: str, narrow: str, files: list[tuple[str, str]]) -> str:
    words = WORDS[reader.language]
    heads, rows = _grid(picture) if picture.name == "topics" else ([label for _, label in picture.columns], picture.rows)
    return page(
        reader,
        "chart.html",
        words=words,
        picture=picture,
        about=words[f"{picture.name}_about"],
        alt=words["alt"].format(title=picture.title, subtitle=picture.subtitle),
        fields=fields,
        others=[(words[name], reader.link(f"/view/chart/{name}"), name == picture.name) for name in NAMES],
        wide=wide,
        narrow=narrow,
        files=files,
        heads=heads,
        rows=rows,
        csv=file_link(picture, "csv"),
        json=file_link(picture, "json"),
        today=datetime.date.today(),
    )


def _inline(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")


def _grid(picture: Picture) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """A row for each topic and a column for each state: easier to read than a row for each of both."""
    words = WORDS[picture.language]
    heads = list(dict.fromkeys(str(row[1].value) for row in picture.rows))
    lines: dict[str, list[Cell]] = {}
    for topic, _, _, bound, open_, number in picture.rows:
        line = lines.setdefault(str(topic.value), [topic, number])
        more = f" (+ {open_.shown}?)" if open_.value else ""
        line.append(Cell(bound.value, f"{bound.shown}{more}"))
    return [words["topic"], words["obligations"], *heads], [tuple(line) for line in lines.values()]


def _groups(here: Service, language: str) -> tuple[Choice, ...]:
    found = answers(here.engine, MemberAnswer, "group_members", language=Literal(language))
    return tuple(dict.fromkeys((local_name(each.group), each.group_name) for each in found))


def _field(name: str, picture: Picture, choices: Choices, groups: tuple[Choice, ...]) -> Field:
    words = WORDS[picture.language]
    parameter, _, at = name.removesuffix("s").partition(" ")
    given = picture.asked.get(parameter, "")
    value = given if isinstance(given, str) else " ".join(given)
    if at:  # one of several fields of the same name
        chosen = given[int(at) - 1] if len(given) >= int(at) else ""
        return Field("choose", parameter, words["instruments"].format(at=at), chosen, (("", "–"), *choices.treaties))
    anything = ("", words["none"])
    several: Mapping[str, tuple[Choice, ...]] = {
        "instrument": (*((anything,) if picture.name == "gaps" else ()), *choices.treaties),
        "topic": (anything, *choices.topics),
        "role": tuple((role, words[role]) for role in ("destination", "origin")),
        "worker": choices.workers if any(value == slug for slug, _ in choices.workers) else ((value, value), *choices.workers),
        "area": tuple((area, words[area]) for area in AREAS),
        "state": (*choices.states, *choices.former) if picture.name == "timeline" else choices.states,
        "direction": tuple((each, words[each]) for each in ("from", "to")),
        "group": (("", "–"), *groups),
    }
    if name in several:
        return Field("choose", name, words[name], value, several[name])
    kind = "number" if name == "most" else "text"
    return Field(kind, parameter, words[name], value)
