"""The page on which a person asks in SPARQL: an editor, all named questions as examples, things by their names, the answer as a table.

The editor is YASQE, the editor of YASGUI, from npm (see ``browser_files``). The page's own scripts are the files ``query_*.js`` beside this
one; without them it is a form that posts to the endpoint.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from servanda.api.envelope import InLanguage
from servanda.api.ontology_page import sections
from servanda.api.pages import page
from servanda.api.query_words import IN_SCRIPT, WORDS
from servanda.api.reader import ReaderHere
from servanda.api.search_words import WORDS as SEARCH_WORDS
from servanda.ontology.namespaces import BASE, PREFIXES
from servanda.ontology.question_examples import QuestionExample, question_examples
from servanda.queries.errors import NotFound
from servanda.queries.lookup import local_name
from servanda.queries.run import query_text
from servanda.queries.search import KINDS

router = APIRouter(tags=["views"])

_FOLDER: Final = Path(__file__).resolve().parent
_SCRIPTS: Final = ("query_page", "query_editor", "query_completion", "query_answer")
#: The named question that stands in the editor at first: of our own graph, and of another one, which it is not made for.
_FIRST: Final = "parties_on"
_FIRST_ANYWHERE: Final = "graph_sizes"

AQuery = Annotated[str | None, Query(description="A query in SPARQL to begin with.")]
AnExample = Annotated[str | None, Query(description="The name of a question to begin with; `servanda query` lists them.")]


@cache
def _examples() -> dict[str, QuestionExample]:
    return {each.name: each for each in question_examples()}


def _example(name: str) -> QuestionExample:
    if name not in _examples():
        raise NotFound(f"there is no question {name!r}; the page /query lists them")
    return _examples()[name]


@cache
def _scripts() -> dict[str, str]:
    return {name: (_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS}


@cache
def script_folder() -> str:
    """Where the scripts are served; changes with what is in any of them, so that a browser may keep them for ever."""
    return f"/query/scripts/{hashlib.sha256(''.join(_scripts().values()).encode()).hexdigest()[:12]}"


@router.get("/query", response_class=HTMLResponse)
def query_page(reader: ReaderHere, query: AQuery = None, example: AnExample = None) -> str:
    """The page with a query in its editor.

    Raises:
        NotFound: there is no question of that name.
    """
    ours = reader.has("/api/search")  # of another graph that is served in place of ours neither questions nor names are known
    if query is not None:
        text = query
    elif example is not None or ours:
        text = _example(example or _FIRST).text
    else:
        text = query_text(_FIRST_ANYWHERE, {})
    told = {**IN_SCRIPT[reader.language], **{kind: SEARCH_WORDS[reader.language][kind] for kind in KINDS.values()}}
    return page(
        reader,
        "query.html",
        words=WORDS[reader.language],
        text=text,
        examples=[each for each in _examples().values() if not each.check] if ours else [],
        checks=[each for each in _examples().values() if each.check] if ours else [],
        found=ours,
        scripts=script_folder(),
        told=json.dumps(told, ensure_ascii=False),
        prefixes=json.dumps(PREFIXES),
    )


@router.get("/query/scripts/{version}/{name}.js", include_in_schema=False)
def served_script(version: str, name: str) -> Response:
    """A script of the page; an address of an older one gives the newest and is not kept.

    Raises:
        NotFound: the page has no such script.
    """
    if name not in _scripts():
        raise NotFound(f"the query page has no script {name!r}")
    kept = "public, max-age=31536000, immutable" if f"/query/scripts/{version}" == script_folder() else "no-cache"
    return Response(_scripts()[name], media_type="text/javascript", headers={"Cache-Control": kept})


@router.get("/query/examples/{name:path}.rq", response_class=Response)
def example_text(name: str) -> Response:
    """A named question as a query that runs as it stands.

    Raises:
        NotFound: there is no such question.
    """
    return Response(_example(name).text, media_type="application/sparql-query", headers={"Cache-Control": "no-cache"})


@cache
def _terms_of_others() -> tuple[str, ...]:
    """The terms of other vocabularies in the questions, by their prefixed names."""
    others = "|".join(prefix for prefix, namespace in PREFIXES.items() if not namespace.startswith(BASE) and prefix != "xsd")
    written = re.compile(rf"(?<![\w:<])(?P<prefix>{others}):(?P<name>[A-Za-z]\w*)")
    found = (match for each in _examples().values() for match in written.finditer(each.text))
    return tuple(sorted({f"{PREFIXES[match['prefix']]}{match['name']}" for match in found}))


@cache
def _terms(language: str) -> dict[str, list[dict[str, str]]]:
    own, others = sections(language), _terms_of_others()
    found = {"classes": own["classes"], "properties": (*own["object_properties"], *own["datatype_properties"])}
    return {
        kind: [
            *({"iri": each.iri, "label": each.label} for each in entries),
            # in the vocabularies that are used a class begins with a capital letter and a property does not
            *({"iri": iri, "label": ""} for iri in others if local_name(iri)[0].isupper() == (kind == "classes")),
        ]
        for kind, entries in found.items()
    }


@router.get("/query/terms")
def terms(language: InLanguage) -> dict[str, Any]:
    """The classes and properties that the editor completes: our own with their labels, and those of others that the questions use."""
    return _terms(language)
