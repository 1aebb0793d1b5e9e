"""Renders a scene as one self-contained HTML file: tables, inline drawings, no script, nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.render.html.prose import cards
from sopgen.render.html.styles import Styles, line_height
from sopgen.render.html.table import Anchors, write_pages
from sopgen.render.markup import font_families, number
from sopgen.render.svg import heads
from sopgen.resources import page_templates
from sopgen.scene.document import FOOTER_PT, Scene
from sopgen.scene.geometry import PX_PER_PT
from sopgen.text.letters import clean

__all__ = ["render"]

_UNFIT_FOR_ID = re.compile(r"\s+")


def render(scene: Scene, sop: Sop, flow: Flow, links: Mapping[str, str] | None = None) -> bytes:
    """The .html file, UTF-8. `links`: texts (of keterkaitan and keterangan) -> the address of the SOP they name."""
    styles, anchors = Styles(), _anchors(flow)
    sheets = [
        {
            "name": sheet.name,
            "width": sheet.column_edges[-1],
            "scale": scale,
            "pages": [
                (Markup(drawn), page.number)
                for drawn, page in zip(write_pages(sheet, styles, anchors, links or {}), sheet.pages, strict=True)
            ],
        }
        for sheet, scale in zip(scene.sheets, scene.scale, strict=True)
    ]
    parts = (
        f"Nomor {sop.nomor}" if sop.nomor else "",
        sop.instansi.satuan_kerja or sop.instansi.nama or "",
        "" if sop.status == "berlaku" else f"Status: {sop.status}",
    )
    document = _template().render(
        title=scene.title,
        author=scene.author,
        subtitle=" · ".join(filter(None, parts)),
        looks=styles.names,
        heads=Markup(heads()),
        sheets=sheets,
        paper=scene.paper,
        footer_pt=FOOTER_PT,
        total=scene.numbered_pages,
        cards=[(quote(id_), card) for (_, id_), card in zip(anchors.values(), cards(sop, flow), strict=True)],
    )
    return document.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template, compiled once."""
    environment = page_templates("html")
    environment.filters |= {
        "number": number,
        "px": lambda points: number(points * PX_PER_PT),
        "line_height": line_height,
        "families": lambda family: Markup(font_families(family)),
    }
    return environment.get_template("document.html.j2")


def _anchors(flow: Flow) -> Anchors:
    return {key: (i, f"langkah-{_UNFIT_FOR_ID.sub('-', clean(key))}") for i, key in enumerate(flow.keys)}
