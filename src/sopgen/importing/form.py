"""How a workbook looks now, to tell what a person changed of the form in which it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

from sopgen.importing.page import Page
from sopgen.importing.xlsx import drawing_in
from sopgen.importing.xlsx.cells import MM_PER_PX
from sopgen.importing.xlsx.drawing import A, draw_on
from sopgen.importing.xlsx.package import MAIN, Package
from sopgen.render.xlsx.form import SheetForm, cells_form, foot_form, page_form, pictures_form

WORDS = {
    "paper": "kertas atau tepinya",
    "foot": "kepala atau kaki halaman",
    "pictures": "gambar",
    "breaks": "batas halaman",
    "columns": "lebar kolom",
    "rows": "tinggi baris",
    "cells": "rupa sel",
    "shapes": "letak bentuk",
    "inks": "warna atau garis bentuk",
}
PLACED = {"breaks", "columns", "rows", "cells", "shapes"}
"""what follows the rows and columns of a table"""
NEAR = {"columns": 1, "rows": 1, "shapes": 4}
"""px by which programs that merely save round sizes and places"""
INKS = {"000000", "ffffff", "0", "12700"}
"""the colours of lines and surfaces that sopgen draws and the widths of lines in EMU, with what LibreOffice gives for
none"""


def looks_now(package: Package, part: str, sheet: Any, page: Page, was: SheetForm) -> SheetForm:
    """The look of a sheet as it is now; shapes by their places among the rows and columns that there were."""
    xs, ys = ([*accumulate((size * MM_PER_PX for size in sizes), initial=0.0)] for sizes in (was.columns, was.rows))
    found = Page(page.name, page.box, columns=xs, rows=ys)
    pictures: tuple[str, ...] = ()
    inks: set[str] = set()
    if drawing := drawing_in(package, part):
        root = package.xml(drawing)
        draw_on(found, root)
        files = [name for kind, name in package.related(drawing).values() if kind == "image"]
        pictures = pictures_form(package.bytes_of(name) for name in files if not name.endswith(".svg"))
        colors = [color.get("val", "").lower() for kind in ("srgbClr", "schemeClr") for color in root.iter(A + kind)]
        inks = {*colors, *(line.get("w", "0") for line in root.iter(f"{A}ln"))} - INKS
    shapes = [[*chain(*stroke.points)] for stroke in found.strokes]
    shapes += [[*item.box] for items in (found.outlines, found.texts, found.pictures) for item in items]
    foot = next(package.xml(part).iter(f"{MAIN}headerFooter"), ())
    return SheetForm(
        _sizes(page.columns, was.columns),
        _sizes(page.rows, was.rows),
        tuple(tuple(round(at / MM_PER_PX) for at in shape) for shape in shapes),
        pictures,
        cells_form(sheet, len(was.columns), len(was.rows)),
        *page_form(sheet),
        foot_form(child.text or "" for child in foot),
        tuple(sorted(inks)),
    )


def _sizes(edges: Sequence[float], was: Sequence[int]) -> tuple[int, ...]:
    """The px between edges in mm."""
    return tuple(round((b - a) / MM_PER_PX) for a, b in pairwise(edges[: len(was) + 1]))


def changed(was: SheetForm, now: SheetForm) -> Iterator[str]:
    """The fields in which a sheet looks otherwise."""
    for name in WORDS:
        before, after = getattr(was, name), getattr(now, name)
        far = NEAR.get(name)
        if before != after and not (far and _near(before, after, far)):
            yield name


def _near(before: Sequence[Any], after: Sequence[Any], far: int) -> bool:
    if len(before) != len(after):
        return False
    pairs = zip(before, after, strict=True)
    return all(_near(a, b, far) if isinstance(a, tuple) else abs(a - b) <= far for a, b in pairs)
