"""Turns findings into a GitLab code quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from sopgen.diagnostics import Severity
from sopgen.report.content import Report, as_json, fingerprints, printable, relative

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    issues = [
        {
            "type": "issue",
            "check_name": finding.code,
            "description": printable(f"{finding.code}: {finding.message} {finding.hint}".strip()),
            "categories": ["Style" if finding.severity is Severity.INFO else "Clarity"],
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": relative(finding.file),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for finding, fingerprint in named
    ]
    return as_json(issues)
