"""Turns a folder tree of SOP files into a `Register`, and links between SOPs into the titles they stand for.

A register is built once per library and run; `forget` ends the run.
"""

from __future__ import annotations

from sopgen.library.index import forget, library_root, register_of
from sopgen.library.links import addresses
from sopgen.library.titles import titled, with_titles

__all__ = ["addresses", "forget", "library_root", "register_of", "titled", "with_titles"]
