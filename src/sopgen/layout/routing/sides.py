"""Finds symbols at which more arrows need a side of their own than a symbol has."""

from __future__ import annotations

from collections import defaultdict

from sopgen.flow import Flow
from sopgen.layout.routing import Unroutable

SIDES = 4


def require_sides(flow: Flow) -> None:
    """Each outcome and each plain line needs a side of its own; all arrows into a symbol may share one.

    Raises Unroutable naming the first symbol with too many: arrows of different outcomes never touch.
    """
    needs: dict[int, set[tuple[str, object]]] = defaultdict(set)
    for i, edge in enumerate(flow.edges):
        needs[edge.source].add(("joint", i) if edge.joint else ("out", edge.label))
        needs[edge.target].add(("joint", i) if edge.joint else ("in", ""))
    for node in sorted(needs):
        if len(needs[node]) > SIDES:
            row = flow.nodes[node].row
            raise Unroutable(f"langkah {flow.numbers[row] or flow.keys[row]}, {flow.lanes[flow.nodes[node].lane]}")
