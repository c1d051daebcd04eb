"""The packaged tables of provisions that have no obligation record: why each one has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.loaders.errors import BadValue
from servanda.loaders.limits import one_of
from servanda.loaders.record import read_table
from servanda.loaders.source import DATA

FOLDER: Final = DATA / "left_out"
COLUMNS: Final = ("provision", "status", "reason_en", "reason_id")
BY_CHOICE: Final = "choice"
#: Why a provision has no record. All but ``choice`` mean that it asks nothing of a party toward persons, or that its words are not at hand.
STATUSES: Final = frozenset({"formal", "supervision", "definition", "saving", "spent", "not-in-copy", BY_CHOICE})
_LONGEST: Final = 300  # characters: a reason, not a treatise


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A provision without an obligation record.

    Attributes:
        provision: path; what lies in it is left out with it, but for what has a record or a row of its own.
        status: one of ``STATUSES``.
        reason: by language tag, in our own words.
    """

    provision: str
    status: str
    reason: dict[str, str]

    @property
    def instrument(self) -> str:
        """The slug of its instrument."""
        return self.provision.partition("/")[0]


def read_left_out(provisions: Mapping[str, frozenset[str]], folder: Path = FOLDER) -> list[LeftOut]:
    """All rows of all files, one file an instrument, in file order.

    Args:
        provisions: paths by instrument.
        folder: the tables.

    Raises:
        SourceError: a cell cannot be understood, names no provision of the file's instrument, or a provision stands twice.
    """
    found: dict[str, LeftOut] = {}
    for path in sorted(folder.glob("*.csv")):
        for record in read_table(path, COLUMNS):
            provision = record.pop_required("provision")
            if provision not in provisions.get(path.stem, frozenset()):
                raise record.wrong("provision", f"{path.stem} has no provision {provision!r}")
            if provision in found:
                raise BadValue(f"{provision} stands here twice", file=path, row=record.row, column="provision")
            found[provision] = LeftOut(
                provision=provision,
                status=one_of(record, "status", STATUSES),
                reason={language: record.pop_required(f"reason_{language}") for language in ("en", "id")},
            )
            for language, reason in found[provision].reason.items():
                if len(reason) > _LONGEST:
                    raise record.wrong(f"reason_{language}", f"{len(reason)} characters; at most {_LONGEST}")
            record.finish()
    return list(found.values())
