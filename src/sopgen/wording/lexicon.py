"""The word lists of the language of offices, from `templates/wording`, where it is said what each holds."""

from __future__ import annotations

from typing import Any

import yaml

from sopgen.resources import template_dir


def _read(name: str) -> dict[str, Any]:
    text = (template_dir() / "wording" / name).read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.load(
        text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )  # every word is a text: no, on
    return lists


_LISTS, _SPELLINGS = _read("lexicon.yaml"), _read("spelling.yaml")


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _in_order(name: str) -> tuple[str, ...]:
    return tuple(_LISTS[name].split())


def _pairs(name: str) -> dict[str, str]:
    """wrong -> right, of groups like `izin:ijin,idzin`"""
    groups = (group.split(":") for group in _SPELLINGS[name].split())
    return {wrong: right for right, wrongs in groups for wrong in wrongs.split(",")}


STEMS = _in_order("stems")
PER_STEMS = _in_order("per_stems")
PER_ROOTS = _in_order("per_roots")
MONOSYLLABLES = _words("monosyllables")
UNCHANGED = _words("unchanged")
NOUN_VERBS = _in_order("noun_verbs")
NOUNS_KEPT = {verb: frozenset(nouns.split()) for verb, nouns in _LISTS["nouns_kept"].items()}
MODIFIERS = _words("modifiers")
QUALITIES = _words("qualities")
THINGS = _words("things")
ENDINGS_OF_ACTION = _in_order("endings_of_action")
NOT_GERUNDS = _words("not_gerunds")
TOOLS = _words("tools")
LIGHT_PASSIVES = _words("light_passives")
LIGHT_VERBS = _words("light_verbs")
ACTORS = _words("actors")
PREPOSITION_VERBS = _words("preposition_verbs")
ACTORS_VERBS = _words("actors_verbs")
LOAN_VERBS = _words("loan_verbs")
DEEDS = _words("deeds")
PAPERS = _words("papers")
PLACES = _words("places")
SPLIT_PASSIVES = _words("split_passives")
PARTICIPLES = _words("participles")
NOT_VERBS = _words("not_verbs")
NOT_PASSIVES = _words("not_passives")
BARE_VERBS = _words("bare_verbs")
BER_ACTIONS = _words("ber_actions")
CAUSATIVES = _words("causatives")
VERB_NOUNS = _words("verb_nouns")
NO_COMMAND = _words("no_command")
COMMANDS = _words("commands")
ADVERBS = _words("adverbs")
ABBREVIATIONS = _words("abbreviations")
TIME_NOUNS = _words("time_nouns")
NUMBERS = _words("numbers")
TIME_WORDS = _words("time_words")
POLITE_WORDS = _words("polite_words")
LEAD_VERBS = _words("lead_verbs")
RESULTS = _words("results")
CONDITIONS = _words("conditions")
CLAUSE_WORDS = _words("clause_words")
LEAD_WORDS = _words("lead_words")
PREPOSITIONS = _words("prepositions")
CONNECTORS = _words("connectors")
STRONG_CONNECTORS = _words("strong_connectors")
DANGLING = _words("dangling")
FLAWS = _words("flaws")
NEGATIONS = _words("negations")
EMPTY_CONDITIONS = _words("empty_conditions")
VERDICTS = _words("verdicts")
REFUSALS = _words("refusals")
VAGUE: tuple[str, ...] = tuple(_LISTS["vague"])
ENTRANCES = _words("entrances")
APPLICANTS = _words("applicants")
APPLICANT_PHRASES: tuple[str, ...] = tuple(_LISTS["applicant_phrases"])
POSITIONS = _in_order("positions")
TITLES = _words("titles")
UNITS = _words("units")
NOT_STANDARD = _pairs("not_standard")
MISSPELLINGS = {**_pairs("typing_errors"), **NOT_STANDARD}
PHRASES: dict[str, str] = _SPELLINGS["phrases"]
