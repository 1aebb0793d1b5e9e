"""Turns findings into workflow commands, which GitHub Actions shows beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from sopgen.diagnostics import Finding, Severity
from sopgen.report.content import Report, printable, relative
from sopgen.report.text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    lines = [_command(finding) for finding in report.findings]
    return "\n".join([*lines, summary(report.findings, len(report.files))]) + "\n"


def _command(finding: Finding) -> str:
    span = finding.span
    properties: dict[str, str | int] = {
        "file": relative(finding.file),
        "line": span.line,
        "endLine": span.end_line,
        "title": f"{finding.code} {finding.name}",
    }
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    values = (_data(printable(str(value))).replace(":", "%3A").replace(",", "%2C") for value in properties.values())
    named = ",".join(f"{name}={value}" for name, value in zip(properties, values, strict=True))
    said = "\n".join(printable(text) for text in (finding.message, finding.hint) if text)
    return f"::{_COMMANDS[finding.severity]} {named}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
