"""Turns routed pages into the scene's symbols, arrows and labels, in px of the procedure sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sopgen.flow import Flow, Node
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.procedure.pagination import PagedDrawing
from sopgen.layout.procedure.rows import PageGeometry
from sopgen.layout.procedure.sizes import QUESTION_PT, SYMBOL_TEXT_PT
from sopgen.layout.routing.page_flow import pair_letters
from sopgen.layout.routing.problem import Spot
from sopgen.layout.told import arrow_told, pentagon_told, symbol_told
from sopgen.model import Sop
from sopgen.scene.document import Connector, Font, Label, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind


@dataclass(slots=True)
class Drawing:
    symbols: list[Symbol] = field(default_factory=list)
    connectors: list[Connector] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def draw(sop: Sop, flow: Flow, paged: PagedDrawing, left: int, tops: list[int]) -> Drawing:
    """`left`: x of the first lane; `tops`: y of each page's first row."""
    pairs = pair_letters(plan.flow for plan in paged.plans)
    drawing = Drawing()
    for plan, geometry, top in zip(paged.plans, paged.pages, tops, strict=True):
        page = PageDrawing(sop, flow, plan, geometry, Point(left, top))
        symbols = page.symbols(pairs)
        drawing.symbols += symbols.values()
        drawing.connectors += page.connectors(symbols)
        drawing.labels += page.labels(symbols)
    return drawing


class PageDrawing:
    """What a page or a part of a chart draws. `corner`: of its lanes and rows on the sheet; `sheet`: what it is."""

    def __init__(
        self, sop: Sop, flow: Flow, plan: PagePlan, geometry: PageGeometry, corner: Point, sheet: str = "halaman"
    ) -> None:
        self.sop, self.flow, self.plan, self.geometry, self.corner = sop, flow, plan, geometry, corner
        self.family, self.elsewhere = sop.tampilan.huruf, f"{sheet} lain"

    def symbols(self, letters: Mapping[int, str]) -> dict[Spot, Symbol]:
        """`letters`: cut edge -> what its two pentagons read."""
        found = {spot: self._symbol(self.flow.nodes[i], spot) for i, spot in self.plan.flow.nodes.items()}
        for (edge, leaving), spot in self.plan.flow.pentagons.items():
            found[spot] = self._pentagon(edge, leaving, spot, letters[edge])
        return found

    def _point(self, key: tuple[float, float]) -> Point:
        x, y = self.geometry.point(key)
        return Point(self.corner.x + x, self.corner.y + y)

    def _box(self, spot: Spot) -> Rect:
        size = self.plan.sizes[spot]
        x, y = self._point((2.0 * spot[1] + 1, 2.0 * spot[0] + 1))
        return Rect(x - size.width // 2, y - size.height // 2, size.width, size.height)

    def _symbol(self, node: Node, spot: Spot) -> Symbol:
        lane = self.sop.pelaksana[node.lane]
        size = QUESTION_PT if node.kind is SymbolKind.DECISION else SYMBOL_TEXT_PT
        return Symbol(
            f"langkah:{node.key}:{lane.id}" + (f":{node.ordinal}" if node.ordinal > 1 else ""),
            node.kind,
            self._box(spot),
            node.text,
            self.plan.sizes[spot].lines,
            Font(self.family, size),
            symbol_told(self.sop, self.flow, node),
            node.key,
            lane.id,
        )

    def _pentagon(self, edge: int, leaving: bool, spot: Spot, letter: str) -> Symbol:
        return Symbol(
            f"sambungan:{letter}:{'keluar' if leaving else 'masuk'}",
            SymbolKind.OFF_PAGE,
            self._box(spot),
            letter,
            (letter,),
            Font(self.family, SYMBOL_TEXT_PT),
            pentagon_told(self.flow, self.flow.edges[edge], leaving, letter, self.elsewhere),
        )

    def connectors(self, symbols: dict[Spot, Symbol]) -> Iterator[Connector]:
        part = self.plan.flow
        for (index, cut), net, drawn in zip(part.arrows, part.problem.nets, part.routes, strict=True):
            edge = self.flow.edges[index]
            a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
            text = "" if cut is False else edge.label
            start, end = symbols[net.source], symbols[net.target]
            inner = [self._point(key) for key in drawn.corners[1:-1]]
            yield Connector(
                f"panah:{a.key}:{b.key}" + (f":{text}" if text else ""),
                start.name,
                drawn.start_side,
                end.name,
                drawn.end_side,
                (start.box.port(drawn.start_side), *inner, end.box.port(drawn.end_side)),
                not edge.joint,
                arrow_told(self.sop, self.flow, edge, text),
                a.key,
                b.key,
                text,
            )

    def labels(self, symbols: dict[Spot, Symbol]) -> Iterator[Label]:
        for outcome in self.plan.labels:
            edge = self.flow.edges[outcome.edge]
            key = self.flow.nodes[edge.source].key
            center = symbols[outcome.spot].box.center
            box = Rect(center.x + outcome.dx, center.y + outcome.dy, outcome.size.width, outcome.size.height)
            font = Font(self.family, self.plan.kinds.label_pt)
            yield Label(f"label:{key}:{edge.label}", box, edge.label, outcome.size.lines, font, key)
