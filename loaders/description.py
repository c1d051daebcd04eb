"""The ``.yml`` beside a loader, read by emptying it: what is missing, and what nobody reads, is an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from servanda.loaders.errors import BadValue


@contextmanager
def described(path: Path) -> Iterator[dict[str, Any]]:
    """The fields of a description, to be popped one by one within the block.

    Raises:
        BadValue: a field that is popped is missing, or one is left at the end of the block that nobody popped.
    """
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        yield fields
    except KeyError as error:
        raise BadValue(f"the description lacks {error}", file=path) from error
    if fields:
        raise BadValue(f"nobody knows {', '.join(sorted(fields))}", file=path)


def web_address(address: str, path: Path) -> str:
    """An address that a person can open.

    Raises:
        BadValue: it is no http address.
    """
    if not address.startswith(("https://", "http://")):
        raise BadValue(f"address must be an http address, not {address!r}", file=path)
    return address
