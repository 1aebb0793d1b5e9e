"""The sopgen.yaml of a library as a model, and its wishes about checking turned into answers for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from sopgen.diagnostics import LEVELS, REFUSED, Severity
from sopgen.model.sop import Part, SopKeys
from sopgen.model.values import ONE_OF, FromYaml, Hours, Pattern, RuleName, RuleNames

HOURS_PER_DAY = 7.5
"""working hours of a day, where a library does not say otherwise"""
SEVERITIES = {word: severity for severity, word in LEVELS.items()}


def _severities(levels: dict[str, str]) -> tuple[tuple[str, Severity], ...]:
    return tuple((rule, SEVERITIES[level]) for rule, level in levels.items())


Levels = Annotated[
    tuple[tuple[str, Severity], ...],
    FromYaml(dict[RuleName, Annotated[Literal["galat", "peringatan", "info"], ONE_OF]], _severities),
]


class Aturan(Part):
    """How a library wants to be checked."""

    abaikan: RuleNames = Field((), description="Kode aturan yang tidak diperiksa")
    pilih: RuleNames = Field((), description="Hanya kode aturan ini yang diperiksa")
    tingkat: Levels = Field((), description="Tingkat lain untuk suatu aturan")
    pola_nomor: Pattern | None = Field(None, description="Pola nomor SOP (ekspresi reguler)")


class LibraryFile(SopKeys):
    """One sopgen.yaml: what the SOPs below its folder share, and how they are checked."""

    aturan: Aturan = Field(default_factory=Aturan, description="Aturan pemeriksaan bagi pustaka ini")
    jam_kerja_per_hari: Hours = Field(
        HOURS_PER_DAY, description=f"Jam kerja sehari untuk menghitung waktu (baku {HOURS_PER_DAY})"
    )


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """How a library wants to be checked. What refuses rendering is always checked, whatever the library wants."""

    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    """empty: all rules"""
    severities: tuple[tuple[str, Severity], ...] = ()
    number_pattern: str | None = None
    hours_per_day: float = HOURS_PER_DAY

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


def settings_of(library: LibraryFile) -> LibrarySettings:
    rules = library.aturan
    return LibrarySettings(rules.abaikan, rules.pilih, rules.tingkat, rules.pola_nomor, library.jam_kerja_per_hari)
