"""Which branch a label belongs to: all labels of a page are shared out over all exits of its decisions, the nearest
first, each exit at most one."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from sopgen.importing.ends import Link
from sopgen.importing.page import Outline, TextBox
from sopgen.scene.symbols import SymbolKind

LONGEST = 40
"""characters of a text that may be a label, but for one of several outcomes: `Tolak (ke 7) / Tunda (ke 9)`"""
FAR = 4.0
"""symbol heights from a branch at which a text is no label of it"""
DOUBTFUL = 1.5
"""times the distance at which a label lies also where it would not be this branch's"""
SURE = 0.3
"""symbol heights from a branch within which a label is its own all the same"""
ALONG = 0.06
"""what each symbol height along a branch, away from its diamond, adds to a label's distance"""
YES = re.compile(r"(?i)y|ya|iya|yes|setuju|disetujui|lengkap|sesuai|benar|valid|layak|diterima|ok|oke|lulus")
NO = re.compile(r"(?i)t|tdk|tidak|no|belum|(tidak|tdk|belum) .*|ditolak|revisi|perbaikan|dikembalikan|kurang|salah")


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
) -> tuple[list[Link], set[str], set[int]]:
    """(the links with their labels, ids of the texts that became labels, indices of links whose label another branch is
    nearly as near to). Only branches of diamonds, and of symbols with several exits, have any. Of all labels and
    branches the nearest pair comes first; no symbol has two branches of one label. Two branches of a symbol exchange
    their labels where both lie nearer then; it is doubtful where that would be nearly as near."""
    exits: dict[str, list[int]] = defaultdict(list)
    for i, link in enumerate(links):
        exits[link.source].append(i)
    labels = [t for t in texts if (0 < len(t.text) <= LONGEST or " (ke " in t.text) and t.text[-1] != "?"]
    prices: dict[tuple[int, int], float] = {}
    for i, link in enumerate(links):
        decides = outlines[link.source].kind is SymbolKind.DECISION
        several = len({links[k].target for k in exits[link.source]}) > 1
        for n, text in enumerate(labels) if decides or several else ():
            price = _price(text, link, unit) + (0 if decides else 0.8 * unit)
            if price <= FAR * unit and link.source in (text.of or (link.source,)):
                prices[n, i] = price
    given: dict[int, int] = {}
    for n, i in sorted(prices, key=lambda pair: (prices[pair], pair)):
        beside = {labels[given[k]].text.casefold() for k in exits[links[i].source] if k in given}
        if i not in given and n not in given.values() and labels[n].text.casefold() not in beside:
            given[i] = n
    prices |= {(-1, i): 0.0 for i in range(len(links))}  # no label
    doubtful: set[int] = set()
    for i, k in [pair for branches in exits.values() for pair in combinations(branches, 2)]:
        one, other = given.get(i, -1), given.get(k, -1)
        now = prices[one, i] + prices[other, k]
        turned = prices.get((one, k), math.inf) + prices.get((other, i), math.inf)
        if turned < now and min(one, other) >= 0:
            given[i], given[k], now, turned = other, one, turned, now
        if SURE * unit < now and turned <= DOUBTFUL * now:
            doubtful |= {i, k} & given.keys()
    said = {i: " ".join(labels[n].text.split()) for i, n in given.items()}
    named = [replace(link, label=said.get(i, link.label)) for i, link in enumerate(links)]
    return named, {labels[n].id for n in given.values()}, doubtful


def _price(text: TextBox, link: Link, unit: float) -> float:
    """How far a text lies from a branch, and how far along it."""
    best, walked = math.inf, 0.0
    for a, b in pairwise(link.path):
        best = min(best, text.box.gap_to(a, b) + ALONG * max(0.0, walked - unit))
        walked += math.dist(a, b)
    return best
