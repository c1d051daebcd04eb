"""Measures as triples: a law as an act of its state and as a text, and coverage that is never more than was judged."""

from __future__ import annotations

from rdflib import Literal
from rdflib.namespace import PROV, RDF, XSD

from servanda.graph.write_measures import measures, tellings
from servanda.loaders.dates import PartialDate
from servanda.loaders.measure_tellings import Telling
from servanda.loaders.measures import Measure, MeasureArticle
from servanda.loaders.readings import Readings
from servanda.ontology import iris
from servanda.ontology.namespaces import ELI, SV

READ = Readings("a reader", "2026-11-22", "", "", "")
OLD = Measure(
    id="idn-old",
    state="IDN",
    kind="law",
    titles={"en": "Old law", "id": "Undang-undang lama"},
    date=PartialDate.parse("2004"),
    in_force_from=None,
    in_force_until=PartialDate.parse("2017-11-22"),
    repealed_by="idn-new",
    status="repealed",
    source="indonesian_law",
    source_place="old.md",
    note="",
)
OFFICE = Measure(
    "phl-office", "PHL", "institution", {"en": "Office", "id": "Kantor"}, None, None, None, "", "not-told", "philippine_law", "x", ""
)

TOLD = Measure(
    "sau-code", "SAU", "law", {"en": "Code", "id": "Kitab"}, PartialDate.parse("2005"), None, None, "", "not-told", "upr", "record 1", ""
)
TELLING = Telling(
    id="sau-code--upr-s4-sau-4480",
    measure="sau-code",
    record="upr-s4-sau-4480",
    told_by="NZL",
    told_on=PartialDate.parse("2009"),
    source="upr",
    place="record 1",
    citation="Review of Saudi Arabia (2009), recommendation of New Zealand",
    says={"en": "Asks for it to be known.", "id": "Meminta agar dikenal."},
    readings=READ,
)


def article(implements: str, coverage: str) -> MeasureArticle:
    return MeasureArticle(
        f"idn-old--art-1--{implements}", "idn-old", "Art. 1", implements, coverage, {"en": "Half.", "id": "Separuh."}, READ
    )


def test_a_law_is_a_measure_and_a_text_with_the_days_that_are_told() -> None:
    found = set(measures([OLD], [], frozenset()))
    this, text = iris.measure("idn-old"), iris.instrument("idn-old")
    assert (this, SV.adoptedBy, iris.state("IDN")) in found
    assert (this, SV.instrument, text) in found
    assert (text, RDF.type, SV.NationalLaw) in found
    assert (this, ELI.in_force, ELI["InForce-notInForce"]) in found
    assert (this, ELI.repealed_by, iris.measure("idn-new")) in found
    assert (this, ELI.date_document, Literal("2004", datatype=XSD.gYear)) in found, "a year stays a year"
    assert not [triple for triple in found if triple[1] == ELI.first_date_entry_in_force], "no day is invented"


def test_an_institution_is_no_text_and_what_is_not_told_is_left_open() -> None:
    found = set(measures([OFFICE], [], frozenset()))
    assert not [triple for triple in found if triple[2] == SV.NationalLaw]
    assert not [triple for triple in found if triple[1] == ELI.in_force]


def test_only_full_and_partial_coverage_carry_something_out() -> None:
    compared = [article("icrmw-7", "partial"), article("icrmw-9", "full"), article("icrmw-10", "none"), article("icrmw-84", "unclear")]
    found = set(measures([OLD], compared, frozenset({"icrmw-7", "icrmw-9", "icrmw-10", "icrmw-84"})))
    carried = {value for _, predicate, value in found if predicate == ELI.ensures_implementation_of}
    assert carried == {iris.obligation("icrmw-7"), iris.obligation("icrmw-9")}
    unclear = iris.measure_article("idn-old--art-1--icrmw-84")
    assert (unclear, SV.coverage, SV.unclearCoverage) in found
    assert (unclear, SV.coverageReason, Literal("Separuh.", lang="id")) in found
    assert (unclear, SV.encodedBy, Literal("a reader")) in found


def test_an_article_may_be_compared_with_a_provision_or_a_whole_instrument() -> None:
    found = set(measures([OLD], [article("icrmw/25/1", "partial"), article("icrmw", "none")], frozenset()))
    assert {value for _, predicate, value in found if predicate == SV.comparedWith} == {
        iris.provision("icrmw/25/1"),
        iris.instrument("icrmw"),
    }


def test_a_law_that_others_tell_of_has_no_text_here_and_carries_nothing_out() -> None:
    compared = MeasureArticle("sau-code--art-7--icrmw-25-1", "sau-code", "Art. 7", "icrmw-25-1", "partial", {"en": "H.", "id": "S."}, READ)
    found = set(measures([TOLD], [compared], frozenset({"icrmw-25-1"})))
    this = iris.measure("sau-code")
    assert (this, RDF.type, SV.Measure) in found
    assert (iris.measure_article("sau-code--art-7--icrmw-25-1"), SV.coverage, SV.partialCoverage) in found
    assert not [triple for triple in found if triple[2] == SV.NationalLaw or triple[1] == SV.instrument]
    assert not [triple for triple in found if triple[1] in (ELI.ensures_implementation_of, ELI.in_force)]


def test_who_tells_stands_with_document_year_and_the_claim_that_it_is() -> None:
    found = set(tellings([TELLING], {"NZL"}, {("upr", "upr-s4-sau-4480")}))
    this = iris.measure_telling(TELLING.id)
    assert (iris.measure("sau-code"), SV.toldIn, this) in found
    assert (this, SV.toldBy, iris.state("NZL")) in found
    assert (this, SV.toldOn, Literal("2009", datatype=XSD.gYear)) in found
    assert (this, SV.whatIsTold, Literal("Meminta agar dikenal.", lang="id")) in found
    assert (this, PROV.wasDerivedFrom, iris.report("upr", "upr-s4-sau-4480")) in found


def test_a_body_may_tell_and_a_record_that_is_no_claim_leads_to_none() -> None:
    found = set(tellings([TELLING], frozenset(), frozenset()))
    this = iris.measure_telling(TELLING.id)
    assert (this, SV.toldBy, iris.body("NZL")) in found
    assert not [triple for triple in found if triple[1] == PROV.wasDerivedFrom]
