"""Turns the models of an SOP file and of sopgen.yaml into JSON Schema (draft 2020-12), for editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sopgen.model.settings import LibraryFile
from sopgen.model.sop import LaneEntry, Part, Sop

DRAFT = "https://json-schema.org/draft/2020-12/schema"


_ROW = {
    "id": "${1:ajukan}",
    "kegiatan": "${2:Mengajukan permohonan}",
    "pelaksana": "${3:id_pelaksana}",
    "mutu_baku": {"kelengkapan": "${4:Formulir}", "waktu": "${5:10 menit}", "output": "${6:Permohonan}"},
}
_DECISION = {name: value for name, value in _ROW.items() if name != "mutu_baku"} | {
    "keputusan": {"Ya": "${4:id_langkah}", "Tidak": "${5:id_langkah}"},
    "mutu_baku": {"kelengkapan": "${6:Permohonan}", "waktu": "${7:15 menit}", "output": "${8:Permohonan diperiksa}"},
}
SNIPPETS: dict[str, list[dict[str, Any]]] = {
    "Langkah": [
        {"label": "langkah", "description": "Satu langkah", "body": _ROW},
        {"label": "keputusan", "description": "Langkah yang memilih", "body": _DECISION},
    ],
    "LaneEntry": [
        {
            "label": "pelaksana",
            "description": "Pelaksana dengan kepala kolom bersama",
            "body": {"nama": "${1:Kepala Bagian}", "kelompok": "${2:Sekretariat}"},
        }
    ],
}
"""What an editor fills in at once, by the model it fits: `${1:…}` is where the cursor goes first."""


class EditorSchema(GenerateJsonSchema):
    """pydantic's JSON Schema, with what an author may write besides: a number for a text, nothing for what has a
    default."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": ["string", "number"]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """A word that is a number may be written as one: `[A, 1]`."""
        result = super().literal_schema(schema)
        numbers = [int(word) for word in result.get("enum", ()) if str(word).isdecimal()]
        return {"enum": [*result["enum"], *numbers]} if numbers else result

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Every key must fit; pydantic's own schema lets others be anything."""
        result = super().dict_schema(schema)
        for pattern, values in result.pop("patternProperties", {}).items():
            result |= {"additionalProperties": values, "propertyNames": {"pattern": pattern}}
        return result

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        return {"anyOf": super().tagged_union_schema(schema)["oneOf"]}

    def custom_error_schema(self, schema: core_schema.CustomErrorSchema) -> JsonSchemaValue:
        """Editors say what is expected in the words of our findings (`errorMessage` of the YAML language server)."""
        result = super().custom_error_schema(schema)
        expected = (schema.get("custom_error_context") or {}).get("expected")
        if not expected:
            return result
        return _worded(result, f"Isinya salah bentuk; yang diharapkan {expected}.")

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        result = super().default_schema(schema)
        default = result.pop("default", None)
        shown = {"default": default} if isinstance(default, (str, bool, int, float)) and default != "" else {}
        return _nullable(result) | shown

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        if schema["cls"] is LaneEntry:
            result.pop("required")
        if snippets := SNIPPETS.get(schema["cls"].__name__):
            result["defaultSnippets"] = snippets
        known = f"Kunci yang dikenal di sini: {', '.join(result.get('properties', ()))}."
        needed = f" Wajib: {', '.join(result['required'])}." if result.get("required") else ""
        return result | {"errorMessage": known + needed}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _worded(schema: JsonSchemaValue, message: str) -> JsonSchemaValue:
    """The schema, and each choice in it that says nothing itself, with this message where something else stands."""
    choices = [choice if "errorMessage" in choice else _worded(choice, message) for choice in schema.get("anyOf", ())]
    said = {"errorMessage": message} | ({"patternErrorMessage": message} if "pattern" in schema else {})
    return schema | said | ({"anyOf": choices} if choices else {})


def _nullable(schema: JsonSchemaValue) -> JsonSchemaValue:
    null = {"type": "null"}
    if isinstance(schema.get("type"), list):
        return schema | {"type": [*schema["type"], "null"]}
    if "anyOf" not in schema:
        return {"anyOf": [schema, null]}
    return schema | {"anyOf": [choice for choice in schema["anyOf"] if choice != null] + [null]}


def sop_schema() -> JsonSchemaValue:
    return _schema(Sop, "SOP", "Satu SOP Administrasi Pemerintahan")


def library_schema() -> JsonSchemaValue:
    return _schema(LibraryFile, "sopgen.yaml", "Isian bersama bagi semua SOP di folder ini dan di bawahnya")


def _schema(model: type[Part], title: str, description: str) -> JsonSchemaValue:
    head = {"$schema": DRAFT, "title": title, "description": description}
    body = model.model_json_schema(schema_generator=EditorSchema)
    for part in (body, *body["$defs"].values()):
        part.pop("title", None)
        part.pop("description", None)
    body.pop("required", None)  # a sopgen.yaml may give it, so that an editor cannot miss it in this file
    return head | body


def as_text(schema: JsonSchemaValue) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
