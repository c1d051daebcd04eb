"""Parameters that every question is asked with, on every store and engine: all of them given, twice."""

from __future__ import annotations

import datetime

from rdflib import Literal

from servanda.ontology import iris
from servanda.ontology.namespaces import SV
from servanda.queries.bind import Term, day
from servanda.queries.catalogue import question

#: Two states and instruments with much to tell; what a question needs beyond these is given below.
ASKED: tuple[dict[str, Term], ...] = (
    {
        "state": iris.state("IDN"),
        "instrument": iris.instrument("icrmw"),
        "on": day(datetime.date(2023, 1, 1)),
        "language": Literal("en"),
        "from": day(datetime.date(2012, 1, 1)),
        "until": day(datetime.date(2018, 12, 31)),
        "origin": iris.state("IDN"),
        "destination": iris.state("SAU"),
        "employment": iris.state("SAU"),
        "period": iris.binding("IDN", "icrmw", "2012-09-01"),
        "asked": iris.provision("icrmw/16"),
        "other": iris.instrument("ilo-c189"),
        "kind": iris.worker_kind("irregular-situation"),
        "role": SV.StateOfOrigin,
        "right": iris.right("just-remuneration"),
        "report": iris.report("normlex_supervision", "ceacr-qat-c029-4022593"),
        "thing": iris.instrument("icrmw"),
        "provision": iris.provision("icrmw/46"),
        "obligation": iris.obligation("icrmw-25-1"),
        "measure": iris.measure("idn-law-18-2017"),
        "act": iris.action("IDN", "icrmw", "Ratification", "2012-05-31"),
        "graph": iris.named_graph("law"),
        "class": SV.State,
    },
    {
        "state": iris.state("MEX"),
        "instrument": iris.instrument("iccpr"),
        "on": day(datetime.date(1999, 12, 31)),
        "language": Literal("id"),
        "from": day(datetime.date(1980, 1, 1)),
        "until": day(datetime.date(2030, 1, 1)),
        "origin": iris.state("MEX"),
        "destination": iris.state("USA"),
        "employment": iris.state("USA"),
        "period": iris.binding("MEX", "icrmw", "2003-07-01"),
        "asked": iris.provision("iccpr/13"),
        "other": iris.instrument("icrmw"),
        "kind": iris.worker_kind("domestic-worker"),
        "role": SV.StateOfEmployment,
        "right": iris.right("identity-documents"),
        "report": iris.report("upr", "upr-s5-afg-120"),
        "thing": iris.state("MEX"),
        "provision": iris.provision("iccpr/14"),
        "obligation": iris.obligation("ilo-c029-1-1"),
        "measure": iris.measure("phl-ra-10361"),
        "act": iris.action("MEX", "icrmw", "Ratification", "1999-03-08"),
        "graph": iris.named_graph("claims/upr"),
        "class": SV.Instrument,
    },
)


def as_asked(name: str, number: int) -> dict[str, Term]:
    """The parameters that a question has, of those above."""
    return {parameter: term for parameter, term in ASKED[number].items() if parameter in question(name).parameters}


def only_needed(name: str) -> dict[str, Term]:
    """The parameters that a question cannot do without; the others are open, so that it is asked about everything."""
    return {parameter: ASKED[0][parameter] for parameter in question(name).needed}
