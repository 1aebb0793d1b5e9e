"""Building a site in one run: 520 SOPs full, with nothing and with one file touched, against strictdoc and mkdocs.

python benchmarks/site.py [--offices 52] [--strictdoc PROGRAM] [--mkdocs PROGRAM]

The peers get the same text (title, bases, rows) as their own sources; they are measured where the programs are named
or on the PATH. Prints seconds, peak memory and ratios, judges nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cold
from sample import sop_text

PER_OFFICE = 10
STATES = ("berlaku",) * 9 + ("digantikan",)


def sop(office: int, number: int) -> dict[str, Any]:
    """One SOP of 20 rows; some name others, are superseded or due for review."""
    data: dict[str, Any] = json.loads(sop_text(20, number))
    place = f"{office}.{number}"
    data["instansi"]["satuan_kerja"] = f"Dinas Urusan {office}"
    data["judul"] = f"Penyusunan Perjanjian Kinerja {place}"
    data["nomor"] = f"1.{place}"
    data["status"] = STATES[number % len(STATES)]
    data["tinjau_ulang"] = f"{2023 + number % 4}-08-30"
    data["keterkaitan"] = [{"sop": f"1.{office}.{(number + 1) % PER_OFFICE}"}, "SOP Penyimpanan Arsip"]
    return data


def library(folder: Path, offices: int) -> None:
    (folder / "sopgen.yaml").write_text("jam_kerja_per_hari: 7.5\n", encoding="utf-8")
    for office in range(offices):
        place = folder / f"dinas-{office:03}"
        place.mkdir()
        for number in range(PER_OFFICE):
            text = json.dumps(sop(office, number), ensure_ascii=False, indent=1)
            (place / f"sop-{number}.yaml").write_text(text, encoding="utf-8")


def prose(data: dict[str, Any], heading: str) -> str:
    """The same text as sections of the peers' formats."""
    rows = [f"{step['id']}: {step['kegiatan']} ({step['mutu_baku']['waktu']})" for step in data["langkah"]]
    return "\n\n".join([heading, *data["dasar_hukum"], *rows])


def markdown(source: Path, target: Path) -> None:
    docs = target / "docs"
    for path in source.rglob("sop-*.yaml"):
        place = docs / path.parent.name / f"{path.stem}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        data = json.loads(path.read_text(encoding="utf-8"))
        place.write_text(prose(data, f"# {data['judul']}"), encoding="utf-8")
    (docs / "index.md").write_text("# Daftar SOP\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text("site_name: SOP\ntheme: {name: material, font: false}\n", encoding="utf-8")


def strict(source: Path, target: Path) -> None:
    for path in source.rglob("sop-*.yaml"):
        place = target / path.parent.name / f"{path.stem}.sdoc"
        place.parent.mkdir(parents=True, exist_ok=True)
        data = json.loads(path.read_text(encoding="utf-8"))
        texts = [*data["dasar_hukum"], *(step["kegiatan"] for step in data["langkah"])]
        body = "\n".join(f"[TEXT]\nSTATEMENT: >>>\n{text}\n<<<\n" for text in texts)
        place.write_text(f"[DOCUMENT]\nTITLE: {data['judul']}\n\n{body}", encoding="utf-8")


def measured(command: list[str], folder: Path | None = None) -> tuple[float, int]:
    """Seconds, and the largest peak (MB) of one process in this or an earlier command."""
    begin = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, cwd=folder, text=True)
    seconds = time.perf_counter() - begin
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def ours(source: Path, target: Path, *options: str) -> tuple[float, int]:
    command = [sys.executable, "-m", "sopgen", "build", str(source), "-o", str(target), "--tanggal", "2026-01-31"]
    return measured([*command, *options])


def touch(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Menerima surat", "Menerima berkas", 1), encoding="utf-8")


def sopgen(source: Path, place: Path, count: int) -> float:
    full, memory = ours(source, place / "situs")
    again, _ = ours(source, place / "situs")
    touch(source / "dinas-000" / "sop-3.yaml")
    touched, _ = ours(source, place / "situs")
    light, _ = ours(source, place / "ringan", "--tanpa", "pdf", "--tanpa", "xlsx")
    print(f"{count} SOPs, all formats: {full:.1f} s ({count / full:.0f} a second), peak {memory} MB a process")
    print(f"nothing changed: {again:.2f} s = {again / full:.3f}x; one file touched: {touched:.2f} s = "
          f"{touched / full:.3f}x (goal 0.1)")  # fmt: skip
    print(f"without PDF and xlsx: {light:.1f} s")
    return full


def peer(name: str, program: str | None, prepare: Callable[[Path, Path], None], source: Path, place: Path) -> None:
    program = program or shutil.which(name)
    if not program:
        print(f"{name}: not installed here")
        return
    place.mkdir()
    prepare(source, place)
    words = {"strictdoc": ["export", ".", "--output-dir", "out"], "mkdocs": ["build", "-q"]}[name]
    seconds, _ = measured([program, *words], place)
    print(f"{name}: {seconds:.1f} s")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--offices", type=int, default=52)
    words.add_argument("--strictdoc")
    words.add_argument("--mkdocs")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        source = place / "pustaka"
        source.mkdir()
        library(source, chosen.offices)
        sopgen(source, place, chosen.offices * PER_OFFICE)
        peer("strictdoc", chosen.strictdoc, strict, source, place / "strictdoc")
        peer("mkdocs", chosen.mkdocs, markdown, source, place / "mkdocs")


if __name__ == "__main__":
    cold.prepare()
    main()
