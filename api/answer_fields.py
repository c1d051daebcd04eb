"""What the API's description says of fields of an answer, by the type that the answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter


def schema_of(kind: Any) -> dict[str, Any]:
    """The JSON schema of a flat dataclass (no dataclass in it, no field renamed), as ``envelope.plain`` writes it."""
    return TypeAdapter(kind).json_schema()


def rows_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": dict(schema)}


def answer_with(**fields: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """For ``responses=`` of a route whose answer is an envelope: what some fields of ``answer`` hold; the others are not described."""
    schema = {"properties": {"answer": {"type": "object", "properties": {name: dict(each) for name, each in fields.items()}}}}
    return {200: {"content": {"application/json": {"schema": schema}}}}
