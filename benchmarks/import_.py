"""Figures of `sopgen import`: what it reads right, and how much an hour of a computer holds.

    python benchmarks/import_.py [--acak N] [--bolak-balik N] [--rusak N] [--dari SEED]

Prints, in one run: real flow pages with known truth, where `../shared/cases/import` is there (scored by the tool beside
it, which shares no code with sopgen); real pages without it; look-alikes of random SOPs drawn in ten manners; and how
many workbooks a minute the command takes from a folder. `--bolak-balik N` takes N random SOPs through the workbook and
back instead, untouched, without their YAML, with two lanes swapped, and saved by LibreOffice; `--rusak N` reads N
damaged files and names what fails. Both begin at `--dari`, so that large numbers can be taken in slices.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "importing")]

from hostile import damaged  # noqa: E402
from look_alikes import Verdict, judged, look_alike  # noqa: E402
from random_sops import random_sop, sop_of  # noqa: E402
from random_trips import (  # noqa: E402
    draws_the_same,
    leaves_its_file,
    random_workbooks,
    saved_by_libreoffice,
    swaps_just_lanes,
)
from test_look_alikes import MANNERS, ROUGH  # noqa: E402

from sopgen.cli import main  # noqa: E402
from sopgen.flow import trace  # noqa: E402
from sopgen.importing import Refused, imported  # noqa: E402
from sopgen.importing.own import changed_by_hand  # noqa: E402
from sopgen.layout import lay_out  # noqa: E402
from sopgen.render.xlsx import render  # noqa: E402

CASES = next(
    (p / "shared" / "cases" / "import" for p in ROOT.parents if (p / "shared" / "cases" / "import").is_dir()), None
)


def scorer() -> Any:
    """The scoring tool beside the cases."""
    assert CASES is not None
    tools = CASES.parent.parent / "tools"
    sys.path.insert(0, str(tools))
    found = importlib.util.spec_from_file_location("import_score", tools / "import_score.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def labelled(folder: Path) -> None:
    """Real pages whose truth is written down: shares of what was found."""
    assert CASES is not None
    score = scorer().score
    for suffix in ("xlsx", "pdf"):
        sums: Counter[str] = Counter()
        for truth in sorted(CASES.glob("*.benar.yaml")):
            (sop, *_) = imported(truth.with_name(truth.name.replace(".benar.yaml", f".{suffix}")))
            target = folder / "hasil.yaml"
            target.write_text(sop.text, encoding="utf-8")
            for key, value in score(truth, target).items():
                good, of = value if isinstance(value, list) else (value, 0)
                sums[key] += good
                sums[f"{key}/"] += of
        shares = ", ".join(
            f"{key} {100 * sums[key] / sums[key + '/']:.1f} %" if sums[key + "/"] else f"{key} {sums[key]}"
            for key in sums
            if not key.endswith("/")
        )
        print(f"real pages, {suffix}: {shares}")


def unlabelled() -> None:
    """Real pages without truth: how many come whole, with guesses only, with losses, and how many are refused."""
    assert CASES is not None
    verdicts: Counter[str] = Counter()
    for path in sorted((CASES / "unlabelled").glob("*.pdf")):
        try:
            sops = imported(path)
        except Refused:
            verdicts["refused"] += 1
            continue
        lost, guessed = any(s.losses for s in sops), any(s.notes for s in sops)
        verdicts["something lost" if lost else "marked guesses only" if guessed else "whole"] += 1
    print("real pages without truth:", ", ".join(f"{n} {what}" for what, n in verdicts.most_common()))


def alike(count: int, folder: Path) -> list[Path]:
    """Look-alikes of random SOPs, arrow by arrow; gives their files. How honest the import is shows on rough ones."""
    files = []
    sums = {name: Verdict() for name in MANNERS | ROUGH}
    for seed in range(count):
        sop = sop_of(random_sop(seed, rows=None if seed % 4 == 0 else 6 + seed % 20))
        flow = trace(sop)
        workbook = render(lay_out(sop, flow))
        for name, manner in (MANNERS | ROUGH).items():
            made = look_alike(workbook, manner, seed, folder)
            path = folder / f"{name}-{seed}.xlsx"
            path.write_bytes(made.data)
            files.append(path)
            verdict = judged(imported(path)[0], made, flow)
            for field in fields(Verdict):
                setattr(sums[name], field.name, getattr(sums[name], field.name) + getattr(verdict, field.name))
    for name, s in sums.items():
        print(
            f"look-alikes, {name}: arrows {s.found} of {s.arrows}, invented {s.invented}, labels {s.labels_found} of "
            f"{s.labels}; of {s.wrong} wrong items {s.told} told, of {s.right} right ones {s.doubted} doubted"
        )
    return files


def speed(files: list[Path], folder: Path) -> None:
    """Workbooks a minute, as the command takes them from a folder with all of this machine's cores."""
    source = folder / "lama"
    source.mkdir()
    for path in files:
        path.rename(source / path.name)
    begun = time.perf_counter()
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            main(["import", str(source), "-o", str(folder / "baru")])
    except SystemExit:
        print(f"{60 * len(files) / (time.perf_counter() - begun):.0f} workbooks a minute")


def round_trips(seeds: range, folder: Path) -> None:
    """Random SOPs through the workbook and back: how many come back byte for byte, and which do not."""
    texts: dict[int, str] = {}
    ways = ("untouched", "without its YAML", "two lanes swapped", "saved by LibreOffice")
    failed: dict[str, list[int]] = {way: [] for way in ways}
    for seed, text, data in random_workbooks(seeds):
        texts[seed] = text
        (folder / f"{seed}.xlsx").write_bytes(data)
        failed["untouched"] += [seed] if not leaves_its_file(data, text) else []
        failed["without its YAML"] += [seed] if not draws_the_same(data, text) else []
        failed["two lanes swapped"] += [seed] if not swaps_just_lanes(data, text, seed) else []
    saved = saved_by_libreoffice([folder / f"{seed}.xlsx" for seed in texts], folder)
    for seed, text in texts.items():
        data = (saved / f"{seed}.xlsx").read_bytes()
        if changed_by_hand(data) or not leaves_its_file(data, text):
            failed["saved by LibreOffice"].append(seed)
    for how, seeds_failed in failed.items():
        told = f": not {seeds_failed}" if seeds_failed else ""
        print(f"round trip, {how}: {len(texts) - len(seeds_failed)} of {len(texts)}{told}")


def hostile(seeds: range, files: list[Path], folder: Path) -> None:
    """Damaged files: how many are read, refused, or end in an error of ours."""
    sources = [path.read_bytes() for path in files]
    if CASES is not None:
        sources += [path.read_bytes() for path in sorted(CASES.glob("*.pdf"))]
    ends: Counter[str] = Counter()
    slowest = 0.0
    path = folder / "rusak"
    for seed in seeds:
        rng = Random(seed)
        path.write_bytes(damaged(rng.choice(sources), rng))
        begun = time.process_time()
        try:
            imported(path)
            ends["read"] += 1
        except Refused:
            ends["refused"] += 1
        except Exception as error:
            ends[f"{type(error).__name__}: {error} (seed {seed})"[:120]] += 1
        slowest = max(slowest, time.process_time() - begun)
    print("damaged files:", dict(ends), f"slowest {slowest:.1f} s of CPU")


def everything(count: int, folder: Path) -> None:
    if CASES is None:
        print("real pages: ../shared/cases/import is not here, skipped")
    else:
        labelled(folder)
        unlabelled()
    speed(alike(count, folder), folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--acak", type=int, default=6, metavar="N")
    parser.add_argument("--bolak-balik", type=int, default=0, metavar="N")
    parser.add_argument("--rusak", type=int, default=0, metavar="N")
    parser.add_argument("--dari", type=int, default=0, metavar="SEED")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if options.bolak_balik:
            round_trips(range(options.dari, options.dari + options.bolak_balik), place)
        elif options.rusak:
            hostile(range(options.dari, options.dari + options.rusak), alike(2, place)[:6], place)
        else:
            everything(options.acak, place)
