"""PDF printed from Excel or Word to neutral pages; needs the extra `sopgen[pdf]`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from sopgen.importing.opening import Refused
from sopgen.importing.page import Page

MAX_PAGES = 200
MAX_PATHS = 6_000
"""of one page: more is a map or a photograph traced into lines"""


def extract(data: bytes) -> Iterator[Page]:
    """The pages of a PDF; Refused where it cannot be read."""
    from sopgen.importing.pdf.page import page_of
    from sopgen.importing.pdf.ruling import TOO_MANY

    try:
        with _opened(data) as book:
            if len(book.pages) > MAX_PAGES:
                raise Refused(f"PDF ini {len(book.pages)} halaman: pisahkan dulu per SOP")
            for number, source in enumerate(book.pages, 1):
                if len(source.rects) + len(source.curves) + len(source.lines) > MAX_PATHS:
                    raise Refused(TOO_MANY)
                if sum(char["text"].startswith("(cid:") for char in source.chars) > len(source.chars) / 4:
                    raise Refused("huruf PDF ini tidak dapat dibaca sebagai teks: cetak ulang dari Excel atau Word")
                yield page_of(source, number)
                source.close()
    except (Refused, GeneratorExit, MemoryError):
        raise
    except Exception as error:  # pdfminer lets through whatever a damaged page provokes
        raise Refused("PDF rusak: cetak ulang ke PDF dari Excel atau Word") from error


def _opened(data: bytes) -> Any:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError:
        raise Refused('untuk PDF, pasang dulu tambahannya: pip install "sopgen[pdf]"') from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of each damaged byte
    try:
        return pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise Refused("PDF berkata sandi: simpan dulu tanpa kata sandi") from error
        raise
