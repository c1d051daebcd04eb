"""What Virtuoso 7 does not read as SPARQL 1.1 has it: forms that are written otherwise for it.

Found by holding every answer of Virtuoso 7.2.5 against our own engine's (``tests/queries/test_engines.py``). Forms that no rewriting
can mend are avoided in the questions themselves (``docs/engines.md``).
"""

from __future__ import annotations

import re
from typing import Final

from servanda.ontology.questions import PARAMETER

#: What stands on either side of a comparison: a variable, or a function of something, with parentheses up to three deep.
_SIDE: Final = r"(?:\?\w+|[A-Z]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))"
#: Quoted text stays as it is.
_TEXT: Final = r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"'
_UP_TO: Final = re.compile(rf"(?P<text>{_TEXT})|(?P<left>{_SIDE}) (?P<sign><=|>=) (?P<right>{_SIDE})", re.DOTALL)


def without_open_parameters(query: str) -> str:
    """The same query without the parameters that are left open.

    ``VALUES ?x { UNDEF }`` is joined without any effect (SPARQL 1.1, 18.2.4.3). Virtuoso 7 joins it as a row with a NULL instead: it leaves
    ``?x`` unbound in the answer, or loses rows and values that the rest of the pattern has.
    """
    return PARAMETER.sub("", query)


def without_up_to(query: str) -> str:
    """The same query with ``a <= b`` and ``a >= b`` written as ``!(a > b)`` and ``!(a < b)``.

    Where Virtuoso 7.2.5 takes ``?day <= ?on`` for a range of its index, it leaves out whole pieces of it: of 6,660 periods and duties that
    began by the end of 1999, in the slice that the tests load, it found 6,514. ``<``, ``>`` and a negated comparison are read rightly.
    Values that can be compared at all (dates and numbers, NaN apart) are in one of the three relations, and an error stays an error when it
    is negated (SPARQL 1.1, 17.2).
    """

    def turned(match: re.Match[str]) -> str:
        return match["text"] or f"!({match['left']} {'>' if match['sign'] == '<=' else '<'} {match['right']})"

    return _UP_TO.sub(turned, query)


def for_virtuoso(query: str) -> str:
    """The same query in the forms that Virtuoso 7 reads as others do."""
    return without_up_to(without_open_parameters(query))
