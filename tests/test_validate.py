"""`sopgen validate`: several reports at once, colours, the day of reference, times."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from commands import ran

from sopgen.cli import main

ROOT = Path(__file__).parent.parent
MADIUN = ROOT / "examples" / "madiun.yaml"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    return ran("validate", "--tanggal", "2026-01-31", *arguments)


def test_several_reports_at_once(tmp_path: Path) -> None:
    files = {name: tmp_path / f"hasil.{name}" for name in ("json", "github", "gitlab", "sarif", "junit", "teks")}
    outputs = [f"--keluaran={name}={file}" for name, file in files.items()]
    status, out, _ = run(MADIUN, *outputs)
    assert status == 1
    assert "SOP301" in out
    assert files["teks"].read_text(encoding="utf-8") == out
    found = len(json.loads(files["json"].read_text(encoding="utf-8"))["findings"])
    assert found == len(json.loads(files["gitlab"].read_text(encoding="utf-8")))
    assert found == len(json.loads(files["sarif"].read_text(encoding="utf-8"))["runs"][0]["results"])
    assert found == len(ET.parse(files["junit"]).getroot().findall(".//testcase"))
    commands = files["github"].read_text(encoding="utf-8").splitlines()
    assert found == sum(line.startswith("::") for line in commands)


def test_the_line_is_shown_without_colours_in_a_pipe() -> None:
    _, out, _ = run(MADIUN)
    text = "- no: 6 # the document has no number 5"
    lines = [line.strip() for line in MADIUN.read_text(encoding="utf-8").splitlines()]
    assert f"{lines.index(text) + 1:>5} | {text}\n      |       ^\n" in out
    assert "\x1b" not in out


def test_colours_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    shown = []
    for plain in ("", "1"):
        monkeypatch.setenv("NO_COLOR", plain)
        with pytest.raises(SystemExit):
            main(["validate", str(MADIUN)])
        shown.append(capsys.readouterr().out)
    assert "\x1b[1;31mgalat\x1b[0m" in shown[0]
    assert "\x1b" not in shown[1]


@pytest.mark.parametrize("wrong", ["sarif", "sarif=", "word=a.docx", "=a"])
def test_wrong_outputs(wrong: str) -> None:
    status, _, err = run(MADIUN, "--keluaran", wrong)
    assert status == 2
    assert err.count("\n") == 1


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    status, _, err = run(MADIUN, "--keluaran", f"json={tmp_path}")
    assert status == 2
    assert "adalah folder" in err


def test_strict_reaches_every_report(tmp_path: Path) -> None:
    gowa = ROOT / "examples" / "jateng.yaml"
    counts = []
    for words in ([], ["--strict"]):
        run(gowa, "--keluaran", f"junit={tmp_path / 'a.xml'}", *words)
        counts.append(int(ET.parse(tmp_path / "a.xml").getroot().attrib["failures"]))
    assert counts[0] < counts[1]


def test_the_day_of_reference() -> None:
    kecil = ROOT / "examples" / "kecil.yaml"
    assert "SOP105" not in run(kecil)[1]
    assert "SOP105" in run(kecil, "--tanggal", "2028-01-13")[1]


def test_times() -> None:
    _, out, _ = run(MADIUN, "--ringkasan")
    assert "    Waktu terlama: 1 hari 3 jam 35 menit (6 langkah)\n    Waktu" not in out
    assert "    Waktu tersingkat: 1 hari 3 jam 35 menit (6 langkah)\n" in out
    assert "    KABAG: 20 menit (2 langkah)\n" in out
    _, out, _ = run(MADIUN, "--ringkasan", "--format", "json")
    (times,) = json.loads(out)["summary"]
    assert times["shortest"]["minutes"] == 665
    assert times["shares"][0] == {"lane": "kabag", "name": "KABAG", "low_minutes": 20, "high_minutes": 20, "rows": 2}


def test_parts_for_a_ci_matrix_are_the_whole(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.yaml").write_text(f"judul: {name}\n", encoding="utf-8")
    seen: list[str] = []
    for part in ("1/2", "2/2"):
        found = json.loads(run(tmp_path, "--format", "json", "--bagian", part)[1])
        seen += sorted({Path(finding["file"]).stem for finding in found["findings"]})
    assert seen == ["a", "c", "e", "b", "d"]


@pytest.mark.parametrize("part", ["0/2", "3/2", "x", "1-2"])
def test_a_part_that_is_none(part: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("judul: a\n", encoding="utf-8")
    status, _, err = run(tmp_path, "--bagian", part)
    assert status == 2
    assert "--bagian" in err
