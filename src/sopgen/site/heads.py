"""Keeps the register's entries (`sopgen.register`) as plain data: the next build need not read every file again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sopgen.diagnostics import Comment, Severity, Span
from sopgen.library.entries import entry_from, read_entry
from sopgen.library.register import Entry, Mention
from sopgen.model import Status
from sopgen.model.settings import LibrarySettings
from sopgen.reading.layers import library_of
from sopgen.reading.loader import Loaded
from sopgen.site.entry import Source


def read_head(source: Source, loaded: Loaded, from_root: Callable[[str], str]) -> Entry:
    """What the library needs to know of a file; all files named from the library's root."""
    library = library_of(source.path.parent)
    found = (
        entry_from(loaded, source.path, source.name, library)
        if loaded.readable
        else read_entry(source.path, library)  # which makes something of broken files too
    )
    places = {
        path: (source.name if file == found.file else from_root(file), span)
        for path, (file, span) in found.places.items()
    }
    return replace(found, file=source.name, places=places)


def head_data(head: Entry) -> dict[str, Any]:
    return {
        "texts": [head.judul, head.nomor, head.instansi, head.satuan_kerja, head.status.value],
        "menggantikan": [[mention.text, mention.path] for mention in head.menggantikan],
        "keterkaitan": [[mention.text, mention.path] for mention in head.keterkaitan],
        "settings": [
            head.settings.ignore,
            head.settings.select,
            [[code, level.value] for code, level in head.settings.severities],
            head.settings.number_pattern,
            head.settings.hours_per_day,
        ],
        "comments": [[_numbers(comment.span), comment.codes, comment.target] for comment in head.comments],
        "places": [[path, file, _numbers(span)] for path, (file, span) in head.places.items()],
    }


def head_of(source: Source, data: dict[str, Any]) -> Entry:
    """The entry that `head_data` wrote."""
    judul, nomor, instansi, satuan_kerja, status = data["texts"]
    ignore, select, severities, pattern, hours = data["settings"]
    return Entry(
        source.path,
        source.name,
        judul,
        nomor,
        instansi,
        satuan_kerja,
        Status(status),
        tuple(Mention(text, tuple(path)) for text, path in data["menggantikan"]),
        tuple(Mention(text, tuple(path)) for text, path in data["keterkaitan"]),
        LibrarySettings(
            tuple(ignore), tuple(select), tuple((code, Severity(level)) for code, level in severities), pattern, hours
        ),
        tuple(Comment(Span(*span), tuple(codes), target) for span, codes, target in data["comments"]),
        {tuple(path): (file, Span(*span)) for path, file, span in data["places"]},
    )


def empty_head(source: Source) -> Entry:
    """Of a file that cannot be read at all."""
    return Entry(Path(source.path), source.name)


def _numbers(span: Span) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]
