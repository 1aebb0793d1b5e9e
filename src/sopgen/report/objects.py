"""Turns findings into the JSON object of sopgen itself (contract section 2)."""

from __future__ import annotations

from typing import Any

from sopgen.diagnostics import Finding, Severity
from sopgen.report.content import Report, Rows, as_json, counts


def render(report: Report) -> str:
    counted = counts(report.findings)
    whole: dict[str, Any] = {
        "files": len(report.files),
        "errors": counted[Severity.ERROR],
        "warnings": counted[Severity.WARNING],
        "infos": counted[Severity.INFO],
        "findings": Rows(entry_of(finding) for finding in report.findings),
    }
    if report.summaries:
        whole["summary"] = report.summaries
    return as_json(whole)


def entry_of(finding: Finding) -> dict[str, str | int | None]:
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
