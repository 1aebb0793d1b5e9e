"""The pictures of README and guide show what sopgen makes today."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import make_pictures

ROOT = Path(__file__).parent.parent


def has_liberation() -> bool:
    listed = shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout
    return "Liberation Sans" in (listed or "")


def test_pictures_are_current(tmp_path: Path) -> None:
    made = make_pictures.digests(tmp_path).splitlines()
    known = make_pictures.DIGESTS.read_text(encoding="utf-8").splitlines()
    if not has_liberation():  # the PDF embeds the system's face
        made, known = ([line for line in lines if ".pdf" not in line] for lines in (made, known))
    assert made == known, "run `make pictures`"


def test_every_picture_is_shown() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {Path(link).name for page in pages for link in re.findall(r"\]\(([^)]+\.png)\)", page.read_text("utf-8"))}
    assert shown == {path.name for path in make_pictures.PICTURES.glob("*.png")}
