"""Turns findings into the JSON object of sopgen itself (contract section 2)."""

from __future__ import annotations

from typing import Any

from sopgen.diagnostics import Finding, Severity
from sopgen.report.content import Report, as_json, counts


def render(report: Report) -> str:
    counted = counts(report.findings)
    whole: dict[str, Any] = {
        "files": len(report.files),
        "errors": counted[Severity.ERROR],
        "warnings": counted[Severity.WARNING],
        "infos": counted[Severity.INFO],
        "findings": [entry_of(finding) for finding in report.findings],
    }
    if report.summaries:
        whole["summary"] = report.summaries
    return as_json(whole)


def entry_of(finding: Finding) -> dict[str, Any]:
    """The fields of a finding under their own names."""
    entry = finding._asdict()
    related, correction = entry.pop("related"), entry.pop("correction")
    more: dict[str, Any] = {"fix": correction.level} if correction else {}
    if related:
        more["related"] = [{"file": place.file, **place.span._asdict(), "message": place.text} for place in related]
    return {"file": entry.pop("file"), **entry.pop("span")._asdict(), **entry, **more}
