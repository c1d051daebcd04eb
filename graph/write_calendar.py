"""Windows of denunciation as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from servanda.graph.calendar import Window
from servanda.graph.quads import Triple, day, types
from servanda.ontology import iris
from servanda.ontology.namespaces import SV


def denunciation_windows(windows: Iterable[Window]) -> Iterator[Triple]:
    """All triples on windows, for ``graph/derived``."""
    for window in windows:
        opening = window.opening
        this = iris.denunciation_window(window.instrument, opening.opens.isoformat(), window.state)
        yield from types(this, SV.DenunciationWindow)
        yield this, SV.instrument, iris.instrument(window.instrument)
        yield this, SV.opensOn, day(opening.opens)
        if window.state:
            yield this, SV.opensFor, iris.state(window.state)
        if opening.closes is not None:
            yield this, SV.closesOn, day(opening.closes)
        if opening.effect is not None:
            yield this, SV.earliestEffect, day(opening.effect)
