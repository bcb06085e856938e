"""Questions that are divided: where joint answers would be too many, each kind of member is asked about by itself.

Whether a set holds one kind of member says nothing of another kind, so the answers of such small questions can be
combined by the diagram, exactly, instead of being listed together. Dates by country never depend on each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pathfinder.engine.fillings import cells, constants, words_of
from pathfinder.engine.questions import ELSEWHERE, Question
from pathfinder.engine.terms import Term, constant
from pathfinder.engine.truth import OPEN
from pathfinder.language.vocabulary import Vocabulary

MOST_TOGETHER = 8
"""So many kinds of members of one set are asked about together: 2 to this power ways of filling in."""

MOST_IN_TIED_SETS = 4
"""The same where two sets are tied together: 3 to this power."""

_SETS = ("choices", "countries", "visas")


def divide(
    terms: Sequence[Term], vocabulary: Vocabulary, groups: Mapping[str, tuple[str, ...]]
) -> None:
    """Divide, in place, what the terms of one tree ask of a set of many kinds of members."""
    asked: dict[tuple[str, ...], list[Term]] = {}
    for term in dict.fromkeys(terms):
        if term.value[0] == "since":
            term.cell = term.value[2]
        elif all(vocabulary.facts[name].kind in _SETS for name in groups[term.value[1]]):
            asked.setdefault(groups[term.value[1]], []).append(term)
    for facts, those in asked.items():
        questions = [term.value for term in those]
        if questions[0][0] == "visa":
            _divide_visas(those, vocabulary)
        else:
            most = MOST_TOGETHER if len(facts) == 1 else MOST_IN_TIED_SETS
            compared = constants(questions)
            if len(cells(compared)) >= most:
                _divide_sets(those, compared, vocabulary)


def _ask(question: Question, cell: object) -> Term:
    term = Term("ask", (), question)
    term.cell = cell
    return term


def _become(term: Term, other: Term) -> None:
    term.op, term.items, term.value = other.op, other.items, other.value


def _divide_sets(
    terms: Sequence[Term], compared: Sequence[frozenset[str]], vocabulary: Vocabulary
) -> None:
    named = [frozenset(cell) for cell in cells(compared)]
    for term in terms:
        fact = vocabulary.facts[term.value[1]]
        words = {ELSEWHERE, *vocabulary.countries} if fact.kind == "countries" else words_of(fact)
        others = frozenset(words) - frozenset().union(*named)
        every = [*named, others] if others else named
        _become(term, _set_term(term.value, every))


def _set_term(question: Question, every: Sequence[frozenset[str]]) -> Term:
    """The question as one about each kind of member; the same truths as `questions.answer`."""
    fact = question[1]

    def some(kinds: Sequence[frozenset[str]]) -> Term:
        return Term("any", [_ask(("set", fact, "any", (kind,), True), kind) for kind in kinds])

    if question[0] == "empty":
        return Term("none", [some(every)]) if question[2] else some(every)
    _kind, _fact, how, sets, complete = question
    if how == "all":
        return Term("all", [some([kind for kind in every if kind <= one]) for one in sets])
    union = frozenset().union(*sets)
    inside = [kind for kind in every if kind <= union]
    if how == "only":
        outside = Term("none", [some([kind for kind in every if not kind <= union])])
        return Term("all", [some(inside), outside])
    hit = some(inside)
    if not complete:
        hit = Term("any", [hit, Term("all", [some(every), constant(OPEN)])])
    return hit if how == "any" else Term("none", [hit])


def _divide_visas(terms: Sequence[Term], vocabulary: Vocabulary) -> None:
    issuers = [frozenset(cell) for cell in cells([term.value[2] for term in terms])]
    fact = vocabulary.facts[terms[0].value[1]]
    typed = [term.value[3] for term in terms if term.value[3]]
    types = [frozenset(cell) for cell in cells(typed)] if typed else []
    others = frozenset(words_of(fact)) - frozenset().union(*types)
    types += [others] if others else []
    if len(issuers) * len(types) <= MOST_TOGETHER:
        return
    for term in terms:
        _kind, name, wanted, kinds = term.value
        small = [
            _ask(("visa", name, issuer, kind), (issuer, kind))
            for issuer in issuers
            for kind in types
            if issuer <= wanted and (not kinds or kind <= kinds)
        ]
        _become(term, Term("any", small))
