"""Routes all arrows of a page: `route(problem)` gives one orthogonal route a net, with at most four bends each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sopgen.layout.routing.improve import improve
from sopgen.layout.routing.problem import Net, Problem, Route, Unroutable
from sopgen.layout.routing.router import Router

__all__ = ["Net", "Problem", "Route", "Unroutable", "route"]


def route(problem: Problem, begun: Mapping[int, Route] = MappingProxyType({})) -> dict[int, Route]:
    """Net -> its route, for all that do not wait for a pentagon. Raises Unroutable where a symbol has too few sides.

    `begun`: routes of some nets that stand already and are good. No randomness and no clocks: the same problem gives
    the same routes.
    """
    router = Router(problem)
    router.keep(begun)
    router.route_all()
    improve(router, [i for i in sorted(router.placed) if i not in begun])
    return {i: router.placed[i].route for i in sorted(router.placed)}
