"""Kinds of treaty action that the layers tell apart: the local names of classes below ``sv:TreatyAction``."""

from __future__ import annotations

from collections.abc import Mapping
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
#: What each kind is called in English and Indonesian: the label of its class, but for a consent of which no source says the kind.
NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "Signature": ("signature", "penandatanganan"),
    "SuccessionToSignature": ("succession to signature", "suksesi atas penandatanganan"),
    "DefinitiveSignature": ("definitive signature", "penandatanganan definitif"),
    "Ratification": ("ratification", "ratifikasi"),
    "Accession": ("accession", "aksesi"),
    "Acceptance": ("acceptance", "penerimaan"),
    "Approval": ("approval", "penyetujuan"),
    "FormalConfirmation": ("formal confirmation", "konfirmasi formal"),
    "Succession": ("succession", "suksesi"),
    "ConsentToBeBound": ("consent (kind not recorded)", "persetujuan (jenis tidak tercatat)"),
    "Denunciation": ("denunciation", "penarikan diri"),
    "UnilateralStatement": ("unilateral statement", "pernyataan sepihak"),
    "Reservation": ("reservation", "reservasi"),
    "Declaration": ("declaration", "pernyataan"),
    "Objection": ("objection", "keberatan"),
    "WithdrawalOfReservation": (
        "withdrawal of a reservation, declaration or objection",
        "penarikan reservasi, pernyataan, atau keberatan",
    ),
    "PartialAcceptance": ("partial acceptance", "penerimaan sebagian"),
    "TerritorialApplication": ("territorial application", "pemberlakuan wilayah"),
    "Notification": ("notification", "notifikasi"),
}
