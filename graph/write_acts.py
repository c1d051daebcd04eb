"""Acts as triples: one graph for each source, so that a source can be replaced whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from servanda.graph.acts import SourcedAct
from servanda.graph.quads import Triple, date, strings, text, types
from servanda.ontology import iris
from servanda.ontology.act_kinds import CONSENTS, SIGNATURES
from servanda.ontology.namespaces import SV

_STATUS: Final = {"no-longer-party": SV.noLongerParty, "ineffective": SV.ineffective, "doubtful": SV.doubtful}


def _classes(kind: str) -> list[URIRef]:
    classes = [SV[kind], SV.TreatyAction]
    if kind in CONSENTS and kind != "ConsentToBeBound":
        classes.append(SV.ConsentToBeBound)
    if kind in SIGNATURES and kind != "Signature":
        classes.append(SV.Signature)
    if kind in {"Reservation", "Declaration"}:
        classes.append(SV.UnilateralStatement)
    return classes


def _act(act: SourcedAct, territories: Collection[str]) -> Iterator[Triple]:
    this, row = act.iri, act.row
    yield from types(this, *_classes(row.kind))
    yield this, DCTERMS.type, SV[row.kind]
    yield this, SV.actor, iris.state(row.state)
    yield this, SV.instrument, iris.instrument(row.instrument)
    yield this, PROV.wasDerivedFrom, iris.source(act.source.name)
    yield this, DCTERMS.source, URIRef(act.source.address) if act.source.address else iris.source(act.source.name)
    for predicate, value in (
        (SV.actionDate, row.date),
        (SV.effectiveFrom, row.effective_from),
        (SV.printedEntryIntoForce, row.printed_entry_into_force),
        (SV.withdrawnOn, row.withdrawn_on),
        (SV.readAs, row.read_as),
        (SV.boundBy, row.bound_by),
        (SV.asAt, row.as_at or act.source.as_at),
    ):
        if value is not None:
            yield this, predicate, date(value)
    if row.date_is_computed:
        yield this, SV.dateIsComputed, Literal(True)
    for path in row.affects:
        yield this, SV.affects, iris.provision(path)
    if row.territory:
        yield this, SV.territory, iris.state(row.territory) if row.territory in territories else text(row.territory)
    if row.status:
        yield this, SV.actStatus, _STATUS[row.status]
    yield from strings(
        this,
        {SV.nameAsPublished: row.state_as_published, SV.sourcePlace: row.place, SV.remark: row.remark},
    )


def acts(several: Iterable[SourcedAct], territories: Collection[str]) -> Iterator[Triple]:
    """All triples of one source's graph; a territory with a code is named by it, another one by what the source calls it."""
    for act in several:
        yield from _act(act, territories)
