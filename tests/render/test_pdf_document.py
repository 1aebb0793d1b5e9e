"""What a PDF is besides its picture: tagged, archivable, complete, the same every time, signable."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from render.pdf_reader import read, tags
from render.scenes import grid_scene
from render.test_pdf_drawing import pages_of, printed, scene_of, sheet_pages

from examples import KINDS
from sopgen.render.pages import SheetPage, boxes_of
from sopgen.render.pdf import render

NAMES = [path.stem for path in KINDS]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(params=[*NAMES, "petak"], scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def data(name: str) -> bytes:
    return printed(name)


def test_archivable(name: str, data: bytes) -> None:
    scene = scene_of(name)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        root = pdf.Root
        assert str(root.Lang) == "id"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Names" not in root or "/JavaScript" not in root.Names
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == scene.title
        assert str(pdf.docinfo["/Title"]) == scene.title
        year, month, day = scene.date or (2000, 1, 1)
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{year:04}{month:02}{day:02}")


def test_fonts_are_embedded(data: bytes) -> None:
    found = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                assert {"/FontFile2", "/FontFile3"} & set(item.keys())
                found += 1
    assert found


def test_bookmarks_name_the_sheets(name: str, data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [sheet.name for sheet in scene_of(name).sheets]


def test_tables_have_headings(name: str, data: bytes) -> None:
    tree = tags(data)
    tables = [table for table in tree.find("Table") if table.find("TH")]
    procedure = scene_of(name).sheets[-1]
    headings = [cell for cell in procedure.cells if procedure.header_rows[0] <= cell.row < procedure.header_rows[1]]
    assert len(tables) == len(procedure.pages)
    for table in tables:
        assert Counter(squeezed(tag.text()) for tag in table.find("TH")) == Counter(
            squeezed(cell.text) for cell in headings
        )


def test_the_flow_is_there_in_words(name: str, data: bytes) -> None:
    alts = " ".join(tag.alt for tag in tags(data).find("Figure"))
    for item in (*scene_of(name).sheets[-1].symbols, *scene_of(name).sheets[-1].connectors):
        assert " ".join(item.description.split()).rstrip(".") in alts


def test_every_text_is_there_in_reading_order(name: str, data: bytes) -> None:
    """The tags tell the cells of each table row by row, a box of the identity sheet from first line to last."""
    told = squeezed(tags(data).text())
    at = 0
    for sheet, _, page in sheet_pages(scene_of(name)):
        boxes = boxes_of(SheetPage(sheet, page).cells, headed=True)
        for text in (cell.text for box in boxes for cell in box.cells):
            found = told.find(squeezed(text), at)
            assert found >= 0, text
            at = found + len(squeezed(text))


def test_words_at_line_ends_stay_apart(name: str, data: bytes) -> None:
    words = Counter(tags(data).text().split())
    for cell in scene_of(name).sheets[-1].cells:
        if cell.role == "kegiatan" and cell.row >= scene_of(name).sheets[-1].header_rows[1]:
            inner = cell.text.split()[1:-1]
            assert all(word in words for word in inner if not _broken(word, cell.lines))


def _broken(word: str, lines: tuple[str, ...]) -> bool:
    return not any(word in line.split() for line in lines)


def test_search_finds_the_words(name: str) -> None:
    for (sheet, _, page), found in zip(sheet_pages(scene_of(name)), pages_of(name), strict=True):
        text = squeezed(found.text.replace("\N{SOFT HYPHEN}", "").replace("￾", ""))
        for cell in sheet.cells:
            if page.first_row <= cell.row < page.last_row:
                assert all(squeezed(line) in text for line in cell.lines), cell


def test_footer_on_every_page() -> None:
    pages = read(render(grid_scene()))
    assert len(pages) > 3
    assert all("Salinan & arsip <1>" in page.text for page in pages)


@pytest.mark.parametrize("one", ["kecil", "petak"])
def test_same_bytes_every_time(one: str) -> None:
    assert render(scene_of(one)) == printed(one)


def test_nothing_of_this_machine_or_day(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = bytes(pdf.Root.Metadata.read_bytes())
    assert str(Path.home()).encode() not in data
    assert datetime.now(tz=UTC).strftime("%Y-%m-%dT").encode() not in metadata


def test_the_marker_of_a_signature_is_printed_once_inside_its_room() -> None:
    """lengkap has two rooms for the one who approves, in its identity and at its end; the last bears the marker."""
    scene = scene_of("lengkap")
    sheet, scale, paper = scene.sheets[-1], scene.scale[-1], scene.paper
    [room] = [cell for one in scene.sheets for cell in one.cells if cell.marker]
    assert room in sheet.cells
    document = pypdfium2.PdfDocument(printed("lengkap"))
    found = []
    for page in document:
        text = page.get_textpage()
        search = text.search(room.marker)
        while hit := search.get_next():
            found.append((page, text.get_charbox(hit[0])))
    [(page, (left, bottom, right, top))] = found
    first = sheet.pages[-1].first_row
    above = sheet.row_edges[sheet.header_rows[1]] - sheet.row_edges[sheet.header_rows[0]] - sheet.row_edges[first]
    beside = (paper.width - sheet.column_edges[-1] * scale) / 2
    columns = [(beside + edge * scale) * 0.75 for edge in sheet.column_edges]
    rows = [page.get_height() - (paper.margin_top + (above + edge) * scale) * 0.75 for edge in sheet.row_edges]
    assert columns[room.column] < left < right < columns[room.column + room.column_span]
    assert rows[room.row + room.row_span] < bottom < top < rows[room.row]


def test_can_be_signed() -> None:
    """A PAdES signature by a certificate of our own leaves a document with a marker intact and covers it whole."""
    pytest.importorskip("pyhanko")
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer = _signer()
    meta = signers.PdfSignatureMetadata(field_name="TTE", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    writer = IncrementalPdfFileWriter(io.BytesIO(printed("lengkap")))
    signed = signers.sign_pdf(writer, meta, signer=signer)
    [signature] = PdfFileReader(signed).embedded_signatures
    trust = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, trust)
    assert status.intact
    assert status.valid
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def _signer() -> Any:
    from asn1crypto import keys, x509
    from cryptography import x509 as authority
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = ec.generate_private_key(ec.SECP256R1())
    person = authority.Name([authority.NameAttribute(authority.NameOID.COMMON_NAME, "Penguji SOP")])
    now = datetime.now(tz=UTC)
    usage = {"content_commitment": True, "digital_signature": True, "key_cert_sign": True}
    others = ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only")
    certificate = (
        authority.CertificateBuilder(person, person, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(authority.KeyUsage(**usage, **dict.fromkeys(others, False)), critical=True)
        .add_extension(authority.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    encodings, formats = serialization.Encoding, serialization.PrivateFormat
    plain = key.private_bytes(encodings.DER, formats.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(encodings.DER)),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore(),
    )
