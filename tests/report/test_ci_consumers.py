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


def validated(sarif: str, folder: Path) -> dict[tuple[str, str], int]:
    """(rule, level) -> how often Microsoft's validator says it: the schema's rules are errors called JSON…."""
    name = "Sarif.Multitool.exe" if os.name == "nt" else "Sarif.Multitool"
    tool = module(f"@microsoft/sarif-multitool-{PLATFORM}/{name}")
    (folder / "hasil.sarif").write_text(sarif, encoding="utf-8")
    words = ("validate", "hasil.sarif", "--output", "temuan.sarif", "--level", "Error;Warning", "--kind", "Fail")
    said(tool, *words, cwd=folder, env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    (run,) = json.loads((folder / "temuan.sarif").read_text(encoding="utf-8-sig"))["runs"]
    counts: dict[tuple[str, str], int] = {}
    for result in run.get("results", []):
        key = result["ruleId"], result.get("level", "warning")
        counts[key] = counts.get(key, 0) + 1
    return counts


def test_sarif_follows_the_standard(content: Report, tmp_path: Path) -> None:
    assert validated(FORMATS["sarif"](content), tmp_path) == {("SARIF2005", "warning"): 1}, (
        "all there is to say: the tool names no page about itself"
    )


def test_the_validator_sees_what_the_standard_forbids(content: Report, tmp_path: Path) -> None:
    log = json.loads(FORMATS["sarif"](content))
    log["runs"][0]["results"][0]["nonsense"] = 1
    log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    found = validated(json.dumps(log), tmp_path)
    assert sum(times for (_, level), times in found.items() if level == "error") >= 2


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
