"""The file that a document comes from, as far as the document itself tells."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """The file that a workbook was made from."""

    path: str = ""
    """relative to the root of its library; "" where it came from standard input"""
    sha256: str = ""
    """of its bytes"""
    shown: str = ""
    """the SOP as far as the document shows it, as JSON in the form of the file: from this a file is written anew"""
    yaml: str | None = None
    """its text, where `render --dengan-sumber` puts it into the workbook"""


UNKNOWN = Source()
