"""README and the guide are true: their commands are run, their files are checked; a test is a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import ROOT, blocks, check_page

DOCS = ROOT / "docs"
README = pytest.param(ROOT / "README.md", marks=pytest.mark.slow)  # makes a site of all examples
GUIDE = [*sorted((DOCS / "mulai").glob("*.md")), *sorted((DOCS / "panduan").rglob("*.md"))]
PAGES = [README, *GUIDE, DOCS / "rujukan" / "keluaran.md", DOCS / "rujukan" / "python.md"]
EXCUSED = 4
"""Most blocks of a page that may say why they are not run."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    told = list(blocks(page.read_text(encoding="utf-8")))
    assert page.read_text(encoding="utf-8").count("```") == 2 * len(told), "a block that the reader does not see"
    ran = check_page(page, tmp_path)
    excused = sum(block.mark == "tanpa uji" for block in told)
    assert ran or excused or not told
    assert excused <= EXCUSED


def page(folder: Path, text: str) -> Path:
    (folder / "p.md").write_text(text, encoding="utf-8")
    return folder / "p.md"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("```console\n$ sopgen validate pk.yaml\n2 berkas\n```\n", "shows"),
        ("```console\n$ sopgen validate tidak-ada.yaml\n...\n```\n", "ends with 2"),
        ("```console\n$ rm pk.yaml\n```\n", "only sopgen"),
        ("```yaml\njudul: x\n```\n", "neither run"),
    ],
)
def test_a_page_that_is_not_true_is_found(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_page(page(tmp_path, text), tmp_path / "folder")


def test_marks_and_wildcards(tmp_path: Path) -> None:
    text = "<!-- berkas: a/b.yaml -->\n```yaml\njudul: x\n```\n"
    text += "```console\n$ sopgen validate a/b.yaml\n...\na/b.yaml:[..]galat SOP004 [..]\n...\n? 1\n```\n"
    text += "<!-- tanpa uji: no such program -->\n```sh\nmake\n```\n"
    assert check_page(page(tmp_path, text), tmp_path) == 1
