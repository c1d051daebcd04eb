"""Why a query has no answer. Each message is a sentence for the person who asked; none knows of HTTP."""

from __future__ import annotations


class QueryError(Exception):
    """There is no answer. The message is a sentence for the person who asked."""


class BadQuery(QueryError):
    """It is no query that can be evaluated.

    Attributes:
        line, column: where it goes wrong, counted from 1; None when that is no single place.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class TimedOut(QueryError):
    """The answer would take longer than the deadline."""


class Busy(QueryError):
    """Too many queries are waiting, or this one has waited too long."""


class TooLarge(QueryError):
    """The answer is longer than an answer may be."""


class EvaluatorLost(QueryError):
    """The process that evaluated the query ended before it had answered.

    Attributes:
        by_query: the query itself did it (it needs too much memory, or is built too deep); asking again will not help.
    """

    def __init__(self, message: str, *, by_query: bool) -> None:
        super().__init__(message)
        self.by_query = by_query
