"""Pages on the names, conditions, dates and cases of rule files: PF120 to PF152."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF120 = Page(
    code="PF120",
    title=N_("There is no such fact"),
    why=N_(
        "A fact that is spelled wrongly would count as not said, and a verdict could rest on its absence."
    ),
    do=N_("Use the name that the message offers; `pathfinder facts` lists all of them."),
    where="profile",
    fails="facts:\n  citizenship: [RU]\n",
    passes="facts:\n  citizenships: [RU]\n",
)

PF121 = Page(
    code="PF121",
    title=N_("The fact has no such option"),
    why=N_("An answer that the rules do not know could never meet or fail a condition."),
    do=N_("Use one of the options; `pathfinder facts NAME` lists them."),
    where="profile",
    fails="facts:\n  passports: [travell]\n",
    passes="facts:\n  passports: [travel]\n",
)

PF122 = Page(
    code="PF122",
    title=N_("This is not the code of a country"),
    why=N_(
        "Countries are written with the two letters of ISO 3166-1, so that a name has one spelling. NO is Norway."
    ),
    do=N_(
        "Write the code: RU, KZ, TR. In rules a region may stand as well: EU, SCHENGEN, EAEU, CIS."
    ),
    where="profile",
    fails="facts:\n  current_country: Kyrgyzstan\n",
    passes="facts:\n  current_country: KG\n",
)

PF123 = Page(
    code="PF123",
    title=N_("The file has no such citation"),
    why=N_("What a rule says has to rest on a passage, and nobody could find this one."),
    do=N_("Name a citation of the head of the same file, or add one there."),
    where="pathway",
    fails="cite: passagge\n",
    passes="cite: passage\n",
)

PF124 = Page(
    code="PF124",
    title=N_("There is no such definition"),
    why=N_(
        "The condition rests on a definition that definitions.yaml does not have, so nobody could meet it."
    ),
    do=N_("Correct the name, or add the definition."),
    where="condition",
    fails="meets: hold a passport\n",
    passes="meets: holds a passport\n",
)

PF125 = Page(
    code="PF125",
    title=N_("There is no such pathway or document"),
    why=N_("A rule refers to something that no file of the rule book has."),
    do=N_(
        "Correct the id; documents stand in documents.yaml, pathways in the file of their country."
    ),
    where="condition",
    fails="says: The person accompanies somebody.\nfact: accompanies\nincludes: KZ/visa-stay\n",
    passes="says: The person accompanies somebody.\nfact: accompanies\nincludes: KZ/stay\n",
)

PF126 = Page(
    code="PF126",
    title=N_("A definition rests on itself, or grows too large"),
    why=N_("Whoever writes out all that it rests on would never come to an end."),
    do=N_("Write the condition out in one of the definitions."),
    where="definitions",
    fails="may stay: {meets: may enter}\nmay enter: {meets: may stay}\n",
    passes=(
        "may stay: {meets: may enter}\n"
        "may enter: {says: It is safe., fact: proves_solvency, is: yes, cite: passage}\n"
    ),
)

_STAYS = "".join(
    f"    - {{says: A short stay., present stay in: KZ, at most: {n} days}}\n"
    for n in range(10, 70, 10)
)

PF127 = Page(
    code="PF127",
    title=N_("A rule asks too much at once"),
    why=N_(
        "A verdict is exact because every way of filling in what has not been said is looked at; of such a rule there"
        " are too many."
    ),
    do=N_("Divide the rule into several pathways or cautions, each with what it asks itself."),
    where="pathway",
    fails=f"conditions: stated\nrequires:\n  any of:\n{_STAYS}",
    passes=(
        "conditions: stated\nrequires:\n  any of:\n"
        "    - {says: A short stay., present stay in: KZ, at most: 60 days}\n"
    ),
)

PF130 = Page(
    code="PF130",
    title=N_("A sentence is missing"),
    why=N_(
        "Each condition is shown to people as a sentence that a lawyer would sign; so is what it leaves open."
    ),
    do=N_("Add `says` with the condition, or `doubt` with what the documents leave open."),
    where="condition",
    fails="fact: age\nat least: 18\n",
    passes="says: The person is of age.\nfact: age\nat least: 18\n",
)

PF131 = Page(
    code="PF131",
    title=N_("One of several has to stand here"),
    why=N_(
        "One condition asks one thing with one operator; how several go together is not left to be guessed."
    ),
    do=N_("Make them two conditions under `all of` or `any of`."),
    where="condition",
    fails="says: The person is between 18 and 50.\nfact: age\nat least: 18\nat most: 50\n",
    passes=(
        "all of:\n"
        "  - {says: The person is of age., fact: age, at least: 18}\n"
        "  - {says: The person is not older than 50., fact: age, at most: 50}\n"
    ),
)

PF132 = Page(
    code="PF132",
    title=N_("“applies” cannot stand in this place"),
    why=N_(
        "Outside its dates a condition counts as met. Under `any of` or `none of`, inside a refusal, in `touches`, in "
        "`when` and in definitions that would decide for the whole: it would permit, refuse or frighten."
    ),
    do=N_(
        "Give the pathway `versions`, one with the condition and one without; or put `applies` on the whole refusal."
    ),
    where="condition",
    fails=(
        "any of:\n"
        "  - {says: The person is of age., fact: age, at least: 18, applies: {from: 2023-01-26}}\n"
        "  - {says: The person is solvent., fact: proves_solvency, is: yes}\n"
    ),
    passes="says: The person is of age.\nfact: age\nat least: 18\napplies: {from: 2023-01-26}\n",
)

PF133 = Page(
    code="PF133",
    title=N_("Conditions are said to be stated, and there are none"),
    why=N_(
        "The pathway would be open to everybody whom it covers. That is seldom what a document says."
    ),
    do=N_(
        "Write the conditions, or `conditions: not recorded`, with which nobody is told that they may go."
    ),
    where="pathway",
    fails="conditions: stated\n",
    passes="conditions: not recorded\n",
)

PF140 = Page(
    code="PF140",
    title=N_("Dates do not fit together"),
    why=N_(
        "A period ends before it begins, or two versions of a pathway are in force on the same days."
    ),
    do=N_("Correct the dates. Periods hold on their first and on their last day."),
    where="pathway",
    fails="in force: {from: 2023-01-26, until: 2022-12-31}\n",
    passes="in force: {from: 2022-12-31, until: 2023-01-26}\n",
)

PF150 = Page(
    code="PF150",
    title=N_("A case is missing"),
    why=N_(
        "A pathway needs an example for each answer it can give, or nobody can see that it gives the right one."
    ),
    do=N_("Add a person under `cases` for whom the named verdict follows."),
    where="pathway",
    fails=(
        "requires: {says: The person is of age., fact: age, at least: 18}\n"
        "conditions: stated\n"
        "cases:\n"
        "  - {says: of age, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}\n"
    ),
    passes=(
        "requires: {says: The person is of age., fact: age, at least: 18}\n"
        "conditions: stated\n"
        "cases:\n"
        "  - {says: of age, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}\n"
        "  - {says: a child, on: 2023-06-01, person: {citizenships: [RU], age: 17}, verdict: ineligible}\n"
        "  - {says: not said, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}\n"
    ),
)

PF151 = Page(
    code="PF151",
    title=N_("A case does not come out as it says"),
    why=N_("Either the rule or the case is wrong. Only who reads the document can tell which."),
    do=N_("Read the passage again and correct the one that differs from it."),
    where="pathway",
    fails="cases:\n  - {says: anybody, on: 2023-06-01, person: {citizenships: [RU]}, verdict: eligible}\n",
    passes="cases:\n  - {says: anybody, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}\n",
)

PF152 = Page(
    code="PF152",
    title=N_("The person of a case cannot be read"),
    why=N_("The case was not run, so it shows nothing."),
    do=N_("Correct the facts of the person; they are written as in a profile."),
    where="pathway",
    fails="cases:\n  - {says: anybody, on: 2023-06-01, person: {citizenships: [RUS]}, verdict: undetermined}\n",
    passes="cases:\n  - {says: anybody, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}\n",
)

RULE_PAGES = (
    PF120, PF121, PF122, PF123, PF124, PF125, PF126, PF127, PF130, PF131, PF132, PF133, PF140, PF150,
    PF151, PF152,
)  # fmt: skip
