"""The form of a sheet as it is now, to be compared with that in which sopgen wrote it."""

from __future__ import annotations

from itertools import accumulate, chain, islice, pairwise
from typing import Any
from xml.etree.ElementTree import Element

from sopgen.importing.page import Page
from sopgen.importing.xlsx import drawing_in
from sopgen.importing.xlsx.cells import MM_PER_PX
from sopgen.importing.xlsx.drawing import A, draw_on
from sopgen.importing.xlsx.package import MAIN, Package
from sopgen.render.xlsx.form import Form, form_of

INKS = {"000000", "ffffff", "0", "12700"}
"""the colours of lines and surfaces that sopgen draws and the widths of lines in EMU, with what LibreOffice gives for
none"""


def form_now(package: Package, part: str, sheet: Any, page: Page, was: Form) -> Form:
    """How a sheet looks; shapes by their places among the rows and columns that there were."""
    before = [[*map(int, was[name])] for name in ("lebar kolom", "tinggi baris")]
    xs, ys = ([*accumulate((size * MM_PER_PX for size in sizes), initial=0.0)] for sizes in before)
    columns, rows = (
        [round((b - a) / MM_PER_PX) for a, b in islice(pairwise(edges), len(sizes))]
        for edges, sizes in zip((page.columns, page.rows), before, strict=True)
    )
    drawing = drawing_in(package, part)
    root = package.xml(drawing) if drawing else Element("none")
    found = Page(page.name, page.box, columns=xs, rows=ys)
    draw_on(found, root)
    shapes = [[*chain(*stroke.points)] for stroke in found.strokes]
    shapes += [[*item.box] for items in (found.outlines, found.texts, found.pictures) for item in items]
    files = [name for kind, name in package.related(drawing).values() if kind == "image"]
    pictures = [package.bytes_of(name) for name in files if not name.endswith(".svg")]
    colors = [color.get("val", "").lower() for kind in ("srgbClr", "schemeClr") for color in root.iter(A + kind)]
    inks = {*colors, *(line.get("w", "0") for line in root.iter(f"{A}ln"))} - INKS
    foot = next(package.xml(part).iter(f"{MAIN}headerFooter"), ())
    places = [[at / MM_PER_PX for at in shape] for shape in shapes]
    return form_of(sheet, columns, rows, places, pictures, [child.text or "" for child in foot], inks)
