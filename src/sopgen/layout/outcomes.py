"""Which arrows bear the text of an outcome, and where it stands beside its symbol: alike in document and flowchart."""

from __future__ import annotations

from typing import TypeVar

from sopgen.flow import Flow
from sopgen.layout.routing.page_flow import PageFlow
from sopgen.layout.routing.problem import Spot
from sopgen.scene.geometry import Side

Length = TypeVar("Length", int, float)


def labelled(flow: Flow, part: PageFlow) -> dict[int, tuple[Spot, str, Side]]:
    """Net -> the symbol that it leaves, its outcome's text and side: the first arrow of each outcome."""
    seen: dict[tuple[Spot, str], int] = {}
    for i, net in enumerate(part.problem.nets):
        if net.outcome:
            seen.setdefault((net.source, net.outcome), i)
    texts = {i: flow.edges[part.arrows[i][0]].label for i in seen.values()}
    return {i: (spot, texts[i], part.routes[i].start_side) for (spot, _), i in seen.items()}


def beside(
    side: Side, size: tuple[Length, Length], reach: Length, lift: Length, edge: Length, aside: Length
) -> tuple[Length, Length]:
    """Left top of a label of this width and height from its symbol's centre: over the line at the left and right, right
    of it above and below.

    `reach`: how far from the centre it begins at the sides, and `lift` how far over the line; `edge`: how far from the
    centre it begins above and below, and `aside` how far from the line.
    """
    width, height = size
    if side is Side.LEFT or side is Side.RIGHT:
        return reach if side is Side.RIGHT else -reach - width, -lift - height
    return aside, edge if side is Side.BOTTOM else -edge - height
