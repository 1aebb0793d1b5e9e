"""How a workbook looks, apart from what it says: no YAML takes that over, so a person's work on it must be noticed.

Only what Excel and LibreOffice keep when they are merely asked to save stands here. They do change the face and the
distance of a footer, the scale, the zoom, frozen panes and the names of bent arrows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice, pairwise
from typing import Any

from sopgen.render.xlsx.drawing import ExcelDrawing
from sopgen.scene.document import Sheet

Form = Mapping[str, str | Sequence[int]]
"""What a sheet has -> how it looks, in px where these are numbers. The names are for the user."""

PLACES = ("batas halaman", "lebar kolom", "tinggi baris", "rupa sel")
"""what follows the rows and columns of a table"""
DRAWN = ("letak bentuk", "belokan panah", "warna atau garis bentuk")
"""what follows these and the flow"""
NEAR = {"lebar kolom": 1, "tinggi baris": 1, "letak bentuk": 4, "belokan panah": 16}
"""px by which programs that merely save round; LibreOffice 7.4 shifts bends of long arrows by up to 14"""
DEFAULT_FONT = "Arial", 10.0
"""of cells that nothing was written into; a workbook gets it only when it is packed"""
MM_PER_INCH = 25.4
_BLACK = {("rgb", "FF000000"), ("theme", 1), ("indexed", 8), ("indexed", 64)}
_BEYOND_LATIN = re.compile("[^\\0-\u024f\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205e]")
"""for such letters LibreOffice names another face"""
_LOOKS_OF_FOOT = re.compile(r'&(?:"[^"]*"|\d+ ?)|(&&)')
"""codes of face and size (18.3.1.46)"""


def written_form(worksheet: Any, sheet: Sheet, footer: str, drawing: ExcelDrawing | None) -> Form:
    """The form of a sheet as it is written."""
    boxes = [item.box for items in (sheet.symbols, sheet.labels, sheet.pictures) for item in items]
    shapes = [[at for point in connector.points for at in point] for connector in sheet.connectors]
    shapes += [[box.x, box.y, box.right, box.bottom] for box in boxes]
    pictures = [image.data for image in drawing.images if image.extension != "svg"] if drawing else []
    columns, rows = ([b - a for a, b in pairwise(edges)] for edges in (sheet.column_edges, sheet.row_edges))
    return form_of(worksheet, columns, rows, shapes, pictures, [footer])


def form_of(
    sheet: Any,
    columns: Sequence[int],
    rows: Sequence[int],
    shapes: Iterable[Sequence[float]],
    pictures: Iterable[bytes],
    foot: Iterable[str],
    inks: Iterable[str] = (),
) -> Form:
    """The form of a sheet, of which openpyxl has the cells and the paper.

    `columns`, `rows`: widths and heights; `shapes`: x and y of the points of each arrow, then of two corners of each
    symbol, label and picture; `pictures`: the files, of an SVG the raster image beside it, which is all that
    LibreOffice keeps; `foot`: what stands above and below the pages, in codes; `inks`: colours of the shapes and widths
    of their lines that sopgen does not use.
    """
    setup, margins, fit = sheet.page_setup, sheet.page_margins, sheet.sheet_properties.pageSetUpPr
    edges = [round(getattr(margins, edge) * MM_PER_INCH) for edge in ("top", "right", "bottom", "left")]
    points = [[round(at) for at in shape] for shape in shapes]
    landscape, fitted = setup.orientation == "landscape", (bool(fit and fit.fitToPage), int(setup.fitToHeight or 0))
    return {
        "kertas atau tepinya": str((int(setup.paperSize or 1), landscape, *edges, *fitted)),
        "kepala atau kaki halaman": " ".join("".join(_LOOKS_OF_FOOT.sub(r"\1", code) for code in foot).split()),
        "gambar": " ".join(sorted({sha256(data).hexdigest()[:16] for data in pictures})),
        "batas halaman": str((sheet.print_area, sheet.print_title_rows, [one.id for one in sheet.row_breaks.brk])),
        "lebar kolom": columns,
        "tinggi baris": rows,
        "rupa sel": _cells(sheet, len(columns), len(rows)),
        "letak bentuk": [at for shape in points for at in (*shape[:2], *shape[-2:])],
        "belokan panah": [at for shape in points for at in shape[2:-2]],
        "warna atau garis bentuk": " ".join(sorted(inks)),
    }


def _cells(sheet: Any, columns: int, rows: int) -> str:
    """A hash of what the cells of a table look like, the first of those that are merged; also of what is done to them
    otherwise: links, protection, rules that colour or check them."""
    looks: dict[tuple[int, bool], str] = {}
    covered = {place for merged in sheet.merged_cells.ranges for place in islice(merged.cells, 1, None)}
    rules = len(sheet.conditional_formatting), sheet.data_validations.count, bool(sheet.protection.sheet)
    known = sha256(str((rules, sheet.auto_filter.ref)).encode())
    for cell in (cell for row in sheet.iter_rows(max_row=rows, max_col=columns) for cell in row):
        if (cell.row, cell.column) not in covered:
            style = cell.style_id, _BEYOND_LATIN.search(str(cell.value or "")) is None
            if style not in looks:
                looks[style] = _look(cell, style[1])
            known.update(f"{looks[style]}{cell.hyperlink.ref if cell.hyperlink else ''}\n".encode())
    return known.hexdigest()[:16]


def _look(cell: Any, latin: bool) -> str:
    """How a cell looks; its face where its text is `latin`. What is the standard may be written or not."""
    font, place, border, color = cell.font, cell.alignment, cell.border, cell.font.color
    name, size = (font.name, float(font.sz or 0)) if cell.has_style else DEFAULT_FONT
    inked = color is not None and (color.type, color.value) not in _BLACK
    marks = map(bool, (font.b, font.i, font.strike, font.u not in (None, "none"), font.vertAlign, inked))
    turned = (int(degrees or 0) for degrees in (place.textRotation, place.wrap_text, place.indent))
    placed = (place.horizontal or "general", place.vertical or "bottom", *turned)
    lines = [side.style or "none" for side in (border.top, border.right, border.bottom, border.left)]
    fill = cell.fill.fgColor.value if cell.fill.patternType == "solid" else ""
    return str((name if latin else "", size, *marks, placed, lines, fill))


def changed(was: Form, now: Form) -> Iterator[str]:
    """What looks otherwise."""
    for name, before in was.items():
        after, far = now[name], NEAR.get(name, 0)
        if isinstance(before, str) or isinstance(after, str):
            same = before == after
        else:
            same = len(before) == len(after) and all(abs(a - b) <= far for a, b in zip(before, after, strict=True))
        if not same:
            yield name
