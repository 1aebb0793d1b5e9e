"""How many bends an arrow needs at least from where it is: the lower bound that leads the search.

As in Wybrow, Marriott, Stuckey, "Orthogonal Connector Routing" (GD 2009), section 4, but tabulated by search on a tiny
empty grid instead of by cases.
"""

from __future__ import annotations

from functools import cache

_REACH = 2
"""nodes between the target and the border: room to pass on either side of every place asked for"""
_SPAN = 2 * _REACH + 3
_STEPS = ((0, -1), (-1, 0), (0, 1), (1, 0))
_NEVER = 9


def place(dx: float, dy: float) -> int:
    """The row of the table for a node that lies dx, dy from the target: only the signs count."""
    return 3 * ((dy > 0) - (dy < 0)) + (dx > 0) - (dx < 0) + 4


@cache
def fewest_bends(sides: frozenset[int]) -> tuple[int, ...]:
    """Entry 4 * place + way: the least number of bends to the target entered at one of `sides`, moving `way` now."""
    tables = [_one_side(side) for side in sorted(sides)]
    return tuple(map(min, zip(*tables, strict=True))) if tables else (_NEVER,) * 36


@cache
def _one_side(side: int) -> tuple[int, ...]:
    """Breadth-first by bends, backwards from the target at (0, 0)."""
    arriving = (side + 2) % 4
    best = {(0, 0, arriving): 0}
    level = [(0, 0, arriving)]
    for bends in range(_NEVER):
        reached = list(level)
        for x, y, way in reached:
            before = (x - _STEPS[way][0], y - _STEPS[way][1])
            if max(map(abs, before)) <= _SPAN // 2 and before != (0, 0) and (*before, way) not in best:
                best[*before, way] = bends
                reached.append((*before, way))
        level = []
        for x, y, way in reached:
            for turn in ((way + 1) % 4, (way + 3) % 4):
                if (x, y) != (0, 0) and (x, y, turn) not in best:
                    best[x, y, turn] = bends + 1
                    level.append((x, y, turn))
    places = [(x * _REACH, y * _REACH) for y in (-1, 0, 1) for x in (-1, 0, 1)]
    return tuple(best.get((x, y, way), _NEVER) for x, y in places for way in range(4))
