"""Tracks of one channel: who may share a line, and where the lines lie."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sopgen.layout.routing import Problem
from sopgen.layout.routing.segments import route_through
from sopgen.layout.routing.tracks import MAX_SPREAD, TRACK_PITCH, levels, spread, tracks

span = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: (float(min(p)), float(max(p))))
channels = st.dictionaries(st.integers(0, 30).map(float), st.lists(span, min_size=1, max_size=3), max_size=8)


@given(channels)
def test_tracks_that_meet_keep_their_order(channel: dict[float, list[tuple[float, float]]]) -> None:
    level = levels(channel)
    for a, spans_a in channel.items():
        for b, spans_b in channel.items():
            meet = any(p[0] <= q[1] and q[0] <= p[1] for p in spans_a for q in spans_b)
            if a < b and meet:
                assert level[a] < level[b]


def test_arrows_that_turn_away_from_each_other_in_one_place_keep_tracks_of_their_own() -> None:
    """One comes from the left and turns up, one from the right and turns down: neither lies beside the other."""
    left_up = route_through([(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 3.0)])
    right_down = route_through([(5.0, 3.0), (5.0, 2.2), (2.2, 2.2), (2.2, 5.0), (3.0, 5.0)])
    beside_lanes, _ = tracks(Problem(3, 3, frozenset(), ()), [left_up, right_down])
    assert levels(beside_lanes[1]) == {2.0: 0, 2.2: 1}


def test_tracks_that_do_not_meet_share_a_level() -> None:
    assert levels({0.1: [(0, 1)], 0.2: [(2, 3)], 0.3: [(1, 2)]}) == {0.1: 0, 0.2: 0, 0.3: 1}


@given(st.integers(1, 10), st.integers(0, 500), st.integers(0, 200))
def test_spread_keeps_arrows_apart(count: int, start: int, spare: int) -> None:
    places = spread(count, start, start + count * TRACK_PITCH + spare)
    gaps = [b - a for a, b in itertools.pairwise(places)]
    assert all(TRACK_PITCH - 1 <= gap <= MAX_SPREAD + 1 for gap in gaps)
    assert start <= places[0]
    assert places[-1] <= start + count * TRACK_PITCH + spare
