"""Workbooks (.xlsx) to neutral pages, one a sheet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from sopgen.importing.opening import Refused
from sopgen.importing.page import Box, Page
from sopgen.importing.xlsx.cells import cells_of, edges
from sopgen.importing.xlsx.drawing import draw_on
from sopgen.importing.xlsx.package import Package, broken

MAX_SHAPES = 3_000
"""of one sheet: a flow of 100 rows drawn in single lines has about 1,000"""


def extract(data: bytes, sheet: str | None = None) -> Iterator[Page]:
    """The pages of a workbook, or the one of the named sheet; Refused where it cannot be read."""
    return pages_of(Package(data), loaded(data), sheet)


def pages_of(package: Package, book: Any, sheet: str | None = None) -> Iterator[Page]:
    """The pages of a workbook that is open: its package, and what openpyxl read."""
    parts = dict(package.sheets())
    if sheet is not None and sheet not in parts:
        raise Refused(f"tidak ada lembar `{sheet}`; yang ada: {', '.join(parts)}")
    for name, part in parts.items():
        if (sheet is None or name == sheet) and name in book.sheetnames:
            try:
                yield _page(package, book[name], name, part)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
                raise broken() from error


def loaded(data: bytes) -> Any:
    """The workbook as openpyxl reads it; Refused where it cannot."""
    from openpyxl import load_workbook

    try:
        # openpyxl warns of what it does not read, the shapes, and prints where a style is missing
        with warnings.catch_warnings(action="ignore"), redirect_stdout(StringIO()):
            return load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets through whatever a damaged part provokes
        raise broken() from error


def _page(package: Package, sheet: Any, name: str, part: str) -> Page:
    xs, ys = edges(sheet)
    page = Page(name, Box(0, 0, xs[-1], ys[-1]), [*cells_of(sheet, xs, ys)], is_sheet=True, columns=xs, rows=ys)
    if drawing := drawing_in(package, part):
        draw_on(page, package.xml(drawing))
    if len(page.outlines) + len(page.strokes) + len(page.texts) > MAX_SHAPES:
        raise Refused(f"lembar {name} memuat terlalu banyak bentuk untuk sebuah SOP")
    return page


def drawing_in(package: Package, part: str) -> str:
    """The part that holds the drawing of a sheet; "" where it has none."""
    drawings = (target for kind, target in package.related(part).values() if kind == "drawing")
    return next((target for target in drawings if target in package.names), "")
