"""Kinds of treaty action that the layers tell apart: the local names of classes below ``sv:TreatyAction``."""

from __future__ import annotations

from typing import Final

#: Ways of consenting to be bound (VCLT articles 11 to 16), kept apart; ``ConsentToBeBound`` where the source does not say which.
CONSENTS: Final = frozenset(
    {
        "Ratification",
        "Accession",
        "Acceptance",
        "Approval",
        "FormalConfirmation",
        "DefinitiveSignature",
        "Succession",
        "ConsentToBeBound",
    }
)
#: Kinds of signature that do not bind.
SIGNATURES: Final = frozenset({"Signature", "SuccessionToSignature"})
