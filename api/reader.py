"""Who reads a page and which: the language, the address with what it asks, and the links that keep both."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request, Response
from starlette.routing import BaseRoute, Match

from servanda.api.envelope import ServiceHere
from servanda.api.frame_words import NAVIGATION, WORDS
from servanda.ontology.namespaces import BASE
from servanda.queries.bind import Term
from servanda.queries.lookup import LANGUAGES, local_name, read_language
from servanda.queries.parameters import write_parameters

#: What belongs to one showing of a page and not to the page: a permalink and a form leave it out.
_PASSING: Final = frozenset({"embed"})
_RANGE: Final = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?\Z")
#: Indonesian had the code ``in`` before 1989, and some browsers still send it.
_OLD_CODES: Final = {"in": "id"}
#: Nothing is loaded from elsewhere; scripts and forms are this host's own. A page may be embedded anywhere: it has no session to steal.
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'"
)
#: Kind of a thing (the first part of its name) → its page's address and the parameter that names it.
PAGES_OF_THINGS: Final[Mapping[str, tuple[str, str]]] = {
    "state": ("/view/state", "state"),
    "instrument": ("/view/instrument", "instrument"),
    "provision": ("/view/provision", "provision"),
    "obligation": ("/view/obligation", "obligation"),
    "topic": ("/view/topic", "topic"),
    "right": ("/view/right", "right"),
    "body": ("/view/body", "body"),
    "report": ("/view/claim", "claim"),
    "measure": ("/view/measure", "measure"),
    "case-study": ("/view/case-study", "study"),
}


def prefer_language(accepted: str | None) -> str:
    """The language of the pages that an Accept-Language header likes best (RFC 9110, section 12.5.4); English if it likes none."""
    best, quality = LANGUAGES[0], 0.0
    for part in (accepted or "").split(","):
        found = _RANGE.match(part)
        if found is None:
            continue
        code = _OLD_CODES.get(found[1].lower(), found[1].lower())
        liked = float(found[2] or 1)
        if code in LANGUAGES and liked > quality:
            best, quality = code, liked
    return best


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of one page.

    Attributes:
        language: of the page, ``en`` or ``id``.
        path: the page's address without its host and parameters.
        asked: its parameters as they came, in their order.
        origin: scheme and host of this service, without a slash at the end.
        version: of the data.
        routes: what the service answers; a link to a page that it does not have is not shown.
        alone: the page is a file of its own: with its style in it, without header and tools.
        base: what goes before each link, for a file of its own: the address of a service.
    """

    language: str
    path: str
    asked: tuple[tuple[str, str], ...]
    origin: str
    version: str
    routes: Sequence[BaseRoute] = ()
    alone: bool = False
    base: str = ""
    _answered: dict[str, bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the frame and its tools."""
        return WORDS[self.language]

    @property
    def other_language(self) -> str:
        """The language that the page can be read in too."""
        return next(each for each in LANGUAGES if each != self.language)

    @property
    def embedded(self) -> bool:
        """Whether the page is shown without its header: inside another one, or as a file of its own."""
        return self.alone or dict(self.asked).get("embed") == "1"

    @property
    def navigation(self) -> list[tuple[str, str, bool]]:
        """Address, name and whether it is this page: of each main page that the service has."""
        found: list[tuple[str, str, bool]] = []
        for name, addresses in NAVIGATION.items():
            address = next((each for each in addresses if self.has(each)), None)
            if address is not None:
                found.append((self.link(address), self.words[name], self.path == address))
        return found

    def has(self, path: str) -> bool:
        """Whether the service answers a GET at this path."""
        if path not in self._answered:  # asked for each link of a page, and looking through all routes takes long
            scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
            self._answered[path] = any(route.matches(dict(scope))[0] == Match.FULL for route in self.routes)
        return self._answered[path]

    def link(self, path: str, asked: Mapping[str, object] | None = None, /, **more: object) -> str:
        """The address of a page in the reader's language; parameters that are None are left out, days are written YYYY-MM-DD."""
        given = {**(asked or {}), **more, "language": self.language}
        return f"{self.base}{path}?{urlencode({name: str(value) for name, value in given.items() if value is not None}, safe='/')}"

    def again(self, **changes: object) -> str:
        """The address of this page with some parameters changed (None takes one away), in the reader's language unless changed too."""
        changed: dict[str, object] = {"language": self.language, **changes}
        left, given = dict(changed), list[tuple[str, object]]()
        for name, value in self.asked:  # a parameter may stand there more than once
            if name in left:
                given.append((name, left.pop(name)))
            elif name not in changed and name not in _PASSING:
                given.append((name, value))
        return f"{self.path}?{urlencode([(name, str(value)) for name, value in (*given, *left.items()) if value is not None], safe='/')}"

    def permalink(self, on: datetime.date | None = None) -> str:
        """The whole address of this page with day, data version and language; without a day where the page has none."""
        return f"{self.origin}/version/{self.version}{self.again(**self._dated(on))}"

    def embedding(self, on: datetime.date | None = None) -> str:
        """The whole address to show inside another page."""
        return f"{self.origin}/version/{self.version}{self.again(**self._dated(on), embed='1')}"

    @staticmethod
    def _dated(on: datetime.date | None) -> dict[str, object]:
        return {} if on is None else {"on": on.isoformat()}

    def kept(self, *without: str) -> list[tuple[str, str]]:
        """What a form on this page sends along unseen: its parameters but these, the language among them."""
        left = [(name, value) for name, value in self.asked if name not in {*without, *_PASSING, "language"}]
        return [*left, ("language", self.language)]

    def csv(self, question: str, parameters: Mapping[str, Term | None] | None = None, /, **more: Term | None) -> str:
        """The address of a named question's rows as CSV."""
        return f"{self.base}/api/questions/{question}.csv?{urlencode(write_parameters({**(parameters or {}), **more}), safe='/:')}"

    def thing(self, iri: str, on: datetime.date | None = None) -> str:
        """Where a click on a thing of the graph leads: to its page where it has one, else to its data; elsewhere for others' addresses."""
        if not iri.startswith(f"{BASE}id/"):
            return iri if iri.startswith(("https://", "http://")) else ""
        kind = iri.removeprefix(f"{BASE}id/").partition("/")[0]
        address, parameter = PAGES_OF_THINGS.get(kind, ("", ""))
        if address and self.has(address):
            return self.link(address, {parameter: local_name(iri)}, on=on)
        return self.data(iri)

    def data(self, iri: str) -> str:
        """Where a click on a thing of the graph leads to what the graph says of it, triple by triple."""
        return f"{self.base}/" + quote(iri.removeprefix(BASE), safe="/")


def reader(
    request: Request,
    response: Response,
    here: ServiceHere,
    language: Annotated[str | None, Query(description="en or id; by the browser's languages if not given.")] = None,
    embed: Annotated[str | None, Query(description="1: without header, to be shown inside another page.")] = None,
) -> Reader:
    """The reader of a page; the answer tells caches that the language depends on the browser's.

    Raises:
        QuestionError: there are no pages in that language.
    """
    del embed  # read from the address as it came; named here so that the documentation shows it
    spoken = prefer_language(request.headers.get("accept-language")) if language is None else read_language(language)
    response.headers.update(headers(spoken))
    asked = tuple(request.query_params.multi_items())
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return Reader(spoken, request.url.path, asked, origin, here.manifest.version, request.app.routes)


def headers(language: str) -> dict[str, str]:
    """What goes with every page."""
    return {"Vary": "Accept-Language", "Content-Language": language, "Content-Security-Policy": POLICY}


ReaderHere = Annotated[Reader, Depends(reader)]
