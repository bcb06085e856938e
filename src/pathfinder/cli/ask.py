"""`pathfinder ask`: the interview."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click
import msgspec

from pathfinder.api import judge
from pathfinder.cli.asking import Tells
from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    chosen_countries,
    country_option,
    on_option,
    open_rules,
    profiles,
    rules_option,
    show_problems,
)  # fmt: skip
from pathfinder.cli.keys import check_recipients, identity_option, recipient_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems, parse_profiles
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day
from pathfinder.values.sealed import inner_name, is_sealed_name
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.engine.judge import Judgement
    from pathfinder.interview.saving import Keeper
    from pathfinder.interview.session import Interview
    from pathfinder.interview.terminal.page import Outcome
    from pathfinder.interview.terminal.talk import Talk

STOPPED = 130
"""Exit code: stopped before a result was shown (Ctrl-C, or chosen)."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line said."""

    profile: str | None
    on: Day
    aim: Literal["all", "first"]
    countries: tuple[str, ...]
    save: str | None
    plain: bool
    clear: bool
    form: str
    rules_folder: str | None


@click.command(cls=Speaking)
@click.argument("profile", required=False, metavar="[PROFILE]")
@on_option
@click.option(
    "--aim", type=click.Choice(["all", "first"]), default="all", show_default=True,
    help="Decide every destination, or find soon one place to live without a danger to liberty.",
)  # fmt: skip
@country_option
@click.option(
    "--save", metavar="FILE", type=click.Path(dir_okay=False),
    help="Keep the answers in this file (YAML, or JSON by its name; FILE.age encrypted) after every question.",
)  # fmt: skip
@click.option(
    "--plain", is_flag=True, help="Line by line, without moving the cursor: for screen readers and scripts."
)  # fmt: skip
@click.option(
    "--clear", is_flag=True, help="Empty the screen and what can be scrolled back to, at the end."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How to write the result at the end.",
)  # fmt: skip
@identity_option
@recipient_option
@rules_option
def ask(**given: Any) -> None:
    """Ask a person question by question, show where they can go, and end with the result of `check`.

    PROFILE is a file to go on with; it is only read. Nothing is written unless --save names a file, or a file is
    chosen at the end. Any question can be left open, and every answer changed. Where input or output is no terminal
    the interview goes line by line, and the result alone goes to the output. Exit code 0: a result was shown; 1: the
    profile or the rules have problems, or an answer could not be saved; 2: wrong usage; 130: stopped without a result.
    """
    from pathfinder.cli import check
    from pathfinder.engine.assess import assess
    from pathfinder.interview.reading import know

    options = Options(**given)
    check_recipients(options.save)
    book = open_rules(options.rules_folder)
    know(book)
    chosen = chosen_countries(options.countries, book)
    interview = _begun(_profile(options.profile, book), book, options, chosen)
    _check_save(options)
    keeper = _keeper(options, book)
    if not keeper.keep(interview.profile):
        click.echo(keeper.says(), err=True)
        sys.exit(PROBLEMS)
    prompts = sys.stdout if sys.stdout.isatty() else sys.stderr
    talk = _talk(interview, Tells(book, chosen), options, keeper, prompts)
    outcome = _converse(talk, prompts)
    if keeper.is_busy:
        click.echo(_("The answers are being encrypted; one moment."), file=prompts)
    keeper.finish()
    interview = talk.interview
    if outcome.ended:
        _say_ended(interview, prompts)
    if outcome.show:
        judgement = _as_saved(interview, keeper, options.on)
        check.write(
            assess(judgement, countries=chosen), outcome.form or options.form, False, book, 0
        )
    click.echo(keeper.says(), file=prompts)
    if options.clear and prompts.isatty():
        _clear(prompts, wait=outcome.show)
    code = ANSWERED if outcome.show else STOPPED
    sys.exit(PROBLEMS if keeper.fault else code)


def _no_screen() -> bool:
    """Whether there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    if os.name == "posix":
        return os.environ.get("TERM", "") in ("", "dumb")
    from pathfinder.interview.terminal.screen import can_draw

    return not can_draw()


def _profile(path: str | None, book: RuleBook) -> Profile | None:
    """The one profile of a file; ends the command where there is none that can be gone on with."""
    if path is None:
        return None
    if path == "-":
        raise click.UsageError(_("Standard input holds the answers; name a file to go on with."))
    found = list(profiles((path,), book))
    problems = [each for one in found if isinstance(one, ProfileProblems) for each in one.problems]
    if problems:
        show_problems(problems)
        sys.exit(PROBLEMS)
    if len(found) != 1:
        message = _("{file} holds {n} people; the interview goes on with one.")
        raise click.UsageError(message.format(file=inert(path), n=len(found)))
    assert isinstance(found[0], Profile)
    return found[0]


def _begun(
    profile: Profile | None, book: RuleBook, options: Options, chosen: set[str] | None
) -> Interview:
    from pathfinder.interview.session import Interview

    try:
        return Interview(book, options.on, profile=profile, aim=options.aim, countries=chosen)
    except ProblemsFound as found:
        show_problems(found.problems)
        sys.exit(PROBLEMS)


def _check_save(options: Options) -> None:
    """An interview that begins anew overwrites no file: it may hold the answers of another day."""
    save, profile = options.save, options.profile
    if save is None or not os.path.lexists(save):
        return
    if profile is None or not os.path.samefile(save, profile):
        message = _("{file} exists. To go on with it: pathfinder ask {file} --save {file}")
        raise click.UsageError(message.format(file=inert(save)))


def _keeper(options: Options, book: RuleBook) -> Keeper:
    """What keeps the answers; asks for a passphrase where they are to be encrypted with one."""
    from pathfinder.interview.saving import Keeper

    seal = None
    if options.save is not None and is_sealed_name(options.save):
        from pathfinder.cli.sealing import seal_for, stop
        from pathfinder.values.age import SealedFault

        try:
            seal = seal_for(options.save, options.profile)
        except SealedFault as fault:
            stop(options.save, fault)
    return Keeper(options.save, book.vocabulary, options.profile or "", seal)


def _talk(
    interview: Interview, tells: Tells, options: Options, keeper: Keeper, prompts: TextIO
) -> Talk:
    """The conversation: on a screen, or line by line where that was asked for or there is none."""
    from pathfinder.interview.terminal.talk import Manner, Talk

    plain = options.plain or _no_screen()
    return Talk(
        interview,
        options.on,
        tells.telling(),
        keeper,
        countries=tells.countries,
        manner=Manner(
            line_by_line=plain,
            unattended=plain and not sys.stdin.isatty(),
            unseen=plain and not prompts.isatty(),
        ),
    )


def _converse(talk: Talk, prompts: TextIO) -> Outcome:
    """Lead the conversation to its end."""
    from pathfinder.interview.terminal.conversation import conversation

    if talk.line_by_line:
        from pathfinder.interview.terminal.plain import Lines

        return Lines(conversation(talk), sys.stdin, prompts).run()
    from pathfinder.interview.terminal.screen import Screen

    return Screen(conversation(talk)).run()


def _say_ended(interview: Interview, prompts: TextIO) -> None:
    """That the answers ended before the questions, and what would have been asked next."""
    asked = interview.next()
    if asked is None:
        return
    left = interview.progress().likely_left
    from pathfinder.i18n import translate_rule

    words = _(
        "The input ended before the interview; questions left: about {n}. This is the result so far."
    )
    click.echo(words.format(n=left), file=prompts)
    words = _("The next question would be: {question}")
    click.echo(words.format(question=translate_rule(asked.fact.question)), file=prompts)


def _as_saved(interview: Interview, keeper: Keeper, on: Day) -> Judgement:
    """The judgement of the profile as it was saved: `check` says where in that file an answer stands."""
    if keeper.path is None or keeper.kept is None or keeper.fault:
        return interview.judgement
    book, own = interview.rules, interview.profile
    form = "json" if inner_name(keeper.path).lower().endswith(".json") else "yaml"
    found = list(parse_profiles(keeper.text, keeper.path, form, book.vocabulary))
    if len(found) == 1 and isinstance(found[0], Profile):
        saved = found[0]
        if (saved.values, saved.unsaid) == (own.values, own.unsaid):
            return judge(saved, on=on, rules=book)
    return interview.judgement


def _clear(prompts: TextIO, *, wait: bool) -> None:
    """Empty the screen, after the person has read what stands on it."""
    from pathfinder.interview.terminal.clearing import clear

    if wait and sys.stdin.isatty():
        click.echo(_("Press Enter to empty the screen."), file=prompts)
        with contextlib.suppress(KeyboardInterrupt):
            sys.stdin.readline()
    clear(prompts)
