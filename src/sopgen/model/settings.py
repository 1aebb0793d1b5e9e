"""The sopgen.yaml of a library as a model, and its wishes about checking turned into answers for the rules."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sopgen.diagnostics import LEVELS, REFUSED, Severity
from sopgen.model.sop import Part, SopKeys
from sopgen.model.values import ONE_OF, Hours, Pattern, RuleName, RuleNames

HOURS_PER_DAY = 7.5
"""working hours of a day, where a library does not say otherwise"""
SEVERITIES = {word: severity for severity, word in LEVELS.items()}


Tingkat = Annotated[Literal["galat", "peringatan", "info"], ONE_OF]


class Aturan(Part):
    """How a library wants to be checked."""

    abaikan: RuleNames = Field((), description="Kode aturan yang tidak diperiksa")
    pilih: RuleNames = Field((), description="Hanya kode aturan ini yang diperiksa")
    tingkat: dict[RuleName, Tingkat] = Field(default_factory=dict, description="Tingkat lain untuk suatu aturan")
    pola_nomor: Pattern | None = Field(None, description="Pola nomor SOP (ekspresi reguler)")


class LibrarySettings(Part):
    """How a library wants to be checked. What refuses rendering is always checked, whatever the library wants."""

    aturan: Aturan = Field(default_factory=Aturan.model_construct, description="Aturan pemeriksaan bagi pustaka ini")
    jam_kerja_per_hari: Hours = Field(
        HOURS_PER_DAY, description=f"Jam kerja sehari untuk menghitung waktu (baku {HOURS_PER_DAY})"
    )

    def active(self, code: str) -> bool:
        """Whether the rule is wanted; `SOP4` stands for all rules that begin so."""
        if code in REFUSED:
            return True
        rules = self.aturan
        return not code.startswith(rules.abaikan) and (not rules.pilih or code.startswith(rules.pilih))

    def severity(self, code: str, otherwise: Severity) -> Severity:
        """The severity the library gives a rule; the longest matching name wins."""
        fitting = [name for name in self.aturan.tingkat if code.startswith(name)]
        return SEVERITIES[self.aturan.tingkat[max(fitting, key=len)]] if fitting and code not in REFUSED else otherwise


DEFAULT = LibrarySettings.model_construct()
"""without any sopgen.yaml"""


class LibraryFile(LibrarySettings, SopKeys):
    """One sopgen.yaml: what the SOPs below its folder share, and how they are checked."""
