"""From symbols and links to the flow: which symbol stands in which row and lane, which arrow leads from which to which.

Pentagons are bridged: an arrow into one and an arrow out of its partner are one arrow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from sopgen.flow import outcomes_to
from sopgen.importing.doubts import Doubt, Ledger, Note
from sopgen.importing.ends import Link, links_of, unit_of
from sopgen.importing.labels import YES, is_answer, opposite, shared_out
from sopgen.importing.page import (
    Box,
    Ignored,
    Outline,
    Page,
    Picture,
    Stroke,
    TextBox,
    around,
    overlap,
    segment_distance,
)
from sopgen.importing.pentagons import bridged
from sopgen.importing.symbols import Symbol, name_of, note_on
from sopgen.importing.table import Row, Table
from sopgen.model import END
from sopgen.scene.symbols import SymbolKind

WELL_INSIDE = 0.7
"""share of a symbol that must stand in its lane and row to be sure of them"""
SMALL = 0.6
"""share of the usual height and width under which a rectangle is no symbol"""
MARGIN = 30.0
"""mm above and below the table where pentagons and capsules may stand"""


@dataclass(frozen=True, slots=True)
class Graph:
    """The flow as it was read."""

    symbols: dict[str, Symbol]
    """id of the outline -> symbol, in the order of rows, then lanes, then height"""
    arrows: tuple[Link, ...]
    notes: tuple[Note, ...]


def graph_of(table: Table, ledger: Ledger) -> Graph:
    """The flow that is drawn in a table's lanes."""
    return _Reader(table, ledger).graph()


class _Reader:
    """Reads the flow of one table, page by page."""

    def __init__(self, table: Table, ledger: Ledger) -> None:
        self.table, self.ledger = table, ledger
        self.notes: list[Note] = []
        self.symbols: dict[str, Symbol] = {}
        """id of an outline -> its symbol"""
        self.x0, self.x1 = table.columns.body

    def graph(self) -> Graph:
        links = [link for page in self.table.pages for link in self._links(page)]
        arrows = bridged(links, self.symbols, self.table, self.notes)
        placed = sorted(self.symbols.values(), key=lambda s: (s.row, s.lane, s.outline.box.y0))
        kept = {s.outline.id: s for s in placed if s.kind is not SymbolKind.OFF_PAGE}
        self._answer(kept, arrows)
        return Graph(dict(self._with_kinds(kept, arrows)), tuple(arrows), tuple(self.notes))

    def _links(self, page: Page) -> list[Link]:
        """The links that one page draws, labelled; its symbols are known then."""
        rows = [row for row in self.table.rows if row.page is page]
        outlines, texts = self._in_lanes(page, rows[0].y0, rows[-1].y1)
        for outline in outlines:
            self.symbols[outline.id] = self._placed(outline, page)
            self.ledger.use(outline.id)
        unit = unit_of(outlines)
        links = links_of(outlines, self._outside(outlines, page.strokes))
        links += self._picture_links(page, rows, outlines, links)
        single = self._single(links, unit)
        links = [self._directed(link, single) for link in single]
        links, taken, doubtful = shared_out(links, {o.id: o for o in outlines}, texts, unit)
        self.ledger.use(*taken, *(id for link in links for id in link.strokes))
        for i in sorted(doubtful):
            self._tell(links[i], Doubt.LABEL_FAR)
        for link in links:
            if link.doubt:
                self._tell(link, link.doubt)
        return links

    def _tell(self, link: Link, doubt: Doubt) -> None:
        source, target = self.symbols[link.source], self.symbols[link.target]
        chosen = f"{name_of(source, self.table)} → {name_of(target, self.table)}"
        other = self.symbols.get(link.otherwise)
        otherwise = "arah sebaliknya" if doubt is Doubt.DIRECTION else name_of(other, self.table) if other else ""
        if doubt in (Doubt.LABEL_FAR, Doubt.LABEL_INFERRED):
            chosen, otherwise = f"{chosen} ({link.label})", ""
        self.notes.append(Note(doubt, source.page, around(link.path), chosen, otherwise, source.row))

    # symbols

    def _in_lanes(self, page: Page, y0: float, y1: float) -> tuple[list[Outline], list[TextBox]]:
        """The outlines that are symbols of this table, and the free texts among them."""
        width = min(lane.x1 - lane.x0 for lane in self.table.columns.lanes)
        outlines, texts = [], []
        for outline in page.outlines:
            margin = MARGIN if outline.kind in (SymbolKind.OFF_PAGE, SymbolKind.TERMINATOR) else 2.0
            if not self._stands(outline.box, y0 - margin, y1 + margin):
                continue
            is_box = outline.kind is SymbolKind.PROCESS
            label = is_box and (is_answer(outline.text) or _is_small(outline, page.outlines))
            holds = any(o is not outline and outline.box.holds(o.box.center) for o in page.outlines)
            frame = holds and (is_box or outline.kind is None) and outline.box.width > 0.8 * width
            if label and outline.text:
                texts.append(TextBox(outline.id, outline.box, outline.text))
            elif label or frame:
                self.ledger.ignore(Ignored.RULE, outline.id)
            else:
                outlines.append(outline)
        texts += [t for t in page.texts if self._stands(t.box, y0 - MARGIN, y1 + MARGIN)]
        for cell in page.cells:
            inside = self.x0 - 1 <= cell.box.x0 and cell.box.x1 <= self.x1 + 1 and y0 - 1 <= cell.box.y0 < y1
            if cell.text and inside and cell.id not in self.ledger.used:
                texts.append(TextBox(cell.id, cell.box, cell.text))
        return self._with_texts(outlines, texts)

    def _stands(self, box: Box, y0: float, y1: float) -> bool:
        x, y = box.center
        return self.x0 - 2 <= x <= self.x1 + 2 and y0 <= y <= y1

    def _with_texts(self, outlines: Sequence[Outline], texts: Sequence[TextBox]) -> tuple[list[Outline], list[TextBox]]:
        """A text that stands in a symbol is the symbol's; the others are free."""
        inside: dict[str, list[str]] = defaultdict(list)
        free = []
        for text in texts:
            holder = next((o for o in outlines if o.id != text.id and _stands_in(text, o)), None)
            if holder:
                inside[holder.id].append(text.text)
                self.ledger.use(text.id)
            else:
                free.append(text)
        return [replace(o, text=" ".join([o.text, *inside[o.id]]).strip()) for o in outlines], free

    def _placed(self, outline: Outline, page: Page) -> Symbol:
        """The symbol of an outline: in the row and lane that hold most of it."""
        box, rows = outline.box, self.table.rows
        in_lanes = [overlap(box.x0, box.x1, lane.x0, lane.x1) / (box.width or 1) for lane in self.table.columns.lanes]
        here = [i for i, row in enumerate(rows) if row.page is page]
        in_rows = {i: overlap(box.y0, box.y1, rows[i].y0, rows[i].y1) / (box.height or 1) for i in here}
        lanes = sorted(range(len(in_lanes)), key=lambda i: -in_lanes[i])
        # above or below the table: the nearest row of the page
        near = sorted(here, key=lambda i: (-in_rows[i], abs(rows[i].box.center[1] - box.center[1])))
        symbol = Symbol(outline, page, near[0], lanes[0], outline.kind or SymbolKind.PROCESS)
        if outline.kind is None:
            self.notes.append(note_on(Doubt.FORM, symbol, self.table))
        elif symbol.kind is not SymbolKind.OFF_PAGE and min(in_lanes[lanes[0]], in_rows[near[0]]) < WELL_INSIDE:
            other = replace(symbol, row=near[:2][-1])
            if in_lanes[lanes[0]] < WELL_INSIDE:
                other = replace(symbol, lane=lanes[:2][-1])
            self.notes.append(note_on(Doubt.SKEWED, symbol, self.table, name_of(other, self.table)))
        return symbol

    # lines

    def _picture_links(
        self, page: Page, rows: Sequence[Row], outlines: Sequence[Outline], links: Sequence[Link]
    ) -> list[Link]:
        """A picture that reaches from one symbol to another stands for an arrow; which way it leads is a guess."""
        reach = 0.7 * unit_of(outlines)
        joined = {(link.source, link.target) for link in links}
        found = []
        for picture in page.pictures:
            x, y = picture.box.center
            if not (self.x0 <= x <= self.x1 and rows[0].y0 - 2 <= y <= rows[-1].y1 + 2):
                continue
            near = sorted(_touched(picture, outlines, reach), key=lambda o: (round(o.box.center[1]), o.box.x0))
            if len(near) == 2 and (near[0].id, near[1].id) not in joined:
                first, last = near
                path = (first.box.center, picture.box.center, last.box.center)
                found.append(Link(first.id, last.id, path, (picture.id,), Doubt.FROM_PICTURE))
                joined.add((first.id, last.id))
            elif len(near) == 2 or max(picture.box.width, picture.box.height) < 14:
                self.ledger.ignore(Ignored.RULE, picture.id)  # the white ground of a label, or an arrow head
        return found

    def _outside(self, outlines: Sequence[Outline], strokes: Sequence[Stroke]) -> list[Stroke]:
        """The lines that are not part of a symbol's own drawing."""
        boxes = [outline.box.grown(0.6) for outline in outlines]
        inner = [s.id for s in strokes if any(b.holds(s.box[:2]) and b.holds(s.box[2:]) for b in boxes)]
        self.ledger.ignore(Ignored.DOUBLE, *inner)
        return [s for s in strokes if s.id not in inner]

    def _single(self, links: Sequence[Link], unit: float) -> list[Link]:
        """Each pair of symbols once: the surer of two links stays, and a plain line along an arrow goes. Only a diamond
        may lead to one symbol by two branches. What only another link drew as well is drawn twice; a line that no
        link keeps is left over, and listed."""
        kept: list[Link] = []
        for link in sorted(links, key=lambda link: (link.joint, link.doubt is not None)):
            pair = {link.source, link.target}
            alike = [k for k in kept if {k.source, k.target} == pair]
            beside = [k for k in alike if (_runs_along(link, k, unit) if link.joint else k.source == link.source)]
            shared = any(set(k.strokes) & set(link.strokes) for k in beside)
            branches = self.symbols[link.source].kind is SymbolKind.DECISION and not link.joint and not shared
            if not beside or branches:
                kept.append(link)
            elif not shared:
                self.ledger.ignore(Ignored.DOUBLE, *link.strokes)
        return kept

    def _directed(self, link: Link, links: Sequence[Link]) -> Link:
        """A plain line within one row joins those who act jointly, unless the flow enters by one of them and leaves by
        the other, or it is all that leads to or from a capsule; any other is an arrow whose direction is guessed: down
        and to the right, or against the arrow that leads so already. Where there are such arrows without a head, those
        who act jointly are a guess too."""
        if not link.joint:
            return link
        a, b = self.symbols[link.source], self.symbols[link.target]
        into = {other.target for other in links if not other.joint}
        out = {other.source for other in links if not other.joint}
        ends = Counter(id for other in links for id in (other.source, other.target))
        lone = [s for s in (a, b) if s.kind is SymbolKind.TERMINATOR and ends[s.outline.id] == 1]
        passes = [s for s in (a, b) if s.outline.id in into - out and {a.outline.id, b.outline.id} & (out - into)]
        turned = replace(link, source=link.target, target=link.source, path=link.path[::-1])
        if a.row == b.row and a.lane != b.lane and SymbolKind.OFF_PAGE not in (a.kind, b.kind):
            if len(lone) == 1:
                forward = (lone[0] is a) == (a.row == min(s.row for s in self.symbols.values()))
            elif passes:
                forward = passes[0] is a
            else:
                plain = any(k.joint and self.symbols[k.source].row != self.symbols[k.target].row for k in links)
                return replace(link if a.lane < b.lane else turned, doubt=Doubt.JOINT if plain else link.doubt)
        else:
            forward = (a.row, a.outline.box.y0, a.lane) <= (b.row, b.outline.box.y0, b.lane)
            first, last = (link.source, link.target) if forward else (link.target, link.source)
            forward ^= any((k.source, k.target) == (first, last) for k in links if not k.joint)
        found = link if forward else turned
        return replace(found, joint=False, doubt=Doubt.DIRECTION)

    # decisions and capsules

    def _answer(self, symbols: Mapping[str, Symbol], arrows: list[Link]) -> None:
        """Give the branches of decisions the labels that they lack: what stands in the diamond, or the opposite of the
        one that is there."""
        for source, symbol in symbols.items():
            if symbol.kind is not SymbolKind.DECISION:
                continue
            ways = [i for i, arrow in enumerate(arrows) if arrow.source == source and not arrow.joint]
            for i in ways:
                arrows[i] = replace(arrows[i], label=self._shared_label(symbols, arrows, i, ways))
            bare = sorted((i for i in ways if not arrows[i].label), key=lambda i: (-symbols[arrows[i].target].row, i))
            if bare and is_answer(symbol.text):
                pick = bare[0] if YES.fullmatch(symbol.text) else bare[:2][-1]
                arrows[pick] = replace(arrows[pick], label=symbol.text)
                bare.remove(pick)
            if len(ways) < 2:
                self.notes.append(note_on(Doubt.ONE_EXIT if ways else Doubt.NO_EXIT, symbol, self.table))
            known = {i: arrows[i].label for i in ways if arrows[i].label}
            goals = {i: symbols[arrows[i].target].row for i in ways}
            for i, label in _missing(bare, known, goals):
                arrows[i] = replace(arrows[i], label=label)
                self._tell(arrows[i], Doubt.LABEL_INFERRED)

    def _shared_label(self, symbols: Mapping[str, Symbol], arrows: Sequence[Link], i: int, ways: Sequence[int]) -> str:
        """The label of an arrow: where it has none, the one beside it that says what leads to its target too."""
        target = symbols[arrows[i].target]
        places = [self.table.number(target.row), *([END] if target.kind is SymbolKind.TERMINATOR else [])]
        said = (
            arrows[k].label for k in ways if any(outcomes_to(at, arrows[k].label) != [arrows[k].label] for at in places)
        )
        return arrows[i].label or next(said, "")

    def _with_kinds(self, symbols: Mapping[str, Symbol], arrows: Sequence[Link]) -> Iterator[tuple[str, Symbol]]:
        """Capsules in mid-flow are boxes: the form has them only where the flow begins or ends. They are told, unless
        most symbols of this SOP are drawn so."""
        entered = {arrow.target for arrow in arrows if not arrow.joint}
        left = {arrow.source for arrow in arrows if not arrow.joint}
        top = min((s.row for s in symbols.values()), default=0)
        middle = [i for i, s in symbols.items() if i in entered and i in left and s.row > top]
        rounded = [i for i in middle if symbols[i].kind is SymbolKind.TERMINATOR]
        usual = len(rounded) > 2 and len(rounded) * 2 > len(middle)
        for i, symbol in symbols.items():
            if i in rounded and not usual:
                self.notes.append(note_on(Doubt.MID_TERMINATOR, symbol, self.table))
            is_box = i in rounded or (symbol.kind is SymbolKind.DECISION and i not in left)
            yield i, replace(symbol, kind=SymbolKind.PROCESS) if is_box else symbol


def _runs_along(link: Link, other: Link, unit: float) -> bool:
    """Whether the corners of a link all lie near another."""
    return all(min(segment_distance(spot, a, b) for a, b in pairwise(other.path)) <= unit for spot in link.path)


def _is_small(outline: Outline, outlines: Sequence[Outline]) -> bool:
    """Whether a rectangle is much smaller than most: the frame of a label, or an empty one."""
    boxes = [o.box for o in outlines if o.kind in (SymbolKind.PROCESS, SymbolKind.TERMINATOR)]
    height, width = median(b.height for b in boxes), median(b.width for b in boxes)
    return outline.box.height < SMALL * height and outline.box.width < SMALL * width


def _stands_in(text: TextBox, outline: Outline) -> bool:
    """Whether a text's middle stands in a symbol; in the middle half of a diamond (its labels are near), unless it
    asks."""
    (x, y), (ox, oy), box = text.box.center, outline.box.center, outline.box
    if outline.kind is not SymbolKind.DECISION or text.text.endswith("?"):
        return box.holds((x, y))
    return abs(x - ox) < box.width / 4 and abs(y - oy) < box.height / 4


def _touched(picture: Picture, outlines: Sequence[Outline], reach: float) -> list[Outline]:
    """The symbols at the two far ends of a picture: of the line that it is, or at any corner."""
    x0, y0, x1, y1 = box = picture.box
    x, y = box.center
    if max(box.width, box.height) >= 6 > min(box.width, box.height):
        spots = [(x, y0), (x, y1)] if box.height >= box.width else [(x0, y), (x1, y)]
    else:
        spots = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
    nearest = (min((o.box.distance(spot), o.id, i) for i, o in enumerate(outlines)) for spot in spots if outlines)
    return [outlines[i] for i in dict.fromkeys(i for gap, _, i in nearest if gap <= reach)]


def _missing(bare: Sequence[int], known: Mapping[int, str], goals: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """(branch, its label) for each branch that has none; they come from the one that leads furthest on. `goals`: the
    row that each branch leads to. An outcome leads to all symbols of a row at once, under one label."""
    alike = {i: {label for k, label in known.items() if goals[k] == goals[i]} for i in bare}
    yield from ((i, next(iter(labels))) for i, labels in alike.items() if len(labels) == 1)
    left = [i for i in bare if len(alike[i]) != 1]
    said = list(dict.fromkeys(known.values()))
    if len(left) == len(said) == 1:
        yield left[0], opposite(said[0])
    elif not said and len(left) <= 2:
        yield from zip(left, ("Ya", "Tidak"), strict=False)
    else:
        yield from ((i, f"Cabang {n}") for n, i in enumerate(sorted(left), 1))
