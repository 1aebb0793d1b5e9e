"""The locks: every package that pyproject.toml asks for, on every system, by the hashes of its files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["pdf"]],
    "requirements-docs.lock": [*PROJECT["dependencies"], *EXTRAS["docs"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["pdf"], *EXTRAS["dev"]],
}


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Package -> the line that pins it, and the hashes of its files."""
    entries = re.split(r"\n(?=[^\s#])", (ROOT / name).read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        if not entry.startswith("#"):
            pinned = Requirement(entry.split("\\\n")[0])
            found[canonicalize_name(pinned.name)] = (pinned, re.findall(r"--hash=(sha256:[0-9a-f]{64})", entry))
    return found


@pytest.mark.parametrize("name", ASKED)
def test_everything_asked_for_is_locked(name: str) -> None:
    found = locked(name)
    for asked in map(Requirement, ASKED[name]):
        pinned, _ = found[canonicalize_name(asked.name)]
        [specifier] = pinned.specifier
        assert specifier.operator == "=="
        assert asked.specifier.contains(specifier.version), f"{asked}: run make lock"


@pytest.mark.parametrize("name", ASKED)
def test_every_file_has_a_hash(name: str) -> None:
    assert len(locked(name)) > 15
    assert [package for package, (_, hashes) in locked(name).items() if not hashes] == []


def test_the_locks_agree_and_hold_for_windows() -> None:
    run, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: pinned.specifier for name, (pinned, _) in run.items()} == {
        name: pinned.specifier for name, (pinned, _) in development.items() if name in run
    }
    marker = development["colorama"][0].marker
    assert marker is not None
    assert marker.evaluate({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"})


def test_typst_is_pinned_exactly() -> None:
    [typst] = [asked for asked in map(Requirement, PROJECT["dependencies"]) if asked.name == "typst"]
    assert [specifier.operator for specifier in typst.specifier] == ["=="]
