"""A document is parted into sentences without losing a letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.sources.passages import tokens
from pathfinder.sources.sentences import sentence_tokens, sentences


def parted(text: str) -> list[str]:
    """The sentences of a text, on one line each."""
    return [" ".join(text[one.start : one.end].split()) for one in sentences(text)]


LONG = "Faced with a regime that represses people and with the prospect of military"

PARTED = [
    ("stops", "Go. Stay! Why? Wait… No.", ["Go.", "Stay!", "Why?", "Wait…", "No."]),
    ("initials", "By Olga R. Gulina. She left.", ["By Olga R. Gulina.", "She left."]),
    (
        "abbreviations",
        "In St. Petersburg, Fig. 1. Art. 6 by Dr. No. 5, e.g. Minsk, the U.S. Army, and so on. Yes.",
        [
            "In St. Petersburg, Fig. 1. Art. 6 by Dr. No. 5, e.g. Minsk, the U.S. Army, and so on.",
            "Yes.",
        ],
    ),
    ("a year", "It began in 2022. In 2023 it ended.", ["It began in 2022.", "In 2023 it ended."]),
    ("a day", "Am 3. April kam er. Er blieb.", ["Am 3. April kam er.", "Er blieb."]),
    ("numbers", "Some 1.2 million. He paid 3.50 €.", ["Some 1.2 million.", "He paid 3.50 €."]),
    ("quotes", '"Go." He went. "Stay!" she said.', ['"Go."', "He went.", '"Stay!" she said.']),
    ("a name", "The “Gazette. Europe” is back. Good.", ["The “Gazette. Europe” is back.", "Good."]),
    ("notes", "It grew.⁴ It fell.[2] It <u>rose</u>.⁵ End.", [
        "It grew.⁴", "It fell.[2]", "It <u>rose</u>.⁵", "End.",
    ]),
    ("addresses", "See https://a.org/b.c?d=Eva. Then go.", ["See https://a.org/b.c?d=Eva.", "Then go."]),
    ("headings", "== Georgia ==\nThey came.\n\nBACKGROUND\n\nthey left.", [
        "== Georgia ==", "They came.", "BACKGROUND", "they left.",
    ]),
    ("items", "1. Open: Greece, etc.;\n2. Tight: Norway.", [
        "1. Open: Greece, etc.;", "2. Tight: Norway.",
    ]),
    ("endnotes stay whole", "- 5 Kamalov, E. Title. 6 May 2022. At <https://a.b>.\n- 6 B.", [
        "- 5 Kamalov, E. Title. 6 May 2022. At <https://a.b>.", "- 6 B.",
    ]),
    ("a footnote", f"{LONG}\n\n² The CIS includes some.\n\nregistration.", [
        LONG, "² The CIS includes some.", "registration.",
    ]),
    ("torn by a page", f"{LONG}\n\nconscription, they left.", [f"{LONG} conscription, they left."]),
    ("torn at a comma", f"{LONG} (Armenia,\n\nGeorgia).", [f"{LONG} (Armenia, Georgia)."]),
    ("set in lines", f"{LONG},\nGeorgia and {LONG}\nRussia left.\nGone.", [
        f"{LONG}, Georgia and {LONG} Russia left.", "Gone.",
    ]),
    ("torn by a quote", f"{LONG}\n\nA quote stands here\n\nconscription.", [
        LONG, "A quote stands here", "conscription.",
    ]),
    ("nothing", "\n — … \n", []),
]  # fmt: skip


@pytest.mark.parametrize("name, text, found", PARTED, ids=[name for name, *_rest in PARTED])
def test_sentences(name: str, text: str, found: list[str]) -> None:
    """A sentence ends where a reader would end it, whatever a page has done to the text."""
    assert parted(text) == found, name
    assert parted(text.replace("\n", "\r\n")) == found


WRITTEN = st.text(
    alphabet=st.sampled_from("aZé1² ½.…!?,;:\"'”)]-=#*•\n\r\t <u>/\u2028\u00a0"), max_size=80
)


@given(WRITTEN | st.text(max_size=80))
def test_every_letter_lies_in_one_sentence(text: str) -> None:
    """Sentences follow each other without overlap, and nothing between them is a letter or a digit."""
    found = sentences(text)
    ends = [0, *(at for one in found for at in (one.start, one.end)), len(text)]
    assert ends == sorted(ends)
    assert all(one.start < one.end for one in found)
    between = [text[a:b] for a, b in list(pairwise(ends))[::2]]
    assert not any(char.isalnum() for char in "".join(between))


@given(WRITTEN)
def test_every_word_belongs_to_one_sentence(text: str) -> None:
    """The words of all sentences are those of the text, each once and in order."""
    found, known = sentences(text), tokens(text)
    ranges = sentence_tokens(found, known)
    assert len(ranges) == len(found)
    if found:
        assert [i for numbers in ranges for i in numbers] == list(range(len(known)))
