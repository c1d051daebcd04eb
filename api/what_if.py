"""What if a state acted otherwise: what would follow, and which single consent would close most gaps of a corridor."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from servanda.api.answer_fields import answer_with, rows_of, schema_of
from servanda.api.envelope import InLanguage, OnDay, ServiceHere
from servanda.api.supposing import Written
from servanda.api.what_if_answer import Asked, answer_ranking, answer_what_if
from servanda.queries.lookup import read_day, read_language
from servanda.queries.what_if import RecordedStatus

router = APIRouter(prefix="/api/what-if", tags=["what if"])

#: Each change costs a derivation; more would be a table of one's own (``servanda load``).
MOST_CHANGES: Final = 20
_WORKER: Final = "migrant-worker"
#: What each pair of a state and an instrument tells of the day as recorded.
_DESCRIBED: Final = answer_with(periods=rows_of({"type": "object", "properties": {"recorded_status": schema_of(RecordedStatus)}}))

AState = Annotated[str, Query(description="ISO 3166-1 alpha-3 code.")]
AWorker = Annotated[str, Query(description="One kind of worker or several joined by +, for instance domestic-worker.")]


class AChange(BaseModel):
    """One act that is supposed to be otherwise."""

    model_config = ConfigDict(extra="forbid")
    state: str = Field(description="ISO 3166-1 alpha-3 code.")
    instrument: str = Field(description="For instance ilo-c189.")
    kind: str = Field(description="ratification, accession, denunciation, partial-acceptance…")
    date: str | None = Field(None, description="The day of the act, YYYY-MM-DD; none for one that is removed.")
    change: str = Field("add", description="add, remove, move (to another day) or withdraw.")
    affects: list[str] = Field(default_factory=list, description="For a partial acceptance: the provisions left out.")
    of: str | None = Field(None, description="For a recorded act: its date, where there are several of that kind.")

    def written(self) -> Written:
        """The change as the rest of the program takes it."""
        return Written(self.state, self.instrument, self.kind, self.date, self.change, tuple(self.affects), self.of)


class AQuestion(BaseModel):
    """What is supposed, and where its consequences are read."""

    model_config = ConfigDict(extra="forbid")
    changes: list[AChange] = Field(min_length=1, max_length=MOST_CHANGES)
    on: str | None = Field(None, description="The day on which the corridor is read; by default the day on which all has its effect.")
    origin: str | None = Field(None, description="State of origin of a corridor.")
    destination: str | None = Field(None, description="State of destination of a corridor.")
    worker: str = Field(_WORKER, description="Kind of worker.")
    language: str = Field("en", description="en or id")


@router.post("", responses=_DESCRIBED)
def what_if(question: AQuestion, here: ServiceHere) -> dict[str, Any]:
    """What would follow from one or several supposed acts, one after the other: periods, duties, gaps of a corridor."""
    asked = Asked(
        changes=tuple(change.written() for change in question.changes),
        on=None if question.on is None else read_day(question.on),
        origin=question.origin,
        destination=question.destination,
        worker=question.worker,
        language=read_language(question.language),
    )
    return answer_what_if(here, asked)


@router.get("", responses=_DESCRIBED)
def what_if_one(
    state: AState,
    instrument: Annotated[str, Query(description="For instance ilo-c189.")],
    kind: Annotated[str, Query(description="ratification, accession, denunciation, partial-acceptance…")],
    here: ServiceHere,
    language: InLanguage,
    date: Annotated[str | None, Query(description="The day of the act, YYYY-MM-DD.")] = None,
    change: Annotated[str, Query(description="add, remove, move or withdraw.")] = "add",
    exclude: Annotated[list[str] | None, Query(description="Provisions left out when consenting, for instance ilo-c097/annex-i.")] = None,
    of: Annotated[str | None, Query(description="For a recorded act: its date.")] = None,
    on: Annotated[str | None, Query(description="The day on which the corridor is read; by default when all has its effect.")] = None,
    origin: Annotated[str | None, Query(description="State of origin of a corridor.")] = None,
    destination: Annotated[str | None, Query(description="State of destination of a corridor.")] = None,
    worker: AWorker = _WORKER,
) -> dict[str, Any]:
    """What would follow from one supposed act."""
    asked = Asked(
        changes=one_act(Written(state, instrument, kind, date, change, (), of), exclude or []),
        on=None if on is None else read_day(on),
        origin=origin,
        destination=destination,
        worker=worker,
        language=language,
    )
    return answer_what_if(here, asked)


@router.get("/ranking")
def ranking(
    origin: AState, destination: AState, on: OnDay, language: InLanguage, here: ServiceHere, worker: AWorker = _WORKER
) -> dict[str, Any]:
    """Which single consent of the two states, given on a day, would close most gaps of their corridor."""
    return answer_ranking(here, origin, destination, worker, on, language)


def one_act(written: Written, exclude: list[str]) -> tuple[Written, ...]:
    """An act and, where parts are left out with it, the partial acceptance of the same day."""
    if not exclude:
        return (written,)
    if written.kind.lower() == "partial-acceptance":
        return (Written(written.state, written.instrument, written.kind, written.date, written.change, tuple(exclude), written.of),)
    return written, Written(written.state, written.instrument, "partial-acceptance", written.date, affects=tuple(exclude))
