"""Turns findings into JUnit XML: a suite for each file, a case for each finding, and a passing one where there is none.

What does not fail the run is no failure here either: it stands in the case's system-out.
https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from sopgen.diagnostics import Finding
from sopgen.report.content import LEVELS, Report, printable, relative


def render(report: Report) -> str:
    by_file = {file: list(found) for file, found in groupby(report.findings, key=lambda finding: finding.file)}
    files = list(dict.fromkeys([*report.files, *by_file]))
    failed = sum(map(report.fails, report.findings))
    cases = sum(max(1, len(by_file.get(file, ()))) for file in files)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="sopgen" tests="{cases}" failures="{failed}" errors="0" time="0">',
        *(line for file in files for line in _suite(file, by_file.get(file, []), report)),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(file: str, findings: list[Finding], report: Report) -> list[str]:
    name = _attribute(relative(file))
    failed = sum(map(report.fails, findings))
    cases = [line for finding in findings for line in _case(finding, name, report)]
    passed = [f'    <testcase name="sopgen validate" classname={name} time="0"/>']
    counted = f'tests="{max(1, len(findings))}" failures="{failed}" errors="0" skipped="0"'
    return [
        f'  <testsuite name={name} {counted} time="0">',
        *(cases or passed),
        "  </testsuite>",
    ]


def _case(finding: Finding, file: str, report: Report) -> list[str]:
    place = f"{finding.span.line}:{finding.span.column}"
    title = _attribute(f"{finding.code} {finding.name} ({place})")
    detail = f"{relative(finding.file)}:{place}: {LEVELS[finding.severity]} {finding.message} {finding.hint}".strip()
    said = escape(_clean(detail))
    if report.fails(finding):
        message = _attribute(finding.message)
        said = f'      <failure type="{finding.code}" message={message}>{said}</failure>'
    else:
        said = f"      <system-out>{said}</system-out>"
    return [f'    <testcase name={title} classname={file} time="0">', said, "    </testcase>"]


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Text that XML can hold, on one line."""
    return printable(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
