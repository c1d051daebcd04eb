"""What a source says about itself: read from the ``.yml`` beside its loader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.acts import ActRow
from servanda.loaders.dates import PartialDate
from servanda.loaders.description import described, web_address
from servanda.loaders.errors import UnexpectedCount

HERE: Final = Path(__file__).resolve().parent
#: The tables of facts that come with the package.
DATA: Final = HERE / "data"

#: Called with (done, total, what) while a loader works, so that the shell can show progress.
Progress = Callable[[int, int, str], None]


def no_progress(done: int, total: int, what: str) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes a source, under which terms, as at which day, and how much of it there should be.

    Attributes:
        name: slug, also the name of its graph (``graph/source/<name>``), its loader and its folder of tables.
        title: in English.
        publisher: who publishes the content.
        licence: the terms, as the source states them.
        address: where a person finds it (http or https); empty where each row names its own.
        copied_from: the copy that the packaged table was made from, with its commit.
        as_at: the source's own date; None where each row has its own.
        rank: 1 the depositary itself, 2 an older statement of the depositary, 3 an official table of a state, 4 others.
        expected_acts: least and greatest number of acts that a load of the whole source may give.
        complete_for: instruments for which a state without a row has recorded no act, ever (as at that date).
        complete_for_present_parties: instruments of which the source lists every party of its date, without states that had left by then.
        tells_kind: False where every act of the source is called the same, whatever it was (a bare table of years).
        misses_successions: True where the source marks some successions and leaves others unmarked: what it calls a ratification can
            have been a succession, where the state made one on the same day.
        faults: known faults of the source and how each is handled.
        expected_records: least and greatest number of records in a whole copy of a source of claims; 0 and 0 for a source of acts.
        downloads: addresses of whole copies, the first the one to fetch; empty where a person saves pages.
    """

    name: str
    title: str
    publisher: str
    licence: str
    address: str
    copied_from: str
    as_at: PartialDate | None
    rank: int
    expected_acts: tuple[int, int]
    complete_for: tuple[str, ...]
    complete_for_present_parties: tuple[str, ...]
    tells_kind: bool
    faults: tuple[str, ...]
    misses_successions: bool = False
    expected_records: tuple[int, int] = (0, 0)
    downloads: tuple[str, ...] = ()

    @property
    def acts_table(self) -> Path:
        """The packaged table of this source's acts."""
        return DATA / self.name / "acts.csv"

    def check_count(self, number: int) -> None:
        """Refuse a load that gave too few or too many acts.

        Raises:
            UnexpectedCount: outside ``expected_acts``.
        """
        least, most = self.expected_acts
        if not least <= number <= most:
            raise UnexpectedCount(f"{self.name}: {number} acts were read where {least} to {most} are expected; nothing was loaded")

    def check_records(self, number: int) -> None:
        """Refuse a copy of a source of claims that has too few or too many records.

        Raises:
            UnexpectedCount: outside ``expected_records``.
        """
        least, most = self.expected_records
        if not least <= number <= most:
            raise UnexpectedCount(f"{self.name}: {number} records where {least} to {most} are expected; the copy is cut off or another one")


def read_source(name: str) -> Source:
    """Read ``<name>.yml``.

    Raises:
        BadValue: a field is missing or there is one that nobody knows.
    """
    path = HERE / f"{name}.yml"
    with described(path) as fields:
        as_at = fields.pop("as_at")
        address = fields.pop("address")
        fewest, greatest = fields.pop("expected_records", (0, 0))
        least, most = fields.pop("expected_acts")
        return Source(
            name=name,
            title=fields.pop("title"),
            publisher=fields.pop("publisher"),
            licence=fields.pop("licence"),
            address=web_address(address, path) if address else "",
            copied_from=fields.pop("copied_from"),
            as_at=None if as_at is None else PartialDate.parse(str(as_at)),
            rank=fields.pop("rank"),
            expected_acts=(least, most),
            complete_for=tuple(fields.pop("complete_for")),
            complete_for_present_parties=tuple(fields.pop("complete_for_present_parties", ())),
            tells_kind=bool(fields.pop("tells_kind", True)),
            faults=tuple(fields.pop("faults")),
            misses_successions=bool(fields.pop("misses_successions", False)),
            expected_records=(fewest, greatest),
            downloads=tuple(fields.pop("downloads", ())),
        )


#: What each loader of acts offers: ``load(paths, progress) -> acts``; the registry is ``servanda.loaders.registry``.
Loader = Callable[[Sequence[Path], Progress], Iterable[ActRow]]
