"""`review sign` and `review status` as a reviewer runs them, without a key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from review.signoff.signed_book import TEXT, Signed
from review.signoff.signed_book import make as make_book

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine, Finished

CHANGE = (
    "Condition “The person was there on at most 90 of 180 days.”: the number of days was 90, is 60"
)


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    """A rule book and its document."""
    return make_book(tmp_path)


def sign(cli: CommandLine, signed: Signed, *arguments: str) -> Finished:
    """Sign with the documents at hand."""
    return cli("review", "sign", *arguments, "--rules", signed.rules, "--library", signed.library)


def status(cli: CommandLine, signed: Signed, *arguments: str) -> dict[str, Any]:
    """What `review status` says in JSON, by rule, without the documents."""
    done = cli("review", "status", *arguments, "--rules", signed.rules, "--format", "json")
    assert done.stderr == ""
    return {rule["id"]: rule for rule in json.loads(done.stdout)}


def states(cli: CommandLine, signed: Signed) -> dict[str, str]:
    """The state of each rule, without the documents."""
    return {name: rule["state"] for name, rule in status(cli, signed).items()}


def test_a_country_is_signed_as_a_whole(cli: CommandLine, signed: Signed) -> None:
    """A code signs every pathway and caution of the file; who, role and day are told afterwards."""
    done = sign(cli, signed, "KZ", "--as", "Anna  Ivanova", "--role", "law", "--on", "2025-03-01")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == ["signed: KZ/stay", "signed: KZ/entry", "signed: KZ-X"]
    told = cli("review", "status", "--all", "--rules", signed.rules, "--library", signed.library)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "KZ/stay: signed",
        "    Anna Ivanova (for the law) on 2025-03-01, without a key",
        "KZ/entry: signed",
        "    Anna Ivanova (for the law) on 2025-03-01, without a key",
        "KZ-X: signed",
        "    Anna Ivanova (for the law) on 2025-03-01, without a key",
        "3 of 3 rules are signed as they stand; changed since: 0; never read: 0",
    ]
    alone = cli("review", "status", "KZ-X", "--rules", signed.rules).stdout
    assert "not judged, neither the documents nor citations.lock know them: KZ/border\n" in alone


def test_a_change_is_said_in_words(cli: CommandLine, signed: Signed) -> None:
    """What changed since the signature is told rule by rule, without the documents too; the others stay signed."""
    cli("sources", "lock", "--rules", signed.rules, "--library", signed.library)
    assert sign(cli, signed, "KZ/stay", "KZ/entry", "--as", "Anna").exit_code == 0
    signed.change("at most: 90 days", "at most: 60 days")
    told = cli("review", "status", "--rules", signed.rules).stdout
    assert told.splitlines() == [
        "KZ/stay: changed since it was signed",
        told.splitlines()[1],
        f"        changed: {CHANGE}",
        "KZ/entry: signed",
        told.splitlines()[4],
        "KZ-X: never read",
        "1 of 3 rules are signed as they stand; changed since: 1; never read: 1",
        "Without the documents: passages were judged by the hashes in citations.lock.",
    ]  # fmt: skip
    rule = status(cli, signed, "KZ/stay")["KZ/stay"]
    assert rule["changes"] == rule["signatures"][0]["changes"]
    assert rule["passages"] == "lock"


def test_the_earlier_signatures_are_history(cli: CommandLine, signed: Signed) -> None:
    """Who signs the changed rule has signed it; what they signed before stays in the file and is counted."""
    sign(cli, signed, "KZ/stay", "--as", "Anna", "--on", "2025-01-01")
    signed.change("at most: 90 days", "at most: 60 days")
    refused = sign(cli, signed, "KZ/stay", "--as", "Anna")
    assert refused.exit_code == 1
    assert "PF214" in refused.stderr
    signed.change("at most: 60 days", "at most: 90 days")
    signed.change("Leave in time.", "Leave early.")
    assert sign(cli, signed, "KZ/stay", "--as", "Anna", "--note", "Read anew.").exit_code == 0
    rule = status(cli, signed, "KZ/stay")["KZ/stay"]
    assert (rule["state"], rule["changes"]) == ("signed", [])
    assert [one["note"] for one in rule["signatures"]] == ["Read anew."]
    assert [(one["day"], one["current"]) for one in rule["history"]] == [("2025-01-01", False)]
    assert rule["history"][0]["changes"] == [
        "Duty “Leave early.”: the sentence was “Leave in time.”, is “Leave early.”"
    ]


def test_signing_needs_the_documents(cli: CommandLine, signed: Signed) -> None:
    """Without a folder it is wrong usage; without the one document, or with other words in it, nothing is signed."""
    none = cli("review", "sign", "KZ", "--as", "Anna", "--rules", signed.rules)
    assert none.exit_code == 2
    assert "--library DIR" in none.stderr
    (signed.library / "text.txt").write_text(TEXT.replace("for the sick", "for nobody"))
    other = sign(cli, signed, "KZ", "--as", "Anna")
    assert other.exit_code == 1
    assert "the citation KZ/border is not verified: its words are not found" in other.stderr
    assert sign(cli, signed, "KZ/entry", "--as", "Anna").exit_code == 0
    (signed.library / "text.txt").unlink()
    gone = sign(cli, signed, "KZ/entry", "--as", "Boris")
    assert gone.exit_code == 1
    assert "document 001 is not at hand" in gone.stderr
    assert gone.stderr.endswith("Nothing was signed.\n")
    assert "Boris" not in signed.reviews.read_text(encoding="utf-8")


def test_a_passage_that_changed_is_told_with_the_documents(
    cli: CommandLine, signed: Signed
) -> None:
    """A document with other words undoes the signature of what rests on them, and has to be locked anew."""
    cli("sources", "lock", "--rules", signed.rules, "--library", signed.library)
    sign(cli, signed, "KZ", "--as", "Anna")
    (signed.library / "text.txt").write_text(TEXT.replace("July 2023", "July 2022"))
    assert set(states(cli, signed).values()) == {"signed"}
    told = cli("review", "status", "--rules", signed.rules, "--library", signed.library).stdout
    sentence = (
        "the passage “The border was … for the sick” (document 001) is not the one that was read"
    )
    assert told.count(f"        changed: {sentence}\n") == 2
    assert "KZ/entry: signed" in told
    refused = sign(cli, signed, "KZ-X", "--as", "Anna")
    assert refused.exit_code == 1
    assert "the passage is not the one in citations.lock" in refused.stderr
    cli("sources", "lock", "--accept-changed", "--rules", signed.rules, "--library", signed.library)
    assert states(cli, signed)["KZ-X"] == "changed"
    assert sign(cli, signed, "KZ-X", "--as", "Anna").exit_code == 0


def test_a_rule_whose_case_fails_is_not_signed(cli: CommandLine, signed: Signed) -> None:
    """A case that comes out otherwise, and a rule file with an error, keep a rule from being signed."""
    signed.change("citizenships: [RU], age: 17", "citizenships: [RU], age: 18")
    failed = sign(cli, signed, "KZ/stay", "--as", "Anna")
    assert failed.exit_code == 1
    assert "PF151" in failed.stderr
    assert sign(cli, signed, "KZ/entry", "--as", "Anna").exit_code == 0
    signed.change("gives: enter", "gives: entry")
    broken = sign(cli, signed, "KZ/entry", "--as", "Anna")
    assert broken.exit_code == 1
    assert broken.stderr.endswith("The rules have errors; nothing was signed.\n")


def test_two_readers_are_demanded(cli: CommandLine, signed: Signed) -> None:
    """One person cannot read for both roles, and who read an earlier state does not count."""

    def demanded(roles: str) -> tuple[int, list[str]]:
        done = cli("review", "status", "KZ/stay", "--rules", signed.rules, "--demand", roles)
        return done.exit_code, [line for line in done.stdout.splitlines() if "lacks" in line]

    assert demanded("program,law") == (1, ["    lacks a reader: for the program, for the law"])
    sign(cli, signed, "KZ", "--as", "Anna", "--role", "law")
    assert demanded("law") == (0, [])
    sign(cli, signed, "KZ", "--as", "ANNA", "--role", "program")
    (code, [lacking]) = demanded("program,law")
    assert (code, lacking) == (
        1,
        "    lacks a reader: for the law (each role needs another person)",
    )
    unsaid = sign(cli, signed, "KZ", "--as", "Boris")
    assert "No role was said" in unsaid.stdout
    assert demanded("program,law")[0] == 1
    sign(cli, signed, "KZ", "--as", "Boris", "--role", "program")
    assert demanded("program,law") == (0, [])
    signed.change("Leave in time.", "Leave early.")
    assert demanded("program,law")[0] == 1
    assert cli("review", "status", "--demand", "priest", "--rules", signed.rules).exit_code == 2


def test_a_damaged_file_of_signatures_stops_both_commands(cli: CommandLine, signed: Signed) -> None:
    """Nothing is added to a file that cannot be read, and nothing in it counts."""
    signed.reviews.write_text("signatures: [{rule: KZ/stay, by: Anna}]\n")
    before = signed.reviews.read_bytes()
    for done in (
        sign(cli, signed, "KZ", "--as", "Anna"),
        cli("review", "status", "--rules", signed.rules),
    ):
        assert done.exit_code == 1
        assert "reviews.yaml:1:" in done.stderr
        assert "Traceback" not in done.stderr
    assert signed.reviews.read_bytes() == before


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("KZ/stya", "--as", "Anna"), "Did you mean “KZ/stay”?"),
        (("KZ", "--as", " "), "1 to 80 characters"),
        (("KZ", "--as", "An\u202ena"), "all of them visible"),
        (("KZ", "--as", "Anna", "--on", "2150-01-01"), "still to come"),
        (("KZ", "--as", "Anna", "--key", "nowhere"), "There is no key"),
        (("KZ",), "--as"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    cli: CommandLine, signed: Signed, arguments: tuple[str, ...], words: str
) -> None:
    """A name that is no rule, no name, a day to come and a key that is not there end with 2."""
    done = sign(cli, signed, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not signed.reviews.exists()


def test_signatures_of_rules_that_are_gone_are_told(cli: CommandLine, signed: Signed) -> None:
    """A rule that was renamed is read by nobody, and the signature of the old name is not forgotten."""
    sign(cli, signed, "KZ-X", "--as", "Anna")
    signed.change("KZ-X:", "KZ-Y:")
    told = cli("review", "status", "--rules", signed.rules).stdout
    assert "KZ-Y: never read\n" in told
    assert "this rule book does not have: KZ-X\n" in told


def test_what_rests_on_old_reviews_is_told(cli: CommandLine, signed: Signed) -> None:
    """Once somebody has signed, `rules outdated` tells old, undone and missing reviews, a possible yes first."""
    arguments = (
        "rules",
        "outdated",
        "--older",
        "12m",
        "--on",
        "2025-06-01",
        "--rules",
        signed.rules,
    )
    assert cli(*arguments).stdout.startswith("0 of 3 pathways and cautions rest on documents")
    sign(cli, signed, "KZ-X", "KZ/entry", "--as", "Anna", "--on", "2024-01-15")
    assert cli(*arguments).stdout.splitlines() == [
        "Speaks until         Age  Document  Rule",
        "2024-12-31      5 months  001       KZ/stay",
        "    never read",
        "2024-12-31      5 months  001       KZ/entry",
        "    signed by Anna on 2024-01-15, 16 months ago",
        "2024-12-31      5 months  001       KZ-X",
        "    signed by Anna on 2024-01-15, 16 months ago",
        "0 of 3 pathways and cautions rest on documents that are older than 12m on 2025-06-01",
        "signed longer ago: 2; changed since: 0; never read: 1",
    ]
    signed.change("The sick are", "The ill are")
    found = {rule["id"]: rule for rule in json.loads(cli(*arguments, "--format", "json").stdout)}
    assert {name: rule["reasons"] for name, rule in found.items()} == {
        "KZ/stay": ["never"],
        "KZ/entry": ["review"],
        "KZ-X": ["changed"],
    }
    assert [found[name]["tells"] for name in ("KZ/stay", "KZ-X")] == ["yes", "warning"]
    assert (found["KZ-X"]["signed"], found["KZ-X"]["signed_by"]) == ("2024-01-15", "Anna")


def test_the_shipped_rules_are_signed_by_nobody(cli: CommandLine) -> None:
    """No signature is invented: nobody of the law has read the rules that ship."""
    told = cli("review", "status").stdout.splitlines()
    assert [line for line in told[:-2] if not line.endswith(": never read")] == []


def test_it_speaks_russian(cli: CommandLine, signed: Signed) -> None:
    """Both commands answer in Russian; names of rules and what stands in them stay as they are."""
    signing = sign(cli, signed, "KZ/stay", "--as", "Анна", "--role", "law", "--lang", "ru")
    assert signing.stdout.splitlines()[0] == "подписано: KZ/stay"
    signed.change("Leave in time.", "Leave early.")
    told = cli("review", "status", "--rules", signed.rules, "--lang", "ru").stdout
    assert "KZ-X: никем не прочитано\n" in told
    assert "изменилось: Обязанность «Leave early.»: предложение было «Leave in time.»" in told
    assert "Signed" not in told
    assert "changed" not in told


def test_a_document_that_is_missing_among_others_is_said(cli: CommandLine, signed: Signed) -> None:
    """Of a folder without the document passages are judged by the lock, and both forms say so."""
    cli("sources", "lock", "--rules", signed.rules, "--library", signed.library)
    sign(cli, signed, "KZ", "--as", "Anna")
    at_hand = ("--rules", signed.rules, "--library", signed.library)
    assert "not at hand" not in cli("review", "status", *at_hand).stdout
    (signed.library / "text.txt").write_bytes(b"\xff\xfe")
    told = cli("review", "status", "KZ/entry", *at_hand).stdout
    assert "    judged by citations.lock, for these documents are not at hand: 001\n" in told
    assert "Document 001 cannot be searched (text.txt is not UTF-8 text" in told
    (rule,) = json.loads(cli("review", "status", "KZ/entry", *at_hand, "--format", "json").stdout)
    assert (rule["state"], rule["passages"], rule["absent"]) == ("signed", "lock", ["001"])


def test_a_renamed_rule_is_told_with_its_country(cli: CommandLine, signed: Signed) -> None:
    """The signature of a name that is gone is told of its country and by `rules check`, until all is read again."""
    sign(cli, signed, "KZ", "--as", "Anna")
    signed.change("KZ/entry:", "KZ/enter:")
    old = "this rule book does not have: KZ/entry\n"
    assert old in cli("review", "status", "KZ", "--rules", signed.rules).stdout
    as_json = cli("review", "status", "KZ", "--rules", signed.rules, "--format", "json")
    assert old in as_json.stderr

    def gone() -> list[str]:
        run = cli("rules", "check", "--rules", signed.rules, "--format", "json")
        return [f["help"] for f in json.loads(run.stdout) if f["within"] == "KZ/entry"]

    (help_text,) = gone()
    assert help_text.startswith("Did you mean “KZ/enter”?")
    sign(cli, signed, "KZ", "--as", "Anna")
    assert gone() == []


@pytest.mark.parametrize(
    "on, words", [("2023-12-31", "published on 2024-01-01"), ("2090-01-01", "still to come")]
)
def test_nobody_read_it_before_there_was_anything(
    cli: CommandLine, signed: Signed, on: str, words: str
) -> None:
    """A day before the newest document was published, or one that is still to come, is refused."""
    done = sign(cli, signed, "KZ", "--as", "Anna", "--on", on)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not signed.reviews.exists()
