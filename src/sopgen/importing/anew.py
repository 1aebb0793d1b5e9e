"""A workbook that sopgen wrote, where its YAML is not at hand: a file anew that draws the same document.

Its texts have their keys, its rows and lanes their IDs; arrows are read from the drawing. What the document does not
show is gone: comments, links, status.
"""

from __future__ import annotations

import json
from typing import Any

from sopgen.importing.merge import content_of_cell
from sopgen.importing.model import Names, draft_of
from sopgen.importing.own import CAPSULES, Own, OwnLane, words
from sopgen.importing.write import text_of
from sopgen.layout.forms.labels import HEADINGS
from sopgen.model.sop import BOXES, Langkah, MutuBaku, SopContent
from sopgen.scene.document import Key


def written_anew(own: Own, source: str) -> str:
    """The YAML of what stands in the workbook now; `source` is named in it."""
    values: dict[str, Any] = {}
    labels: dict[str, str] = {}
    entries: dict[Key, dict[tuple[int, ...], str]] = {}
    numbered = {(item.sheet, item.row, item.column + 1) for item in own.base.content.printed if not item.key}
    plain: set[Key] = set()
    for item, text in own.texts.items():
        match item.key:
            case () | ("pelaksana", *_):
                continue
            case ("tampilan", "label", str(name)):
                labels[name] = text or ""
            case ("tambahan" | "penutup" as part, str(_)):
                entries.setdefault((part, text or ""), {})
            case (*names, int()):
                place = tuple(part for part in item.key if isinstance(part, int))
                box: Key = tuple(part for part in names if isinstance(part, str))
                if item[2:] not in numbered:
                    plain.add(item.key)
                known = entries.setdefault(box, {})
                known[place] = f"{known[place]} {text}" if place in known else text or ""
            case _ if text:
                _put(values, item.key, _said(item.key, text))
    for box, found in entries.items():
        if box[0] in (*BOXES, "tambahan", "penutup"):
            _put(values, box, _nested(found, (), box, plain))
    values["tampilan"] = _look(own, labels, str(values.get("judul", "")))
    values["pelaksana"] = {lane.id: _lane(lane) for lane in own.lanes}
    values["langkah"] = _rows(own)
    values["status"] = "draf"
    document = {name: values[name] for name in (*SopContent.model_fields, "tampilan") if values.get(name)}
    return text_of(document, (), range(len(values["langkah"])), source)


def _put(values: dict[str, Any], key: Key, value: Any) -> None:
    *way, name = key
    for part in way:
        values = values.setdefault(str(part), {})
    values.setdefault(str(name), value)


def _said(key: Key, text: str) -> str:
    return text.removeprefix(HEADINGS["nip"]).strip() if key == ("disahkan_oleh", "nip") else text


def _nested(found: dict[tuple[int, ...], str], above: tuple[int, ...], box: Key, plain: set[Key]) -> Any:
    """The entries of a box below a place: texts, and headings with entries of their own; one that was printed without a
    number is no list."""
    below = sorted(place for place in found if len(place) == len(above) + 1 and place[: len(above)] == above)
    entries = []
    for place in below:
        children = _nested(found, place, box, plain)
        entries.append({found[place]: children} if children else found[place])
    return entries[0] if len(below) == 1 and (*box, *below[0]) in plain else entries


def _look(own: Own, labels: dict[str, str], title: str) -> dict[str, Any]:
    look: dict[str, Any] = json.loads(own.base.source.look or "{}")
    standard = {**HEADINGS, "judul_tabel": title if title.upper().startswith("SOP") else f"SOP {title}"}
    named = {name: text for name, text in labels.items() if words(text) != words(standard.get(name, ""))}
    return look | ({"label": named} if named else {})


def _lane(lane: OwnLane) -> Any:
    return {"nama": lane.name, "kelompok": lane.group} if lane.group else lane.name


def _rows(own: Own) -> list[dict[str, Any]]:
    """Each row with its ID, its texts, and the flow that is drawn."""
    names = Names(tuple(row.key for row in own.table_rows), tuple(lane.id for lane in own.lanes), own.capsules)
    draft = draft_of(own.table, own.graph, {}, "", names)
    rows = []
    for place, step in enumerate(draft.steps, 1):
        row = own.table_rows[step.row]
        if not step.first:  # what the form cannot say of one row stands in several
            rows.append({"id": step.key, **step.values})
            continue
        content = {name: content_of_cell(row.texts[name]) for name in MutuBaku.model_fields if row.texts.get(name)}
        values = {name: step.values[name] for name in Langkah.model_fields if name in step.values}
        values |= {"mutu_baku": content or None, "keterangan": content_of_cell(row.texts.get("keterangan", ""))}
        if row.key != str(place) and row.key not in CAPSULES and not row.is_new:
            values["id"] = row.key
        number = row.texts.get("no", "").rstrip(".")
        values["no"] = None if number == str(place) else number or "-"
        rows.append({name: values[name] for name in Langkah.model_fields if values.get(name)})
    return rows
