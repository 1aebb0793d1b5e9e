"""The built package works by itself: installed in an environment of its own, run from another folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("sopgen-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `sopgen` command in a clean environment."""
    home = tmp_path_factory.mktemp("clean")
    uv = (sys.executable, "-m", "uv")
    made = run(*uv, "venv", "--python", sys.executable, home / "venv", cwd=home)
    assert made.returncode == 0, made.stderr
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = (*uv, "pip", "install", "--python", scripts / "python")
    installed = run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=home)
    if installed.returncode != 0 and not os.environ.get("CI"):
        pytest.skip(f"uv cannot reach a package index: {installed.stderr.strip().splitlines()[-1]}")
    assert installed.returncode == 0, installed.stderr
    installed = run(*install, "--no-deps", wheel, cwd=home)
    assert installed.returncode == 0, installed.stderr
    return scripts / "sopgen"


def test_templates_are_packaged(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert templates
    missing = {f"sopgen/templates/{path.relative_to(ROOT / 'templates').as_posix()}" for path in templates} - names
    assert not missing
    assert "sopgen/cli.py" in names
    assert not [name for name in names if name.startswith(("tests/", "examples/", "src/"))]


def test_whoever_packages_it_gets_all_of_it(dist: Path) -> None:
    with tarfile.open(next(dist.glob("sopgen-*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tracked = run("git", "ls-files", cwd=ROOT).stdout.splitlines()
    assert {"docs/index.md", "tools/make_reference.py", "tests/test_wheel.py", "zensical.toml"} <= names
    assert {name for name in tracked if name not in names} == set()
    assert not [name for name in names if re.match(r"build/|\.venv|dist/", name) or "node_modules" in name]


def test_renders_an_example_from_another_folder(program: Path, tmp_path: Path) -> None:
    rendered = run(program, "render", ROOT / "examples" / "kecil.yaml", "--xlsx", "-o", "keluaran", cwd=tmp_path)
    assert rendered.returncode == 0, rendered.stdout + rendered.stderr
    assert zipfile.is_zipfile(tmp_path / "keluaran" / "kecil.xlsx")
