"""Groups of states and who is in them, as triples. Being in a group binds a state to no instrument; it only groups states for questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rdflib.namespace import DCTERMS, ORG, PROV, SKOS

from servanda.graph.errors import GraphError
from servanda.graph.quads import Triple, date, strings, text, texts, types
from servanda.loaders.group_memberships import TABLE, Membership
from servanda.ontology import iris
from servanda.ontology.namespaces import SV

#: The folder of the table is named like the source that the table belongs to.
_SOURCE: Final = TABLE.parent.name
_NAMES: Final = {
    "abu-dhabi-dialogue": {"en": "Abu Dhabi Dialogue", "id": "Dialog Abu Dhabi"},
    "asean": {
        "en": "Association of Southeast Asian Nations (ASEAN)",
        "id": "Perhimpunan Bangsa-Bangsa Asia Tenggara (ASEAN)",
    },
    "colombo-process": {"en": "Colombo Process", "id": "Proses Kolombo"},
}


def _group(slug: str) -> Iterator[Triple]:
    if slug not in _NAMES:
        raise GraphError(f"{TABLE.name}: the group {slug!r} has no name in English and Indonesian")
    this = iris.group(slug)
    yield from types(this, SV.StateGroup, ORG.Organization)
    yield from texts(this, SKOS.prefLabel, _NAMES[slug])
    yield this, SKOS.notation, text(slug)


def _membership(membership: Membership) -> Iterator[Triple]:
    """One record. The table tells for which day a state is listed, not since when it is in the group: no ``sv:memberFrom`` is written."""
    this = iris.membership(membership.group, membership.state)
    yield from types(this, ORG.Membership)
    yield this, ORG.member, iris.state(membership.state)
    yield this, ORG.organization, iris.group(membership.group)
    yield this, ORG.role, iris.membership_role(membership.role)
    yield this, DCTERMS.source, iris.source(_SOURCE)
    yield this, PROV.wasDerivedFrom, iris.source(_SOURCE)
    if membership.as_at is not None:
        yield this, SV.asAt, date(membership.as_at)
    yield from strings(
        this,
        {SV.nameAsPublished: membership.state_as_published, SV.sourcePlace: membership.place, SV.remark: membership.note},
    )


def groups(memberships: Sequence[Membership]) -> Iterator[Triple]:
    """All triples about groups of states (W3C ORG); the roles are a concept scheme of the ontology.

    Raises:
        GraphError: a group without a name.
    """
    for slug in sorted({membership.group for membership in memberships}):
        yield from _group(slug)
    for membership in memberships:
        yield from _membership(membership)
