"""The router keeps every rule of the drawing, on random pages and on small ones whose best drawing is known."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import pytest
from budget import BUDGET
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from route_check import crossings, violations
from routing_cases import random_problem

from sopgen.layout import routing
from sopgen.layout.routing import Net, Problem, Route, Unroutable
from sopgen.layout.routing.improve import improve
from sopgen.layout.routing.problem import center, entering, leaving
from sopgen.layout.routing.router import Router
from sopgen.layout.routing.segments import route_through
from sopgen.scene.geometry import Side

SLOW = settings(suppress_health_check=list(HealthCheck), derandomize=True)


def route(page: Problem) -> tuple[Route, ...]:
    return tuple(routing.route(page).values())


def problem(bands: int, lanes: int, *nets: Net, also: tuple[tuple[int, int], ...] = ()) -> Problem:
    symbols = {spot for net in nets for spot in (net.source, net.target)} | set(also)
    return Problem(bands, lanes, frozenset(symbols), nets)


@SLOW
@given(st.integers(0, 2**32), st.integers(1, 8), st.integers(1, 6))
def test_small_pages_keep_the_rules(seed: int, bands: int, lanes: int) -> None:
    page = random_problem(random.Random(seed), bands, lanes)
    assert violations(page, route(page)) == []


@settings(SLOW, max_examples=6 * BUDGET)
@given(st.integers(0, 2**32))
def test_large_pages_keep_the_rules(seed: int) -> None:
    page = random_problem(random.Random(seed))
    assert violations(page, route(page)) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_arrow_crosses_that_has_a_cheaper_way_without(seed: int) -> None:
    router = Router(random_problem(random.Random(seed), 12, 8))
    router.route_all()
    improve(router, range(len(router.nets)))
    for i in sorted(router.placed):
        if router.placed[i].crossings and is_alone(router.nets, i):
            placed, cost = dict(router.placed), router.cost()
            router.remove(i)
            assert not router.add(i, cost - router.cost() - 1)
            router.placed = placed


def is_alone(nets: tuple[Net, ...], i: int) -> bool:
    """Whether no other arrow may share a stretch with it."""
    others = [net for net in nets if net != nets[i]]
    return all(leaving(net) != leaving(nets[i]) and entering(net) != entering(nets[i]) for net in others)


def test_an_arrow_crosses_another_rather_than_walk_round_the_page() -> None:
    chain = [Net((i, 5), (i + 1, 5)) for i in range(39)]
    across = Net((19, 0), (20, 10))
    drawn = route(problem(40, 11, *chain, across))
    assert len(crossings(drawn)) == 1
    assert drawn[-1].bends == 2


@pytest.mark.parametrize("order", list(permutations(range(4), 3)))
def test_executors_one_after_another_in_any_order_take_no_long_way(order: tuple[int, ...]) -> None:
    """A row of three, entered from the row above at its first and left at its last for the row below: no arrow goes
    further out of its way than around the row beside it."""
    inside = [Net((1, a), (1, b)) for a, b in pairwise(order)]
    page = problem(3, 4, Net((0, order[0]), (1, order[0])), *inside, Net((1, order[-1]), (2, order[-1])))
    drawn = route(page)
    assert not crossings(drawn)
    for net, arrow in zip(page.nets, drawn, strict=True):
        ways = [abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(arrow.corners)]
        assert arrow.bends <= 3
        assert sum(ways) <= sum(abs(a - b) for a, b in zip(center(net.source), center(net.target), strict=True)) + 6


def test_parallel_flows_to_either_side_leave_by_either_side() -> None:
    left, right = route(problem(2, 3, Net((0, 1), (1, 0)), Net((0, 1), (1, 2))))
    assert (left.start_side, right.start_side) == (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize("seed", range(2))
def test_same_problem_same_routes(seed: int) -> None:
    page = random_problem(random.Random(seed))
    same = Problem(page.bands, page.lanes, frozenset(sorted(page.symbols, reverse=True)), page.nets)
    assert route(page) == route(same)


def test_straight_down_in_one_lane() -> None:
    (drawn,) = route(problem(2, 1, Net((0, 0), (1, 0))))
    assert drawn == Route(((1.0, 1.0), (1.0, 3.0)), Side.BOTTOM, Side.TOP)


@pytest.mark.parametrize(("lane", "side"), [(0, Side.LEFT), (2, Side.RIGHT)])
def test_next_row_sideways_then_down_into_the_top(lane: int, side: Side) -> None:
    (drawn,) = route(problem(2, 3, Net((0, 1), (1, lane))))
    assert (drawn.start_side, drawn.end_side, drawn.bends) == (side, Side.TOP, 1)


def test_of_two_ways_with_as_many_bends_the_one_into_the_top() -> None:
    """Between the rows and down, not down between the lanes and sideways into the left."""
    (drawn,) = route(problem(3, 2, Net((0, 0), (1, 1)), also=((0, 1), (1, 0))))
    assert (drawn.end_side, drawn.bends) == (Side.TOP, 2)


def test_back_loop_leaves_and_enters_sideways() -> None:
    nets = (Net((0, 0), (1, 0)), Net((1, 0), (2, 0), "Ya"), Net((1, 0), (0, 0), "Tidak"))
    back = route(problem(3, 1, *nets))[2]
    assert back.bends == 2
    assert back.start_side == back.end_side
    assert back.start_side in (Side.LEFT, Side.RIGHT)


def test_arrows_into_one_box_may_join() -> None:
    chain = [Net((i, 0), (i + 1, 0), "Ya") for i in range(6)]
    backs = [Net((i, 0), (0, 0), "Tidak") for i in range(1, 6)]
    page = problem(7, 1, *chain, *backs)
    drawn = route(page)
    assert violations(page, drawn) == []
    assert not crossings(drawn)


def test_joint_line_is_straight_and_has_its_own_sides() -> None:
    nets = (Net((0, 0), (0, 1), joint=True), Net((0, 0), (1, 1)), Net((1, 1), (0, 1)))
    page = problem(2, 2, *nets)
    drawn = route(page)
    assert violations(page, drawn) == []
    assert drawn[0].corners == ((1.0, 1.0), (3.0, 1.0))


def test_too_many_kinds_of_arrows_at_one_symbol() -> None:
    nets = tuple(Net((1, 1), (band, lane), f"{band} {lane}") for band in (0, 2) for lane in range(3))
    with pytest.raises(Unroutable):
        route(problem(3, 3, *nets))


def test_no_arrows() -> None:
    assert route(Problem(1, 1, frozenset({(0, 0)}), ())) == ()


# -- the checker itself ----------------------------------------------------------------------------------------------

A, B, C, D = (0, 0), (2, 0), (1, 1), (2, 2)


@pytest.mark.parametrize(
    ("nets", "paths", "words"),
    [
        ([Net(A, B)], [[(1, 1), (1, 3), (1, 5)]], "a corner that is none"),
        ([Net(A, D)], [[(1, 1), (5, 5)]], "not orthogonal"),
        ([Net(A, D)], [[(1, 1), (1, 3), (4, 3), (4, 5), (5, 5)]], "passes a symbol"),
        ([Net(A, B)], [[(1, 1), (2, 1), (2, 4), (1, 4)]], "does not join"),
        ([Net(A, B)], [[(1, 1), (2.5, 1), (2.5, 5), (1, 5)]], "leaves the lines"),
        ([Net(A, B), Net(B, A)], [[(1, 1), (2, 1), (2, 5), (1, 5)]] * 2, "kinds of arrows on one side"),
        ([Net(A, C), Net(B, C)], [[(1, 1), (2, 1), (2, 3), (3, 3)], [(1, 5), (2, 5), (2, 3), (3, 3)]], ""),
        ([Net(A, C), Net(D, B)], [[(1, 1), (2, 1), (2, 3), (3, 3)], [(5, 5), (5, 2), (2, 2), (2, 5), (1, 5)]], "touch"),
        ([Net(A, D), Net(B, C)], [[(1, 1), (4, 1), (4, 5), (5, 5)], [(1, 5), (4, 5), (4, 3), (3, 3)]], "touch"),
        ([Net(A, D)], [[(1, 1), (1, 2), (2, 2), (2, 4), (4, 4), (4, 6), (5, 6), (5, 5)]], "6 bends"),
    ],
)
def test_checker_sees(nets: list[Net], paths: list[list[tuple[float, float]]], words: str) -> None:
    page = problem(3, 3, *nets, also=(A, B, C, D))
    found = violations(page, [route_through([(float(x), float(y)) for x, y in path]) for path in paths])
    assert any(words in what for what in found) if words else found == []
