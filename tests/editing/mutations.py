"""Examples with a few faults, by the number of the case, and what `fix` promises for each of them."""

from __future__ import annotations

import random
import re
from pathlib import Path

from examples import EXAMPLES
from sopgen.diagnostics import Level
from sopgen.editing.fixes import mend
from sopgen.reading import Reading, read_text
from sopgen.reading.loader import load
from sopgen.work.chain import checked

BOTH = (Level.SAFE, Level.BOLD)
FAULTS = (
    (": Me", ": Penye"), ("Nomor ", "No. "), (" dan ", " dn "), ("judul: ", "judul: SOP "), ("/", " / "),
    ("menit", "mnt"), ("analisis", "analisa"), ("pelaksana: ", "pelaksna: "), ("  - ", "  -  "),
    ("waktu: ", "waktu: ''  # "), ("\n", "\r\n"), ("kegiatan: ", "kegiatan: Kepala bidang "),
    ("\n", "\n\n# sopgen: abaikan SOP402\n"), ("{", "{ "), ("jadwal", "jadual"), (" yang ", " yg "),
    ("kegiatan: ", "uraian: "), ("output: ", "hasil: "), ("waktu: ", "durasi: "), (" dan ", " #dan "),
    ("    mutu_baku: {", "    {"), ("tampilan:", "label:"), ("efektif: ", "tgl_efektif: "), (" 1 0", "10"),
    ("keterangan: ", "keterangan: SOP Persuratan Dinas, "), ("- id: ", "- tanda: "), ("pelaksana: ", "oleh: "),
)  # fmt: skip
"""text of an example -> what a careless person writes instead; some can be mended, others not"""


def mutated_example(number: int) -> str:
    dice = random.Random(number)
    text = dice.choice([path for path in EXAMPLES if path.stem != "lengkap"]).read_text(encoding="utf-8")
    for _ in range(dice.randrange(1, 6)):
        old, new = dice.choice(FAULTS)
        if places := [found.start() for found in re.finditer(re.escape(old), text)]:
            place = dice.choice(places)
            text = text[:place] + new + text[place + len(old) :]
    return text


def look(text: str, folder: Path = Path("/tidak-ada")) -> Reading:
    return checked(read_text(text, "a.yaml", folder))


def hold_promises(text: str) -> int:
    """Mend a text; how many findings it takes away. None comes, none that was mended stays, all is done at once, and
    what no fix was for is as it was."""
    result = mend(text, look, BOTH)
    assert not result.faulty, result.faulty
    if not result.done:
        assert result.text == text
        return 0
    assert load(result.text, "").readable or not load(text, "").readable
    before, after = ({(one.code, one.path) for one in look(version).findings} for version in (text, result.text))
    restored = {one.path for one in result.done if one.code == "SOP007"}
    assert {path for _, path in after - before} <= restored
    assert mend(result.text, look, BOTH).text == result.text
    comments = [re.findall(r"(?m)^[ \t]*# (?!sopgen:).*$", version) for version in (text, result.text)]
    assert comments[0] == comments[1]
    return len(result.done)
