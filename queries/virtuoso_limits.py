"""Questions that Virtuoso 7 refuses or misreads: they are not asked there, so that nothing wrong is answered.

Found by holding every answer of Virtuoso 7.2.5 against our own engine's (``tests/queries/test_engines.py``, which also fails when one of
these is answered rightly again).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from servanda.ontology.questions import PARAMETER
from servanda.queries.catalogue import question

#: Name of the question → what happens there.
NOT_ON_VIRTUOSO: Final = {
    "accepted_then_consented": "it lists consents that are another record of one listed already",
    "bearers": "it calls certain duties uncertain",
    "calendar": "its compiler refuses the query",
    "claims_against_bound_states": "it leaves out whether the state was bound",
    "corridor_topic": "its compiler refuses the query",
    "description_of_graph": "its rows are others",
    "instruments_by_state": "it counts too few instruments",
    "limits_on": "its compiler refuses the query",
    "obligation_status": "its compiler refuses the query",
    "obligations_without_counterpart": "it lists obligations that have a counterpart",
    "reports_on_obligation": "it lists claims that name something else",
    "right_guarantees": "it counts too few bound states",
    "rights_by_situation": "its compiler refuses the query",
    "state_profile": "it leaves out instruments",
}


@cache
def _by_sentence() -> dict[str, str]:
    return {f"# {question(name).sentence}": name for name in NOT_ON_VIRTUOSO}


def refused(query: str) -> str | None:
    """The name of the question that a query is, where Virtuoso 7 does not answer it rightly."""
    known = _by_sentence()
    return next((known[line] for line in query.splitlines() if line in known), None)


def without_open_parameters(query: str) -> str:
    """The same query without the parameters that are left open and asked for in the answer.

    ``VALUES ?x { UNDEF }`` is joined without any effect (SPARQL 1.1, 18.2.4.3); Virtuoso 7 leaves ``?x`` unbound in the answer. The others
    stay: without them it plans some questions so badly that they do not end.
    """
    answer = query.partition("WHERE")[0]
    return PARAMETER.sub(lambda match: "" if re.search(rf"\?{match['name']}\b", answer) else match[0], query)
