"""Turns findings into JUnit XML: a suite for each file, a case for each finding, and a passing one where there is none.

What does not fail the run is no failure here either: it stands in the case's system-out.
https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sopgen.diagnostics import LEVELS, Finding
from sopgen.report.content import Report, printable, relative


def render(report: Report) -> str:
    by_file = {file: list(found) for file, found in groupby(report.findings, key=lambda finding: finding.file)}
    root = Element("testsuites", name="sopgen", errors="0", time="0")
    for file in dict.fromkeys([*report.files, *by_file]):
        _suite(root, file, by_file.get(file, []), report)
    for total in ("tests", "failures"):
        root.set(total, str(sum(int(suite.attrib[total]) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"


def _suite(root: Element, file: str, findings: list[Finding], report: Report) -> None:
    name, failed = _clean(relative(file)), sum(map(report.fails, findings))
    counted = {"tests": str(max(1, len(findings))), "failures": str(failed), "errors": "0", "skipped": "0"}
    suite = SubElement(root, "testsuite", {"name": name, **counted, "time": "0"})
    if not findings:
        SubElement(suite, "testcase", name="sopgen validate", classname=name, time="0")
    for finding in findings:
        place = f"{finding.span.line}:{finding.span.column}"
        title = _clean(f"{finding.code} {finding.name} ({place})")
        case = SubElement(suite, "testcase", name=title, classname=name, time="0")
        if report.fails(finding):
            said = SubElement(case, "failure", type=finding.code, message=_clean(finding.message))
        else:
            said = SubElement(case, "system-out")
        level = LEVELS[finding.severity]
        said.text = _clean(f"{name}:{place}: {level} {finding.message} {finding.hint}".strip())


def _clean(text: str) -> str:
    """Text that XML can hold, on one line."""
    return printable(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
