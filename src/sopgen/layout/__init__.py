"""Lays an SOP out: `lay_out(sop, flow, logo)` gives the one scene that every format draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from sopgen.flow import Flow
from sopgen.layout.forms.cover import cover_sheet
from sopgen.layout.forms.identity import identity_sheet
from sopgen.layout.paper import paper
from sopgen.layout.procedure.table import procedure_sheet
from sopgen.layout.verify import verify
from sopgen.model import Logo, Sop, Tanggal
from sopgen.reading.dates import parse
from sopgen.scene.document import PINNED_DATE, Scene, Sheet

__all__ = ["lay_out"]


def lay_out(sop: Sop, flow: Flow, logo: Logo | None = None) -> Scene:
    """The finished document. Raises LayoutBug where the drawing breaks a rule of the contract."""
    look = sop.tampilan
    running = " · ".join(text for text in (sop.nomor, sop.judul) if text) if look.nomor_halaman else ""
    page = paper(look.kertas, look.orientasi, look.catatan_kaki or "", running)
    identity, identity_scale = identity_sheet(sop, page, logo)
    procedure, procedure_scale = procedure_sheet(sop, flow, page)
    sheets, scales = [identity, procedure], [identity_scale, procedure_scale]
    if look.nomor_halaman:
        sheets = list(_numbered(sheets))
    if look.sampul:
        sheets.insert(0, cover_sheet(sop, page, logo))
        scales.insert(0, 1.0)
    author = " ".join(text for text in (sop.instansi.nama, sop.instansi.satuan_kerja) if text)
    plain = sop.tampilan.panah_excel == "lekat"
    scene = Scene(sop.judul, author, page, tuple(sheets), tuple(scales), _day(sop.tanggal), plain)
    verify(procedure)
    return scene


def _numbered(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets with their pages numbered from 1 on."""
    numbers = count(1)
    for sheet in sheets:
        yield replace(sheet, pages=tuple(replace(page, number=next(numbers)) for page in sheet.pages))


def _day(dates: Tanggal) -> tuple[int, int, int]:
    """The day the document carries: efektif, else revisi, else pembuatan."""
    for text in (dates.efektif, dates.revisi, dates.pembuatan):
        day = parse(text) if text else None
        if day:
            return day.year, day.month, day.day
    return PINNED_DATE
