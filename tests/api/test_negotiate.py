"""The format that a client gets is the one it would rather have."""

from __future__ import annotations

import pytest

from servanda.api.negotiate import choose, offers

OFFERED = offers(("text/turtle", "application/x-turtle"), ("application/n-triples", "text/plain"), ("application/ld+json",))


def chosen(accept: str | None) -> str | None:
    offer = choose(accept, OFFERED)
    return None if offer is None else offer.media_type


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("APPLICATION/LD+JSON", "application/ld+json"),
        ("application/*", "application/x-turtle"),
        ("text/turtle;q=0.3, application/n-triples;q=0.7", "application/n-triples"),
        ("text/turtle; Q=0.3 , application/n-triples ;q=0.31", "application/n-triples"),
        ("*/*, application/ld+json", "application/ld+json"),
        ("*/*;q=0.9, application/ld+json;q=0.5", "text/turtle"),
        ("text/*;q=0.1, */*;q=0.2", "application/x-turtle"),
        ("text/turtle;q=0, */*", "application/x-turtle"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ('application/ld+json;profile="a,b;q=0";q=1, text/turtle;q=0.5', "application/ld+json"),
        ("nonsense, text/plain", "text/plain"),
        ("text/turtle;q=nonsense, text/plain;q=0.1", "text/plain"),
    ],
)
def test_the_preferred_format_is_chosen(accept: str | None, expected: str) -> None:
    assert chosen(accept) == expected


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "*/*;q=0", "nonsense", "text/turtle;q=2", '"', ","])
def test_nothing_is_chosen_where_nothing_is_accepted(accept: str) -> None:
    assert chosen(accept) is None


def test_another_name_of_a_format_means_that_format() -> None:
    offer = choose("text/plain", OFFERED)
    assert offer is not None
    assert offer.format == "application/n-triples"
