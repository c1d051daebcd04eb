"""What the texts say of kinds of worker, as triples."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS

from servanda.graph.quads import Triple, strings, text, texts, types
from servanda.graph.reasons import cited
from servanda.graph.write_limits import readings
from servanda.loaders.worker_kinds import Coverage
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

_DEGREE: Final = {
    "covers": SV.coversKind,
    "in-part": SV.coversKindInPart,
    "leaves-open": SV.leavesKindOpen,
    "leaves-out": SV.leavesKindOut,
    "not-established": SV.coverageNotEstablished,
}
_MINT: Final[Mapping[str, Callable[[str], URIRef]]] = {
    "scope": iris.scope,
    "instrument": iris.instrument,
    "provision": iris.provision,
}


def worker_kinds(several: Iterable[Coverage], provisions: Collection[str]) -> Iterator[Triple]:
    """One record of personal coverage after the other.

    Args:
        several: the records.
        provisions: paths of provisions that stand in the graph; others are cited in words only.
    """
    for coverage in several:
        this = iris.personal_coverage(coverage.id)
        yield from types(this, SV.PersonalCoverage)
        yield this, SV.workerKind, iris.worker_kind(coverage.kind)
        yield this, SV.coverageTarget, _MINT[coverage.target_kind](coverage.target)
        yield this, SV.coverageDegree, _DEGREE[coverage.degree]
        if coverage.side:
            yield this, SV.coverageSide, SV[coverage.side]
        for path in coverage.articles:
            if path in provisions:
                yield this, SV.restsOn, iris.provision(path)
        if coverage.articles:
            yield this, DCTERMS.bibliographicCitation, text(", ".join(cited(path) for path in coverage.articles))
        yield from texts(this, SV.personalCoverageReason, coverage.reason)
        yield from strings(this, {DCTERMS.source: coverage.source, SV.sourcePlace: coverage.place, SV.remark: coverage.remark})
        yield from readings(this, f"personal-coverage/{coverage.id}", coverage.readings)
