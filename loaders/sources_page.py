"""SOURCES.md, made from what the sources say about themselves: ``python -m servanda.loaders.sources_page > SOURCES.md``."""

from __future__ import annotations

import sys

from servanda.loaders.acts import read_acts
from servanda.loaders.registry import ACT_SOURCES
from servanda.loaders.report_check import packaged_rows
from servanda.loaders.reports import report_tables
from servanda.loaders.source import Source, read_source
from servanda.loaders.table_source import TableSource, table_sources

_RANKS = {
    1: "the depositary",
    2: "an older statement of the depositary",
    3: "an official table of a state that is not the depositary",
    4: "other public pages",
}


def _section(source: Source) -> list[str]:
    lines = [
        f"## `{source.name}`: {source.title}",
        "",
        f"- Publisher: {source.publisher}",
        f"- Terms: {' '.join(source.licence.split())}",
        f"- Address: {source.address or 'each act names the page that it was read from'}",
        f"- Copied from: {' '.join(source.copied_from.split())}",
        f"- As at: {source.as_at or 'each act has its own date'}",
        f"- Rank: {source.rank}, {_RANKS[source.rank]}",
        f"- Acts in the packaged table: {len(read_acts(source.acts_table)):,}",
    ]
    if source.complete_for:
        lines.append(f"- Its silence means that a state has done nothing: {', '.join(source.complete_for)}")
    if source.complete_for_present_parties:
        several = ", ".join(source.complete_for_present_parties)
        lines.append(f"- It lists every party of its date; states that had left by then are not in it: {several}")
    lines += ["", "Known faults, and what is done about them:", ""]
    lines += [f"- {' '.join(fault.split())}" for fault in source.faults]
    return [*lines, ""]


def _table_section(source: TableSource) -> list[str]:
    least, most = source.expected_rows
    return [
        f"## `{source.name}`: {source.title['en']}",
        "",
        f"- Publisher: {source.publisher}",
        f"- Terms: {source.licence}",
        f"- Address: {source.address}",
        f"- Copied from: {source.copied_from}",
        f"- As at: {source.as_at}",
        f"- Rows of the source: {least:,}" if least == most else f"- Rows of the source: {least:,} to {most:,}",
        f"- What it says: {source.says}",
        f"- What it does not say: {source.does_not_say}",
        "",
        "Known faults, and what is done about them:",
        "",
        *(f"- {fault}" for fault in source.faults),
        "",
    ]


def _claims_section(source: Source) -> list[str]:
    least, most = source.expected_records
    return [
        f"## `{source.name}`: {source.title}",
        "",
        f"- Publisher: {source.publisher}",
        f"- Terms: {' '.join(source.licence.split())}",
        f"- Address: {source.address or 'each claim names the page that it was read from'}",
        f"- Copied from: {' '.join(source.copied_from.split())}",
        f"- As at: {source.as_at or 'each claim has its own date'}",
        f"- Records of the source: {least:,}" if least == most else f"- Records of the source: {least:,} to {most:,}",
        f"- Claims in the packaged table: {len(packaged_rows(source.name)):,}",
        "",
        "Known faults, and what is done about them:",
        "",
        *(f"- {' '.join(fault.split())}" for fault in source.faults),
        "",
    ]


def sources_page() -> str:
    """The page as Markdown."""
    lines = [
        "# Sources",
        "",
        "This page is generated from the descriptions beside the loaders; a test compares the two. Dates and facts carry over,",
        "sentences do not: no text of a source is part of the project. Where sources disagree, all records are kept, and the",
        "depositary's is followed over a table of somebody else, and a record that knows the day over one of the same year that does not.",
        "",
    ]
    for name in ACT_SOURCES:
        lines += _section(read_source(name))
    lines += [
        "# Agreements, people and figures",
        "",
        "Context beside the law: no duty is derived from it, and nothing in it is a finding.",
        "",
    ]
    for source in table_sources():
        lines += _table_section(source)
    lines += [
        "# Claims",
        "",
        "What somebody reported of a state: attributed claims in graphs of their own, never facts ([docs/reports.md](docs/reports.md)).",
        "",
    ]
    for name in report_tables():
        lines += _claims_section(read_source(name))
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.stdout.write(sources_page())
