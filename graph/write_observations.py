"""Figures that others give, as an RDF Data Cube: attributed context in ``graph/context``, never claims and never findings.

Two structures: a figure for a place, a year and an indicator; and the people of a corridor, whose year stands at the data set, so that
eight thousand corridors cost five triples each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rdflib import Literal
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.graph.write_source import published_by
from servanda.loaders.indicators import Indicator
from servanda.loaders.migrant_stock import SOURCE as STOCK
from servanda.loaders.migrant_stock import CorridorStock
from servanda.loaders.observations import AREA, Observation
from servanda.loaders.table_source import TableSource
from servanda.ontology import iris
from servanda.ontology.namespaces import DCAT, QB, SDMX_DIMENSION, SDMX_MEASURE, SV

#: The year of which corridors stand in the graph; the packaged table has the others.
CORRIDOR_YEAR: Final = 2024
_FIGURES: Final = "figures"
_CORRIDORS: Final = "corridors"
#: Structure → its dimensions, and what is said once for the whole data set.
_STRUCTURES: Final = {
    _FIGURES: ((SDMX_DIMENSION.refArea, SDMX_DIMENSION.refPeriod, SV.indicator), ()),
    _CORRIDORS: ((SV.migrantsFrom, SV.migrantsIn), (SDMX_DIMENSION.refPeriod,)),
}
_DATATYPES: Final = {"whole": XSD.integer, "decimal": XSD.decimal}


def _year(year: int) -> Literal:
    return Literal(f"{year:04d}", datatype=XSD.gYear)


def _structures() -> Iterator[Triple]:
    for name, (dimensions, attached) in _STRUCTURES.items():
        this = iris.data_structure(name)
        yield from types(this, QB.DataStructureDefinition)
        for order, dimension in enumerate((*dimensions, *attached), start=1):
            part = iris.data_structure(f"{name}/{order}")
            yield this, QB.component, part
            yield part, RDF.type, QB.ComponentSpecification
            yield part, QB.dimension, dimension
            yield dimension, RDF.type, QB.DimensionProperty
            yield part, QB.order, Literal(order)
            if dimension in attached:
                yield part, QB.componentAttachment, QB.DataSet
        part = iris.data_structure(f"{name}/value")
        yield this, QB.component, part
        yield part, RDF.type, QB.ComponentSpecification
        yield part, QB.measure, SDMX_MEASURE.obsValue
    yield SDMX_MEASURE.obsValue, RDF.type, QB.MeasureProperty


def _dataset(source: TableSource) -> Iterator[Triple]:
    this = iris.dataset(source.name)
    yield from types(this, QB.DataSet, DCAT.Dataset)
    yield from texts(this, DCTERMS.title, source.title)
    yield this, DCTERMS.description, text(source.says, "en")
    yield this, SKOS.scopeNote, text(source.does_not_say, "en")
    yield from published_by(this, source)
    yield this, DCTERMS.source, iris.source(source.name)
    yield this, SV.asAt, date(source.as_at)
    yield this, QB.structure, iris.data_structure(_CORRIDORS if source.name == STOCK else _FIGURES)
    if source.name == STOCK:
        yield this, SDMX_DIMENSION.refPeriod, _year(CORRIDOR_YEAR)


def _indicator(indicator: Indicator) -> Iterator[Triple]:
    this = iris.indicator(indicator.slug)
    yield from types(this, SV.Indicator)
    yield from texts(this, SKOS.prefLabel, indicator.label)
    yield from texts(this, SKOS.definition, indicator.definition)
    yield this, SKOS.notation, text(indicator.slug)
    yield this, SV.unit, text(indicator.unit)
    yield this, SV.better, text(indicator.better)
    yield this, DCTERMS.source, iris.source(indicator.source)
    for topic in indicator.topics:
        yield this, SV.topic, iris.topic(topic)
    if indicator.categories:
        yield this, RDF.type, SKOS.ConceptScheme
    for category in indicator.categories:
        concept = iris.indicator_category(indicator.slug, category.value)
        yield concept, RDF.type, SKOS.Concept
        yield concept, SKOS.inScheme, this
        yield concept, SKOS.notation, text(category.value)
        yield concept, SV.categoryOrder, Literal(category.position)
        yield from texts(concept, SKOS.prefLabel, category.label)


def _observation(observation: Observation, indicator: Indicator) -> Iterator[Triple]:
    this = iris.observation(indicator.slug, observation.place.removeprefix(AREA), str(observation.year))
    area = observation.place.startswith(AREA)
    datatype = _DATATYPES.get(indicator.scale)
    yield this, RDF.type, QB.Observation
    yield this, QB.dataSet, iris.dataset(indicator.source)
    yield this, SDMX_DIMENSION.refArea, iris.area(observation.place.removeprefix(AREA)) if area else iris.state(observation.place)
    yield this, SDMX_DIMENSION.refPeriod, _year(observation.year)
    yield this, SV.indicator, iris.indicator(indicator.slug)
    yield this, SDMX_MEASURE.obsValue, Literal(observation.value, datatype=datatype) if datatype else text(observation.value)
    yield from strings(this, {SV.sourcePlace: observation.source_place, SV.remark: observation.note})


def _corridor(corridor: CorridorStock, people: int) -> Iterator[Triple]:
    this = iris.observation(STOCK, f"{corridor.origin}-{corridor.destination}", str(CORRIDOR_YEAR))
    yield this, RDF.type, QB.Observation
    yield this, QB.dataSet, iris.dataset(STOCK)
    yield this, SV.migrantsFrom, iris.state(corridor.origin)
    yield this, SV.migrantsIn, iris.state(corridor.destination)
    yield this, SDMX_MEASURE.obsValue, Literal(people)


def observations(figures: Mapping[str, Iterable[Observation]], indicators: Mapping[str, Indicator]) -> Iterator[Triple]:
    """The indicators and all figures for places and years.

    Args:
        figures: by source.
        indicators: by slug.
    """
    for indicator in indicators.values():
        yield from _indicator(indicator)
    for several in figures.values():
        for observation in several:
            yield from _observation(observation, indicators[observation.indicator])


def corridors(several: Iterable[CorridorStock], classes: Mapping[str, str]) -> Iterator[Triple]:
    """The people of each corridor between two states in ``CORRIDOR_YEAR``.

    Args:
        several: all corridors of the packaged table.
        classes: code to class (``State``, ``FormerState``, ``Territory``); only corridors between two states are written.
    """
    for corridor in several:
        both_states = classes.get(corridor.origin) == classes.get(corridor.destination) == "State"
        if both_states and (people := corridor.people.get(CORRIDOR_YEAR)):
            yield from _corridor(corridor, people)


def data_sets(sources: Iterable[TableSource]) -> Iterator[Triple]:
    """The data sets with their structures, terms and dates."""
    yield from _structures()
    for source in sources:
        yield from _dataset(source)
