"""What the README says of files is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CI_FILES = sorted((ROOT / "templates" / "ci").iterdir())


@pytest.mark.parametrize("file", CI_FILES, ids=lambda path: path.name)
def test_ci_files_are_linked_in_the_readme(file: Path) -> None:
    assert f"](templates/ci/{file.name})" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_the_readme_links_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
