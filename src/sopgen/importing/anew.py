"""A workbook that sopgen wrote, where its YAML is not at hand: a file anew from which the same document is drawn.

What a person edited is merged into this file as into any other. What the document does not show is gone: comments,
links, status.
"""

from __future__ import annotations

import json

from sopgen.importing.write import text_of
from sopgen.model.sop import Sop, keys_of
from sopgen.render.xlsx.base import Base


def written_anew(base: Base, source: str) -> str:
    """The YAML of what the workbook said when it was written; `source` is named in it."""
    shown = json.loads(base.source.shown) | {"status": "draf"}
    data = {key: shown[key] for key in keys_of(Sop) if key in shown}
    return text_of(data, (), range(len(data["langkah"])), source)
