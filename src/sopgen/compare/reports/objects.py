"""Differences as one JSON object, for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sopgen.compare.differences import Differences
from sopgen.compare.matrix import MatrixLine
from sopgen.compare.versions import Change
from sopgen.report.content import as_json
from sopgen.report.objects import entry_of


def render(differences: Differences) -> str:
    return as_json(
        {
            "changes": [
                *(_entry(entry) | {"file": entry.shared, "sops": list(entry.sops)} for entry in differences.shared),
                *(_entry(entry) | {"file": sop.new or sop.old} for sop in differences.sops for entry in sop.entries),
            ],
            "matrix": _matrix(differences.matrix),
            "files": [
                {
                    "old": sop.old,
                    "new": sop.new,
                    "state": sop.state.value,
                    "problems": list(sop.problems),
                    "matrix": _matrix(sop.matrix),
                }
                for sop in differences.sops
            ],
            "findings": [entry_of(finding) for finding in differences.findings],
        }
    )


def _entry(entry: Change) -> dict[str, Any]:
    keys = ("code", "name", "class_", "message", "langkah", "old", "new", "old_place", "new_place")
    return {key.rstrip("_"): getattr(entry, key) for key in keys}


def _matrix(matrix: Sequence[MatrixLine]) -> dict[str, Any]:
    return {line.key: dict(zip(("old", "new", "difference"), line.values, strict=True)) for line in matrix}
