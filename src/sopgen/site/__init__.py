"""Turns a library of SOPs into a static site: a register with search, a page per SOP and per office, every format."""

from __future__ import annotations

from sopgen.site.builder import Plan, Report, build
from sopgen.site.documents import FORMATS

__all__ = ["FORMATS", "Plan", "Report", "build"]
