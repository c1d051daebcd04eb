"""What the treaty texts should hold, and what is known to be wrong in the copies: each fault by its name.

The faults were found by reading every article of the copies (see ``treaty_texts.yml``); a fault that is not named here stops the
reading. The outlines stand by family: United Nations human rights treaties and their protocols, ILO instruments, the Council of Europe,
agreements on migration, and the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from servanda.loaders.outline import Outline
from servanda.loaders.outlines_agreements import AGREEMENT_OUTLINES
from servanda.loaders.outlines_council_of_europe import COUNCIL_OF_EUROPE_OUTLINES
from servanda.loaders.outlines_ilo import ILO_OUTLINES
from servanda.loaders.outlines_ilo_technical import ILO_TECHNICAL_OUTLINES
from servanda.loaders.outlines_other import OTHER_OUTLINES
from servanda.loaders.outlines_protocols import PROTOCOL_OUTLINES
from servanda.loaders.outlines_un import UN_OUTLINES

__all__ = ["OUTLINES", "Outline"]

#: By slug of the instrument.
OUTLINES: Final[Mapping[str, Outline]] = {
    **UN_OUTLINES,
    **PROTOCOL_OUTLINES,
    **ILO_OUTLINES,
    **ILO_TECHNICAL_OUTLINES,
    **COUNCIL_OF_EUROPE_OUTLINES,
    **AGREEMENT_OUTLINES,
    **OTHER_OUTLINES,
}
