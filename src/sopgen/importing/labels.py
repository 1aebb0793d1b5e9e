"""Which branch a label belongs to: all labels of a page are shared out over all exits of its decisions at once, each
exit at most one, so that the whole lies nearest."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sopgen.importing.ends import Link
from sopgen.importing.page import Box, Form, Outline, Point, TextBox

LONGEST = 40
"""characters of a text that may be a label"""
FAR = 4.0
"""symbol heights from a branch at which a text is no label of it"""
DOUBTFUL = 1.5
ALONG = 0.06
"""what each symbol height along a branch, away from its diamond, adds to a label's distance"""
YES = re.compile(r"(?i)y|ya|iya|yes|setuju|disetujui|lengkap|sesuai|benar|valid|layak|diterima|ok|oke|lulus")
NO = re.compile(r"(?i)t|tdk|tidak|no|belum|(tidak|tdk|belum) .*|ditolak|revisi|perbaikan|dikembalikan|kurang|salah")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The outcome of sharing out."""

    links: tuple[Link, ...]
    taken: frozenset[str]
    """ids of the texts that became labels"""
    doubtful: frozenset[int]
    """indices of links whose label another branch is nearly as near to"""


def is_answer(text: str) -> bool:
    """Whether a text is yes, no or one letter: what stands at a branch. `Setuju?` asks."""
    words = " ".join(text.split()).strip(" .:!()")
    return bool(YES.fullmatch(words) or NO.fullmatch(words) or re.fullmatch(r"[A-Za-z]", words))


def opposite(label: str) -> str:
    """What the other branch says, in the same manner: Tidak to Ya, t to y."""
    pairs = {"ya": "Tidak", "iya": "Tidak", "y": "T", "tidak": "Ya", "tdk": "Ya", "t": "Y", "yes": "No", "no": "Yes"}
    other = pairs.get(label.casefold())
    if other is None:
        return "Tidak" if YES.fullmatch(label) else "Ya"
    return other.upper() if label.isupper() and len(label) > 1 else other.lower() if label.islower() else other


def shared_out(
    links: Sequence[Link], outlines: Mapping[str, Outline], texts: Sequence[TextBox], unit: float
) -> Labelled:
    """The links with their labels; only branches of diamonds, and of symbols with several exits, have any."""
    exits: dict[str, list[int]] = defaultdict(list)
    for i, link in enumerate(links):
        exits[link.source].append(i)
    branches = [
        i
        for source, ways in exits.items()
        for i in ways
        if outlines[source].form is Form.DIAMOND or len({links[w].target for w in ways}) > 1
    ]
    labels = [t for t in texts if 0 < len(t.text) <= LONGEST]
    offers = []
    for n, text in enumerate(labels):
        for i in branches:
            price = _price(text, links[i], unit)
            if outlines[links[i].source].form is not Form.DIAMOND:
                price += 0.8 * unit
            if price <= FAR * unit:
                offers.append((price, n, i))
    chosen = _assignment(offers, links, labels)
    given = {i: n for n, i in chosen.items()}
    doubtful = set()
    for n, i in chosen.items():
        mine = next(price for price, m, k in offers if (m, k) == (n, i))
        rivals = [
            p for p, m, k in offers if m == n and k != i and k not in given and links[k].source == links[i].source
        ]
        if mine > unit and rivals and min(rivals) <= DOUBTFUL * mine:
            doubtful.add(i)
    named = tuple(
        replace(link, label=" ".join(labels[given[i]].text.split())) if i in given else link
        for i, link in enumerate(links)
    )
    return Labelled(named, frozenset(labels[n].id for n in chosen), frozenset(doubtful))


def _price(text: TextBox, link: Link, unit: float) -> float:
    """How far a text lies from a branch, and how far along it."""
    best, walked = math.inf, 0.0
    for a, b in pairwise(link.path):
        best = min(best, _box_gap(text.box, a, b) + ALONG * max(0.0, walked - unit))
        walked += math.dist(a, b)
    return best


def _box_gap(box: Box, a: Point, b: Point) -> float:
    """The distance between a box and a straight stretch, by samples a millimetre apart."""
    steps = max(1, int(math.dist(a, b)))
    return min(
        box.distance((a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps)) for k in range(steps + 1)
    )


def _assignment(
    offers: Sequence[tuple[float, int, int]], links: Sequence[Link], labels: Sequence[TextBox]
) -> dict[int, int]:
    """Label -> link: as many labels as can be placed, nearest first, then exchanged while that brings them nearer."""
    price = {(n, i): p for p, n, i in offers}
    chosen: dict[int, int] = {}

    def clash(n: int, i: int) -> bool:
        text = labels[n].text.casefold()
        return any(
            links[k].source == links[i].source and labels[m].text.casefold() == text
            for m, k in chosen.items()
            if m != n
        )

    for _, n, i in sorted(offers):
        if n not in chosen and i not in chosen.values() and not clash(n, i):
            chosen[n] = i
    improved = True
    while improved:
        improved = False
        for n, i in sorted(chosen.items()):
            for m, k in sorted(chosen.items()):
                if (
                    n < m
                    and price.get((n, k), math.inf) + price.get((m, i), math.inf) < price[n, i] + price[m, k] - 1e-6
                ):
                    chosen[n], chosen[m] = k, i
                    improved = True
                    break
            free = [k for (m, k) in price if m == n and k not in chosen.values() and price[n, k] < price[n, i] - 1e-6]
            if not improved and free and not clash(n, min(free)):
                chosen[n] = min(free, key=lambda k: (price[n, k], k))
                improved = True
            if improved:
                break
    return chosen
