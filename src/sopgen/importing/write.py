"""Writes an SOP file as a careful person would: the keys in the order given, block style, quotes only where YAML needs
them, and a comment `# periksa: …` at what was guessed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sopgen.editing.written import Value, forms_of_item, forms_of_pair
from sopgen.importing.doubts import Note
from sopgen.model.sop import Sop, keys_of
from sopgen.render.xlsx.base import Base
from sopgen.text.letters import one_line

CHECK = "# periksa:"
"""How a comment begins that asks to look at a guess."""


def text_of(document: Mapping[str, Value], notes: Sequence[Note], rows: Sequence[int], source: str) -> str:
    """The file. `rows` gives the table row of each langkah, by which notes find their place; `source` is named."""
    told: dict[int | None, list[str]] = defaultdict(list)
    for note in notes:
        line = f"{CHECK} {one_line(note.sentence)} ({one_line(note.place)})"
        if line not in told[note.row]:
            told[note.row].append(line)
    lines = [f"# Diimpor dari {one_line(source)}", *told.pop(None, [])]
    for key, value in document.items():
        if key == "langkah" and isinstance(value, list):
            lines.append("langkah:")
            for step, row in zip(value, rows, strict=True):
                lines += [f"  {comment}" for comment in told.pop(row, [])]
                lines.append(f"  - {next(forms_of_item(step, 2))}")
        else:
            lines.append(next(forms_of_pair(key, value, 0)))
    return "\n".join(lines) + "\n"


def written_anew(base: Base, source: str) -> str:
    """The YAML of what a workbook of sopgen's own said when it was written, where its file is not at hand: the same
    document is drawn from it. What the document does not show is gone: comments, links, status."""
    shown = json.loads(base.source.shown) | {"status": "draf"}
    data = {key: shown[key] for key in keys_of(Sop) if key in shown}
    return text_of(data, (), range(len(data["langkah"])), source)
