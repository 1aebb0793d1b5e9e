"""Random routing problems of every kind an SOP can hold, drawn from a random generator."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise

from sopgen.layout.routing import Net, Problem
from sopgen.layout.routing.problem import Spot, entering, leaving


def random_problem(rng: random.Random, most_bands: int = 40, most_lanes: int = 12) -> Problem:
    """A page with rows of one or more symbols, decisions, loops, skips and parallel flows; routable by construction."""
    bands, lanes = rng.randint(1, most_bands), rng.randint(1, most_lanes)
    several = rng.choice([0.0, 0.2, 0.5])
    rows = [_row(rng, band, lanes, several) for band in range(bands)]
    nets: list[Net] = []
    share, parallel, hub = rng.uniform(0.1, 0.6), rng.choice([0.0, 0.2]), rng.random() < 0.3
    for band, spots in enumerate(rows):
        leaves, enters = _inside(rng, spots, nets)
        source = rng.choice(leaves)
        onwards = rows[band + 1][0] if band + 1 < bands else None
        if band and rng.random() < share:
            for outcome in ("Ya", "Tidak", "Batal")[: rng.choice([2, 2, 2, 3])]:
                target = onwards if outcome == "Ya" else _elsewhere(rng, rows, band, hub)
                if target and target != source:
                    nets.append(Net(source, target, outcome))
        elif onwards:
            nets.append(Net(source, onwards))
            if rng.random() < parallel:
                nets += [Net(source, _elsewhere(rng, rows, band, hub)) for _ in range(rng.randint(1, 3))]
        if len(enters) > 1 and band:
            nets += [Net(rows[band - 1][-1], spot) for spot in enters]
    symbols = frozenset(spot for spots in rows for spot in spots)
    return Problem(bands, lanes, symbols, _routable(nets))


def _row(rng: random.Random, band: int, lanes: int, several: float) -> list[Spot]:
    """The symbols of one band, in the order the flow takes them."""
    count = rng.randint(1, min(4, lanes)) if rng.random() < several else 1
    return [(band, lane) for lane in rng.sample(range(lanes), count)]


def _inside(rng: random.Random, spots: list[Spot], nets: list[Net]) -> tuple[list[Spot], list[Spot]]:
    """Link the symbols of one band; where the flow leaves them, where it enters."""
    kind = rng.choice(["chain", "joint", "parallel"])
    if kind == "chain":
        nets += [Net(a, b) for a, b in pairwise(spots)]
        return spots[-1:], spots[:1]
    if kind == "joint":
        ordered = sorted(spots)
        nets += [Net(a, b, joint=True) for a, b in pairwise(ordered)]
        return spots[:1], spots[:1]
    return spots, spots


def _elsewhere(rng: random.Random, rows: list[list[Spot]], band: int, hub: bool) -> Spot:
    """Where a loop or a skip goes: mostly back, in some problems always to the same few rows."""
    if hub and rng.random() < 0.7:
        return rows[rng.randrange(min(2, len(rows)))][0]
    low, high = (max(0, band - 10), band) if rng.random() < 0.7 else (0, len(rows) - 1)
    return rng.choice(rows[rng.randint(low, high)])


def _routable(nets: list[Net]) -> tuple[Net, ...]:
    """Without doubles, loops on one symbol, and arrows that would need a fifth side."""
    groups: dict[Spot, set[object]] = defaultdict(set)
    kept: dict[tuple[Spot, Spot], Net] = {}
    for net in sorted(nets, key=lambda net: not net.joint):
        if net.source == net.target or (net.source, net.target) in kept:
            continue
        at_source, at_target = groups[net.source] | {leaving(net)}, groups[net.target] | {entering(net)}
        if len(at_source) <= 4 and len(at_target) <= 4:
            groups[net.source], groups[net.target] = at_source, at_target
            kept[net.source, net.target] = net
    return tuple(kept.values())
