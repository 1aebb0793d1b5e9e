"""Routes one page and measures what its symbols, labels and tracks need, still without positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sopgen.flow import Flow
from sopgen.layout.procedure.sizes import Measures, Size, label_size, measures
from sopgen.layout.routing.page_flow import FlowIndex, PageFlow, page_flow
from sopgen.layout.routing.problem import Spot
from sopgen.layout.routing.tracks import Spans, levels, tracks
from sopgen.scene.geometry import Side
from sopgen.scene.symbols import SymbolKind

BAND_STUB = 9
"""px between a symbol and the nearest row border or track above or below it"""
CLEARANCE = 4
"""px between a symbol and the border of its lane, where no arrow turns or ends"""
LABEL_GAP = 2
"""px between a label and the arrow it belongs to"""
TALL_LABEL = 12
"""px: a label beside a diamond that is higher than this would reach the one above the diamond"""


class OutcomeLabel(NamedTuple):
    """Where the text of an outcome stands, relative to its diamond's centre."""

    edge: int
    spot: Spot
    side: Side
    size: Size
    dx: int
    dy: int


@dataclass(frozen=True)
class PagePlan:
    flow: PageFlow
    kinds: Measures
    sizes: dict[Spot, Size]
    labels: tuple[OutcomeLabel, ...]
    column_tracks: tuple[Spans, ...]
    """per channel beside lanes, in y keys"""
    row_tracks: tuple[Spans, ...]
    """per channel between bands, in x keys"""

    @cached_property
    def column_levels(self) -> tuple[dict[float, int], ...]:
        """per channel beside lanes: track key -> level"""
        return tuple(levels(spans) for spans in self.column_tracks)

    @cached_property
    def level_counts(self) -> tuple[int, ...]:
        """per channel beside lanes"""
        return tuple(1 + max(levels.values(), default=-1) for levels in self.column_levels)

    @cached_property
    def reaches(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """How far the symbols with their labels and stubs extend, px, before any track: left and right of each lane's
        centre line, above and below each band's."""
        lanes, bands = self.flow.problem.lanes, len(self.flow.band_rows)
        furthest = [0] * lanes, [0] * lanes, [0] * bands, [0] * bands
        for (band, lane), reach in _reaches(self).items():
            for side, at, far in zip(furthest, (lane, lane, band, band), reach, strict=True):
                side[at] = max(side[at], far)
        return furthest


def plan_page(index: FlowIndex, first: int, last: int) -> PagePlan:
    """Route rows [first, last)."""
    part, nodes = page_flow(index, first, last), index.flow.nodes
    kinds = measures(part.problem.lanes)
    sizes = {spot: kinds.of(nodes[i].kind, nodes[i].text) for i, spot in part.nodes.items()}
    sizes |= {spot: kinds.of(SymbolKind.OFF_PAGE, "") for spot in part.pentagons.values()}
    return planned(index.flow, part, kinds, sizes)


def planned(flow: Flow, part: PageFlow, kinds: Measures, sizes: dict[Spot, Size]) -> PagePlan:
    """The plan of a part that is routed, whose symbols have these sizes."""
    columns, rows = tracks(part.problem, part.routes)
    return PagePlan(part, kinds, sizes, tuple(_labels(flow, part, sizes, kinds)), tuple(columns), tuple(rows))


def _labels(flow: Flow, part: PageFlow, sizes: dict[Spot, Size], kinds: Measures) -> Iterator[OutcomeLabel]:
    """The first arrow of each outcome bears its text."""
    first: dict[tuple[Spot, str], int] = {}
    for i, net in enumerate(part.problem.nets):
        if net.outcome:
            first.setdefault((net.source, net.outcome), i)
    found = [(spot, part.arrows[i][0], part.routes[i].start_side) for (spot, _), i in first.items()]
    texts = {edge: label_size(flow.edges[edge].label.strip(), kinds.label_pt) for _, edge, _ in found}
    above = {spot: texts[edge].width for spot, edge, side in found if side is Side.TOP}
    lifts = {spot: kinds.lift for i, spot in part.nodes.items() if flow.nodes[i].kind is SymbolKind.DECISION}
    for spot, edge, side in found:
        place = _place(side, texts[edge], sizes[spot], lifts.get(spot), above.get(spot, 0))
        yield OutcomeLabel(edge, spot, side, texts[edge], *place)


def _place(side: Side, label: Size, symbol: Size, lift: int | None, above: int) -> tuple[int, int]:
    """Left top of a label from its symbol's centre.

    `lift`: px over the line at a diamond's side, where the label may stand in the free corner of its box; None for
    other symbols. `above`: the width of the label over the symbol.
    """
    half_w, half_h = symbol.width // 2, symbol.height // 2
    if lift is None:
        reach, lift, edge, aside = half_w + LABEL_GAP, LABEL_GAP, half_h + LABEL_GAP, 2 * LABEL_GAP
    else:
        reach = half_w - lift * half_w // half_h + 1  # beyond the diamond at the label's nearest corner
        edge, aside = half_h - LABEL_GAP, max(LABEL_GAP + 2, -(-LABEL_GAP * half_w // half_h))
    if label.height > TALL_LABEL and above and side is Side.RIGHT:
        reach = max(reach, above + 2 * LABEL_GAP + 2)
    if side is Side.LEFT or side is Side.RIGHT:  # over the line
        return reach if side is Side.RIGHT else -reach - label.width, -lift - label.height
    return aside, edge if side is Side.BOTTOM else -edge - label.height  # right of it


def _reaches(plan: PagePlan) -> dict[Spot, list[int]]:
    """How far each symbol extends from its centre: left, right, above, below."""
    reaches: dict[Spot, list[int]] = {}
    used = {(net.source, drawn.start_side) for net, drawn in zip(plan.flow.problem.nets, plan.flow.routes, strict=True)}
    used |= {(net.target, drawn.end_side) for net, drawn in zip(plan.flow.problem.nets, plan.flow.routes, strict=True)}
    for spot, size in plan.sizes.items():
        band, lane = spot
        w, h = size.width // 2, size.height // 2
        sides = ((Side.LEFT, lane, lane - 1), (Side.RIGHT, lane + 1, lane + 1))
        crowded = [
            (spot, side) in used and (plan.level_counts[channel] or (band, beside) in plan.sizes)
            for side, channel, beside in sides
        ]
        left, right = (w + (plan.kinds.stub if stub else CLEARANCE) for stub in crowded)
        reaches[spot] = [left, right, h + BAND_STUB, h + BAND_STUB]
    for label in plan.labels:
        over, at_left = _overhang(plan, label, used), label.side is Side.LEFT
        right, bottom = label.dx + label.size.width, label.dy + label.size.height
        ends = (-label.dx - over * at_left, right - over * (not at_left), -label.dy, bottom)
        reaches[label.spot] = [max(far, LABEL_GAP + end) for far, end in zip(reaches[label.spot], ends, strict=True)]
    return reaches


def _overhang(plan: PagePlan, label: OutcomeLabel, used: set[tuple[Spot, Side]]) -> int:
    """px of a label that may lie in the cell beside its own: up to a symbol that stands there, and not where an arrow
    runs along the border."""
    band, lane = label.spot
    channel, cell, facing = (lane + 1, (band, lane + 1), Side.LEFT)
    if label.side is Side.LEFT:
        channel, cell, facing = (lane, (band, lane - 1), Side.RIGHT)
    middle, below = 2 * band + 1, label.side is Side.BOTTOM
    along = (span for spans in plan.column_tracks[channel].values() for span in spans)
    if not 0 <= cell[1] < plan.flow.problem.lanes or any(
        low <= middle < high if below else low < middle <= high for low, high in along
    ):
        return 0
    free = plan.kinds.stub if (cell, facing) in used else CLEARANCE
    return min(plan.kinds.overhang, free - LABEL_GAP) if cell in plan.sizes else plan.kinds.overhang
