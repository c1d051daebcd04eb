"""From a specification to a picture: SVG and PNG, drawn without a network, the same bytes for the same specification.

vl-convert carries Vega, a JavaScript engine and its fonts within itself; it is told that it may load from nowhere. What Vega cannot do
is done to its SVG: stripes for what is not known, the lines of credit beneath, and a title that a screen reader reads.
"""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from re import Match
from typing import Final

import vl_convert

from servanda.viz.chart_look import FONT, HATCHED, QUIET, Spec
from servanda.viz.chart_shelf import PictureShelf

#: Pixels of a PNG for each of the specification.
SCALE: Final = 2.0
_CREDIT_SIZE: Final = 10.5
_CREDIT_LINE: Final = 14
_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{2,}")
_PATH: Final = re.compile(r' d="([^"]*)"')
_ROOT: Final = re.compile(r"<svg [^>]*?>")
_SIZE: Final = re.compile(r'(?:width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+")')
_CLIP: Final = re.compile(r"(?<=url\(#)clip\d+(?=\))|(?<=id=\")clip\d+(?=\")")
_ARIA: Final = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_PATTERN: Final = (
    '<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#ffffff"/><rect width="1.7" height="5" fill="#5f6670"/></pattern></defs>'
)


def text_of(spec: Spec) -> str:
    """The specification as text; the same for the same picture."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def draw_svg(spec: Spec) -> str:
    """The picture as SVG.

    Args:
        spec: Vega-Lite, as ``chart_look.framed`` makes it.

    Raises:
        ValueError: Vega cannot draw it.
    """
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _finished(drawn, spec.get("usermeta", {}))


def draw_png(svg: str) -> bytes:
    """An SVG of ``draw_svg`` as PNG, twice as many pixels each way.

    Raises:
        ValueError: it cannot be drawn.
    """
    return vl_convert.svg_to_png(svg, scale=SCALE)


def _finished(svg: str, about: Spec) -> str:
    root = _ROOT.search(svg)
    size = None if root is None else _SIZE.search(root[0])
    if root is None or size is None:
        raise ValueError("the renderer's SVG has no size")
    width, height = float(size[1]), float(size[2])
    body = _PATH.sub(_rounded, _ARIA.sub("", _renumbered(svg[root.end() :]))).replace(f'"{HATCHED}"', '"url(#hatched)"')
    lines: list[str] = about.get("credit", [])
    whole = height + (len(lines) * _CREDIT_LINE + 8 if lines else 0)
    credit = "".join(
        f'<text x="8" y="{height + _CREDIT_LINE * (at + 1) - 4:g}" fill="{QUIET}" font-family="{FONT}" font-size="{_CREDIT_SIZE}px">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{whole:g}" viewBox="0 0 {width:g} {whole:g}" role="img">'
    title = f"<title>{escape(about.get('description', ''))}</title>"
    paper = f'<rect width="{width:g}" height="{whole:g}" fill="#ffffff"/>'
    return f"{head}{title}{_PATTERN}{paper}{body.removesuffix('</svg>')}{credit}</svg>"


def _renumbered(svg: str) -> str:
    """The renderer numbers its clipping paths through all pictures that it draws: here each picture begins with 1."""
    numbers = {name: f"clip{at}" for at, name in enumerate(dict.fromkeys(_CLIP.findall(svg)), start=1)}
    return _CLIP.sub(lambda found: numbers[found[0]], svg)


def _rounded(path: Match[str]) -> str:
    """A path to a tenth of a pixel: nobody sees more, and a map takes half the bytes."""
    return f' d="{_LONG_NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), path[1])}"'


def kept_svg(shelf: PictureShelf, spec: Spec) -> bytes:
    """The picture as SVG in UTF-8, from the shelf where it was drawn before."""
    return shelf.take(f"svg {_digest(spec)}", lambda: draw_svg(spec).encode("utf-8"))


def kept_png(shelf: PictureShelf, spec: Spec) -> bytes:
    """The picture as PNG likewise."""
    return shelf.take(f"png {_digest(spec)}", lambda: draw_png(kept_svg(shelf, spec).decode("utf-8")))


def _digest(spec: Spec) -> str:
    return hashlib.sha256(text_of(spec).encode("utf-8")).hexdigest()
