"""Pairs what belongs together in two versions: rows, lanes, entries of boxes.

In layers, each among what the stricter ones left: equal ids; equal texts; likeness of words, best first; and between
two pairs, where little else can be meant, a looser likeness. All of it is the same with the versions exchanged.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import NamedTuple
from zlib import crc32

ALIKE, BETWEEN = 0.5, 0.3
"""least likeness of a pair; and of one between two pairs"""
COMPARED, LEAST_NEAR, MANY = 250_000, 20, 10_000
"""about how many pairs are compared at most, among how many neighbours on either side at least; and from how many pairs
that are equally alike the nearest are taken, whatever their neighbours"""
_WORD = re.compile(r"\w+")


class Item(NamedTuple):
    """Something to pair."""

    id: str = ""
    """its own name, if it has one"""
    text: str = ""
    """what makes it what it is"""
    more: str = ""
    """what else it says; counts a quarter"""
    kind: tuple[object, ...] = ()
    """what two must share to be taken for one where nothing else is left"""


class Pair(NamedTuple):
    before: int
    after: int
    moved: bool = False
    """stands in another order among the others"""


@lru_cache(maxsize=1 << 12)
def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of words that two texts have in common, 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def paired(before: Sequence[Item], after: Sequence[Item], loose: bool = True) -> tuple[Pair, ...]:
    """The pairs in the order of the first version, those that moved marked. `loose`: also what is little alike, where a
    gap between two pairs leaves hardly another choice."""
    pairing = Pairing(before, after)
    pairing.by_key(lambda item: item.id and item.text and (item.id, item.text))
    pairing.by_key(lambda item: item.id, BETWEEN)
    pairing.by_key(lambda item: item.text and (item.text, item.more, item.kind))
    pairing.by_key(lambda item: item.text)
    pairing.by_key(lambda item: item.id)  # all else about it is new
    pairing.by_likeness(range(len(before)), range(len(after)), ALIKE)
    if loose:
        pairing.between()
    return marked(pairing.partner, before, after)


def marked(partner: Mapping[int, int], before: Sequence[Item], after: Sequence[Item]) -> tuple[Pair, ...]:
    """The pairs in the order of the first version, with those that moved."""
    found = sorted(partner.items())
    weights = [sum(crc32(repr(item[:3]).encode()) for item in (before[i], after[j])) for i, j in found]
    still = _in_order([j for _, j in found], weights)
    return tuple(Pair(i, j, place not in still) for place, (i, j) in enumerate(found))


class Pairing:
    """The pairs found so far, layer by layer."""

    def __init__(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        self.before, self.after = before, after
        self.partner: dict[int, int] = {}
        self.taken: dict[int, int] = {}

    def join(self, i: int, j: int) -> None:
        self.partner[i], self.taken[j] = j, i

    def by_key(self, key: Callable[[Item], object], least: float = 0.0) -> None:
        """Pair those whose key no other on their side has, if they are at least so alike."""
        places: list[dict[object, list[int]]] = [{}, {}]
        for found, items, done in zip(places, (self.before, self.after), (self.partner, self.taken), strict=True):
            for index, item in enumerate(items):
                if index not in done and (name := key(item)):
                    found.setdefault(name, []).append(index)
        for name, here in places[0].items():
            there = places[1].get(name, [])
            if len(here) == len(there) == 1 and (not least or self.likeness(here[0], there[0]) >= least):
                self.join(here[0], there[0])

    def likeness(self, i: int, j: int) -> float:
        one, other = self.before[i], self.after[j]
        more = likeness(words(one.more), words(other.more))
        return 0.75 * likeness(words(one.text), words(other.text)) + 0.25 * more

    def by_likeness(self, olds: Sequence[int], news: Sequence[int], least: float) -> None:
        """The most alike first; of those equally alike, that with most neighbours paired, then the nearest. Of very
        many only those are compared that stand near each other, so that no file takes minutes."""
        olds = [i for i in olds if i not in self.partner]
        news = [j for j in news if j not in self.taken]
        near = max(LEAST_NEAR, COMPARED // max(len(olds), len(news), 1))
        close = ((i, j) for place, i in enumerate(olds) for j in news[max(0, place - near) : place + near + 1])
        scores = ((round(self.likeness(i, j), 6), i, j) for i, j in close)
        ranked = sorted((entry for entry in scores if entry[0] >= least), key=lambda entry: -entry[0])
        for _, group in groupby(ranked, key=lambda entry: entry[0]):
            equal = sorted(((i, j) for _, i, j in group), key=lambda pair: (abs(pair[0] - pair[1]), sum(pair)))
            if len(equal) > MANY:
                for i, j in equal:
                    if i not in self.partner and j not in self.taken:
                        self.join(i, j)
            while equal := [(i, j) for i, j in equal if i not in self.partner and j not in self.taken]:
                neighbours = [sum(self.partner.get(i + step) == j + step for step in (-1, 1)) for i, j in equal]
                self.join(*equal[neighbours.index(max(neighbours))])

    def between(self) -> None:
        """In the gap between two pairs that follow each other on both sides: a looser likeness, or the last two left
        where they are of one kind."""
        for olds, news in list(self._gaps()):
            self.by_likeness(olds, news, BETWEEN)
            last = [i for i in olds if i not in self.partner], [j for j in news if j not in self.taken]
            if len(last[0]) == len(last[1]) == 1 and self.before[last[0][0]].kind == self.after[last[1][0]].kind:
                self.join(last[0][0], last[1][0])

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is left between pairs: each run of unpaired items on the one side with that on the other."""
        ends = {-1: -1, **self.partner, len(self.before): len(self.after)}
        for i, j in sorted(ends.items())[:-1]:
            olds = [*takewhile(lambda i: i not in self.partner, range(i + 1, len(self.before)))]
            news = [*takewhile(lambda j: j not in self.taken, range(j + 1, len(self.after)))]
            if olds and news and ends.get(olds[-1] + 1) == news[-1] + 1:
                yield olds, news


def _in_order(targets: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The places of a longest run of increasing targets: what stayed where it was. Of several such runs one of heavy
    items: weights come from what the items say, so that what moved is the same with the versions exchanged, even where
    two neighbours changed places."""
    lowest: list[int] = []
    """the least target that ends a run of each length"""
    ranks: dict[int, list[int]] = defaultdict(list)
    for place, target in enumerate(targets):
        rank = bisect(lowest, target)
        lowest[rank : rank + 1] = [target]
        ranks[rank].append(place)
    still = list[int]()
    for rank in reversed(range(len(lowest))):
        before = (i for i in ranks[rank] if not still or (i < still[-1] and targets[i] < targets[still[-1]]))
        still.append(max(before, key=weights.__getitem__))
    return set(still)
