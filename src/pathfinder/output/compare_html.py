"""A page of lines as HTML, for a browser or a pull request: one file, nothing fetched or run, all of it escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined

from pathfinder.i18n import current_language
from pathfinder.output.page import Line
from pathfinder.output.report_html import Block, Inline, blocks, inlines

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.55 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 54rem; margin: 0 auto;
  padding: 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; padding-top: .5rem; border-top: 3px solid #1b1f24; }
h3 { font-size: 1.02rem; margin: 0 0 .3rem; overflow-wrap: anywhere; }
article { border: 1px solid #6b7280; border-left: 4px solid #4a525c; border-radius: .3rem; padding: .7rem 1rem .5rem;
  margin: .9rem 0; }
ul { margin: .3rem 0; padding-left: 1.3rem; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
.strong { font-weight: 650; }
.good { color: #155d2b; font-weight: 650; }
.doubt { color: #7a4a00; font-weight: 600; }
.danger { color: #9c1313; font-weight: 650; }
.quiet { color: #4a525c; font-size: .9em; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } article { break-inside: avoid; } }
"""

_PAGE: Final = (
    """{% macro runs(found) %}{% for run in found %}
{% if run.tone %}<span class="{{ run.tone }}">{{ run.text }}</span>{% else %}{{ run.text }}{% endif %}
{% endfor %}{% endmacro %}
{% macro list(items) %}<ul>{% for item in items %}<li>{{ runs(item.runs) }}
{%- if item.items %}{{ list(item.items) }}{% endif %}</li>
{% endfor %}</ul>
{% endmacro %}
{% macro body(found) %}{% for block in found %}
{% if block.kind == "list" %}{{ list(block["items"]) }}
{% elif block.kind == "country" %}<article><h3>{{ runs(block.runs) }}</h3>
{{ body(block.blocks) }}</article>
{% else %}<p>{{ runs(block.runs) }}</p>
{% endif %}{% endfor %}{% endmacro %}
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{% for run in parts[0].heading %}{{ run.text }}{% endfor %}</title>
<style>"""
    + _STYLE
    + """</style>
</head>
<body>
<main>
{% for part in parts %}
{% if loop.first %}<h1>{{ runs(part.heading) }}</h1>
{% else %}<section aria-labelledby="part-{{ loop.index }}">
<h2 id="part-{{ loop.index }}">{{ runs(part.heading) }}</h2>
{% endif %}
{{ body(part.blocks) }}
{% if not loop.first %}</section>
{% endif %}
{% endfor %}
</main>
</body>
</html>
"""
)


class Part(msgspec.Struct, frozen=True):
    """A heading and what stands under it; the first is the title of the page."""

    heading: tuple[Inline, ...]
    blocks: list[Block]


def render(lines: Sequence[Line]) -> str:
    """The page of some lines, the first of which is its title."""
    environment = Environment(
        loader=DictLoader({"page": _PAGE}), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    values: dict[str, Any] = {"language": current_language(), "parts": list(_parts(lines))}
    return environment.get_template("page").render(values).lstrip()


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    starts = [n for n, line in enumerate(lines) if line.kind in ("title", "section")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Part(inlines(lines[start].runs), blocks(lines[start + 1 : end]))
