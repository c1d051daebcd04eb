"""The command line's words, each with an example."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from servanda.queries.errors import QuestionError
from servanda.queries.lookup import LANGUAGES, read_day
from servanda.queries.references import FORMATS


def _day(text: str) -> datetime.date:
    try:
        return read_day(text)
    except QuestionError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _between(least: int, most: int | None = None) -> Callable[[str], int]:
    """Reads a whole number in a range."""
    wanted = f"a number from {least} on" if most is None else f"a number from {least} to {most}"

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= (most or int(text)):
            raise argparse.ArgumentTypeError(f"{text!r} is not {wanted}")
        return int(text)

    return read


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str, example: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=what,
        description=what,
        epilog=f"example: servanda {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _answer_options(command: argparse.ArgumentParser, *, dated: bool = True) -> None:
    if dated:
        command.add_argument("--on", type=_day, default=datetime.date.today(), metavar="DAY", help="the day asked about (default: today)")
    command.add_argument("--language", choices=LANGUAGES, default="en", help="language of the answer (default: en)")
    command.add_argument("--json", action="store_true", help="answer as JSON")


def read(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a command line; of the process's own where none is given.

    What a command does not know is told with that command's own usage, and where a command takes parameters as ``NAME=VALUE`` but was
    given ``--name value``, how they are written.

    Raises:
        SystemExit: the command line cannot be understood, or asks for help.
    """
    top, commands = _parsers()
    options, unknown = top.parse_known_args(arguments)
    if unknown:
        command = commands.choices[options.command]
        message = f"unrecognized arguments: {' '.join(unknown)}"
        name = next((each.lstrip("-") for each in unknown if each.startswith("--")), "")
        if name and hasattr(options, "parameters"):
            name, _, value = name.partition("=")
            value = value or next((each for each in unknown if not each.startswith("-")), "VALUE")
            message += f"; parameters are written NAME=VALUE, without --: {name}={value}"
        command.error(message)
    return options


def _parsers() -> tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]:
    """The parser of the whole command line, and those of its commands."""
    top = argparse.ArgumentParser(
        prog="servanda",
        description="Which provision bound state S on day D, and why.",
        epilog="The graph is kept in the folder .servanda, or in the one that SERVANDA_HOME names.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = _command(commands, "build", "Build the graph from the tables of facts.", "build")
    build.add_argument("--json", action="store_true", help="report as JSON")

    serve = _command(commands, "serve", "Serve the API, the SPARQL endpoint and the pages.", "serve --port 8080")
    serve.add_argument("--port", type=_between(0, 65535), help="port (default: PORT, or 8000; 0: any that is free)")
    serve.add_argument("--host", help="address to listen on (default: HOST, or 127.0.0.1)")
    serve.add_argument("--data", type=Path, metavar="FILE", help="serve this file (.nq, .trig), not the graph: SPARQL, linked data")

    load = _command(
        commands,
        "load",
        "Read your own copy of a source and rebuild the graph from it; the instruments in it are replaced, the others stay.",
        "load untc ICRMW.html ICCPR.html",
    )
    sources = (
        "untc, untc_2014, fedlex_scope, normlex_ratifications or dated_tables; or a source of claims, to be held against its table "
        "(upr, upr_working_groups: to take its place)"
    )
    load.add_argument("source", help=sources)
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="saved pages or tables of that source")
    load.add_argument("--json", action="store_true", help="report as JSON")
    load.add_argument("--all", action="store_true", help="all records of a large source of claims (uhri), not only those on migrants")

    fetch = _command(
        commands,
        "fetch",
        "Fetch a publisher's own copy of a source, where the network allows it; load it with `servanda load`.",
        "fetch uhri",
    )
    fetch.add_argument("source", help="name of the source (an address is known for uhri)")
    fetch.add_argument("--address", help="another http address than the one that is known")
    fetch.add_argument("--to", type=Path, metavar="FILE", help="where to put it (default: downloads/ in the folder of the graph)")
    fetch.add_argument("--json", action="store_true", help="report as JSON")

    _elsewhere(commands)

    check = _command(commands, "check", "Check the built graph: the rules of the project and the shapes (SHACL).", "check")
    check.add_argument("--quick", action="store_true", help="the rules only, without the shapes")
    check.add_argument("--json", action="store_true", help="report as JSON")

    query = _command(
        commands,
        "query",
        "Ask one of the named questions, or your own SPARQL; without a name, list the questions.",
        "query parties_on instrument=icrmw on=2023-01-01",
    )
    query.add_argument("question", nargs="?", help="name of a question, or a file with a SPARQL query (.rq)")
    query.add_argument("parameters", nargs="*", metavar="NAME=VALUE", help="parameters of the question")
    query.add_argument("--json", action="store_true", help="answer as JSON")
    query.add_argument("--sparql", action="store_true", help="print the SPARQL instead of asking it")

    binding = _command(commands, "binding", "Was a state bound by an instrument on a day, and why?", "binding SAU ilo-c029 --on 2023-01-01")
    binding.add_argument("state", help="ISO 3166-1 alpha-3 code")
    binding.add_argument("instrument", help="for instance icrmw or ilo-c029")
    _answer_options(binding)

    explain = _command(
        commands,
        "explain",
        "Did one obligation or provision bind a state on a day, and why: every step with its source, the last one the answer.",
        "explain VEN obligation/icrmw-26-1-b --on 2023-01-01",
    )
    explain.add_argument("state", help="ISO 3166-1 alpha-3 code")
    explain.add_argument("target", help="obligation/…, provision/…, or short icrmw-26-1-b, icrmw/26")
    explain.add_argument("--cite", choices=FORMATS, help="print only what to cite: oscola, bibtex, csl-json or ris")
    explain.add_argument("--turtle", action="store_true", help="answer as RDF (Turtle, with PROV)")
    _answer_options(explain)

    gap = _command(
        commands,
        "gap",
        "What binds the two states of a corridor for a kind of worker on a day, topic by topic, and what does not?",
        "gap IDN SAU --worker domestic-worker --on 2023-01-01",
    )
    gap.add_argument("origin", help="ISO 3166-1 alpha-3 code of the state of origin")
    gap.add_argument("destination", help="ISO 3166-1 alpha-3 code of the state of destination")
    gap.add_argument(
        "--worker", default="migrant-worker", metavar="KIND", help="kind of worker, several joined by + (default: migrant-worker)"
    )
    gap.add_argument("--topic", help="for instance wages; lists the obligations too")
    _answer_options(gap)

    equivalents = _command(
        commands,
        "equivalents",
        "What else binds a state where one obligation does not, and what is lost?",
        "equivalents SAU icrmw-21 --on 2023-01-01",
    )
    equivalents.add_argument("state", help="ISO 3166-1 alpha-3 code")
    equivalents.add_argument("obligation", help="for instance icrmw-25-1, or icrmw/21 for all that the provision asks")
    _answer_options(equivalents)

    _what_if(commands)
    _calendar(commands)

    _reports(commands)

    duties = _command(commands, "duties", "Which duties did a state owe on a day?", "duties SAU --topic forced-labour --on 2023-01-01")
    duties.add_argument("state", help="ISO 3166-1 alpha-3 code")
    duties.add_argument("--topic", help="for instance forced-labour")
    duties.add_argument("--instrument", help="for instance ilo-c029")
    _answer_options(duties)

    paths = _command(
        commands,
        "paths",
        "By which acts, instruments and provisions did a state owe an obligation?",
        "paths SAU obligation/ilo-c029-1-1 --on 2023-01-01",
    )
    paths.add_argument("source", help="ISO 3166-1 alpha-3 code of the state")
    paths.add_argument("target", nargs="?", help="obligation/…, provision/…, instrument/…, right/… or topic/…")
    paths.add_argument("--most", type=_between(1), default=20, help="show no more than this many paths (default: 20)")
    _answer_options(paths)

    view = _command(
        commands,
        "view",
        "Draw a network: one HTML file that needs nothing else, or SVG, PNG, GraphML, GEXF or CSV, as the file is named.",
        "view SAU topic/forced-labour --out sau.html",
    )
    view.add_argument("source", help="code of the state, or the instrument (structure, matches)")
    view.add_argument("target", nargs="?", help="topic/…, instrument/…, provision/…, obligation/… or right/…; or the other one")
    pictures = ("paths", "neighbourhood", "structure", "matches", "corridor")
    view.add_argument("--picture", choices=pictures, default="paths", help="what to draw (default: paths)")
    view.add_argument("--worker", metavar="KIND", help="kind of worker in a corridor (default: migrant-worker)")
    view.add_argument("--topic", help="topic of a corridor, whose obligations are then drawn")
    view.add_argument("--out", type=Path, help="file to write (default: named after the picture, .html)")
    view.add_argument("--most", type=_between(1), help="draw no more than this many obligations (default: 40; 400 where they are folded)")
    _answer_options(view)

    chart = _command(
        commands,
        "chart",
        "Draw a map, a timeline or another picture: HTML with its table, SVG, PNG, CSV, JSON or Vega-Lite, as the file is named.",
        "chart parties instrument=icrmw on=2023-01-01 --out parties.html",
    )
    chart.add_argument("name", help="parties, gaps, timeline, ratifications, topics or flows")
    chart.add_argument("parameters", nargs="*", metavar="NAME=VALUE", help="what to draw, for instance state=IDN or on=2023-01-01")
    chart.add_argument("--out", type=Path, default=Path("chart.html"), help="file to write (default: chart.html)")
    _answer_options(chart, dated=False)
    return top, commands


def _elsewhere(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    dump = _command(
        commands,
        "dump",
        "Write the files of this data version: the graph as N-Quads and TriG, tables as CSV and Parquet, checksums, and what changed.",
        "dump",
    )
    dump.add_argument("--since", metavar="VERSION", help="the version to compare with (default: the last one whose files are here)")
    dump.add_argument("--json", action="store_true", help="list the files as JSON")

    upload = _command(
        commands,
        "upload",
        "Load the built graph into a SPARQL 1.1 engine of your own; SERVANDA_ENGINE then makes every question run there.",
        "upload http://localhost:7878/query",
    )
    upload.add_argument("address", nargs="?", help="where the engine answers queries (default: SERVANDA_ENGINE)")
    upload.add_argument("--store", metavar="ADDRESS", help="where it keeps its graph store, if that does not follow from the address")
    upload.add_argument("--replace", action="store_true", help="load anew in the place of what is there, whole or half")
    upload.add_argument("--piece", type=_between(1, 1024), default=8, metavar="MIB", help="size of one request (default: 8)")
    upload.add_argument("--file", type=Path, metavar="FILE", help="write what would be sent as N-Quads, for the engine's own bulk loader")
    upload.add_argument("--json", action="store_true", help="report as JSON")

    wikidata = _command(
        commands,
        "wikidata-report",
        "Where do Wikidata's statements on consent to treaties differ from the graph's? Nothing is written to Wikidata.",
        "wikidata-report --instrument icrmw",
    )
    wikidata.add_argument("--instrument", action="append", default=[], help="only this one, for instance icrmw (can be given again)")
    wikidata.add_argument("--quickstatements", type=Path, metavar="FILE", help="write QuickStatements V1 to look through and give back")
    wikidata.add_argument("--json", action="store_true", help="report as JSON")


def _what_if(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what_if = _command(
        commands,
        "what-if",
        "What would follow if a state acted otherwise, or which single consent would close most gaps of a corridor? Nothing is recorded.",
        "what-if SAU ilo-c189 ratification 2027-03-01 --origin IDN --worker domestic-worker",
    )
    what_if.add_argument("act", nargs="*", metavar="ACT", help="state, instrument, kind of act, and its day")
    what_if.add_argument("--rank", nargs=2, metavar=("ORIGIN", "DESTINATION"), help="rank consents of two states by the gaps they close")
    what_if.add_argument(
        "--change", choices=("add", "remove", "move", "withdraw"), default="add", help="remove or move a recorded act, or withdraw it"
    )
    what_if.add_argument("--of", metavar="DATE", help="date of the recorded act, where there are several of that kind")
    what_if.add_argument("--exclude", action="append", default=[], metavar="PROVISION", help="part left out, for instance ilo-c097/annex-i")
    what_if.add_argument("--origin", help="read the gaps of a corridor from this state")
    what_if.add_argument("--destination", help="read the gaps of a corridor to this state (default: the state that acts)")
    what_if.add_argument("--worker", default="migrant-worker", metavar="KIND", help="kind of worker (default: migrant-worker)")
    what_if.add_argument("--on", type=_day, metavar="DAY", help="day on which the corridor is read (default: when all has its effect)")
    _answer_options(what_if, dated=False)


def _calendar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    calendar = _command(
        commands,
        "calendar",
        "What comes into force, ends or can be denounced between two days?",
        "calendar --state IDN --from 2027-01-01 --until 2029-12-31",
    )
    calendar.add_argument("--from", dest="start", type=_day, metavar="DAY", help="first day (default: today)")
    calendar.add_argument("--until", type=_day, metavar="DAY", help="last day (default: ten years after the first)")
    calendar.add_argument("--state", help="ISO 3166-1 alpha-3 code: what is its own, and what it can denounce")
    calendar.add_argument("--instrument", help="for instance ilo-c189")
    calendar.add_argument("--ics", action="store_true", help="answer as iCalendar, for a calendar program")
    _answer_options(calendar, dated=False)


def _reports(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    reports = _command(
        commands,
        "reports",
        "What has been reported about states? Claims: who said what, not that it is so; each kind is counted apart.",
        "reports --state SAU --topic wages --kind supervision",
    )
    reports.add_argument("claim", nargs="?", help="one claim with everything, by source and id: iachr/iachr-50-16")
    reports.add_argument("--state", help="ISO 3166-1 alpha-3 code of the state that the claim is about")
    reports.add_argument("--topic", help="for instance identity-documents")
    reports.add_argument("--kind", help="supervision, complaint or recommendation")
    reports.add_argument("--instrument", help="an instrument that the claim names, for instance ilo-c029")
    reports.add_argument("--body", help="who made the claim, for instance ceacr")
    reports.add_argument("--from", dest="start", type=_day, metavar="DAY", help="first day of the report")
    reports.add_argument("--until", type=_day, metavar="DAY", help="last day of the report")
    reports.add_argument("--most", type=_between(1), default=100, help="show no more than this many claims (default: 100)")
    _answer_options(reports, dated=False)
