"""Writes the pages of a site from the facts about its SOPs."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from sopgen.diagnostics import LEVELS, Finding, Severity
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

SOON = 90
"""A review is announced so many days before."""
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
    today: date
    everything: bool = False
    """drafts and withdrawn SOPs too"""
    about: tuple[Finding, ...] = ()
    """findings about the library itself and about files that could not be read"""
    face: Face = Face()

    @cached_property
    def counts(self) -> Counter[str]:
        """How many SOPs have each status."""
        return Counter(entry.status for entry in self.entries)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        return offices(self.entries)

    @cached_property
    def office_of(self) -> dict[str, Office]:
        """By the name of an SOP."""
        return {entry.name: office for office in self.offices for entry in office.entries}


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    natural = wordings.natural
    return tuple(sorted(entries, key=lambda e: (natural(e.office), natural(e.number), natural(e.title), e.name)))


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
        "angka": lambda value: f"{value:,}".replace(",", "."),
        "waktu": wordings.total,
        "nomor": _breakable,
        "jam": lambda value: f"{value:g}".replace(".", ","),
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


def _page(template: str, address: str, library: Library | None, values: Mapping[str, Any]) -> str:
    """A page, or a part of one. `library` is None on the page of an SOP, whose values hold all that its key is made
    from, `face` too."""
    face = {"face": library.face} if library else {}
    up = "../" * address.count("/")
    return _environment().get_template(template).render(up=up, here=address, library=library, **face, **values)


def pages(library: Library) -> dict[str, bytes]:
    """Every page but those of the SOPs: address -> content."""
    groups = _reviews(library)
    filled: dict[str, tuple[str, dict[str, Any]]] = {
        "index.html": ("register.html.j2", _register(library) | {"due": len(groups[0][2])}),
        "satuan/index.html": ("offices.html.j2", {}),
        "tinjau.html": ("reviews.html.j2", {"groups": groups}),
    }
    if library.face.findings:
        filled["temuan.html"] = "findings.html.j2", _findings(library)
    for office in library.offices:
        filled[f"satuan/{office.address}.html"] = "office.html.j2", {"office": office}
    return {at: _page(template, at, library, values).encode() for at, (template, values) in filled.items()}


def _register(library: Library) -> dict[str, Any]:
    governments = {folded(office.government): office.government for office in library.offices if office.government}
    rows: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(library.entries):
        for word in entry.words:
            rows[word].append(row)
    index = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return {
        "government": next(iter(governments.values())) if len(governments) == 1 else "",
        "years": sorted({entry.year for entry in library.entries if entry.year}, reverse=True),
        "office_index": {entry.name: i for i, office in enumerate(library.offices) for entry in office.entries},
        # no text in it can end the script element that holds it
        "index": Markup(clean(index).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")),
    }


def _reviews(library: Library) -> list[tuple[str, str, list[tuple[Entry, int]]]]:
    """The SOPs in force, each with the days that are left, in groups: (id, heading, SOPs)."""
    valid = [entry for entry in library.entries if entry.status == "berlaku"]
    dated = sorted((entry for entry in valid if entry.review), key=lambda entry: (entry.review, entry.name))
    left = [(entry, (date.fromisoformat(entry.review) - library.today).days) for entry in dated]
    return [
        ("lewat", "Sudah lewat", [(entry, days) for entry, days in left if days < 0]),
        ("segera", f"Dalam {SOON} hari", [(entry, days) for entry, days in left if 0 <= days <= SOON]),
        ("nanti", "Sesudahnya", [(entry, days) for entry, days in left if days > SOON]),
        ("tanpa", "Belum bertanggal tinjau ulang", [(entry, 0) for entry in valid if not entry.review]),
    ]


def _findings(library: Library) -> dict[str, Any]:
    findings = [*library.about, *(finding for entry in library.entries for finding in entry.findings)]
    rules = Counter((finding.code, finding.name, finding.severity) for finding in findings if finding.code)
    found = [entry for entry in library.entries if entry.findings]
    found.sort(key=lambda entry: (-entry.count(Severity.ERROR), -entry.count(Severity.WARNING), entry.name))
    return {
        "levels": Counter(finding.severity for finding in findings),
        "rules": sorted(rules.items(), key=lambda item: (-item[1], item[0])),
        "found": found,
    }


def sop_facts(library: Library, entry: Entry) -> dict[str, Any]:
    """What the page of an SOP says around the document, and nothing else: its page is made anew where they change."""
    relations = library.relations
    others = {
        "outgoing": relations.outgoing(entry),
        "incoming": relations.incoming.get(entry.name, []),
        "chain": relations.chain(entry),
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
        return _page("sop_bare.html.j2", address, None, facts).encode()
    bar, top, bottom = (_page(f"sop_{part}.html.j2", address, None, facts) for part in ("bar", "top", "bottom"))
    whose = f" · {escape(clean(facts['face'].name))}" if facts["face"].name else ""
    for mark, written in {
        "</title>": f"{whose}</title>",
        "</head>": f"<style>\n{_file('colours.css')}\n{_file('sop.css')}\n</style>\n</head>",
        "<body>": f"<body>\n{bar}",
        "<main>": f"<main>\n{top}",
        "</main>": f"\n{bottom}</main>",
    }.items():  # what authors write never looks like a tag
        document = document.replace(mark.encode(), written.encode(), 1)
    return document
