"""The four functions for Python programs: their signatures stay, and they do what the commands do."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sopgen
from sopgen.cli import main
from sopgen.diagnostics import UsageProblem
from sopgen.scene.document import Scene

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "kecil.yaml"
SIGNATURES = {
    "read": "(path: 'str | PathLike[str]') -> 'Reading'",
    "check": "(reading: 'Reading', today: 'date | None' = None) -> 'tuple[Finding, ...]'",
    "lay_out": "(reading: 'Reading') -> 'Scene'",
    "draw": "(reading: 'Reading', form: 'str') -> 'bytes'",
}
"""A program may rely on these: a change of one is a change of the major version."""


def test_the_signatures_stay() -> None:
    named = {name for name in sopgen.__all__ if not name.startswith("__")}
    assert {name: str(inspect.signature(getattr(sopgen, name))) for name in named} == SIGNATURES
    assert all(getattr(sopgen, name).__doc__ for name in named)
    page = (ROOT / "docs" / "rujukan" / "python.md").read_text(encoding="utf-8")
    assert [name for name in named if f"| `sopgen.{name}(" not in page] == []


def test_type_checkers_are_told_of_them() -> None:
    """The stub names the same functions, and the package says that it has types."""
    stub = (ROOT / "src" / "sopgen" / "__init__.pyi").read_text(encoding="utf-8")
    assert set(re.findall(r"import (\w+) as \1", stub)) == set(SIGNATURES)
    assert (ROOT / "src" / "sopgen" / "py.typed").exists()


def test_importing_sopgen_loads_nothing_else() -> None:
    script = "import sopgen, sys; print([name for name in sys.modules if name.startswith(('sopgen.', 'pydantic'))])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_it_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'gambar'"):
        _ = sopgen.gambar  # type: ignore[attr-defined]


def test_it_draws_what_render_writes(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["render", str(EXAMPLE), "--xlsx", "--html", "-o", str(tmp_path)])
    reading = sopgen.read(EXAMPLE)
    for form in ("xlsx", "html"):
        assert sopgen.draw(reading, form) == (tmp_path / f"kecil.{form}").read_bytes()


def test_it_checks_by_the_day() -> None:
    reading = sopgen.read(str(EXAMPLE))
    assert sopgen.check(reading, date(2026, 11, 28)) == ()
    assert {finding.code for finding in sopgen.check(reading, date(2050, 1, 1))} & {"SOP105", "SOP107", "SOP602"}


def test_a_layout_has_the_sheets() -> None:
    scene = sopgen.lay_out(sopgen.read(EXAMPLE))
    assert isinstance(scene, Scene)
    assert len(scene.sheets) == 2


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    lost = tmp_path / "a.yaml"
    lost.write_text(EXAMPLE.read_text(encoding="utf-8").replace("Tidak: minta", "Tidak: mnta"), encoding="utf-8")
    reading = sopgen.read(lost)
    for act in (sopgen.lay_out, lambda reading: sopgen.draw(reading, "xlsx")):
        with pytest.raises(UsageProblem, match="mnta"):
            act(reading)
    with pytest.raises(UsageProblem, match="docx"):
        sopgen.draw(sopgen.read(EXAMPLE), "docx")
    with pytest.raises(UsageProblem, match="tidak-ada"):
        sopgen.read(tmp_path / "tidak-ada.yaml")
