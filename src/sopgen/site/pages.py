"""Writes the pages of a site from the facts about its SOPs."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from sopgen.diagnostics import LEVELS, Finding, Severity, SopgenBug
from sopgen.library.register import folded
from sopgen.reading import logo as logos
from sopgen.reading.layers import library_of
from sopgen.render.markup import page_templates
from sopgen.resources import template_dir
from sopgen.rules.times import amount, between, left_out_lines
from sopgen.site import wordings
from sopgen.site.cache import digest
from sopgen.site.entry import Entry
from sopgen.site.relations import Relations
from sopgen.site.sources import slug
from sopgen.text.letters import clean

SOON = timedelta(days=90)
"""A review is announced so long before."""
STATUSES = ("berlaku", "digantikan", "draf", "dicabut")
DOWNLOADS = {"xlsx": "Excel", "pdf": "PDF", "svg": "Bagan alir (SVG)", "yaml": "YAML"}


@dataclass(frozen=True, slots=True)
class Office:
    name: str
    government: str
    address: str
    entries: tuple[Entry, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(entry.status for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Face:
    """What every page says of the library it belongs to."""

    name: str = ""
    """the office's, from the library's sopgen.yaml"""
    logo: str = ""
    """as a `data:` address"""
    findings: bool = True
    """whether the site shows what the rules found"""


def face(root: Path, findings: bool) -> Face:
    """The face of the library in this folder."""
    library = library_of(root)
    office = library.defaults.get("instansi")
    said = office if isinstance(office, dict) else {}
    name = next((str(said[key]) for key in ("satuan_kerja", "nama") if said.get(key)), "")
    try:
        logo = logos.load(str(said["logo"]), root, library.root) if said.get("logo") else None
    except logos.LogoProblem:  # which `validate` and the documents tell
        logo = None
    return Face(name, f"data:{logo.mime};base64,{b64encode(logo.data).decode()}" if logo else "", findings)


@dataclass(frozen=True)
class Library:
    """Everything pages are written from."""

    entries: tuple[Entry, ...]
    """shown, in the order of the register"""
    relations: Relations
    offices: tuple[Office, ...]
    today: date
    everything: bool = False
    """drafts and withdrawn SOPs too"""
    about: tuple[Finding, ...] = ()
    """findings about the library itself and about files that could not be read"""
    face: Face = Face()

    @cached_property
    def office_of(self) -> dict[str, Office]:
        """By the name of an SOP."""
        return {entry.name: office for office in self.offices for entry in office.entries}


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda e: (wordings.natural(e.office), wordings.natural(e.number), wordings.natural(e.title), e.name),
    )


def offices(entries: Sequence[Entry]) -> tuple[Office, ...]:
    """The offices, each with its SOPs; offices of one name in two governments are two."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((folded(entry.office), folded(entry.government)), []).append(entry)
    several = Counter(office for office, _ in found)
    shared = Counter(slug(group[0].office) for group in found.values()) + Counter({"index": 2})
    made = []
    for (name, government), (first, *others) in found.items():
        title = f"{first.office} ({first.government})" if several[name] > 1 and first.government else first.office
        place = slug(first.office)
        if shared[place] > 1:  # offices that would share a page get a mark of their own
            place += f"-{digest(name, government)[:8]}"
        made.append(Office(title, first.government, place, (first, *others)))
    return tuple(made)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = page_templates("site")
    script = _file("register.js")
    environment.filters |= {
        "hari": wordings.day,
        "angka": wordings.number,
        "waktu": wordings.total,
        "nomor": _breakable,
        "jam": wordings.hours,
    }
    environment.globals |= {
        "STATES": wordings.STATES,
        "LEVELS": {level: word.capitalize() for level, word in LEVELS.items()},
        "amount": amount,
        "between": between,
        "left_out_lines": left_out_lines,
        "colours": Markup(_file("colours.css")),
        "css": Markup(_file("site.css")),
        "paper_css": Markup(_file("sop.css")),
        "script": Markup(script),
        "script_hash": f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
    }
    return environment


def _breakable(number: str) -> Markup:
    """A number that browsers break after its slashes, where they must break it."""
    return Markup("/<wbr>").join([clean(part) for part in number.split("/")])


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return (template_dir() / "site" / name).read_text(encoding="utf-8").strip()


def _page(template: str, address: str, library: Library | None, **values: Any) -> bytes:
    """`library` is None on the page of an SOP, whose values hold all that its key is made from, `face` too."""
    up = "../" * address.count("/")
    if library:
        values["face"] = library.face
    text = _environment().get_template(template).render(up=up, here=address, library=library, **values)
    return text.encode("utf-8", "replace")


def pages(library: Library) -> dict[str, bytes]:
    """Every page but those of the SOPs: address -> content."""
    present = {entry.status for entry in library.entries}
    made = {
        "index.html": _register(library),
        "satuan/index.html": _page(
            "offices.html.j2",
            "satuan/index.html",
            library,
            largest=max((len(office.entries) for office in library.offices), default=0),
            statuses=[status for status in STATUSES if status in present],
        ),
        "tinjau.html": _reviews(library),
    }
    if library.face.findings:
        made["temuan.html"] = _findings(library)
    for office in library.offices:
        address = f"satuan/{office.address}.html"
        made[address] = _page("office.html.j2", address, library, office=office, largest=len(office.entries))
    return made


def _register(library: Library) -> bytes:
    governments = {folded(office.government): office.government for office in library.offices if office.government}
    rows: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(library.entries):
        for word in entry.words:
            rows[word].append(row)
    index = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return _page(
        "register.html.j2",
        "index.html",
        library,
        counts=Counter(entry.status for entry in library.entries),
        government=next(iter(governments.values())) if len(governments) == 1 else "",
        due=sum(e.status == "berlaku" and "" < e.review < library.today.isoformat() for e in library.entries),
        years=sorted({entry.year for entry in library.entries if entry.year}, reverse=True),
        office_index={entry.name: i for i, office in enumerate(library.offices) for entry in office.entries},
        # no text in it can end the script element that holds it
        index=Markup(clean(index).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")),
    )


def _reviews(library: Library) -> bytes:
    valid = [entry for entry in library.entries if entry.status == "berlaku"]
    dated = sorted((entry for entry in valid if entry.review), key=lambda entry: (entry.review, entry.name))
    today, soon = library.today.isoformat(), (library.today + SOON).isoformat()
    groups = [
        ("lewat", "Sudah lewat", [entry for entry in dated if entry.review < today]),
        ("segera", f"Dalam {SOON.days} hari", [entry for entry in dated if today <= entry.review <= soon]),
        ("nanti", "Sesudahnya", [entry for entry in dated if entry.review > soon]),
        ("tanpa", "Belum bertanggal tinjau ulang", [entry for entry in valid if not entry.review]),
    ]
    days = {entry.name: (date.fromisoformat(entry.review) - library.today).days for entry in dated}
    return _page("reviews.html.j2", "tinjau.html", library, groups=groups, days=days)


def _findings(library: Library) -> bytes:
    findings = [*library.about, *(finding for entry in library.entries for finding in entry.findings)]
    levels = Counter(finding.severity for finding in findings)
    rules = Counter((finding.code, finding.name, finding.severity) for finding in findings if finding.code)
    found = [entry for entry in library.entries if entry.findings]
    found.sort(key=lambda entry: (-entry.count(Severity.ERROR), -entry.count(Severity.WARNING), entry.name))
    ranked = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    largest = max(rules.values(), default=0)
    return _page("findings.html.j2", "temuan.html", library, levels=levels, rules=ranked, largest=largest, found=found)


def sop_facts(library: Library, entry: Entry) -> dict[str, Any]:
    """What the page of an SOP says around the document, and nothing else: its page is made anew where they change."""
    relations = library.relations
    chain = relations.chain(entry)
    others = {
        "outgoing": relations.outgoing(entry),
        "incoming": relations.incoming.get(entry.name, []),
        "chain": chain if len(chain) > 1 else [],
        "newer": relations.newer[entry.name],
    }
    return {
        "entry": replace(entry, words=(), findings=entry.findings if library.face.findings else ()),
        "face": library.face,
        "office": replace(library.office_of[entry.name], entries=()),
        **{key: [other.brief for other in those] for key, those in others.items()},
    }


def sop_page(
    facts: Mapping[str, Any], document: bytes | None, formats: Iterable[str], problems: Mapping[str, str]
) -> bytes:
    """The page of an SOP: its document with what belongs to it around; without one, what stands in the way. `formats`:
    that there are of it besides; `problems`: format -> why it could not be made."""
    address = f"sop/{facts['entry'].address}.html"
    downloads = {name: DOWNLOADS[name] for name in (*formats, "yaml") if name in DOWNLOADS}
    missing = {DOWNLOADS.get(name, name): why for name, why in problems.items()}
    facts = {**facts, "downloads": downloads, "missing": missing}
    if document is None:
        return _page("sop_bare.html.j2", address, None, **facts)
    around = {part: _page(f"sop_{part}.html.j2", address, None, **facts).decode() for part in ("bar", "top", "bottom")}
    text = document.decode()
    if facts["face"].name:
        text = _beside(text, "</title>", f" · {escape(clean(facts['face'].name))}", before=True)
    text = _beside(text, "</head>", f"<style>\n{_file('colours.css')}\n{_file('sop.css')}\n</style>\n", before=True)
    text = _beside(text, "<body>", f"\n{around['bar']}")
    text = _beside(text, "<main>", f"\n{around['top']}")
    text = _beside(text, "</main>", f"\n{around['bottom']}", before=True)
    return text.encode("utf-8", "replace")


def _beside(text: str, mark: str, written: str, before: bool = False) -> str:
    """The document with something written beside one of its tags; what authors write never looks like a tag."""
    first, found, last = text.partition(mark)
    if not found:
        raise SopgenBug(f"the HTML document has no {mark}")
    return f"{first}{written}{mark}{last}" if before else f"{first}{mark}{written}{last}"
