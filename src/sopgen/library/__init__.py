"""Turns a folder tree of SOP files into a `Register`, and texts that name other SOPs into those SOPs.

A register is built once per library and run; `forget` ends the run.
"""

from __future__ import annotations

from sopgen.library.entries import forget, register_around, register_of
from sopgen.library.links import among, around, with_titles

__all__ = ["among", "around", "forget", "register_around", "register_of", "with_titles"]
