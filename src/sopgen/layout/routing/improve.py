"""Takes crossing and roundabout arrows out and routes them again in other orders while that makes the whole cheaper.

"Rip-up and reroute", the standard scheme of circuit routers (e.g. Dees & Karger, "Automated rip-up and reroute
techniques", DAC 1982), with the work limited by a count of searches, so that the result does not depend on a clock.
"""

from __future__ import annotations


from sopgen.layout.routing.router import Placed, Router

ROUNDS = 3
"""later rounds hardly ever find anything"""
SEARCHES_PER_ARROW = 24
"""what one attempt to untangle an arrow may cost; more hardly changes the figures of benchmarks/routing.py"""
SEARCHES_PER_PAGE = 60
"""so that a page that cannot be untangled does not take long"""
MANY_BENDS = 3
"""arrows with so many bends are tried again even where they cross nothing"""
WORTH = 1e-6
"""a gain below this is rounding"""


def improve(router: Router) -> None:
    """Try the arrows that cross, then those that bend much, again until nothing gets better or the work is done."""
    end = router.searches + SEARCHES_PER_PAGE
    tried: dict[int, float] = {}
    """by arrow: the cost of all when it was last tried; nothing has changed while that is the same"""
    for _ in range(ROUNDS):
        before = router.cost()
        for is_bad in (_crossed, _is_roundabout):
            for i in range(len(router.nets)):
                if router.nets[i].joint or tried.get(i) == router.cost() or not is_bad(router, i):
                    continue
                if router.searches >= end:
                    return
                _untangle(router, i, min(end, router.searches + SEARCHES_PER_ARROW))
                tried[i] = router.cost()
        if router.cost() > before - WORTH:
            return


def _crossed(router: Router, i: int) -> list[int]:
    """The arrows that arrow i crosses."""
    found = set(router.placed[i].crossings)
    found.update(j for j, placed in router.placed.items() if i in placed.crossings)
    return sorted(found)


def _is_roundabout(router: Router, i: int) -> bool:
    return router.placed[i].route.bends >= MANY_BENDS


def _untangle(router: Router, i: int, limit: int) -> None:
    """Route arrow i again: around the others as they are, as if those in its way were not there, before one of them."""
    if _try_order(router, (i,)) and not (_crossed(router, i) or _is_roundabout(router, i)):
        return
    partners = _partners(router, i)
    outcome = _try_first(router, i, partners)
    if outcome is not None or not _crossed(router, i):
        return
    for j in partners:
        if router.searches >= limit or (_try_order(router, (i, j)) and not _crossed(router, i)):
            return


def _partners(router: Router, i: int) -> list[int]:
    """The arrows that arrow i crosses and those at its ends."""
    net = router.nets[i]
    beside = (j for spot in (net.source, net.target) for j in router.at[spot])
    return [j for j in dict.fromkeys((*_crossed(router, i), *beside)) if j != i and not router.nets[j].joint]


def _try_first(router: Router, i: int, partners: list[int]) -> bool | None:
    """Route arrow i without its partners, then again those of them that are now in its way.

    True where all became cheaper (and so they stay); False where that is out of reach even for arrow i alone.
    """
    before = dict(router.placed)
    limit = router.cost() - WORTH
    for j in (i, *partners):
        router.remove(j)
    promising = router.add(i) and router.cost() + sum(router.least[j] for j in partners) < limit
    if promising:
        again = [j for j in partners if not router.put_back(j, before[j], i)]
        if all(router.add(j) and router.cost() < limit for j in again):
            return True
    router.placed = before
    return None if promising else False


def _try_order(router: Router, order: tuple[int, ...]) -> bool:
    """Route these arrows again, one after another; keep that if all together become cheaper."""
    before: dict[int, Placed] = dict(router.placed)
    limit = router.cost() - WORTH
    for i in order:
        router.remove(i)
    to_come = sum(router.least[i] for i in order)
    for i in order:
        to_come -= router.least[i]
        if not router.add(i) or router.cost() + to_come >= limit:
            router.placed = before
            return False
    return True
