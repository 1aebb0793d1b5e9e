"""Dates as officials write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.reading.dates import parse


@pytest.mark.parametrize(
    "text",
    ["2022-08-30", "30 Agustus 2022", "30-08-2022", "30/08/2022", "30-Agt-22", "30 Aug 2022", " 30  AGUSTUS 2022\n"],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse(text) == date(2022, 8, 30)


def test_other_months() -> None:
    assert parse("2-Jan-24") == date(2024, 1, 2)
    assert parse("1 MARET 2021") == date(2021, 3, 1)
    assert parse("5 May 2020") == parse("5 Mei 2020") == date(2020, 5, 5)
    assert parse("10 Nopember 2020") == date(2020, 11, 10)


@pytest.mark.parametrize(
    "text", ["", "-", "Agustus 2022", "31 Februari 2022", "30-13-2022", "30-08-022", "0-1-22", "x"]
)
def test_no_date(text: str) -> None:
    assert parse(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_round_trip(day: date) -> None:
    assert parse(day.isoformat()) == day
    assert parse(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text())
def test_any_text(text: str) -> None:
    parse(text)
