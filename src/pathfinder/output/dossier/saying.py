"""Sentences on the pages: made inert, in the language of the reader, and marked where they are in another one."""

from __future__ import annotations

from markupsafe import Markup, escape

from pathfinder.i18n import current_language, translate_rule
from pathfinder.output.words import sentence
from pathfinder.values.text import inert

ENGLISH = "en"
"""The language in which rule files are written."""


def said(words: str, *, stop: bool = False) -> Markup:
    """A sentence of the rules in the reader's language; one without a translation is marked as English."""
    translated = translate_rule(words)
    shown = escape(inert(sentence(translated) if stop and translated else translated))
    if not words or translated != words or current_language() == ENGLISH or words.isupper():
        return shown
    return Markup('<span lang="{}">{}</span>').format(ENGLISH, shown)


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
