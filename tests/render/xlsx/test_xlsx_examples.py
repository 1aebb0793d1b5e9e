"""Every example, judged by Microsoft's validator and printed by LibreOffice."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

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
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_libreoffice_prints_the_layout_s_pages(soffice: str, tmp_path: Path, example: Path) -> None:
    scene = scene_of(example)
    file = tmp_path / "contoh.xlsx"
    file.write_bytes(render(scene))
    profile = (tmp_path / "profile").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(file)], capture_output=True, check=True, timeout=180)
    info = subprocess.run(["pdfinfo", str(tmp_path / "contoh.pdf")], capture_output=True, text=True, check=True).stdout
    pages = next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))
    assert pages == sum(len(sheet.pages) for sheet in scene.sheets)
