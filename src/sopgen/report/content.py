"""What every format reports about: findings, the files they were looked for in, and the rules behind them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sopgen import __version__
from sopgen.diagnostics import Finding, Fix, Severity

LEVELS = {Severity.ERROR: "galat", Severity.WARNING: "peringatan", Severity.INFO: "info"}
STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that could steer a terminal."""

_UNSHOWN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)


class Documented(Protocol):
    """A rule, as far as reports speak of it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def summary(self) -> str: ...
    @property
    def doc(self) -> str: ...


def no_line(file: str, line: int) -> str:
    return ""


@dataclass(frozen=True)
class Report:
    findings: Sequence[Finding]
    """in the order they are shown"""
    files: Sequence[str]
    """every file that was looked at"""
    strict: bool = False
    """Warnings fail too."""
    rules: Sequence[Documented] = ()
    line: Callable[[str, int], str] = no_line
    """the text of a line of a file; empty where it cannot be had"""
    fixes: Mapping[Finding, Fix] = field(default_factory=dict)
    """how findings can be mended, with the edits in their file, for the reports that carry them"""
    coloured: bool = False
    """shown on a terminal that has colours"""
    summaries: Sequence[dict[str, Any]] = ()
    """the times of each SOP, where they are wanted"""
    summary_lines: Sequence[str] = ()
    """the same for people"""
    version: str = __version__

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
    return "".join(_shown(char) for char in line)


def _shown(char: str) -> str:
    return f"\\u{ord(char):04x}" if unicodedata.category(char) in STEERING else char


class Rows(list[Any]):
    """Entries that stand in JSON on a line each: there may be many, and Python indents slowly."""


def as_json(data: Any) -> str:
    """JSON in which nothing could steer a terminal: such characters stand as JSON's own escapes."""
    from json import JSONEncoder

    text = _written(data, "\n", JSONEncoder(ensure_ascii=False).encode) + "\n"
    return text if text.isascii() else _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _written(value: Any, margin: str, encoded: Callable[[Any], str]) -> str:
    if not value or not isinstance(value, (dict, list)):
        return encoded(value)
    deeper = margin + "  "
    if isinstance(value, dict):
        entries = [f"{encoded(key)}: {_written(entry, deeper, encoded)}" for key, entry in value.items()]
        return "{" + deeper + f",{deeper}".join(entries) + margin + "}"
    entries = [encoded(entry) if isinstance(value, Rows) else _written(entry, deeper, encoded) for entry in value]
    return "[" + deeper + f",{deeper}".join(entries) + margin + "]"


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
