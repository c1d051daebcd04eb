"""One query on the graph in memory: what a worker process does for a question."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pyoxigraph

from servanda.api.content_coding import compressed
from servanda.api.query_guard import diagnose
from servanda.api.wire import Question, Reply
from servanda.graph.store import MemoryStore
from servanda.ontology.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import ReadableBuffer

_RESULT_FORMATS: Final = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS: Final = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
}
#: Answers that are shorter are sent as they are: compressed, they would not fit into fewer packets.
_WORTH_COMPRESSING: Final = 1000
_ENGINE_MESSAGE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: Keywords that the parser would take, though they are not served here (SERVICE) or are not SPARQL 1.1 (LATERAL).
_NOT_HERE: Final = re.compile(r"\b(?:LATERAL|SERVICE)\b(?:, )?")

Result = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class _Full(ValueError):
    """The answer is longer than it may be."""


class _Answer(io.BytesIO):
    """Takes an answer up to a length."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: ReadableBuffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > self._limit:
            raise _Full
        return super().write(data)


def answer(memory: MemoryStore, question: Question, answer_bytes: int) -> tuple[Reply, bytes | memoryview]:
    """Evaluate a query and write its answer.

    Args:
        memory: the graph.
        question: the query, the format and the graphs.
        answer_bytes: the longest answer.

    Returns:
        The reply and, when the outcome is ``answer``, the answer's bytes.
    """
    output = _Answer(answer_bytes)
    try:
        _write(_evaluate(memory, question), question.format, output)
    except SyntaxError as error:
        return _malformed(question.query, str(error)), b""
    except _Full:
        return Reply("too-large", f"The answer is longer than {answer_bytes} bytes: ask for less, or in parts (LIMIT and OFFSET)."), b""
    except MemoryError:
        return Reply("out-of-memory", "The query needs more memory than one query may take."), b""
    except (ValueError, RuntimeError, OSError) as error:  # text that is not Unicode, unknown functions, whatever would leave this process
        return Reply("malformed", f"The query cannot be evaluated here: {error}"), b""
    body = output.getbuffer()
    if question.coding and len(body) >= _WORTH_COMPRESSING:
        return Reply("answer", coding=question.coding), compressed(body, question.coding)
    return Reply("answer"), body


def _malformed(query: str, text: str) -> Reply:
    if (mistake := diagnose(query)) is not None:
        sentence, line, column = mistake
        return Reply("malformed", f"The query is not SPARQL 1.1: {sentence} (line {line}, column {column}).", line, column)
    if (match := _ENGINE_MESSAGE.match(text)) is None:
        return Reply("malformed", f"The query is not SPARQL 1.1: {text}")
    line, column = int(match[1]), int(match[2])  # the end of the longest keyword that it tried, so the mistake may be before
    expected = _NOT_HERE.sub("", " ".join(match[3].split()))
    if expected.endswith(("expected", "one of", " [_]")) and "," not in expected:  # any character: that says nothing
        expected = "something else is expected"
    if len(expected) > 300:  # the parser lists every range of characters that a name may continue with
        expected = f"{expected[:300]}…"
    return Reply("malformed", f"The query is not SPARQL 1.1: at or before line {line}, column {column}: {expected}", line, column)


def _evaluate(memory: MemoryStore, question: Question) -> Result:
    # a relative IRI is one of ours, wherever the service runs; without a base it would be an error
    query = question.query
    if question.default_graphs or question.named_graphs:
        default, named = _nodes(question.default_graphs), _nodes(question.named_graphs)
        return memory.store.query(query, base_iri=BASE, default_graph=[*default], named_graphs=[*named])
    return memory.store.query(query, base_iri=BASE)


def _nodes(names: Iterable[str]) -> list[pyoxigraph.NamedNode]:
    nodes = []
    for name in names:
        try:
            nodes.append(pyoxigraph.NamedNode(name))
        except ValueError as error:
            raise ValueError(f"{name[:200]!r} is not the IRI of a graph ({error})") from error
    return nodes


def _write(result: Result, media_type: str, output: io.BytesIO) -> None:
    if isinstance(result, pyoxigraph.QueryTriples):
        if (graph_format := _GRAPH_FORMATS.get(media_type)) is None:
            raise ValueError(f"a graph cannot be written as {media_type}")
        result.serialize(output, format=graph_format)
    else:
        if (result_format := _RESULT_FORMATS.get(media_type)) is None:
            raise ValueError(f"a table of results or a yes or no cannot be written as {media_type}")
        result.serialize(output, format=result_format)
