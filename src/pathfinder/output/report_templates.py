"""The template and the style of the report. Every value in them is escaped."""

from __future__ import annotations

from typing import Final

_STYLE: Final = """
:root { color-scheme: light; --ink: #1b1f24; --soft: #4a525c; --line: #c9ced6; --paper: #fff; --link: #0b4a8f;
  --good: #155d2b; --doubt: #7a4a00; --danger: #9c1313; --wash: #f4f6f8; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
    "DejaVu Sans", sans-serif; }
.page { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .6rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.08rem; margin: 0 0 .4rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.about { color: var(--soft); margin: 0 0 1rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
.what { border: 2px solid var(--ink); border-radius: .4rem; padding: .6rem 1rem; background: var(--wash); }
nav { margin: 1.25rem 0 0; font-size: .95rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; list-style: none; margin: .25rem 0 0; padding: 0; }
nav li, nav p { margin: 0; }
nav p { font-weight: 600; }
ul, ol { margin: .4rem 0; padding-left: 1.35rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
li li { color: var(--soft); }
.notice ol { padding-left: 1.6rem; }
.notice > ol > li { padding-left: .25rem; margin: .5rem 0; }
.notice > ol > li::marker { font-weight: 700; }
.country { border: 1px solid var(--line); border-left: 4px solid var(--soft); border-radius: .3rem;
  padding: .75rem 1rem .6rem; margin: 1rem 0; }
.country > ul { padding-left: 1.1rem; }
.strong { font-weight: 650; }
.good { color: var(--good); font-weight: 650; }
.doubt { color: var(--doubt); font-weight: 600; }
.danger { color: var(--danger); font-weight: 650; }
li li .strong { color: var(--ink); }
li li .danger { color: var(--danger); }
.quiet, .tag { color: var(--soft); }
.tag { font-size: .82em; white-space: nowrap; }
.tag a { text-decoration: none; padding: 0 .08em; }
.tag a:hover { text-decoration: underline; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; font-weight: inherit; }
th:last-child, td:last-child { padding-right: 0; }
.date { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--ink); font-weight: 650; font-size: .85rem; }
@media (min-width: 641px), print { #sources th[scope="row"] { width: 38%; } }
#sources td:last-child { overflow-wrap: anywhere; }
.references { font-size: .88rem; padding-left: 0; list-style: none; }
.references li { padding-left: 2.6rem; text-indent: -2.6rem; }
.references .number { display: inline-block; min-width: 2.6rem; text-indent: 0; color: var(--soft); }
li:target { background: #fff3c4; }
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .85rem;
  color: var(--soft); overflow-wrap: anywhere; }
@media (min-width: 60rem), print { .references { columns: 2; column-gap: 2rem; } }
@media screen and (max-width: 640px) {
  .page { padding: 1rem .9rem 2rem; }
  h1 { font-size: 1.5rem; }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { position: absolute; left: -100vw; }
  tr { border: 1px solid var(--line); border-radius: .3rem; padding: .5rem .75rem; margin: .6rem 0; }
  th, td { border: 0; padding: .12rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--soft); font-size: .85em; }
}
@page { size: A4; margin: 17mm 16mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 9pt sans-serif; color: #4a525c; } }
@media print {
  body { font-size: 9.5pt; line-height: 1.35; }
  table { font-size: 9pt; } th, td { padding: .3rem .6rem .3rem 0; } .references { font-size: 8pt; }
  li { margin: .2rem 0; } .country { margin: .7rem 0; padding: .5rem .8rem .4rem; } p { margin: .35rem 0; }
  .page { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 1.2rem; } h3 { font-size: 11pt; }
  h1, h2, h3, p:has(+ ul), p:has(+ ol), p:has(+ table), #passages > p { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  tr, .country > h3, .what, .references li, li > ul > li { break-inside: avoid; }
  thead { display: table-header-group; }
  .country { box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  a { color: inherit; text-decoration: none; }
  .what, .country, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  li:target { background: none; }
  section[id^="person-"][id$="-first"] { break-before: page; }
}
"""

_MACROS: Final = """
{% macro runs(found) %}
{% for run in found %}
{% if run.numbers %} <span class="tag">[{% for row in run.numbers %}{% for n in row %}<a href="#passage-{{ n }}"
 aria-label="{{ words.passage }} {{ n }}">{{ n }}</a>{{ "–" if not loop.last }}{% endfor %}
{{- ", " if not loop.last }}{% endfor %}]</span>
{%- elif run.tone %}<span class="{{ run.tone }}">{{ run.text }}</span>
{%- else %}{{ run.text }}{% endif %}
{% endfor %}
{% endmacro %}
{% macro list(items, ordered=false) %}
<{{ "ol" if ordered else "ul" }}>
{% for item in items %}
<li>{{ runs(item.runs) }}{% if item.items %}
{{ list(item.items) }}{% endif %}</li>
{% endfor %}
</{{ "ol" if ordered else "ul" }}>
{% endmacro %}
{% macro shown(found, ordered=false) %}
{% for block in found %}
{% if block.kind == "text" %}
<p>{{ runs(block.runs) }}</p>
{% elif block.kind == "list" %}
{{ list(block.items, ordered) }}
{% else %}
<article class="country">
<h3>{{ runs(block.runs) }}</h3>
{{ shown(block.blocks) }}
</article>
{% endif %}
{% endfor %}
{% endmacro %}
{% macro rows(table, label) %}
<table role="table" aria-labelledby="{{ label }}">
<thead role="rowgroup"><tr role="row">
{% for column in table.columns %}
<th scope="col" role="columnheader">{{ column }}</th>
{% endfor %}
</tr></thead>
<tbody role="rowgroup">
{% for row in table.rows %}
<tr role="row">
{% for cell in row %}
{% if loop.first %}
<th scope="row" role="rowheader">{{ runs(inlines(cell)) }}</th>
{% else %}
<td role="cell" data-label="{{ table.columns[loop.index0] }}">{{ runs(inlines(cell)) }}</td>
{% endif %}
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
{% endmacro %}
"""

_REPORT: Final = (
    """{% from "macros" import runs, shown, rows with context %}
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ report.title }}</title>
<style>"""
    + _STYLE
    + """</style>
</head>
<body>
<a class="skip" href="#result">{{ words.skip }}</a>
<div class="page">
<header>
<h1>{{ report.title }}</h1>
<p class="about">{{ inert(report.about) }}</p>
<div class="what" role="note">
{{ shown(what) }}
</div>
</header>
<nav aria-label="{{ words.contents }}">
<p>{{ words.contents }}</p>
<ul>
{% for part in parts if part.listed %}
<li><a href="#{{ part.name }}">{{ part.listed }}</a></li>
{% endfor %}
<li><a href="#sources">{{ words.sources }}</a></li>
<li><a href="#passages">{{ words.passages }}</a></li>
</ul>
</nav>
<main id="result">
{% for part in parts %}
<section id="{{ part.name }}" aria-labelledby="{{ part.name }}-heading" class="part {{ part.tone }}-part">
<h2 id="{{ part.name }}-heading">{{ part.heading }}</h2>
{% if part.ordered %}<div class="notice">{% endif %}
{{ shown(part.blocks, part.ordered) }}
{% if part.ordered %}</div>{% endif %}
{% if part.table %}
{{ rows(part.table, part.name ~ "-heading") }}
{% endif %}
{{ shown(part.after) }}
</section>
{% endfor %}
<section id="sources" aria-labelledby="sources-heading">
<h2 id="sources-heading">{{ words.sources }}</h2>
<table role="table" aria-labelledby="sources-heading">
<thead role="rowgroup"><tr role="row">
<th scope="col" role="columnheader">{{ words.document }}</th>
<th scope="col" role="columnheader">{{ words.author }}</th>
<th scope="col" role="columnheader">{{ words.published }}</th>
<th scope="col" role="columnheader">{{ words.where }}</th>
</tr></thead>
<tbody role="rowgroup">
{% for source in report.sources %}
<tr role="row" id="source-{{ loop.index }}">
<th scope="row" role="rowheader"><span class="strong">{{ inert(source.id) }}</span> {{ inert(source.title) }}</th>
<td role="cell" data-label="{{ words.author }}">{{ inert(source.author) }}</td>
<td role="cell" data-label="{{ words.published }}">{{ inert(source.published) }} ({{ source.age }})</td>
<td role="cell" data-label="{{ words.where }}">
{%- if addresses[source.id] -%}
<a href="{{ addresses[source.id] }}" rel="noreferrer noopener">{{ source.where }}</a>
{%- else -%}
{{ inert(source.where) or words.no_address }}
{%- endif -%}
</td>
</tr>
{% endfor %}
</tbody>
</table>
</section>
<section id="passages" aria-labelledby="passages-heading">
<h2 id="passages-heading">{{ words.passages }}</h2>
<p>{{ words.passages_are }}</p>
<ol class="references">
{% for each in report.references %}
<li id="passage-{{ each.number }}"><span class="number">[{{ each.number }}]</span>
 {{- inert(each.document) }}, {{ inert(each.words) }}</li>
{% endfor %}
</ol>
</section>
</main>
<footer>
<p>{{ report.made }}</p>
</footer>
</div>
</body>
</html>
"""
)

TEMPLATES: Final = {"macros": _MACROS, "report": _REPORT}
