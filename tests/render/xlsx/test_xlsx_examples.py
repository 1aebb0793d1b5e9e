"""Every example, judged by Microsoft's validator and printed by LibreOffice."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from render.scenes import grid_scene

from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.reading import read
from sopgen.render.xlsx import render
from sopgen.scene.document import Scene

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def scene_of(example: Path) -> Scene:
    reading = read(example)
    assert reading.sop is not None
    return lay_out(reading.sop, trace(reading.sop), reading.logo)


@pytest.mark.slow
@pytest.mark.parametrize("plain", [False, True], ids=["glued", "plain"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_open_xml_sdk_finds_nothing(validator: str, tmp_path: Path, example: Path, plain: bool) -> None:
    file = tmp_path / "contoh.xlsx"
    file.write_bytes(render(scene_of(example), plain))
    result = subprocess.run([validator, str(file)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert json.loads(result.stdout)["ok"] is True


@pytest.mark.slow
def test_libreoffice_prints_the_layout_s_pages(soffice: str, tmp_path: Path) -> None:
    expected, files = {}, []
    scenes = {example.stem: scene_of(example) for example in EXAMPLES}
    scenes |= {
        f"grid {steps} {per_page}": grid_scene(steps, per_page) for steps, per_page in ((20, 8), (6, 8), (24, 6))
    }
    for name, scene in scenes.items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(render(scene))
        expected[name] = sum(len(sheet.pages) for sheet in scene.sheets)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    printed = {}
    for name in scenes:
        info = subprocess.run(["pdfinfo", tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
        printed[name] = next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))
    assert printed == expected
