"""Turns routed pages into the scene's symbols, arrows and labels, in px of the procedure sheet."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.flow import Flow, Node
from sopgen.layout.procedure.page_plan import OutcomeLabel, PagePlan
from sopgen.layout.procedure.pagination import PagedDrawing
from sopgen.layout.procedure.rows import PageGeometry
from sopgen.layout.procedure.sizes import QUESTION_PT, SYMBOL_TEXT_PT
from sopgen.layout.routing import Route
from sopgen.layout.routing.page_flow import pair_letters
from sopgen.layout.routing.problem import Spot
from sopgen.layout.told import arrow_told, pentagon_told, symbol_told
from sopgen.model import Sop
from sopgen.scene.document import Connector, Font, Label, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind


@dataclass(frozen=True, slots=True)
class Drawing:
    symbols: tuple[Symbol, ...]
    connectors: tuple[Connector, ...]
    labels: tuple[Label, ...]


def draw(sop: Sop, flow: Flow, paged: PagedDrawing, left: int, tops: list[int]) -> Drawing:
    """`left`: x of the first lane; `tops`: y of each page's first row."""
    pairs = pair_letters(plan.flow for plan in paged.plans)
    pages = [
        _PageDrawing(sop, flow, plan, geometry, pairs, left, top)
        for plan, geometry, top in zip(paged.plans, paged.pages, tops, strict=False)
    ]
    return Drawing(
        tuple(symbol for page in pages for symbol in page.symbols.values()),
        tuple(connector for page in pages for connector in page.connectors()),
        tuple(text for page in pages for text in page.labels()),
    )


class _PageDrawing:
    def __init__(
        self, sop: Sop, flow: Flow, plan: PagePlan, geometry: PageGeometry, pairs: dict[int, str], left: int, top: int
    ) -> None:
        self.sop, self.flow, self.plan, self.geometry, self.pairs = sop, flow, plan, geometry, pairs
        self.left, self.top = left, top
        self.family = sop.tampilan.huruf
        self.symbols: dict[Spot, Symbol] = {}
        for i, spot in plan.flow.nodes.items():
            self.symbols[spot] = self._symbol(flow.nodes[i], spot)
        for (edge, leaving), spot in plan.flow.pentagons.items():
            self.symbols[spot] = self._pentagon(edge, leaving, spot)

    def _point(self, key: tuple[float, float]) -> Point:
        x, y = self.geometry.point(key)
        return Point(self.left + x, self.top + y)

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

    def _pentagon(self, edge: int, leaving: bool, spot: Spot) -> Symbol:
        letter = self.pairs[edge]
        return Symbol(
            f"sambungan:{letter}:{'keluar' if leaving else 'masuk'}",
            SymbolKind.OFF_PAGE,
            self._box(spot),
            letter,
            (letter,),
            Font(self.family, SYMBOL_TEXT_PT),
            pentagon_told(self.flow, self.flow.edges[edge], leaving, letter, "halaman lain"),
        )

    def connectors(self) -> list[Connector]:
        return [
            self._connector(arrow, net.source, net.target, drawn)
            for arrow, net, drawn in zip(
                self.plan.flow.arrows, self.plan.flow.problem.nets, self.plan.flow.routes, strict=True
            )
        ]

    def _connector(self, arrow: tuple[int, bool | None], source: Spot, target: Spot, drawn: Route) -> Connector:
        edge = self.flow.edges[arrow[0]]
        a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
        text = "" if arrow[1] is False else edge.label
        start, end = self.symbols[source], self.symbols[target]
        return Connector(
            f"panah:{a.key}:{b.key}" + (f":{text}" if text else ""),
            start.name,
            drawn.start_side,
            end.name,
            drawn.end_side,
            self._corners(drawn, start, end),
            not edge.joint,
            arrow_told(self.sop, self.flow, edge, text),
            a.key,
            b.key,
            text,
        )

    def _corners(self, drawn: Route, start: Symbol, end: Symbol) -> tuple[Point, ...]:
        inner = [self._point(key) for key in drawn.corners[1:-1]]
        return (start.box.port(drawn.start_side), *inner, end.box.port(drawn.end_side))

    def labels(self) -> list[Label]:
        return [self._label(outcome) for outcome in self.plan.labels]

    def _label(self, outcome: OutcomeLabel) -> Label:
        edge = self.flow.edges[outcome.edge]
        key = self.flow.nodes[edge.source].key
        center = self.symbols[outcome.spot].box.center
        box = Rect(center.x + outcome.dx, center.y + outcome.dy, outcome.size.width, outcome.size.height)
        return Label(
            f"label:{key}:{edge.label}",
            box,
            edge.label,
            outcome.size.lines,
            Font(self.family, self.plan.kinds.label_pt),
            key,
        )
