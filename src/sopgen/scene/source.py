"""The file that a document comes from, as far as the document itself tells."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """The file that a workbook was made from."""

    path: str = ""
    """relative to the root of its library; "" where it came from standard input"""
    sha256: str = ""
    """of its bytes"""
    look: str = ""
    """`tampilan` without its labels, as JSON: what the document shows but no text of it says"""
    yaml: str | None = None
    """its text, where `render --dengan-sumber` puts it into the workbook"""


UNKNOWN = Source()
