"""Building a site in one run: 520 SOPs full, light (without PDF and xlsx), with nothing and with one file touched,
against strictdoc and mkdocs-material.

python benchmarks/site.py [--offices 52] [--large] [--rounds 1] [--strictdoc PROGRAM] [--mkdocs PROGRAM]

The peers get the same text as their own sources, every word that the SOP's page shows; they are measured where the
programs are named or on the PATH. `--large` also builds ten times as many, light. Each time is given as seconds by the
clock and as seconds of processors, which other programs disturb less. What was made is kept until the end: ext4 creates
files slowly for minutes after many were removed. Prints ratios, judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from sample import sop_text

PER_OFFICE = 10
STATES = ("berlaku",) * 9 + ("digantikan",)
LIGHT = ("--tanpa", "pdf", "--tanpa", "xlsx")
BOXES = (
    "dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan_perlengkapan", "peringatan",
    "pencatatan_pendataan",
)  # fmt: skip


class Cost(NamedTuple):
    """What a run took; the lowest of several where there were several."""

    seconds: float
    processors: float
    memory: int
    """MB: the largest peak of one of its processes"""

    def over(self, other: Cost) -> str:
        return f"{self.seconds / other.seconds:.2f}x (processors {self.processors / other.processors:.2f}x)"

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s (processors {self.processors:.1f} s)"


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
    folder.mkdir()
    (folder / "sopgen.yaml").write_text("jam_kerja_per_hari: 7.5\n", encoding="utf-8")
    for office in range(offices):
        place = folder / f"dinas-{office:03}"
        place.mkdir()
        for number in range(PER_OFFICE):
            text = yaml.dump(sop(office, number), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
            (place / f"sop-{number}.yaml").write_text(text, encoding="utf-8")


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


def strict(target: Path, offices: int) -> None:
    for name, data in sops(offices):
        place = target / f"{name}.sdoc"
        place.parent.mkdir(parents=True, exist_ok=True)
        texts = [identity(data), *(entry for box in BOXES for entry in entries(data, box))]
        texts += [". ".join(row) for row in cells(data)]
        body = "\n".join(f"[TEXT]\nSTATEMENT: >>>\n{text}\n<<<\n" for text in texts)
        place.write_text(f"[DOCUMENT]\nTITLE: {data['judul']}\n\n{body}", encoding="utf-8")


# ---- measuring


def measured(command: list[str], folder: Path | None = None) -> Cost:
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > 1:
            said.seek(0)
            sys.exit(f"{' '.join(command)}: {said.read().decode()[-2000:]}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def ours(source: Path, target: Path, *options: str) -> Cost:
    command = [sys.executable, "-m", "sopgen", "build", str(source), "-o", str(target), "--tanggal", "2026-01-31"]
    return measured([*command, *options])


def fresh(source: Path, place: Path, *options: str) -> Cost:
    """A build from nothing."""
    return ours(source, Path(tempfile.mkdtemp(dir=place)) / "situs", *options)


def least(costs: list[Cost]) -> Cost:
    return Cost(*map(min, zip(*costs, strict=True)))


def touch(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Menerima surat", "Menerima berkas", 1), encoding="utf-8")


def incremental(source: Path, place: Path, count: int) -> Cost:
    full = ours(source, place / "situs")
    again = ours(source, place / "situs")
    touch(source / "dinas-000" / "sop-3.yaml")
    touched = ours(source, place / "situs")
    print(f"{count} SOPs, all formats: {full}, peak {full.memory} MB a process")
    print(f"nothing changed: {again.seconds:.2f} s = {again.over(full)}")
    print(f"one file touched: {touched.seconds:.2f} s = {touched.over(full)}, goal 0.1x")
    return full


class Peer(NamedTuple):
    name: str
    program: str
    words: tuple[str, ...]
    prepare: Callable[[Path, int], None]

    def run(self, place: Path, offices: int) -> Cost:
        folder = Path(tempfile.mkdtemp(dir=place))
        self.prepare(folder, offices)
        return measured([self.program, *self.words], folder)


def peers(chosen: argparse.Namespace) -> list[Peer]:
    known = (
        Peer("strictdoc", chosen.strictdoc, ("export", ".", "--output-dir", "out"), strict),
        Peer("mkdocs", chosen.mkdocs, ("build", "-q"), markdown),
    )
    for peer in known:
        if not peer.program:
            print(f"{peer.name}: not installed here")
    return [peer for peer in known if peer.program]


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--offices", type=int, default=52)
    words.add_argument("--rounds", type=int, default=1, help="of the light build and the peers, by turns")
    words.add_argument("--large", action="store_true", help="also ten times as many SOPs, light")
    for name in ("strictdoc", "mkdocs"):
        words.add_argument(f"--{name}", type=shutil.which, default=shutil.which(name), metavar="PROGRAM")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, count = Path(folder), chosen.offices * PER_OFFICE
        library(place / "pustaka", chosen.offices)
        found = peers(chosen)
        lights: list[Cost] = []
        times: dict[str, list[Cost]] = {peer.name: [] for peer in found}
        for _ in range(chosen.rounds):
            for peer in found:
                times[peer.name].append(peer.run(place, chosen.offices))
            lights.append(fresh(place / "pustaka", place, *LIGHT))
        light = least(lights)
        print(
            f"{count} SOPs without PDF and xlsx: {light}, {count / light.seconds:.0f} a second, peak {light.memory} MB"
        )
        theirs = {peer: least(costs) for peer, costs in times.items()}
        for name, cost in theirs.items():
            print(f"    {name}: {cost}, ours is {light.over(cost)}")
        full = incremental(place / "pustaka", place, count)
        for name, cost in theirs.items():
            print(f"    {name}: all our formats are {full.over(cost)}")
        if theirs:
            print("goals: light at most 0.5x of the faster, all formats at most 1.5x of the slower")
        if chosen.large:
            library(place / "besar", 10 * chosen.offices)
            large = fresh(place / "besar", place, *LIGHT)
            print(f"{10 * count} SOPs light: {large} = {large.over(light)}, goal 11x; peak {large.memory} MB a process")


if __name__ == "__main__":
    main()
