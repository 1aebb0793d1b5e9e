"""Precision and recall of the wording rules over labelled rows, and the time a row takes.

    python benchmarks/wording.py [--salah] [PART…]    # --salah lists the rows that are judged otherwise than labelled

tests/data/README.md says which rows were seen while the rules were made, and what the others showed at first sight.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sopgen.wording import review

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from verdicts import codes_of, suggestion_of

DATA = Path(__file__).parent.parent / "tests" / "data" / "kegiatan.tsv"
CODES = ("SOP309", "SOP401", "SOP402", "SOP403", "SOP404", "SOP405")
SUGGESTED = {"SOP401", "SOP402", "SOP403", "SOP404"}
ROUNDS = 20


class Row(NamedTuple):
    source: str
    part: str
    codes: frozenset[str]
    suggestions: tuple[str, ...]
    """accepted beginnings of the suggestion"""
    text: str


def rows() -> list[Row]:
    found = []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, part, codes, suggestions, text = line.split("\t")
            accepted = tuple(s for s in suggestions.split("|") if s != "-")
            found.append(Row(source, part, frozenset(codes.split(",")) - {"-"}, accepted, text))
    return found


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:6.1f} %" if of else "      -  "


def report(part: str, chosen: list[Row], show: bool) -> None:
    hits, raised, wanted = Counter[str](), Counter[str](), Counter[str]()
    right = suggested = whole = sound = alarmed = 0
    for row in chosen:
        said = review(row.text)
        found = frozenset(codes_of(said))
        hits.update(found & row.codes)
        raised.update(found)
        wanted.update(row.codes)
        sound += not row.codes
        alarmed += bool(found and not row.codes)
        if show and found != row.codes:
            print(f"  {row.text}\n    label {sorted(row.codes)}, judged {sorted(found)}")
        if row.suggestions and row.codes & SUGGESTED:
            suggested += 1
            good = (suggestion_of(said) or "").lower().startswith(tuple(s.lower() for s in row.suggestions))
            right += good
            whole += said.rewriting is not None
            if show and not good:
                print(f"  {row.text}\n    wanted {row.suggestions}, suggested {suggestion_of(said)!r}")
    print(f"\n{part}: {len(chosen)} rows")
    print("  rule    labelled  raised  precision    recall")
    for code in CODES:
        precision, recall = _share(hits[code], raised[code]), _share(hits[code], wanted[code])
        print(f"  {code}  {wanted[code]:8}  {raised[code]:6}  {precision}  {recall}")
    print(f"  sound rows with a finding: {alarmed} of {sound}")
    print(f"  suggestion begins right: {right} of {suggested}  {_share(right, suggested)}; a whole text: {whole}")


def speed(chosen: list[Row]) -> None:
    """Rows never seen before (a number makes each of them new), words seen before."""
    for row in chosen:
        review(row.text)
    best = min(_seconds([f"{row.text} {n}" for row in chosen]) for n in range(ROUNDS))
    print(f"\n{1e6 * best / len(chosen):.1f} us per row (best of {ROUNDS} rounds over {len(chosen)} rows)")


def _seconds(texts: list[str]) -> float:
    begin = time.process_time()
    for text in texts:
        review(text)
    return time.process_time() - begin


def main() -> None:
    everything = rows()
    show = "--salah" in sys.argv
    only = [word for word in sys.argv[1:] if not word.startswith("-")]
    for part in only or dict.fromkeys(row.part for row in everything):
        report(part, [row for row in everything if row.part == part], show)
    speed(everything)


if __name__ == "__main__":
    main()
