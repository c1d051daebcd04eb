"""The quick ways of reading a request read it as the plain ones do."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.api import query_guard
from servanda.api.query_guard import Refused, inspect
from servanda.api.sparql_reply import Problem
from servanda.api.sparql_request import _fields

#: What a form may hold, and what only looks like it.
PIECES = (
    *(b"a", b"query", b"=", b"&", b"+", b"%", b"%%", b"%2", b"%20", b"%3D", b"%3d", b"%26", b"%C3%A9", b"\xc3\xa9", b"%0A", b"\n", b"\r\n"),
    *(b"=3D", b"==", b"_", b".", b" ", b"\t", b"%zz", b"%=", b"=\n", b"%00", b"\x00", b"~", b"%e2%82%ac", b"%F0%9F%98%80"),
)
BYTES = st.integers(0, 127).map(lambda number: bytes([number])) | st.integers(0, 255).map(lambda number: b"%%%02x" % number)
PARTS = st.lists(st.sampled_from(PIECES) | BYTES, max_size=40).map(b"".join)


@given(PARTS)
def test_fields_are_read_as_the_standard_library_reads_them(form: bytes) -> None:
    try:
        expected = parse_qsl(form.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(Problem, match="text in UTF-8") as problem:
            _fields(form)
        assert problem.value.status == 400
    else:
        assert _fields(form) == expected


def test_the_number_of_fields_has_an_end() -> None:
    assert len(_fields(b"&".join([b"a=1"] * 1000))) == 1000
    with pytest.raises(Problem, match="up to 1000 fields"):
        _fields(b"&".join([b"a=1"] * 1001))


SIGNS = (
    *(
        "SELECT",
        "select",
        "ASK",
        "Construct",
        "DESCRIBE",
        "AS\u212a",
        "DESCR\u0130BE",
        "PREF\u0130X",
        "PREFIX \u00e9:",
        "INSERT",
        "WITH",
        "PREFIX",
        "prefix",
        "BASE",
        "VERSION",
        "x:",
        ":",
        "SELECT:",
        "x:y",
    ),
    *("<http://x/>", "<not an iri>", "<http://x/#a>", '"text"', "'''long", '"open', "# note\n", "#", "\n", " ", "\t", "?x", "$y", "@en"),
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "SELECT.x",
        "-",
        "_",
        "é",
        "ſELECT",
        "now",
        "NOW()",
        "BNODE",
        "service",
        "?service",
        "uuid()",
        "42",
        "*",
    ),
)
WORDS = st.lists(st.sampled_from(SIGNS), max_size=25)


@given(WORDS, st.sampled_from(["", " "]), st.integers(0, 4))
def test_a_query_is_judged_by_its_words_alone(words: list[str], between: str, nesting: int) -> None:
    query = between.join(words)

    def judged(text: str) -> object:
        try:
            return inspect(text, max_nesting=nesting)
        except Refused as refused:
            return refused.reason, str(refused), refused.line, refused.column

    # a telling word in a comment before everything says nothing, but every word is read then
    whole = judged(f"# SERVICE\n{query}")
    quick = judged(query)
    if isinstance(quick, tuple) and quick[2] is not None:
        quick = (quick[0], quick[1], quick[2] + 1, quick[3])
    assert quick == whole


def test_a_long_prologue_takes_no_time_that_grows_with_its_square() -> None:
    for text in ("PREFIX x: " * 9_000, "PREFIX x:<http://x/>" * 4_900, "#" * 99_000, " " * 99_000, "BASE <a>" * 12_000 + "SELEC"):
        assert inspect(text).form is None
    assert query_guard.inspect("PREFIX x:<http://x/>" * 4_900 + "SELECT").form == "SELECT"
