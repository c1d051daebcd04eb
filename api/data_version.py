"""One version of the data: at its own IRI, in the data set's description, and by the files that were made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL

from servanda.api.dump_folder import FILES, METADATA, TABLES_OF_DUMP, read_dump
from servanda.api.envelope import Service, ServiceHere
from servanda.api.link_headers import LICENCE, link
from servanda.api.rdf_forms import DATA_OFFERS, form_asked_for, new_graph, none_acceptable, written
from servanda.api.refusals import Refusal, refuse, safe_path
from servanda.graph.quads import Triple, types
from servanda.graph.write_catalogue import DATASET, DUMP_FORMS, TITLES, DumpForm, distribution, published
from servanda.ontology import iris
from servanda.ontology.namespaces import BASE, DCAT, VOID

router = APIRouter(tags=["linked data"])

#: Where the files of each version lie, in the folder of the built graph.
DUMPS_FOLDER: Final = "dumps"
#: The description of the tables, which names each of them.
TABLES_FORM: Final = DumpForm(METADATA, "application/csvm+json", "", "Tables in CSV (CSV on the Web), each also as Parquet")
_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_WORDS: Final = {"en": "{title} (data version {version})", "id": "{title} (versi data {version})"}


def dumps_of(here: Service, version: str) -> Path | None:
    """The folder of a version's files; None if there is none."""
    if here.tables is None or not _VERSION.fullmatch(version):
        return None
    folder = here.tables.parent / DUMPS_FOLDER / version
    return folder if folder.is_dir() else None


def version_triples(here: Service) -> Iterator[Triple]:
    """What there is to say of the version that is served: its name, and its files where they have been made."""
    version = here.manifest.version
    this = iris.version(version)
    yield DATASET, DCAT.version, Literal(version)
    yield DATASET, OWL.versionInfo, Literal(version)
    yield DATASET, DCAT.hasCurrentVersion, this
    yield DATASET, DCAT.hasVersion, this
    yield from types(this, DCAT.Dataset, VOID.Dataset)
    yield this, DCAT.isVersionOf, DATASET
    yield this, DCAT.version, Literal(version)
    yield this, DCTERMS.identifier, Literal(str(this))
    for language, pattern in _WORDS.items():
        sentence = Literal(pattern.format(title=TITLES[language], version=version), lang=language)
        yield this, DCTERMS.title, sentence
        yield this, DCTERMS.description, sentence
    yield from published(this)
    folder = dumps_of(here, version)
    for form in DUMP_FORMS:
        name = f"servanda.{form.ending}"
        if folder is not None and (folder / name).is_file():
            address = f"{BASE}dumps/{version}/{name}"
            yield from distribution(this, URIRef(f"{this}#{form.ending}"), form, address)
            yield this, VOID.dataDump, URIRef(address)
    if folder is not None and (folder / FILES).is_file():
        address = f"{BASE}dumps/{version}/{TABLES_OF_DUMP}/{METADATA}"
        yield from distribution(this, URIRef(f"{this}#tables"), TABLES_FORM, address)
        if previous := read_dump(folder).previous:
            yield this, DCAT.previousVersion, iris.version(previous)


def another_version(request: Request, here: Service, asked: str, root: str = "", path: str = "") -> Response:
    """The answer where another version is asked for than the one that is served.

    Args:
        request: what asked.
        here: what is served.
        asked: the version in the address.
        root: path under which the service stands.
        path: what was asked of that version, with a slash in front, or empty.
    """
    held = here.manifest.version
    links = [link(f"{root}/version/{held}{path}", "latest-version")]
    sentence = f"This service holds data version {held}, not {asked[:64]}."
    tells = f"Layanan ini menyajikan versi data {held}, bukan {asked[:64]}."
    asks = request.url.query
    newest = f"{root}/version/{held}{safe_path(path) if path else ''}{f'?{asks}' if asks else ''}"
    if dumps_of(here, asked) is None:
        title = ("Another data version is served here", "Versi data lain disajikan di sini")
        none = f"{sentence} No files of version {asked[:64]} are kept here."
        answer = refuse(request, Refusal(404, title, none, f"{tells} Berkas versi {asked[:64]} tidak disimpan di sini.", newest=newest))
    else:
        files = f"{root}/dumps/{asked}/"
        links.append(link(files, "alternate"))
        title = ("This data version is no longer served", "Versi data ini tidak lagi disajikan")
        there = f"{sentence} The files of version {asked} are at {files}"
        answer = refuse(request, Refusal(410, title, there, f"{tells} Berkas versi {asked} ada di {files}", newest=newest))
    answer.headers["Link"] = ", ".join(links)
    answer.headers["Cache-Control"] = "no-cache"  # it may be served again
    return answer


@router.get("/version/{version}", response_class=Response)
def data_version(version: str, request: Request, here: ServiceHere) -> Response:
    """One version of the data set: whose version it is, and its files. ``/version/{version}/…`` is any address, of that version only."""
    root = request.scope.get("root_path", "")
    if version != here.manifest.version:
        return another_version(request, here, version, root)
    media = form_asked_for(request, DATA_OFFERS)
    if media is None:
        return none_acceptable(DATA_OFFERS)
    graph = new_graph()
    for triple in version_triples(here):
        graph.add(triple)
    links = [link(f"{root}/.well-known/void", "describedby"), link(str(iris.version(version)), "canonical"), link(LICENCE, "license")]
    headers = {"Vary": "Accept", "Link": ", ".join(links), "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
    return Response(written(graph, media), media_type=media, headers=headers)


@router.get("/dumps/latest/{name:path}", status_code=302, response_class=Response)
def latest_dump(name: str, request: Request, here: ServiceHere) -> Response:
    """A file of the version that is served, without a name the list of all: its address in that version, which stays what it is."""
    root = request.scope.get("root_path", "")
    target = f"{root}/dumps/{here.manifest.version}/{name}"
    return RedirectResponse(target, 302, headers={"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"})
