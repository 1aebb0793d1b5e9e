"""What stands on one page of a flow: arrows that stay on it choose their sides before those that leave it."""

from __future__ import annotations

from itertools import product

import pytest
from random_sops import sop_of
from route_check import violations

from sopgen.flow import Flow, trace
from sopgen.layout.routing import Problem, route
from sopgen.layout.routing import page_flow as of_pages
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


PAGE_ROWS = 4


def chain(outcome: str = "Tidak", target: str = "s3", more: int = 0) -> Flow:
    """Twenty rows and `more` before them; row 6 of the twenty has an outcome that leads back."""
    ids = [*(f"n{i}" for i in range(more)), *(f"s{i}" for i in range(20))]
    steps = [{"id": key, "kegiatan": f"Menyusun {key}", "pelaksana": "abc"[i % 3]} for i, key in enumerate(ids)]
    steps[6 + more]["keputusan"] = {"Ya": None, outcome: target}
    return trace(sop_of({"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": steps}))


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        ({"outcome": "Perlu perbaikan"}, set()),
        ({"target": "s4"}, {first for first in range(17) if {3, 4, 6} & set(range(first, first + PAGE_ROWS))}),
        ({"more": 3}, {*range(4)}),
    ],
)
def test_a_save_routes_only_pages_whose_arrows_changed(
    change: dict[str, int | str], anew: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not those whose words changed, nor those that rows before them move on."""
    flow, changed, routed = FlowIndex(chain()), FlowIndex(chain(**change)), set[int]()
    of_pages.drawn.cache_clear()
    for first in range(17):
        page_flow(flow, first, first + PAGE_ROWS)
    for first in range(len(changed.flow.keys) - PAGE_ROWS + 1):
        monkeypatch.setattr(of_pages, "route", lambda *args, at=first: routed.add(at) or route(*args))
        page = page_flow(changed, first, first + PAGE_ROWS)
        assert set(page.nodes) == set(range(first, first + PAGE_ROWS))
        assert {changed.flow.edges[e][:2] for e, _ in page.arrows} == {
            edge[:2] for edge in changed.flow.edges if {edge.source, edge.target} & page.nodes.keys()
        }
    assert routed <= anew
