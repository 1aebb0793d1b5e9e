"""Turns a library's wishes about checking (`aturan`, `jam_kerja_per_hari`) into answers for the rules."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.diagnostics import REFUSED, Severity


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """How a library wants to be checked. What refuses rendering is always checked, whatever the library wants."""

    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    """empty: all rules"""
    severities: tuple[tuple[str, Severity], ...] = ()
    number_pattern: str | None = None
    hours_per_day: float = 7.5

    def active(self, code: str) -> bool:
        """Whether the rule is wanted; `SOP4` stands for all rules that begin so."""
        if code in REFUSED:
            return True
        return not code.startswith(self.ignore) and (not self.select or code.startswith(self.select))

    def severity(self, code: str, otherwise: Severity) -> Severity:
        """The severity the library gives a rule; the longest matching name wins."""
        fitting = [(len(name), level) for name, level in self.severities if code.startswith(name)]
        if code in REFUSED or not fitting:
            return otherwise
        return max(fitting, key=lambda pair: pair[0])[1]


DEFAULT = LibrarySettings()
"""without any sopgen.yaml"""
