"""Bridges page breaks: an arrow into a pentagon and the arrow out of its partner are one arrow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.ends import Link
from sopgen.importing.symbols import Symbol, name_of
from sopgen.importing.table import Table
from sopgen.scene.symbols import SymbolKind

Spot = tuple[int, float, float]
"""(page, y, x) of a pentagon: the order in which a reader meets them"""


def bridged(links: Sequence[Link], symbols: Mapping[str, Symbol], table: Table, notes: list[Note]) -> list[Link]:
    """The links, those over a page break joined. Pentagons without a partner are told, and so are guessed ones."""
    order = {page: i for i, page in enumerate(table.pages)}
    spots = {
        id: (order[s.page], s.outline.box.y0, s.outline.box.x0)
        for id, s in symbols.items()
        if s.kind is SymbolKind.OFF_PAGE
    }
    into = [link for link in links if link.target in spots and link.source not in spots]
    whole = [link for link in links if link.target not in spots and link.source not in spots]
    out: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.source in spots and link.target not in spots:
            out[link.source].append(link)
    entries = sorted(out, key=lambda id: spots[id])
    exits = sorted({link.target for link in into}, key=lambda id: spots[id])
    partner, guessed = _partners(exits, entries, symbols, spots)
    for link in into:
        leaving, source = symbols[link.target], symbols[link.source]
        goals = out[link.target] or out.get(partner.get(link.target, ""), [])
        name = name_of(source, table)
        if not goals:
            notes.append(Note(Doubt.PENTAGON_ALONE, leaving.page, leaving.outline.box, name, row=source.row))
        for goal in goals:
            is_guess = link.target in guessed
            doubt = Doubt.PENTAGON if is_guess else link.doubt or goal.doubt
            whole.append(replace(link, target=goal.target, doubt=doubt, joint=False))
            if is_guess:
                chosen = f"{name} → {name_of(symbols[goal.target], table)}"
                notes.append(Note(Doubt.PENTAGON, leaving.page, leaving.outline.box, chosen, row=source.row))
    for id in entries:
        if id not in partner.values() and id not in exits:
            entered, at = symbols[out[id][0].target], symbols[id]
            notes.append(Note(Doubt.PENTAGON_ALONE, at.page, at.outline.box, name_of(entered, table), row=entered.row))
    return whole


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
