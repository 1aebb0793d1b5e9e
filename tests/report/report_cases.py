"""The findings that every format is asked to report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sopgen.diagnostics import Finding, Severity, Span
from sopgen.reading import read
from sopgen.report import Report, ordered
from sopgen.rules import RULES, check

ROOT = Path(__file__).parent.parent.parent
NASTY = Finding(
    "aneh, 100%: \x1b[31mé.yaml",
    Span(2, 3, 4, 5),
    "SOP102",
    "isian-contoh",
    Severity.WARNING,
    'Isian `<a & "b">` 50%, \x1b]0;x\x07 ::error:: \u202e\ufffe.',
    "Saran:\nbaris dua.",
    "langkah[0].kegiatan",
)


def everything() -> Report:
    """The findings on the examples, and one that tries to break out of every syntax."""
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "examples").glob("*.yaml"))]
    found = [NASTY]
    for file in files:
        reading = read(ROOT / file)
        found += [f._replace(file=file) for f in (*reading.findings, *check(reading, date(2026, 1, 31)))]
    return Report(ordered(found, files), files, rules=RULES)
