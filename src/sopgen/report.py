"""Turns findings into text: lines for people (`teks`) or one JSON object for machines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from sopgen.diagnostics import Finding, Severity

LEVELS = {Severity.ERROR: "galat", Severity.WARNING: "peringatan", Severity.INFO: "info"}


def ordered(findings: Sequence[Finding], files: Sequence[str]) -> list[Finding]:
    """Each finding once, in file and line order; a sopgen.yaml follows the file that first met it."""
    position = {file: index for index, file in enumerate(files)}
    for finding in findings:
        position.setdefault(finding.file, len(position))
    return sorted(dict.fromkeys(findings), key=lambda f: (position[f.file], f.span, f.code))


def text(findings: Sequence[Finding], files: int) -> str:
    lines = [line for finding in findings for line in finding_lines(finding)]
    return "\n".join([*lines, summary(findings, files)]) + "\n"


def finding_lines(finding: Finding) -> list[str]:
    """`file:line:column: tingkat KODE pesan`, with the hint indented below."""
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    first = f"{place}: {LEVELS[finding.severity]} {finding.code} {finding.message}"
    return [printable(first), *([f"    {printable(finding.hint)}"] if finding.hint else [])]


def summary(findings: Sequence[Finding], files: int) -> str:
    """How many of each severity in how many files."""
    if not findings:
        return f"{files} berkas diperiksa, tidak ada temuan."
    counted = ", ".join(f"{n} {LEVELS[level]}" for level, n in counts(findings).items() if n)
    return f"{files} berkas diperiksa: {counted}."


def counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    return {level: sum(finding.severity is level for finding in findings) for level in Severity}


def printable(line: str) -> str:
    """The line with control characters, which could steer a terminal, written as codes."""
    return "".join(
        f"\\u{ord(char):04x}" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in line
    )


def as_json(findings: Sequence[Finding], files: int) -> str:
    """The object of contract section 2."""
    counted = counts(findings)
    report = {
        "files": files,
        "errors": counted[Severity.ERROR],
        "warnings": counted[Severity.WARNING],
        "infos": counted[Severity.INFO],
        "findings": [_entry(finding) for finding in findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> dict[str, str | int | None]:
    return {
        "file": finding.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.path,
        "langkah": finding.langkah,
    }


FORMATS = {"teks": text, "json": as_json}
"""What `validate --format` may name."""
