"""Their page beside ours: what was read drawn over their geometry, guesses numbered, and the document it became.

Drawn from the neutral page, so that it also shows what the stages saw: cells, lanes and rows, each symbol and arrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sopgen.flow import trace
from sopgen.importing import Imported
from sopgen.importing.doubts import Confidence
from sopgen.importing.page import Box, Form, Outline, Page, Point
from sopgen.layout import lay_out
from sopgen.render.html import render
from sopgen.render.markup import text as escaped
from sopgen.resources import page_templates

MARGIN = 6.0
"""mm of their page shown around the table"""
TYPE = 2.3
"""mm that a line of a cell's text is high"""


def comparison(source: str, sops: Sequence[Imported]) -> bytes:
    """One self-contained HTML page for the SOPs of a file."""
    environment = page_templates("importing")
    parts = [
        {
            "title": sop.title,
            "pages": [Markup(_drawing(sop, page)) for page in sop.table.pages],
            "ours": render(lay_out(sop.sop, trace(sop.sop)), sop.sop, trace(sop.sop)).decode(),
            "notes": [(note.sentence, note.page.place(note.box)) for note in sop.notes],
            "losses": [(loss.what, loss.place) for loss in sop.losses],
        }
        for sop in sops
    ]
    return environment.get_template("compare.html.j2").render(source=source, sops=parts).encode()


def _drawing(sop: Imported, page: Page) -> str:
    """One of their pages as SVG, in millimetres."""
    rows, (x0, x1) = [row for row in sop.table.rows if row.page is page], sop.table.columns.body
    used = [cell.box for cell in page.cells if cell.text] + [outline.box for outline in page.outlines]
    frame = Box(
        min(b.x0 for b in used), min(b.y0 for b in used), max(b.x1 for b in used), max(b.y1 for b in used)
    ).grown(MARGIN)
    return "".join(
        [
            f'<svg viewBox="{frame.x0:.1f} {frame.y0:.1f} {frame.width:.1f} {frame.height:.1f}">',
            *(_cell(cell.box, cell.text) for cell in page.cells if cell.text or not page.is_sheet),
            *(_rectangle(Box(lane.x0, rows[0].y0, lane.x1, rows[-1].y1), "lane") for lane in sop.table.columns.lanes),
            *(_rectangle(Box(x0, row.y0, x1, row.y1), "row") for row in rows),
            *(_outline(outline) for outline in page.outlines),
            *(_polyline(stroke.points, "stroke") for stroke in page.strokes),
            *_arrows(sop, page),
            *(_words(text.box.center, text.text, "label") for text in page.texts),
            *_marks(sop, page),
            "</svg>",
        ]
    )


def _rectangle(box: Box, kind: str) -> str:
    return f'<rect class="{kind}" x="{box.x0:.2f}" y="{box.y0:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"/>'


def _cell(box: Box, text: str) -> str:
    """A cell with as many lines of its text as it has room for."""
    room = max(1, int(box.width / (TYPE * 0.5)))
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    most = max(1, int(box.height / TYPE))
    spans = "".join(
        f'<tspan x="{box.x0 + 0.8:.2f}" dy="{TYPE}">{escaped(line[:room])}</tspan>' for line in lines[:most]
    )
    return _rectangle(box, "cell") + f'<text class="text" x="{box.x0:.2f}" y="{box.y0:.2f}">{spans}</text>'


def _outline(outline: Outline) -> str:
    box, (x, y) = outline.box, outline.box.center
    words = _words((x, y), outline.text, "label") if outline.text else ""
    if outline.form is Form.DIAMOND:
        corners = [(x, box.y0), (box.x1, y), (x, box.y1), (box.x0, y)]
        return f'<polygon class="symbol" points="{_points(corners)}"/>{words}'
    rounding = f' rx="{box.height / 2:.2f}"' if outline.form is Form.ROUND else ""
    return _rectangle(box, "symbol").replace("/>", f"{rounding}/>") + words


def _arrows(sop: Imported, page: Page) -> Iterator[str]:
    """The arrows as they were understood, from symbol to symbol, in the colour of their confidence."""
    for arrow in sop.graph.arrows:
        if arrow.page is page:
            kind = {Confidence.CERTAIN: "certain", Confidence.READ: "read", Confidence.GUESSED: "guessed"}[
                arrow.confidence
            ]
            yield _polyline(arrow.path, f"{kind} joint" if arrow.joint else kind)


def _marks(sop: Imported, page: Page) -> Iterator[str]:
    """A number at the place of each guess, a cross at each loss."""
    for number, note in enumerate(sop.notes, 1):
        if note.page is page:
            x, y = note.box.center
            yield f'<circle class="mark" cx="{x:.2f}" cy="{y:.2f}" r="2.6"/>' + _words((x, y), str(number), "number")
    for loss in sop.losses:
        if loss.page is page:
            yield _rectangle(loss.box.grown(0.8), "loss")


def _polyline(points: Sequence[Point], kind: str) -> str:
    return f'<polyline class="{kind}" points="{_points(points)}"/>'


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _words(spot: Point, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{spot[0]:.2f}" y="{spot[1] + 0.8:.2f}">{escaped(" ".join(text.split()))}</text>'
