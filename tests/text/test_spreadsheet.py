"""Tables for Excel: columns by a double click, and no cell that computes."""

from __future__ import annotations

import csv
import io

import pytest

from sopgen.text.spreadsheet import as_csv


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_texts_come_back_as_they_were() -> None:
    row = ["1.10", "a;b", 'kata "petik"', "dua\nbaris", "é", "-", "", 12]
    data = as_csv(["a"], [row])
    assert data.startswith(b"\xef\xbb\xbfa\r\n")
    assert cells(data)[1] == [str(value) for value in row]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-2", "@a", " =1+1", "\t=1", "\r=1", "\n=cmd|x", "\x00=1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    [_, [cell]] = cells(as_csv(["a"], [[text]]))
    assert cell.startswith("'")
