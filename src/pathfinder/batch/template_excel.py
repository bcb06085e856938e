"""The sheet as an Excel file: drop-down lists, what each column asks, and a page of explanation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pathfinder.batch.cells import excel_text, neutralise
from pathfinder.batch.template import table
from pathfinder.i18n import N_, _, translate_rule
from pathfinder.language.answers import DECLINED, NONE, UNKNOWN
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PEOPLE, OPTIONS = "people", "options"
"""The sheet that is read, and the hidden one that holds the lists."""

LAST_ROW = 1_048_576
"""The last row that an Excel sheet has."""

_PROMPT, _PROMPT_TITLE = 255, 32
"""So many characters Excel shows beside a cell."""

_LISTED = 60
"""So many options the page of explanation lists; longer lists are in the drop-down alone."""

HOW = {
    "yes_no": N_("yes or no"),
    "choice": N_("one of the options"),
    "choices": N_("any number of the options, with semicolons between them; none where there are none"),
    "country": N_("the two letters of a country"),
    "countries": N_("the two letters of each country, with semicolons between them; none where there are none"),
    "number": N_("a whole number"),
    "date": N_("a day: year, month, day, with hyphens"),
    "text": N_("any text"),
    "stays": N_("for each stay the country, the day of entry, two dots, the day of leaving; no day of leaving while it"
                " goes on; semicolons between stays; none where there were none"),
    "by_country": N_("for each country its two letters and a day, with semicolons between them; none where there are"
                     " none"),
    "visas": N_("for each visa the country or SCHENGEN, the type, the last day it is valid, with semicolons between"
                " them; none where there are none"),
}  # fmt: skip
"""How an answer of each kind is written."""

EXAMPLES = {
    "yes_no": "yes", "country": "KG", "countries": "RU; KZ", "number": "34", "date": "2027-03-31",
    "text": "", "stays": "KG 2022-10-05..; TR 2022-06-01..2022-07-15", "by_country": "KG 2023-11-20",
}  # fmt: skip

INTRODUCTION = (
    N_("Fill in the sheet “people”: a person a row. Leave its first row as it is."),
    N_("An empty cell says nothing. Write unknown for what the person does not know, declined for what they do not"
       " want to say; neither counts as a no."),
    N_("Write none for an answer that is empty: no visas, no stays."),
    N_("Days are written as 2027-03-31, countries with two letters: RU, KZ, NO."),
    N_("The column “case” takes a label of your own. A column “on” may be added: the date asked about, for each"
       " person."),
    N_("Whoever finds this file reads what people said. Keep it where only you can open it."),
)  # fmt: skip


def write_excel(
    facts: Sequence[Fact],
    people: Sequence[Profile],
    vocabulary: Vocabulary,
    countries: dict[str, str],
) -> bytes:
    """The Excel file; `countries` are their names by code, in the reader's language."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = PEOPLE
    _fill(sheet, facts, people, vocabulary)
    _explain(book.create_sheet(_("explanation")), facts, countries)
    _add_lists(book, sheet, facts, vocabulary)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: Any, text: str) -> None:
    """Write text as text: never as a formula, a number or a date."""
    if text:
        cell.value = excel_text(neutralise(text))
        cell.data_type = "s"


def _fill(
    sheet: Worksheet, facts: Sequence[Fact], people: Sequence[Profile], vocabulary: Vocabulary
) -> None:
    """The header, which stays in sight, and the people; every column is text, so that Excel changes nothing."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    rows = table(facts, people, vocabulary)
    widths = [14, *(min(max(len(fact.name) + 3, 14), 34) for fact in facts)]
    for column, width in enumerate(widths, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        dimension.number_format = "@"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell: Any = sheet.cell(number, column)
            cell.number_format = "@"
            _put(cell, text)
            if number == 1:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(vertical="top")
    for column, fact in enumerate(facts, 2):
        comment = Comment(_question(fact), "pathfinder")
        comment.width, comment.height = 360, 140
        sheet.cell(1, column).comment = comment
    sheet.freeze_panes = "B2"


def _question(fact: Fact) -> str:
    label, question = translate_rule(fact.label), translate_rule(fact.question)
    return f"{label}\n{question}\n{_how(fact)}"


def _how(fact: Fact) -> str:
    """How an answer is written, in words."""
    how = _(HOW.get(fact.kind, HOW["text"]))
    if fact.kind == "number":
        bounds = _("{least} to {most}").format(least=fact.minimum, most=fact.maximum)
        return f"{how}, {bounds}"
    return how


def example(fact: Fact) -> str:
    """An answer as it stands in a cell."""
    words = [word for word, _label in fact.options if word != NONE]
    if fact.kind == "choice" and words:
        return words[0]
    if fact.kind == "choices" and words:
        common = [word for word in ("en", "ru") if word in words]
        return "; ".join(common or words[:2])
    if fact.kind == "visas":
        return f"{SCHENGEN} {words[0] if words else 'C'} 2027-05-01"
    return EXAMPLES.get(fact.kind, "")


def _explain(sheet: Worksheet, facts: Sequence[Fact], countries: dict[str, str]) -> None:
    """The page of explanation: how to fill in the sheet, then a row a fact."""
    from openpyxl.styles import Alignment, Font

    for line in INTRODUCTION:
        sheet.append([""])
        _put(sheet.cell(sheet.max_row, 1), _(line))
    titles = [
        _("column"), _("what it is"), _("question"), _("how to answer"), _("example"), _("options"),
        _("help"),
    ]  # fmt: skip
    top = len(INTRODUCTION) + 2
    for row, texts in enumerate([titles, *(_row(fact) for fact in facts)], top):
        for column, text in enumerate(texts, 1):
            cell: Any = sheet.cell(row, column)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == top:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFG", (32, 28, 44, 36, 30, 44, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{top + 1}"
    named = ", ".join(f"{code} {name}" for code, name in sorted(countries.items()))
    if named:
        end: Any = sheet.cell(sheet.max_row + 2, 1)
        _put(end, _("Countries: {names}.").format(names=named))


def _row(fact: Fact) -> list[str]:
    """What the page says of a fact."""
    label = translate_rule(fact.label)
    if fact.sensitive:
        label = _("{label} (sensitive: never repeated in messages)").format(label=label)
    return [
        fact.name, label, translate_rule(fact.question), _how(fact), example(fact), _options(fact),
        translate_rule(fact.help),
    ]  # fmt: skip


def _options(fact: Fact) -> str:
    if len(fact.options) > _LISTED:
        return _("{n} options: see the list in the column").format(n=len(fact.options))
    lines = []
    for word, label in fact.options:
        shown = translate_rule(label)
        lines.append(word if shown in ("", word) else f"{word}: {shown}")
    return "\n".join(lines)


def _add_lists(
    book: Workbook, sheet: Worksheet, facts: Sequence[Fact], vocabulary: Vocabulary
) -> None:
    """A drop-down list for each column that has one, from a hidden sheet: Excel takes few characters in the rule."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    hidden = book.create_sheet(OPTIONS)
    hidden.sheet_state = "hidden"
    places: dict[tuple[str, ...], str] = {}
    for column, fact in enumerate(facts, 2):
        words = _words(fact, vocabulary)
        if words and words not in places:
            letter = get_column_letter(len(places) + 1)
            for row, word in enumerate(words, 1):
                _put(hidden[f"{letter}{row}"], word)
            places[words] = f"{OPTIONS}!${letter}$1:${letter}${len(words)}"
        rule = DataValidation(
            type="list" if words else None,
            formula1=places[words] if words else None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=fact.kind in ("yes_no", "choice", "country"),
            promptTitle=translate_rule(fact.label)[:_PROMPT_TITLE],
            prompt=f"{translate_rule(fact.question)} ({_how(fact)})"[:_PROMPT],
            errorTitle=fact.name[:_PROMPT_TITLE],
            error=_("Take one from the list, or leave the cell empty."),
        )
        letter = get_column_letter(column)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _words(fact: Fact, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the list of a column offers. Several may be written in a cell of a set; the list gives one."""
    also = (UNKNOWN, DECLINED)
    if fact.kind == "yes_no":
        return ("yes", "no", *also)
    if fact.kind in ("country", "countries"):
        none = (NONE,) if fact.kind == "countries" else ()
        return (*vocabulary.countries, *none, *also)
    words = tuple(word for word, _label in fact.options)
    if fact.kind == "choice":
        return (*words, *also)
    if fact.kind == "choices":
        return (*(word for word in words if word != NONE), NONE, *also)
    return ()
