"""Dates as officials write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.reading.dates import Period, fault, parse, period


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


@pytest.mark.parametrize(
    "text",
    [
        "15 / IV / 2020",
        "15-IV-20",
        "15 April 2020.",
        "Rabu, 15 April 2020",
        "Rabu 15 April 2020",
        "Madiun, 15 April 2020",
        "tanggal 15 April 2020",
        "15 April, 2020",
        "15.04.2020",
    ],
)
def test_one_day_with_more_around_it(text: str) -> None:
    assert parse(text) == date(2020, 4, 15)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1-3 Juni 2020", date(2020, 6, 1), date(2020, 6, 3)),
        ("1 s.d. 3 Juni 2020", date(2020, 6, 1), date(2020, 6, 3)),
        ("30 Mei - 2 Juni 2020", date(2020, 5, 30), date(2020, 6, 2)),
        ("30 Desember 2019 sampai dengan 2 Januari 2020", date(2019, 12, 30), date(2020, 1, 2)),
    ],
)
def test_range(text: str, first: date, last: date) -> None:
    assert period(text) == Period(first, last)
    assert parse(text) is None


@pytest.mark.parametrize("text", ["Februari 2020", "FEB 2020", "02/2020", "II/2020", "2020-02"])
def test_month(text: str) -> None:
    assert period(text) == Period(date(2020, 2, 1), date(2020, 2, 29), day_missing=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 Februari 2022", "Februari 2022 hanya 28 hari"),
        ("31/04/2022", "April 2022 hanya 30 hari"),
        ("30-13-2022", "bulan 13 tidak ada"),
        ("2022-13-30", "bulan 13 tidak ada"),
        ("0 Mei 2022", "tanggal 0 tidak ada"),
        ("5-3 Mei 2022", "akhirnya mendahului awalnya"),
        ("30 Agustus 2022", ""),
        ("besok", ""),
    ],
)
def test_what_is_impossible(text: str, why: str) -> None:
    assert fault(text) == why
    assert not why or period(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_round_trip(day: date) -> None:
    assert parse(day.isoformat()) == day
    assert parse(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text())
def test_any_text(text: str) -> None:
    parse(text)
