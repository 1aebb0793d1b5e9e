"""The site of guide and reference: it has every page, and asks for nothing outside."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAV = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
LISTED = [page for part in NAV for pages in part.values() for page in pages]


def test_every_page_for_users_is_in_the_navigation() -> None:
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(LISTED) == pages - {"architecture.md"}


@pytest.mark.parametrize("page", LISTED)
def test_pages_have_the_words_that_people_search(page: str) -> None:
    """Nothing stems Indonesian, so pages name the words themselves; the generated ones are lists of words already."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert "\nKata kunci: " in text or text.startswith("<!-- Dibuat oleh `make rujukan`")


@pytest.mark.slow
def test_the_site_is_built_and_asks_for_nothing_outside(tmp_path: Path) -> None:
    if not importlib.util.find_spec("zensical"):
        pytest.skip("zensical is not installed (make docs)")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in LISTED:
        page = (tmp_path / "build" / "docs" / name).with_suffix(".html").read_text(encoding="utf-8")
        assert '<html lang="id"' in page
        assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=[\"']?(?:https?:)?//", page) == []
        assert re.findall(r"<link[^>]*rel=[\"']?stylesheet[^>]*href=[\"']?(?:https?:)?//", page) == []
        assert "iframe-worker.js" in page
