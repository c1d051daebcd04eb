"""A parameter that an address of the API does not have, or has once and is given twice, is refused: an answer from which a filter was
left out in silence would be a wrong answer to what was asked.

Pages are lenient: they show what they answer, and links of others come with parameters of their own (``utm_source``).
"""

from __future__ import annotations

from typing import Final, get_args, get_origin

from fastapi import Request, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from servanda.queries.close_names import close_among, quoted
from servanda.queries.errors import Named, UnknownParameter
from servanda.queries.parameters import given_again

_API: Final = "/api/"
#: What every address takes, though of some no word depends on it: every link of a page names its language.
_EVERYWHERE: Final = "language"
#: What every permalink takes: it names the day, whether the answer depends on it or not.
_OF_PERMALINKS: Final = "on"
#: Key of a request's scope: it came as a permalink.
PERMALINK: Final = "servanda.permalink"


async def refuse_unknown(request: Request) -> None:
    """Look through the parameters of a request to the API.

    Raises:
        UnknownParameter: the address has no such parameter.
        QuestionError: one that has one value is given several.
    """
    route = request.scope["route"]
    given = request.query_params.multi_items()
    if not given or not isinstance(route, APIRoute) or not route.path.startswith(_API):
        return
    known = _parameters(route)
    also = {_EVERYWHERE, _OF_PERMALINKS} if PERMALINK in request.scope else {_EVERYWHERE}
    names = [name for name, _ in given]
    for name in dict.fromkeys(names):
        if name not in known and name not in also:
            raise _unknown(name, list(known))
        if (times := names.count(name)) > 1 and not known.get(name, False):
            raise given_again(name, times)


def _parameters(route: APIRoute) -> dict[str, bool]:
    """The query parameters of a route as they are written, with those of all that it depends on; and whether each takes several values."""
    return {name: _is_list(each.annotation) for name, each in _fields(route).items()}


def described(route: object, name: str) -> str:
    """What a route says of one of its parameters, with an example where it has one; empty where it says nothing."""
    field = _fields(route).get(name) if isinstance(route, APIRoute) else None
    return "" if field is None else field.description or ""


def _fields(route: APIRoute) -> dict[str, params.Query]:
    fields = ((field.alias, field.field_info) for field in get_flat_params(route.dependant))
    return {name: info for name, info in fields if isinstance(info, params.Query)}


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is list or any(get_origin(each) is list for each in get_args(annotation))


def _unknown(name: str, known: list[str]) -> UnknownParameter:
    close = close_among(name, [Named("", each, {}) for each in known])
    all_of_them = (
        (f"The parameters here are {', '.join(known)}.", f"Parameter di sini: {', '.join(known)}.")
        if known
        else ("This address takes no parameters.", "Alamat ini tidak menerima parameter.")
    )
    return UnknownParameter(
        f"there is no parameter {quoted(name)} here",
        f"tidak ada parameter {quoted(name)} di sini",
        written=name,
        close=close,
        more=("", "") if close else all_of_them,
    )
