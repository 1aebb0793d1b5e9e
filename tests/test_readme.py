"""What the README says of files is true; its commands are run by test_guide.py."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI_FILES = sorted((ROOT / "templates" / "ci").iterdir())


@pytest.mark.parametrize("file", CI_FILES, ids=lambda path: path.name)
def test_ci_files_are_linked_in_the_readme(file: Path) -> None:
    assert f"](templates/ci/{file.name})" in README


def test_what_the_readme_links_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_stranger_can_read_it_in_minutes() -> None:
    assert len(README.split()) < 700


def test_the_first_command_is_the_users_own() -> None:
    assert re.findall(r"^\$ (.*)$", README, re.M)[0] == "sopgen render pk.yaml --xlsx"


def test_every_dependency_has_its_reason() -> None:
    """The table in CONTRIBUTING.md names what pyproject.toml asks for, and nothing else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["pdf"]]
    wanted = {re.split(r"[^\w-]", line, maxsplit=1)[0].lower() for line in asked}
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## A dependency\n")[2]
    named = {name.lower() for name in re.findall(r"^\| ([\w-]+)(?: \(extra `\w+`\))? \|", table, re.M)} - {"package"}
    assert named == wanted
