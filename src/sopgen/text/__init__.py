"""How wide and how high text is, without any font: Arial's metrics from a table, conservative for Excel."""

from sopgen.text.metrics import block_height, line_height, text_width
from sopgen.text.wrap import wrap

__all__ = ["block_height", "line_height", "text_width", "wrap"]
