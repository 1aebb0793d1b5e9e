"""What every extractor gives for each page: the neutral page, and what it left out itself."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.importing.doubts import Ignored
from sopgen.importing.page import Box, Page


@dataclass(frozen=True, slots=True)
class Extraction:
    page: Page
    ignored: dict[str, Ignored]
    unread: tuple[tuple[str, Box, str], ...] = ()
    """(id, box, what it is) of what no reader knows"""
