"""The templates of the pages that show how the documents are covered. Every value in them is escaped."""

from __future__ import annotations

from typing import Final

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.6 Georgia, serif; color: #111; background: #fff; max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1, h2, nav, table, .legend, sup { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
a { color: #0b3d91; }
a:focus-visible { outline: 3px solid #0b3d91; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #767676; padding: .4rem .5rem .4rem 0; }
.cited { background: #dcefdc; border-bottom: 2px solid #1b5e20; }
.background { background: #efefef; border-bottom: 2px dotted #5a5a5a; }
.untouched { background: #ffe0dc; outline: 2px solid #a30000; font-weight: bold; }
sup { font-size: .7rem; line-height: 0; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
:target { box-shadow: 0 0 0 3px #0b3d91; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  a { color: #111; text-decoration: none; }
  h2 { break-after: avoid; }
  li, tr { break-inside: avoid; }
}
"""

_FRAME: Final = (
    """<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{% block title %}{{ words.title }}{% endblock %}</title>
<style>"""
    + _STYLE
    + """</style>
</head>
<body>
{% block body %}{% endblock %}
</body>
</html>
"""
)

_LEGEND: Final = """
{% macro legend() %}
<section aria-labelledby="legend" class="legend">
<h2 id="legend">{{ words.legend }}</h2>
<ul>
<li><span class="cited">{{ status_words.cited }}</span>: {{ words.of_cited }}</li>
<li><span class="background">{{ status_words.background }}</span>: {{ words.of_background }}</li>
<li><span class="untouched">{{ status_words.untouched }}</span>: {{ words.of_untouched }}</li>
</ul>
</section>
{% endmacro %}
"""

_INDEX: Final = """{% extends "frame" %}
{% from "legend" import legend with context %}
{% block body %}
<main>
<h1>{{ words.title }}</h1>
<p>{{ words.own_use }}</p>
<table>
<caption>{{ words.documents }}</caption>
<thead><tr>
<th scope="col">{{ words.document }}</th><th scope="col">{{ words.author }}</th><th scope="col">{{ words.covered }}</th>
</tr></thead>
<tbody>
{% for row in documents %}
<tr>
<th scope="row">
{%- if row.page %}<a href="{{ row.page }}">{{ row.id }} {{ row.title }}</a>
{%- else %}{{ row.id }} {{ row.title }}{% endif -%}
</th>
<td>{{ row.author }}, {{ row.published }}</td>
<td>{{ row.summary }}{% if not row.expected %} {{ words.other_copy }}{% endif %}
{% for number in row.untouched %}
 <a href="{{ row.page }}#passage-{{ number }}">{{ number }}{{ marks.untouched }}</a>
{% endfor %}
</td>
</tr>
{% endfor %}
</tbody>
</table>
<p><a href="rules.html">{{ words.rules }}</a></p>
{{ legend() }}
</main>
{% endblock %}
"""

_DOCUMENT: Final = """{% extends "frame" %}
{% from "legend" import legend with context %}
{% block title %}{{ row.id }} {{ row.title }}{% endblock %}
{% block body %}
<nav aria-label="{{ words.contents }}">
<a href="index.html">{{ words.title }}</a> ·
<a href="rules.html">{{ words.rules }}</a> ·
<a href="#notes">{{ words.skip }}</a>
</nav>
<main>
<h1>{{ row.id }} {{ row.title }}</h1>
<p>{{ row.author }}, {{ row.published }}.
{%- if row.address %}
 {{ words.address }}: <a href="{{ row.address }}" rel="noreferrer">{{ row.address }}</a>
{%- endif %}</p>
<p>{{ row.summary }}{% if not row.expected %} {{ words.other_copy }}{% endif %}</p>
<p>{{ words.own_use }}</p>
{{ legend() }}
<section aria-labelledby="text" lang="{{ document.language }}">
<h2 id="text" lang="{{ language }}">{{ words.text }}</h2>
{% for pieces in paragraphs %}
<p>
{%- for piece in pieces %}
{%- if piece.run is none %}{{ piece.text }}
{%- else -%}
<span class="{{ piece.run.status }}"{% if piece.first %} id="passage-{{ piece.run.number }}"{% endif %}>
{{- piece.text }}</span>
{%- if piece.last -%}
<sup><a href="#note-{{ piece.run.number }}" lang="{{ language }}" \
aria-label="{{ words.note }} {{ piece.run.number }}, {{ status_words[piece.run.status] }}">\
{{ piece.run.number }}{{ marks[piece.run.status] }}</a></sup>
{%- endif %}
{%- endif %}
{%- endfor -%}
</p>
{% endfor %}
</section>
<section aria-labelledby="notes">
<h2 id="notes">{{ words.notes }}</h2>
<ol>
{% for run in runs %}
<li id="note-{{ run.number }}" value="{{ run.number }}"><strong>{{ status_words[run.status] }}</strong>
{%- for name, roles in run.roles.items() %}
{{- ": " if loop.first else "; " }}
{{- "" }}<a href="rules.html#{{ rules[name].anchor }}">{{ rules[name].id }}</a> ({{ words.as_roles(roles) }})
{%- endfor %}
{%- for reason in run.reasons %}
{{- ": " if loop.first and not run.roles else "; " }}{{ reason }}
{%- endfor %}
{{- " " }}<a href="#passage-{{ run.number }}" aria-label="{{ words.back }} {{ run.number }}">↑</a></li>
{% endfor %}
</ol>
</section>
</main>
{% endblock %}
"""

_RULES: Final = """{% extends "frame" %}
{% block title %}{{ words.rules }}{% endblock %}
{% block body %}
<nav aria-label="{{ words.contents }}"><a href="index.html">{{ words.title }}</a></nav>
<main>
<h1>{{ words.rules }}</h1>
{% for entry in entries %}
<section aria-labelledby="{{ entry.rule.anchor }}">
<h2 id="{{ entry.rule.anchor }}">{{ entry.rule.id }}</h2>
<p>{{ entry.rule.says }}{% if entry.rule.place %} ({{ entry.rule.place }}){% endif %}</p>
<ul>
{% for passage in entry.passages %}
<li><a href="{{ passage.link }}">{{ words.document }} {{ passage.document }}, {{ words.line }}
{{ passage.line }}</a>: {{ passage.roles }}</li>
{% endfor %}
</ul>
</section>
{% endfor %}
</main>
{% endblock %}
"""

TEMPLATES: Final = {
    "frame": _FRAME,
    "legend": _LEGEND,
    "index": _INDEX,
    "document": _DOCUMENT,
    "rules": _RULES,
}
