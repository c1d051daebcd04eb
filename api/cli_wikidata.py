"""The command that holds Wikidata's statements against the graph."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from dataclasses import asdict

from servanda.api.cli_output import ProgressBar, print_json, print_line, print_table
from servanda.api.opening import open_engine
from servanda.api.settings import Settings
from servanda.api.wikidata_report import Compared, Consent, compare
from servanda.loaders.atomic import write_text
from servanda.loaders.instruments import read_instruments as read_titles
from servanda.loaders.source import read_source
from servanda.loaders.states import read_states
from servanda.loaders.wikidata import Wikidata, read_instruments
from servanda.ontology import iris
from servanda.queries.engine import Engine
from servanda.queries.errors import NotFound
from servanda.queries.run import ask


def wikidata_report(options: argparse.Namespace, settings: Settings) -> int:
    """Report where Wikidata's statements on ratification differ from the graph's consents."""
    titles = {each.slug: each.titles["en"] for each in read_titles().values() if each.class_name == "Treaty"}
    wanted = options.instrument or sorted(titles)
    if unknown := sorted(set(wanted) - set(titles)):
        raise NotFound(f"there is no treaty {unknown[0]!r}; `servanda query instruments` lists them")
    service = Wikidata(settings.wikidata)
    with ProgressBar() as progress:
        treaties = {slug: item for slug, item in read_instruments().items() if slug in wanted}
        by_title = {titles[slug]: slug for slug in wanted if slug not in treaties}
        undecided: dict[str, list[str]] = {}
        for title, items in service.titles(list(by_title), progress).items() if by_title else ():
            if len(items) == 1:
                treaties[by_title[title]] = items[0]
            else:
                undecided[by_title[title]] = items
        statements = service.consents(list(treaties.values()), progress) if treaties else []
        engine = open_engine(settings, usual="folder", progress=progress)
        states = {each.code: each.wikidata for each in read_states()}
        today = datetime.date.today()
        found: list[Compared] = []
        for slug, item in sorted(treaties.items()):
            found += compare(slug, item, _consents(engine, slug), statements, states, today)
    lines = [each.quickstatement for each in found if each.quickstatement]
    if options.quickstatements is not None:
        write_text(options.quickstatements, "".join(f"{line}\n" for line in lines))
    if options.json:
        print_json({"compared": [asdict(each) for each in found], "treaties": treaties, "undecided": undecided})
        return 0
    rows = [each for each in found if each.difference != "same"]
    columns = ["instrument", "state", "difference", "here", "Wikidata", "act here"]
    print_table(columns, [(one.instrument, one.state, one.difference, one.here, one.there, one.kind) for one in rows])
    for kind, number in sorted(Counter(each.difference for each in found).items()):
        print_line(f"{kind}: {number:,}")
    for slug, items in sorted(undecided.items()):
        print_line(f"{slug}: Wikidata has {'several items' if items else 'no item'} with its English title {', '.join(items)}".rstrip())
    print_line(f"{len(lines):,} lines of QuickStatements can be given back; look through them first: Wikidata may know better.")
    return 0


def _consents(engine: Engine, slug: str) -> list[Consent]:
    instrument = iris.instrument(slug)
    kept = {str(row["act"]): row for row in ask(engine, "consents", instrument=instrument) if "status" not in row}
    found: dict[str, Consent] = {}
    for row in ask(engine, "acts", instrument=instrument):
        act = str(row["act"])
        if act not in kept or act in found:
            continue
        page = read_source(str(row["source"]).rpartition("/")[2]).address
        kind = str(row["kind"]).rpartition("#")[2]
        found[act] = Consent(str(kept[act]["code"]), kind, str(row.get("date", "")), act, page)
    return list(found.values())
