"""Turns routed pages into the scene's symbols, arrows and labels, in px of the procedure sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sopgen.flow import Flow
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.procedure.pagination import PagedDrawing
from sopgen.layout.procedure.positions import PageGeometry
from sopgen.layout.procedure.sizes import QUESTION_PT, SYMBOL_TEXT_PT
from sopgen.layout.routing.page_flow import pair_letters
from sopgen.layout.routing.problem import Spot, center
from sopgen.layout.told import arrow_told, pentagon_told, symbol_told
from sopgen.model import Sop
from sopgen.scene.document import Connector, Font, Label, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind


def draw(sop: Sop, flow: Flow, paged: PagedDrawing, left: int, tops: list[int]) -> dict[str, tuple[Any, ...]]:
    """The symbols, connectors and labels of a sheet. `left`: x of the first lane; `tops`: y of each page's first
    row."""
    letters = pair_letters(plan.flow for plan in paged.plans)
    pages = [
        PageDrawing(sop, flow, plan, geometry, Point(left, top), letters)
        for plan, geometry, top in zip(paged.plans, paged.pages, tops, strict=True)
    ]
    return {
        "symbols": tuple(symbol for page in pages for symbol in page.symbols.values()),
        "connectors": tuple(connector for page in pages for connector in page.connectors()),
        "labels": tuple(label for page in pages for label in page.labels()),
    }


@dataclass(frozen=True)
class PageDrawing:
    """What a page or a part of a chart draws."""

    sop: Sop
    flow: Flow
    plan: PagePlan
    geometry: PageGeometry
    corner: Point
    """of its lanes and rows on the sheet"""
    letters: Mapping[int, str]
    """cut edge -> what its two pentagons read"""
    sheet: str = "halaman"
    """what it is"""

    def _point(self, key: tuple[float, float]) -> Point:
        x, y = self.geometry.point(key)
        return Point(self.corner.x + x, self.corner.y + y)

    def _box(self, spot: Spot) -> Rect:
        size, (x, y) = self.plan.sizes[spot], self._point(center(spot))
        return Rect(x - size.width // 2, y - size.height // 2, size.width, size.height)

    @cached_property
    def symbols(self) -> dict[Spot, Symbol]:
        found, family = dict[Spot, Symbol](), self.sop.tampilan.huruf
        for i, spot in self.plan.flow.nodes.items():
            node = self.flow.nodes[i]
            lane = self.sop.pelaksana[node.lane]
            found[spot] = Symbol(
                f"langkah:{node.key}:{lane.id}" + (f":{node.ordinal}" if node.ordinal > 1 else ""),
                node.kind,
                self._box(spot),
                node.text,
                self.plan.sizes[spot].lines,
                Font(family, QUESTION_PT if node.kind is SymbolKind.DECISION else SYMBOL_TEXT_PT),
                symbol_told(self.sop, self.flow, node),
                node.key,
                lane.id,
            )
        for (edge, leaving), spot in self.plan.flow.pentagons.items():
            letter = self.letters[edge]
            told = pentagon_told(self.flow, self.flow.edges[edge], leaving, letter, f"{self.sheet} lain")
            name, font = f"sambungan:{letter}:{'keluar' if leaving else 'masuk'}", Font(family, SYMBOL_TEXT_PT)
            found[spot] = Symbol(name, SymbolKind.OFF_PAGE, self._box(spot), letter, (letter,), font, told)
        return found

    def connectors(self) -> Iterator[Connector]:
        part = self.plan.flow
        for (index, cut), net, drawn in zip(part.arrows, part.problem.nets, part.routes, strict=True):
            edge = self.flow.edges[index]
            a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
            text = "" if cut is False else edge.label
            start, end = self.symbols[net.source], self.symbols[net.target]
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

    def labels(self) -> Iterator[Label]:
        for outcome in self.plan.labels:
            edge = self.flow.edges[outcome.edge]
            key = self.flow.nodes[edge.source].key
            middle = self.symbols[outcome.spot].box.center
            box = Rect(middle.x + outcome.dx, middle.y + outcome.dy, outcome.size.width, outcome.size.height)
            font = Font(self.sop.tampilan.huruf, self.plan.kinds.label_pt)
            yield Label(f"label:{key}:{edge.label}", box, edge.label, outcome.size.lines, font, key)
