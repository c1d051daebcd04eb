"""Opening what answers the questions: a remote engine, the graph in memory, or the graph in its folder."""

from __future__ import annotations

import contextlib
import sys
from typing import Literal

from servanda.api.settings import Settings
from servanda.graph.build import Progress, quiet, read_manifest
from servanda.graph.folder_store import FolderStore, NotWritten
from servanda.graph.store import MemoryStore
from servanda.queries.engine import Engine
from servanda.queries.remote import RemoteEngine
from servanda.queries.remote_request import Credentials


def open_engine(settings: Settings, *, usual: Literal["memory", "folder"], progress: Progress = quiet) -> Engine:
    """What the settings name.

    Args:
        settings: ``engine`` goes before ``store``.
        usual: the store where they name none: memory is loaded for seconds and answers at once, a folder is opened at once.
        progress: told what is done where the folder has to be written first.

    Raises:
        NoGraph: no graph has been built there.
        EngineError: the address of a remote engine is none.
    """
    if settings.engine:
        return remote_engine(settings, settings.engine, version=read_manifest(settings.home).version)
    if (settings.store or usual) == "memory":
        return MemoryStore.open(settings.home)
    try:
        return FolderStore.open(settings.home, progress)
    except NotWritten as error:  # a full disk, a home that others own: slower, but the same answers
        with contextlib.suppress(OSError):  # the disk that is full may be that of the log
            sys.stderr.write(f"{error}; the graph is loaded into memory instead\n")
        return MemoryStore.open(settings.home)


def remote_engine(settings: Settings, address: str, *, version: str = "") -> RemoteEngine:
    """A remote engine, asked as the settings say.

    Args:
        address: where it answers queries.
        version: of the graph that it should hold where it was uploaded; empty: any.

    Raises:
        EngineError: the address is none, or would show the credentials to others.
    """
    who = Credentials(settings.engine_user, settings.engine_password, settings.engine_token)
    return RemoteEngine(address, timeout=settings.engine_seconds, credentials=who, version=version)
