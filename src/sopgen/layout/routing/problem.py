"""What the router is given and what it gives back, in grid terms: bands, lanes, channels and tracks, no pixels.

Vertical lines have an x key, horizontal lines a y key. Lane l's centre line has the key 2l + 1; the channel (gap)
left of lane l lies around 2l and holds any number of tracks, whose keys keep their order. Rows of symbols are called
bands, with the same keys: centre line 2b + 1, the channel above it around 2b.

      x:   0    1    2    3    4
           |  lane0  |  lane1  |        | = channel with its tracks
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sopgen.diagnostics import SopgenBug
from sopgen.scene.geometry import Side

Spot = tuple[int, int]
"""(band, lane) of a symbol"""
Key = tuple[float, float]
"""(x key, y key) of a corner"""


class Net(NamedTuple):
    """One arrow to route."""

    source: Spot
    target: Spot
    outcome: str = ""
    """arrows of one outcome may share their first stretch"""
    joint: bool = False
    """a plain straight line between neighbours in one band"""
    wishes: tuple[float, ...] = ()
    """of an arrow that waits for its pentagon: by side of its symbol, how many bends it would have there, or less than
    one for a mere liking; its other end is no spot of the page"""


@dataclass(frozen=True, slots=True)
class Problem:
    bands: int
    lanes: int
    symbols: frozenset[Spot]
    nets: tuple[Net, ...]


class Route(NamedTuple):
    """Corners of one arrow from the centre of its source to the centre of its target, with the sides it uses."""

    corners: tuple[Key, ...]
    start_side: Side
    end_side: Side

    @property
    def bends(self) -> int:
        return len(self.corners) - 2

    def side(self, end: int) -> Side:
        """At its source (0) or target (1)."""
        return self.end_side if end else self.start_side


class Unroutable(SopgenBug):
    """A symbol has fewer sides than kinds of arrows, which a traced flow never has, or its arrows find no way."""


Group = tuple[str, object]
"""arrows that may share a side of a symbol"""


def center(spot: Spot) -> Key:
    return 2.0 * spot[1] + 1, 2.0 * spot[0] + 1


def leaving(net: Net) -> Group:
    """The group of an arrow at its source: those of the same outcome."""
    return ("joint", net) if net.joint else ("out", (net.source, net.outcome))


def entering(net: Net) -> Group:
    """The group of an arrow at its target: all that go there."""
    return ("joint", net) if net.joint else ("in", net.target)
