"""What of each text is encoded: articles, substantive articles, articles with obligations, articles left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.loaders.left_out import BY_CHOICE, LeftOut
from servanda.loaders.obligations import Obligation
from servanda.loaders.provision_tree import Provision


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the text of one instrument is encoded; counts of articles (those of annexes too).

    Attributes:
        instrument: slug.
        articles: in the text.
        encoded: with at least one obligation record in or under them.
        left_out: without a record, by the status of their row in ``loaders/data/left_out``.
        silent: paths of articles without a record and without a row: nobody has said anything about them yet.
        obligations: records.
        read_twice: records with a second reading.
    """

    instrument: str
    articles: int
    encoded: int
    left_out: Mapping[str, int]
    silent: tuple[str, ...]
    obligations: int
    read_twice: int

    @property
    def by_choice(self) -> int:
        """Articles that ask something and are left out by choice."""
        return self.left_out.get(BY_CHOICE, 0)

    @property
    def substantive(self) -> int:
        """Articles that ask something as far as they have been looked at: the encoded ones and those left out by choice."""
        return self.encoded + self.by_choice

    @property
    def started(self) -> bool:
        """Whether any of its provisions is encoded or explained."""
        return bool(self.encoded or self.left_out)


def _ancestors(path: str, parents: Mapping[str, str]) -> Iterable[str]:
    while path:
        yield path
        path = parents.get(path, "")


def coverage_of(
    instrument: str, provisions: Sequence[Provision], obligations: Iterable[Obligation], left_out: Iterable[LeftOut]
) -> Coverage:
    """Count the articles of one instrument.

    Args:
        instrument: slug.
        provisions: its tree.
        obligations, left_out: of all instruments, or of this one.
    """
    parents = {provision.path: provision.parent for provision in provisions}
    articles = [provision.path for provision in provisions if provision.kind == "article"]
    own = [obligation for obligation in obligations if obligation.instrument == instrument]
    encoded = {path for obligation in own for path in _ancestors(obligation.provision, parents)}
    status = {each.provision: each.status for each in left_out if each.instrument == instrument}
    told: Counter[str] = Counter()
    silent: list[str] = []
    for article in articles:
        if article in encoded:
            continue
        found = next((status[path] for path in _ancestors(article, parents) if path in status), None)
        if found is None:
            silent.append(article)
        else:
            told[found] += 1
    return Coverage(
        instrument=instrument,
        articles=len(articles),
        encoded=sum(article in encoded for article in articles),
        left_out=dict(told),
        silent=tuple(silent),
        obligations=len(own),
        read_twice=sum(bool(obligation.reviewed_by) for obligation in own),
    )


def coverage(
    provisions: Mapping[str, Sequence[Provision]], obligations: Sequence[Obligation], left_out: Sequence[LeftOut]
) -> list[Coverage]:
    """The coverage of every instrument whose text is taken apart, in the order of their slugs."""
    return [coverage_of(slug, provisions[slug], obligations, left_out) for slug in sorted(provisions)]
