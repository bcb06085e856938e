"""Sentences on the pages: made inert, in the language of the reader, and marked where they are in another one."""

from __future__ import annotations

import os
from textwrap import shorten

from markupsafe import Markup, escape

from pathfinder.i18n import _, current_language, translate_rule
from pathfinder.output.words import months_words, sentence
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day
from pathfinder.values.text import inert

ENGLISH = "en"
"""The language in which rule files are written."""

_BEGINNING = 72
"""So many characters of a sentence stand in a list at most."""


def said(words: str, *, stop: bool = False) -> Markup:
    """A sentence of the rules in the reader's language; one without a translation is marked as English."""
    translated = translate_rule(words)
    shown = escape(inert(sentence(translated) if stop and translated else translated))
    if not words or translated != words or current_language() == ENGLISH or words.isupper():
        return shown
    return Markup('<span lang="{}">{}</span>').format(ENGLISH, shown)


def beginning(words: str) -> Markup:
    """The beginning of a sentence of the rules, for a list that leads to the whole of it."""
    translated = shorten(inert(translate_rule(words)), width=_BEGINNING, placeholder=" …")
    shown = escape(translated)
    if translate_rule(words) != words or current_language() == ENGLISH:
        return shown
    return Markup('<span lang="{}">{}</span>').format(ENGLISH, shown)


def within(file: str, book: RuleBook) -> str:
    """The path of a rule file inside its folder: where that lies on somebody's computer is nobody's business."""
    some = next((each.file for each in book.destinations.values()), "")
    folder = os.path.dirname(os.path.dirname(some))
    inside = os.path.relpath(file, folder or ".")
    return inert(os.path.basename(file) if inside.startswith("..") else inside)


def age_then(months: int | None, on: Day) -> str:
    """How old something was on the day of the dossier."""
    day = format_day(on)
    if months is None:
        return _("its age on {day} cannot be told").format(day=day)
    if months == 0:
        return _("less than a month from {day}").format(day=day)
    if months < 0:
        return _("{months} after {day}").format(months=months_words(-months), day=day)
    return _("{months} old on {day}").format(months=months_words(months), day=day)


def said_words(words: str) -> Markup:
    """Words of the program, which are in the reader's language."""
    return escape(inert(words))


def foreign(words: str, language: str) -> Markup:
    """Words of a document, marked with its language where that is not the reader's."""
    shown = escape(inert(words))
    if not words or not language or language == current_language():
        return shown
    return Markup('<span lang="{}">{}</span>').format(language, shown)


def link(words: str | Markup, target: str) -> Markup:
    """Words that lead somewhere; only the words where there is no such place."""
    shown = words if isinstance(words, Markup) else escape(inert(words))
    return Markup('<a href="{}">{}</a>').format(target, shown) if target else shown
