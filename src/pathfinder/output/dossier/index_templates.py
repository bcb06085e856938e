"""The templates of the indexes and of the search. Every value in them is escaped."""

from __future__ import annotations

from typing import Final

_HEAD: Final = '{% extends "frame" %}{% from "macros" import cell, columns, lang, linked, passage, row with context %}'


_FACTS: Final = (
    _HEAD
    + """
{% block title %}{{ words.facts }}{% endblock %}
{% block main %}
<h1>{{ words.facts }}</h1>
<p class="lede">{{ words.about_facts }}</p>
<nav aria-label="{{ words.on_page }}"><ul class="letters">
{% for group, listed in groups %}
<li><a href="#group_{{ loop.index }}">{{ group }}</a></li>
{% endfor %}
</ul></nav>
{% for group, listed in groups %}
<section aria-labelledby="group_{{ loop.index }}">
<h2 id="group_{{ loop.index }}">{{ group }}</h2>
{% for one in listed %}
<section id="{{ one.anchor }}" aria-labelledby="{{ one.anchor }}-title" class="rule">
<p class="id">{{ inert(one.fact.name) }}</p>
<h3 id="{{ one.anchor }}-title">{{ one.label }}</h3>
<p class="quiet">{{ one.question }}{% if one.fact.sensitive %} {{ words.sensitive }}{% endif %}</p>
{% if one.rules %}
<ul>{% for asking in one.rules %}<li>{{ asking.rule }}: {{ asking.asked | join("; ") }}</li>{% endfor %}</ul>
{% else %}<p class="doubt">{{ words.nobody_asks }}</p>{% endif %}
</section>
{% endfor %}
</section>
{% endfor %}
{% endblock %}
"""
)

_CITATIONS: Final = (
    _HEAD
    + """
{% block title %}{{ words.citations }}{% endblock %}
{% block main %}
<h1>{{ words.citations }}</h1>
<p class="lede">{{ words.about_citations }}</p>
<nav aria-label="{{ words.on_page }}"><ul class="letters">
{% for document, listed in groups %}
<li><a href="#document_{{ loop.index }}">{{ inert(document.id) }}</a></li>
{% endfor %}
</ul></nav>
{% for document, listed in groups %}
<section aria-labelledby="document_{{ loop.index }}">
<h2 id="document_{{ loop.index }}"{{ lang(document.language) }}>
{{- inert(document.id) }} {{ inert(document.title) }}</h2>
<ul class="rows apart">
{% for one in listed %}
<li class="own"><div class="said"><p class="strong">{{ one.cite.id }}</p>
<p>{% for rule in one.rules %}{{ rule }}{{ "; " if not loop.last }}
{% else %}<span class="doubt">{{ words.no_rule }}</span>{% endfor %}</p></div>
<div class="beside">{{ passage(one.cite) }}</div></li>
{% endfor %}
</ul>
</section>
{% endfor %}
{% endblock %}
"""
)

_OPEN: Final = (
    _HEAD
    + """
{% block title %}{{ heading }}{% endblock %}
{% block main %}
<h1>{{ heading }}</h1>
<p class="lede">{{ about }}</p>
{% if groups %}
<nav aria-label="{{ words.on_page }}"><ul class="letters">
{% for kind, listed in groups %}
<li><a href="#kind_{{ loop.index }}">{{ kind }} ({{ listed | length }})</a></li>
{% endfor %}
</ul></nav>
{% else %}<p>{{ words.nothing }}</p>{% endif %}
{% for kind, listed in groups %}
<section aria-labelledby="kind_{{ loop.index }}">
<h2 id="kind_{{ loop.index }}">{{ kind }}</h2>
<ul class="rows apart">
{% for one in listed %}{{ row(one) }}{% endfor %}
</ul>
</section>
{% endfor %}
{% endblock %}
"""
)

_DEFINITIONS: Final = (
    _HEAD
    + """
{% block title %}{{ words.definitions }}{% endblock %}
{% block main %}
<h1>{{ words.definitions }}</h1>
<p class="lede">{{ words.about_definitions }}</p>
<nav aria-label="{{ words.on_page }}"><ul>
{% for one in found %}<li><a href="#{{ one.anchor }}">{{ one.name }}</a></li>{% endfor %}
</ul></nav>
{% for one in found %}
<section class="rule" id="{{ one.anchor }}" aria-labelledby="{{ one.anchor }}-title">
<h2 id="{{ one.anchor }}-title">{{ one.name }}</h2>
<ul class="rows">{{ row(one.row) }}</ul>
<h3>{{ words.users }}</h3>
<p>{% for user in one.users %}{{ user }}{{ ", " if not loop.last }}
{% else %}<span class="doubt">{{ words.nobody_uses }}</span>{% endfor %}</p>
</section>
{% else %}<p>{{ words.nothing }}</p>
{% endfor %}
{% endblock %}
"""
)

_DANGERS: Final = (
    _HEAD
    + """
{% block title %}{{ words.dangers }}{% endblock %}
{% block main %}
<h1>{{ words.dangers }}</h1>
<p class="lede">{{ words.about_dangers }}</p>
<nav aria-label="{{ words.on_page }}"><ul class="letters">
{% for kind, anchor, listed in groups %}
<li><a href="#{{ anchor }}">{{ kind }} ({{ listed | length }})</a></li>
{% endfor %}
</ul></nav>
{% for kind, anchor, listed in groups %}
<section aria-labelledby="{{ anchor }}">
<h2 id="{{ anchor }}">{{ kind }}</h2>
<ul class="rows apart">
{% for one in listed %}
<li><p><span class="strong">{{ one.rule }}</span> {{ one.says }}</p>
<p class="quiet">{{ one.told }}.
{% for country in one.countries %}{{ country }}{{ ", " if not loop.last else "." }}{% endfor %}</p></li>
{% endfor %}
</ul>
</section>
{% endfor %}
{% endblock %}
"""
)

_STANDING: Final = (
    _HEAD
    + """
{% block title %}{{ words.standing }}{% endblock %}
{% block main %}
<h1>{{ words.standing }}</h1>
<p class="lede">{{ words.about_standing }}</p>
<table role="table">
<caption class="hidden-words">{{ words.standing }}</caption>
{{ columns([words.rule, words.signed, words.cases, words.coverage, words.literals, words.newest]) }}
<tbody role="rowgroup">
{% for one in found %}
<tr role="row"><th role="rowheader" scope="row">{{ one.rule }}</th>
{% call cell(words.signed) %}<span class="{{ one.signed.tone }}">{{ one.signed.words }}</span>
{% for who in one.who %}<br>{{ who }}{% endfor %}
{% for change in one.changes %}<br><span class="doubt">{{ change }}</span>{% endfor %}
{% endcall %}
{% call cell(words.cases) %}<span class="{{ one.cases.tone }}">{{ one.cases.words }}</span>{% endcall %}
{% call cell(words.coverage) %}<span class="{{ one.shown.tone }}">{{ one.shown.words }}</span>{% endcall %}
{% call cell(words.literals) %}<span class="{{ one.literals.tone }}">{{ one.literals.words }}</span>{% endcall %}
{% call cell(words.newest) %}{{ one.newest }}{% endcall %}</tr>
{% endfor %}
</tbody>
</table>
{% endblock %}
"""
)

_LETTERS: Final = """
{% macro letters_nav(letters, page) %}
<nav aria-label="{{ words.letters }}"><ul class="letters">
{% for one in letters %}
<li><a href="{{ one.page }}"{% if one.page == page %} aria-current="page"{% endif %}>{{ one.letter }}</a></li>
{% endfor %}
</ul></nav>
{% endmacro %}
"""

_SEARCH: Final = (
    _HEAD
    + _LETTERS
    + """
{% block title %}{{ words.search }}{% endblock %}
{% block main %}
<h1>{{ words.search }}</h1>
<p class="lede">{{ words.about_search }}</p>
<h2 id="words_">{{ words.letters }}</h2>
{{ letters_nav(letters, page) }}
<h2 id="entries_">{{ words.entries }}</h2>
<form class="finder" id="finder_" role="search" hidden>
<p><label for="find_">{{ words.find }}</label></p>
<input id="find_" type="search" autocomplete="off" spellcheck="false">
<p id="told_" role="status" data-found="{{ words.found }}"></p>
</form>
{% for kind, listed in groups %}
<section data-entries aria-labelledby="entries_{{ loop.index }}">
<h3 id="entries_{{ loop.index }}">{{ kind }}</h3>
<ul class="found">
{% for one in listed %}
<li>{{ one.link }}{% if one.where %} <span class="quiet">{{ one.where }}</span>{% endif %}
{% if one.sentences %}<p>{{ one.sentences | join(" ") }}</p>{% endif %}</li>
{% endfor %}
</ul>
</section>
{% endfor %}
{% endblock %}
{% block script %}<script>{{ script }}</script>{% endblock %}
"""
)

_WORDS: Final = (
    _HEAD
    + _LETTERS
    + """
{% block title %}{{ letter.letter }} · {{ words.letters }}{% endblock %}
{% block main %}
<h1>{{ words.letters }}: {{ letter.letter }}</h1>
<p class="lede">{{ words.about_letters }}</p>
{{ letters_nav(letters, page) }}
<dl class="words">
{% for word, found in letter.words %}
<dt>{{ word }}</dt><dd>{% for one in found %}{{ one }}{{ ", " if not loop.last }}{% endfor %}</dd>
{% endfor %}
</dl>
{% endblock %}
"""
)

TEMPLATES: Final = {
    "facts": _FACTS, "citations": _CITATIONS, "open": _OPEN, "definitions": _DEFINITIONS,
    "dangers": _DANGERS, "standing": _STANDING, "search": _SEARCH, "words": _WORDS,
}  # fmt: skip
