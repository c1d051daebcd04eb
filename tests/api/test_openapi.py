"""Whatever the description of the API allows to be asked is answered, and as that description says.

Schemathesis (https://schemathesis.readthedocs.io/) makes the requests up from the description: https://spec.openapis.org/oas/v3.1.0.
"""

from __future__ import annotations

from typing import Any, Final

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

#: Requests for each operation: every other value of a parameter is one of these, or whatever its type allows.
EXAMPLES: Final = 4
SECONDS: Final = 60
#: A request that fails is shown as it was made: to make it shorter would cost hundreds more.
PHASES: Final = [Phase.explicit, Phase.generate]
STATES: Final = ["IDN", "SAU", "sau", "VEN", "HKG", "x-yugoslavia", "XYZ", ""]
INSTRUMENTS: Final = ["icrmw", "ILO-C029", "ilo-p029", "iccpr", "nothing", ""]
TOPICS: Final = ["wages", "forced-labour", "recruitment-fees", "nothing", ""]
TARGETS: Final = ["icrmw/26", "obligation/icrmw-26-1-b", "topic/wages", "instrument/icrmw", "right/", "icrmw-25-1", "/"]
DAYS: Final = ["2023-01-01", "0001-01-01", "9999-12-31", "2023-02-29", "tomorrow", ""]
FORMS: Final = ["svg", "csv", "json", "graphml", "gexf", "ttl", "jsonld", "nq", "html", "png", "exe"]
#: What the graph holds, on the edge of it, and beside it: no description of types could tell.
VALUES: Final[dict[str, list[Any]]] = {
    **dict.fromkeys(("state", "iso3", "source", "origin", "destination", "with"), STATES),
    **dict.fromkeys(("instrument", "other"), INSTRUMENTS),
    **dict.fromkeys(("topic", "group"), TOPICS),
    **dict.fromkeys(("target", "obligation", "provision", "of"), TARGETS),
    **dict.fromkeys(("on", "from", "until", "date"), DAYS),
    **dict.fromkeys(("form", "ending"), FORMS),
    "language": ["en", "id", "fr", ""],
    "worker": ["domestic-worker+irregular-situation", "domestic-worker", "any-worker", "+", ""],
    "kind": ["ratification", "denunciation", "supervision", "complaint", "obligation", "state", "nothing", ""],
    "right": ["collective-bargaining", "nothing"],
    "body": ["ceacr", "cmw", "nobody"],
    "claim": ["normlex_supervision/ceacr-qat-c029-4022593", "normlex_supervision/nothing", "/"],
    "name": ["state/IDN", "parties", "gaps", "instrument/icrmw", "graph.nq.gz", "duties_of_state", "..", "ontology"],
    "file": ["parties.svg", "gaps.csv", "ratifications.json", "topics.vl.json", "parties.exe", "."],
    "version": ["latest", "1", "0.1.0"],
    "number": ["0.1.0", "1"],
    "format": ["bibtex", "ris", "csl-json", "oscola", "text"],
    "indicator": ["us-tip-tier", "nothing"],
    "query": ["SELECT * { ?s ?p ?o } LIMIT 1", "SELECT"],
    "q": ["passport", "paspor", '"', "*"],
    "offset": [0, 10**6, 10**30],
}


def with_known_values(description: dict[str, Any]) -> dict[str, Any]:
    """The description, in which every parameter may also have a value of the graph."""
    for operations in description["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] in VALUES:
                    parameter["schema"] = {"anyOf": [{"enum": VALUES[parameter["name"]]}, parameter["schema"]]}
    return description


def test_no_request_makes_the_service_fail_and_answers_are_of_the_declared_media_types(
    client: httpx.Client, site: str, subtests: pytest.Subtests
) -> None:
    schema = schemathesis.openapi.from_dict(with_known_values(client.get("/openapi.json").json()))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 80
    # not schemathesis' own parametrize: over a fixture, it leans on what pytest 9 no longer has
    for operation in operations:

        @settings(
            max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=PHASES, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def answered(case: schemathesis.Case) -> None:
            response = case.call(base_url=site, timeout=SECONDS, allow_redirects=False)
            case.validate_response(response, checks=[not_a_server_error, content_type_conformance, response_schema_conformance])

        with subtests.test(operation.label):
            answered()
