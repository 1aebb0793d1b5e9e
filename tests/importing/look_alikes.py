"""Workbooks as people draw them, made from those that sopgen renders: no names, no glue, ends that miss their symbols,
elbows of straight pieces, other presets, groups in a scale of their own, freeforms.

What the drawing says is known from the SOP, so that an import of it can be judged arrow by arrow.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from drawing_reader import Sheet, read

from sopgen.flow import Flow
from sopgen.importing import Imported
from sopgen.importing.graph import Graph
from sopgen.importing.page import around

PX = 9525
EMU_PER_MM = 36_000
OTHER_PRESETS = {
    "flowChartTerminator": ("flowChartTerminator", "roundRect", "flowChartAlternateProcess", "ellipse"),
    "flowChartProcess": ("flowChartProcess", "rect"),
    "flowChartDecision": ("flowChartDecision", "diamond"),
    "flowChartOffpageConnector": ("flowChartOffpageConnector",),
}
NAMESPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{heads}</a:ln>'
UNWRAPPED = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/>'
HEAD = '<a:tailEnd type="triangle"/>'


@dataclass(frozen=True)
class Manner:
    """How a person draws."""

    jitter: float = 0.0
    """px that each end of an arrow may be off, both ways"""
    pieces: bool = False
    """elbows are drawn as straight lines, one a stretch"""
    presets: bool = False
    """boxes, capsules and diamonds from other presets that look alike"""
    group: bool = False
    """the whole drawing is a group in half its scale"""
    freeforms: bool = False
    """arrows are freeforms, diamonds too"""
    drift: float = 0.0
    """px that labels stand off at most, both ways; symbols less, and without their arrows"""
    headless: float = 0.0
    """share of the arrows whose head was forgotten"""


@dataclass
class LookAlike:
    data: bytes
    centers: dict[str, tuple[float, float]] = field(default_factory=dict)
    """name of each symbol in the rendered workbook -> its centre, mm"""


def look_alike(workbook: bytes, manner: Manner, seed: int, folder: Path) -> LookAlike:
    """The rendered workbook, its Prosedur drawn anew by hand."""
    path = folder / f"asal-{seed}.xlsx"
    path.write_bytes(workbook)
    sheet = next(s for s in read(path) if s.name == "Prosedur")
    drawing = _Drawing(sheet, manner, Random(seed)).xml()
    made = LookAlike(_replaced(workbook, drawing))
    for shape in sheet.shapes:
        center = ((shape.x + shape.w / 2) / EMU_PER_MM, (shape.y + shape.h / 2) / EMU_PER_MM)
        made.centers[shape.name] = center
    return made


def _replaced(workbook: bytes, drawing: str) -> bytes:
    """The workbook with another drawing on Prosedur, and without what only sopgen writes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        part = _drawing_part(source)
        for name in source.namelist():
            if not name.startswith("customXml/"):
                target.writestr(name, drawing if name == part else source.read(name))
    return out.getvalue()


def _drawing_part(package: zipfile.ZipFile) -> str:
    """The drawing with most arrows: that of Prosedur."""
    parts = [n for n in package.namelist() if posixpath.dirname(n) == "xl/drawings" and n.endswith(".xml")]
    return max(parts, key=lambda name: package.read(name).count(b"cxnSp"))


class _Drawing:
    def __init__(self, sheet: Sheet, manner: Manner, rng: Random) -> None:
        self.sheet, self.manner, self.rng = sheet, manner, rng
        self.count = 1
        self.scale = 0.5 if manner.group else 1.0

    def xml(self) -> str:
        items = []
        for shape in self.sheet.shapes:
            items.append(self._shape(shape))
        for arrow in self.sheet.arrows:
            points = arrow.points if arrow.head_at_end or not arrow.head_at_start else arrow.points[::-1]
            forgotten = self.manner.headless and self.rng.random() < self.manner.headless
            items += self._arrow(points, not forgotten and (arrow.head_at_end or arrow.head_at_start))
        if self.manner.group:
            items = [self._group(items)]
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr {NAMESPACES}>{"".join(items)}</xdr:wsDr>'
        )

    def _arrow(self, points: list[tuple[float, float]], head: bool) -> list[str]:
        points = [p for p, q in pairwise([*points, None]) if p != q]
        points = self._jittered(points)
        if self.manner.pieces and self.rng.random() < 0.7:
            stretches = list(pairwise(points))
            return [self._line(list(s), head and s is stretches[-1]) for s in stretches]
        if len(points) == 2 and not self.manner.freeforms:
            return [self._line(points, head)]
        return [self._freeform(points, head)]

    def _jittered(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """The ends moved; the stretch beside each end stays straight up or along, as people keep it with Shift."""
        if not self.manner.jitter:
            return points
        moved = [list(p) for p in points]
        for end, beside in ((0, 1), (-1, -2)):
            for axis in (0, 1):
                by = self.rng.uniform(-self.manner.jitter, self.manner.jitter) * PX
                straight = abs(points[end][axis] - points[beside][axis]) < PX
                moved[end][axis] += by
                if straight:
                    moved[beside][axis] += by
        return [(x, y) for x, y in moved]

    def _line(self, points: list[tuple[float, float]], head: bool) -> str:
        (ax, ay), (bx, by) = points
        flips = (' flipH="1"' if bx < ax else "") + (' flipV="1"' if by < ay else "")
        geometry = '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        return self._element("cxnSp", min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by), geometry, head, flips)

    def _freeform(self, points: list[tuple[float, float]], head: bool, close: bool = False, text: str = "") -> str:
        x, y = min(p[0] for p in points), min(p[1] for p in points)
        w, h = max(p[0] for p in points) - x, max(p[1] for p in points) - y
        steps = "".join(
            f'<a:{step}><a:pt x="{px - x:.0f}" y="{py - y:.0f}"/></a:{step}>'
            for step, (px, py) in zip(["moveTo", *["lnTo"] * len(points)], points, strict=False)
        )
        end = "<a:close/>" if close else ""
        path = f'<a:pathLst><a:path w="{max(w, 1):.0f}" h="{max(h, 1):.0f}">{steps}{end}</a:path></a:pathLst>'
        geometry = (
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>{path}</a:custGeom>'
        )
        return self._element("sp", x, y, w, h, geometry, head, "", text)

    def _shape(self, shape: object) -> str:
        preset = self.rng.choice(OTHER_PRESETS.get(shape.preset, ("rect",))) if self.manner.presets else shape.preset
        label = shape.name.startswith("label:")
        off = self.manner.drift * PX * (1.0 if label else 0.4)
        x, y = (place + (self.rng.uniform(-off, off) if off else 0) for place in (shape.x, shape.y))
        w, h = shape.w, shape.h
        if self.manner.freeforms and shape.preset == "flowChartDecision":
            corners = [(x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)]
            return self._freeform(corners, False, True, shape.text)
        geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        return self._element("sp", x, y, w, h, geometry, False, "", shape.text, label)

    def _element(
        self,
        tag: str,
        x: float,
        y: float,
        w: float,
        h: float,
        geometry: str,
        head: bool,
        flips: str = "",
        text: str = "",
        label: bool = False,
    ) -> str:
        self.count += 1
        s = self.scale
        place = f'<a:off x="{x * s:.0f}" y="{y * s:.0f}"/><a:ext cx="{w * s:.0f}" cy="{h * s:.0f}"/>'
        frame = f"<a:xfrm{flips}>{place}</a:xfrm>"
        line = "<a:ln><a:noFill/></a:ln>" if label else LINE.format(heads=HEAD if head else "")
        paragraphs = "".join(
            f'<a:p><a:r><a:rPr sz="800"/><a:t>{escape(part)}</a:t></a:r></a:p>' for part in text.split("\n")
        )
        body = f"<xdr:txBody>{UNWRAPPED}{paragraphs}</xdr:txBody>" if tag == "sp" else ""
        kind = "CxnSp" if tag == "cxnSp" else "Sp"
        box = ' txBox="1"' if label else ""
        element = (
            f'<xdr:{tag} macro=""><xdr:nv{kind}Pr><xdr:cNvPr id="{self.count}" name="Bentuk {self.count}"/>'
            f"<xdr:cNv{kind}Pr{box}/></xdr:nv{kind}Pr><xdr:spPr>{frame}{geometry}{line}</xdr:spPr>{body}</xdr:{tag}>"
        )
        return element if self.manner.group else self._anchored(element, x, y, x + w, y + h)

    def _anchored(self, element: str, x0: float, y0: float, x1: float, y1: float) -> str:
        corners = "".join(
            f"<xdr:{name}>{self._cell('col', x, self.sheet.xs)}{self._cell('row', y, self.sheet.ys)}</xdr:{name}>"
            for name, x, y in (("from", x0, y0), ("to", x1, y1))
        )
        return f"<xdr:twoCellAnchor>{corners}{element}<xdr:clientData/></xdr:twoCellAnchor>"

    def _cell(self, axis: str, place: float, edges: list[float]) -> str:
        index = min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)
        return f"<xdr:{axis}>{index}</xdr:{axis}><xdr:{axis}Off>{place - edges[index]:.0f}</xdr:{axis}Off>"

    def _group(self, items: list[str]) -> str:
        x1, y1 = self.sheet.xs[-1], self.sheet.ys[-1]
        frame = (
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{x1:.0f}" cy="{y1:.0f}"/>'
            f'<a:chOff x="0" y="0"/><a:chExt cx="{x1 * self.scale:.0f}" cy="{y1 * self.scale:.0f}"/></a:xfrm>'
        )
        self.count += 1
        group = (
            f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="{self.count}" name="Grup"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
            f"<xdr:grpSpPr>{frame}</xdr:grpSpPr>{''.join(items)}</xdr:grpSp>"
        )
        return self._anchored(group, 0, 0, x1, y1)


@dataclass
class Verdict:
    """What an import of a look-alike got right. Items are arrows with their labels, and symbols with place and kind."""

    arrows: int = 0
    found: int = 0
    invented: int = 0
    labels: int = 0
    labels_found: int = 0
    right: int = 0
    doubted: int = 0
    """right items that are told as guesses"""
    wrong: int = 0
    told: int = 0
    """wrong items that a guess or a loss tells of, at their symbols or in their row"""
    silent: list[str] = field(default_factory=list)
    """wrong items that nothing tells of"""
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


Drawn = dict[tuple[str, str], tuple[str, bool]]
"""(from, to) -> (label, plain line), symbols by the names of the rendered workbook"""


def drawn_by(flow: Flow) -> Drawn:
    """What the workbook draws."""
    names = _names_of(flow)
    return {(names[e.source], names[e.target]): (e.label, e.joint) for e in flow.edges}


def _names_of(flow: Flow) -> list[str]:
    ordinals = [f":{n.ordinal}" if n.ordinal > 1 else "" for n in flow.nodes]
    return [f"langkah:{n.key}:{flow.lanes[n.lane]}{o}" for n, o in zip(flow.nodes, ordinals, strict=True)]


def judged(got: Imported, made: LookAlike, flow: Flow) -> Verdict:
    """The graph that was read, against the flow that was drawn."""
    graph, names = got.graph, _names(got.graph, made)
    want = drawn_by(flow)
    arrows = {(names[a.source], names[a.target]): a for a in graph.arrows}
    for (a, b), (_, joint) in want.items():
        if joint and (b, a) in arrows:
            arrows[a, b] = arrows.pop((b, a))
    have = {key: (a.label, a.joint) for key, a in arrows.items()}
    verdict = Verdict(len(want), len(want.keys() & have.keys()), len(have.keys() - want.keys()))
    verdict.extra = [f"{a} -> {b}" for a, b in sorted(have.keys() - want.keys())]
    verdict.missing = [f"{a} -> {b}" for a, b in sorted(want.keys() - have.keys())]
    verdict.labels = sum(bool(label) for label, _ in want.values())
    verdict.labels_found = sum(bool(w[0]) and have.get(k, ("",))[0] == w[0] for k, w in want.items())
    symbols = {name: graph.symbols[id] for id, name in names.items()}
    doubts = {note.box for note in got.notes}
    rows = {note.row for note in got.notes}
    for key in sorted(want.keys() | have.keys()):
        ends = [symbols[name] for name in key if name in symbols]
        near = [s.outline.box.grown(8) for s in ends]
        lost = any(box.common(loss.box.grown(0.5)) > 0 for loss in got.losses for box in near)
        doubted = key in arrows and (arrows[key].confidence == "duga" or around(arrows[key].path) in doubts)
        _count(verdict, have.get(key) == want.get(key), doubted, lost or any(s.row in rows for s in ends), str(key))
    nodes = dict(zip(_names_of(flow), flow.nodes, strict=True))
    for name in sorted(symbols.keys() | nodes.keys()):
        symbol, node = symbols.get(name), nodes.get(name)
        right = symbol and node and (node.row, node.lane, node.kind) == (symbol.row, symbol.lane, symbol.kind)
        _count(verdict, bool(right), symbol and symbol.outline.box in doubts, symbol and symbol.row in rows, name)
    return verdict


def _count(verdict: Verdict, right: bool, doubted: object, told: object, name: str) -> None:
    verdict.right += right
    verdict.doubted += right and bool(doubted)
    verdict.wrong += not right
    verdict.told += not right and bool(told)
    if not right and not told:
        verdict.silent.append(name)


def _names(graph: Graph, made: LookAlike) -> dict[str, str]:
    names = {}
    for id, symbol in graph.symbols.items():
        x, y = symbol.outline.box.center
        spots = ((abs(cx - x) + abs(cy - y), name) for name, (cx, cy) in made.centers.items())
        names[id] = min(spot for spot in spots if not spot[1].startswith(("label:", "sambungan:")))[1]
    return names
