"""The log: a line of JSON for each public query and each event. It names no client, and no query: only a hash of its text."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import time
from typing import Final

from servanda.api.sparql import Observed

#: Under this name the web server reports; its lines for each request (``uvicorn.access``) hold addresses and are switched off.
_SERVER: Final = "uvicorn.error"
_OURS: Final = "servanda"
_queries: Final = logging.getLogger("servanda.queries_asked")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, who reports, what, and what else the record has in ``fields``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        members = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        members |= getattr(record, "fields", {})
        if record.exc_info:
            members["traceback"] = self.formatException(record.exc_info)
        return json.dumps(members, ensure_ascii=False)


def write_json_lines() -> None:
    """Have everything that this process reports written to the error stream as JSON, from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in ((_OURS, logging.INFO), (_SERVER, logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


def log_query(observed: Observed) -> None:
    """Report a request to the SPARQL endpoint."""
    if not _queries.isEnabledFor(logging.INFO):
        return
    fields: dict[str, object] = {
        "method": observed.method,
        "status": observed.status,
        "outcome": observed.outcome,
        "milliseconds": round(observed.seconds * 1000, 2),
    }
    if observed.query:
        fields |= {
            "query": query_hash(observed.query),
            "form": observed.form,
            "format": observed.media_type,
            "bytes": observed.size,
            "coding": observed.coding,
            "cached": observed.cached,
        }
    if observed.effort is not None:
        fields["waited"] = round(observed.effort.waited * 1000, 2)
        fields["evaluated"] = round(observed.effort.evaluated * 1000, 2)
    _queries.info("sparql", extra={"fields": fields})


def query_hash(query: str) -> str:
    """By which equal queries are known again: the first 16 hexadecimal digits of the SHA-256 of the text."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]
