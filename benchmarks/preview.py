"""How long after a save the new page is there, as a browser gets it: `python benchmarks/preview.py [ROUNDS]`.

Goals (a person at a laptop): 95 of 100 saves within 0.5 s for an SOP of 13 rows, within 1 s for one of 60.
"""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

EXAMPLES = Path(__file__).parent.parent / "examples"
GOALS = {"bpbd": 0.5, "lengkap": 1.0}
EDITS = {"words": ("kegiatan: ", "kegiatan: Turut {} "), "arrows": ("Tidak: ", "Belum {}: ")}
"""what a save changes: the words of a row, or the label of an arrow, after which all are routed anew"""


def saves(file: Path, rounds: int, edit: tuple[str, str]) -> list[float]:
    """Seconds from each save until the content made from it has been fetched."""
    command = [sys.executable, "-m", "sopgen", "preview", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        address = urlsplit(process.stdout.readline().strip())
        epoch = _epoch(_asked(address, 0))
        text, taken = file.read_text(encoding="utf-8"), []
        for number in range(rounds):
            waiting = _asked(address, epoch)  # as a browser's request does when somebody saves
            time.sleep(0.1 + 0.03 * (number % 4))
            start = time.perf_counter()
            file.write_text(text.replace(edit[0], edit[1].format(number), 1), encoding="utf-8")
            epoch = _epoch(waiting)
            taken.append(time.perf_counter() - start)
        process.kill()
        file.write_text(text, encoding="utf-8")
    return taken


def _asked(address: SplitResult, since: int) -> http.client.HTTPConnection:
    """A request for the page that comes after another."""
    connection = http.client.HTTPConnection(address.netloc, timeout=60)
    connection.request("GET", f"{address.path}isi?sejak={since}")
    return connection


def _epoch(asked: http.client.HTTPConnection) -> int:
    """That of the content that comes."""
    shown = json.loads(asked.getresponse().read())
    asked.close()
    return int(shown["epoch"])


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        for picture in EXAMPLES.glob("*.png"):
            shutil.copy(picture, folder)
        for name, goal in GOALS.items():
            for what, edit in EDITS.items():
                taken = saves(Path(shutil.copy(EXAMPLES / f"{name}.yaml", folder)), rounds, edit)
                late = statistics.quantiles(taken, n=20)[-1]
                print(
                    f"{name}, {what}: median {statistics.median(taken):.2f} s, 95 % within {late:.2f} s (goal {goal} s)"
                )


if __name__ == "__main__":
    main()
