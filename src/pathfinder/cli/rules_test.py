"""`pathfinder rules test`: the cases of the rule files, what they show, and which mistakes they would notice."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    chosen_countries,
    country_option,
    form_option,
    rules_option,
    show_problems,
    write_bytes,
)
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import did_you_mean
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import without_collections
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook, load_folders
from pathfinder.values.text import inert

Owners = set[str] | None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The options of one run."""

    coverage: bool
    complete: bool
    mutants: bool
    least: float | None
    equivalent: bool
    jobs: int | None
    countries: tuple[str, ...]
    names: tuple[str, ...]
    form: str
    rules_folder: str | None


@click.command("test", cls=Speaking)
@click.option(
    "--coverage",
    is_flag=True,
    help="Say also which conditions no case shows met, failed or unknown, and on which side of a number, period or "
    "date none stands, with cases to paste.",
)
@click.option("--complete", is_flag=True, help="As --coverage; anything not shown is a failure.")
@click.option(
    "--mutants",
    is_flag=True,
    help="Make one mistake after the other in the rules, and say which no case would notice, with cases to paste.",
)
@click.option(
    "--at-least",
    "least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="As --mutants; fewer mistakes noticed, of those that change something, are a failure.",
)
@click.option(
    "--equivalent",
    is_flag=True,
    help="With --mutants: list also the mistakes that change nobody's verdict on any day.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="With --mutants: so many processes; otherwise as many as are worth it.",
)
@country_option
@click.option(
    "--pathway",
    "names",
    multiple=True,
    metavar="ID",
    help="Only this pathway or caution; may be given several times.",
)
@form_option
@rules_option
def test_command(**options: Any) -> None:
    """Run the cases of the rule files, and test the cases themselves (for authors and legal reviewers).

    A case is an example with its verdict. Whether there are enough of them is told by what they show (--coverage)
    and by what they would notice (--mutants): a mistake that no case notices could stand in the rules today.

    Exit code 0: every case comes out as it says, and what was demanded is reached; 1: not so, or the rules have errors.
    """
    from pathfinder.review.testing.mutants.known import load_known

    asked = Asked(**options)
    folder = asked.rules_folder or shipped_rules()
    with without_collections():
        loaded = load_folders([folder])
        if loaded.book is None:
            show_problems(loaded.problems, err=False)
            sys.exit(PROBLEMS)
        owners = _chosen(loaded.book, asked.countries, asked.names)
        result = _Result(loaded, owners)
        if asked.coverage or asked.complete:
            result.cover()
        wanted = asked.mutants or asked.least is not None
        result.left_out = wanted and bool(result.failed)
        if wanted and not result.left_out:
            known, faults = load_known(folder)
            result.failed += faults
            result.mutate(known, asked.jobs)
    result.show(asked.form, equivalent=asked.equivalent)
    sys.exit(PROBLEMS if result.fails(asked) else ANSWERED)


def _chosen(book: RuleBook, countries: tuple[str, ...], names: tuple[str, ...]) -> Owners:
    """The rules that are meant; an unknown one is wrong usage."""
    from pathfinder.review.testing.mutants.rules import owners_of

    known = owners_of(book)
    for name in names:
        if name not in known:
            message = _("The rules have no pathway or caution “{id}”.").format(id=inert(name[:60]))
            raise click.UsageError(f"{message} {did_you_mean(name, known)}".rstrip())
    files, others = _of_files(countries, book)
    codes = chosen_countries(others, book) if others or not countries else set()
    if codes is None and not names:
        return None
    return {*names, *files, *(owners_of(book, codes) if codes else ())}


def _of_files(countries: tuple[str, ...], book: RuleBook) -> tuple[set[str], tuple[str, ...]]:
    """The rules of Russian measures and of what stands for several countries, and the other codes asked for.

    Those files have no pathway; they are named by their codes, as in `review sign`.
    """
    from pathfinder.review.testing.mutants.rules import owners_of

    pathways = {pathway.country for pathway in book.pathways.values()}
    found: set[str] = set()
    others = []
    for code in (code.strip() for name in countries for code in name.split(",")):
        record = book.destinations.get(code.upper())
        if record is None or record.named_only or code.upper() in pathways:
            others.append(code)
            continue
        rules: dict[str, Any] = {**book.pathways, **book.cautions}
        found |= {
            name for name in owners_of(book) if name in rules and rules[name].file == record.file
        }
    return found, tuple(others)


class _Result:
    """What one run found."""

    def __init__(self, loaded: LoadedBook, owners: Owners) -> None:
        from pathfinder.review.testing.cases import failures

        self.loaded = loaded
        self.owners = owners
        self.cases = [case for case in loaded.cases if owners is None or case.owner in owners]
        self.failed = failures(msgspec.structs.replace(loaded, cases=self.cases))
        self.points: Any = None
        self.sides: Any = None
        self.tried: Any = None
        self.left_out = False

    def cover(self) -> None:
        """Find out what the cases show."""
        from pathfinder.review.testing.boundaries import sides
        from pathfinder.review.testing.coverage import uncovered

        self.points = uncovered(self.loaded, self.owners)
        self.sides = sides(self.loaded, self.owners)

    def mutate(self, known: list[Any], jobs: int | None) -> None:
        """Find out which mistakes the cases notice."""
        from pathfinder.review.testing.mutants.report import try_mutants

        assert self.loaded.book is not None
        self.tried = try_mutants(
            self.loaded.book, self.loaded.cases, known, owners=self.owners, jobs=jobs
        )

    @property
    def places(self) -> int:
        """How many cases failed: one may fail in several ways."""
        return len({str(p.place) for p in self.failed if p.code in ("PF151", "PF152")})

    def fails(self, asked: Asked) -> bool:
        """Whether something is wrong, or less was reached than was demanded."""
        if self.failed:
            return True
        if asked.complete and (self.points[1] or self.sides.missing):
            return True
        return asked.least is not None and self.tried.share < asked.least

    def show(self, form: str, *, equivalent: bool) -> None:
        """Write what was found."""
        if form == "json":
            self._as_json(equivalent=equivalent)
            return
        from pathfinder.cli.wrapping import echo_wrapped
        from pathfinder.output.rule_tests import coverage_lines, mutant_lines, side_lines

        warnings = list(self.tried.gone) if self.tried else []
        show_problems([*self.failed, *warnings], err=False)
        if self.points is not None:
            lines = [*coverage_lines(*self.points), *side_lines(self.sides)]
            echo_wrapped("\n".join(lines))
        if self.left_out:
            text = _("No mistakes were tried: first every case has to come out as it says.")
            click.echo(text)
        if self.tried is not None:
            echo_wrapped("\n".join(mutant_lines(self.tried, equivalent=equivalent)))
        passed = len(self.cases) - self.places
        text = _("{passed} cases passed, {failed} failed")
        click.echo(text.format(passed=passed, failed=self.places))

    def _as_json(self, *, equivalent: bool) -> None:
        result: dict[str, Any] = {
            "cases": len(self.cases), "failed": self.places, "problems": self.failed,
        }  # fmt: skip
        if self.points is not None:
            asked, points = self.points
            unseen = sum(len(point.unseen) for point in points)
            result["coverage"] = {
                "asked": asked, "seen": asked - unseen, "points": points, "sides": self.sides,
            }  # fmt: skip
        if self.tried is not None:
            fewer = {} if equivalent else {"equivalents": ()}
            result["mutants"] = msgspec.structs.replace(self.tried, **fewer)
        write_bytes(msgspec.json.encode(result))
