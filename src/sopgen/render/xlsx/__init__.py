"""Renders a scene as an Excel workbook with real cells and real, editable shapes."""

from __future__ import annotations

from sopgen.flow import Flow
from sopgen.render.xlsx.base import names_of
from sopgen.render.xlsx.content import content_of
from sopgen.render.xlsx.drawing import draw
from sopgen.render.xlsx.form import written_form
from sopgen.render.xlsx.package import Package
from sopgen.render.xlsx.workbook import footer, new_workbook, used_range
from sopgen.scene.document import Scene
from sopgen.scene.source import UNKNOWN, Source

__all__ = ["render"]


def render(scene: Scene, *, flow: Flow | None = None, source: Source = UNKNOWN) -> bytes:
    """The .xlsx file, with the base by which edits made in it come back where `flow` is what was laid out."""
    content = content_of(scene, flow) if flow else None
    workbook = new_workbook(scene, names_of(content) if content else {})
    package = Package(workbook)
    form = {}
    for number, sheet in enumerate(scene.sheets, 1):
        foot, drawing = footer(scene, sheet), draw(sheet, scene.plain_connectors)
        package.finish_sheet(number, used_range(sheet), foot, drawing)
        form[sheet.name] = written_form(workbook[sheet.name], sheet, foot, drawing)
    if content:
        package.embed(content, source, form)
    return package.zipped()
