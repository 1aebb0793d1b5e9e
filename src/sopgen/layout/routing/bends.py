"""How many bends an arrow needs at least from where it is: the lower bound that leads the search.

As in Wybrow, Marriott, Stuckey, "Orthogonal Connector Routing" (GD 2009), section 4.
"""

from __future__ import annotations

from functools import cache

STEPS = ((0, -1), (-1, 0), (0, 1), (1, 0))
"""by direction, which are numbered as sides are"""


def place(dx: float, dy: float) -> int:
    """The row of the table for a node that lies dx, dy from the target: only the signs count."""
    return 3 * ((dy > 0) - (dy < 0)) + (dx > 0) - (dx < 0) + 4


@cache
def fewest_bends(sides: frozenset[int]) -> tuple[int, ...]:
    """Entry 4 * place + way: the least number of bends to the target entered at one of `sides`, arriving by `way`."""
    signs = [(dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return tuple(min((_bends(dx, dy, way, side) for side in sides), default=9) for dx, dy in signs for way in range(4))


def _bends(dx: int, dy: int, way: int, side: int) -> int:
    """Bends from a node dx, dy from the target, arrived at by `way`, until the target is entered at `side`."""
    if dx == dy == 0:
        return 0 if way == side ^ 2 else 9
    x, y = STEPS[side]
    is_before, is_in_line = dx * x + dy * y > 0, not (dx * y or dy * x)
    if way == side ^ 2:
        return 4 if not is_before else 0 if is_in_line else 2
    if way == side:
        return 4 if is_in_line else 2
    return 1 if is_before and dx * STEPS[way][0] + dy * STEPS[way][1] <= 0 else 3
