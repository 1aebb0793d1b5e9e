"""The one way from an SOP to its findings and documents: read, check, trace, lay out, render.

`validate` goes the first two steps, `render` and `build` all of them. Where documents are kept is theirs to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sopgen.diagnostics import SopgenBug, UsageProblem
from sopgen.flow import row_numbers, trace
from sopgen.library.links import addresses, around, with_titles
from sopgen.model import Sop
from sopgen.model.form import file_form
from sopgen.reading import Reading
from sopgen.reading.files import reason
from sopgen.rules import check
from sopgen.scene.source import Source
from sopgen.work.jobs import STDIN_NAME

if TYPE_CHECKING:
    from sopgen.render.notices import Notice


LEAST_PT = 7.0
"""SOP315 tells of a table whose texts are printed smaller"""
HIDDEN = ("status", "menggantikan", "tinjau_ulang")
"""keys that no document shows"""
LONG = 60
"""characters of a sentence that makes a diamond wide"""


def checked(reading: Reading, today: date | None = None) -> Reading:
    """The reading with the findings of the rules; those about dates judge by `today`."""
    return reading._replace(findings=(*reading.findings, *check(reading, today)))


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of one SOP, as far as they could be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    """format -> the file"""
    sheets: dict[str, Sequence[bytes]] = field(default_factory=dict)
    """svg, png -> the same in sheets to print"""
    problems: dict[str, str] = field(default_factory=dict)
    """format -> why it could not be made, for the user"""
    notices: frozenset[Notice] = frozenset()
    """what the user should know about them, and about those that this computer lacks a program for"""


def draw(
    reading: Reading,
    formats: Iterable[str],
    title: Callable[[str], str | None],
    links: Mapping[str, str],
    page: str | None,
    *,
    dpi: float = 200.0,
    sheets: bool = True,
    with_yaml: bool = False,
) -> Made:
    """The documents of an SOP that no finding refuses. What keeps one format from being made costs only that format.

    `title`: gives what is printed for each `{sop: …}`; `links`: printed texts -> the address of the SOP they name;
    `page`: the name of its HTML file, if there will be one, to which flowcharts link; `dpi`: of the PNG; `sheets`: also
    cut long flowcharts into sheets of paper; `with_yaml`: the workbook carries the file that was read.
    """
    from sopgen import layout
    from sopgen.render import FORMATS, SHEETS, Document
    from sopgen.render.notices import ENGINE, SENTENCE, SMALL, EngineMissing, Notice

    def charts() -> Any:
        from sopgen.layout import chart  # a twentieth of all that a command loads, and most draw no flowchart

        return chart

    if reading.sop is None:
        raise SopgenBug("an SOP without findings was not read")
    sop = with_titles(reading.sop, title)
    flow = trace(sop)
    notices: set[Notice] = set()
    document = Document(
        sop,
        flow,
        partial(layout.lay_out, sop, flow, reading.logo),
        lambda: charts().place_chart(sop, flow),
        lambda whole: charts().place_sheets(sop, flow, whole),
        partial(source_of, reading, sop, with_yaml),
        page,
        links,
        dpi,
        notices,
    )
    files: dict[str, bytes] = {}
    cut: dict[str, Sequence[bytes]] = {}
    problems: dict[str, str] = {}
    for name in formats:
        try:
            files[name] = FORMATS[name](document)
            if sheets and name in SHEETS:
                cut[name] = SHEETS[name](document)
        except EngineMissing as problem:  # which is said once for all SOPs
            notices.add(Notice(ENGINE, str(problem)))
        except Exception as error:  # what goes wrong in one format leaves the others as they are
            problems[name] = said(error)
    if not {"xlsx", "html", "pdf"}.isdisjoint(files) and (size := document.scene.table_pt) < LEAST_PT:
        notices.add(Notice(SMALL, sop.judul, f"{size:.1f}".replace(".", ",")))
    if not {"svg", "png", "dot"}.isdisjoint(files) and (rows := _unasked(sop)):
        notices.add(Notice(SENTENCE, sop.judul, ", ".join(rows)))
    return Made(files, cut, problems, frozenset(notices))


def _unasked(sop: Sop) -> list[str]:
    """The numbers of the decisions whose diamonds in a flowchart hold a long sentence for want of a question."""
    steps = zip(row_numbers(sop), sop.langkah, strict=True)
    return [number for number, step in steps if step.keputusan and not step.pertanyaan and len(step.kegiatan) > LONG]


def draw_reading(
    reading: Reading, formats: Sequence[str], page: str | None = None, dpi: float = 200.0, with_yaml: bool = False
) -> Made:
    """The documents of an SOP that was read alone; titles of the SOPs it names, and links to them, are looked up."""
    neighbours = around(reading)
    links = addresses(reading.sop, neighbours) if reading.sop and "html" in formats else {}
    return draw(reading, formats, neighbours.title, links, page, dpi=dpi, with_yaml=with_yaml)


def source_of(reading: Reading, sop: Sop, with_yaml: bool = False) -> Source:
    """The file of a reading as its workbook names it, by its place in the library, and what is drawn of it."""
    path = ""
    if reading.file != STDIN_NAME:
        whole = reading.folder.resolve() / PurePath(reading.file).name
        root = reading.library.root.resolve()
        path = (whole.relative_to(root) if whole.is_relative_to(root) else PurePath(whole.name)).as_posix()
    yaml = reading.source.decode("utf-8", "replace") if with_yaml else None
    path = path.encode("utf-8", "replace").decode()  # a name that is not UTF-8 cannot stand in a workbook
    return Source(path, sha256(reading.source).hexdigest(), json.dumps(_shown(sop), ensure_ascii=False), yaml)


def _shown(sop: Sop) -> dict[str, Any]:
    """What a document shows of an SOP, in the form of its file. The logo is a file of its own: its path is told unless
    it is one of this machine, as that of a library's sopgen.yaml is."""
    data = {key: value for key, value in file_form(sop).items() if key not in HIDDEN}
    if PurePath(sop.instansi.logo or "").is_absolute():
        del data["instansi"]["logo"]
    columns = {*sop.tampilan.urutan_mutu_baku}
    for step, row in zip(sop.langkah, data["langkah"], strict=True):
        for key in row.get("mutu_baku", {}).keys() - columns:
            del row["mutu_baku"][key]
        if not sop.tampilan.kolom_keterangan:
            row.pop("keterangan", None)
        if (step.simbol or (step.keputusan and "keputusan")) != "keputusan":
            row.pop("pertanyaan", None)
    return data


def said(error: Exception) -> str:
    """What the user is told of an error: the message of a UsageProblem, why the system refuses something, else one line
    that asks to report a bug."""
    if isinstance(error, UsageProblem) and str(error):
        return str(error)
    if isinstance(error, OSError):
        return f"Sistem menolaknya: {reason(error)}."
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"Kesalahan di dalam sopgen, bukan pada berkas Anda; mohon laporkan beserta berkasnya. ({what})"
