"""Texts whose lines are numbered, as lists."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)](?:\s+(\S.*)|\s*)")


def listed(text: str, least: int = 2) -> str | list[str]:
    """The entries of a text that begins with a number and has so many lines at least, each with the lines below it that
    have none; other texts as they are."""
    entries: list[str] = []
    for line in text.splitlines():
        if match := _ENTRY.fullmatch(line):
            entries.append(match[1] or "")
        elif entries:
            entries[-1] = f"{entries[-1]} {line.strip()}".strip()
        else:
            return text
    return entries if len(text.splitlines()) >= least else text
