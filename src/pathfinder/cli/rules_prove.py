"""`pathfinder rules prove`: claims of reviewers, checked against the whole rule book."""

from __future__ import annotations

import json
import re
import sys

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    form_option,
    open_rules,
    rules_option,
    show_problems,
    write_bytes,
)  # fmt: skip
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import Problem, Problems
from pathfinder.review.prove.records import FAILS, UNDECIDED, Claim, Proof
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.values.text import inert

_MAP = re.compile(r"\s*(\{|(nobody|whoever|somebody|says|is|on|from|until)\s*:)")


@click.command("prove", cls=Speaking)
@click.argument("statement", nargs=-1)
@form_option
@rules_option
def prove_command(statement: tuple[str, ...], form: str, rules_folder: str | None) -> None:
    """Check a claim against the whole rule book: exactly, for all people and all days (for legal reviewers).

    STATEMENT is a sentence ("nobody with only an internal passport is eligible to enter Georgia", "whoever is eligible
    for GE/visa-free-stay is eligible for KZ/visa-free-stay", "no one is eligible for any pathway of EE after
    2022-03-11"), or a claim as in claims.yaml ("{nobody: {pathway: EE/visa, verdict: eligible}, from: 2022-04-01}").
    Without one the claims in claims.yaml beside the rules are checked. A claim that fails comes with a person and a
    day, tried on the engine. A claim is about people who have said everything; it holds of all others as well, for what
    is certain for them is certain however the rest turns out.

    Exit code 0: every claim holds; 1: one does not, or could not be decided; 2: the statement is not understood.
    """
    book = open_rules(rules_folder)
    problems: list[Problem] = []
    if statement:
        claims = [_claim(" ".join(statement), book)]
    else:
        claims, problems = _claims(rules_folder or shipped_rules(), book)
    from pathfinder.review.prove.proving import prove

    proofs = [prove(book, claim) for claim in claims]
    _write(proofs, problems, form)
    wrong = any(proof.result in (FAILS, UNDECIDED) for proof in proofs)
    broken = any(problem.severity == "error" for problem in problems)
    sys.exit(PROBLEMS if wrong or broken else ANSWERED)


def _claim(statement: str, book: RuleBook) -> Claim:
    """The claim of a statement; wrong usage where it is not understood."""
    from pathfinder.review.prove.reading import read_statement
    from pathfinder.review.prove.sentences import NotUnderstood, claim_of

    problems = Problems()
    text = statement
    try:
        if not _MAP.match(statement):
            text = json.dumps(claim_of(statement, book), ensure_ascii=False)
    except NotUnderstood as error:
        raise click.UsageError(str(error)) from None
    claim = read_statement(text, problems, book)
    if claim is None:
        found = problems.sorted()
        told = " ".join(inert(f"{each.message} {each.help}".strip()) for each in found)
        raise click.UsageError(told or _("The statement cannot be read."))
    return claim


def _claims(folder: str, book: RuleBook) -> tuple[list[Claim], list[Problem]]:
    """The claims beside the rules; wrong usage where there are none."""
    from pathfinder.review.prove.reading import read_claims_file

    found = read_claims_file(folder, book)
    if found is None:
        message = _("There is no claims.yaml in {folder}; write one, or give a statement.")
        raise click.UsageError(message.format(folder=inert(folder)))
    return found


def _write(proofs: list[Proof], problems: list[Problem], form: str) -> None:
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode({"claims": proofs, "problems": problems}))
        return
    show_problems(problems, rule_files=True)
    from pathfinder.output import terminal
    from pathfinder.output.proof import page

    terminal.write(page(proofs), file=sys.stdout)
