"""A network as one page that needs nothing else: what ``servanda view`` writes.

The page carries everything along, names the few scripts and styles that may run by their hash, and escapes the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from servanda.viz import browser_files
from servanda.viz.picture import HERE, frame, picture, style
from servanda.viz.texts import texts

if TYPE_CHECKING:
    import networkx as nx


def network_page(
    network: nx.MultiDiGraph[str], *, language: str = "en", endpoint: str = "/sparql", link: Callable[[str], str] | None = None
) -> str:
    """The page of a network.

    Args:
        network, language, link: see ``picture``.
        endpoint: where the query of the page can be run.

    Returns:
        A whole HTML page. The same network gives the same page, byte for byte.

    Raises:
        NetworkIncomplete: an attribute is missing, or a kind is unknown.
        UnsupportedLanguage: there are no texts in that language.
        AssetsMissing: the drawing library was not installed.
    """
    shown = picture(network, language=language, endpoint=endpoint, link=link)
    drawn = bool(shown.drawing.items)
    looks = (HERE / "page.css").read_text(encoding="utf-8") + style()
    scripts = [browser_files.drawing_script(), shown.script] if drawn else []
    return (
        frame()
        .get_template("page.html")
        .render(
            shown=shown,
            drawn=drawn,
            language=language,
            words=texts(language),
            policy=_policy(scripts, [looks, *(browser_files.styles_within(scripts[0]) if drawn else [])]),
            style=Markup(looks),
            scripts=[Markup(script) for script in scripts],
            licences=browser_files.licences() if drawn else "",
        )
    )


@cache
def _hash(text: str) -> str:
    return browser_files.policy_hash(text)


def _policy(scripts: list[str], styles: list[str]) -> str:
    allowed_scripts = " ".join(map(_hash, scripts)) or "'none'"
    # The library inserts each of its style sheets empty and fills it afterwards: the empty one has to be let in too.
    allowed_styles = " ".join(dict.fromkeys(map(_hash, [*styles, ""])))
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; img-src data:; base-uri 'none'; form-action 'none'"
    )
