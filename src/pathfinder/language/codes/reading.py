"""Pages on what keeps a file from being read: PF101 to PF114."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF101 = Page(
    code="PF101",
    title=N_("A file cannot be read"),
    why=N_(
        "The file is missing, empty, too large, a folder, not UTF-8 text, or may not be opened. Nothing is guessed "
        "from half a file, so nothing in it is used."
    ),
    do=N_("Look at the file that the message names, and save it as UTF-8 text."),
    where="profile",
    fails="# nothing but a remark\n",
    passes="facts: {age: 48}\n",
)

PF102 = Page(
    code="PF102",
    title=N_("This is not YAML or JSON"),
    why=N_(
        "A sign is missing or stands in the wrong place, so that it is not certain what belongs to what. Most often it "
        "is the indentation, a tab, a quotation mark, or a colon inside a sentence."
    ),
    do=N_(
        "Compare the line with those above it; put a sentence that holds a colon in quotation marks."
    ),
    where="profile",
    fails="facts:\n  citizenships: [RU\n  age: 48\n",
    passes="facts:\n  citizenships: [RU]\n  age: 48\n",
)

PF103 = Page(
    code="PF103",
    title=N_("A name stands twice"),
    why=N_(
        "Only one of the two could count, and a reader could not tell which. YAML readers would take the last."
    ),
    do=N_("Remove one of them, or give it another name."),
    where="profile",
    fails="facts:\n  age: 48\n  age: 49\n",
    passes="facts:\n  age: 48\n",
)

PF104 = Page(
    code="PF104",
    title=N_("Anchors, aliases and tags are not used"),
    why=N_(
        "With & and * a part of a file stands elsewhere than where it counts, and a small file can grow without "
        "bounds. With ! a word is read as something else than it says."
    ),
    do=N_(
        "Write the part out; put a text that begins with one of these characters in quotation marks."
    ),
    where="profile",
    fails="facts:\n  citizenships: &mine [RU]\n  family_citizenships: *mine\n",
    passes="facts:\n  citizenships: [RU]\n  family_citizenships: [RU]\n",
)

PF105 = Page(
    code="PF105",
    title=N_("More than the limits allow"),
    why=N_(
        "A file is nested too deeply, or holds too many values, too long a line, list or text. The limits lie far "
        "above what people and rules need; they keep a hostile file from using up time and memory. docs/limits.md "
        "lists them."
    ),
    do=N_("Split the file."),
    where="profile",
    fails="facts: " + "[" * 61 + "]" * 61 + "\n",
    passes="facts: {age: 48}\n",
)

PF106 = Page(
    code="PF106",
    title=N_("A catalogue of translations cannot be read"),
    why=N_("The sentences of the rules are then shown in English."),
    do=N_("Open the catalogue with a program for PO files; it names the line."),
    where="catalogue",
    fails='msgid "Stay."\nmsgstr "Останьтесь."\n\nmsgid "Leave."\n\nmsgid "Register."\n',
    passes='msgid "Stay."\nmsgstr "Останьтесь."\n',
)

PF110 = Page(
    code="PF110",
    title=N_("There is no such key"),
    why=N_("What stands under a key that is not known would not count, and nobody would notice."),
    do=N_(
        "Correct the key; the message names the nearest one. Facts of a person stand under `facts`."
    ),
    where="pathway",
    fails="give: stay\ngives: stay\n",
    passes="gives: stay\n",
)

PF111 = Page(
    code="PF111",
    title=N_("A key is missing"),
    why=N_(
        "Nothing is left to a default that looks like an answer: what is not stated is written out as not stated."
    ),
    do=N_("Add the key; the message says what it means."),
    where="pathway",
    fails="in force: {from: 2023-01-26}\n",
    passes="in force: {from: 2023-01-26, until: not stated}\n",
)

PF112 = Page(
    code="PF112",
    title=N_("Something else is expected here"),
    why=N_("A text, a list, keys, or yes or no has to stand here, and something else does."),
    do=N_(
        "Write what the message asks for. The items of a list stand in [ ], or each behind a dash."
    ),
    where="pathway",
    fails="reached: perhaps\n",
    passes="reached: yes\n",
)

PF113 = Page(
    code="PF113",
    title=N_("The word is not one of those that may stand here"),
    why=N_("The words of the format are few, so that each means one thing."),
    do=N_("Use one of the words that the message names; rules/README.md explains them."),
    where="pathway",
    fails="gives: residence\n",
    passes="gives: reside\n",
)

PF114 = Page(
    code="PF114",
    title=N_("A number, a date or a length of time cannot be read"),
    why=N_(
        "A day is written 2023-01-26 and has to exist in the calendar, a length of time 90 days or 6 months, a stay "
        "KG 2022-10-05..2023-01-15. Nothing is guessed: 03/04/2023 is two different days."
    ),
    do=N_(
        "Write it as the message shows. What a document knows less precisely: 2023-01, 2023, spring 2023."
    ),
    where="profile",
    fails="facts:\n  travel_passport_expires: 2023-02-29\n",
    passes="facts:\n  travel_passport_expires: 2023-02-28\n",
)

READING_PAGES = (
    PF101, PF102, PF103, PF104, PF105, PF106, PF110, PF111, PF112, PF113, PF114,
)  # fmt: skip
