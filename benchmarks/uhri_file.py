"""A made-up export of the Universal Human Rights Index in exactly the form of the official one, of any size; same seed, same bytes.

Fields, dashes and odd blanks are those of a published record; bodies stand in the proportions of the index's own counts, one record in 13
is labelled Migrants (20,568 of 266,780), and the texts are made of made-up words, as long as it takes for 266,780 records to be about
360 MB.
"""

from __future__ import annotations

import csv
import datetime
import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from servanda.loaders.states import read_states
from servanda.loaders.uhri_labels import SCOPES, TOPICS

#: The whole index as of 4 February 2026, without records that carry no words.
FULL_SIZE = 266_780
MIGRANTS = 20_568
#: Number of records of the index by body; the rest is spread over special procedures.
BODIES = {
    "UPR": 127_625,
    "CRC": 21_767,
    "CEDAW": 20_737,
    "CESCR": 12_918,
    "CCPR": 12_443,
    "CAT": 11_995,
    "CERD": 11_903,
    "CRPD": 9_386,
    "CMW": 4_501,
    "CRC-OP-SC": 3_819,
    "SPT": 3_749,
    "CED": 2_743,
    "CRC-OP-AC": 2_712,
    "SR Migrants": 792,
    "SR Trafficking": 607,
    "SR Slavery": 500,
    "Committee on the Rights of the Child": 429,
    "Committee on Migrant Workers": 74,
    "SR Indigenous": 9_000,
    "": 20,
}
_SYLLABLES = ["ra", "ne", "mi", "so", "ta", "ke", "lo", "vi", "du", "pa", "be", "shu", "gri", "mon", "tal", "cer", "ond", "ist"]
#: Words of a text: together with the labels this makes about 1,350 bytes a record.
_WORDS = (40, 142)
_GOALS = [
    "16 - PEACE, JUSTICE AND STRONG INSTITUTIONS",
    "8.7 - End modern slavery, trafficking and child labour",
    "10 - REDUCED INEQUALITIES",
]
_REGIONS = ["Africa", "Asia-Pacific", "Eastern Europe ", "Latin America and the Caribbean", "Western Europe & Others"]
#: Columns of the XLSX form, misspelt as there.
HEADER = (
    *("Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes", "Affected Persons", "Sdgs"),
    *("Document Publication Date", "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id", "UPR Session"),
    *("Regions Concerned", "Recommending Regions", "Date of publication on UHRI"),
)


def _labels(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["label"] for row in csv.DictReader(stream)]


def records(number: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many records, as the JSON has them."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(4000)]
    states = [(state.names["en"], state.code) for state in read_states() if state.class_name == "State" and len(state.code) == 3]
    themes, persons = _labels(TOPICS), [label for label in _labels(SCOPES) if label != "Migrants"]
    bodies, weights = list(BODIES), list(BODIES.values())
    first = datetime.datetime(2006, 6, 2)
    for count in range(number):
        body = dice.choices(bodies, weights)[0]
        name, code = dice.choice(states)
        review = body == "UPR"
        published = first + datetime.timedelta(days=count * 7160 // number)
        affected = (["Migrants"] if dice.random() < MIGRANTS / FULL_SIZE else []) + dice.sample(persons, dice.randint(0, 3))
        kind = "- Recommendations" if review or dice.random() < 0.55 else "- Concerns/Observations"
        mark = "<p>" if count % 5 == 0 else ""
        told = " ".join(dice.choices(words, k=dice.randint(*_WORDS))).capitalize()
        text = f"{dice.randint(1, 140)}.{mark}{told}."
        yield {
            "AffectedPersons": affected,
            "AnnotationId": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            "AnnotationType": kind,
            "Body": f"- {body}",
            "Countries": [name],
            "DocumentId": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            "PublicationDate": published.isoformat(),
            "PublicationDateOnUhri": f"{published.isoformat()}.827",
            "Regions": [dice.choice(_REGIONS)],
            "Sdgs": dice.sample(_GOALS, dice.randint(0, 2)),
            "Symbol": f"A/HRC/{count % 60 + 1}/{count % 30 + 1}" if review else f"{(body or 'X').split()[0]}/C/{code}/CO/{count % 9 + 1}",
            "Text": text,
            "Themes": [f" {theme}" if theme.startswith("Right") else theme for theme in dice.sample(themes, dice.randint(1, 5))],
            "UprCycle": f"{dice.randint(1, 4)}" if review else None,
            "UprPositions": [dice.choice(["Supported", "Noted", "Supported/Noted"])] if review else [],
            "UprRecommendingCountry": [dice.choice(states)[0]] if review else [],
            "UprRecommendingRegions": [dice.choice(_REGIONS)] if review else [],
            "UprSession": [f"{dice.randint(1, 48)}"] if review else [],
        }


def write_json(path: Path, number: int = FULL_SIZE, seed: int = 1) -> int:
    """Write the JSON form; returns the size in bytes."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[")
        for count, record in enumerate(records(number, seed)):
            stream.write(("," if count else "") + json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        stream.write("]")
    return path.stat().st_size


def _lines(labels: list[str]) -> str:
    return "\n".join(f"- {each}" for each in labels)


def write_xlsx(path: Path, number: int, seed: int = 1) -> int:
    """Write the same records in the XLSX form; returns the size in bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.append(HEADER)
    for record in records(number, seed):
        days = [
            (datetime.datetime.fromisoformat(record[field]) - datetime.datetime(1899, 12, 30))
            for field in ("PublicationDate", "PublicationDateOnUhri")
        ]
        counted = [each.days + each.seconds / 86400 for each in days]
        sheet.append(
            [
                *(record["Text"], _lines(record["Countries"]), record["Body"], record["Symbol"]),
                *(_lines(record["Themes"]), _lines(record["AffectedPersons"]), _lines(record["Sdgs"])),
                *(counted[0], _lines(record["UprRecommendingCountry"]), _lines(record["UprPositions"]), record["AnnotationType"]),
                *(record["AnnotationId"], _lines(record["UprSession"]), _lines(record["Regions"])),
                *(_lines(record["UprRecommendingRegions"]), counted[1]),
            ]
        )
    book.save(path)
    return path.stat().st_size
