"""Takes arrows that cross or go round out and routes them again in other orders while that makes the whole cheaper.

"Rip-up and reroute", the standard scheme of circuit routers (e.g. Dees & Karger, "Automated rip-up and reroute
techniques", DAC 1982), with the work limited by a count of searches, so that the result does not depend on a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf

from sopgen.layout.routing.router import Placed, Router

SEARCHES_PER_ARROW = 12
"""what one attempt to untangle an arrow may cost; more hardly changes the figures of benchmarks/routing.py"""
SEARCHES_PER_PAGE = 30
"""so that a page that cannot be untangled does not take long"""
SEARCHES_TO_SETTLE = 30
"""for the last look whether an arrow that crosses has a way without; only pages with many loops need so many"""
SEARCHES_FOR_DETOURS = 16
"""spared bends and walks are worth less time than spared crossings"""
REGRET = 50.0
"""arrows that cost so much more than they would alone are tried again: half a bend, or a walk of 170 px"""
WORTH = 1e-6
"""a gain below this is rounding"""

_Kind = Callable[[Router, int], object]
"""whether an arrow is to be tried again"""


def improve(router: Router, among: Iterable[int] | None = None) -> None:
    """Try the arrows that cross, then those that go out of their way, again until nothing gets better or the work is
    done. With `among`: these alone, the others move only where that helps them."""
    among = sorted(router.placed if among is None else among)
    if not any(router.regret(i) >= REGRET for i in among):
        return
    tried: dict[int, float] = {}
    """by arrow: the cost of all when it was last tried; nothing has changed while that is the same"""
    _improve_in_rounds(router, among, tried)
    before, end = inf, router.searches + SEARCHES_TO_SETTLE
    while router.cost() < before:
        before = router.cost()
        for i in _untried(router, among, _crossed, tried):
            if router.searches >= end:
                return
            _try_order(router, (i,))
            tried[i] = router.cost()


def _improve_in_rounds(router: Router, among: Sequence[int], tried: dict[int, float]) -> None:
    for kinds in ROUNDS:
        before = router.cost()
        for is_bad, work in kinds:
            end = router.searches + work
            for i in _untried(router, among, is_bad, tried):
                if router.searches >= end:
                    break
                _untangle(router, i, min(end, router.searches + SEARCHES_PER_ARROW))
                tried[i] = router.cost()
        if router.cost() > before - WORTH:
            return


def _untried(router: Router, among: Iterable[int], is_bad: _Kind, tried: dict[int, float]) -> Iterator[int]:
    """The arrows of one kind that have not been tried since anything changed."""
    for i in among:
        if not router.nets[i].joint and is_bad(router, i) and tried.get(i) != router.cost():
            yield i


def _crossed(router: Router, i: int) -> list[int]:
    """The arrows that arrow i crosses."""
    found = set(router.placed[i].crossings)
    found.update(j for j, placed in router.placed.items() if i in placed.crossings)
    return sorted(found)


def _goes_round(router: Router, i: int) -> bool:
    return router.regret(i) >= REGRET


ROUNDS: tuple[tuple[tuple[_Kind, int], ...], ...] = (
    ((_crossed, SEARCHES_PER_PAGE), (_goes_round, SEARCHES_FOR_DETOURS)),
    ((_crossed, SEARCHES_PER_PAGE),),
    ((_crossed, SEARCHES_PER_PAGE),),
)
"""what is tried again in each round, with how many searches; more rounds hardly find anything"""


def _untangle(router: Router, i: int, limit: int) -> None:
    """Route arrow i again: as if those in its way were not there, around all as they are, before one of them."""
    partners = _partners(router, i)
    if _try_first(router, i, partners) is False:
        return
    if _crossed(router, i) or _goes_round(router, i):
        _try_order(router, (i,))
    for j in partners:
        if router.searches >= limit or not _crossed(router, i):
            return
        _try_order(router, (i, j))


def _partners(router: Router, i: int) -> list[int]:
    """The arrows that arrow i crosses and those at its ends."""
    net = router.nets[i]
    beside = (j for spot in (net.source, net.target) for j in router.at[spot] if j in router.placed)
    return [j for j in dict.fromkeys((*_crossed(router, i), *beside)) if j != i and not router.nets[j].joint]


def _try_first(router: Router, i: int, partners: list[int]) -> bool | None:
    """Route arrow i without its partners, then again those of them that are now in its way.

    True where all became cheaper (and so they stay); False where that is out of reach even for arrow i alone.
    """
    before = dict(router.placed)
    limit = router.cost() - WORTH
    for j in (i, *partners):
        router.remove(j)
    promising = router.add(i, limit - router.cost() - sum(router.least[j] for j in partners))
    if promising:
        again = [j for j in partners if not router.put_back(j, before[j], i)]
        if _add_all(router, again, limit):
            return True
    router.placed = before
    return None if promising else False


def _try_order(router: Router, order: tuple[int, ...]) -> bool:
    """Route these arrows again, one after another; keep that if all together become cheaper."""
    before: dict[int, Placed] = dict(router.placed)
    limit = router.cost() - WORTH
    for i in order:
        router.remove(i)
    if _add_all(router, order, limit):
        return True
    router.placed = before
    return False


def _add_all(router: Router, order: Sequence[int], limit: float) -> bool:
    """Draw these arrows; False as soon as it is certain that all together cost `limit` or more."""
    to_come = sum(router.least[i] for i in order)
    for i in order:
        to_come -= router.least[i]
        if not router.add(i, limit - router.cost() - to_come):
            return False
    return router.cost() < limit
