"""Pages on what is not wrong in shape: citations, what nothing uses, cases, translations, signatures, exclusions."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF400 = Page(
    code="PF400",
    title=N_("A cited passage is not in its document"),
    why=N_("Nobody can compare what a rule says with a passage that is not there."),
    do=N_(
        "Correct its first or last words. They are the words of the document, and the last ones follow the first "
        "within 3000 characters."
    ),
    where="example",
    fails="from: Whoever toils as  # the document says: Whoever works as\nto: for one year\n",
    passes="from: Whoever works as\nto: for one year\n",
)

PF401 = Page(
    code="PF401",
    title=N_("Several passages fit a citation"),
    why=N_(
        "The words stand in the document more than once, and what lies between them is not the same."
    ),
    do=N_(
        "Give more of the first or last words, or the heading of its section, until only one place fits."
    ),
    where="example",
    fails="from: Whoever works  # so begin two sentences of the document\nto: for one year\n",
    passes="from: Whoever works as an engineer\nto: for one year\n",
)

PF402 = Page(
    code="PF402",
    title=N_("A cited passage has changed since it was verified"),
    why=N_(
        "The document now says something else between the same first and last words. The rule may be wrong."
    ),
    do=N_(
        "Read the passage again and correct what rests on it; then `pathfinder sources lock "
        "--accept-changed` takes the "
        "new words over."
    ),
    where="example",
    fails="from: Whoever works as  # the copy now has other words behind these\nto: for one year\n",
    passes="from: Whoever works as\nto: for one year\n",
)

PF403 = Page(
    code="PF403",
    title=N_("A document has changed around its passages"),
    why=N_(
        "The passages have the same words as when they were verified, but stand elsewhere, or the rest of "
        "the document is "
        "not the same. What stands around a passage can change what it means."
    ),
    do=N_("Look at the passages in the new copy, then run `pathfinder sources lock`."),
    where="example",
    fails='"001":  # the copy has a new paragraph before the passages\n  title: A text on coming and staying\n',
    passes='"001":  # and the lock was made anew\n  title: A text on coming and staying\n',
)

PF404 = Page(
    code="PF404",
    title=N_("A document is not at hand"),
    why=N_("Of what rests on it nobody can tell here whether the document says so."),
    do=N_("Put a copy into the folder of documents, under the name that documents.yaml gives."),
    where="example",
    fails='"002":\n  title: Another text\n  file: other.txt  # is not in the folder\n',
    passes='"002":\n  title: Another text\n  file: other.txt  # is in the folder\n',
)

PF405 = Page(
    code="PF405",
    title=N_("The lock does not know a citation as it stands"),
    why=N_(
        "It is new or was changed. Who has no documents cannot tell whether its passage was ever found."
    ),
    do=N_(
        "Run `pathfinder sources lock` where the documents are at hand, and keep citations.lock with the rules."
    ),
    where="example",
    fails="hearsay:  # new, and not in citations.lock\n  from: Armenia admits\n  to: says a neighbour\n",
    passes="hearsay:  # citations.lock knows it\n  from: Armenia admits\n  to: says a neighbour\n",
)

PF406 = Page(
    code="PF406",
    title=N_("Nothing reads a file of the rule book"),
    why=N_("What stands in it holds for nobody, and nobody would notice."),
    do=N_(
        "Give it the name that the program reads: files in destinations, origin and several end in .yaml, and the "
        "files beside these folders have fixed names. Otherwise take it away."
    ),
    where="example",
    fails="destination: AM  # in the file destinations/AM.yml\n",
    passes="destination: AM  # in the file destinations/AM.yaml\n",
)

PF407 = Page(
    code="PF407",
    title=N_("A day on which something was checked is still to come"),
    why=N_("Readers see the day and take the rules for newer than they are."),
    do=N_("Give the day on which somebody last held the file against the documents."),
    where="example",
    fails="last checked: 2062-11-22\n",
    passes="last checked: 2026-11-22\n",
)

PF408 = Page(
    code="PF408",
    title=N_("A cited passage is only a word or two"),
    why=N_(
        "Such words stand anywhere and state nothing: that they are found shows nothing of the rule."
    ),
    do=N_("Give the first and the last words of what states the rule."),
    where="example",
    fails="from: Armenia\nto: Armenia\n",
    passes="from: Armenia\nto: says a neighbour\n",
)

PF410 = Page(
    code="PF410",
    title=N_("A number, date or name stands in another passage than the one cited"),
    why=N_("The rule may be right, but who looks it up reads a passage that does not say so."),
    do=N_(
        "Cite the passage that the message names, if the rule rests on it; otherwise correct the rule."
    ),
    where="example",
    fails="grants: {for: 1 year, cite: ninety-days}\n",
    passes="grants: {for: 1 year, cite: one-year}\n",
)

PF411 = Page(
    code="PF411",
    title=N_("No passage of a rule speaks of its country"),
    why=N_(
        "Neither the passages nor their headings name the country, its people or a region that it belongs "
        "to. They may be "
        "about another country, or begin too late."
    ),
    do=N_("Let one passage begin where the country is named, or cite one that names it as well."),
    where="example",
    fails="title: Stay of engineers\ncite: one-year  # does not say in which country\n",
    passes="title: Stay of engineers\ncite: [ninety-days, one-year]\n",
)

PF412 = Page(
    code="PF412",
    title=N_("No rule asks for a fact"),
    why=N_(
        "People are asked something that changes nothing; or a rule that should ask for it does not."
    ),
    do=N_(
        "Let a rule ask for it, or remove it. Where saved profiles need the name, exclusions.yaml can let it stand."
    ),
    where="example",
    fails="income:  # no condition names it\n  group: work\n  kind: yes_no\n",
    passes="age:\n  group: identity\n  kind: number\n",
)

PF413 = Page(
    code="PF413",
    title=N_("No rule names an option"),
    why=N_(
        "Who chooses it is told nothing by it. Perhaps a rule has a list that lacks it. Not told are `none` "
        "and `other`, the "
        "options of facts with one answer, and those of facts where a rule has an incomplete list."
    ),
    do=N_("Look whether a list lacks it; otherwise remove it, or let it stand in exclusions.yaml."),
    where="example",
    fails="fact: occupations  # its options: engineer, physician, other\nincludes: engineer\n",
    passes="fact: occupations\nincludes any of: [engineer, physician]\n",
)

PF414 = Page(
    code="PF414",
    title=N_("No rule cites a citation"),
    why=N_("It looks as if something rested on the passage, and nothing does."),
    do=N_(
        "Cite it where something rests on it, or remove it: `pathfinder rules check --fix` does."
    ),
    where="example",
    fails="hearsay:  # nothing has `cite: hearsay`\n  from: Armenia admits\n  to: says a neighbour\n",
    passes="context:\n  - {says: Armenia admits everybody., cite: hearsay}\n",
)

PF415 = Page(
    code="PF415",
    title=N_("No rule uses a definition"),
    why=N_("Who reads it believes that somewhere it decides. Perhaps a rule lacks it."),
    do=N_("Use it with `meets:`, or remove it."),
    where="example",
    fails="is an engineer:  # nothing has `meets: is an engineer`\n  says: The person works as an engineer.\n",
    passes="requires: {meets: is an engineer}\n",
)

PF421 = Page(
    code="PF421",
    title=N_("A sentence has no translation"),
    why=N_("Who reads in that language gets an English sentence in the middle of the answer."),
    do=N_("Add the sentence to the catalogue of the language in `locales`, with its translation."),
    where="example",
    fails='msgid "Stay without a visa"  # and no entry for “Stay of engineers”\nmsgstr "— Stay without a visa"\n',
    passes='msgid "Stay of engineers"\nmsgstr "— Stay of engineers"\n',
)

PF422 = Page(
    code="PF422",
    title=N_("A translation is stale"),
    why=N_(
        "Its sentence stands in no rule any more, or it is marked as doubtful (`fuzzy`) and so not shown. "
        "Behind a stale "
        "translation often stands a sentence that has none."
    ),
    do=N_(
        "Take over what still fits and remove the mark. `pathfinder rules check --fix` marks as gone (`#~`) "
        "what has no "
        "sentence."
    ),
    where="example",
    fails='msgid "The person works as a baker."  # no rule says so\nmsgstr "Человек работает пекарем."\n',
    passes='#~ msgid "The person works as a baker."\n#~ msgstr "Человек работает пекарем."\n',
)

PF423 = Page(
    code="PF423",
    title=N_("A rule has changed since it was signed"),
    why=N_("Somebody vouched for it as it was. Nobody vouches for it as it is."),
    do=N_(
        "Let it be read again: `pathfinder review status` says what changed, `pathfinder review sign` signs it."
    ),
    where="example",
    fails="grants: {for: 90 days}  # a reader signed it without this line\n",
    passes="grants: {for: 90 days}  # signed as it stands\n",
)

PF430 = Page(
    code="PF430",
    title=N_("An exclusion meets no finding"),
    why=N_(
        "What it let stand is mended, or it names something else than it should. It would hide the next fault."
    ),
    do=N_(
        "Remove the name, or correct it; `pathfinder rules check --fix` removes a whole exclusion that meets nothing."
    ),
    where="example",
    fails="- code: PF412\n  where: [income, languages]  # there is no PF412 at `languages`\n",
    passes="- code: PF412\n  where: income\n",
)

PF431 = Page(
    code="PF431",
    title=N_("An exclusion is past its day"),
    why=N_("It lets nothing stand any more: what it was for is told again."),
    do=N_("Mend it, or look again and give a new day."),
    where="example",
    fails="- code: PF412\n  where: income\n  reason: Saved profiles hold the name.\n  until: 2026-01-01\n",
    passes="- code: PF412\n  where: income\n  reason: Saved profiles hold the name.\n  until: 2027-11-22\n",
)

LINT_PAGES = (
    PF400, PF401, PF402, PF403, PF404, PF405, PF406, PF407, PF408, PF410, PF411, PF412, PF413, PF414, PF415,
    PF421, PF422, PF423, PF430, PF431,
)  # fmt: skip
