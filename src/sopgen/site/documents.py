"""Makes the documents of one SOP that are not in the cache yet; runs in any process."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sopgen.diagnostics import SopgenBug, UsageProblem
from sopgen.flow import Flow, trace
from sopgen.library import with_titles
from sopgen.model import Sop
from sopgen.pipeline import FULL, bug_message, notices_of
from sopgen.reading import logo as logos
from sopgen.reading import read_loaded, read_text
from sopgen.reading.layers import library_of, reason
from sopgen.reading.loader import load, read_bytes
from sopgen.render.notices import Notice
from sopgen.rules import check
from sopgen.scene.document import Scene
from sopgen.site.cache import Objects, digest, picture, program, settings_above
from sopgen.site.entry import Entry, Note, Source, entry, note_of, unread
from sopgen.site.heads import empty_head, head_data, read_head

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
    head: dict[str, Any]
    """what the library's register says of it, as data"""
    logo: str = ""
    logo_key: str = ""
    sop: bytes = b""
    """the SOP, pickled for the process that draws it; not kept for the next build"""

    @property
    def drawn_from(self) -> str:
        return digest(self.key, self.logo_key)

    def current(self, source: Source, today: date) -> bool:
        """Whether reading the file again would say the same."""
        if self.checked != today.isoformat() or self.logo_key != picture(self.logo):
            return False
        try:
            return self.key == _key(source, read_bytes(source.path))
        except OSError:
            return False


class Task(NamedTuple):
    """Documents to make: format -> the key to keep it under."""

    source: Source
    keys: dict[str, str]
    links: dict[str, str]
    """text -> the address of the SOP it names"""
    titles: dict[str, str]
    """what each `{sop: …}` says -> what is printed for it"""
    cache: Path
    sop: bytes = b""
    """as it was read; empty where it is to be read again"""


class Made(NamedTuple):
    name: str
    problems: dict[str, str]
    """format -> why it could not be made; for the user"""
    undrawable: bool = False
    """It lies in the SOP, not in the system."""
    notices: frozenset[Notice] = frozenset()


def _key(source: Source, content: bytes) -> str:
    """A key of everything the reading of a file with this content depends on, but for its logo and the day."""
    return digest(program(), source.name, source.address, settings_above(source.path.parent), content)


def read_source(source: Source, today: date, root: Path) -> Read:
    """Read and check one file. What cannot be read becomes an entry that says so."""
    day, head = today.isoformat(), head_data(empty_head(source))
    try:
        content = read_bytes(source.path)
    except OSError as problem:
        return Read(unread(source, [_failure(source, f"Berkas tidak dapat dibaca: {reason(problem)}.")]), "", day, head)
    key = _key(source, content)
    try:
        loaded = load(content, source.name)
        head = head_data(read_head(source, loaded, partial(_from_root, root=root)))
        reading = read_loaded(loaded, source.name, source.path.parent)
        found = (*reading.findings, *check(reading, today))
    except (OSError, UsageProblem) as problem:
        return Read(unread(source, [_failure(source, str(problem))]), key, day, head)
    except Exception as error:  # a bug in one file must not stop the others
        return Read(unread(source, [_failure(source, bug_message(error))]), key, day, head)
    notes = [note_of(finding, _from_root(finding.file, root)) for finding in found]
    if reading.sop is None:
        return Read(unread(source, notes), key, day, head)
    logo = str(source.path.parent / reading.sop.instansi.logo) if reading.sop.instansi.logo else ""
    facts = entry(source, reading.sop, notes, reading.settings.hours_per_day)
    return Read(facts, key, day, head, logo, picture(logo), pickle.dumps(reading.sop, pickle.HIGHEST_PROTOCOL))


def _failure(source: Source, message: str) -> Note:
    return Note(source.name, 1, "", "", "error", message, "", True)


def _from_root(file: str, root: Path) -> str:
    try:
        return (Path.cwd() / file).relative_to(root).as_posix()
    except ValueError:
        return file


def make_documents(task: Task) -> Made:
    """Read, trace, lay out and render once; put each wanted document into the cache."""
    problems: dict[str, str] = {}
    try:
        sop, flow, scene = _laid_out(_sop(task), task.source.path.parent, task.titles)
    except Exception as error:
        from sopgen.layout.routing.problem import Unroutable

        if isinstance(error, Unroutable):
            crowded = "Terlalu banyak panah bertemu pada satu simbol; pecah langkah atau keputusannya."
            return Made(task.source.name, dict.fromkeys(task.keys, crowded), True)
        return Made(task.source.name, dict.fromkeys(task.keys, _why(error)))
    objects = Objects(task.cache)
    for format, key in task.keys.items():
        try:
            made = _MAKERS[format](scene, sop, flow, task)
        except OSError as error:
            if error.errno in FULL:
                raise
            problems[format] = _why(error)
        except Exception as error:
            problems[format] = _why(error)
        else:
            objects.put(key, made)  # a disk that does not take it ends the build
    return Made(task.source.name, problems, notices=notices_of(task.keys))


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, UsageProblem) else bug_message(error)


def _sop(task: Task) -> Sop:
    if task.sop:
        known: Sop = pickle.loads(task.sop)
        return known
    source = task.source
    sop = read_text(read_bytes(source.path), source.name, source.path.parent).sop
    if sop is None:
        raise SopgenBug("an SOP without findings was not read")
    return sop


def _laid_out(sop: Sop, folder: Path, titles: Mapping[str, str]) -> tuple[Sop, Flow, Scene]:
    from sopgen.layout import lay_out

    logo = logos.load(sop.instansi.logo, folder, library_of(folder).root) if sop.instansi.logo else None
    sop = with_titles(sop, titles.get)
    flow = trace(sop)
    return sop, flow, lay_out(sop, flow, logo=logo)


def _html(scene: Scene, sop: Sop, flow: Flow, task: Task) -> bytes:
    from sopgen.render.html import render

    return render(scene, sop, flow, links=task.links)


def _xlsx(scene: Scene, sop: Sop, flow: Flow, task: Task) -> bytes:
    from sopgen.render.xlsx import render

    return render(scene)


def _pdf(scene: Scene, sop: Sop, flow: Flow, task: Task) -> bytes:
    from sopgen.render.pdf import render

    return render(scene, sop)


def _svg(scene: Scene, sop: Sop, flow: Flow, task: Task) -> bytes:
    from sopgen.layout.chart import place_chart
    from sopgen.render.flowchart import render_svg

    return render_svg(place_chart(sop, flow), page=task.source.address.rpartition("/")[2] + ".html")


_MAKERS: Mapping[str, Callable[[Scene, Sop, Flow, Task], bytes]] = {
    "html": _html,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "svg": _svg,
}
