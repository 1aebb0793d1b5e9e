"""Findings as lines and as JSON."""

from __future__ import annotations

import json

from sopgen import report
from sopgen.diagnostics import Finding, Severity, Span, path_text


def finding(
    file: str = "a.yaml", line: int = 3, severity: Severity = Severity.ERROR, message: str = "Pesan."
) -> Finding:
    return Finding(file, Span(line, 5, line, 9), "SOP302", "rujukan", severity, message, "Saran.", "langkah[0].id", "x")


def test_text() -> None:
    assert report.text([finding(), finding(severity=Severity.INFO)], 2) == (
        "a.yaml:3:5: galat SOP302 Pesan.\n    Saran.\n"
        "a.yaml:3:5: info SOP302 Pesan.\n    Saran.\n"
        "2 berkas diperiksa: 1 galat, 1 info.\n"
    )
    assert report.text([], 1) == "1 berkas diperiksa, tidak ada temuan.\n"


def test_control_characters_are_shown_not_sent() -> None:
    (line, _) = report.finding_lines(finding(file="a\x1b[31m\u202e.yaml", message="x\ny"))
    assert line == "a\\u001b[31m\\u202e.yaml:3:5: galat SOP302 x\\u000ay"


def test_json_is_the_contract() -> None:
    found = json.loads(report.as_json([finding(), finding(severity=Severity.WARNING)], 4))
    assert {key: found[key] for key in found if key != "findings"} == {
        "files": 4,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
    }
    assert found["findings"][0] == {
        "file": "a.yaml",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 9,
        "code": "SOP302",
        "name": "rujukan",
        "severity": "error",
        "message": "Pesan.",
        "hint": "Saran.",
        "path": "langkah[0].id",
        "langkah": "x",
    }


def test_order_and_repeats() -> None:
    shared = finding("sopgen.yaml")
    found = report.ordered([finding("b"), shared, finding("a", 9), shared, finding("a", 2)], ["b", "a"])
    assert [(f.file, f.span.line) for f in found] == [("b", 3), ("a", 2), ("a", 9), ("sopgen.yaml", 3)]


def test_path_text() -> None:
    assert path_text(("langkah", 3, "mutu_baku", "output", 0)) == "langkah[3].mutu_baku.output[0]"
    assert path_text(()) == ""
