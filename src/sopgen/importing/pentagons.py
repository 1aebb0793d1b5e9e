"""Bridges page breaks: an arrow into a pentagon and the arrow out of its partner are one arrow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.ends import Link
from sopgen.importing.page import Page
from sopgen.importing.symbols import Symbol, name_of
from sopgen.importing.table import Table
from sopgen.scene.symbols import SymbolKind

Spot = tuple[int, float, float]
"""(page, y, x) of a pentagon: the order in which a reader meets them"""


class Way(NamedTuple):
    """A link on its page."""

    link: Link
    page: Page


def bridged(ways: Sequence[Way], symbols: Mapping[str, Symbol], table: Table, notes: list[Note]) -> list[Way]:
    """The links, those over a page break joined. Pentagons without a partner are told, and so are guessed ones."""
    into, out, whole = _sorted_out(ways, symbols)
    order = {page: i for i, page in enumerate(table.pages)}
    spots = {
        id: (order[s.page], s.outline.box.y0, s.outline.box.x0)
        for id, s in symbols.items()
        if s.kind is SymbolKind.OFF_PAGE
    }
    entries = sorted(out, key=lambda id: spots[id])
    exits = sorted({way.link.target for way in into}, key=lambda id: spots[id])
    partner, guessed = _partners(exits, entries, symbols, spots)
    for way in into:
        leaving, source = symbols[way.link.target], symbols[way.link.source]
        goals = out[way.link.target] or out.get(partner.get(way.link.target, ""), [])
        name = name_of(source, table)
        if not goals:
            notes.append(Note(Doubt.PENTAGON_ALONE, leaving.page, leaving.outline.box, name, row=source.row))
        for goal in goals:
            is_guess = way.link.target in guessed
            doubt = Doubt.PENTAGON if is_guess else way.link.doubt or goal.link.doubt
            whole.append(Way(replace(way.link, target=goal.link.target, doubt=doubt, plain=False), way.page))
            if is_guess:
                chosen = f"{name} → {name_of(symbols[goal.link.target], table)}"
                notes.append(Note(Doubt.PENTAGON, way.page, leaving.outline.box, chosen, row=source.row))
    for id in entries:
        if id not in partner.values() and id not in exits:
            entered, at = symbols[out[id][0].link.target], symbols[id]
            notes.append(Note(Doubt.PENTAGON_ALONE, at.page, at.outline.box, name_of(entered, table), row=entered.row))
    return whole


def _sorted_out(
    ways: Sequence[Way], symbols: Mapping[str, Symbol]
) -> tuple[list[Way], dict[str, list[Way]], list[Way]]:
    """(links into pentagons, those out of each pentagon, all others)."""
    into: list[Way] = []
    out: dict[str, list[Way]] = defaultdict(list)
    others: list[Way] = []
    for way in ways:
        leaves = symbols[way.link.source].kind is SymbolKind.OFF_PAGE
        enters = symbols[way.link.target].kind is SymbolKind.OFF_PAGE
        if enters and not leaves:
            into.append(way)
        elif leaves and not enters:
            out[way.link.source].append(way)
        elif not leaves:
            others.append(way)
    return into, out, others


def _partners(
    exits: Sequence[str], entries: Sequence[str], symbols: Mapping[str, Symbol], spots: Mapping[str, Spot]
) -> tuple[dict[str, str], set[str]]:
    """(pentagon that is entered -> the one the flow goes on from, those of the first that are guesses): by its letter,
    else the nearest in lane on the next page that has any."""
    partner: dict[str, str] = {}
    guessed: set[str] = set()
    for id in exits:
        letter = symbols[id].text.casefold()
        alike = [e for e in entries if letter and symbols[e].text.casefold() == letter]
        if after := [e for e in alike if spots[e] > spots[id]] or alike:
            partner[id] = after[0]
    free = [e for e in entries if e not in partner.values()]
    for id in exits:
        below = [e for e in free if spots[e] > spots[id]]
        if id in partner or not below:
            continue
        page = min(spots[e][0] for e in below)
        near = [e for e in below if spots[e][0] == page]
        nearest = min(near, key=lambda e: (abs(symbols[e].lane - symbols[id].lane), spots[e]))
        if len(near) > 1 or symbols[id].text or symbols[nearest].text:
            guessed.add(id)
        partner[id] = nearest
        free.remove(nearest)
    return partner, guessed
