"""Every example, judged by Microsoft's validator and printed by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import Office, needed, said, sdk_finds
from render.scenes import grid_scene

from examples import EXAMPLES, drawn, named
from sopgen.render.xlsx import render


@pytest.mark.slow
@pytest.mark.parametrize("example", ["kecil", "lengkap"])
def test_open_xml_sdk_finds_nothing(tmp_path: Path, example: str) -> None:
    assert sdk_finds(render(named(example).scene), tmp_path) == []


@pytest.mark.slow
def test_libreoffice_prints_the_layout_s_pages(office: Office, tmp_path: Path) -> None:
    expected, files = {}, []
    scenes = {example.stem: drawn(example).scene for example in EXAMPLES}
    scenes |= {
        f"grid {steps} {per_page}": grid_scene(steps, per_page) for steps, per_page in ((20, 8), (6, 8), (24, 6))
    }
    for name, scene in scenes.items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(render(scene))
        expected[name] = sum(len(sheet.pages) for sheet in scene.sheets)
    office.convert(files, "pdf", tmp_path)
    printed = {}
    for name in scenes:
        info = said(needed("pdfinfo"), tmp_path / f"{name}.pdf")
        printed[name] = next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))
    assert printed == expected
