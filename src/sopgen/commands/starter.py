"""Makes the files that a library or an SOP starts from, as texts; writing them is the command's."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopgen.model.schema import as_text, library_schema, sop_schema
from sopgen.reading.loader import load
from sopgen.resources import template_dir
from sopgen.text.ids import lane_ids
from sopgen.text.letters import one_line
from sopgen.text.words import in_words

EXAMPLE = "umum/permintaan-barang-persediaan.yaml"
SOP_SCHEMA, LIBRARY_SCHEMA = "schema/sop.schema.json", "schema/sopgen.schema.json"
TEMPLATES = {
    "sopgen.yaml": "starter/sopgen.yaml.j2",
    EXAMPLE: "starter/example.yaml.j2",
    "README.md": "starter/README.md.j2",
    ".vscode/tasks.json": "starter/vscode-tasks.json",
    ".vscode/settings.json": "starter/vscode-settings.json",
    ".vscode/extensions.json": "starter/vscode-extensions.json",
    ".github/workflows/sop.yml": "ci/github.yml",
    ".gitlab-ci.yml": "ci/gitlab-ci.yml",
    ".gitignore": "starter/gitignore",
}
"""File of a library -> the template it is made from, below `templates`."""
OPEN = "...."
"""what stands where something is still to be filled in"""
FEWEST_ROWS = 3


def library_files(instansi: str, satuan_kerja: str, today: date) -> dict[str, str]:
    """Every file of a new library: path -> text."""
    values = {
        "instansi": instansi,
        "satuan_kerja": satuan_kerja,
        "nama": " ".join(satuan_kerja.split()),
        "contoh": EXAMPLE,
        "tanggal": in_words(today),
        "tahun": today.year,
    }
    files = {path: _filled(template, values) for path, template in TEMPLATES.items()}
    return files | {SOP_SCHEMA: as_text(sop_schema()), LIBRARY_SCHEMA: as_text(library_schema())}


def sop_text(pelaksana: Sequence[str], today: date, given: Container[str] = (), **values: str) -> str:
    """An SOP to fill in: its lanes, and a few rows that run through them. `given`: keys that the library fills in.

    `values`: the `judul`, the `file`'s name; `instansi` and `satuan_kerja`, empty where the library gives them;
    `schema`, where the JSON Schema stands, seen from the file.
    """
    ids = lane_ids(pelaksana)
    lanes = list(zip(ids, pelaksana, strict=True))
    doers = [*ids, *(ids[:1] if len(ids) > 1 else ())]  # the last files away where the first began
    rows = list(islice(cycle(doers), max(len(doers), FEWEST_ROWS)))
    more = {"given": given, "lanes": lanes, "tanggal": in_words(today), "langkah": rows}
    return _filled("starter/sop.yaml.j2", values | more)


def _filled(template: str, values: dict[str, Any]) -> str:
    folder = template_dir()
    if not template.endswith(".j2"):
        return (folder / template).read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,  # YAML and Markdown, no HTML
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"yaml": scalar, "one_line": one_line}
    return environment.get_template(template).render(values)


def scalar(text: str) -> str:
    """A text as a YAML value on one line: plain where that reads back as the same text, else quoted."""
    line = one_line(text)
    loaded = load(f"- {line} # x\n", "")
    same = loaded.readable and loaded.data == [line] and type(loaded.data[0]) is str
    return line if same else json.dumps(line, ensure_ascii=False)


def title_of(path: Path) -> str:
    """`rapat-dinas.yaml` -> Rapat Dinas."""
    words = re.sub(r"[\s_\-]+", " ", path.stem).strip()
    return " ".join(word[:1].upper() + word[1:] for word in words.split()) or OPEN
