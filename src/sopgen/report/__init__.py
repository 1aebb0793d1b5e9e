"""Turns findings into reports: lines for people, and what each CI service reads. One module per format."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from sopgen.diagnostics import LEVELS
from sopgen.report.content import Report, counts, ordered, printable
from sopgen.report.text import finding_lines, summary

__all__ = ["FORMATS", "LEVELS", "Report", "counts", "finding_lines", "ordered", "printable", "summary"]


def _rendered(module: str, report: Report) -> str:
    """By a module that is loaded when it is first used: the command starts fast."""
    text: str = import_module(f"sopgen.report.{module}").render(report)
    return text


MODULES = {"teks": "text", "json": "objects"} | {name: name for name in ("github", "gitlab", "sarif", "junit")}
FORMATS = {name: partial(_rendered, module) for name, module in MODULES.items()}
"""What `validate --format` and `--keluaran` may name."""
