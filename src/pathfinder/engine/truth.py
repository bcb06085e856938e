"""Truths and outcomes, as bits, so that a set of them is an int.

A truth is NO, YES or OPEN (the documents do not state it). That a person has not said something is no truth of its
own: it is a choice between the ways of filling it in, see `pathfinder.engine.diagram`. An outcome of a pathway is
YES (eligible), OPEN, or one of several kinds of no.
"""

from __future__ import annotations

NO, YES, OPEN = 1, 2, 4
CLOSED, NOT_IN_FORCE, NOT_COVERED = 8, 16, 32
INELIGIBLE, ELIGIBLE = NO, YES
NOES = INELIGIBLE | CLOSED | NOT_IN_FORCE | NOT_COVERED
TERMINALS = 64
"""Every truth and outcome is smaller than this."""


def both(one: int, two: int) -> int:
    """And, by strong Kleene: a no decides, then what is open."""
    if NO in (one, two):
        return NO
    return OPEN if OPEN in (one, two) else YES


def either(one: int, two: int) -> int:
    """Or, by strong Kleene: a yes decides, then what is open."""
    if YES in (one, two):
        return YES
    return OPEN if OPEN in (one, two) else NO


def opposite(one: int) -> int:
    """Not: what is open stays open."""
    return {NO: YES, YES: NO}.get(one, OPEN)


def merge(one: int, two: int) -> int:
    """Two readings of one thing: equal answers stand; two different kinds of no are a no; others are open."""
    if one == two:
        return one
    return INELIGIBLE if one & NOES and two & NOES else OPEN


def otherwise(test: int, outcome: int, refused: int) -> int:
    """The outcome where the test is met, `refused` where it is not; both evaluated where it is open."""
    if test == YES:
        return outcome
    return refused if test == NO else merge(outcome, refused)


def answer_of(outcome: int) -> int:
    """The three answers: every kind of no is one no."""
    return NO if outcome & NOES else outcome
