"""Renders a scene as an Excel workbook with real cells and real, editable shapes."""

from __future__ import annotations

from sopgen.render.xlsx.drawing import draw
from sopgen.render.xlsx.package import BookWriter, SheetBody
from sopgen.render.xlsx.workbook import Styles, footer, merged, new_workbook, rows, used_range
from sopgen.scene.document import Scene

__all__ = ["render"]


def render(scene: Scene, plain_connectors: bool = False) -> bytes:
    """The .xlsx file. `plain_connectors` writes bent connectors without the alternative for LibreOffice, so that a
    validator, which skips markup-compatibility choices, sees them."""
    workbook = new_workbook(scene)
    styles = Styles(workbook)
    bodies = [
        SheetBody(
            used_range=used_range(sheet),
            rows=rows(sheet, styles),
            merged=merged(sheet),
            footer=footer(scene.paper),
            drawing=draw(sheet, plain_connectors),
        )
        for sheet in scene.sheets
    ]
    return BookWriter(workbook, bodies).zipped()
