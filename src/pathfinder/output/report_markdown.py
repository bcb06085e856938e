"""The report as Markdown, for an e-mail or a messenger: the same parts, with tables as lists of their rows."""

from __future__ import annotations

from pathfinder.i18n import _
from pathfinder.output.markdown import written_lines
from pathfinder.output.page import Line, item, section, text, title
from pathfinder.output.report_parts import Part, Report, Table


def render(report: Report) -> str:
    """The document as Markdown that ends with a line break."""
    lines = [title(report.title), text(report.about), *report.what]
    for part in report.parts:
        lines += _part(part)
    lines.append(section(_("The documents that this rests on")))
    for source in report.sources:
        words = _("{title}, by {author}. Published: {published} ({age}).").format(
            title=source.title, author=source.author, published=source.published, age=source.age
        )
        lines.append(item(0, (f"{source.id}: ", "strong"), words))
        if source.where:
            lines.append(item(1, _("Where to get it: {where}").format(where=source.where)))
    lines.append(section(_("Passages")))
    for each in report.references:
        lines.append(item(0, (f"({each.number}) ", "strong"), f"{each.document}, {each.words}"))
    lines.append(text(report.made))
    return written_lines(lines)


def _part(part: Part) -> list[Line]:
    lines = [section(part.heading), *part.lines]
    if part.table is not None:
        lines += _rows(part.table)
    return [*lines, *part.after]


def _rows(table: Table) -> list[Line]:
    """Each row as an item, its first cell leading; the other cells below it, each behind its heading."""
    lines = []
    for row in table.rows:
        lines.append(item(0, *row[0]))
        for heading, cell in zip(table.columns[1:], row[1:], strict=True):
            lines.append(item(1, f"{heading}: ", *cell))
    return lines
