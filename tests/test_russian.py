"""Everything a reader sees is there in Russian."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

    from command_line import CommandLine

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "src/pathfinder/locales"
RULES = ROOT / "rules/locales"

PAIRS = [
    pytest.param(
        PROGRAM / "pathfinder.pot", PROGRAM / "ru/LC_MESSAGES/pathfinder.po", id="program"
    ),
    pytest.param(RULES / "rules.pot", RULES / "ru.po", id="rules"),
]


def catalogue(path: Path, locale: str | None = None) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def forms(text: object) -> list[str]:
    """The forms of a message: one, or one for each plural."""
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]


@pytest.mark.parametrize("template, translated", PAIRS)
def test_nothing_is_untranslated_or_stale(template: Path, translated: Path) -> None:
    """The Russian catalogue has exactly the messages of the template, each with a translation."""
    known = catalogue(translated, "ru")
    wanted = {message.id for message in catalogue(template) if message.id}
    assert {message.id for message in known if message.id} == wanted
    empty = [message.id for message in known if message.id and not all(forms(message.string))]
    assert empty == []


@pytest.mark.parametrize("template, translated", PAIRS)
def test_placeholders_and_figures_survive(template: Path, translated: Path) -> None:
    """A translation has the placeholders of the English, and every figure of a rule's sentence."""
    for message in catalogue(translated, "ru"):
        english = forms(message.id)[-1]
        for russian in forms(message.string) if message.id else []:
            fields = set(re.findall(r"\{[a-z_]*(?:![rs])?\}", english))
            assert set(re.findall(r"\{[a-z_]*(?:![rs])?\}", russian)) == fields, english
            if translated.parent == RULES:
                figures = re.findall(r"\d+", english.replace(",", ""))
                found = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", russian)
                assert [figure for figure in figures if figure not in found] == [], english


def test_a_result_in_russian_is_russian(cli: CommandLine) -> None:
    """A result with `--lang ru` has hardly a Latin word but codes, options and the headings of documents."""
    result = cli(
        "check",
        "--lang",
        "ru",
        str(ROOT / "examples/igor.yaml"),
        "--on",
        "2024-02-12",
        "--country",
        "KG",
    )
    assert result.exit_code == 0
    assert "Киргизия" in result.stdout
    body = re.sub(r"\[[^\]]*\]", "", result.stdout.replace("\n", " ")).split(
        "Документы, на которых"
    )[0]
    words = set(re.findall(r"[A-Za-z]{4,}", body)) - {"igor", "explain", "registered"}
    assert words == set()


@pytest.mark.parametrize("before", [True, False])
def test_the_language_can_be_chosen_anywhere(cli: CommandLine, before: bool) -> None:
    """`--lang` stands before or after the command, and the help of both speaks it."""
    arguments = ["--lang", "ru", "days"] if before else ["days", "--lang", "ru"]
    assert "Подсчитать дни" in cli(*arguments, "--help").stdout


def test_the_language_of_the_system_is_respected(cli: CommandLine) -> None:
    """Without `--lang` the environment chooses."""
    assert "Команды" in cli("--help", env={"LC_ALL": "ru_RU.UTF-8"}).stdout


def test_an_unknown_language_is_wrong_usage(cli: CommandLine) -> None:
    """A language that is not there is refused with those that are."""
    result = cli("--lang", "tlh", "facts")
    assert result.exit_code == 2
    assert "en, ru" in result.stderr
