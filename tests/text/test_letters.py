"""The one answer to which characters are legal, held against what XML, HTML and YAML say."""

from __future__ import annotations

import sys
import unicodedata
from xml.parsers import expat

import yaml

from sopgen.text.letters import ILLEGAL, PRIVATE, clean, one_line

ALL = "".join(map(chr, range(sys.maxunicode + 1)))


def test_what_unicode_gives_a_meaning_is_legal_and_what_it_denies_is_not() -> None:
    of = {category: set[str]() for category in ("Cc", "Cs", "Co")}
    for char, category in zip(ALL, map(unicodedata.category, ALL), strict=True):
        if category in of:
            of[category].add(char)
    no_characters = {char for char in ALL if "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE}
    assert set(ILLEGAL.findall(ALL)) == of["Cs"] | no_characters | of["Cc"] - set("\t\n\r\x85")
    assert set(PRIVATE.findall(ALL)) == of["Co"]


def test_clean_text_is_text_to_xml_and_yaml() -> None:
    text = clean(ALL)
    expat.ParserCreate().Parse(f"<a>{text.replace('&', '').replace('<', '')}</a>".encode(), True)
    assert not yaml.reader.Reader.NON_PRINTABLE.search(text)
    assert not set(text) & set("\r\x85")


def test_line_breaks_are_kept_or_made_spaces() -> None:
    assert clean("a\r\nb\rc\nd\x85e\tf") == "a\nb\nc\nd e\tf"
    assert one_line(" a\r\n\tb\0  c\x85d ") == "a b c d"
