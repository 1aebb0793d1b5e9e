"""Their page beside ours: what was read drawn over their geometry, guesses numbered, and the document it became.

Drawn from the neutral page, so that it also shows what the stages saw: cells, lanes and rows, each symbol and arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sopgen.flow import trace
from sopgen.importing import Imported
from sopgen.importing.page import Box, Page, spanning
from sopgen.layout import lay_out
from sopgen.render.html import render
from sopgen.render.markup import page_templates

MARGIN = 6.0
"""mm of their page shown around the table"""


def comparison(source: str, sops: Sequence[Imported]) -> bytes:
    """One self-contained HTML page for the SOPs of a file."""
    parts = [
        {
            "sop": sop,
            "pages": [_drawn(sop, page) for page in sop.table.pages],
            "ours": render(lay_out(sop.sop, trace(sop.sop)), sop.sop, trace(sop.sop)).decode(),
        }
        for sop in sops
    ]
    template = page_templates("importing").get_template("compare.html.j2")
    return template.render(source=source, parts=parts).encode()


def _drawn(sop: Imported, page: Page) -> dict[str, Any]:
    """What the template draws of one of their pages, in millimetres."""
    rows, (x0, x1) = [row for row in sop.table.rows if row.page is page], sop.table.columns.body
    used = [cell.box for cell in page.cells if cell.text] + [outline.box for outline in page.outlines]
    return {
        "frame": spanning(used).grown(MARGIN),
        "cells": [cell for cell in page.cells if cell.text or not page.is_sheet],
        "bands": [Box(lane.x0, rows[0].y0, lane.x1, rows[-1].y1) for lane in sop.table.columns.lanes]
        + [Box(x0, row.y0, x1, row.y1) for row in rows],
        "page": page,
        "arrows": [arrow for arrow in sop.graph.arrows if sop.graph.symbols[arrow.source].page is page],
        "marks": [(n, note.box.center) for n, note in enumerate(sop.notes, 1) if note.page is page],
        "lost": [loss.box.grown(0.8) for loss in sop.losses if loss.page is page],
    }
