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

    Another arrow moves only where one of these crosses it.
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
                if _reroute(router, i, _partners(router, i, movable)) and router.regret(i) >= REGRET:
                    _reroute(router, i, [])
                tried[i] = router.cost()


def _partners(router: Router, i: int, movable: Sequence[int]) -> list[int]:
    """The arrows that arrow i crosses and those of the movable that are at its ends."""
    net = router.nets[i]
    beside = (j for spot in (net.source, net.target) for j in router.at[spot] if j != i and j in movable)
    return [j for j in dict.fromkeys((*router.crossed(i), *beside)) if not router.nets[j].joint]


def _reroute(router: Router, i: int, others: Sequence[int]) -> bool:
    """Route arrow i without the others, then again those of them that are now in its way, if all become cheaper.

    False where that is out of reach even for arrow i alone.
    """
    before, limit = dict(router.placed), router.cost() - WORTH
    for j in (i, *others):
        router.remove(j)
    is_promising = router.add(i, limit - router.cost())
    moved = [j for j in others if is_promising and not router.put_back(j, before[j], i)]
    if not all(router.add(j, limit - router.cost()) for j in moved) or router.cost() >= limit or not is_promising:
        router.placed = before
    return is_promising
