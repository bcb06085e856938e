"""The page of facts: complete, marked where sensitive, with examples that the program reads."""

from __future__ import annotations

import io
from functools import cache

import pytest

from output.test_examples import flowing
from pathfinder.language.answers import read_answer
from pathfinder.language.problems import Problems
from pathfinder.language.tree import parse_yaml, text_node
from pathfinder.language.vocabulary import Fact
from pathfinder.output.vocabulary import example, render_facts
from pathfinder.rulebook.cache import load_rules

BOOK = load_rules()
FACTS = list(BOOK.vocabulary.facts.values())


@cache
def shown(*, full: bool) -> str:
    """All facts in a pipe."""
    file = io.StringIO()
    render_facts(FACTS, full=full, file=file)
    return file.getvalue()


@pytest.mark.parametrize("full", [False, True])
def test_every_fact_is_listed_with_its_question(full: bool) -> None:
    """No fact is missing, and with help no sentence of it either."""
    text = flowing(shown(full=full))
    for fact in FACTS:
        assert f"- {fact.name}: {fact.label} (" in text
        assert fact.question in text
        assert not full or flowing(fact.help) in text
    assert text.count("sensitive: never repeated") == sum(fact.sensitive for fact in FACTS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact.name))
def test_the_examples_can_be_copied(fact: Fact) -> None:
    """What stands as an example, for a profile and for a cell, is read, and both say the same."""
    written, cell = example(fact)
    problems = Problems()
    [tree] = parse_yaml(f"{fact.name}: {written}", "x", problems)
    assert problems.found == []
    [(_name, node)] = tree.pairs
    read = read_answer(fact, node, BOOK.vocabulary)
    assert read == read_answer(fact, text_node(cell), BOOK.vocabulary)
    assert read not in (None, "unknown", "declined")


def test_one_fact_reads_so() -> None:
    """A fact with its help is shown word for word like this."""
    file = io.StringIO()
    render_facts([BOOK.vocabulary.facts["summons"]], full=True, file=file)
    assert file.getvalue() == (
        "1 fact about a person\n"
        "\n"
        "  What has not been said may be left out. A person who does not know says\n"
        "  unknown, one who does not want to say says declined; neither counts as a no.\n"
        "\n"
        "Military\n"
        "\n"
        "  - summons: Summons (one option, painful or dangerous to say; sensitive: never\n"
        "    repeated)\n"
        "    - If you are willing to say, have you received a summons, and in what form?\n"
        "    - Options:\n"
        "      - none: no summons\n"
        "      - paper: on paper\n"
        "      - electronic: electronic\n"
        "    - Help: A summons brought to the family or handed over at work counts as\n"
        "      paper; one in the account on the state services portal as electronic.\n"
        "    - In a profile: summons: paper\n"
        "    - In a cell of a spreadsheet: paper\n"
    )
