"""Draws both versions of an SOP beside each other, with the rows, cells, symbols and arrows that changed marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopgen.compare.versions import Change, Versions
from sopgen.diagnostics import Path
from sopgen.flow import START, row_keys, trace
from sopgen.layout import lay_out
from sopgen.layout.routing.problem import Unroutable
from sopgen.model import END
from sopgen.reading import Reading
from sopgen.render.markup import number, text
from sopgen.render.sheet_svg import Kind, Mark, box_of, sheet_svg
from sopgen.report.difference import Views
from sopgen.rules import check
from sopgen.scene.document import Scene, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind

GAP, TOP = 110, 34
"""px between the two drawings, and above them for what they are called"""
CELLS = {
    "UBAH317": "no",
    "UBAH401": "kegiatan",
    "UBAH501": "waktu",
    "UBAH502": "kelengkapan",
    "UBAH503": "output",
    "UBAH601": "keterangan",
}
"""code -> the cell of the row that shows it"""
BANDS = {"UBAH301": Kind.ADDED, "UBAH302": Kind.REMOVED, "UBAH303": Kind.MOVED}
REGROUPED = ("UBAH304", "UBAH305")
NAMES = ("Sebelum", "Sesudah")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One version as it is drawn."""

    scene: Scene
    keys: tuple[str, ...]
    """the ID of each row"""
    rows: Mapping[str, str]
    """the ID of a row -> what it is called on both sides; missing where it is only here"""
    lanes: Mapping[str, str]


def views_of(
    versions: Versions, changes: Sequence[Change], old: Reading, new: Reading, prefix: str
) -> tuple[Views | None, str]:
    """The drawings, or why there are none. `prefix`: for ids that no other SOP of the page has."""
    try:
        scenes = [_scene(reading) for reading in (old, new)]
    except _Undrawable as reason:
        return None, str(reason)
    keys = row_keys(versions.old), row_keys(versions.new)
    pairs = [(keys[0][pair.before], keys[1][pair.after]) for pair in versions.rows]
    lanes = versions.lane_of
    before = _Drawn(scenes[0], keys[0], dict(pairs), lanes)
    after = _Drawn(scenes[1], keys[1], {b: b for _, b in pairs}, {lane: lane for lane in lanes.values()})
    marks = _marks(changes, before, after)
    screen: list[str] = []
    paper: list[str] = []
    for index in range(max(len(scene.sheets) for scene in scenes)):
        sheets = [scene.sheets[index] if index < len(scene.sheets) else None for scene in scenes]
        here = [[mark for place, mark in side if place == index] for side in marks]
        if not any(here):
            continue
        name = next(sheet.name for sheet in sheets if sheet)
        ids = [f"{prefix}-{index}-{side}" for side in ("lama", "baru")]
        defined = [
            f'<g id="{id_}">{sheet_svg(sheet, found)}</g>' if sheet else ""
            for id_, sheet, found in zip(ids, sheets, here, strict=True)
        ]
        joins = _joins(sheets, changes, keys) if any("langkah:" in s.name for s in _symbols(sheets)) else []
        screen.append(_beside(name, sheets, defined, joins))
        for side, sheet in enumerate(sheets):
            paper += _pages(f"{name}, {NAMES[side].lower()}", ids[side], sheet) if sheet else []
    return (Views(tuple(screen), tuple(paper)), "") if screen else (None, "")


class _Undrawable(Exception):
    """Why an SOP cannot be drawn, for the user."""


def _scene(reading: Reading) -> Scene:
    assert reading.sop is not None
    refusing = [finding for finding in (*reading.findings, *check(reading)) if finding.refuses]
    if refusing:
        raise _Undrawable(f"tidak dapat digambar: {refusing[0].code} {refusing[0].message}")
    try:
        return lay_out(reading.sop, trace(reading.sop), reading.logo)
    except Unroutable as problem:
        raise _Undrawable(f"tidak dapat digambar: terlalu banyak panah pada satu simbol ({problem})") from None


def _symbols(sheets: Sequence[Sheet | None]) -> Iterator[Symbol]:
    for sheet in sheets:
        yield from sheet.symbols if sheet else ()


# ---- marks

Placed = tuple[int, Mark]
"""the number of the sheet, and what is marked there"""


def _marks(changes: Sequence[Change], before: _Drawn, after: _Drawn) -> tuple[list[Placed], list[Placed]]:
    found: tuple[list[Placed], list[Placed]] = ([], [])
    for change in changes:
        for side, drawn in enumerate((before, after)):
            found[side].extend(_of_change(change, side, drawn))
    for side, (drawn, other) in enumerate(((before, after), (after, before))):
        kind = (Kind.REMOVED, Kind.ADDED)[side]
        others = _symbol_kinds(other)
        known = _arrows(other)
        for index, sheet in enumerate(drawn.scene.sheets):
            for symbol in sheet.symbols:
                place = _place(symbol, drawn)
                if symbol.kind is SymbolKind.OFF_PAGE or others.get(place) is symbol.kind:
                    continue
                says = Kind.CHANGED if place in others else kind
                found[side].append((index, Mark(says, box=symbol.box, title=f"Simbol {says.words}", small=True)))
            for connector in sheet.connectors:
                way = _way(connector.dari, connector.ke, connector.label, drawn)
                if not known[way]:
                    found[side].append((index, Mark(kind, path=connector.points, title=f"Panah {kind.words}")))
                elif not connector.start.startswith("sambungan:"):
                    known[way] -= 1
    return found


def _of_change(change: Change, side: int, drawn: _Drawn) -> Iterator[Placed]:
    row = (change.old_row, change.new_row)[side]
    value = (change.old, change.new)[side]
    if change.code in BANDS or change.code in REGROUPED:
        if row is not None:
            yield from _band(drawn, drawn.keys[row], BANDS.get(change.code, Kind.CHANGED), change)
        return
    if change.code in CELLS and row is not None:
        key: Path = ("langkah", drawn.keys[row], CELLS[change.code])
    elif row is None and value is not None:
        key = _cell_key((change.before, change.after)[side])
    else:
        return
    other = (change.new, change.old)[side]
    kind = (Kind.REMOVED, Kind.ADDED)[side] if other is None else Kind.CHANGED
    if change.message.startswith(f"{change.what} pindah"):
        kind = Kind.MOVED
    for index, sheet in enumerate(drawn.scene.sheets):
        for cell in sheet.cells:
            if cell.key and cell.key[: len(key)] == key:
                yield index, Mark(kind, box=box_of(sheet, cell), title=change.message)


def _cell_key(place: Path) -> Path:
    """The key of the cell that shows a value: entries within entries are counted there without their headings."""
    if len(place) > 2 and isinstance(place[1], int):
        return (place[0], *(part for part in place[1:] if isinstance(part, int)))
    return place[:2] if place[0] in ("tambahan", "penutup") else place


def _band(drawn: _Drawn, key: str, kind: Kind, change: Change) -> Iterator[Placed]:
    """All of a row."""
    for index, sheet in enumerate(drawn.scene.sheets):
        boxes = [box_of(sheet, cell) for cell in sheet.cells if cell.origin == key]
        if boxes:
            yield index, Mark(kind, box=_around(boxes), title=change.message)


def _around(boxes: Sequence[Rect]) -> Rect:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _row(key: str, drawn: _Drawn) -> str:
    """What a row is called on both sides."""
    return key if key in (START, END) else drawn.rows.get(key, f"\0{id(drawn)}{key}")


def _place(symbol: Symbol, drawn: _Drawn) -> tuple[str, str]:
    lane = symbol.pelaksana or ""
    return _row(symbol.langkah or "", drawn), drawn.lanes.get(lane, f"\0{id(drawn)}{lane}")


def _symbol_kinds(drawn: _Drawn) -> dict[tuple[str, str], SymbolKind]:
    symbols = _symbols(drawn.scene.sheets)
    return {_place(symbol, drawn): symbol.kind for symbol in symbols if symbol.kind is not SymbolKind.OFF_PAGE}


def _way(dari: str, ke: str, label: str, drawn: _Drawn) -> tuple[str, str, str]:
    return _row(dari, drawn), _row(ke, drawn), label


def _arrows(drawn: _Drawn) -> Counter[tuple[str, str, str]]:
    """How often a way is drawn, its continuation on another page not counted."""
    return Counter(
        _way(connector.dari, connector.ke, connector.label, drawn)
        for sheet in drawn.scene.sheets
        for connector in sheet.connectors
        if not connector.start.startswith("sambungan:")
    )


# ---- both together


def _joins(
    sheets: Sequence[Sheet | None], changes: Sequence[Change], keys: tuple[tuple[str, ...], tuple[str, ...]]
) -> list[tuple[float, float]]:
    """(height on the left, on the right) of every row that moved."""
    found = []
    for change in changes:
        if change.code == "UBAH303" and change.old_row is not None and change.new_row is not None:
            heights = []
            for sheet, key in zip(sheets, (keys[0][change.old_row], keys[1][change.new_row]), strict=True):
                boxes = [box_of(sheet, cell) for cell in sheet.cells if cell.origin == key] if sheet else []
                heights += [_around(boxes).center.y] if boxes else []
            if len(heights) == 2:
                found.append((heights[0], heights[1]))
    return found


def _beside(
    name: str, sheets: Sequence[Sheet | None], defined: Sequence[str], joins: Sequence[tuple[float, float]]
) -> str:
    left, right = (sheet.column_edges[-1] if sheet else 300 for sheet in sheets)
    height = max(sheet.row_edges[-1] for sheet in sheets if sheet) + TOP
    shift = left + GAP
    parts = [_called(NAMES[0], left / 2), _called(NAMES[1], shift + right / 2)]
    parts.append(f'<g transform="translate(0 {TOP})">{defined[0]}</g>')
    parts.append(f'<g transform="translate({shift} {TOP})">{defined[1]}</g>')
    colour, dashes = Kind.MOVED.value[1], Kind.MOVED.value[2]
    for a, b in joins:
        start, end = Point(left, a + TOP), Point(shift, b + TOP)
        bend = f"C{left + GAP / 2} {number(start.y)} {left + GAP / 2} {number(end.y)} {shift} {number(end.y)}"
        parts.append(
            f'<path d="M{left} {number(start.y)}{bend}" fill="none" stroke="{colour}" stroke-width="3" '
            f'stroke-dasharray="{dashes}"><title>Langkah pindah</title></path>'
            f'<path d="M{shift - 12} {number(end.y - 6)}L{shift} {number(end.y)}L{shift - 12} {number(end.y + 6)}Z" '
            f'fill="{colour}"/>'
        )
    label = f"{name}, sebelum dan sesudah"
    return (
        f'<svg class="banding" role="img" aria-label="{text(label)}" viewBox="-2 0 {shift + right + 4} {height + 2}" '
        f'width="{shift + right + 4}" height="{height + 2}">{"".join(parts)}</svg>'
    )


def _called(name: str, x: float) -> str:
    look = 'text-anchor="middle" font-family="Arial,sans-serif" font-size="20" font-weight="bold"'
    return f'<text x="{number(x)}" y="22" {look}>{name}</text>'


def _pages(name: str, id_: str, sheet: Sheet) -> Iterator[str]:
    """The pages of a sheet as it prints, each a window on the drawing above."""
    width = sheet.column_edges[-1]
    for count, page in enumerate(sheet.pages, 1):
        top, bottom = sheet.row_edges[page.first_row], sheet.row_edges[page.last_row]
        label = f"{name}, halaman {count} dari {len(sheet.pages)}"
        yield (
            f'<figure><figcaption>{text(label)}</figcaption><svg role="img" aria-label="{text(label)}" '
            f'viewBox="-2 {top - 2} {width + 4} {bottom - top + 4}"><use href="#{id_}"/></svg></figure>'
        )
