"""What every format reports about: findings, the files they were looked for in, and the rules behind them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sopgen.diagnostics import Finding, Fix, Severity

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that could steer a terminal."""


@dataclass(frozen=True)
class Report:
    findings: Sequence[Finding]
    """in the order they are shown"""
    files: Sequence[str]
    """every file that was looked at"""
    strict: bool = False
    """Warnings fail too."""
    rules: Sequence[Any] = ()
    """each with code, name, severity, summary, doc and markdown, as those of `sopgen.rules`"""
    line: Callable[[str, int], str] = lambda file, line: ""
    """the text of a line of a file; empty where it cannot be had"""
    fixes: Mapping[Finding, Fix] = field(default_factory=dict)
    """how findings can be mended, with the edits in their file, for the reports that carry them"""
    coloured: bool = False
    """shown on a terminal that has colours"""
    summaries: Sequence[dict[str, Any]] = ()
    """the times of each SOP, where they are wanted"""
    summary_lines: Sequence[str] = ()
    """the same for people"""

    def fails(self, finding: Finding) -> bool:
        return finding.severity is Severity.ERROR or (self.strict and finding.severity is Severity.WARNING)


def ordered(findings: Sequence[Finding], files: Sequence[str]) -> list[Finding]:
    """Each finding once, in file and line order; a sopgen.yaml follows the file that first met it."""
    position = {file: index for index, file in enumerate(files)}
    for finding in findings:
        position.setdefault(finding.file, len(position))
    return sorted(dict.fromkeys(findings), key=lambda f: (position[f.file], f.span, f.code))


def counts(findings: Sequence[Finding]) -> dict[Severity, int]:
    found = Counter(finding.severity for finding in findings)
    return {level: found[level] for level in Severity}


def printable(line: str) -> str:
    """The line with control characters, which could steer a terminal, written as codes."""
    if line.isprintable():
        return line
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in STEERING else c for c in line)


def painted(text: str, look: str, coloured: bool) -> str:
    """The text for a terminal; `look`: `1` bold, `31` red (ECMA-48, 8.3.117)."""
    return f"\x1b[{look}m{text}\x1b[0m" if coloured else text


def as_json(data: Any) -> str:
    """JSON in ASCII alone: nothing in it could steer a terminal."""
    return json.dumps(data, indent=2).replace("\x7f", "\\u007f") + "\n"


def relative(file: str) -> str:
    """A path from the working folder, with slashes, as CI services want it."""
    path = Path(file)
    try:
        return (path.relative_to(Path.cwd()) if path.is_absolute() else path).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """A name for each finding that stays when lines above it change: file, code, message, and which of several."""
    from hashlib import sha256

    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        said = (relative(finding.file), finding.code, finding.message)
        yield sha256("\0".join((*said, str(seen[said]))).encode("utf-8", "replace")).hexdigest()
        seen[said] += 1
