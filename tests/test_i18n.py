"""Messages and sentences in the language of the reader."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError

import extract_messages
from pathfinder import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command_line import CommandLine


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Whatever a test speaks, the next one starts in English."""
    yield
    i18n.use_language("en")


@pytest.fixture
def latvian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues that knows one more language, with three plural forms."""
    catalogue = Catalog(locale="lv")
    catalogue.add("yes", "jā")
    catalogue.add(("{n} day", "{n} days"), ("{n} diena", "{n} dienas", "{n} dienu"))
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    folder = tmp_path / "lv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "pathfinder.mo").write_bytes(binary.getvalue())
    monkeypatch.setattr(i18n, "LOCALES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "environment, language",
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "sr@latin"}, "sr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "ru", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": "ru", "LC_MESSAGES": "de_DE", "LC_ALL": "C"}, "en"),
        ({"LANG": "ru", "LC_ALL": ""}, "ru"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    """LC_ALL goes before LC_MESSAGES and LC_MESSAGES before LANG; the C locale is English."""
    assert i18n.language_of_environment(environment) == language


def test_english_needs_no_catalogue(cli: CommandLine) -> None:
    """In English a message is itself, and neither gettext nor Babel is imported for it."""
    code = """if True:
        import sys
        from pathfinder import i18n
        assert i18n.use_language("en") and i18n.current_language() == "en"
        assert i18n.N_("yes") == i18n._("yes") == i18n.translate_rule("yes") == "yes"
        assert [i18n.ngettext("day", "days", n) for n in (0, 1, 2)] == ["days", "day", "days"]
        assert not {"gettext", "babel"} & set(sys.modules)
    """
    done = cli.python("-c", code)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.usefixtures("latvian")
def test_a_language_with_a_catalogue_is_spoken() -> None:
    """Messages and plurals come from the catalogue; what it lacks stays English."""
    assert i18n.available_languages() == ["en", "lv"]
    assert i18n.use_language("lv")
    assert i18n.current_language() == "lv"
    assert (i18n._("yes"), i18n._("no")) == ("jā", "no")
    spoken = [i18n.ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)]
    assert spoken == ["{n} dienu", "{n} diena", "{n} dienas"]


@pytest.mark.usefixtures("latvian")
@pytest.mark.parametrize("code", ["xx", "", "../lv", "LV/..", "lv/LC_MESSAGES"])
def test_an_unknown_language_is_english(code: str) -> None:
    """A language without a catalogue is refused and English is spoken, whatever was spoken before."""
    i18n.use_language("lv")
    assert not i18n.use_language(code)
    assert (i18n.current_language(), i18n._("yes")) == ("en", "yes")


def test_every_catalogue_that_ships_can_be_spoken() -> None:
    """Each language that the program offers has a catalogue that gettext reads."""
    for code in i18n.available_languages():
        assert i18n.use_language(code)
        assert gettext.find("pathfinder", i18n.LOCALES, [code]) or code == "en"


def test_sentences_of_rules_are_translated_from_a_po_file(tmp_path: Path) -> None:
    """A sentence is found whatever its line breaks; fuzzy and empty translations stay English."""
    path = tmp_path / "lv.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Stay without a visa."\nmsgstr "Bez vīzas."\n\n'
        'msgid "Register."\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Leave."\nmsgstr "Nāc."\n',
        encoding="utf-8",
    )
    i18n.use_rule_sentences(i18n.read_po(path))
    assert i18n.translate_rule("Stay without\n  a visa.") == "Bez vīzas."
    assert [i18n.translate_rule(text) for text in ("Register.", "Leave.", "Other.")] == [
        "Register.",
        "Leave.",
        "Other.",
    ]
    i18n.use_language("en")
    assert i18n.translate_rule("Stay without a visa.") == "Stay without a visa."


def test_a_broken_catalogue_of_rules_is_an_error(tmp_path: Path) -> None:
    """Half a catalogue is not read as if it were a whole one."""
    path = tmp_path / "lv.po"
    path.write_text('msgid "Stay."\nmsgstr "Bez."\n\nmsgid "Leave."\n\nmsgid "Register."\n')
    with pytest.raises(PoFileError):
        i18n.read_po(path)


def test_what_translators_get_is_not_stale() -> None:
    """The templates and compiled catalogues are those of today's code and rules."""
    stale = extract_messages.stale(extract_messages.generated())
    assert stale == [], "run: .venv/bin/python tools/extract_messages.py"


RULE_FILE = """\
citations:
  one: {from: As of, says: of the document}
passports:
  question: Which papers?
  options: {travel: a travel passport}
languages: {options: [ru, en]}
pathways:
  XX/a:
    title: NO
    requires:
      all of:
        - says: On at most
            90 days.
          at most: 90 days
    cases:
      - {says: the 90th day}
"""


def test_sentences_are_taken_from_rule_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentences and labels of options are for translators; cases, claims and words of the documents are not."""
    (tmp_path / "destinations").mkdir()
    (tmp_path / "destinations" / "XX.yaml").write_text(RULE_FILE)
    (tmp_path / "claims.yaml").write_text("claims: [{says: It is claimed.}]")
    monkeypatch.setattr(extract_messages, "RULES", tmp_path)
    monkeypatch.setattr(extract_messages, "ROOT", tmp_path)
    found = [message.id for message in extract_messages.rule_sentences() if message.id]
    assert found == ["Which papers?", "a travel passport", "NO", "On at most 90 days."]
