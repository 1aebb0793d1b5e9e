"""What a finished document says, apart from where it stands: its texts by key, its rows, lanes, symbols and arrows.

The workbook carries this as its base (`render.xlsx.base`); compared with what stands in the workbook later, it tells
what a person changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sopgen.flow import Flow
from sopgen.scene.document import Key, Scene
from sopgen.scene.symbols import SymbolKind

Spot = tuple[str, str]
"""row key (START and END for capsules of their own) and lane id of a symbol"""


class Printed(NamedTuple):
    """One text of the document, in the cell that holds it: rows and columns count from 0."""

    key: Key
    """() for what sopgen counts or words itself"""
    text: str
    sheet: str
    row: int
    column: int


class Arrow(NamedTuple):
    """An arrow, over a page break too, or the plain line of those who act jointly."""

    start: Spot
    end: Spot
    label: str = ""
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    rows: tuple[str, ...]
    lanes: tuple[str, ...]
    printed: tuple[Printed, ...]
    """also the empty cells of rows and fields, which a person may fill"""
    drawn: tuple[tuple[Spot, SymbolKind, str], ...]
    """symbols, with what stands in a diamond"""
    arrows: tuple[Arrow, ...]

    @property
    def symbols(self) -> dict[Spot, SymbolKind]:
        return {spot: kind for spot, kind, _ in self.drawn}


def content_of(scene: Scene, flow: Flow) -> Content:
    """The content of a document that was laid out from this flow."""
    printed = tuple(
        Printed(cell.key, cell.text, sheet.name, cell.row, cell.column)
        for sheet in scene.sheets
        for cell in sheet.cells
        if cell.text or cell.key
    )
    return Content(flow.keys, flow.lanes, printed, *drawing_of(flow))


def drawing_of(flow: Flow) -> tuple[tuple[tuple[Spot, SymbolKind, str], ...], tuple[Arrow, ...]]:
    """The symbols and the arrows of a flow, as a `Content` holds them."""
    spots = [(node.key, flow.lanes[node.lane]) for node in flow.nodes]
    drawn = {
        spot: (spot, node.kind, node.text if node.kind is SymbolKind.DECISION else "")
        for spot, node in zip(spots, flow.nodes, strict=True)
    }
    arrows = {Arrow(spots[edge.source], spots[edge.target], edge.label, edge.joint) for edge in flow.edges}
    return tuple(sorted(drawn.values())), tuple(sorted(arrows))
