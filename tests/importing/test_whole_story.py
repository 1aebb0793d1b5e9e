"""From a hand-drawn workbook to a document of ours: import, validate, fix, render, an edit in Excel, and diff."""

from __future__ import annotations

import json
from pathlib import Path

from commands import ran
from look_alikes import Manner, look_alike
from workbook_edits import Workbook

from examples import named
from sopgen.flow import trace
from sopgen.reading import read
from sopgen.render.xlsx import render


def test_a_drawing_becomes_a_document_and_stays_it(tmp_path: Path) -> None:
    sop, _, scene = named("kecil")
    old, ours = tmp_path / "lama.xlsx", tmp_path / "baru.yaml"
    manner = Manner(jitter=4, pieces=True, presets=True)
    old.write_bytes(look_alike(render(scene), manner, 2, tmp_path).data)
    assert ran("import", old, "-o", ours)[0] in (0, 1)
    assert '"code": "SOP00' not in ran("validate", ours, "--format", "json")[1]
    ran("fix", ours)
    imported = read(ours).sop
    assert imported is not None
    names = [{(n.row, n.lane) for n in trace(s).nodes} for s in (sop, imported)]
    assert names[0] == names[1]
    text = ours.read_bytes()
    assert ran("render", "--xlsx", ours)[0] == 0
    ran("import", ours.with_suffix(".xlsx"), "-o", ours)
    assert ours.read_bytes() == text

    before, book = tmp_path / "sebelum.yaml", Workbook(ours.with_suffix(".xlsx").read_bytes())
    before.write_bytes(text)
    book.write("Prosedur", book.find("Prosedur", "15 menit"), "20 menit")
    ours.with_suffix(".xlsx").write_bytes(book.data())
    assert ran("import", ours.with_suffix(".xlsx"), "-o", ours)[0] == 0
    status, out, _ = ran("diff", before, ours, "--format", "json")
    assert status == 0
    changes = json.loads(out)["changes"]
    assert [(change["old"], change["new"]) for change in changes] == [("15 menit", "20 menit")]
