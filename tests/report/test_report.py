"""Findings as lines for people and as sopgen's own JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from sopgen import report
from sopgen.diagnostics import Correction, Finding, Level, Related, Severity, Span, path_text
from sopgen.report import FORMATS, Report, text


def finding(
    file: str = "a.yaml", line: int = 3, severity: Severity = Severity.ERROR, message: str = "Pesan."
) -> Finding:
    return Finding(file, Span(line, 5, line, 9), "SOP302", "rujukan", severity, message, "Saran.", "langkah[0].id", "x")


def reported(*findings: Finding, files: tuple[str, ...] = ("a.yaml",)) -> Report:
    return Report(findings, files)


def test_text() -> None:
    both = reported(finding(), finding(severity=Severity.INFO), files=("a.yaml", "b.yaml"))
    assert FORMATS["teks"](both) == (
        "a.yaml:3:5: info SOP302 Pesan.\n    Saran.\n"
        "a.yaml:3:5: galat SOP302 Pesan.\n    Saran.\n"
        "2 berkas diperiksa: 1 galat, 1 info. Galat: a.yaml:3.\n"
    )
    assert FORMATS["teks"](reported()) == "1 berkas diperiksa, tidak ada temuan.\n"


def test_alike_findings_are_told_together() -> None:
    some = [finding(line=line, severity=Severity.WARNING, message=f"Pesan {line}.") for line in (3, 5, 9)]
    told = FORMATS["teks"](reported(*some, finding(line=1)))
    assert told.splitlines() == [
        "a.yaml:3:5: peringatan SOP302 Pesan 3.",
        "    Saran.",
        "    Begitu pula 2 temuan SOP302 lagi: baris 5 (`langkah[0].id`), baris 9 (`langkah[0].id`).",
        "a.yaml:1:5: galat SOP302 Pesan.",
        "    Saran.",
        "1 berkas diperiksa: 1 galat, 3 peringatan. Galat: a.yaml:1.",
    ]
    many = [finding(line=line, severity=Severity.INFO) for line in range(1, 30)]
    assert "28 temuan SOP302 lagi: baris 2, 3, 4" in FORMATS["teks"](reported(*many))


def test_wrong_writing_is_shown_as_it_stands_beside_its_neighbour() -> None:
    lines = {2: "      kelengkapan: a", 3: "     waktu: b"}
    wrong = finding()._replace(code="SOP001", span=Span(3, 6, 3, 14))
    wrong = wrong._replace(related=(Related("a.yaml", Span(2, 1, 2, 7), "menjorok 6 spasi"),))
    told = FORMATS["teks"](Report((wrong,), ("a.yaml",), line=lambda file, line: lines[line])).splitlines()
    assert told[1:5] == [
        "    2 |       kelengkapan: a",
        "      | ^^^^^^ menjorok 6 spasi",
        "    3 |      waktu: b",
        "      |      ^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("source", "columns", "shown"),
    [
        ("  - kegiatan: Surat", (5, 13), ["    3 | - kegiatan: Surat", "      |   ^^^^^^^^"]),
        ("judul: Surat  ", (8, 13), ["    3 | judul: Surat", "      |        ^^^^^"]),
        ("nomor:", (7, 7), ["    3 | nomor:", "      |       ^"]),
        ("a: \tx\u202ey", (5, 8), ["    3 | a:  x\\u202ey", "      |     ^^^^^^^^"]),
        ("漢字: é漢", (5, 7), ["    3 | 漢字: é漢", "      |       ^^^"]),
        ("", (1, 1), []),
        ("x" * 300, (200, 203), ["    3 | …" + "x" * 100 + "…", "      | " + " " * 31 + "^^^"]),
    ],
)
def test_the_line_is_shown_and_marked(source: str, columns: tuple[int, int], shown: list[str]) -> None:
    assert text.marked_line(source, Span(3, columns[0], 3, columns[1])) == shown


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert text.marked_line("judul: Surat", Span(1, 8, 2, 4))[1].endswith("| " + " " * 7 + "^" * 5)


def test_colours_only_where_wanted() -> None:
    plain = Report((finding(),), ("a.yaml",), line=lambda file, line: "kunci: nilai")
    assert "\x1b" not in FORMATS["teks"](plain)
    coloured = FORMATS["teks"](replace(plain, coloured=True))
    assert "\x1b[1;31mgalat\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == FORMATS["teks"](plain)


def test_control_characters_are_shown_not_sent() -> None:
    (line, _) = report.finding_lines(finding(file="a\x1b[31m\u202e.yaml", message="x\ny"))
    assert line == "a\\u001b[31m\\u202e.yaml:3:5: galat SOP302 x\\u000ay"


def test_json_is_the_contract() -> None:
    content = reported(finding(), finding(severity=Severity.WARNING), files=("a", "b", "c", "d"))
    found = json.loads(FORMATS["json"](content))
    assert {key: found[key] for key in found if key != "findings"} == {
        "files": 4,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
    }
    assert found["findings"][0] == {
        "file": "a.yaml",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 9,
        "code": "SOP302",
        "name": "rujukan",
        "severity": "error",
        "message": "Pesan.",
        "hint": "Saran.",
        "path": "langkah[0].id",
        "langkah": "x",
    }

    related = (Related("b.yaml", Span(2, 1, 2, 7), "pertama kali di sini"),)
    fixed = finding()._replace(related=related, correction=Correction(((("judul",), "A"),), Level.BOLD))
    entry = json.loads(FORMATS["json"](reported(fixed)))["findings"][0]
    place = {"file": "b.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 7}
    assert entry["related"] == [place | {"message": "pertama kali di sini"}]
    assert entry["fix"] == "berani"
    (result,) = json.loads(FORMATS["sarif"](reported(fixed)))["runs"][0]["results"]
    (other,) = result["relatedLocations"]
    assert other["message"] == {"text": "pertama kali di sini"}
    assert other["physicalLocation"]["region"]["startLine"] == 2
    told = FORMATS["teks"](reported(fixed))
    assert "    Saran. (dapat diperbaiki dengan `sopgen fix --berani`)\n" in told


def test_order_and_repeats() -> None:
    shared = finding("sopgen.yaml")
    found = report.ordered([finding("b"), shared, finding("a", 9), shared, finding("a", 2)], ["b", "a"])
    assert [(f.file, f.span.line) for f in found] == [("b", 3), ("a", 2), ("a", 9), ("sopgen.yaml", 3)]


def test_path_text() -> None:
    assert path_text(("langkah", 3, "mutu_baku", "output", 0)) == "langkah[3].mutu_baku.output[0]"
    assert path_text(()) == ""
