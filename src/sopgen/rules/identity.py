"""Turns an SOP's letterhead, title, number, dates and approval into problems (SOP101-SOP108, SOP116, SOP120)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from sopgen.diagnostics import Path, Severity, quoted
from sopgen.model.values import compiled
from sopgen.reading import dates
from sopgen.rules.rule import GUIDE, LAW, PRACTICE, REASON, Problem, Subject, respelt, rule
from sopgen.rules.texts import SOP_NAME, any_of, is_none, names_process, without_sop
from sopgen.wording import lexicon

REQUIRED = {
    "nomor": "Nomor SOP",
    "instansi.nama": "Nama instansi",
    "instansi.satuan_kerja": "Satuan kerja",
    "tanggal.pembuatan": "Tanggal pembuatan",
    "tanggal.efektif": "Tanggal efektif",
    "disahkan_oleh.jabatan": "Jabatan yang mengesahkan",
}
_PLACEHOLDER = re.compile(
    r"\.{4,}|…{2,}|_{3,}"
    r"|(?:\bno(?:mor|\.)?|\btahun|\btanggal)\s*(?:\.{3}|…)"
    r"|(?<!\bbab )(?<!\blampiran )(?<!\bangka )\bx{3,}\b"
    r"|<(?=[a-z.…])[^<>\n:@]{1,60}(?<=[\w.…])>"
    r"|\by{4}\b"
    r"|[\[(<]\s*(?:harap |mohon |akan |belum |untuk |perlu |silakan )?diisi(?! oleh| lengkap)\b[^\])>\n]{0,40}[\])>]"
    r"|^\s*(?:harap |mohon |akan |belum |untuk |perlu |silakan )?diisi(?! oleh| lengkap)(?: \w+){0,2}\s*$"
    r"|^\s*(?:\.{3}|…)\s*$",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"\.\.|…|__|<|xxx|yyyy|diis")
"""What every placeholder holds in lower case: quicker than looking for each kind."""
_NO_NIP = any_of(lexicon.WITHOUT_NIP)
_OTHER_NUMBER = re.compile(r"nrp|nidn|nik|nrptt|nuptk|niy", re.IGNORECASE)
"""How a number that is no NIP begins: of the police and the army, of lecturers, of a person."""
_CONTRACT = 21
"""stands for the month of appointment in the number of a PPPK"""


def placeholder(text: str) -> str:
    """What stands in a text for what is still to be written; "" where nothing does."""
    found = _SUSPECT.search(text.lower()) and _PLACEHOLDER.search(text)
    return found[0] if found else ""


@rule("SOP101", "identitas-belum-lengkap", Severity.ERROR, LAW)
def incomplete_identity(subject: Subject) -> Iterator[Problem]:
    for key, name in REQUIRED.items():
        if is_none(attrgetter(key)(subject.sop)):
            yield Problem(tuple(key.split(".")), f"{name} belum diisi.", f"Isi `{key}`.", subject.while_draft)


@rule("SOP102", "isian-contoh", Severity.ERROR, PRACTICE)
def placeholder_left(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.texts:
        if found := placeholder(text):
            message = f"Isian contoh `{quoted(found)}` masih ada di `{quoted(text)}`."
            yield Problem(path, message, "Ganti dengan isi yang sebenarnya.", subject.while_draft)


def _dated(subject: Subject) -> dict[Path, tuple[str, dates.Period | None]]:
    """Where a date is written -> its text, and the days it can mean: None where it is no date."""
    sop = subject.sop
    written: dict[Path, str | None] = {("tanggal", name): text for name, text in sop.tanggal}
    written |= {("tinjau_ulang",): sop.tinjau_ulang}
    written |= {("penandatangan", i, "tanggal"): signer.tanggal for i, signer in enumerate(sop.penandatangan)}
    return {path: (text, dates.period(text)) for path, text in written.items() if text and not is_none(text)}


@rule("SOP103", "tanggal-tidak-dikenal", Severity.WARNING, REASON)
def unknown_date(subject: Subject) -> Iterator[Problem]:
    for path, (text, days) in _dated(subject).items():
        if placeholder(text):
            continue
        if days is None:
            why = dates.fault(text)
            said = f"tidak ada di kalender: {why}" if why else "bukan tanggal yang dikenal"
            yield Problem(path, f"`{quoted(text)}` {said}.", "Tulis misalnya 30 Agustus 2026 atau 2026-08-30.")
        elif days.day_missing:
            yield Problem(
                path,
                f"`{quoted(text)}` belum menyebut harinya.",
                f"Tulis tanggalnya juga, misalnya 15 {quoted(text)}.",
                severity=Severity.INFO,
            )


@rule("SOP104", "urutan-tanggal", Severity.ERROR, f"{LAW}; tidak satu pun dari 280 SOP yang dihitung melanggarnya")
def date_order(subject: Subject) -> Iterator[Problem]:
    dated = _dated(subject)
    orders = [("pembuatan", "efektif"), ("pembuatan", "revisi"), ("revisi", "efektif")]
    pairs: list[tuple[Path, Path]] = [(("tanggal", earlier), ("tanggal", later)) for earlier, later in orders]
    pairs += [(path, ("tanggal", "efektif")) for path in dated if path[0] == "penandatangan"]
    for earlier, later in pairs:
        (before, first), (after, last) = dated.get(earlier, ("", None)), dated.get(later, ("", None))
        if not first or not last or first.first <= last.last:
            continue
        if earlier[0] == "penandatangan":
            message = f"Tanggal tanda tangan {quoted(before)} sesudah tanggal efektif {quoted(after)}."
            yield Problem(earlier, message, "SOP ditandatangani sebelum berlaku. Periksa kedua tanggal itu.")
        elif earlier[1] == "revisi" and first.first > subject.today:
            message = f"Tanggal revisi {quoted(before)} masih akan datang."
            hint = "Rencana peninjauan ditulis di `tinjau_ulang`; `revisi` untuk revisi yang sudah terjadi."
            yield Problem(earlier, message, hint, Severity.INFO)
        else:
            message = f"Tanggal {later[1]} {quoted(after)} mendahului tanggal {earlier[1]} {quoted(before)}."
            yield Problem(later, message, "Urutannya: pembuatan, revisi, efektif. Periksa kedua tanggal itu.")
    own = {path: said for path, said in dated.items() if path[0] == "tanggal"}
    for path, (text, days) in own.items():
        if not days and any(others for _, others in own.values()) and not placeholder(text):
            message = f"Urutan tanggal tidak dapat diperiksa: tanggal {path[1]} tidak terbaca."
            hint = "Betulkan tanggal itu; urutannya pembuatan, revisi, efektif."
            yield Problem(path, message, hint, Severity.INFO)


@rule("SOP105", "tinjau-ulang-lewat", Severity.INFO, GUIDE)
def review_due(subject: Subject) -> Iterator[Problem]:
    """The day of the review is past; where none is written, a year after the SOP took effect."""
    sop = subject.sop
    if sop.status != "berlaku":
        return
    if sop.tinjau_ulang:
        due = dates.period(sop.tinjau_ulang)
        if due and due.last < subject.today:
            yield Problem(
                ("tinjau_ulang",),
                f"Waktu tinjau ulang, {quoted(sop.tinjau_ulang)}, sudah lewat.",
                "Tinjau SOP ini, lalu perbarui `tinjau_ulang`.",
            )
        return
    days = [days.last for text in (sop.tanggal.efektif, sop.tanggal.revisi) if (days := dates.period(text or ""))]
    today = subject.today
    if days and (today.year - 1, today.month, today.day) > max(days).timetuple()[:3]:  # 29 February has a year before
        yield Problem(
            ("tanggal", "efektif"),
            f"SOP ini berlaku sejak {quoted(sop.tanggal.efektif or sop.tanggal.revisi or '')}, lebih dari setahun.",
            "Tinjau SOP ini, lalu tulis tanggal peninjauan berikutnya di `tinjau_ulang`.",
        )


@rule("SOP106", "pengesahan-belum-lengkap", Severity.WARNING, f"{LAW}; 293 dari 348 SOP yang dihitung belum lengkap")
def incomplete_approval(subject: Subject) -> Iterator[Problem]:
    signed = subject.sop.disahkan_oleh
    if is_none(signed.jabatan):
        return
    nip = "" if is_none(signed.nip) else (signed.nip or "").strip()
    label = subject.sop.tampilan.label.get("nip", "NIP").strip(" :.")
    missing = {"nama": "Nama"} if is_none(signed.nama) else {}
    missing |= {} if nip or _NO_NIP.search(signed.jabatan or "") else {"nip": label}
    if missing:
        yield Problem(
            ("disahkan_oleh",),
            f"{' dan '.join(missing.values())} pejabat yang mengesahkan ({quoted(signed.jabatan or '')}) belum diisi.",
            f"Isi {' dan '.join(f'`disahkan_oleh.{key}`' for key in missing)}.",
        )
    other = label.upper().replace(".", "") != "NIP" or _OTHER_NUMBER.match(nip)
    if not nip or other or placeholder(nip):
        return
    path, digits = ("disahkan_oleh", "nip"), re.sub(r"\D", "", nip)
    grouped = f"{digits[:8]} {digits[8:14]} {digits[14:15]} {digits[15:]}"
    if wrong := _nip_problem(nip):
        hint = "NIP berisi 18 angka: tanggal lahir, tahun dan bulan pengangkatan, jenis kelamin, nomor urut."
        yield Problem(path, f"NIP `{quoted(nip)}` {wrong}.", hint)
    elif grouped != nip:
        message = f"NIP `{quoted(nip)}` tidak dikelompokkan seperti lazimnya."
        yield respelt(path, grouped, message, Severity.INFO, f"Tulis `nip: {grouped}`.")


def _nip_problem(nip: str) -> str:
    digits = re.sub(r"^nip\b|[\s.:\-]", "", nip, flags=re.IGNORECASE)
    if not (digits.isascii() and digits.isdigit()):
        return "memuat selain angka"
    if len(digits) != 18:
        return f"berisi {len(digits)} angka, bukan 18"
    if dates.parse(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}") is None:
        return f"tidak diawali tanggal lahir (`{digits[:8]}`)"
    month = int(digits[12:14])
    if not (1 <= month <= 12 or month == _CONTRACT) or digits[8:12] <= digits[:4]:
        return f"tidak memuat bulan pengangkatan (`{digits[8:14]}`)"
    return ""


@rule("SOP107", "judul-berawalan-sop", Severity.WARNING, f"{PRACTICE}: 126 dari 348 SOP yang dihitung berawalan begitu")
def title_says_sop(subject: Subject) -> Iterator[Problem]:
    title = subject.sop.judul
    found = SOP_NAME.match(title)
    if found:
        rest = title
        while SOP_NAME.match(rest):  # "SOP SOP Pengelolaan Surat"
            rest = without_sop(rest).strip()
        message = f"Judul `{quoted(title)}` diawali `{quoted(found[0].strip(' :-–'))}`."
        yield respelt(("judul",), rest, message) if rest else Problem(("judul",), message, "Tulis nama prosedurnya.")


@rule("SOP108", "judul-dua-prosedur", Severity.INFO, PRACTICE)
def title_joins_two(subject: Subject) -> Iterator[Problem]:
    halves = [half.split() for half in without_sop(subject.sop.judul).split("/")]
    if len(halves) > 1 and all(half and names_process(half[0]) for half in halves):
        yield Problem(
            ("judul",),
            f"Judul ini menggabungkan `{quoted(' '.join(halves[0]))}` dan `{quoted(' '.join(halves[1]))}`.",
            "Bila langkahnya berbeda, susun dua SOP; bila sama, pakai satu nama yang mencakup keduanya.",
        )


@rule("SOP116", "nomor-tidak-rapi", Severity.WARNING, PRACTICE)
def untidy_number(subject: Subject) -> Iterator[Problem]:
    number = subject.sop.nomor
    if number is None or is_none(number) or placeholder(number):
        return
    tidy = re.sub(r"\s*/\s*", "/", " ".join(number.split()))
    if tidy != number:
        yield respelt(("nomor",), tidy, f"Nomor `{quoted(number)}` memuat spasi yang tidak perlu.")
    pattern = subject.settings.aturan.pola_nomor
    if pattern and not compiled(pattern).fullmatch(tidy):
        yield Problem(
            ("nomor",),
            f"Nomor `{quoted(number)}` tidak menurut pola nomor pustaka ini.",
            f"Polanya (aturan.pola_nomor): `{quoted(pattern)}`.",
        )


@rule("SOP120", "penanda-kembar", Severity.WARNING, REASON)
def doubled_marker(subject: Subject) -> Iterator[Problem]:
    """The marker of a signature that stands elsewhere, too: the service would sign there."""
    electronic = subject.sop.tampilan.tanda_tangan_elektronik
    signers = enumerate(subject.sop.penandatangan)
    markers: dict[Path, str | None] = {("penandatangan", i, "penanda"): signer.penanda for i, signer in signers}
    if electronic:
        markers = {("tampilan", "tanda_tangan_elektronik", "penanda"): electronic.penanda} | markers
    seen: set[str] = set()
    for path, marker in markers.items():
        if not marker:
            continue
        printed = (_place(place, subject) for place, text in subject.texts if marker in text)
        where = "penanda penanda tangan lain" if marker in seen else next(printed, "")
        seen.add(marker)
        if where:
            yield Problem(
                path,
                f"Penanda {quoted(marker)} tercetak juga di tempat lain: {where}.",
                "Pilih tanda yang tidak dipakai di dokumen ini, misalnya ^ atau ~.",
            )


def _place(path: Path, subject: Subject) -> str:
    if path[0] == "langkah":
        return f"langkah {subject.name(int(path[1]))}, {path[2] if path[2] == 'keputusan' else path[-1]}"
    return " ".join(str(key) for key in path if isinstance(key, str))
