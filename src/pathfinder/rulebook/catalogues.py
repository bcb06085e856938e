"""Reads the catalogues of a rule book: its sentences in other languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems

_GOOD = re.compile(
    r'\s*(?:$|\#|(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*$)'
)


def read_catalogues(
    catalogues: Iterable[tuple[str, str]], problems: Problems
) -> dict[str, dict[str, str]]:
    """The sentences of the rules by language, from catalogues by name and path; one that cannot be read is left out."""
    translations: dict[str, dict[str, str]] = {}
    listed = list(catalogues)
    if not listed:
        return translations
    from babel.messages.pofile import PoFileError

    from pathfinder.i18n import read_po

    for shown, path in listed:
        language = os.path.splitext(os.path.basename(path))[0]
        line = faulty_line(path)
        try:
            translations.setdefault(language, {}).update(read_po(Path(path)))
        except (PoFileError, ValueError, LookupError) as error:
            message = _("This catalogue of translations cannot be read.")
            line = line or 1 + (getattr(error, "lineno", None) or -1)
            place = Place(shown, line, 1) if line else Place(shown)
            problems.add("PF106", place, message, severity="warning")
            continue
        if line:  # the reader takes it, and loses a letter
            message = _("This line is none of a catalogue: its quotation marks are not closed.")
            problems.add("PF106", Place(shown, line, 1), message, severity="warning")
    return translations


def faulty_line(path: str) -> int:
    """The first line, from 1, that is none of a catalogue; 0 where all are."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if not _GOOD.match(line):
                    return number
    except (OSError, UnicodeDecodeError):
        return 0
    return 0
