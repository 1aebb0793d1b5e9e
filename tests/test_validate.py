"""`sopgen validate`: several reports at once, colours, the day of reference, times."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sopgen.cli import main

ROOT = Path(__file__).parent.parent
MADIUN = ROOT / "examples" / "madiun.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["validate", "--tanggal", "2026-01-31", *map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    return int(ended.value.code or 0), shown.out, shown.err


def test_several_reports_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = {name: tmp_path / f"hasil.{name}" for name in ("json", "github", "gitlab", "sarif", "junit", "teks")}
    outputs = [f"--keluaran={name}={file}" for name, file in files.items()]
    status, out, _ = run(capsys, MADIUN, *outputs)
    assert status == 1
    assert "SOP301" in out
    assert files["teks"].read_text(encoding="utf-8") == out
    found = len(json.loads(files["json"].read_text(encoding="utf-8"))["findings"])
    assert found == len(json.loads(files["gitlab"].read_text(encoding="utf-8")))
    assert found == len(json.loads(files["sarif"].read_text(encoding="utf-8"))["runs"][0]["results"])
    assert found == len(ET.parse(files["junit"]).getroot().findall(".//testcase"))
    commands = files["github"].read_text(encoding="utf-8").splitlines()
    assert found == sum(line.startswith("::") for line in commands)


def test_the_line_is_shown_without_colours_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, MADIUN)
    text = "- no: 6 # the document has no number 5"
    lines = [line.strip() for line in MADIUN.read_text(encoding="utf-8").splitlines()]
    assert f"{lines.index(text) + 1:>5} | {text}\n      |       ^\n" in out
    assert "\x1b" not in out


def test_colours_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    _, out, _ = run(capsys, MADIUN)
    assert "\x1b[1;31mgalat\x1b[0m" in out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(capsys, MADIUN)[1]


@pytest.mark.parametrize("wrong", ["sarif", "sarif=", "word=a.docx", "=a"])
def test_wrong_outputs(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    status, _, err = run(capsys, MADIUN, "--keluaran", wrong)
    assert status == 2
    assert err.count("\n") == 1


def test_an_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, err = run(capsys, MADIUN, "--keluaran", f"json={tmp_path}")
    assert status == 2
    assert "adalah folder" in err


def test_strict_reaches_every_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    gowa = ROOT / "examples" / "jateng.yaml"
    counts = []
    for words in ([], ["--strict"]):
        run(capsys, gowa, "--keluaran", f"junit={tmp_path / 'a.xml'}", *words)
        counts.append(int(ET.parse(tmp_path / "a.xml").getroot().attrib["failures"]))
    assert counts[0] < counts[1]


def test_the_day_of_reference(capsys: pytest.CaptureFixture[str]) -> None:
    kecil = ROOT / "examples" / "kecil.yaml"
    assert "SOP105" not in run(capsys, kecil)[1]
    assert "SOP105" in run(capsys, kecil, "--tanggal", "2028-01-13")[1]


def test_times(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, MADIUN, "--ringkasan")
    assert "    Waktu terlama: 1 hari 3 jam 35 menit (6 langkah)\n    Waktu" not in out
    assert "    Waktu tersingkat: 1 hari 3 jam 35 menit (6 langkah)\n" in out
    assert "    KABAG: 20 menit (2 langkah)\n" in out
    _, out, _ = run(capsys, MADIUN, "--ringkasan", "--format", "json")
    (times,) = json.loads(out)["summary"]
    assert times["shortest"]["minutes"] == 665
    assert times["shares"][0] == {"lane": "kabag", "name": "KABAG", "low_minutes": 20, "high_minutes": 20, "rows": 2}


def test_parts_for_a_ci_matrix_are_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.yaml").write_text(f"judul: {name}\n", encoding="utf-8")
    seen: list[str] = []
    for part in ("1/2", "2/2"):
        with pytest.raises(SystemExit):
            main(["validate", str(tmp_path), "--format", "json", "--bagian", part])
        found = json.loads(capsys.readouterr().out)
        seen += sorted({Path(finding["file"]).stem for finding in found["findings"]})
    assert seen == ["a", "c", "e", "b", "d"]


@pytest.mark.parametrize("part", ["0/2", "3/2", "x", "1-2"])
def test_a_part_that_is_none(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("judul: a\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["validate", str(tmp_path), "--bagian", part])
    assert "--bagian" in capsys.readouterr().err
