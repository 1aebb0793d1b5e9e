"""Turns findings into lines for people: what, where, the line itself with the place marked, what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial

from sopgen.diagnostics import LEVELS, Finding, Level, Severity, Span
from sopgen.report.content import Report, counts, painted, printable

WIDTH = 100
"""columns of a source line that are shown"""
BEFORE = 30
"""columns shown to the left of a mark that stands far to the right"""
GROUPED = 3
"""alike findings of one file from which on only the first is told in full"""
NAMED = 6
"""places that one line names"""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_QUOTED = re.compile(r"`[^`]*`|\d+")
_INDENT = re.compile(r"\s*")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report) -> str:
    """Alike findings together, errors last; the closing line says once more where they are."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda finding: -_RANK[finding.severity]):
        alike = (finding.file, finding.code, finding.severity, _QUOTED.sub("", finding.hint))
        groups.setdefault(alike, []).append(finding)
    lines = [line for group in groups.values() for line in _group(group, report)]
    lines += map(printable, report.summary_lines)
    errors = [f"{f.file}:{f.span.line}" for f in report.findings if f.severity is Severity.ERROR]
    named = list(dict.fromkeys(errors))
    places = ", ".join(named[:NAMED]) + (" …" if len(named) > NAMED else "")
    closing = summary(report.findings, len(report.files))
    return "\n".join([*lines, closing + (f" Galat: {printable(places)}." if named else "")]) + "\n"


def _group(findings: list[Finding], report: Report) -> Iterator[str]:
    """Findings of one kind: a few are told each, of many the first, with the places of the others."""
    if len(findings) < GROUPED:
        for finding in findings:
            yield from _lines(finding, report)
        return
    first, *rest = findings
    yield from _lines(first, report)
    if all(finding.span == first.span for finding in rest):  # of what is missing all stand at one place
        places = [f"`{finding.path}`" for finding in rest]
    elif len(rest) <= NAMED:
        places = [f"baris {finding.span.line} (`{finding.path}`)" for finding in rest]
    else:
        lines = list(dict.fromkeys(str(finding.span.line) for finding in rest))
        places = ["baris " + ", ".join(lines[: 3 * NAMED]) + (" …" if len(lines) > 3 * NAMED else "")]
    yield printable(f"    Begitu pula {len(rest)} temuan {first.code} lagi: {', '.join(places)}.")


def finding_lines(finding: Finding) -> list[str]:
    """`file:line:column: tingkat KODE pesan`, with the hint indented below."""
    return _lines(finding, Report((finding,), (finding.file,)))


def _lines(finding: Finding, report: Report) -> list[str]:
    paint = partial(painted, coloured=report.coloured)
    place, colour = printable(f"{finding.file}:{finding.span.line}:{finding.span.column}:"), _COLOURS[finding.severity]
    level, code = LEVELS[finding.severity], paint(finding.code, "1")
    first = f"{paint(place, '1')} {paint(level, f'1;{colour}')} {code} {printable(finding.message)}"
    # where the writing itself is wrong, blanks count: the line is shown as it stands, beside its neighbour
    whole = finding.code == "SOP001"
    marked = marked_line(report.line(finding.file, finding.span.line), finding.span, whole=whole)
    if marked:
        blank = marked[-1].index("^")
        marked[-1] = marked[-1][:blank] + paint(marked[-1][blank:], colour)
    for other in finding.related:
        source, mark = marked_line(report.line(other.file, other.span.line), other.span, whole=whole) or ["", ""]
        if source:
            beside = [source, f"{mark} {printable(other.text)}"]
            marked = [*beside, *marked] if other.span < finding.span else [*marked, *beside]
    hint = printable(finding.hint)
    if finding.correction and finding.file in report.files:  # a sopgen.yaml is nothing that `fix` writes to
        bold = " --berani" if finding.correction.level is Level.BOLD else ""
        hint += f" (dapat diperbaiki dengan `sopgen fix{bold}`)"
    return [first, *marked, *([f"    {hint}"] if hint else [])]


def marked_line(source: str, span: Span, *, whole: bool = False) -> list[str]:
    """The source line with its number, and a line that marks the span below it; none where there is no text. `whole`:
    with its indent.

    Only the part that is shown is looked at: a whole file may stand on one line.
    """
    indent = _INDENT.match(source).end()  # type: ignore[union-attr]
    if indent == len(source):
        return []
    start = span.column - 1
    left = min(indent, start) if start - indent <= WIDTH - BEFORE else start - BEFORE
    if whole and start <= WIDTH - BEFORE:
        left = 0
    text = source[left : left + WIDTH + 1]
    more = len(text) > WIDTH and _INDENT.match(source, left + WIDTH).end() < len(source)  # type: ignore[union-attr]
    text = text[:WIDTH] if more else text[:WIDTH].rstrip()
    start = min(start - left, len(text))
    end = min(span.end_column - 1 - left, len(text)) if span.end_line == span.line else len(text)
    cells = [" " if char == "\t" else printable(char) for char in text]
    before, marked = cells[:start], cells[start : max(end, start + 1)]
    gutter = f"{span.line:>5} | "
    cut = "…" if left > indent else ""
    shown = cut + "".join(cells) + ("…" if more else "")
    place = " " * (len(gutter) - 2) + "| " + " " * (len(cut) + sum(map(_width, before)))
    return [gutter + shown, place + "^" * max(1, sum(map(_width, marked)))]


def _width(cell: str) -> int:
    """The columns of a terminal that a shown character takes."""
    if len(cell) > 1 or cell.isascii():
        return len(cell)
    if unicodedata.combining(cell):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1


def summary(findings: Sequence[Finding], files: int) -> str:
    """How many of each severity in how many files."""
    if not findings:
        return f"{files} berkas diperiksa, tidak ada temuan."
    counted = ", ".join(f"{n} {LEVELS[level]}" for level, n in counts(findings).items() if n)
    return f"{files} berkas diperiksa: {counted}."
