"""Every printed text says what of the SOP it is: by that, edits made in a workbook come back into the file."""

from __future__ import annotations

from pathlib import Path

from examples import drawn, each_example
from sopgen.flow import Flow
from sopgen.model import Sop

COUNTED_OR_WORDED_HERE = {"box-number", "column-number"}
"""roles of cells whose texts no key of the file gives; on the cover, those of the document's kind and year"""


def written(sop: Sop, flow: Flow, key: tuple[str | int, ...]) -> object:
    """What the SOP holds at the key of a cell; None for what it does not hold as text."""
    match key:
        case "langkah", row, name:
            step = sop.langkah[flow.keys.index(str(row))]
            return getattr(step.mutu_baku, str(name), None) or getattr(step, str(name), None)
        case "pelaksana", lane, name:
            return getattr(next(entry for entry in sop.pelaksana if entry.id == lane), str(name))
        case ("tampilan", *_) | ("tanggal", _) | ("disahkan_oleh", "nip"):
            return None
        case "identitas_tambahan", name:
            return dict(sop.identitas_tambahan)[str(name)]
        case "penandatangan", int(place), name:
            return None if name in {"nip", "tanggal"} else getattr(sop.penandatangan[place], str(name))
        case str(part), str(name) if part not in {"tambahan", "penutup"}:
            return getattr(getattr(sop, part), name)
        case (("tambahan" | "penutup"), heading) | ("identitas_tambahan", heading, "nama"):
            return heading
        case str(name), *places:
            boxes = getattr(sop, name)
            found = dict(boxes)[places.pop(0)] if name in {"tambahan", "penutup"} else boxes
            for place in places[:-1]:
                found = found[place].children
            return found[places[-1]].text if places else found
    raise AssertionError(key)


@each_example
def test_every_text_has_its_key(example: Path) -> None:
    sop, flow, scene = drawn(example)
    for sheet in scene.sheets:
        for cell in sheet.cells:
            text = written(sop, flow, cell.key) if cell.key else None
            if isinstance(text, tuple):
                text = "\n".join(f"{n}. {entry}" for n, entry in enumerate(text, 1))
            assert text in (None, cell.text) or cell.text in str(text), cell
            named = cell.text in dict(sop.identitas_tambahan)  # by its value's key
            assert cell.key or not cell.text or named or cell.role in {*COUNTED_OR_WORDED_HERE, "cover"}, cell
