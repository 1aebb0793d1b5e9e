"""Times as officials write them, in working minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.reading.durations import Duration, parse, unit_of_label

MEASURABLE = """
15 detik = 0.25                     | 5 menit = 5                        | 5 Menit = 5
2 jam = 120                         | 1 hari = 450                       | 3 hari kerja = 1350
1 minggu = 2250                     | 2 bulan = 18000                    | 1 tahun = 108000
1-3 hari = 450..1350                | 1 – 3 hari = 450..1350             | 1 s.d. 3 hari = 450..1350
30 menit - 1 jam = 30..60           | 1 jam 30 menit = 90                | 1,5 jam = 90
1.000 menit = 1000                  | 10 menit per berkas = 10 @ berkas  | 10 menit/berkas = 10 @ berkas
maksimal 2 jam = 120                | paling lama 3 hari kerja = 1350    | 1 (satu) hari = 450
0 menit = 0                         | 5' = 5                             | 5’ = 5
30" = 0.5                           | 30'' = 0.5                         | 5' 30" = 5.5
1 jam 30' = 90                      | 15` = 15                           | 1 x 24 jam = 1440
1x24 jam = 1440                     | 3 X 24 Jam = 4320                  | 2 × 24 jam = 2880
2 x 7 jam = 840                     | 2*24 jam = 2880                    | 2 kali 60 menit = 120
60 menit x 3 orang = 180            | 3 orang x 60 menit = 180           | 30 menit x 2 = 60
3 kali @ 60 menit = 180             | 2 hari x 3 tim = 2700              | 15 mnt x 4 berkas = 60
30 mnt. = 30                        | 30 mnt = 30                        | 30 Mnt = 30
30 min = 30                         | 5menit = 5                         | 1hari = 450
2 jm = 120                          | 2 dtk = 0.033                      | 3 bln = 27000
1 thn = 108000                      | 2 mgg = 4500                       | 3 hr = 1350
5 hr kerja = 2250                   | 14 HK = 6300                       | 3 hk = 1350
1 pekan = 2250                      | 2 Minggu = 4500                    | 1 triwulan = 27000
1 TW = 27000                        | 1 kuartal = 27000                  | 1 caturwulan = 36000
1 semester = 54000                  | < 5 menit = 5                      | <5 menit = 5
<= 5 menit = 5                      | ≤ 5 menit = 5                      | > 1 hari = 450
≥ 2 jam = 120                       | ± 1 jam = 60                       | ±30 menit = 30
+/- 1 jam = 60                      | +- 1 jam = 60                      | ~ 10 menit = 10
s.d. 3 hari = 1350                  | s/d 3 hari = 1350                  | sd 3 hari = 1350
hingga 3 hari = 1350                | sampai dengan 3 hari = 1350        | Max 1 hari = 450
Max. 1 hari = 450                   | Maks 2 jam = 120                   | Maks. 2 jam = 120
maks 15 menit = 15                  | Maksimum 1 hari = 450              | minimal 30 menit = 30
Min. 30 menit = 30                  | sekitar 10 menit = 10              | kurang lebih 1 jam = 60
lebih kurang 1 jam = 60             | kira-kira 2 jam = 120              | kurang dari 5 menit = 5
tidak lebih dari 5 menit = 5        | lebih dari 1 jam = 60              | paling lambat 2 (dua) jam = 120
paling banyak 3 hari = 1350         | selambat-lambatnya 3 hari = 1350   | dalam waktu 3 hari = 1350
satu hari = 450                     | dua jam = 120                      | tiga hari kerja = 1350
sepuluh menit = 10                  | sebelas menit = 11                 | lima belas menit = 15
dua puluh menit = 20                | dua puluh lima menit = 25          | tiga puluh menit = 30
sehari = 450                        | sejam = 60                         | seminggu = 2250
sebulan = 9000                      | setahun = 108000                   | setengah hari = 225
setengah jam = 30                   | satu setengah jam = 90             | dua setengah jam = 150
seperempat jam = 15                 | ½ hari = 225                       | ½ jam = 30
1 ½ jam = 90                        | 1½ jam = 90                        | 1/2 hari = 225
1 1/2 jam = 90                      | 7 (tujuh) hari kerja = 3150        | tujuh (7) hari kerja = 3150
14 (empat belas) hari = 6300        | 30 (tiga puluh) menit = 30         | 1 (satu) jam 30 (tiga puluh) menit = 90
1-7 hari kalender = 450..3150       | 3 hari kalender = 1350             | 30 hari takwim = 13500
5 hari efektif = 2250               | 7 hari kerja setelah berkas lengkap = 3150
2 hari kerja sejak berkas diterima = 900                                 | 3 hari dari tanggal surat = 1350
maksimal 14 hari kerja sejak permohonan diterima = 6300                  | 3 hari terhitung sejak rapat = 1350
5 sampai 10 menit = 5..10           | 5 s.d 10 menit = 5..10             | 5 s/d 10 menit = 5..10
5 sd 10 menit = 5..10               | 5 sampai dengan 10 menit = 5..10   | 5 hingga 10 menit = 5..10
5 - 10 menit = 5..10                | 5—10 menit = 5..10                 | 10-15 mnt = 10..15
5 menit - 10 menit = 5..10          | 5 menit s.d. 1 jam = 5..60         | 1-2 Jam = 60..120
10 menit s.d. 1 jam 30 menit = 10..90                                    | antara 5 dan 10 menit = 5..10
5 atau 10 menit = 5..10             | 5 menit atau 10 menit = 5..10      | maks. 1-3 hari = 450..1350
1 jam, 30 menit = 90                | 1 jam dan 30 menit = 90            | 1 jam + 30 menit = 90
10 menit + 10 menit = 20            | 1 hari 4 jam = 690                 | 1 jam 30 menit 30 detik = 90.5
1 bulan 2 minggu = 13500            | 1.5 jam = 90                       | 0,5 hari = 225
1:30 jam = 90                       | 1.500 menit = 1500                 | 2,25 jam = 135
5 menit / berkas = 5 @ berkas       | 5 menit/ 1 berkas = 5 @ 1 berkas   | 10 menit per orang = 10 @ orang
10 menit tiap pasien = 10 @ pasien  | 10 menit setiap pasien = 10 @ pasien | 5 menit (per berkas) = 5 @ berkas
10 menit untuk setiap berkas = 10 @ berkas                               | @ 5 menit = 5 @ satuan
2 jam per hari = 120 @ hari         | 3 hari/usulan = 1350 @ usulan      | 10 menit per-berkas = 10 @ berkas
5 menit (online), 15 menit (offline) = 5..15                             | Online: 5 menit, offline: 15 menit = 5..15
Online 5 menit; offline 15 menit = 5..15                                 | 5 menit online, 15 menit offline = 5..15
5 menit online / 15 menit offline = 5..15                                | 5 menit, 15 menit = 5..15
baru: 3 hari, perpanjangan: 1 hari = 450..1350                           | 5 menit/15 menit = 5..15
3 hari/72 jam = 1350..4320          | 3 hari (72 jam) = 1350             | 1-2 jam (tergantung jumlah) = 60..120
60 menit (maksimal) = 60            | Sesuai kebutuhan (maks. 3 hari) = 1350 | 1 jam. = 60
15 menit; = 15                       | 15 Menit, = 15                      | 10 menit kerja = 10
08.00 - 10.00 WIB = 120             | pukul 08.00-09.30 = 90             | Pukul 08.00 s.d. 12.00 WITA = 240
Pelayanan 10 menit = 10             | survei: 2 jam = 120                | 24 jam = 1440
paling dua jam = 120
"""
FORMS = [form.strip() for line in MEASURABLE.strip().splitlines() for form in line.split(" | ")]

NOT_MEASURABLE = """
- | Sesuai kebutuhan | 5 | menit | 5 menitan | 5 menit lebih | 1 jam - | H-3 | H+1 | Setiap hari | 1 bulan sekali
3 kali | 3 kali sebulan | 2 kali setahun | sekali setahun | tanggal 5 | tanggal 5 bulan berjalan | Minggu ke-2
minggu pertama | 3 hari sebelum rapat | Januari 2024 | 2024 | tahun 2024 | Menyesuaikan | 5 berkas | Tentatif
pada hari yang sama | hari ke 3 bulan Januari | setiap 1 bulan | setiap 3 bulan | bulan ke 2 tahun berjalan
per triwulan | 5 menit - selesai | 1-5 Januari | 08.00 WIB | 10.00 - 08.00 WIB | menit 5 | x menit | 1 jam 2 berkas
tanggal 1 s.d. 5 tiap bulan | awal bulan 3 | Kondisional | Terus-menerus | saat itu juga
"""


def minutes(text: str) -> Duration:
    """`5..15 @ berkas` as a duration."""
    span, _, per = text.partition(" @ ")
    low, _, high = span.partition("..")
    return Duration(float(low), float(high or low), per.strip() or None)


def test_there_are_many_forms() -> None:
    assert len(set(FORMS)) >= 150


@pytest.mark.parametrize("form", FORMS)
def test_measurable(form: str) -> None:
    text, _, expected = form.rpartition(" = ")
    found, wanted = parse(text), minutes(expected)
    assert found is not None
    assert (found.low_minutes, found.high_minutes, found.per) == (
        pytest.approx(wanted.low_minutes, abs=0.001),
        pytest.approx(wanted.high_minutes, abs=0.001),
        wanted.per,
    )


@pytest.mark.parametrize("text", [text.strip() for line in NOT_MEASURABLE.splitlines() for text in line.split(" | ")])
def test_not_measurable(text: str) -> None:
    assert parse(text) is None


def test_lines_are_choices() -> None:
    assert parse("5 menit\n10 menit") == Duration(5, 10)


def test_what_was_written() -> None:
    found = parse("Maksimal 1 - 3 hr kerja atau 60 mnt.")
    assert found is not None
    assert found.written == "1-3 hari 60 menit"
    assert found.spellings == ("hr kerja", "mnt")


def test_hours_per_day() -> None:
    assert parse("1 hari", hours_per_day=8) == Duration(480, 480)
    assert parse("2 jam", hours_per_day=8) == Duration(120, 120)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Waktu (menit)", "menit"),
        ("Waktu dalam hari kerja", "hari"),
        ("Waktu/Menit", "menit"),
        ("Waktu", None),
        ("Jangka Waktu (Jam/Menit)", None),
    ],
)
def test_unit_of_the_column(label: str, unit: str | None) -> None:
    assert unit_of_label(label) == unit


def test_bare_numbers_take_the_unit_of_the_column() -> None:
    assert parse("5", unit="menit") == Duration(5, 5)
    assert parse("5-10", unit="menit") == Duration(5, 10)
    assert parse("1 jam", unit="menit") == Duration(60, 60)
    assert parse("lima", unit="jam") == Duration(300, 300)


@given(st.text(alphabet="0123456789.,/-–½ amnitjhrks()x×\n'\"@"))
def test_any_text(text: str) -> None:
    found = parse(text)
    assert found is None or 0 <= found.low_minutes <= found.high_minutes
