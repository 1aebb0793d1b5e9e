"""Rules about what others find while at work: by reading (SOP001-SOP008, SOP121), laying out (SOP315), comparing two
versions (SOP606), importing (SOP701, SOP702)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import READING_RULES, Level, Severity, quoted
from sopgen.reading.syntax import in_quotes
from sopgen.rules.rule import LAW, REASON, Problem, Rule, Subject, put, rule

LISTED = 5
"""entries of a list that one hint shows"""

READ = tuple(Rule(code, name, Severity.ERROR, REASON) for code, name in READING_RULES.items())
"""found by who reads a file (SOP001-SOP005)"""
stale_comment = Rule("SOP006", "abaikan-basi", Severity.WARNING, REASON)
"""found by the driver of the rules"""
small_print = Rule("SOP315", "cetakan-terlalu-kecil", Severity.WARNING, "kebiasaan, bukan bunyi Permenpan RB 35/2012")
"""found by who lays out"""
undated_revision = Rule(
    "SOP606", "revisi-tanpa-tanggal", Severity.WARNING, f"{LAW}, lampiran: identitas SOP memuat tanggal revisi"
)
"""found by who compares two versions"""
imported_loss = Rule("SOP702", "impor-tak-terpakai", Severity.WARNING, REASON)
"""found by who imports"""


@rule("SOP007", "teks-terpotong-tagar", Severity.WARNING, REASON)
def swallowed_text(subject: Subject) -> Iterator[Problem]:
    for slip in subject.slips_of("SOP007"):
        key = next((part for part in reversed(slip.path) if isinstance(part, str)), "")
        before = "- " if isinstance(slip.path[-1], int) else f"{key}: "
        whole = f"{before}{in_quotes(quoted(slip.written))}"
        yield Problem(
            slip.path,
            f"Mulai dari `#`, teks ini terbaca sebagai komentar dan hilang: `{quoted(slip.lost)}`.",
            f"Apit dengan tanda kutip: `{whole}`; bila itu memang komentar, beri spasi setelah `#`.",
            correction=put(slip.path, slip.written, Level.BOLD),
        )


@rule("SOP008", "daftar-terlipat", Severity.WARNING, REASON)
def folded_list(subject: Subject) -> Iterator[Problem]:
    for slip in subject.slips_of("SOP008"):
        items = ", ".join(f"`- {quoted(item)}`" for item in slip.items[:LISTED])
        yield Problem(
            slip.path,
            f"Daftar {len(slip.items)} butir ini terbaca sebagai satu teks sebaris.",
            f"Awali tiap butir dengan strip dan spasi: {items}. Nomornya dicetak sendiri.",
        )


@rule("SOP121", "logo-tidak-ada", Severity.WARNING, REASON)
def missing_logo(subject: Subject) -> Iterator[Problem]:
    for slip in subject.slips_of("SOP121"):
        yield Problem(
            slip.path,
            f"Berkas logo `{quoted(slip.written)}` tidak ada; tempatnya dibiarkan kosong.",
            "Salin berkasnya ke sana, betulkan letaknya (dihitung dari berkas ini), atau hapus `logo`.",
        )


@rule("SOP701", "impor-ragu", Severity.WARNING, REASON)
def imported_guess(subject: Subject) -> Iterator[Problem]:
    for comment in subject.comments:
        if comment.doubt is not None:
            message = f"Tebakan impor belum diperiksa: {comment.doubt.strip()}."
            hint = "Bandingkan dengan dokumen aslinya, betulkan bila perlu, lalu hapus komentar ini."
            yield Problem((), message, hint, span=comment.span)
