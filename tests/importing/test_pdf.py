"""Printed SOPs: the PDF that sopgen itself prints comes back as the flow that it draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples import named
from sopgen.flow import Flow, trace
from sopgen.importing import Refused, imported
from sopgen.render.pdf import render


def arrows(flow: Flow) -> set[tuple[str, str, str]]:
    names = [n.text if n.key in ("mulai", "selesai") else f"{n.row}/{n.lane}" for n in flow.nodes]
    return {(names[e.source], names[e.target], e.label) for e in flow.edges}


@pytest.mark.parametrize("example", ["gowa", "kecil", "pali"])
def test_examples_come_back_whole(example: str, tmp_path: Path) -> None:
    sop, flow, scene = named(example)
    path = tmp_path / "cetak.pdf"
    path.write_bytes(render(scene))
    (got,) = imported(path)
    assert arrows(trace(got.sop)) == arrows(flow)
    assert [step.kegiatan for step in got.sop.langkah] == [" ".join(step.kegiatan.split()) for step in sop.langkah]
    assert got.sop.nomor == sop.nomor
    assert got.title == sop.judul


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
