"""What can be wrong with a question."""

from __future__ import annotations


class QuestionError(Exception):
    """A question that cannot be asked as it stands."""


class UnknownQuestion(QuestionError):
    """There is no question of that name."""


class UnknownParameter(QuestionError):
    """The question has no such parameter, or lacks one that it needs."""


class NotFound(QuestionError):
    """A state, instrument, provision, obligation or topic that is not in the graph."""


class EngineError(Exception):
    """A remote engine did not answer as it should."""
