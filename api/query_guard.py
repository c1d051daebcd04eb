"""What can be told about a query from its words alone, before anything parses it.

The real parser runs in a process that may be killed; this reader never recurses and takes time in proportion to the query's length,
so it may run in the web server. It recognises keywords where SPARQL does: not in strings, IRIs, comments, variables, prefixed names or
language tags.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

#: Bytes of UTF-8 in a query.
MAX_QUERY_BYTES: Final = 100_000
#: Brackets open at the same time. The engine's parser overflows its stack between 3,200 and 6,400.
MAX_NESTING: Final = 500

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
Reason = Literal["size", "nesting", "service", "update"]

_FORMS: Final[dict[str, Form]] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_CHANGING: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
#: Words that count wherever they stand.
_TELLING: Final = ("SERVICE", *sorted(_CHANGING))

# Every alternative that starts at a quotation mark matches even when the end is missing, and none gives back what it took: with
# hostile text, anything else would read the same characters again from each of their positions.
_TOKEN: Final = re.compile(
    r"""
      (?P<opaque> \#[^\n\r]*+
        | \"{3} (?: [^\\"] | \\. | "(?!"") )*+ (?:\"{3})?
        | '{3}  (?: [^\\'] | \\. | '(?!'') )*+ (?:'{3})?
        | "     (?: [^"\\\n\r] | \\[^\n\r] )*+ "?
        | '     (?: [^'\\\n\r] | \\[^\n\r] )*+ '?
        | <[^<>"{}|^`\\\x00-\x20]*+>
        | [?$]\w*+
        | @[A-Za-z][A-Za-z0-9-]*+ )
    | (?P<word> \w[\w.-]*+ )? (?P<local> : (?: [\w.:%-] | \\. )*+ )
    | (?P<bare> \w[\w.-]*+ )
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
# A prologue without surprises, and the word after it.
_BEGINNING: Final = re.compile(
    r"""
    (?: \s++ | \#[^\n\r]*+ | (?: BASE \s++ | PREFIX \s++ (?: \w[\w.-]*+ )? : \s*+ ) <[^<>"{}|^`\\\x00-\x20]*+> )*+
    (SELECT|ASK|CONSTRUCT|DESCRIBE) (?! [\w.:-] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_PART: Final = re.compile(r"\w+")


class Refused(Exception):
    """A query that this service does not evaluate.

    Attributes:
        reason: what about it.
        line, column: where, counted from 1; None when it is the whole query.
    """

    def __init__(self, reason: Reason, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Shape:
    """What a query's words say about it.

    Attributes:
        form: the kind of query, or None when its first word is no kind of query (the parser will say what is wrong).
        repeatable: the same query on the same graph means the same answer (no clock, no random values, no fresh blank nodes).
    """

    form: Form | None
    repeatable: bool


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def inspect(query: str, *, max_bytes: int = MAX_QUERY_BYTES, max_nesting: int = MAX_NESTING) -> Shape:
    """Read the words of a query.

    Raises:
        Refused: it is too long or too deeply nested, asks another service, or would change the graph.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise Refused("size", f"The query has {size} bytes; this service takes queries of up to {max_bytes} bytes.")
    form: Form | None = None
    started = False
    repeatable = True
    # Most queries have few brackets and none of the telling words, not even in a string: then their beginning says everything.
    if sum(map(query.count, _CLOSING)) <= max_nesting and (begun := _BEGINNING.match(query)):
        capitals = query.upper()
        # other alphabets have letters that pass for K and I where case is ignored
        if query[: begun.end()].isascii() and not any(word in capitals for word in _TELLING):
            return Shape(_FORMS[begun[1].upper()], repeatable=True)
    for word, offset in _words(query, max_nesting):
        if word == "SERVICE":
            sentence = "This service does not ask other services (SERVICE): ask each of them and join the answers."
            raise Refused("service", sentence, *place(query, offset))
        if not started and word not in _PROLOGUE:
            started = True
            if word in _UPDATES:
                raise Refused("update", f"This service is read-only: it does not carry out {word}.", *place(query, offset))
            form = _FORMS.get(word)
        repeatable = repeatable and word not in _CHANGING
    return Shape(form, repeatable)


def diagnose(query: str) -> tuple[str, int, int] | None:
    """What is wrong with a query that the parser does not take, where words and brackets alone tell: the usual mistakes.

    The parser's own message is of no help with these: it names the keywords that it would have taken, and the end of the longest.

    Returns:
        A sentence, the line and the column; None when the mistake is another one.
    """
    declared: set[str] = set()
    opened: list[tuple[str, int]] = []
    recent: deque[re.Match[str]] = deque(maxlen=4)
    data = False  # with a block of data somewhere, two terms in braces may be rows of it
    previous = first = ""
    for token in _TOKEN.finditer(query):
        text, start = token.group(), token.start()
        if token.lastgroup == "bare" and not first and text.upper() not in _PROLOGUE:
            first = text
            if text.upper() not in _FORMS:
                return f"A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with {text[:50]}", *place(query, start)
        elif token.lastgroup == "local":
            prefix = token["word"] or ""
            if previous == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared and prefix != "_":
                return f"The prefix {prefix[:50]}: is not declared", *place(query, start)
        elif token.lastgroup == "open":
            opened.append((text, start))
        elif token.lastgroup == "close" and (not opened or _CLOSING[opened.pop()[0]] != text):
            return f"This {text} closes no bracket that is open", *place(query, start)
        if not text.startswith("#"):
            previous = text.upper()
            recent.append(token)
            data = data or previous == "VALUES"
            if text == "}" and not data and _lacks_object(query, [*recent]):
                return "A triple has a subject, a predicate and an object; before this } an object is missing", *place(query, start)
    if opened:
        return f"This {opened[-1][0]} is not closed", *place(query, opened[-1][1])
    return None


def _lacks_object(query: str, recent: Sequence[re.Match[str]]) -> bool:
    """Whether the last of four tokens, a closing brace, surely comes after the first two terms of a triple.

    Surely: there is nothing else since the brace that opened or since a full stop, and both may stand where they do.
    """
    if len(recent) < 4:
        return False
    gaps = [query[left.end() : right.start()].strip() for left, right in pairwise(recent)]
    before, subject, predicate, _ = recent
    begins = gaps[0] == "." or (gaps[0] == "" and before.group() == "{")
    return begins and gaps[1:] == ["", ""] and _is_term(subject) and (predicate.group() == "a" or _is_term(predicate))


def _is_term(token: re.Match[str]) -> bool:
    """Whether a token is a variable, an IRI or a prefixed name."""
    text = token.group()
    return token.lastgroup == "local" or (len(text) > 1 and text[0] in "?$<")


def _words(query: str, most: int) -> Iterator[tuple[str, int]]:
    """The keywords of a query in capitals, each with its offset.

    Raises:
        Refused: more brackets are open inside each other than ``most``.
    """
    depth = 0
    for token in _TOKEN.finditer(query):
        kind = token.lastgroup
        if kind == "bare":
            for part in _PART.finditer(token.group()):  # `true.FILTER` is two words
                yield part.group().upper(), token.start() + part.start()
        elif kind == "open":
            depth += 1
            if depth > most:
                sentence = f"The query opens more than {most} brackets inside each other."
                raise Refused("nesting", sentence, *place(query, token.start()))
        elif kind == "close":
            depth -= 1
