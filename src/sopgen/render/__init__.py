"""Turns a document into the bytes of a format; `FORMATS` is the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.scene import Scene


@dataclass(frozen=True)
class Document:
    """One SOP on its way into one or more formats: laid out once, and only if a format draws the scene."""

    sop: Sop
    flow: Flow
    lay_out: Callable[[], Scene]
    page: str | None = None
    """name of the HTML file that is made beside the others: flowcharts link to its rows"""
    links: Mapping[str, str] = field(default_factory=dict)
    """texts of keterkaitan and keterangan -> the address of the SOP they name"""
    dpi: float = 200.0
    """pixels to the inch of a PNG"""

    @cached_property
    def scene(self) -> Scene:
        return self.lay_out()


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    function: Callable[[Document], bytes]


def _xlsx(document: Document) -> bytes:
    from sopgen.render.xlsx import render

    return render(document.scene)


def _html(document: Document) -> bytes:
    from sopgen.render.html import render

    return render(document.scene, document.sop, document.flow, document.links)


def _pdf(document: Document) -> bytes:
    from sopgen.render.pdf import render

    return render(document.scene, document.sop)


def _svg(document: Document) -> bytes:
    from sopgen.render.flowchart import render_svg

    return render_svg(document.sop, document.flow, document.page)


def _png(document: Document) -> bytes:
    from sopgen.render.flowchart import render_png

    return render_png(document.sop, document.flow, document.dpi)


def _dot(document: Document) -> bytes:
    from sopgen.render.flowchart import dot_source

    return dot_source(document.sop, document.flow, document.page).encode()


FORMATS = {
    "xlsx": Format(".xlsx", _xlsx),
    "html": Format(".html", _html),
    "pdf": Format(".pdf", _pdf),
    "svg": Format(".svg", _svg),
    "png": Format(".png", _png),
    "dot": Format(".dot", _dot),
}
"""A format's libraries are loaded when it is first asked for: the command starts fast."""
