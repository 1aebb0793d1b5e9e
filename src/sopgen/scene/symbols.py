"""The symbols of Permenpan RB 35/2012, as a row asks for them and as every format draws them."""

from __future__ import annotations

from enum import StrEnum


class SymbolKind(StrEnum):
    """All symbols but the arrow, which is a `scene.Connector`."""

    TERMINATOR = "terminator"
    PROCESS = "proses"
    DECISION = "keputusan"
    OFF_PAGE = "sambungan"
