"""Renders a scene as one self-contained HTML file: tables, inline drawings, no script, nothing from the network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.render.html.inline import content
from sopgen.render.html.page import HtmlPage, leading, look_of
from sopgen.render.html.prose import cards
from sopgen.render.markup import anchor, page_templates
from sopgen.scene.document import FOOTER_PT, Cell, Scene

__all__ = ["render"]


def render(scene: Scene, sop: Sop, flow: Flow, links: Mapping[str, str] | None = None) -> bytes:
    """The .html file, UTF-8. `links`: texts (of keterkaitan and keterangan) -> the address of the SOP they name."""
    environment = page_templates("html")
    environment.filters |= {
        "anchor": anchor,
        "base64": lambda data: b64encode(data).decode(),
        "content": content,
        "leading": leading,
        "look": look_of,
    }
    looks: dict[tuple[object, ...], tuple[str, Cell]] = {}
    """how cells look -> the name of a class, and one of them"""
    for cell in (cell for sheet in scene.sheets for cell in sheet.cells):
        looks.setdefault(look_of(cell), (f"k{len(looks)}", cell))
    document = environment.get_template("document.html.j2").render(
        scene=scene,
        sop=sop,
        looks=looks,
        sheets=[
            (sheet, scale, [HtmlPage(sheet, page) for page in sheet.pages])
            for sheet, scale in zip(scene.sheets, scene.scale, strict=True)
        ],
        footer_pt=FOOTER_PT,
        rows={key: row for row, key in enumerate(flow.keys)},
        cards=cards(sop, flow),
        links=links or {},
    )
    return document.encode()
