"""What the name of an error of the SPARQL endpoint means (RFC 9457, section 3.1.1): a page for each ``https://w3id.org/servanda/problem/…``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from servanda.api.pages import page
from servanda.api.reader import ReaderHere
from servanda.ontology.namespaces import BASE
from servanda.queries.errors import NotFound

router = APIRouter(tags=["linked data"], default_response_class=HTMLResponse)

#: Kind of problem → what it means and what to do, in English and Indonesian.
PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "no-query": (
        "The request has no query. Send it in the parameter query.",
        "Permintaan tidak berisi kueri. Kirim dalam parameter query.",
    ),
    "two-queries": ("The request has more than one query. Send one.", "Permintaan berisi lebih dari satu kueri. Kirim satu saja."),
    "fields": (
        "The request has more fields, or names more graphs, than are taken.",
        "Permintaan berisi lebih banyak isian, atau menyebut lebih banyak graf, daripada yang diterima.",
    ),
    "encoding": ("The query is not UTF-8. Send it in that encoding.", "Kueri bukan UTF-8. Kirim dalam pengodean itu."),
    "malformed-query": (
        "The query is not SPARQL 1.1. The answer says in which line and column it cannot be read.",
        "Kueri bukan SPARQL 1.1. Jawabannya menyebut baris dan kolom yang tidak dapat dibaca.",
    ),
    "query-too-long": ("The query is longer than is taken. Shorten it.", "Kueri lebih panjang daripada yang diterima. Pendekkan."),
    "query-too-deep": (
        "The query is nested more deeply than is taken. Write it flatter.",
        "Kueri bersarang lebih dalam daripada yang diterima. Tulis lebih datar.",
    ),
    "no-federation": (
        "The query asks another service (SERVICE). This one asks nobody; ask the other one yourself.",
        "Kueri bertanya kepada layanan lain (SERVICE). Layanan ini tidak bertanya kepada siapa pun; tanyakan sendiri.",
    ),
    "read-only": (
        "The request would change the graph. It changes with its next version only.",
        "Permintaan akan mengubah graf. Graf hanya berubah dengan versi berikutnya.",
    ),
    "media-type": (
        "Queries are not sent in this format. The header Accept-Post of the answer names those that are.",
        "Kueri tidak dikirim dalam format ini. Tajuk Accept-Post pada jawaban menyebut yang diterima.",
    ),
    "method": (
        "The address does not take this method. The answer names those that it takes.",
        "Alamat itu tidak menerima metode ini. Jawabannya menyebut yang diterima.",
    ),
    "not-acceptable": (
        "There is no answer in a format that the request accepts. The answer lists those that there are.",
        "Tidak ada jawaban dalam format yang diterima permintaan. Jawabannya mendaftar yang ada.",
    ),
    "precondition": (
        "The request is only to be answered on a condition (If-Match) that cannot hold: the tags here are weak.",
        "Permintaan bersyarat (If-Match) yang tidak dapat terpenuhi: tanda di sini lemah.",
    ),
    "too-slow": ("The request came too slowly. Send it again.", "Permintaan datang terlalu lambat. Kirim lagi."),
    "too-many-queries": (
        "This client has too many queries at work, or has used its share of the time. Wait as long as Retry-After says.",
        "Klien ini terlalu banyak menjalankan kueri, atau telah memakai bagian waktunya. Tunggu selama yang disebut Retry-After.",
    ),
    "busy": (
        "Too many queries wait, or too many long answers are being sent. Ask again later.",
        "Terlalu banyak kueri menunggu, atau terlalu banyak jawaban panjang sedang dikirim. Tanyakan lagi nanti.",
    ),
    "timed-out": (
        "The query took longer than a public query may. Ask for less, or of your own copy of the graph.",
        "Kueri memakan waktu lebih lama daripada yang boleh. Minta lebih sedikit, atau tanyakan kepada salinan graf milik sendiri.",
    ),
    "answer-too-long": (
        "The answer is longer than is sent. Ask for it in parts (LIMIT and OFFSET).",
        "Jawabannya lebih panjang daripada yang dikirim. Minta per bagian (LIMIT dan OFFSET).",
    ),
    "query-too-costly": (
        "The query needs more memory than a public query may take. Ask for less.",
        "Kueri memerlukan lebih banyak memori daripada yang boleh. Minta lebih sedikit.",
    ),
    "evaluator-lost": (
        "What evaluated the query ended before it had an answer, for a reason that lies not in the query. Ask again.",
        "Yang menjalankan kueri berakhir sebelum ada jawaban, karena sebab di luar kueri. Tanyakan lagi.",
    ),
    "not-ready": (
        "Queries cannot be evaluated yet, or no more. Ask again.",
        "Kueri belum atau tidak lagi dapat dijalankan. Tanyakan lagi.",
    ),
}
_TITLES: Final = {"en": "Error “{kind}”", "id": "Galat “{kind}”"}


@router.get("/problem/{kind}")
def problem_page(kind: str, reader: ReaderHere) -> str:
    """What an error of the SPARQL endpoint means, and what to do about it.

    Raises:
        NotFound: there is no such error.
    """
    if kind not in PROBLEMS:
        raise NotFound(f"there is no error {kind[:100]!r}; there are {', '.join(sorted(PROBLEMS))}")
    english, indonesian = PROBLEMS[kind]
    return page(
        reader,
        "not_recorded.html",
        title=_TITLES[reader.language].format(kind=kind),
        thing=f"{BASE}problem/{kind}",
        about=indonesian if reader.language == "id" else english,
        link="",
        link_text="",
    )
