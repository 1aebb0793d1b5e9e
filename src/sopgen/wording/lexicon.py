"""The word lists of the language of offices, from `templates/wording`, where it is said what each holds."""

from __future__ import annotations

from sopgen.resources import texts_of

_LISTS, _SPELLINGS = texts_of("wording/lexicon.yaml"), texts_of("wording/spelling.yaml")


def __getattr__(name: str) -> frozenset[str]:
    """The words of a list of lexicon.yaml, by its name in capitals: `lexicon.ADVERBS` are those of `adverbs`."""
    try:
        words = globals()[name] = frozenset(_LISTS[name.lower()].split())
    except KeyError:
        raise AttributeError(f"lexicon.yaml has no list {name.lower()}") from None
    return words


def _in_order(name: str) -> tuple[str, ...]:
    return tuple(_LISTS[name].split())


def _pairs(name: str) -> dict[str, str]:
    """wrong -> right, of groups like `izin:ijin,idzin`"""
    groups = (group.split(":") for group in _SPELLINGS[name].split())
    return {wrong: right for right, wrongs in groups for wrong in wrongs.split(",")}


STEMS = _in_order("stems")
PER_STEMS = _in_order("per_stems")
NOUN_VERBS = {
    **{noun: f"{verb} {noun}" for verb, nouns in _LISTS["nouns_kept"].items() for noun in nouns.split()},
    **dict(pair.split("=") for pair in _in_order("noun_verbs")),
}
"""noun of action -> what to write for it; an underscore is the space between two words"""
ENDINGS_OF_ACTION = _in_order("endings_of_action")
VAGUE: tuple[str, ...] = tuple(_LISTS["vague"])
APPLICANT_PHRASES: tuple[str, ...] = tuple(_LISTS["applicant_phrases"])
POSITIONS = _in_order("positions")
NOT_STANDARD = _pairs("not_standard")
MISSPELLINGS = {**_pairs("typing_errors"), **NOT_STANDARD}
PHRASES: dict[str, str] = _SPELLINGS["phrases"]
