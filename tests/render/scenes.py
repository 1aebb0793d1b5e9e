"""Scenes made by hand for renderer tests: symbols and connectors of every shape, pages, pictures, odd texts."""

from __future__ import annotations

from itertools import pairwise

from pictures import png

from sopgen.scene.document import (
    NO_BORDER,
    Border,
    Cell,
    Connector,
    Font,
    HAlign,
    Label,
    Page,
    Paper,
    Picture,
    Scene,
    Sheet,
    Symbol,
    VAlign,
)
from sopgen.scene.geometry import Point, Rect, Side
from sopgen.scene.symbols import SymbolKind

PAPER = Paper("f4", 1247, 812.6, True, 48, 48, 58, 48, footer="Salinan & arsip <1>")
COLUMNS = (30, 250, 100, 100, 100, 140, 70, 130, 80)
HEADINGS = ("No.", "Kegiatan", "Kepala", "Staf", "Arsiparis", "Kelengkapan", "Waktu", "Output", "Ket.")
KINDS = (SymbolKind.TERMINATOR, SymbolKind.PROCESS, SymbolKind.DECISION, SymbolKind.OFF_PAGE)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#06c"/></svg>'


def edges(*sizes: int) -> tuple[int, ...]:
    """Running sums that begin with 0."""
    result = [0]
    for size in sizes:
        result.append(result[-1] + size)
    return tuple(result)


def grid_scene(steps: int = 20, per_page: int = 8) -> Scene:
    """A procedure of `steps` rows in pages of `per_page` steps, and a sheet of identity before it."""
    sheets = (identity_sheet(), procedure_sheet(steps, per_page))
    return Scene("SOP Uji & Coba", "Dinas <Contoh>", PAPER, sheets, (1.0, 0.97), (2024, 5, 17))


def identity_sheet() -> Sheet:
    """30 rows of merged cells, with a raster and a vector picture and texts that look like something else."""
    odd = ("=1+1", "+62 21", "-", "- tinta", "@kepala", "#N/A", "198001012005011001", "1.10", "TRUE", "2024-01-02")
    cells = [Cell(0, 0, 4, 2, "PEMERINTAH KOTA", font=Font("Arial", 12, True), h=HAlign.CENTER, v=VAlign.BOTTOM)]
    for row in range(4, 30):
        cells.append(Cell(row, 0, text=f"Isian {row}", fill="D9D9D9", border=Border(bottom=False)))
        cells.append(Cell(row, 1, 1, 2, odd[row - 4] if row - 4 < len(odd) else f"Nilai {row}", font=Font("Arial", 10)))
    cells.append(Cell(0, 2, 4, text="", border=NO_BORDER))
    cells = [cell._replace(lines=(cell.text,)) for cell in cells]
    pictures = (
        Picture("logo", Rect(150, 10, 60, 60), png(12, 12), "image/png", "Lambang kota"),
        Picture("logo:svg", Rect(650, 10, 60, 60), SVG, "image/svg+xml", "Lambang vektor"),
        Picture("logo:lagi", Rect(750, 10, 30.5, 30.5), png(12, 12), "image/png", "Lambang kota"),
    )
    return Sheet("Identitas", edges(300, 300, 360), edges(*[24] * 30), tuple(cells), (Page(0, 30),), pictures=pictures)


def procedure_sheet(steps: int, per_page: int) -> Sheet:
    row_edges = edges(30, 40, *[62] * steps)
    cells = [Cell(0, c, 2, text=HEADINGS[c], role="heading", font=Font("Arial", 9, True), fill="F0F0F0",
                  h=HAlign.CENTER) for c in (0, 1, 5, 6, 7, 8)]  # fmt: skip
    cells.append(Cell(0, 2, 1, 3, "Pelaksana", font=Font("Arial", 9, True), h=HAlign.CENTER))
    cells += [Cell(1, c, text=HEADINGS[c], role="lane", h=HAlign.CENTER) for c in (2, 3, 4)]
    for step in range(steps):
        row = step + 2
        cells.append(Cell(row, 0, number=step + 1, text=str(step + 1), h=HAlign.CENTER))
        cells += [Cell(row, c) for c in (2, 3, 4)]
        cells += [Cell(row, c, text=f"{HEADINGS[c]} langkah {step + 1}\nbaris kedua") for c in (1, 5, 6, 7, 8)]
    breaks = [*range(2 + per_page, steps + 2, per_page), steps + 2]
    pages = tuple(Page(first, last) for first, last in pairwise([0, *breaks]))
    symbols, connectors = flow(steps, row_edges)
    cells = [cell._replace(lines=tuple(cell.text.split("\n"))) for cell in cells]
    names = [symbol.name for symbol in symbols]
    label = Label("label:3:Ya", Rect(*symbols[2].box.port(Side.RIGHT), 22, 12), "Ya", ("Ya",), Font("Arial", 8), "3")
    assert len(set(names)) == len(names)
    return Sheet("Prosedur", edges(*COLUMNS), row_edges, tuple(cells), pages, (0, 2), symbols, connectors, (label,))


def flow(steps: int, row_edges: tuple[int, ...]) -> tuple[tuple[Symbol, ...], tuple[Connector, ...]]:
    """One symbol in each row, going round the lanes, and an arrow from each to the next."""
    symbols = []
    for step in range(steps):
        x = edges(*COLUMNS)[2 + step % 3] + 26
        box = Rect(x, row_edges[step + 2] + 16, 48, 31 if step % 2 else 30)
        kind = KINDS[step % 4]
        text = "A" if kind is SymbolKind.OFF_PAGE else ""
        symbols.append(Symbol(f"langkah:{step + 1}:l", kind, box, text, (text,) if text else (), description="Langkah"))
    links = []
    for first, second in pairwise(symbols):
        start, end = first.box.port(Side.BOTTOM), second.box.port(Side.TOP)
        middle = round((start.y + end.y) / 2) - 5
        points = (start, Point(start.x, middle), Point(end.x, middle), end)
        links.append(connector(first, Side.BOTTOM, second, Side.TOP, points))
    return tuple(symbols), tuple(links)


def connector(
    first: Symbol, out: Side, second: Symbol, into: Side, points: tuple[Point, ...], head: bool = True
) -> Connector:
    name = f"panah:{first.name}:{second.name}"
    return Connector(name, first.name, out, second.name, into, points, head, f"Dari {first.name} ke {second.name}")


def bends_scene() -> Scene:
    """Connectors of 0 to 4 bends, each in eight directions: mirrored, upside down, and beginning down or across."""
    unit = (
        ((0, 0), (3, 0)),
        ((0, 0), (3, 0), (3, 2)),
        ((0, 0), (1, 0), (1, 2), (3, 2)),
        ((0, 0), (3, 0), (3, -1), (2, -1), (2, 2)),
        ((0, 0), (3, 0), (3, 3), (-1, 3), (-1, 2), (1, 2)),
        ((0, 0), (2, 0), (2, 3), (0, 3)),
        ((0, 0), (2, 0), (2, 3), (0, 3), (0, 1)),
    )
    symbols: list[Symbol] = []
    connectors: list[Connector] = []
    for row, path in enumerate(unit):
        for turn in range(8):
            x, y = 60 + turn * 120, 60 + row * 120
            points = tuple(Point(x + 14 * u, y + 14 * v) for u, v in (_turned(corner, turn) for corner in path))
            sides = _side(points[1], points[0]), _side(points[-2], points[-1])
            pair = [_touching(f"s{row}{turn}{i}", point, side)
                    for i, (point, side) in enumerate(zip((points[0], points[-1]), sides, strict=True))]  # fmt: skip
            symbols += pair
            connectors.append(connector(pair[0], sides[0], pair[1], sides[1], points, head=turn != 7))
    width, height = edges(*[120] * 8), edges(*[120] * 7)
    sheet = Sheet("Prosedur", width, height, (), (Page(0, 7),), (0, 0), tuple(symbols), tuple(connectors))
    return Scene("Belokan", "Uji", PAPER, (sheet,), (1.0,))


def path_scene(points: tuple[Point, ...]) -> Scene:
    """A single connector through the points."""
    sides = _side(points[1], points[0]), _side(points[-2], points[-1])
    a, b = _touching("a", points[0], sides[0]), _touching("b", points[-1], sides[1])
    link = connector(a, sides[0], b, sides[1], points)
    sheet = Sheet("Prosedur", edges(*[90] * 12), edges(*[75] * 14), (), (Page(0, 14),), (0, 0), (a, b), (link,))
    return Scene("Jalur", "Uji", PAPER, (sheet,), (1.0,))


def _turned(corner: tuple[int, int], turn: int) -> tuple[int, int]:
    """One of the eight symmetries of the square."""
    u, v = corner
    if turn & 1:
        u = -u
    if turn & 2:
        v = -v
    return (v, u) if turn & 4 else (u, v)


def _side(inner: Point, end: Point) -> Side:
    """The side of a symbol that lies behind `end` as seen from `inner`."""
    if inner.x != end.x:
        return Side.RIGHT if inner.x > end.x else Side.LEFT
    return Side.BOTTOM if inner.y > end.y else Side.TOP


def _touching(name: str, point: Point, side: Side) -> Symbol:
    """A small box whose side's middle is the point."""
    x = {Side.RIGHT: point.x - 8, Side.LEFT: point.x}.get(side, point.x - 4)
    y = {Side.BOTTOM: point.y - 8, Side.TOP: point.y}.get(side, point.y - 4)
    return Symbol(name, SymbolKind.PROCESS, Rect(x, y, 8, 8))
