"""What cannot be answered, said in the form that the client reads: a page to a browser, RFC 9457 to everybody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from servanda.api.envelope import service
from servanda.api.error_words import WORDS
from servanda.api.frame_words import NAVIGATION
from servanda.api.frame_words import WORDS as FRAME_WORDS
from servanda.api.negotiate import choose, offers
from servanda.api.pages import page
from servanda.api.reader import Reader, headers, prefer_language
from servanda.queries.close_names import KINDS, close_among, close_names
from servanda.queries.engine import Engine
from servanda.queries.errors import Named, QuestionError
from servanda.queries.lookup import LANGUAGES

_JSON: Final = "application/problem+json"
_OFFERED: Final = offers((_JSON, "application/json"), ("text/html", "application/xhtml+xml"))
#: The title where there is nothing at an address.
NO_ANSWER: Final = ("This address has no answer", "Alamat ini tidak mempunyai jawaban")
#: What may stand in a path as it is; everything else is escaped, so that no address becomes another host's.
_IN_A_PATH: Final = "/~:@!$&'()*+,;="
#: Longest word that a search is offered for.
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong.

    Attributes:
        status: of HTTP.
        title: what kind of thing is wrong, in English and Indonesian.
        english, indonesian: the sentence; the second may be empty.
        written: the word that nothing is called by, or empty.
        close: what may have been meant; on a page links, and in no sentence.
        newest: the address of the same in the data version that is served, if another was asked for.
        about: IRI of the thing that the word names, of which this cannot be asked, or empty.
        detail: the sentence for those who read no page, in English, with what may have been meant; empty where it is ``english``.
    """

    status: int
    title: tuple[str, str]
    english: str
    indonesian: str = ""
    written: str = ""
    close: tuple[Named, ...] = ()
    newest: str = ""
    about: str = ""
    detail: str = ""

    @classmethod
    def of(cls, status: int, title: tuple[str, str], error: QuestionError) -> Refusal:
        """That a question cannot be asked as it stands."""
        english, indonesian = error.told(hint=False), error.told("id", hint=False) if error.indonesian else ""
        return cls(status, title, english, indonesian, error.written, error.close, about=error.about, detail=str(error))


def problem(status: int, title: str, detail: str) -> JSONResponse:
    """An error as RFC 9457 wants it."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, media_type=_JSON)


def wants_page(request: Request) -> bool:
    """Whether the client would rather have a page than JSON."""
    wanted = choose(", ".join(request.headers.getlist("accept")), _OFFERED)
    return wanted is not None and wanted.format != _JSON


def refuse(request: Request, refusal: Refusal) -> Response:
    """The answer to a request that cannot be answered: a page where the client would rather have one (RFC 9110, section 12.5.1)."""
    if not wants_page(request):
        answer: Response = problem(refusal.status, refusal.title[0], refusal.detail or refusal.english)
        answer.headers["Vary"] = "Accept"
        return answer
    reader = _reader(request)
    also = {"Vary": "Accept, Accept-Language", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
    return HTMLResponse(_page(reader, refusal), refusal.status, headers=headers(reader.language) | also)


def close_addresses(request: Request) -> tuple[str, tuple[Named, ...]]:
    """Of an address under which there is nothing: the word that was looked for there, and pages and things that may be meant.

    ``/view/state/INDO`` means a state, ``/view/corridor-s`` a page.

    Raises:
        EngineError: a remote engine does not answer.
    """
    parts = [part for part in request.scope["path"].split("/") if part]
    if not parts:
        return "", ()
    if parts[0] == "view":
        parts = parts[1:] or parts
    engine: Engine = service(request).engine
    if len(parts) > 1 and parts[0] in KINDS:
        word = "/".join(parts[1:])
        return word, close_names(engine, KINDS[parts[0]], word)
    return parts[-1], close_among(parts[0], _addresses(_reader(request)))


def _addresses(reader: Reader) -> list[Named]:
    """The main pages, by what they are called in the navigation."""
    found: list[Named] = []
    for name, several in NAVIGATION.items():
        address = next((each for each in several if reader.has(each)), None)
        if address is not None:
            found.append(Named("", address, {language: FRAME_WORDS[language][name] for language in LANGUAGES}))
    return found


def safe_path(path: str) -> str:
    """A path as a link may have it: escaped, and never ``//host/``, which would be an address of another host."""
    return "/" + quote(path.lstrip("/"), safe=_IN_A_PATH)


def _reader(request: Request) -> Reader:
    """Who asked. The language is that of the address where it names one that there is, else the browser's."""
    spoken = request.query_params.get("language")
    language = spoken if spoken in LANGUAGES else prefer_language(request.headers.get("accept-language"))
    path = safe_path(request.scope["path"])
    asked = tuple(request.query_params.multi_items())
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return Reader(language, path, asked, origin, service(request).manifest.version, request.app.routes)


def _page(reader: Reader, refusal: Refusal) -> str:
    language = reader.language
    title = refusal.title[LANGUAGES.index(language)]
    told = refusal.indonesian if language == "id" else refusal.english
    return page(
        reader,
        "refusal.html",
        words=WORDS[language],
        title=title,
        refusal=refusal,
        sentence=_whole(told or refusal.english),
        sentence_language=language if told else "en",
        close=[(_way(reader, refusal.written, each), each.told(language)) for each in refusal.close],
        about=reader.data(refusal.about) if refusal.about else "",
        word=refusal.written if len(refusal.written) <= _LONGEST and not _is_name(reader, refusal.written) else "",
    )


def _whole(sentence: str) -> str:
    """A sentence as it stands alone: with a capital, unless it begins with the name of a parameter, and with a stop."""
    first = sentence.partition(" ")[0]
    begun = sentence if first.endswith(":") else sentence[:1].upper() + sentence[1:]
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


def _way(reader: Reader, written: str, meant: Named) -> str:
    """Where a hint leads: to the same page asked anew, where the word stood in a parameter; else to the thing's own page, or nowhere.

    Of what does not fit no page can be asked: its hint leads to what the graph says of it.
    """
    if not meant.fits:
        return reader.data(meant.thing)
    asked = tuple((name, _instead(value, written, meant.code)) for name, value in reader.asked)
    if written and asked != reader.asked:
        return replace(reader, asked=asked).again()
    if _is_name(reader, written) and not meant.thing:
        return replace(reader, asked=tuple((meant.code if name == written else name, value) for name, value in reader.asked)).again()
    if meant.thing:
        return reader.thing(meant.thing)
    return reader.link(meant.code) if meant.code.startswith("/") else ""


def _is_name(reader: Reader, written: str) -> bool:
    """Whether a word that is wrong in an address is the name of a parameter, and no value."""
    return any(name == written for name, _ in reader.asked) and all(value != written for _, value in reader.asked)


def _instead(value: str, written: str, code: str) -> str:
    """A parameter's value with the right code in the place of what was written: ``topic/wagess`` becomes ``topic/wages``."""
    if value.casefold() == written.casefold():
        return code
    place, _, local = value.partition("/")
    return f"{place}/{code}" if local and local.casefold() == written.casefold() else value
