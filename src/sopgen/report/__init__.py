"""Turns findings into reports: lines for people, and what each CI service reads. One module per format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sopgen.diagnostics import LEVELS
from sopgen.report.content import Documented, Report, counts, ordered, printable
from sopgen.report.text import finding_lines, summary

__all__ = [
    "FORMATS",
    "LEVELS",
    "Documented",
    "Report",
    "counts",
    "finding_lines",
    "ordered",
    "printable",
    "summary",
]


def _renderer(module: str) -> Callable[[Report], str]:
    """The module's `render`, loaded when it is first used: the command starts fast."""

    def render(report: Report) -> str:
        text: str = import_module(f"sopgen.report.{module}").render(report)
        return text

    return render


FORMATS = {
    "teks": _renderer("text"),
    "json": _renderer("objects"),
    "github": _renderer("github"),
    "gitlab": _renderer("gitlab"),
    "sarif": _renderer("sarif"),
    "junit": _renderer("junit"),
}
"""What `validate --format` and `--keluaran` may name."""
