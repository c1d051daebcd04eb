"""docs/coverage.md, made from the tables: ``python -m servanda.graph.coverage_page > docs/coverage.md``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from servanda.graph.corpus import Coverage, coverage
from servanda.graph.facts import Facts, read_facts
from servanda.graph.reasons import cited
from servanda.loaders.left_out import BY_CHOICE, LeftOut

#: No article of these that asks something is left out; a test holds us to it.
WHOLE: Final = ("icrmw", "ilo-c029", "ilo-c097", "ilo-c143", "ilo-c181", "ilo-c189", "ilo-p029")
_STATUSES: Final = {
    "definition": "definition or scope",
    "saving": "saving",
    "supervision": "supervision",
    "formal": "formal",
    "spent": "no longer applicable",
    "not-in-copy": "missing in the copy",
}


def _row(each: Coverage, short: str) -> str:
    share = f"{each.read_twice} of {each.obligations}"
    told = "; ".join(f"{each.left_out[status]} {name}" for status, name in _STATUSES.items() if each.left_out.get(status))
    silent = str(len(each.silent)) if each.silent else ""
    cells = (short, each.articles, each.substantive, each.encoded, each.by_choice or "", told, silent, each.obligations, share)
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _table(several: Sequence[Coverage], facts: Facts) -> list[str]:
    lines = [
        "| instrument | articles | substantive | encoded | left out by choice | other articles | not looked at | records | read twice |",
        "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    return [*lines, *(_row(each, facts.instruments[each.instrument].short) for each in several)]


def _choices(left_out: Sequence[LeftOut], facts: Facts) -> list[str]:
    lines: list[str] = []
    for slug in sorted({each.instrument for each in left_out}):
        lines += [f"### {facts.instruments[slug].short}", ""]
        lines += [f"- {cited(each.provision)}: {each.reason['en']}" for each in left_out if each.instrument == slug]
        lines.append("")
    return lines


def coverage_page(facts: Facts) -> str:
    """The page as Markdown."""
    every = coverage(facts.provisions, facts.obligations, facts.left_out)
    begun = [each for each in every if each.started]
    rest = [each for each in every if not each.started and each.articles]
    chosen = [each for each in facts.left_out if each.status == BY_CHOICE]
    names = ", ".join(facts.instruments[slug].short for slug in WHOLE)
    lines = [
        "# How far each text is encoded",
        "",
        "This page is generated from the tables under `loaders/data`; a test compares the two, and the question `corpus_coverage` counts",
        "the same from the graph. Counted are articles, those of annexes too. *Encoded*: with at least one record. *Substantive*: what",
        "asks something, as far as it has been looked at: the encoded articles and those left out by choice. *Other articles* ask",
        "nothing toward persons, or their words are not at hand; each has its reason in `loaders/data/left_out`. *Not looked at*:",
        "nobody has said anything about the article yet.",
        "",
        f"No substantive article is left out of: {names}.",
        "",
        *_table(begun, facts),
        "",
        "## Taken apart, not yet encoded",
        "",
        "Their provisions can be named and linked; no obligation has been encoded, which does not mean that there is none.",
        "",
        "; ".join(f"{facts.instruments[each.instrument].short} ({each.articles} articles)" for each in rest) + ".",
        "",
        "## Left out by choice, with the reason",
        "",
        *_choices(chosen, facts),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.stdout.write(coverage_page(read_facts()))
