"""The one answer to which characters are legal, held against what XML, HTML and YAML say."""

from __future__ import annotations

import sys
import unicodedata
from xml.parsers import expat

import yaml

from sopgen.text.letters import ILLEGAL, PRIVATE, clean, one_line

ALL = [chr(code) for code in range(sys.maxunicode + 1)]


def test_what_unicode_gives_a_meaning_is_legal_and_what_it_denies_is_not() -> None:
    for char in ALL:
        category, code = unicodedata.category(char), ord(char)
        no_character = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        denied = category == "Cs" or no_character or (category == "Cc" and char not in "\t\n\r\x85")
        assert bool(ILLEGAL.match(char)) == denied, hex(code)
        assert bool(PRIVATE.match(char)) == (category == "Co"), hex(code)


def test_clean_text_is_text_to_xml_and_yaml() -> None:
    text = clean("".join(ALL))
    expat.ParserCreate().Parse(f"<a>{text.replace('&', '').replace('<', '')}</a>".encode(), True)
    assert not yaml.reader.Reader.NON_PRINTABLE.search(text)
    assert not set(text) & set("\r\x85")


def test_line_breaks_are_kept_or_made_spaces() -> None:
    assert clean("a\r\nb\rc\nd\x85e\tf") == "a\nb\nc\nd e\tf"
    assert one_line(" a\r\n\tb\0  c\x85d ") == "a b c d"
