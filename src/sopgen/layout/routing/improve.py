"""Takes arrows that cross or go round out and routes them again in other orders while that makes the whole cheaper.

"Rip-up and reroute", the standard scheme of circuit routers (e.g. Dees & Karger, "Automated rip-up and reroute
techniques", DAC 1982), with the work limited by a count of searches, so that the result does not depend on a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sopgen.layout.routing.router import Router

SEARCHES_PER_PAGE = 60
"""so that a page that cannot be untangled does not take long"""
REGRET = 50.0
"""arrows that cost so much more than they would alone are tried again: half a bend, or a walk of 170 px"""
WORTH = 1e-6
"""a gain below this is rounding"""


def improve(router: Router, among: Iterable[int]) -> None:
    """Try those of these arrows that cross or go out of their way again until nothing gets better or the work is done.

    With each those of them move that it crosses or that have an end at its symbols.
    """
    movable = [i for i in among if not router.nets[i].joint]
    tried: dict[int, float] = {}
    """by arrow: the cost of all when it was last tried; nothing has changed while that is the same"""
    end = router.searches + SEARCHES_PER_PAGE
    before = None
    while router.cost() != before:
        before = router.cost()
        for i in sorted(movable, key=router.regret, reverse=True):
            if router.searches >= end:
                return
            if router.regret(i) >= REGRET and tried.get(i) != router.cost():
                if _reroute(router, i, router.beside(i)) and router.regret(i) >= REGRET:
                    _reroute(router, i, [])
                tried[i] = router.cost()


def _reroute(router: Router, i: int, others: Sequence[int]) -> bool:
    """Route arrow i without the others, then these again, if all become cheaper.

    False where that is out of reach even for arrow i alone.
    """
    before, limit = dict(router.placed), router.cost() - WORTH
    for j in (i, *others):
        router.remove(j)
    is_promising = router.add(i, limit - router.cost())
    if not (is_promising and all(router.add(j, limit - router.cost()) for j in others) and router.cost() < limit):
        router.placed = before
    return is_promising
