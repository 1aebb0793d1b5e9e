"""Printed SOPs: the PDF that sopgen itself prints comes back as the flow that it draws."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from budget import seeds
from look_alikes import look_alike
from programs import Office
from random_sops import random_sop, sop_of
from test_look_alikes import MANNERS

from examples import named
from sopgen.flow import Flow, trace
from sopgen.importing import Doubt, Refused, imported
from sopgen.layout import lay_out
from sopgen.render.pdf import render
from sopgen.render.xlsx import render as printable


def arrows(flow: Flow) -> set[tuple[str, str, str]]:
    names = [n.text if n.key in ("mulai", "selesai") else f"{n.row}/{n.lane}" for n in flow.nodes]
    return {(names[e.source], names[e.target], e.label) for e in flow.edges}


@pytest.mark.parametrize("example", ["gowa", "kecil"])
def test_examples_come_back_whole(example: str, tmp_path: Path) -> None:
    sop, flow, scene = named(example)
    path = tmp_path / "cetak.pdf"
    path.write_bytes(render(scene))
    (got,) = imported(path)
    assert arrows(trace(got.sop)) == arrows(flow)
    assert [step.kegiatan for step in got.sop.langkah] == [" ".join(step.kegiatan.split()) for step in sop.langkah]
    assert got.sop.nomor == sop.nomor
    assert got.title == sop.judul


@pytest.mark.slow
def test_look_alikes_come_back_from_print(tmp_path: Path, office: Office) -> None:
    """Drawn by hand, printed by LibreOffice: rules and arrows alike, arrows over each other, labels of two lines."""
    flows = {}
    for seed in seeds(5, 3):
        sop = sop_of(random_sop(seed, rows=8 + seed, lanes=4))
        name, manner = list(MANNERS.items())[seed % len(MANNERS)]
        path, flow = tmp_path / f"{name}-{seed}.xlsx", trace(sop)
        path.write_bytes(look_alike(printable(lay_out(sop, flow)), manner, seed, tmp_path).data)
        flows[path] = flow
    office.convert(flows, "pdf", tmp_path)
    for path, flow in flows.items():
        (got,) = imported(path.with_suffix(".pdf"))
        assert arrows(trace(got.sop)) == arrows(flow), path.name


HEADINGS = ("No", "Kegiatan", "Staf", "Kepala", "Syarat", "Waktu", "Hasil", "Ket")


def page_with(arrow: str) -> bytes:
    """A printed table of two rows and two lanes, a box in each and the one arrow between them."""
    import pikepdf

    xs, ys = (40, 70, 250, 330, 410, 520, 600, 700, 780), (60, 90, 170, 250)
    texts = {(x + 3, 70): word for x, word in zip(xs, HEADINGS, strict=False)}
    texts |= {(43, 130): "1", (73, 130): "Memeriksa berkas", (43, 210): "2", (73, 210): "Menandatangani berkas"}
    drawn = [f"{x} 60 0.6 190 re f" for x in xs] + [f"40 {y} 740 0.6 re f" for y in ys]
    drawn += ["265 118 50 24 re S", "345 198 50 24 re S", arrow]
    drawn += [f"BT /F1 8 Tf 1 0 0 -1 {x} {y} Tm ({text}) Tj ET" for (x, y), text in texts.items()]
    book = pikepdf.new()
    page = book.add_blank_page(page_size=(842, 595))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = book.make_stream("\n".join(["1 0 0 -1 0 595 cm 0.5 w", *drawn]).encode())
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "arrow",
    [
        "315 129.5 m 370.5 129.5 l 370.5 190 l 374 190 l 370 198 l 366 190 l 369.5 190 l 369.5 130.5 l 315 130.5 l h f",
        "300 142 m 306 142 l 352 190 l 355 187 l 357 198 l 346 196 l 349 193 l h B",
        "20 20 800 555 re S 300 142 m 306 142 l 352 190 l 355 187 l 357 198 l 346 196 l 349 193 l h B",
    ],
    ids=["bent", "block", "on a framed page"],
)
def test_shaft_and_head_may_be_one_shape(arrow: str, tmp_path: Path) -> None:
    path = tmp_path / "cetak.pdf"
    path.write_bytes(page_with(arrow))
    (got,) = imported(path)
    assert [(a.source, a.target, a.joint) for a in got.graph.arrows] == [(*got.graph.symbols, False)]
    assert [note.doubt for note in got.notes] == [Doubt.TITLE]
    assert got.losses == ()


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(200))
    with pytest.raises(Refused, match=r"PDF rusak|tidak ada tabel"):
        imported(path)


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    import pikepdf

    book = pikepdf.new()
    book.add_blank_page()
    path = tmp_path / "sandi.pdf"
    book.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Refused, match="sandi"):
        imported(path)
