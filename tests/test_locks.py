"""The locks: every package that pyproject.toml asks for, on every system, by the hashes of its files."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["pdf"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["pdf"], *EXTRAS["dev"]],
}
WINDOWS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.12",
    "python_full_version": "3.12.10",
    "extra": "",
}
"""where the kit of `make windows-kit` is installed"""


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


def test_the_locks_agree() -> None:
    run, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: pinned.specifier for name, (pinned, _) in run.items()} == {
        name: pinned.specifier for name, (pinned, _) in development.items() if name in run
    }


def test_the_kit_for_windows_is_complete() -> None:
    """Whatever a wheel of the kit asks for on Windows is in the kit, in a version that it takes."""
    locks = {name: pinned for name, (pinned, _) in locked("requirements.lock").items()}
    kit = {name: pinned for name, pinned in locks.items() if not pinned.marker or pinned.marker.evaluate(WINDOWS)}
    assert {"colorama", "pygraphviz", "pdfplumber"} < set(kit)
    silent = set()
    for name in kit:
        try:
            asked = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            silent.add(name)
            continue
        for wanted in asked:
            if not wanted.marker or wanted.marker.evaluate(WINDOWS):
                [pinned] = kit[canonicalize_name(wanted.name)].specifier
                assert wanted.specifier.contains(pinned.version), f"{name} asks for {wanted}"
    assert silent <= {"colorama"}, "what is for Windows alone cannot be asked here"


def test_typst_is_pinned_exactly() -> None:
    [typst] = [asked for asked in map(Requirement, PROJECT["dependencies"]) if asked.name == "typst"]
    assert [specifier.operator for specifier in typst.specifier] == ["=="]
