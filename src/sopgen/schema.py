"""Turns the forms of an SOP file and of sopgen.yaml into JSON Schema (draft 2020-12), for editors."""

from __future__ import annotations

import json

from sopgen.reading.document import LIBRARY, SOP, ButirList
from sopgen.reading.forms import Fields, Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def sop_schema() -> Schema:
    return _schema(SOP, "SOP", "Satu SOP Administrasi Pemerintahan")


def library_schema() -> Schema:
    return _schema(LIBRARY, "sopgen.yaml", "Isian bersama bagi semua SOP di folder ini dan di bawahnya")


def _schema(form: Fields, title: str, description: str) -> Schema:
    head = {"$schema": DRAFT, "title": title, "description": description}
    return head | form.schema() | {"$defs": ButirList().definitions()}


def as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
