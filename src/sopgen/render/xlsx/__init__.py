"""Renders a scene as an Excel workbook with real cells and real, editable shapes."""

from __future__ import annotations

from sopgen.render.xlsx.drawing import draw
from sopgen.render.xlsx.package import Package
from sopgen.render.xlsx.workbook import footer, new_workbook, used_range
from sopgen.scene.document import Scene

__all__ = ["render"]


def render(scene: Scene, plain_connectors: bool = False) -> bytes:
    """The .xlsx file. `plain_connectors` writes bent connectors without the alternative for LibreOffice, so that a
    validator, which skips markup-compatibility choices, sees them."""
    package = Package(new_workbook(scene))
    for number, sheet in enumerate(scene.sheets, 1):
        package.finish_sheet(number, used_range(sheet), footer(scene.paper), draw(sheet, plain_connectors))
    return package.zipped()
