"""What can go wrong between the tables of facts and the graph."""

from __future__ import annotations


class GraphError(Exception):
    """The graph cannot be built, read or checked. The message is a sentence for a person."""


class BadRule(GraphError):
    """An effect rule that cannot be understood."""


class NoGraph(GraphError):
    """There is no built graph where one is needed."""


class DamagedStore(GraphError):
    """The files of a folder store do not hold what was written. No answer is better than a wrong one."""


class BadChange(GraphError):
    """What is to be supposed cannot be: there is no such state, instrument, kind of act, or recorded act."""
