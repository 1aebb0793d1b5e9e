"""What stands on one page of a flow: arrows that stay on it choose their sides before those that leave it."""

from __future__ import annotations

from itertools import product

import pytest
from random_sops import sop_of
from route_check import violations

from sopgen.flow import trace
from sopgen.layout.routing import Problem, route
from sopgen.layout.routing.page_flow import FlowIndex, PageFlow, page_flow


def decisions_that_leave_the_page(first: str, second: str) -> PageFlow:
    """Rows 3 to 7 of ten: two decisions, whose Tidak go back a page and whose Ya to these lanes; row 4 is entered from
    the page after."""
    lanes = ["b", "b", "b", "b", "b", first, second, "b", "b", "b"]
    steps = [{"id": f"s{i}", "kegiatan": f"Menyusun {i}", "pelaksana": lane} for i, lane in enumerate(lanes)]
    steps[4]["keputusan"] = {"Ya": "s5", "Tidak": "s1"}
    steps[5]["keputusan"] = {"Ya": "s6", "Tidak": "s2"}
    steps[8]["keputusan"] = {"Ya": "s9", "Tidak": "s4"}
    sop = sop_of({"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": steps})
    return page_flow(FlowIndex(trace(sop)), 3, 8)


@pytest.mark.parametrize(("first", "second"), list(product("abc", repeat=2)))
def test_arrows_of_the_page_have_no_bend_more_for_its_pentagons(first: str, second: str) -> None:
    page = decisions_that_leave_the_page(first, second)
    assert violations(page.problem, page.routes) == []
    whole = [i for i, (_, cut) in enumerate(page.arrows) if cut is None]
    symbols = page.problem.symbols - set(page.pentagons.values())
    nets = tuple(page.problem.nets[i] for i in whole)
    alone = route(Problem(page.problem.bands, page.problem.lanes, symbols, nets))
    assert [page.routes[i].bends for i in whole] == [drawn.bends for drawn in alone.values()]


@pytest.mark.parametrize(("first", "second"), list(product("abc", repeat=2)))
def test_pentagons_stand_where_their_arrows_are_straight_or_turn_once(first: str, second: str) -> None:
    page = decisions_that_leave_the_page(first, second)
    cut = [drawn.bends for drawn, (_, leaving) in zip(page.routes, page.arrows, strict=True) if leaving is not None]
    assert len(cut) == 5
    assert max(cut) <= 1
