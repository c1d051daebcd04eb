"""What can be set from outside. The environment is read here, once, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
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
        memory: megabytes that the evaluation of one public query may take beyond the graph (``SERVANDA_MEMORY``).
        client_queries: public queries that one client may have evaluated or waiting at the same time (``SERVANDA_CLIENT_QUERIES``).
        client_seconds: seconds of evaluation that one client may take in a minute; 0 is without end (``SERVANDA_CLIENT_SECONDS``).
        proxies: addresses of proxies whose ``X-Forwarded-For`` is believed, with commas between them (``SERVANDA_PROXIES``).
        cache: megabytes of public answers that are kept in memory (``SERVANDA_CACHE``).
        reload: seconds between two looks whether there is a newer graph; 0 is never, but on a signal (``SERVANDA_RELOAD``).
        log: what is written about public queries: ``warnings`` in words, or ``json``, a line for each query (``SERVANDA_LOG``).
        data: a file that is served in place of the built graph (``servanda serve --data``).
        engine_user: who asks the remote engine and uploads to it (``SERVANDA_ENGINE_USER``).
        engine_password: with the user (``SERVANDA_ENGINE_PASSWORD``).
        engine_token: in place of both, sent as ``Bearer`` (``SERVANDA_ENGINE_TOKEN``).
        engine_seconds: for one question to the remote engine, all tries together (``SERVANDA_ENGINE_SECONDS``).
        wikidata: address of the SPARQL endpoint of Wikidata (``SERVANDA_WIKIDATA``).
    """

    home: Path
    host: str
    port: int
    engine: str
    deadline: float
    workers: int
    store: str = ""
    memory: int = 2048
    client_queries: int = 64
    client_seconds: float = 60.0
    proxies: str = "127.0.0.1,::1"
    cache: int = 64
    reload: float = 10.0
    log: str = "warnings"
    data: Path | None = None
    engine_user: str = ""
    engine_password: str = field(default="", repr=False)
    engine_token: str = field(default="", repr=False)
    engine_seconds: float = 30.0
    wikidata: str = "https://query.wikidata.org/sparql"

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
            memory=int(_number(values, "SERVANDA_MEMORY", "2048", 64, 1_048_576)),
            client_queries=int(_number(values, "SERVANDA_CLIENT_QUERIES", "64", 1, 100_000)),
            client_seconds=_number(values, "SERVANDA_CLIENT_SECONDS", "60", 0, 1_000_000),
            proxies=values.get("SERVANDA_PROXIES", "127.0.0.1,::1"),
            cache=int(_number(values, "SERVANDA_CACHE", "64", 0, 65_536)),
            reload=_number(values, "SERVANDA_RELOAD", "10", 0, 86_400),
            log=_one_of(values, "SERVANDA_LOG", ("warnings", "json"), "warnings"),
            engine_user=values.get("SERVANDA_ENGINE_USER", ""),
            engine_password=values.get("SERVANDA_ENGINE_PASSWORD", ""),
            engine_token=values.get("SERVANDA_ENGINE_TOKEN", ""),
            engine_seconds=_number(values, "SERVANDA_ENGINE_SECONDS", "30", 1, 3_600),
            wikidata=values.get("SERVANDA_WIKIDATA") or "https://query.wikidata.org/sparql",
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


def _one_of(values: Mapping[str, str], name: str, known: tuple[str, ...], default: str = "") -> str:
    text = values.get(name) or default
    if text not in known:
        raise BadSetting(f"{name} must be {' or '.join(each for each in known if each)}, not {text!r}")
    return text
