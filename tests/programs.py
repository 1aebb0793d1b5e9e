"""The programs besides Python that judge our documents. Where one is missing its tests are skipped; in CI they fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parent / "tools"


def needed(*names: str) -> str:
    """The first of these programs that is on the PATH."""
    for name in names:
        if found := shutil.which(name):
            return found
    return _missing(names[0])


def module(name: str) -> Path:
    """A file or folder of an npm package."""
    place = TOOLS / "node_modules" / name
    return place if place.exists() else Path(_missing(name))


def _missing(name: str) -> str:
    told = f"no {name} here: tools/check-tools.sh"
    pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)


def chromium() -> str:
    return needed("chromium", "google-chrome")


def said(*command: str | Path, **options: Any) -> str:
    """What a program says, which ends well within five minutes."""
    words = list(map(str, command))
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=300, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def met_in_chromium(script: str, folder: Path, *arguments: str | Path) -> Any:
    """What a script of tests/tools tells as JSON of the pages that it opens; it runs in `folder`."""
    browser, node, modules = chromium(), needed("node"), module("puppeteer-core").parent
    copied = shutil.copy(TOOLS / script, folder)
    (folder / "node_modules").symlink_to(modules)
    return json.loads(said(node, copied, browser, *arguments))


def sdk_finds(workbook: bytes, folder: Path, version: str = "Microsoft365") -> list[Any]:
    """What Microsoft's Open XML SDK finds wrong in a workbook."""
    validator, file = module(".bin/ooxml-validator"), folder / "uji.xlsx"
    file.write_bytes(workbook)
    command = [str(validator), str(file), "--officeVersion", version]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    return json.loads(done.stdout)["errors"]


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own, which it makes at the first start."""

    profile: Path

    def run(self, *words: str | Path) -> None:
        own = f"-env:UserInstallation={self.profile.as_uri()}"
        said(needed("soffice"), own, "--headless", "--norestore", *words)

    def convert(self, files: Iterable[Path], to: str, folder: Path) -> None:
        self.run("--convert-to", to, "--outdir", folder, *files)
