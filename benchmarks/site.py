"""Building a site of many SOPs without PDF and Excel against mkdocs-material and Zensical, then with all formats, with
nothing and with one file touched.

python benchmarks/site.py [--offices 5] [--rounds 1] [--large] [--mkdocs PROGRAM] [--zensical PROGRAM]

The peers get the same text as Markdown, every word that the SOP's page shows; they are measured where the programs are
named or on the PATH (`pip install mkdocs-material zensical`, better into a place of their own). `--large` also builds
ten times as many. What was made is kept until the end: ext4 creates files slowly for minutes after many were removed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import SOPGEN, Measure, Used, compare, of_process, prepare
from sample import PER_OFFICE, library, sop

LIGHT = ("--tanpa", "pdf", "--tanpa", "xlsx")
BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip


def sops(offices: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every SOP with the place of its file, without suffix."""
    for office in range(offices):
        for number in range(PER_OFFICE):
            yield f"dinas-{office:03}/sop-{number}", sop(office, number)


# ---- the same text for the peers


def identity(data: dict[str, Any]) -> str:
    dates, office = data["tanggal"], data["instansi"]
    words = (data["nomor"], dates["pembuatan"], dates["efektif"], data["disahkan_oleh"]["jabatan"], data["status"])
    return f"{office['nama']}, {office['satuan_kerja']}. {', '.join(words)}, {data['tinjau_ulang']}"


def entries(data: dict[str, Any], box: str) -> list[str]:
    found = data[box] if isinstance(data[box], list) else [data[box]]
    return [entry["sop"] if isinstance(entry, dict) else entry for entry in found]


def cells(data: dict[str, Any]) -> Iterator[list[str]]:
    """The rows of the procedure."""
    for number, step in enumerate(data["langkah"], 1):
        quality, ways = step["mutu_baku"], step.get("keputusan", {})
        note = ", ".join(f"{label}: {target or number + 1}" for label, target in ways.items())
        kit = ", ".join(quality["kelengkapan"])
        lane = data["pelaksana"][step["pelaksana"]]
        yield [str(number), step["kegiatan"], lane, kit, quality["waktu"], quality["output"], note]


def markdown(target: Path, offices: int) -> None:
    docs = target / "docs"
    for name, data in sops(offices):
        place = docs / f"{name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        parts = [f"# {data['judul']}", identity(data)]
        for box in BOXES:
            parts += [f"## {box}", "\n".join(f"1. {entry}" for entry in entries(data, box))]
        table = [["No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Keterangan"], ["---"] * 7]
        parts += ["## Prosedur", "\n".join(f"| {' | '.join(row)} |" for row in [*table, *cells(data)])]
        place.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    (docs / "index.md").write_text("# Daftar SOP\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text("site_name: SOP\ntheme: {name: material, font: false}\n", encoding="utf-8")


# ---- measuring


def built(source: Path, target: Path, *options: str) -> Used:
    return of_process([*SOPGEN, "build", source, "-o", target, "--tanggal", "2026-01-31", *options])


def fresh(source: Path, place: Path) -> Measure:
    """A light build from nothing."""
    return lambda: built(source, Path(tempfile.mkdtemp(dir=place)) / "situs", *LIGHT)


def peer(program: str, place: Path, offices: int, *options: str) -> Measure:
    def build() -> Used:
        folder = Path(tempfile.mkdtemp(dir=place))
        markdown(folder, offices)
        return of_process([program, "build", *options], folder)

    return build


def again(source: Path, place: Path) -> None:
    """All formats, once more with nothing changed, and with one file touched."""
    full, nothing = (built(source, place / "situs") for _ in range(2))
    path = source / "dinas-000" / "sop-3.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Menerima surat", "Menerima berkas", 1), encoding="utf-8")
    touched = built(source, place / "situs")
    for kind, whole, again, one in zip(Used._fields, full, nothing, touched, strict=True):
        print(f"all formats, {kind}: {whole:.1f} s; nothing changed {again / whole:.3f}x; one file {one / whole:.3f}x")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--offices", type=int, default=5, help="of ten SOPs each; 52 have the goal")
    words.add_argument("--rounds", type=int, default=1, help="of the light build and the peers, by turns")
    words.add_argument("--large", action="store_true", help="also ten times as many SOPs, light")
    for name in ("mkdocs", "zensical"):
        words.add_argument(f"--{name}", type=shutil.which, default=shutil.which(name), metavar="PROGRAM")
    chosen = words.parse_args()
    prepare()
    with tempfile.TemporaryDirectory() as name:
        place, count = Path(name), chosen.offices * PER_OFFICE
        library(place / "pustaka", chosen.offices)
        light = fresh(place / "pustaka", place)
        what = f"{count} SOPs without PDF and Excel"
        mkdocs = chosen.mkdocs and peer(chosen.mkdocs, place, chosen.offices, "-q")
        zensical = chosen.zensical and peer(chosen.zensical, place, chosen.offices)
        compare(what, light, {"mkdocs-material": mkdocs, "Zensical": zensical}, chosen.rounds, "1.0x", with_clock=True)
        again(place / "pustaka", place)
        if chosen.large:
            library(place / "besar", 10 * chosen.offices)
            large, small = fresh(place / "besar", place)(), light()
            ratio = large.processors / small.processors
            print(f"{10 * count} SOPs light: {large.processors:.1f} s of CPU, {ratio:.1f}x for 10 times as many")


if __name__ == "__main__":
    main()
