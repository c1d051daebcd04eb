"""The command ``servanda explain``: one obligation or provision, one state, one day."""

from __future__ import annotations

import argparse

from servanda.api.cli_answers import footer, service
from servanda.api.cli_output import print_json, print_line
from servanda.api.explain import as_envelope, as_rdf, explained
from servanda.api.references import cited
from servanda.api.settings import Settings
from servanda.queries.explanation import ExplanationStep
from servanda.queries.lookup import local_name


def _source(step: ExplanationStep) -> str:
    told = ", ".join(part for part in (step.source, step.place, f"as at {step.as_at}" if step.as_at else "") if part)
    parts = (step.article, local_name(step.act) if step.act else "", told)
    return "; ".join(part for part in parts if part)


def explain(options: argparse.Namespace, settings: Settings) -> int:
    """Did one obligation or provision bind a state on a day, and why?"""
    here = service(settings)
    if options.turtle:
        print_line(as_rdf(here, options.state, options.target, options.on, "turtle").rstrip())
        return 0
    if options.cite:
        print_line(cited(here, options.state, options.target, options.on, options.language, options.cite))
        return 0
    found = explained(here, options.state, options.target, options.on, options.language)
    if options.json:
        print_json(as_envelope(here, found))
        return 0
    limited = ", with limits" if found.limited else ""
    print_line(f"{local_name(found.state)} / {found.citation} on {found.on}: {found.status.replace('_', ' ')}{limited}")
    if found.label:
        print_line(found.label)
    for step in found.steps:
        print_line(f"  {step.number}. {step.text}")
        if (told := _source(step)) and step.number < len(found.steps):
            print_line(f"     [{told}]")
    footer(here)
    return 0
