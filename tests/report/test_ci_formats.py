"""The formats of CI services, read back as their consumers read them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from report_cases import NASTY

from sopgen.diagnostics import Finding, Severity, Span
from sopgen.report import FORMATS, Report
from sopgen.rules import RULES

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "data" / "report"


def test_no_format_lets_control_characters_through(content: Report) -> None:
    for name, render in FORMATS.items():
        text = render(content)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), name


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner parses them (actions/runner, ActionCommand.cs)."""
    for line in text.splitlines():
        if not line.startswith("::"):
            continue
        head, _, data = line[2:].partition("::")
        command, _, rest = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in rest.split(",") if pair)
        undone = {
            name: value.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",")
            .replace("%25", "%")
            for name, value in properties.items()
        }  # fmt: skip
        yield command, undone, data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_github(content: Report) -> None:
    read_back = list(commands(FORMATS["github"](content)))
    assert len(read_back) == len(content.findings)
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for finding, (command, properties, message) in zip(content.findings, read_back, strict=True):
        assert command == levels[finding.severity]
        assert int(properties["line"]) == finding.span.line
        assert properties["title"] == f"{finding.code} {finding.name}"
        if finding is not NASTY:
            assert properties["file"] == finding.file
            assert message == f"{finding.message}\n{finding.hint}"
            assert int(properties.get("col", 0)) <= int(properties.get("endColumn", 0))
    _, properties, message = next(c for c in read_back if "aneh" in c[1]["file"])
    assert properties["file"] == "aneh, 100%: \\u001b[31mé.yaml"
    assert "col" not in properties, "columns of a span over several lines are refused"
    assert "50%" in message


def test_gitlab(content: Report) -> None:
    issues = json.loads(FORMATS["gitlab"](content))
    jsonschema.validate(issues, json.loads((DATA / "gitlab-code-quality.schema.json").read_text(encoding="utf-8")))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(content.findings)


def test_fingerprints_do_not_move_with_the_lines(content: Report) -> None:
    def moved(finding: Finding) -> Finding:
        span = finding.span
        return finding._replace(span=Span(span.line + 7, span.column + 2, span.end_line + 7, span.end_column))

    later = replace(content, findings=[moved(finding) for finding in content.findings])
    before, after = (json.loads(FORMATS["gitlab"](report)) for report in (content, later))
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]


def test_sarif(content: Report) -> None:
    log = json.loads(FORMATS["sarif"](content))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for rule in rules:
        assert rule["help"]["markdown"].count("```") == 4, rule["id"]
        assert "Sumber: " in rule["fullDescription"]["text"]
    for result, finding in zip(run["results"], content.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == list(finding.span)
        assert re.fullmatch(r"[!-~]+", place["physicalLocation"]["artifactLocation"]["uri"])


def test_sarif_follows_its_object_model(content: Report) -> None:
    """Every property is one that the standard's object model has, with the values it allows."""
    sarif_om = pytest.importorskip("sarif_om")
    log = json.loads(FORMATS["sarif"](content))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    known(sarif_om.Run, run)
    known(sarif_om.ToolComponent, run["tool"]["driver"])
    for rule in run["tool"]["driver"]["rules"]:
        known(sarif_om.ReportingDescriptor, rule)
        known(sarif_om.MultiformatMessageString, rule["help"])
    for result in run["results"]:
        known(sarif_om.Result, result)
        known(sarif_om.Location, result["locations"][0])
        known(sarif_om.Region, result["locations"][0]["physicalLocation"]["region"])
        known(sarif_om.ArtifactLocation, result["locations"][0]["physicalLocation"]["artifactLocation"])


def known(model: Any, data: dict[str, Any]) -> None:
    names = {field.metadata["schema_property_name"] for field in model.__attrs_attrs__}
    assert set(data) <= names, set(data) - names


@pytest.mark.parametrize("strict", [False, True])
def test_junit(content: Report, strict: bool) -> None:
    report = replace(content, strict=strict)
    root = ET.fromstring(FORMATS["junit"](report).encode())
    failing = sum(map(report.fails, report.findings))
    assert len(root.findall(".//failure")) == failing == int(root.attrib["failures"])
    assert len(root.findall(".//testcase")) == int(root.attrib["tests"])
    suites = [suite.attrib["name"] for suite in root.findall("testsuite")]
    assert suites[: len(report.files)] == list(report.files)
    for suite in root.findall("testsuite"):
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


def test_junit_is_what_jenkins_reads(content: Report) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(FORMATS["junit"](content).encode()))
    assert not schema.validate(etree.fromstring("<testsuites><testcase/></testsuites>"))


def test_junit_is_read_by_junitparser(content: Report, tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser")
    file = tmp_path / "hasil.xml"
    file.write_text(FORMATS["junit"](content), encoding="utf-8")
    suites = junitparser.JUnitXml.fromfile(str(file))
    counted = suites.tests, suites.failures
    suites.update_statistics()
    assert (suites.tests, suites.failures) == counted


def test_sarif_is_read_by_sarif_tools(content: Report, tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader")
    file = tmp_path / "hasil.sarif"
    file.write_text(FORMATS["sarif"](content), encoding="utf-8")
    found = loader.load_sarif_file(str(file)).get_report()
    errors = sum(finding.severity is Severity.ERROR for finding in content.findings)
    assert found.get_issue_count_for_severity("error") == errors
