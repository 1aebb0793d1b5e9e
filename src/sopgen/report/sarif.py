"""Turns findings into SARIF 2.1.0, with every rule and its help.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sopgen import __version__
from sopgen.diagnostics import Finding, Fix, Severity, Span
from sopgen.report.content import Report, as_json, fingerprints, printable, relative

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    index = {rule.code: i for i, rule in enumerate(report.rules)}
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    run = {
        "tool": {
            "driver": {
                "name": "sopgen",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "id",
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, name, index.get(finding.code)) | _fixes(finding.file, report.fixes.get(finding))
            for finding, name in named
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(whole)


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.doc.split("\nSalah:\n")[0].strip()},
        "help": {"text": rule.doc, "markdown": rule.markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.name]},
    }


def _result(finding: Finding, fingerprint: str, rule: int | None) -> dict[str, Any]:
    place = _place(finding.file, finding.span)
    if finding.path:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "member"}]
    related = [_place(other.file, other.span) | {"message": {"text": other.text}} for other in finding.related]
    return {
        "ruleId": finding.code,
        **({} if rule is None else {"ruleIndex": rule}),
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(f"{finding.message} {finding.hint}".strip())},
        "locations": [place],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"sopgen/v1": fingerprint},
    }


def _place(file: str, span: Span) -> dict[str, Any]:
    region = dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True))
    return {"physicalLocation": {"artifactLocation": _artifact(relative(file)), "region": region}}


def _fixes(file: str, fix: Fix | None) -> dict[str, Any]:
    """The edits that mend a finding; offsets count from the first character behind a byte order mark, as SARIF does."""
    if fix is None:
        return {}
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(relative(file)), "replacements": replacements}
    return {"fixes": [{"description": {"text": printable(fix.finding.hint)}, "artifactChanges": [change]}]}


def _artifact(path: str) -> dict[str, str]:
    """The file as a URI, from the root of the sources where it lies below the working folder."""
    if path.startswith("/") or path[1:2] == ":":
        return {"uri": "file://" + quote("/" + path.lstrip("/"), safe="/:", errors="replace")}
    return {"uri": quote(path, safe="/", errors="replace"), "uriBaseId": "%SRCROOT%"}
