"""Turns findings into lines for people: what, where, the line itself with the place marked, what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sopgen.diagnostics import Finding, Severity, Span
from sopgen.report.content import LEVELS, Report, counts, printable

WIDTH = 100
"""columns of a source line that are shown"""
BEFORE = 30
"""columns shown to the left of a mark that stands far to the right"""
_INDENT = re.compile(r"\s*")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report) -> str:
    lines = [line for finding in report.findings for line in _lines(finding, report)]
    lines += map(printable, report.summary_lines)
    return "\n".join([*lines, summary(report.findings, len(report.files))]) + "\n"


def finding_lines(finding: Finding) -> list[str]:
    """`file:line:column: tingkat KODE pesan`, with the hint indented below."""
    return _lines(finding, Report((finding,), (finding.file,)))


def _lines(finding: Finding, report: Report) -> list[str]:
    place = printable(f"{finding.file}:{finding.span.line}:{finding.span.column}:")
    level, code = LEVELS[finding.severity], finding.code
    if report.coloured:
        place, level, code = _bold(place), _painted(level, finding.severity), _bold(code)
    first = f"{place} {level} {code} {printable(finding.message)}"
    marked = marked_line(report.line(finding.file, finding.span.line), finding.span)
    if marked and report.coloured:
        marked[-1] = marked[-1].replace("^", f"\x1b[{_COLOURS[finding.severity]}m^", 1) + "\x1b[0m"
    return [first, *marked, *([f"    {printable(finding.hint)}"] if finding.hint else [])]


def marked_line(source: str, span: Span) -> list[str]:
    """The source line with its number, and a line that marks the span below it; none where there is no text.

    Only the part that is shown is looked at: a whole file may stand on one line.
    """
    indent = _INDENT.match(source).end()  # type: ignore[union-attr]
    if indent == len(source):
        return []
    start = span.column - 1
    left = min(indent, start) if start - indent <= WIDTH - BEFORE else start - BEFORE
    text = source[left : left + WIDTH + 1]
    more = len(text) > WIDTH and _has_text(source, left + WIDTH)
    text = text[:WIDTH] if more else text[:WIDTH].rstrip()
    start = min(start - left, len(text))
    end = min(span.end_column - 1 - left, len(text)) if span.end_line == span.line else len(text)
    cells = list(map(_cell, text))
    before, marked = cells[:start], cells[start : max(end, start + 1)]
    gutter = f"{span.line:>5} | "
    cut = "…" if left > indent else ""
    shown = cut + "".join(cells) + ("…" if more else "")
    place = " " * (len(gutter) - 2) + "| " + " " * (len(cut) + sum(map(_width, before)))
    return [gutter + shown, place + "^" * max(1, sum(map(_width, marked)))]


def _has_text(source: str, start: int) -> bool:
    return _INDENT.match(source, start).end() < len(source)  # type: ignore[union-attr]


def _cell(char: str) -> str:
    return " " if char == "\t" else printable(char)


def _width(cell: str) -> int:
    """The columns of a terminal that a shown character takes."""
    if len(cell) > 1 or cell.isascii():
        return len(cell)
    if unicodedata.combining(cell):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _painted(text: str, severity: Severity) -> str:
    return f"\x1b[1;{_COLOURS[severity]}m{text}\x1b[0m"


def summary(findings: Sequence[Finding], files: int) -> str:
    """How many of each severity in how many files."""
    if not findings:
        return f"{files} berkas diperiksa, tidak ada temuan."
    counted = ", ".join(f"{n} {LEVELS[level]}" for level, n in counts(findings).items() if n)
    return f"{files} berkas diperiksa: {counted}."
