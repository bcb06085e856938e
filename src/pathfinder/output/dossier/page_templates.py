"""The templates of the pages. Every value in them is escaped."""

from __future__ import annotations

from typing import Final

_HEAD: Final = """{% extends "frame" %}
{% from "macros" import cell, columns, events, lang, leads, linked, passage, row, rule_article with context %}
"""

_START: Final = (
    _HEAD
    + """
{% block title %}{{ words.start }}{% endblock %}
{% block main %}
<h1>{{ words.dossier }}</h1>
<p class="lede">{{ words.what_it_is }}</p>
<div class="private" role="note">{% for told in notices %}<p>{{ told }}</p>{% endfor %}</div>
{{ leads(figures) }}
<h2 id="attention_">{{ words.attention }}</h2>
{% if attention %}
<ol class="attention">
{% for one in attention %}
<li class="{{ one.tone }}"><p class="strong">{{ linked(one.words, one.link) }}</p>
{% if one.places %}
<p class="places">{% for place in one.places %}{{ place }}{{ ", " if not loop.last }}{% endfor %}
{% if one.more %} {{ words.and_more.format(n=one.more) }}{% endif %}</p>
{% endif %}</li>
{% endfor %}
</ol>
{% else %}<p>{{ words.nothing }}</p>{% endif %}
<h2 id="countries_">{{ words.countries }}</h2>
<table role="table">
<caption class="hidden-words">{{ words.countries }}</caption>
{{ columns([words.country, words.pathways, words.dangers, words.open, words.cases, words.signed], true) }}
<tbody role="rowgroup">
{% for one in countries %}
<tr role="row"><th role="rowheader" scope="row"><a href="{{ one.page }}">{{ one.name }}</a>
<span class="quiet">{{ one.code }}{% if one.named_only %}, {{ words.named_only }}{% endif %}</span></th>
{% call cell(words.pathways, "number") %}{{ one.pathways }}{% endcall %}
{% call cell(words.dangers, "number") %}{{ one.dangers }}{% endcall %}
{% call cell(words.open, "number") %}{{ one.open }}{% endcall %}
{% call cell(words.cases, "number") %}{{ one.cases }}{% endcall %}
{% call cell(words.signed, "number") %}{{ one.signed }}{% endcall %}</tr>
{% endfor %}
</tbody>
</table>
<h2 id="documents_">{{ words.documents }}</h2>
<table role="table">
<caption class="hidden-words">{{ words.documents }}</caption>
{{ columns([words.document, words.author, words.until_when, words.local_copy]) }}
<tbody role="rowgroup">
{% for one in documents %}
<tr role="row">
<th role="rowheader" scope="row"><a href="{{ one.page }}"{{ lang(one.language) }}>{{ one.title }}</a></th>
{% call cell(words.author) %}{{ one.author }}{% endcall %}
{% call cell(words.until_when) %}{{ one.known }}{% endcall %}
{% call cell(words.local_copy) %}{{ one.at_hand }}{% endcall %}</tr>
{% endfor %}
</tbody>
</table>
<h2 id="indexes_">{{ words.indexes }}</h2>
<ul>
{% for place in menu if place.about %}
<li><a href="{{ place.page }}">{{ place.words }}</a>: {{ place.about }}</li>
{% endfor %}
</ul>
{% endblock %}
"""
)

_COUNTRY: Final = (
    _HEAD
    + """
{% block title %}{{ country.name }}{% endblock %}
{% block main %}
<h1>{{ country.name }} <span class="quiet">{{ country.code }}</span></h1>
<p class="lede">{{ country.told }}{% if country.contents %} {{ words.drawing_says }}{% endif %}</p>
<div class="private" role="note"><p>{{ words.own_use if has_words else words.without }}</p></div>
<div class="with-local">
<nav class="local" aria-label="{{ words.on_page }}">
{% for heading, listed in country.contents %}
<p class="strong">{{ heading }}</p>
<ul>
{% for rule in listed %}
<li><a href="#{{ rule.anchor }}">{{ rule.short }}</a></li>
{% endfor %}
</ul>
{% endfor %}
<ul>
{% if country.before %}<li>← {{ linked(country.before.name, country.before.page) }}</li>{% endif %}
{% if country.after %}<li>→ {{ linked(country.after.name, country.after.page) }}</li>{% endif %}
</ul>
</nav>
<div>
{% if country.head %}<ul class="rows">{{ row(country.head) }}</ul>{% endif %}
{% if country.pathways %}
<h2 id="pathways_">{{ words.pathways }}</h2>
{% for rule in country.pathways %}{{ rule_article(rule) }}{% endfor %}
{% endif %}
{% if country.cautions %}
<h2 id="dangers_">{{ words.dangers }}</h2>
{% for rule in country.cautions %}{{ rule_article(rule) }}{% endfor %}
{% endif %}
{% if country.shown %}
<h2 id="shown_">{{ words.shown_too }}</h2>
<ul>{% for name, says in country.shown %}<li>{{ name }}: {{ says }}</li>{% endfor %}</ul>
{% endif %}
{% if country.context %}
<h2 id="context_">{{ country.context.heading }}</h2>
<ul class="rows">{% for one in country.context.rows %}{{ row(one) }}{% endfor %}</ul>
{% endif %}
<h2 id="history_">{{ words.file_history }}</h2>
{{ events(country.history) }}
</div>
</div>
{% endblock %}
"""
)

_DOCUMENT: Final = (
    _HEAD
    + """
{% block title %}{{ document.title }}{% endblock %}
{% block main %}
<h1{{ lang(document.document.language) }}>{{ document.title }}</h1>
{{ leads(document.about) }}
{% if document.address %}
<p>{{ words.address }}:
<a class="outside" rel="noreferrer noopener" href="{{ document.address }}">{{ document.address }}</a></p>
{% endif %}
{% if document.missing %}
<div class="private" role="note"><p>{{ words.no_text }} {{ document.missing }}</p><p>{{ words.without }}</p></div>
{% else %}
<div class="private" role="note"><p>{{ words.own_use }}</p></div>
<section class="legend" aria-labelledby="legend_">
<h2 id="legend_">{{ words.legend }}</h2>
<ul>
<li><span class="cited">{{ statuses.cited }}</span><sup>c</sup>: {{ words.of_cited }}</li>
<li><span class="background">{{ statuses.background }}</span><sup>b</sup>: {{ words.of_background }}</li>
<li><span class="untouched">{{ statuses.untouched }}</span><sup>u</sup>: {{ words.of_untouched }}
{% for number in document.untouched %} <a href="#run-{{ number }}">{{ number }}</a>{% endfor %}</li>
</ul>
</section>
<h2 id="text_">{{ words.text }}</h2>
{% for paragraph in document.paragraphs %}
<div class="paragraph">
<p class="text"{{ lang(document.document.language) }}>
{%- for one in paragraph.segments -%}
{%- for anchor in one.anchors %}<span class="here" id="{{ anchor }}"></span>{% endfor -%}
{%- if one.status -%}
<span class="{{ one.status }}"{% if one.first %} id="run-{{ one.number }}"{% endif %}>{{ one.text }}</span>
{%- if one.last -%}
<sup lang="{{ language }}"><a href="#note-{{ one.number }}"
 aria-label="{{ words.note }} {{ one.number }}, {{ statuses[one.status] }}">
{{- one.number }}{{ marks[one.status] }}</a></sup>
{%- endif -%}
{%- else -%}{{ one.text }}{%- endif -%}
{%- endfor -%}
</p>
{% if paragraph.notes %}
<ul class="notes">
{% for note in paragraph.notes %}
<li id="note-{{ note.number }}"><a href="#run-{{ note.number }}"
 aria-label="{{ words.back }} {{ note.number }}">{{ note.number }}{{ marks[note.status] }}</a>
 {{ statuses[note.status] }}
{%- for rule in note.rules %}{{ ": " if loop.first else "; " }}{{ rule }}{% endfor %}
{%- for reason in note.reasons %}{{ ": " if loop.first and not note.rules else "; " }}{{ reason }}{% endfor %}</li>
{% endfor %}
</ul>
{% endif %}
</div>
{% endfor %}
{% endif %}
{% if document.citations %}
<h2 id="citations_">{{ words.citations if document.missing else words.not_placed }}</h2>
<ul class="rows">
{% for one in document.citations %}
<li class="own"><div class="pair"><div class="said">
<p>{% for rule in one.rules %}{{ rule }}{{ "; " if not loop.last }}{% else %}{{ words.no_rule }}{% endfor %}</p></div>
<div class="beside">{{ passage(one.cite) }}</div></div></li>
{% endfor %}
</ul>
{% endif %}
{% endblock %}
"""
)

TEMPLATES: Final = {"start": _START, "country": _COUNTRY, "document": _DOCUMENT}
