"""Reads one SOP for the site, and makes the documents of one that are not in the cache yet; runs in any process. And
what a build remembers of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from sopgen.diagnostics import START, Finding, Severity, UsageProblem
from sopgen.library.entries import entry_from, read_entry
from sopgen.library.register import Entry as Head
from sopgen.reading import Reading, read_text
from sopgen.reading.files import reason
from sopgen.reading.loader import read_bytes
from sopgen.site.cache import Cache, digest, picture, program, settings_above, store
from sopgen.site.entry import Entry, Source, entry, named
from sopgen.site.pages import sop_page
from sopgen.work.chain import Made, checked, draw, said

FORMATS = ("html", "xlsx", "pdf", "svg")
"""What a site can hold of each SOP besides its YAML."""


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a file, and from what."""

    entry: Entry
    key: str
    """of the file, the sopgen.yaml above it and the program"""
    checked: str
    """the day it was checked against"""
    head: Head
    """what the library's register says of it; files are named from the library's root"""
    logo: str = ""
    logo_key: str = ""

    def current(self, source: Source, today: date) -> bool:
        """Whether reading the file again would say the same."""
        if self.checked != today.isoformat() or self.logo_key != picture(self.logo):
            return False
        try:
            return self.key == _key(source, read_bytes(source.path))
        except OSError:
            return False


_NOTES = TypeAdapter(tuple[Read, ...])


class Task(NamedTuple):
    """Documents to make. The HTML is the SOP's page, which is made again with any other: it says which there are."""

    source: Source
    key: str
    """of the reading that the keys were made from"""
    keys: dict[str, str]
    """format -> the key to keep it under"""
    facts: dict[str, Any]
    """what the page says around the document"""
    others: tuple[str, ...]
    """formats that there are already"""
    links: dict[str, str]
    """text -> the address of the SOP it names"""
    titles: dict[str, str]
    """what each `{sop: …}` says -> what is printed for it"""
    cache: Path


def _key(source: Source, content: bytes) -> str:
    """A key of everything the reading of a file with this content depends on, but for its logo and the day."""
    return digest(program(), source.name, source.address, settings_above(source.path.parent), content)


def read_source(source: Source, today: date, root: Path) -> Read:
    """Read and check one file. What cannot be read becomes an entry that says so."""
    head, key = Head(source.path, source.name), ""
    try:
        content = read_bytes(source.path)
        key = _key(source, content)
        reading = read_text(content, str(source.path), source.path.parent)
        head = _head(source, reading, root)
        reading = checked(reading, today)
    except Exception as error:  # what goes wrong in one file does not stop the others
        why = f"Berkas tidak dapat dibaca: {reason(error)}." if isinstance(error, OSError) else said(error)
        finding = Finding(source.name, START, "", "", Severity.ERROR, why, "", "")
        return Read(entry(source, None, [finding]), key, today.isoformat(), head)
    findings = [named(finding, _from_root(finding.file, root)) for finding in reading.findings]
    facts = entry(source, reading.sop, findings, reading.settings.jam_kerja_per_hari)
    logo = reading.sop.instansi.logo if reading.sop else None
    if logo and not reading.logo and not any(slip.code == "SOP121" for slip in reading.slips):
        return Read(facts, key, "", head)  # a refused logo, which is looked at by nobody but the reader, each time
    logo = str(source.path.parent / logo) if logo else ""
    return Read(facts, key, today.isoformat(), head, logo, picture(logo))


def _head(source: Source, reading: Reading, root: Path) -> Head:
    """What the library needs to know of a file; all files named from the library's root."""
    found = (
        entry_from(reading.loaded, source.path, reading.file, reading.library)
        if reading.loaded.readable
        else read_entry(source.path, reading.library)  # which makes something of broken files too
    )
    places = {path: (_from_root(file, root), span) for path, (file, span) in found.places.items()}
    return replace(found, file=source.name, places=places)


def _from_root(file: str, root: Path) -> str:
    try:
        return (Path.cwd() / file).relative_to(root).as_posix()
    except ValueError:
        return file


def make_documents(task: Task) -> tuple[dict[str, str], Made]:
    """Draw what is wanted of one SOP and put it into the cache: format -> hash of the document, and what else is to be
    told. OSError where the disk is full ends the build."""
    source = task.source
    try:
        content = read_bytes(source.path)
        if _key(source, content) != task.key:
            raise UsageProblem("Berkasnya berubah selama situs dibangun; bangun sekali lagi.")
        reading = read_text(content, source.name, source.path.parent)
        page = f"{source.address.rpartition('/')[2]}.html"
        made = draw(reading, task.keys, task.titles.get, task.links, page, sheets=False)
        files = made.files
        if document := files.get("html"):
            formats = [name for name in FORMATS if name in (*task.others, *files)]
            files = files | {"html": sop_page(task.facts, document, formats, made.problems)}
    except Exception as error:
        return {}, Made(problems=dict.fromkeys(task.keys, said(error)))
    held = {name: store(task.cache, task.keys[name], content) for name, content in files.items()}
    return held, replace(made, files={})


def notes_key() -> str:
    """The key of what this program remembers of a library from one build to the next."""
    return digest(program(), "catatan")


def remembered(objects: Cache) -> tuple[Read, ...]:
    """What was known of the files in the last build; nothing where that was damaged, or another program knew it."""
    key = notes_key()
    return _NOTES.validate_json(objects.path(key).read_bytes()) if objects.hash(key) else ()


def remember(objects: Cache, reads: Iterable[Read]) -> None:
    objects.drop(notes_key())
    objects.put(notes_key(), _NOTES.dump_json(tuple(reads)))
