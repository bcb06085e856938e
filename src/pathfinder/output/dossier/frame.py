"""The frame of every page, and what several of them show: passages, rows of a rule, its time line and its cases."""

from __future__ import annotations

from typing import Final

FRAME: Final = """<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{% block title %}{% endblock %} · {{ words.dossier }}</title>
<style>{{ style }}</style>
</head>
<body>
<a class="skip" href="#main_">{{ words.skip }}</a>
<header class="site">
<nav aria-label="{{ words.dossier }}">
<ul>
{% for place in menu %}
<li><a href="{{ place.page }}"
{%- if place.page == page %} aria-current="page"{% elif place.page == under %} aria-current="true"{% endif %}>
{{- place.words }}</a></li>
{% endfor %}
</ul>
</nav>
</header>
<div class="page{% if narrow %} narrow{% endif %}">
{% block aside %}{% endblock %}
<main id="main_" tabindex="-1">
{% block main %}{% endblock %}
</main>
</div>
<footer><div>
<p>{{ made }}</p>
{% if has_words %}<p>{{ words.own_use }}</p>{% endif %}
</div></footer>
<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch_" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<line class="hatch" x1="0" y1="0" x2="0" y2="5" stroke-width="2"/></pattern></defs></svg>
{% block script %}{% endblock %}
</body>
</html>
"""

MACROS: Final = """
{% macro linked(told, target) %}
{%- if target %}<a href="{{ target }}">{{ told }}</a>{% else %}{{ told }}{% endif -%}
{% endmacro %}

{% macro columns(names, numbers=false) %}
<thead role="rowgroup"><tr role="row">
{% for name in names %}
<th role="columnheader" scope="col"{% if numbers and not loop.first %} class="number"{% endif %}>{{ name }}</th>
{% endfor %}
</tr></thead>
{% endmacro %}

{% macro cell(label, class="") %}
<td role="cell" data-label="{{ label }}"{% if class %} class="{{ class }}"{% endif %}>{{ caller() }}</td>
{% endmacro %}

{% macro lang(code) %}{% if code != language %} lang="{{ code }}"{% endif %}{% endmacro %}

{% macro passage(cite) %}
{% if not cite.known %}
<p class="bad">{{ cite.name }}: {{ words.no_citation }}</p>
{% elif not cite.full %}
<p class="again">{{ linked(cite.name, cite.link) }}</p>
{% else %}
<figure class="passage" id="{{ cite.anchor }}">
<blockquote{{ lang(cite.language) }}><p>
{%- if cite.text -%}
<span class="around">{{ cite.before }}</span><mark>{{ cite.text }}</mark><span class="around">{{ cite.after }}</span>
{%- else -%}
{{ cite.first }} <span class="around" aria-label="{{ words.left_out }}" role="img">[…]</span> {{ cite.last }}
{%- endif -%}
</p></blockquote>
<figcaption>
{%- set place = cite.document ~ (", " ~ words.line ~ " " ~ cite.line if cite.line else "") -%}
{{ linked(place, cite.link) }} · <span{{ lang(cite.language) }}>{{ cite.section }}</span> · {{ cite.name }} ·
<span{% if cite.bad %} class="bad"{% endif %}>{{ cite.status }}</span></figcaption>
</figure>
{% endif %}
{% endmacro %}

{% macro passages(cites) %}
{% for cite in cites %}{{ passage(cite) }}{% endfor %}
{% endmacro %}

{% macro row(one) %}
<li{% if one.anchor %} id="{{ one.anchor }}"{% endif %}{% if one.beside %} class="own"{% endif %}>
<div class="pair"><div class="said"><p>
{%- if one.lead %}<span class="lead {{ one.tone }}">{{ one.lead }}</span> {% endif %}{{ one.says }}
{% if one.asked %} <span class="asked">[{{ linked(one.asked, one.asked_link) }}]</span>{% endif %}
{% if one.again %} <span class="again">{{ words.rests }}
{% for cite in one.again %}{{ linked(cite.name, cite.link) }}{{ ", " if not loop.last }}{% endfor %}</span>{% endif %}
{% if one.line %} <span class="where">{{ words.line }} {{ one.line }}</span>{% endif %}</p>
{% for note in one.notes %}<p class="note">{{ note }}</p>{% endfor %}
</div>
{% if one.beside %}<div class="beside">{{ passages(one.beside) }}</div>{% endif %}
</div>
{% if one.items %}
<ul>
{% for item in one.items %}{{ row(item) }}{% endfor %}
</ul>
{% endif %}
</li>
{% endmacro %}

{% macro arrow(bar) %}
<svg x="100%" y="{{ bar.y + 12 }}" width="9" height="17" overflow="visible">
<path class="{{ bar.kind }}" d="M0 0 L9 8.5 L0 17 Z"/></svg>
{% endmacro %}

{% macro gap(bar) %}
<svg x="{{ bar.x }}" y="{{ bar.y + 16 }}" width="9" height="9" overflow="visible">
<path class="{{ bar.kind }}" d="M-9 0 h4 v9 h-4 Z M-4 0 h3 v9 h-3 Z"/></svg>
{% endmacro %}

{% macro timeline(line) %}
<figure class="time">
<svg height="{{ line.height }}" role="img" aria-label="{{ line.told }}" focusable="false">
<line class="axis" x1="0%" x2="100%" y1="{{ line.axis }}" y2="{{ line.axis }}"/>
{% for year in line.years %}
<line class="grid" x1="{{ year.x }}" x2="{{ year.x }}" y1="0" y2="{{ line.axis }}"/>
<text x="{{ year.x }}" dx="2" y="{{ line.axis + 14 }}">{{ year.label }}</text>
{% endfor %}
<line class="now" x1="{{ line.on }}" x2="{{ line.on }}" y1="0" y2="{{ line.axis }}"/>
{% for bar in line.bars %}
<text x="0" y="{{ bar.y + 11 }}">{{ bar.label }}</text>
<rect class="maybe {{ bar.kind }}" x="{{ bar.x }}" width="{{ bar.width }}" y="{{ bar.y + 16 }}" height="9"/>
<rect class="{{ bar.kind }}" x="{{ bar.sure }}" width="{{ bar.sure_width }}" y="{{ bar.y + 16 }}" height="9"/>
{% if bar.goes_on %}{{ arrow(bar) }}{% endif %}
{% if bar.opens %}{{ gap(bar) }}{% endif %}
{% endfor %}
{% if line.cases %}
<text x="0" y="{{ line.cases_y + 11 }}">{{ words.cases }}</text>
{% for mark in line.cases %}<circle class="point" cx="{{ mark.x }}" cy="{{ line.cases_y + 21 }}" r="3"/>{% endfor %}
{% endif %}
{% if line.documents %}
<text x="0" y="{{ line.documents_y + 11 }}">{{ words.documents_until }}</text>
{% for mark in line.documents %}
<circle class="point" cx="{{ mark.x }}" cy="{{ line.documents_y + 23 }}" r="4"/>
<text x="{{ mark.x }}" dx="6" y="{{ line.documents_y + 27 }}">{{ mark.label }}</text>
{% endfor %}
{% endif %}
</svg>
</figure>
{% if line.table | length > 1 or line.table[0][3] %}
<table class="dates" role="table">
<caption class="hidden-words">{{ words.dates }}</caption>
{{ columns([words.what, words.from, words.until, words.remarks]) }}
<tbody role="rowgroup">
{% for what, first, last, remarks in line.table %}
<tr role="row"><th role="rowheader" scope="row">{{ what }}</th>
{% call cell(words.from, "date") %}{{ first }}{% endcall %}
{% call cell(words.until, "date") %}{{ last }}{% endcall %}
{% call cell(words.remarks) %}{{ remarks }}{% endcall %}</tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% endmacro %}

{% macro cases(rule) %}
<h4>{{ words.cases_heading }}</h4>
<p>{{ rule.cases_told }}</p>
{% if rule.cases %}
<table class="cases" role="table">
<caption class="hidden-words">{{ words.cases_heading }}: {{ rule.id }}</caption>
{{ columns([words.case, words.day, words.person, words.verdict, words.result]) }}
<tbody role="rowgroup">
{% for case in rule.cases %}
<tr role="row"><th role="rowheader" scope="row">{{ case.says }}</th>
{% call cell(words.day, "date") %}{{ case.on }}{% endcall %}
{% call cell(words.person) %}
{% for lead, told in case.person %}<span class="person">{{ lead }}:</span> {{ told }}{{ "; " if not loop.last }}
{% else %}{{ words.nothing_said }}{% endfor %}
{% endcall %}
{% call cell(words.verdict) %}<span class="{{ case.tone }}">{{ case.verdict }}</span>
{% for more in case.more %}<br>{{ more }}{% endfor %}
{% endcall %}
{% call cell(words.result) %}
{% for told in case.differences %}<span class="danger">{{ told }}</span>
{% else %}<span class="good">{{ words.passes }}</span>{% endfor %}
{% endcall %}</tr>
{% endfor %}
</tbody>
</table>
{% endif %}
<h4>{{ words.coverage }}</h4>
{% for one in rule.unshown %}
<p><span class="doubt">{{ words.unshown }} {{ one.truths }}:</span> {{ one.says }}</p>
{% for case in one.cases %}<pre class="paste">{{ case }}</pre>{% endfor %}
{% else %}
<p>{{ words.all_shown }}</p>
{% endfor %}
{% endmacro %}

{% macro chips(found) %}
<ul class="chips" aria-label="{{ words.stands }}">
{% for chip in found %}<li class="{{ chip.tone }}">{{ chip.words }}</li>{% endfor %}
</ul>
{% endmacro %}

{% macro leads(found) %}
<dl>{% for term, told in found %}<dt>{{ term }}</dt><dd>{{ told }}</dd>{% endfor %}</dl>
{% endmacro %}

{% macro events(found) %}
{% if found %}
<ul>{% for day, told in found %}<li><span class="date">{{ day }}</span>: {{ told }}</li>{% endfor %}</ul>
{% endif %}
{% endmacro %}

{% macro rule_article(rule) %}
<article class="rule" id="{{ rule.anchor }}" aria-labelledby="{{ rule.anchor }}-title">
<p class="id">{{ rule.id }} <span class="where">{{ rule.place }}</span></p>
<h3 id="{{ rule.anchor }}-title">{{ rule.title }}</h3>
{{ chips(rule.chips) }}
{% for fault in rule.faults %}<p class="danger">{{ fault }}</p>{% endfor %}
{{ leads(rule.leads) }}
{{ timeline(rule.line) }}
{% for part in rule.parts %}
<h4{% if part.tone %} class="{{ part.tone }}"{% endif %}>{{ part.heading }}</h4>
<ul class="rows">{% for one in part.rows %}{{ row(one) }}{% endfor %}</ul>
{% endfor %}
{{ cases(rule) }}
<div class="ending">
<h4>{{ words.history }}</h4>
{% if rule.signed %}
<p>{{ words.state[rule.signed.state] }}</p>
{% if rule.signed.changes %}
<ul>{% for change in rule.signed.changes %}<li class="doubt">{{ inert(change) }}</li>{% endfor %}</ul>
{% endif %}
{% endif %}
{{ events(rule.history) }}
<div class="sign" aria-hidden="true"><small>{{ rule.id }}</small>
<span>{{ words.read_by }}</span><span>{{ words.day }}</span><span>{{ words.remarks }}</span></div>
</div>
</article>
{% endmacro %}
"""
