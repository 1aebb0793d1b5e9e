"""Turns findings into lines for people: what, where, the line itself with the place marked, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sopgen.diagnostics import Finding, Severity, Span
from sopgen.report.content import LEVELS, Report, counts, printable

WIDTH = 100
"""columns of a source line that are shown"""
BEFORE = 30
"""columns shown to the left of a mark that stands far to the right"""
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
    """The source line with its number, and a line that marks the span below it; none where there is no text."""
    text = source.rstrip()
    if not text:
        return []
    start = min(span.column - 1, len(text))
    end = min(span.end_column - 1, len(text)) if span.end_line == span.line else len(text)
    left, right = _window(text, start)
    cells = [_cell(char) for char in text[left:right]]
    before, marked = cells[: start - left], cells[start - left : max(end - left, start - left + 1)]
    gutter = f"{span.line:>5} | "
    cut = "…" if text[:left].strip() else ""
    shown = cut + "".join(cells) + ("…" if right < len(text) else "")
    indent = " " * (len(gutter) - 2) + "| " + " " * (len(cut) + sum(map(_width, before)))
    return [gutter + shown, indent + "^" * max(1, sum(map(_width, marked)))]


def _window(text: str, start: int) -> tuple[int, int]:
    """The part of a line that is shown: without its indentation, and not too far left of the mark."""
    left = min(len(text) - len(text.lstrip()), start)
    if start - left > WIDTH - BEFORE:
        left = start - BEFORE
    return left, min(len(text), left + WIDTH)


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
