"""The quick way into a command must mean what typer's way means, or leave the words to it."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.commands import app, quick, render, validate

FUNCTIONS: dict[str, Callable[..., int]] = {
    "render": render.render,
    "validate": validate.validate,
}
PLAIN = [
    "render a.yaml",
    "render a.yaml --xlsx --html --pdf --svg --png --dot",
    "render a.yaml b.yaml -o keluar --dpi 96",
    "render --dpi=300.5 --output=x/y folder",
    "render - --pdf",
    "validate .",
    "validate a.yaml --strict --ringkasan --tanggal 2026-01-31",
    "validate a.yaml --format json --keluaran sarif=a.sarif --keluaran junit=b.xml",
    "validate --bagian 2/8 --format= a b c",
]
LEFT_TO_TYPER = [
    "",
    "--version",
    "rules",
    "render",
    "render --help",
    "render a.yaml -h",
    "validate --strict",
    "validate -- -a.yaml",
    "validate a.yaml --format",
    "validate a.yaml --format -x",
    "validate a.yaml --strict=ya",
    "validate a.yaml --salah",
    "validate a.yaml --paths x",
    "validate a.yaml --return x",
    "render a.yaml --dpi 35",
    "render a.yaml --dpi nan",
    "render a.yaml --dpi banyak",
    "render a.yaml -okeluar",
]
WORDS = [
    *"ab-",
    "--strict",
    "--xlsx",
    "--format",
    "json",
    "--format=json",
    "--keluaran",
    "x=y",
    "--dpi",
    "96",
    "-o",
    "--",
]


def quickly(words: list[str]) -> dict[str, Any] | None:
    """Every keyword of the function that the quick way calls."""
    call = quick.understood(words)
    if call is None:
        return None
    assert call.func is FUNCTIONS[words[0]]  # type: ignore[attr-defined]
    bound = inspect.signature(FUNCTIONS[words[0]]).bind(**call.keywords)  # type: ignore[attr-defined]
    bound.apply_defaults()
    return dict(bound.arguments)


def slowly(words: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The same, as typer calls it."""
    seen: list[dict[str, Any]] = []
    signature = inspect.signature(FUNCTIONS[words[0]])

    def record(*values: Any) -> int:
        seen.append(dict(signature.bind(*values).arguments))
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(render, "render", record)
        patch.setattr(validate, "validate", record)
        assert app.run(words) == 0
    return seen[0]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_words_mean_the_same(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quickly(line.split()) == slowly(line.split(), monkeypatch)


@pytest.mark.parametrize("line", LEFT_TO_TYPER)
def test_the_rest_is_left_to_typer(line: str) -> None:
    assert quick.understood(line.split()) is None


@given(st.sampled_from(["render", "validate"]), st.lists(st.sampled_from(WORDS), max_size=6))
def test_no_words_mean_something_else(command: str, words: list[str]) -> None:
    found = quickly([command, *words])
    if found is not None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert found == slowly([command, *words], monkeypatch)


def test_every_option_is_known_to_both() -> None:
    known = {"bool", "list[Path]", "list[str] | None", *quick.READERS}
    for name, function in FUNCTIONS.items():
        command = next(found for found in app.app.registered_commands if found.callback.__name__ == name)  # type: ignore[union-attr]
        assert list(inspect.signature(command.callback).parameters) == list(inspect.signature(function).parameters)  # type: ignore[arg-type]
        assert {kind for word, kind in function.__annotations__.items() if word != "return"} <= known


def test_a_check_loads_no_large_library(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom sopgen.cli import main\n"
        "try: main(['validate', sys.argv[1]])\n"
        "except SystemExit: print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    example = Path(__file__).parent.parent / "examples" / "kecil.yaml"
    shown = subprocess.run([sys.executable, "-c", script, str(example)], capture_output=True, text=True, check=True)
    loaded = shown.stdout.split("LOADED")[1].split()
    assert "yaml" in loaded
    assert not {"typer", "rich", "jinja2", "openpyxl", "graphviz", "typst", "multiprocessing"} & set(loaded)
