"""Whether `sopgen fix` keeps its promises on many faulty files: `python benchmarks/mutations.py [FILES] [FIRST]`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from editing.mutations import hold_promises, mutated_example

if __name__ == "__main__":
    files, first = (int(word) for word in (*sys.argv[1:], *("60", "0")[len(sys.argv) - 1 :]))
    mended = 0
    for number in range(first, first + files):
        try:
            mended += hold_promises(mutated_example(number))
        except AssertionError as broken:
            sys.exit(f"file {number} breaks a promise: {broken}")
    print(f"{files} faulty files: {mended} findings mended, every promise kept")
