"""A result as Markdown, for a messenger or an e-mail: the sentences of the terminal, as lists.

Everything in it is text: what stands in a profile or a rule file can become neither markup nor a
link nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pathfinder.engine.assessment import Assessment
from pathfinder.output.page import Line, Run
from pathfinder.output.result import page
from pathfinder.output.words import Labels
from pathfinder.values.text import inert

_ACTIVE = re.compile(r"[\\`*_\[\]<>&#|~$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What CommonMark or GitHub's dialect act on, or what would become a link without brackets."""

_OPENING = re.compile(r"^([0-9]{0,9})([-+.)=])")
"""What would open a list, draw a line or underline a heading at the start of a line."""

_HEADINGS = {"title": "# ", "section": "## ", "country": "### "}


def render(assessment: Assessment, *, labels: Labels, explain: bool = False) -> str:
    """The result as Markdown that ends with a line break."""
    return written_lines(page(assessment, labels, explain=explain))


def written_lines(lines: Iterable[Line]) -> str:
    """The lines of a page as Markdown."""
    written: list[str] = []
    before = ""
    for line in lines:
        if written and not (line.kind == "item" and before == "item"):
            written.append("")
        written.append(_written(line))
        before = line.kind
    return "\n".join(written) + "\n"


def _written(line: Line) -> str:
    text = escaped("".join(_plain_tag(run) for run in line.runs))
    if line.kind == "item":
        return f"{'  ' * line.depth}- {text}"
    return _HEADINGS.get(line.kind, "") + text


def _plain_tag(run: Run) -> str:
    """The text of a run; a citation in round brackets, as square ones would need backslashes."""
    text, tone = run
    if tone == "quiet" and text.startswith(" [") and text.endswith("]"):
        return f" ({text[2:-1]})"
    return text


def escaped(text: str) -> str:
    """The text with a backslash before everything that Markdown would act on."""
    safe = _ACTIVE.sub(r"\\\g<0>", inert(text).strip())
    return _OPENING.sub(r"\g<1>\\\g<2>", safe)
