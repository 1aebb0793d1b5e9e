"""From symbols and links to the flow: which symbol stands in which row and lane, which arrow leads from which to which.

Pentagons are bridged: an arrow into one and an arrow out of its partner are one arrow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from sopgen.importing.doubts import Confidence, Doubt, Ignored, Ledger, Note
from sopgen.importing.ends import Link, links_of, unit_of
from sopgen.importing.labels import YES, is_answer, opposite, shared_out
from sopgen.importing.page import Box, Form, Outline, Page, Picture, Point, Stroke, TextBox, around, overlap
from sopgen.importing.pentagons import Way, bridged
from sopgen.importing.symbols import Symbol, name_of
from sopgen.importing.table import Table
from sopgen.scene.symbols import SymbolKind

KINDS = {
    Form.RECTANGLE: SymbolKind.PROCESS,
    Form.ROUND: SymbolKind.TERMINATOR,
    Form.DIAMOND: SymbolKind.DECISION,
    Form.PENTAGON: SymbolKind.OFF_PAGE,
    Form.OTHER: SymbolKind.PROCESS,
}
WELL_INSIDE = 0.7
"""share of a symbol that must stand in its lane and row to be sure of them"""
SMALL = 0.6
"""share of the usual height and width under which a rectangle is no symbol"""
MARGIN = 30.0
"""mm above and below the table where pentagons and capsules may stand"""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow between symbols (indices into Graph.symbols), or the plain line of those who act jointly."""

    source: int
    target: int
    label: str
    joint: bool
    confidence: Confidence
    page: Page
    path: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The flow as it was read. Symbols are in the order of rows, then lanes, then height."""

    symbols: tuple[Symbol, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[Note, ...]


def graph_of(table: Table, ledger: Ledger) -> Graph:
    """The flow that is drawn in a table's lanes."""
    notes: list[Note] = []
    symbols: dict[str, Symbol] = {}
    ways: list[Way] = []
    for page in table.pages:
        outlines, texts = _in_lanes(page, table, ledger)
        for outline in outlines:
            symbols[outline.id], doubt = _placed(outline, page, table)
            ledger.use(outline.id)
            notes += [doubt] if doubt else []
        links = links_of(outlines, _outside(outlines, page.strokes, ledger))[0]
        links += _picture_links(page, table, outlines, links, ledger)
        links = _directed(_single(links, outlines, ledger), symbols)
        labelled = shared_out(links, {o.id: o for o in outlines}, texts, unit_of(outlines))
        ledger.use(*labelled.taken, *(id for link in links for id in link.strokes))
        notes += [_label_note(labelled.links[i], symbols, page, table) for i in sorted(labelled.doubtful)]
        notes += [_link_note(link, symbols, page, table) for link in labelled.links if link.doubt]
        ways += [Way(link, page) for link in labelled.links]
    whole = bridged(ways, symbols, table, notes)
    kept = [s for s in symbols.values() if s.kind is not SymbolKind.OFF_PAGE]
    kept.sort(key=lambda s: (s.row, s.lane, s.outline.box.y0))
    index = {s.outline.id: i for i, s in enumerate(kept)}
    arrows = [
        Arrow(
            index[w.link.source],
            index[w.link.target],
            w.link.label,
            w.link.plain,
            w.link.confidence,
            w.page,
            w.link.path,
        )
        for w in whole
    ]
    arrows = _with_answers(kept, arrows, table, notes)
    return Graph(tuple(_with_kinds(kept, arrows, table, notes)), tuple(arrows), tuple(notes))


def _in_lanes(page: Page, table: Table, ledger: Ledger) -> tuple[list[Outline], list[TextBox]]:
    """The outlines that are symbols of this table, and the free texts among them."""
    x0, x1 = table.columns.body
    rows = [row for row in table.rows if row.page is page]
    y0, y1 = rows[0].y0, rows[-1].y1
    width = min(lane.x1 - lane.x0 for lane in table.columns.lanes)
    outlines, texts = [], []
    for outline in page.outlines:
        x, y = outline.box.center
        margin = MARGIN if outline.form in (Form.PENTAGON, Form.ROUND) else 2.0
        if not (x0 - 2 <= x <= x1 + 2 and y0 - margin <= y <= y1 + margin):
            continue
        if outline.form is Form.RECTANGLE and is_answer(outline.text):
            texts.append(TextBox(outline.id, outline.box, outline.text))
        elif sum(o is not outline and outline.box.holds(o.box.center) for o in page.outlines) and (
            outline.form in (Form.RECTANGLE, Form.OTHER) and outline.box.width > 0.8 * width
        ):
            ledger.ignore(Ignored.RULE, outline.id)  # a frame round other symbols
        elif outline.form is Form.RECTANGLE and _is_frame(outline, page.outlines):
            if outline.text:
                texts.append(TextBox(outline.id, outline.box, outline.text))
            else:
                ledger.ignore(Ignored.RULE, outline.id)
        else:
            outlines.append(outline)
    free = [
        t for t in page.texts if x0 - 2 <= t.box.center[0] <= x1 + 2 and y0 - MARGIN <= t.box.center[1] <= y1 + MARGIN
    ]
    cells = [
        TextBox(c.id, c.box, c.text)
        for c in page.cells
        if c.text and c.id not in ledger.used and x0 - 1 <= c.box.x0 and c.box.x1 <= x1 + 1 and y0 - 1 <= c.box.y0 < y1
    ]
    return _with_texts(outlines, [*texts, *free, *cells], ledger)


def _is_frame(outline: Outline, outlines: Sequence[Outline]) -> bool:
    """Whether a rectangle is much smaller than most: the frame of a label, or an empty one."""
    boxes = [o.box for o in outlines if o.form in (Form.RECTANGLE, Form.ROUND)]
    height, width = median(b.height for b in boxes), median(b.width for b in boxes)
    return outline.box.height < SMALL * height and outline.box.width < SMALL * width


def _with_texts(
    outlines: Sequence[Outline], texts: Sequence[TextBox], ledger: Ledger
) -> tuple[list[Outline], list[TextBox]]:
    """A text that stands in a symbol is the symbol's; the others are free."""
    inside: dict[str, list[TextBox]] = defaultdict(list)
    free = []
    for text in texts:
        holder = next((o for o in outlines if o.id != text.id and _well_within(text.box, o)), None)
        if holder:
            inside[holder.id].append(text)
            ledger.use(text.id)
        else:
            free.append(text)
    named = [
        replace(o, text=" ".join([o.text, *(t.text for t in inside[o.id])]).strip()) if o.id in inside else o
        for o in outlines
    ]
    return named, free


def _well_within(box: Box, outline: Outline) -> bool:
    """Whether a text's middle stands in the middle half of a symbol."""
    (x, y), (ox, oy) = box.center, outline.box.center
    return abs(x - ox) < outline.box.width / 4 and abs(y - oy) < outline.box.height / 4


def _placed(outline: Outline, page: Page, table: Table) -> tuple[Symbol, Note | None]:
    """The symbol of an outline: in the row and lane that hold most of it."""
    box = outline.box
    lanes = [overlap(box.x0, box.x1, lane.x0, lane.x1) for lane in table.columns.lanes]
    rows = [overlap(box.y0, box.y1, row.y0, row.y1) if row.page is page else 0.0 for row in table.rows]
    lane = lanes.index(max(lanes))
    if max(rows) > 0:
        row = rows.index(max(rows))
    else:  # above or below the table: the nearest row of the page
        mine = [i for i, r in enumerate(table.rows) if r.page is page]
        row = min(mine, key=lambda i: abs((table.rows[i].y0 + table.rows[i].y1) / 2 - box.center[1]))
    symbol = Symbol(outline, page, row, lane, KINDS[outline.form])
    if symbol.kind is SymbolKind.OFF_PAGE:
        return symbol, None
    name = name_of(symbol, table)
    if outline.form is Form.OTHER:
        return symbol, Note(Doubt.FORM, page, box, name, row=row)
    in_lane, in_row = max(lanes) / (box.width or 1), max(rows) / (box.height or 1)
    if in_lane >= WELL_INSIDE and in_row >= WELL_INSIDE:
        return symbol, None
    if in_lane < WELL_INSIDE:
        second = max((i for i in range(len(lanes)) if i != lane), key=lambda i: lanes[i], default=lane)
        other = replace(symbol, lane=second)
    else:
        second = max((i for i in range(len(rows)) if i != row), key=lambda i: rows[i], default=row)
        other = replace(symbol, row=second)
    return symbol, Note(Doubt.SKEWED, page, box, name, name_of(other, table), row)


def _picture_links(
    page: Page, table: Table, outlines: Sequence[Outline], links: Sequence[Link], ledger: Ledger
) -> list[Link]:
    """A picture that reaches from one symbol to another stands for an arrow; which way it leads is a guess."""
    x0, x1 = table.columns.body
    rows = [row for row in table.rows if row.page is page]
    reach = 0.7 * unit_of(outlines)
    joined = {frozenset((link.source, link.target)) for link in links}
    found = []
    for picture in page.pictures:
        x, y = picture.box.center
        if not (x0 <= x <= x1 and rows[0].y0 - 2 <= y <= rows[-1].y1 + 2):
            continue
        near = sorted(_touched(picture, outlines, reach), key=lambda o: (round(o.box.center[1]), o.box.x0))
        if len(near) == 2 and frozenset(o.id for o in near) not in joined:
            first, last = near
            path = (first.box.center, picture.box.center, last.box.center)
            found.append(Link(first.id, last.id, path, (picture.id,), Confidence.GUESSED, Doubt.FROM_PICTURE))
            joined.add(frozenset((first.id, last.id)))
        elif len(near) == 2 or max(picture.box.width, picture.box.height) < 14:
            ledger.ignore(Ignored.RULE, picture.id)  # the white ground of a label, or an arrow head
    return found


def _touched(picture: Picture, outlines: Sequence[Outline], reach: float) -> list[Outline]:
    """The symbols at the two far ends of a picture."""
    box = picture.box
    if box.height >= box.width:
        spots = ((box.center[0], box.y0), (box.center[0], box.y1)) if box.width < 6 else _corners(box)
    else:
        spots = ((box.x0, box.center[1]), (box.x1, box.center[1])) if box.height < 6 else _corners(box)
    found = {}
    for spot in spots:
        gap, id, outline = min((o.box.distance(spot), o.id, o) for o in outlines) if outlines else (reach + 1, "", None)
        if outline and gap <= reach:
            found[id] = outline
    return list(found.values())


def _corners(box: Box) -> tuple[Point, ...]:
    return (box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)


def _outside(outlines: Sequence[Outline], strokes: Sequence[Stroke], ledger: Ledger) -> list[Stroke]:
    """The lines that are not part of a symbol's own drawing."""
    inner = [
        s.id
        for s in strokes
        if any(o.box.grown(0.6).holds((s.box.x0, s.box.y0)) and o.box.grown(0.6).holds(s.box[2:]) for o in outlines)
    ]
    ledger.ignore(Ignored.DOUBLE, *inner)
    return [s for s in strokes if s.id not in inner]


def _single(links: Iterable[Link], outlines: Sequence[Outline], ledger: Ledger) -> list[Link]:
    """Each pair of symbols once: the surer of two links stays, and a plain line beside an arrow goes. Only a diamond
    may lead to one symbol by two branches."""
    diamonds = {o.id for o in outlines if o.form is Form.DIAMOND}
    kept: list[Link] = []
    for link in sorted(links, key=lambda link: (link.plain, link.confidence is Confidence.GUESSED)):
        pair = {link.source, link.target}
        beside = [k for k in kept if {k.source, k.target} == pair and (link.plain or k.source == link.source)]
        shared = any(set(k.strokes) & set(link.strokes) for k in beside)
        if not beside or (link.source in diamonds and not link.plain and not shared):
            kept.append(link)
        else:
            ledger.ignore(Ignored.DOUBLE, *link.strokes)
    return kept


def _directed(links: Sequence[Link], symbols: dict[str, Symbol]) -> list[Link]:
    """A plain line within one row joins those who act jointly, unless it is all that leads to or from a capsule; any
    other is an arrow whose direction is guessed."""
    ends = Counter(id for link in links for id in (link.source, link.target))
    top = min((s.row for s in symbols.values()), default=0)
    found = []
    for link in links:
        a, b = symbols[link.source], symbols[link.target]
        lone = [s for s in (a, b) if s.kind is SymbolKind.TERMINATOR and ends[s.outline.id] == 1]
        within = a.row == b.row and a.lane != b.lane and SymbolKind.OFF_PAGE not in (a.kind, b.kind)
        if not link.plain or (within and len(lone) != 1):
            found.append(link if not link.plain or a.lane < b.lane else _reversed(link))
            continue
        if within:
            forward = (lone[0] is a) == (a.row == top)
        else:
            forward = (a.row, a.outline.box.y0, a.lane) <= (b.row, b.outline.box.y0, b.lane)
        guess = replace(link, plain=False, confidence=Confidence.GUESSED, doubt=Doubt.DIRECTION)
        found.append(guess if forward else _reversed(guess))
    return found


def _reversed(link: Link) -> Link:
    return replace(link, source=link.target, target=link.source, path=link.path[::-1])


def _link_note(link: Link, symbols: dict[str, Symbol], page: Page, table: Table) -> Note:
    source, target = symbols[link.source], symbols[link.target]
    chosen = f"{name_of(source, table)} → {name_of(target, table)}"
    other = symbols.get(link.otherwise)
    otherwise = name_of(other, table) if other else ""
    if link.doubt is Doubt.DIRECTION:
        otherwise = "arah sebaliknya"
    return Note(link.doubt or Doubt.END, page, around(link.path), chosen, otherwise, source.row)


def _label_note(link: Link, symbols: dict[str, Symbol], page: Page, table: Table) -> Note:
    source, target = symbols[link.source], symbols[link.target]
    chosen = f"{name_of(source, table)} → {name_of(target, table)} ({link.label})"
    return Note(Doubt.LABEL_FAR, page, around(link.path), chosen, row=source.row)


def _with_answers(symbols: Sequence[Symbol], arrows: Sequence[Arrow], table: Table, notes: list[Note]) -> list[Arrow]:
    """The arrows with the labels that a decision's branches lack: the opposite of the one that is there."""
    result = list(arrows)
    exits: dict[int, list[int]] = defaultdict(list)
    for i, arrow in enumerate(result):
        if not arrow.joint:
            exits[arrow.source].append(i)
    for source, symbol in enumerate(symbols):
        if symbol.kind is not SymbolKind.DECISION:
            continue
        ways = exits[source]
        if is_answer(symbol.text):
            ways_without = [i for i in ways if not result[i].label]
            if ways_without:
                ahead = _ahead(symbols, result, ways_without)
                pick = ahead if YES.fullmatch(symbol.text) else next((i for i in ways_without if i != ahead), ahead)
                result[pick] = replace(result[pick], label=symbol.text)
        if len(ways) == 1 and not result[ways[0]].joint:
            notes.append(Note(Doubt.ONE_EXIT, symbol.page, symbol.outline.box, name_of(symbol, table), row=symbol.row))
        if not ways:
            notes.append(Note(Doubt.NO_EXIT, symbol.page, symbol.outline.box, name_of(symbol, table), row=symbol.row))
        for i, label in _missing(symbols, result, ways).items():
            result[i] = replace(result[i], label=label)
            chosen = f"{name_of(symbol, table)} → {name_of(symbols[result[i].target], table)} ({label})"
            notes.append(Note(Doubt.LABEL_INFERRED, result[i].page, around(result[i].path), chosen, row=symbol.row))
    return result


def _ahead(symbols: Sequence[Symbol], arrows: Sequence[Arrow], ways: Sequence[int]) -> int:
    """The branch that leads furthest on."""
    return max(ways, key=lambda i: (symbols[arrows[i].target].row, -i))


def _missing(symbols: Sequence[Symbol], arrows: Sequence[Arrow], ways: Sequence[int]) -> dict[int, str]:
    """Label of each branch that has none."""
    bare = [i for i in ways if not arrows[i].label]
    known = [arrows[i].label for i in ways if arrows[i].label]
    if not bare:
        return {}
    if len(bare) == 1 and len(known) == 1:
        return {bare[0]: opposite(known[0])}
    if not known and len(bare) <= 2:
        ahead = _ahead(symbols, arrows, bare)
        return {i: "Ya" if i == ahead else "Tidak" for i in bare}
    return {i: f"Cabang {n}" for n, i in enumerate(bare, 1)}


def _with_kinds(
    symbols: Sequence[Symbol], arrows: Sequence[Arrow], table: Table, notes: list[Note]
) -> Iterator[Symbol]:
    """Capsules in mid-flow are boxes: the form has them only where the flow begins or ends. They are told, unless most
    symbols of this SOP are drawn so."""
    entered = {arrow.target for arrow in arrows if not arrow.joint}
    left = Counter(arrow.source for arrow in arrows if not arrow.joint)
    top = min((s.row for s in symbols), default=0)
    middle = [i for i, s in enumerate(symbols) if i in entered and left[i] and s.row > top]
    rounded = [i for i in middle if symbols[i].kind is SymbolKind.TERMINATOR]
    usual = len(rounded) > 2 and len(rounded) * 2 > len(middle)
    for i, symbol in enumerate(symbols):
        if i in rounded:
            if not usual:
                notes.append(
                    Note(Doubt.MID_TERMINATOR, symbol.page, symbol.outline.box, name_of(symbol, table), row=symbol.row)
                )
            yield replace(symbol, kind=SymbolKind.PROCESS)
        elif symbol.kind is SymbolKind.DECISION and not left[i]:
            yield replace(symbol, kind=SymbolKind.PROCESS)
        else:
            yield symbol
