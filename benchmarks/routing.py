"""Random SOP pages routed by sopgen and by libavoid: rule breaks, crossings, bends and time.

And the bends of small SOPs against the fewest that any drawing can have.

python benchmarks/routing.py [--sops N]

libavoid (`npm install --prefix benchmarks`) gets the same symbols at the same fixed places, with a pin at the middle of
each side that any arrow may use.
Times are processor time per SOP, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import product
from math import inf
from pathlib import Path

from sopgen.layout.routing import Net, Problem, Route, route
from sopgen.layout.routing.grid import Grid
from sopgen.layout.routing.problem import center, entering, leaving
from sopgen.layout.routing.search import Ends, find
from sopgen.layout.routing.segments import route_through

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from route_check import crossings, violations

OWN = "sopgen"
LIBAVOID = Path(__file__).with_name("routing_libavoid.mjs")
SIDE_PAIRS = list(product(range(4), repeat=2))
X_PITCH, Y_PITCH = 45.0, 30.0
"""px per key: lanes of 90 px, rows of 60 px; symbols are half as large"""
PAGE_ROWS = 12
BACK_REACH = 10
"""rows that a Tidak goes back at most"""
SMALL = range(4, 9)
"""rows of a small SOP"""


Drawn = list[list[tuple[Route, ...]]]
"""the routes of each page of each SOP"""


@dataclass
class Page:
    """One page while it is put together: rows from `first` on, with an extra band above for the flow coming in."""

    first: int
    lanes: list[int]
    """lane of each row on the page"""
    symbols: set[tuple[int, int]] = field(default_factory=set)
    nets: list[Net] = field(default_factory=list)

    def spot(self, row: int) -> tuple[int, int]:
        return row - self.first + 1, self.lanes[row - self.first]

    def holds(self, row: int) -> bool:
        return self.first <= row < self.first + len(self.lanes)

    def pentagon(self, row: int, lane_count: int, preferred: int | None) -> tuple[int, int]:
        """A free place for a pentagon: in the band below or above the page, else beside the symbol of `row`."""
        band, lane = self.spot(row)
        if preferred is not None and (preferred, lane) not in self.symbols:
            place = (preferred, lane)
        else:
            free = [(b, x) for b in (band, *range(len(self.lanes) + 2)) for x in range(lane_count)]
            free = [place for place in free if place not in self.symbols]
            place = min(free, key=lambda p: (abs(p[0] - band) * 2 + abs(p[1] - lane), p))
        self.symbols.add(place)
        return place


def sop(rng: random.Random, of_rows: range = range(6, 61)) -> list[Problem]:
    """The pages of one random SOP: a chain of rows, decisions with Ya to the next row and Tidak elsewhere."""
    rows, lanes = rng.choice(of_rows), rng.randint(2, 12)
    share = rng.uniform(0.1, 0.5)
    lane = [rng.randrange(lanes) for _ in range(rows)]
    edges: list[tuple[int, int, str]] = []
    for i in range(rows - 1):
        if i and rng.random() < share:
            back = rng.random() < 0.75 or i + 2 >= rows
            target = max(0, i - rng.randint(1, BACK_REACH)) if back else min(rows - 1, i + rng.randint(2, 4))
            edges += [(i, i + 1, "Ya"), (i, target, "Tidak")]
        else:
            edges.append((i, i + 1, ""))
    return cut(lane, lanes, edges)


def cut(lane: list[int], lanes: int, edges: list[tuple[int, int, str]]) -> list[Problem]:
    """Pages of PAGE_ROWS rows; an arrow that leaves a page goes to an extra symbol and comes from another."""
    pages = [Page(first, lane[first : first + PAGE_ROWS]) for first in range(0, len(lane), PAGE_ROWS)]
    for page in pages:
        page.symbols.update(page.spot(page.first + i) for i in range(len(page.lanes)))
    for source, target, outcome in edges:
        out, into = pages[source // PAGE_ROWS], pages[target // PAGE_ROWS]
        if out is into:
            out.nets.append(Net(out.spot(source), out.spot(target), outcome))
            continue
        onwards = target == source + 1
        leave = out.pentagon(source, lanes, len(out.lanes) + 1 if onwards else None)
        out.nets.append(Net(out.spot(source), leave, outcome))
        enter = into.pentagon(target, lanes, 0 if onwards else None)
        into.nets.append(Net(enter, into.spot(target)))
    return [Problem(len(page.lanes) + 2, lanes, frozenset(page.symbols), tuple(page.nets)) for page in pages]


def report(name: str, sops: list[list[Problem]], drawn: Drawn, seconds: list[float]) -> dict[str, float]:
    """Print and return the figures of one router."""
    pages = [
        (problem, routes)
        for sop_pages, sop_routes in zip(sops, drawn, strict=True)
        for problem, routes in zip(sop_pages, sop_routes, strict=True)
    ]
    arrows = [arrow for _, routes in pages for arrow in routes]
    broken = [what for problem, routes in pages for what in violations(problem, routes, on_lines=name == OWN)]
    figures = {
        "violations": len(broken),
        "crossings/arrow": sum(len(crossings(routes)) for _, routes in pages) / len(arrows),
        "bends/arrow": sum(arrow.bends for arrow in arrows) / len(arrows),
        "max bends": max(arrow.bends for arrow in arrows),
        "ms average": 1000 * sum(seconds) / len(seconds),
        "ms worst": 1000 * max(seconds),
    }
    print(f"{name:10}", "  ".join(f"{key} {value:.4g}" for key, value in figures.items()))
    return figures


def run_own(sops: list[list[Problem]]) -> tuple[Drawn, list[float]]:
    drawn, seconds = [], []
    for pages in sops:
        start = time.process_time()
        drawn.append([tuple(route(page).values()) for page in pages])
        seconds.append(time.process_time() - start)
    return drawn, seconds


def fewest_bends(page: Problem) -> int:
    """A lower bound, exact for what it counts: every arrow on its plainest way from its side to its side, no two kinds
    of arrows on one side of a symbol, whatever they cross or touch on the way. Branch and bound over the arrows."""
    grid = Grid(page, ())
    ways: list[list[tuple[int, int, int]]] = []
    for net in page.nets:
        source, target = grid.node(center(net.source)), grid.node(center(net.target))
        pairs = ((start, end, find(grid, Ends(source, target, (start,), (end,)), inf)) for start, end in SIDE_PAIRS)
        ways.append(sorted((found.route.bends, start, end) for start, end, found in pairs if found))
    rest = [sum(way[0][0] for way in ways[i:]) for i in range(len(ways) + 1)]
    best = 1000

    def choose(i: int, bends: int, owners: dict[object, object]) -> None:
        nonlocal best
        if bends + rest[i] >= best:
            return
        if i == len(ways):
            best = bends
            return
        net = page.nets[i]
        for more, start, end in ways[i]:
            taken = {(net.source, start): leaving(net), (net.target, end): entering(net)}
            if all(owners.get(port, owner) == owner for port, owner in taken.items()):
                choose(i + 1, bends + more, owners | taken)

    choose(0, 0, {})
    return best


def report_small(rng: random.Random, count: int) -> None:
    """The bends of small SOPs against their lower bound."""
    pages = [page for _ in range(count) for page in sop(rng, SMALL)]
    drawn = [sum(arrow.bends for arrow in route(page).values()) for page in pages]
    fewest = [fewest_bends(page) for page in pages]
    met = sum(a == b for a, b in zip(drawn, fewest, strict=True))
    ratio = sum(drawn) / sum(fewest)
    print(
        f"{count} SOPs of up to {SMALL[-1]} rows: {sum(drawn)} bends, at least {sum(fewest)}: {ratio:.3f}x; "
        f"{met} reach it"
    )


def run_libavoid(sops: list[list[Problem]]) -> tuple[Drawn, list[float]]:
    """The same pages through the node script; its own time, without starting node and passing JSON."""
    pages = [_as_json(page) for sop_pages in sops for page in sop_pages]
    job = json.dumps({"width": X_PITCH, "height": Y_PITCH, "pages": pages})
    answer = subprocess.run(["node", LIBAVOID], input=job, capture_output=True, text=True, check=True).stdout
    results = iter(json.loads(answer))
    drawn, seconds = [], []
    for sop_pages in sops:
        parts = [next(results) for _ in sop_pages]
        seconds.append(sum(part["ms"] for part in parts) / 1000)
        drawn.append([_as_routes(page, part["paths"]) for page, part in zip(sop_pages, parts, strict=True)])
    return drawn, seconds


def _as_json(page: Problem) -> dict[str, object]:
    symbols = sorted(page.symbols)
    number = {spot: i for i, spot in enumerate(symbols)}
    places = [[x * X_PITCH, y * Y_PITCH] for x, y in map(center, symbols)]
    return {"symbols": places, "nets": [[number[net.source], number[net.target]] for net in page.nets]}


def _as_routes(page: Problem, paths: list[list[list[float]]]) -> tuple[Route, ...]:
    """libavoid's corners as keys, from centre to centre, without points on straight stretches."""
    routes = []
    for net, path in zip(page.nets, paths, strict=True):
        inner = [(x / X_PITCH, y / Y_PITCH) for x, y in path]
        points = [center(net.source), *inner, center(net.target)]
        corners = points[:1]
        for before, here, after in zip(points, points[1:], points[2:], strict=False):
            if here != corners[-1] and not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1]):
                corners.append(here)
        routes.append(route_through([*corners, points[-1]]))
    return tuple(routes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sops", type=int, default=40)
    parser.add_argument("--small", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    sops = [sop(rng) for _ in range(args.sops)]
    arrows = sum(len(page.nets) for pages in sops for page in pages)
    print(f"{len(sops)} SOPs, {sum(map(len, sops))} pages, {arrows} arrows")
    report_small(random.Random(args.seed), args.small)
    own = report(OWN, sops, *run_own(sops))
    if not shutil.which("node") or not (LIBAVOID.parent / "node_modules" / "libavoid-js").is_dir():
        print("libavoid is not installed: not compared")
    else:
        other = report("libavoid", sops, *run_libavoid(sops))
        ratios = (f"{key} {own[key] / other[key]:.3g}" for key in own if other[key])
        print(f"{'ratio':10}", "  ".join(ratios))


if __name__ == "__main__":
    main()
