"""Differences as reports, one module per format: for people, for one comment on a pull request, for machines."""

from __future__ import annotations

from importlib import import_module

from sopgen.compare.differences import Differences

FORMATS = {"teks": "text", "markdown": "markdown", "json": "objects", "html": "html", "xlsx": "xlsx"}
"""What `diff --format` may name, but for the workbook, which only a file can be -> the module that makes it."""


def render(differences: Differences, name: str) -> bytes:
    """The report in one of the formats."""
    said: str | bytes = import_module(f"sopgen.compare.reports.{FORMATS[name]}").render(differences)
    return said if isinstance(said, bytes) else said.encode("utf-8", "backslashreplace")
