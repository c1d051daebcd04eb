"""What can be set from outside. The environment is read here, once, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BadSetting(ValueError):
    """A setting that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the product runs.

    Attributes:
        home: folder of the built graph and of tables that a user loaded (``SERVANDA_HOME``).
        host: address to listen on (``HOST``).
        port: port to listen on (``PORT``).
        engine: address of a remote SPARQL 1.1 engine that answers in place of the built graph, or empty (``SERVANDA_ENGINE``).
        store: where the built graph is asked: ``memory``, ``folder``, or empty: the service in memory, the shell in the folder
            (``SERVANDA_STORE``).
        deadline: seconds after which a public query is ended (``SERVANDA_DEADLINE``).
        workers: processes that evaluate public queries (``SERVANDA_WORKERS``).
    """

    home: Path
    host: str
    port: int
    engine: str
    deadline: float
    workers: int
    store: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises:
            BadSetting: a number is none, or out of range.
        """
        values = os.environ if environment is None else environment
        return cls(
            home=Path(values.get("SERVANDA_HOME") or ".servanda").resolve(),
            host=values.get("HOST") or "127.0.0.1",
            port=int(_number(values, "PORT", "8000", 1, 65535)),
            engine=values.get("SERVANDA_ENGINE", ""),
            deadline=_number(values, "SERVANDA_DEADLINE", "10", 0.1, 600),
            workers=int(_number(values, "SERVANDA_WORKERS", "2", 1, 64)),
            store=_one_of(values, "SERVANDA_STORE", ("", "memory", "folder")),
        )


def _number(values: Mapping[str, str], name: str, default: str, least: float, most: float) -> float:
    text = values.get(name) or default
    try:
        number = float(text)
    except ValueError as error:
        raise BadSetting(f"{name} must be a number, not {text!r}") from error
    if not least <= number <= most:
        raise BadSetting(f"{name} must lie between {least:g} and {most:g}, not {text}")
    return number


def _one_of(values: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    text = values.get(name, "")
    if text not in known:
        raise BadSetting(f"{name} must be {' or '.join(each for each in known if each)}, not {text!r}")
    return text
