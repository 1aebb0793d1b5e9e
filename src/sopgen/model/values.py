"""The kinds of values that an SOP file holds, each with the words for what is expected of it.

A type here is plain pydantic: `Annotated[str, Field(pattern=…), Expected("…")]`. `Expected` turns whatever is wrong
with a value into one error of the type WRONG_FORM, whose context says what belongs there, for the author.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    StrictFloat,
    Tag,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

CONFIG = ConfigDict(
    frozen=True,
    extra="forbid",
    defer_build=True,  # what a command does not read it need not build
    coerce_numbers_to_str=True,
    regex_engine="python-re",  # for patterns that look ahead
)
END = "selesai"
"""The reserved target that ends the flow."""
WRONG_FORM = "bentuk"
"""The type of an error about a value of the wrong form; its context holds `expected` and, for one of a few, `words`."""
REPEATED = "berulang"
"""The type of an error about a name that a list holds twice; its context holds `index`, where the second one stands."""
MESSAGE = "yang diharapkan {expected}"


class Number(str):
    """A number of a YAML file, kept as its source text: `1.10` stays "1.10"."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Says what is expected of a value: `Annotated[bool, Expected("true atau false")]`."""

    expected: str = ""
    """not needed of a Literal: one of its words"""
    words: tuple[str, ...] = ()
    """the values that are allowed, where they are few"""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = get_args(source) if get_origin(source) is Literal else self.words
        context = {"expected": self.expected or f"salah satu dari {', '.join(words)}", "words": words}
        return core_schema.custom_error_schema(
            handler(source), custom_error_type=WRONG_FORM, custom_error_message=MESSAGE, custom_error_context=context
        )


ONE_OF = Expected()


@dataclass(frozen=True, slots=True)
class FromYaml:
    """Reads a value in the form that the file has, and makes of it what the model holds: a mapping whose order counts
    becomes pairs. A tuple was made in code and is the model's own already."""

    form: Any
    make: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any, validated: Callable[[Any], Any]) -> Any:
            return value if isinstance(value, tuple) else self.make(validated(value))

        form = core_schema.no_info_wrap_validator_function(read, handler.generate_schema(self.form))
        return core_schema.chain_schema([form, handler(source)])


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """Annotates a list or tuple: one entry may stand for a list of one."""

    least: int = 0
    """entries that an editor asks for; the reader counts an empty list as not written"""
    unlike: bool = False
    """no entry twice"""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        many = handler(source)
        if self.unlike:
            many = core_schema.no_info_after_validator_function(_unlike, many)
        return core_schema.no_info_before_validator_function(_listed, many)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        if self.least:
            many["minItems"] = self.least
        if self.unlike:
            many["uniqueItems"] = True
        one = many["items"]
        return {"anyOf": [*(one["anyOf"] if one.keys() == {"anyOf"} else [one]), many]}


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


def _unlike(entries: Sequence[str]) -> Sequence[str]:
    for index, entry in enumerate(entries):
        if entry in entries[:index]:
            raise PydanticCustomError(REPEATED, "ditulis dua kali", {"index": index})
    return entries


PLAIN, LIST, MAPPING = Tag("(biasa)"), Tag("(daftar)"), Tag("(isian)")
"""The branches of a union that is told apart by what stands there. The plain one says what else was expected."""


LIST_OR_PLAIN = Discriminator(lambda value: (LIST if isinstance(value, (list, tuple)) else PLAIN).tag)
MAPPING_OR_PLAIN = Discriminator(lambda value: (MAPPING if isinstance(value, (dict, BaseModel)) else PLAIN).tag)


def _trimmed(text: str) -> str:
    """A text without the line break that ends a `|` block."""
    return text.rstrip("\n")


def _or_none(text: str | None) -> str | None:
    return _trimmed(text) if text and text.strip() else None


def _day_or_none(text: str | None) -> str | None:
    return None if text and text.strip() == "-" else _or_none(text)


def _pattern(text: str) -> str:
    import re2  # only few libraries have a pattern

    try:
        compiled(text)
    except (re2.error, UnicodeError) as error:
        raise ValueError("no regular expression") from error
    return text


def compiled(pattern: str) -> Any:
    """A regular expression of a library's, by RE2: the time it takes grows with the text alone, whatever it is."""
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def _amount(value: Any) -> Any:
    """A number as YAML has it becomes one of Python; a text that looks like one does not."""
    return float(value) if isinstance(value, Number) else value


Text = Annotated[str, AfterValidator(_trimmed), Expected("teks")]
FilledText = Annotated[str, Field(pattern=r"\S"), AfterValidator(_trimmed), Expected("teks")]
OptionalText = Annotated[str | None, AfterValidator(_or_none), Expected("teks")]
OptionalDay = Annotated[str | None, AfterValidator(_day_or_none), Expected("teks")]
"""A date as written; "-" says that there is none."""
Heading = Annotated[str, Field(pattern=r"\S"), Expected("nama yang tidak kosong")]
Flag = Annotated[StrictBool, Expected("true atau false", ("true", "false"))]

LaneId = Annotated[
    str, Field(pattern=r"^[^\s:@]+$"), AfterValidator(_trimmed), Expected("id pelaksana tanpa spasi, titik dua, dan @")
]
LaneName = Annotated[str, Field(pattern=r"\S"), AfterValidator(_trimmed), Expected("nama pelaksana")]
RowId = Annotated[
    str,
    Field(pattern=rf"^(?!{END}$)[^\s:@]+$"),
    AfterValidator(_trimmed),
    Expected(f"id langkah tanpa spasi, titik dua, dan @, dan bukan `{END}`"),
]
RowNumber = Annotated[
    str,
    Field(pattern=rf"^(?!\s*{END}\.*\s*$)[^:@\n]*$"),
    AfterValidator(_trimmed),
    Expected(f"nomor langkah tanpa titik dua dan @, dan bukan `{END}`"),
]
Reference = Annotated[str, Field(pattern=r"\S"), AfterValidator(_trimmed), Expected("id atau nomor langkah")]
Target = Annotated[str | None, AfterValidator(_or_none), Expected(f"id atau nomor langkah, atau {END}")]
"""Where an outcome leads; None is the next row."""
Link = Annotated[str, Field(pattern=r"\S"), AfterValidator(_trimmed), Expected("nomor atau letak berkas SOP")]

LaneIds = Annotated[tuple[LaneId, ...], OneOrMany(least=1, unlike=True)]
References = Annotated[tuple[Reference, ...], OneOrMany(unlike=True)]


Texts = Annotated[
    tuple[str, ...],
    FromYaml(Annotated[list[Text | None], OneOrMany()], lambda texts: tuple(t for t in texts if t and t.strip())),
]
"""One text or several; empty entries say nothing and are left out."""
Cell = Annotated[Annotated[Text, Expected("teks atau daftar teks"), PLAIN] | Annotated[Texts, LIST], LIST_OR_PLAIN]
"""A cell's content: a text (line breaks kept) or a list, which prints numbered."""

RuleName = Annotated[
    str,
    Field(pattern=r"^SOP\d{1,3}$", json_schema_extra={"type": "string"}),
    Expected("kode aturan seperti SOP402, atau awalannya seperti SOP4"),
]
RuleNames = Annotated[tuple[RuleName, ...], OneOrMany()]
Pattern = Annotated[
    str,
    AfterValidator(_pattern),
    Field(json_schema_extra={"format": "regex"}),
    Expected("ekspresi reguler (menurut RE2: tanpa (?=…) dan \\1)"),
]
Hours = Annotated[StrictFloat, Field(gt=0, le=24), BeforeValidator(_amount), Expected("angka di atas 0 sampai 24")]
FontSize = Annotated[StrictFloat, Field(ge=7, le=12), BeforeValidator(_amount), Expected("angka dari 7 sampai 12")]
Pixels = Annotated[StrictFloat, Field(gt=0, le=600), BeforeValidator(_amount), Expected("angka di atas 0 sampai 600")]
Marker = Annotated[
    str,
    Field(pattern=r"^[^\s\w]$", json_schema_extra={"type": "string"}),
    Expected("satu tanda yang bukan huruf, angka, atau spasi"),
]
Numbering = Annotated[Literal["1", "a", "A", "i", "I"], ONE_OF]
