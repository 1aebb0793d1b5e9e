"""Turns findings into reports: lines for people, and what each CI service reads. One module per format."""

from __future__ import annotations

from sopgen.report import github, gitlab, junit, objects, sarif, text
from sopgen.report.content import LEVELS, Documented, Report, counts, ordered, printable
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

FORMATS = {
    "teks": text.render,
    "json": objects.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
}
"""What `validate --format` and `--keluaran` may name."""
