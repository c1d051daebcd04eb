"""The files of each version that was dumped: they never change, so everybody may keep them for good."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from servanda.api.data_version import dumps_of
from servanda.api.dump_folder import FILES, SUMS, read_dump
from servanda.api.envelope import ServiceHere
from servanda.api.link_headers import LICENCE, link
from servanda.api.refusals import Refusal, refuse
from servanda.ontology.namespaces import BASE

router = APIRouter(tags=["linked data"])

_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_MEDIA: Final = {
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
}


@router.get("/dumps/{version}/", response_class=JSONResponse)
def dump(version: str, request: Request, here: ServiceHere) -> Response:
    """The files of a version: their names, lengths, checksums and the version before."""
    return dump_file(version, FILES, request, here)


@router.get("/dumps/{version}/{name:path}", response_class=Response)
def dump_file(version: str, name: str, request: Request, here: ServiceHere) -> Response:
    """One file of a version; a part of it where the request names a range."""
    folder = dumps_of(here, version)
    if folder is None:
        sentence = f"No files of version {version[:64]} are kept here; `servanda dump` makes those of the version that is served."
        tells = f"Berkas versi {version[:64]} tidak disimpan di sini; `servanda dump` membuat berkas versi yang disajikan."
        return refuse(request, Refusal(404, ("There are no such files", "Berkas itu tidak ada"), sentence, tells))
    # only what the list names is sent: nothing else in the folder, and nothing outside it
    if name not in {FILES, SUMS, *(each.name for each in read_dump(folder).files)}:
        sentence = f"Version {version} has no file {name[:100]!r}; {FILES} lists those it has."
        tells = f"Versi {version} tidak mempunyai berkas {name[:100]!r}; {FILES} mendaftar yang ada."
        return refuse(request, Refusal(404, ("There is no such file", "Berkas itu tidak ada"), sentence, tells))
    root = request.scope.get("root_path", "")
    links = [link(LICENCE, "license"), link(f"{BASE}version/{version}", "describedby"), link(f"{root}/dumps/{version}/", "collection")]
    headers = {"Cache-Control": _FOR_GOOD, "Link": ", ".join(links), "Access-Control-Allow-Origin": "*"}
    path = folder / name
    return FileResponse(path, media_type=_MEDIA.get(path.suffix, "text/plain; charset=utf-8"), headers=headers)
