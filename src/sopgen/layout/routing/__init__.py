"""Routes all arrows of a page: `route(problem)` gives one orthogonal route a net, with at most four bends each."""

from __future__ import annotations

from sopgen.layout.routing.improve import improve
from sopgen.layout.routing.problem import Net, Problem, Route, Unroutable
from sopgen.layout.routing.router import Router

__all__ = ["Net", "Problem", "Route", "Unroutable", "route"]


def route(problem: Problem) -> tuple[Route, ...]:
    """One route per net, in the order of the nets. Raises Unroutable where a symbol has too few sides.

    No randomness and no clocks: the same problem gives the same routes.
    """
    router = Router(problem)
    router.route_all()
    improve(router)
    return tuple(router.routes[i] for i in range(len(problem.nets)))
