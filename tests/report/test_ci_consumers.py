"""Reports, read by the programs of those who read them in CI."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from programs import TOOLS, module, needed, said

from sopgen.diagnostics import Finding, Severity
from sopgen.report import FORMATS, Report
from sopgen.report.content import printable, relative

PLATFORM = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, "")

pytestmark = pytest.mark.slow


def test_sarif_follows_the_standard(content: Report, tmp_path: Path) -> None:
    """By Microsoft's validator: the schema's rules are errors called JSON…."""
    name = "Sarif.Multitool.exe" if os.name == "nt" else "Sarif.Multitool"
    tool = module(f"@microsoft/sarif-multitool-{PLATFORM}/{name}")
    (tmp_path / "hasil.sarif").write_text(FORMATS["sarif"](content), encoding="utf-8")
    words = ("validate", "hasil.sarif", "--output", "temuan.sarif", "--level", "Error;Warning", "--kind", "Fail")
    said(tool, *words, cwd=tmp_path, env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    (run,) = json.loads((tmp_path / "temuan.sarif").read_text(encoding="utf-8-sig"))["runs"]
    found = [(result["ruleId"], result.get("level", "warning")) for result in run["results"]]
    assert found == [("SARIF2005", "warning")], "all there is to say: the tool names no page about itself"


def annotation(finding: Finding) -> dict[str, Any]:
    """What a program that uses GitHub's toolkit gives it."""
    span = finding.span
    properties: dict[str, Any] = {
        "title": f"{finding.code} {finding.name}",
        "file": printable(relative(finding.file)),
        "startLine": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:
        properties |= {"startColumn": span.column, "endColumn": max(span.column, span.end_column - 1)}
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    message = "\n".join(printable(text) for text in (finding.message, finding.hint) if text)
    return {"level": level, "message": message, "properties": properties}


def parts(line: str) -> tuple[str, list[str], str]:
    head, message = line.removeprefix("::").split("::", 1)
    command, properties = head.split(" ", 1)
    return command, sorted(properties.split(",")), message


def test_github_commands_are_those_of_its_own_toolkit(content: Report) -> None:
    module("@actions/core")
    given = json.dumps([annotation(finding) for finding in content.findings])
    theirs = [parts(line) for line in said(needed("node"), TOOLS / "annotate.mjs", input=given).splitlines()]
    ours = [parts(line) for line in FORMATS["github"](content).splitlines() if line.startswith("::")]
    assert ours == theirs
