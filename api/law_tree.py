"""An instrument as a tree: its parts, articles and paragraphs with the obligations that they state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from servanda.queries.answers import LeftOutAnswer, ObligationAnswer, ProvisionAnswer


@dataclass(slots=True)
class Branch:
    """A provision with what is in it.

    Attributes:
        provision: IRI.
        citation: where it stands.
        parts: the provisions in it, in the order of the text.
        obligations: those that stand in it and not in a part of it: IRI and label.
        left_out: why no obligation of it is encoded, or empty.
        inside: number of obligations in it and its parts.
    """

    provision: str
    citation: str
    parts: list[Branch] = field(default_factory=list)
    obligations: list[tuple[str, str]] = field(default_factory=list)
    left_out: str = ""
    inside: int = 0


def tree(provisions: Iterable[ProvisionAnswer], obligations: Iterable[ObligationAnswer], left_out: Iterable[LeftOutAnswer]) -> list[Branch]:
    """The provisions that are no part of another one, each with its parts.

    Args:
        provisions: all of the instrument, in the order of the text; a part may come before its whole.
        obligations: of the instrument; one with several bearers or places stands once in each provision.
        left_out: provisions without obligations, and why.
    """
    several = list(provisions)
    branches = {each.provision: Branch(each.provision, each.citation) for each in several}
    for each in left_out:
        if each.provision in branches:
            branches[each.provision].left_out = each.reason
    for (provision, obligation), label in _stated(obligations).items():
        if provision in branches:
            branches[provision].obligations.append((obligation, label))
    roots: list[Branch] = []
    for row in several:
        whole = branches.get(row.parent)
        (roots if whole is None else whole.parts).append(branches[row.provision])
    for root in roots:
        _count(root)
    return roots


def _stated(obligations: Iterable[ObligationAnswer]) -> Mapping[tuple[str, str], str]:
    return {(each.provision, each.obligation): each.label for each in obligations}


def _count(branch: Branch) -> int:
    branch.inside = len(branch.obligations) + sum(_count(each) for each in branch.parts)
    return branch.inside
