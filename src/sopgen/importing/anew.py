"""A workbook that sopgen wrote, where its YAML is not at hand: a file anew that draws the same document.

Its texts have their keys, its rows and lanes their IDs; arrows are read from the drawing. What the document does not
show is gone: comments, links, status.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sopgen.diagnostics import Path as YamlPath
from sopgen.importing.merge import bare_nip, row_of
from sopgen.importing.model import Names, draft_of
from sopgen.importing.own import CAPSULES, LABEL, Own
from sopgen.importing.write import text_of
from sopgen.layout.forms.labels import HEADINGS
from sopgen.model.sop import BOXES, Langkah, keys_of, part_at
from sopgen.scene.document import Key

Places = dict[tuple[int, ...], str]
"""where each entry of a box stands, like (0, 2) for the third below the first, and what it says"""


def written_anew(own: Own, source: str) -> str:
    """The YAML of what stands in the workbook now; `source` is named in it."""
    values = json.loads(own.base.source.look or "{}") | {"status": "draf"}
    signers = values.pop("penandatangan", [])
    labels = values.setdefault("tampilan", {}).pop("label", {})
    nip = labels.get("nip", HEADINGS["nip"])
    for key, (was, now, _) in own.texts.items():
        match key:
            case ("langkah" | "pelaksana" | "tambahan" | "penutup", *_) | (*_, int()) | ("identitas_tambahan", _, _):
                continue  # below, or with the text beside; the cover's lines came with `tampilan`
            case ("tampilan", "label", str(name)):
                labels |= {name: now} if now != was else {}
            case ("penandatangan", int(place), str(name)):
                signers += [{} for _ in range(place + 1 - len(signers))]
                signers[place][name] = bare_nip(now, nip) if name == "nip" else now
            case ("identitas_tambahan", str()):
                _put(values, (key[0], own.texts[*key, "nama"].now), now)
            case _:
                _put(values, key, bare_nip(now, nip) if key[-1] == "nip" else now)
    for heading, content in _boxes(own):
        _put(values, heading, content)
    if labels:
        _put(values, LABEL, labels)
    values["penandatangan"] = signers
    values["pelaksana"] = {
        lane.id: {"nama": lane.name, "kelompok": lane.group} if lane.group else lane.name for lane in own.lanes
    }
    values["langkah"] = list(_rows(own))
    return text_of(_in_order(values, ()), (), range(len(values["langkah"])), source)


def _put(values: dict[str, Any], key: Key, value: Any) -> None:
    *way, name = key
    for part in way:
        values = values.setdefault(str(part), {})
    values.setdefault(str(name), value)


def _in_order(value: Any, path: YamlPath) -> Any:
    """A mapping with its keys in the order of the form, and without those that say nothing."""
    if isinstance(value, list):
        return [_in_order(entry, path) for entry in value]
    if not isinstance(value, dict):
        return value
    known = keys_of(part_at(path))
    names = sorted(value, key=known.index) if value.keys() <= {*known} else value
    within = {name: _in_order(value[name], (*path, name)) for name in names}
    return {
        name: below for name, below in within.items() if below not in (("", [], {}, None) if not path else ("", {}))
    }


def _boxes(own: Own) -> Iterator[tuple[Key, Any]]:
    """(the key of each box under its heading as it is now, its entries)."""
    printed = own.base.content.printed
    numbers = {(item.sheet, item.row, item.column + 1) for item in printed if not item.key}
    plain = {item.key for item in printed if item[2:] not in numbers}
    boxes: dict[Key, Places] = {}
    for key, text in own.texts.items():
        if key[0] in (*BOXES, "tambahan", "penutup"):
            box: Key = tuple(part for part in key if isinstance(part, str))
            place = tuple(part for part in key if isinstance(part, int))
            boxes.setdefault(box, {}).update({place: text.now} if place else {})
    for box, found in boxes.items():
        heading: Key = (box[0], own.texts[*box].now) if len(box) > 1 else box
        yield heading, _nested(found, (), box, plain)


def _nested(found: Places, above: tuple[int, ...], box: Key, plain: set[Key]) -> Any:
    """The entries of a box below a place: texts, and headings with entries of their own; one that was printed without a
    number is no list."""
    below = sorted(place for place in found if len(place) == len(above) + 1 and place[: len(above)] == above)
    entries = []
    for place in below:
        children = _nested(found, place, box, plain)
        entries.append({found[place]: children} if children else found[place])
    return entries[0] if len(below) == 1 and (*box, *below[0]) in plain else entries


def _rows(own: Own) -> Iterator[Mapping[str, Any]]:
    """Each row with its ID, its texts, and the flow that is drawn."""
    names = Names(tuple(row.key for row in own.table_rows), tuple(lane.id for lane in own.lanes), own.capsules)
    draft = draft_of(own.table, own.graph, {}, "", names)
    for place, step in enumerate(draft.steps, 1):
        row = own.table_rows[step.row]
        if not step.first:  # what the form cannot say of one row stands in several
            yield {"id": step.key, **step.values}
            continue
        flow = {name: step.values[name] for name in keys_of(Langkah) if name in step.values and name != "id"}
        values = row_of(row, flow)
        if row.key != str(place) and row.key not in CAPSULES and not row.is_new:
            values["id"] = row.key
        number = row.texts.get("no", "").rstrip(".")
        values["no"] = None if number == str(place) else number or "-"
        yield values
