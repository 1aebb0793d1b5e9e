"""What the README shows of files is what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CI_FILES = sorted((ROOT / "templates" / "ci").iterdir())


@pytest.mark.parametrize("file", CI_FILES, ids=lambda path: path.name)
def test_ci_files_stand_in_the_readme(file: Path) -> None:
    assert file.read_text(encoding="utf-8") in (ROOT / "README.md").read_text(encoding="utf-8")


def test_all_three_are_there() -> None:
    assert [path.name for path in CI_FILES] == ["github.yml", "gitlab-ci.yml", "pre-commit-config.yaml"]
