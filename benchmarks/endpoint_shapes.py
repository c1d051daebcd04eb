"""Three shapes of queries over the packaged graph, as people ask them, each about many different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: The things that the queries name stand in them in full, so that each is one text.
_PREFIXES: Final = (
    "PREFIX sv: <https://w3id.org/servanda/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
#: States with many acts, in all parts of the world.
_STATES: Final = (
    *("ARG", "AUS", "BEL", "BGR", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "CYP", "DEU", "DNK", "ECU", "EGY", "ESP", "FIN", "FRA"),
    *("GBR", "GHA", "GTM", "HUN", "IDN", "IND", "ITA", "JPN", "KEN", "LKA", "MAR", "MEX", "NGA", "NIC", "NLD", "NOR", "PER", "PHL"),
    *("POL", "PRT", "ROU", "RWA", "SAU", "SEN", "SLV", "SVN", "SWE", "TUN", "TUR", "UGA", "URY", "ZAF"),
)
_INSTRUMENTS: Final = (
    *("ilo-c029", "ilo-c081", "ilo-c087", "ilo-c098", "ilo-c100", "ilo-c105", "ilo-c111", "ilo-c138", "ilo-c182"),
    *("crc", "cedaw", "icerd", "iccpr", "icescr", "cat"),
)
_STATE: Final = "<https://w3id.org/servanda/id/state/{}>"
_INSTRUMENT: Final = "<https://w3id.org/servanda/id/instrument/{}>"


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of query.

    Attributes:
        name: as it stands in the tables.
        sentence: what it asks.
        queries: the same question about different things.
    """

    name: str
    sentence: str
    queries: Sequence[str]


def _about(names: Sequence[str], iri: str, query: str) -> list[str]:
    return [_PREFIXES + query.replace("@about@", iri.format(name)) for name in names]


SHAPES: Final = (
    Shape(
        "lookup",
        "the English name of a state (one row)",
        _about(_STATES, _STATE, 'SELECT ?name { @about@ skos:prefLabel ?name FILTER(LANG(?name) = "en") }'),
    ),
    Shape(
        "join",
        "the parties to an instrument on a day, with their names and the days from which they are bound (about 170 rows)",
        _about(
            _INSTRUMENTS,
            _INSTRUMENT,
            "SELECT ?state ?name ?from { ?period sv:instrument @about@ ; sv:party ?state ; sv:boundFrom ?from . "
            '?state skos:prefLabel ?name FILTER(LANG(?name) = "en" && ?from <= "2023-01-01"^^xsd:date) } ORDER BY ?from ?name',
        ),
    ),
    Shape(
        "aggregate",
        "how many duties a state has on each topic, over its duties and their obligations (about 50 rows)",
        _about(
            _STATES,
            _STATE,
            "SELECT ?topic (COUNT(?duty) AS ?duties) { ?duty sv:dutyBearer @about@ ; sv:obligation ?obligation . "
            "?obligation sv:topic ?topic } GROUP BY ?topic ORDER BY DESC(?duties) ?topic",
        ),
    ),
)
