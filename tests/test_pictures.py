"""The pictures of README and guide show what sopgen makes today."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", ROOT / "tools" / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def has_liberation() -> bool:
    listed = shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout
    return "Liberation Sans" in (listed or "")


def test_pictures_are_current(maker: ModuleType, tmp_path: Path) -> None:
    made = maker.digests(tmp_path).splitlines()
    known = maker.DIGESTS.read_text(encoding="utf-8").splitlines()
    if not has_liberation():  # the PDF embeds the system's face
        made, known = ([line for line in lines if ".pdf" not in line] for lines in (made, known))
    assert made == known, "run `make pictures`"


def test_every_picture_is_shown(maker: ModuleType) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {Path(link).name for page in pages for link in re.findall(r"\]\(([^)]+\.png)\)", page.read_text("utf-8"))}
    assert shown == {path.name for path in maker.PICTURES.glob("*.png")}
