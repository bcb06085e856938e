"""The interview in a real terminal: whole conversations, from the first page to the result."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from interview.pseudo_terminal import (
    CTRL_C,
    CTRL_D,
    CTRL_F,
    CTRL_R,
    CTRL_S,
    CTRL_T,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    SPACE,
    Terminal,
)  # fmt: skip
from interview.whole_interviews import (
    KEYS,
    PROFILE,
    answer,
    answer_all,
    answer_until,
    asked_now,
    begin,
    question,
    row,
    words,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine

UNSAID = ("не знаю", ENTER)


def again(fact: str) -> str:
    """The keys that give the answer that is offered; a date is confirmed."""
    return ENTER * 2 if fact == "travel_passport_expires" else ENTER


def result_of(terminal: Terminal) -> str:
    """What was written below the screen of the interview, once that had been left."""
    written = terminal.written.decode().replace("\r\n", "\n")
    return written.rpartition("\x1b[?1049l")[2]


def number_of(terminal: Terminal, line: str) -> str:
    """The number under which a line can be chosen."""
    found = re.search(rf"(\d+) {re.escape(line)}", terminal.text)
    assert found, terminal.text
    return found[1]


def plain(text: str) -> str:
    """A text without what moves a cursor or sets a style."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def checked(cli: CommandLine, small: list[str], *arguments: str) -> str:
    """What `check` prints of a profile."""
    done = cli("check", *arguments, *small)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "language, columns, rows",
    [
        pytest.param("en", 80, 24, id="english"),
        pytest.param("ru", 60, 20, id="russian-narrow"),
        pytest.param("ru", 200, 50, id="russian-wide"),
    ],
)
def test_a_whole_interview_ends_with_what_check_says(
    cli: CommandLine, small: list[str], language: str, columns: int, rows: int
) -> None:
    """In both languages and at every width the result at the end is that of `check` on the saved profile."""
    own = ["--lang", language]
    with Terminal(
        cli,
        ["ask", *small, *own, "--save", "p.yaml"],
        columns=columns,
        rows=rows,
        env={"NO_COLOR": "1"},
    ) as terminal:
        begin(terminal, language)
        asked = answer_all(terminal, language=language)
        terminal.press(ENTER)
        assert terminal.finish() == 0
        assert terminal.sane()
    assert len(asked) == len(set(asked)) >= 10
    if columns == 80:
        assert checked(cli, small, "p.yaml", *own) in plain(result_of(terminal))
    first = checked(cli, small, "p.yaml", *own).splitlines()[0]
    assert first in " ".join(plain(result_of(terminal)).split())
    assert "feasible" in cli("check", "p.yaml", *small, "--format", "json").stdout


def test_changing_an_early_answer_keeps_the_later_ones(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """An answer is changed from the review, and the answers after it stay as they were."""
    with Terminal(cli, ["ask", *small, "--save", "p.yaml"]) as terminal:
        begin(terminal)
        answer_all(terminal)
        before = (tmp_path / "p.yaml").read_text(encoding="utf-8")
        terminal.press(CTRL_R)
        text = terminal.until("Your answers", "Age: 34 years")
        row = next(line for line in text.splitlines() if "Age: 34" in line)
        assert answer(terminal, row.split()[0], ENTER) == "age"
        assert "34" in terminal.text, "the old answer is offered"
        assert answer(terminal, CTRL_U, "35", ENTER) == "over"
        after = (tmp_path / "p.yaml").read_text(encoding="utf-8")
        assert after == before.replace("age: 34", "age: 35")


def test_going_back_offers_the_answer_and_enter_keeps_it(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """From every question, and from the end, Esc leads to the one before; Enter gives the same answer again."""
    with Terminal(cli, ["ask", *small, "--save", "p.yaml"]) as terminal:
        fact = begin(terminal)
        while fact != "over":
            after = answer(terminal, *KEYS[fact])
            saved = (tmp_path / "p.yaml").read_text(encoding="utf-8")
            terminal.press(ESCAPE)
            terminal.until(question(fact, "en"), "You have answered this before")
            assert answer(terminal, *again(fact)) == after
            assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == saved
            fact = after


def test_one_can_go_back_from_a_text_that_is_half_typed(cli: CommandLine, small: list[str]) -> None:
    """Also where something has been typed Esc goes back, and so do the word for it and the arrow to the left."""
    with Terminal(cli, ["ask", *small]) as terminal:
        asked = [begin(terminal)]
        while len(asked) < 3 or asked[-1] not in ("age", "citizenships", "employment_in", "stays"):
            asked.append(answer(terminal, *KEYS[asked[-1]]))
        *_earlier, before, now = asked
        terminal.press("3", ESCAPE)
        terminal.until(question(before, "en"))
        assert answer(terminal, *again(before)) == now
        terminal.press("назад", ENTER)
        terminal.until(question(before, "en"))
        assert answer(terminal, *again(before)) == now
        assert answer(terminal, LEFT) == before


def test_one_can_go_back_inside_a_stay(cli: CommandLine, small: list[str]) -> None:
    """Entering a trip part by part, Esc leads to the part before with what was said, and then out of the trip."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        answer_until(terminal, "stays")
        terminal.press("кирг", ENTER)
        terminal.until("On which day did you enter?", "Kyrgyzstan")
        terminal.press("5 окт 2022", ENTER)
        terminal.until("On which day did you leave?", "October 5, 2022")
        terminal.press(ESCAPE)
        terminal.until("On which day did you enter?", "Date: Wednesday, October 5, 2022")
        terminal.press(ENTER)
        terminal.until("On which day did you leave?")
        terminal.press(DOWN, ENTER)
        terminal.until("Is this right?", "Kyrgyzstan: since October 5, 2022 (468 days)")
        terminal.press(ENTER)
        terminal.until("Days in the last 180: Kyrgyzstan 180.", "since October 5, 2022, 468 days")
        terminal.press("Турция с 1 декабря 2023", ENTER)
        terminal.until("This cannot be right:", "Another stay goes on too")
        terminal.press(ESCAPE)
        terminal.until("That is all: 1 entry")


def test_the_rest_of_a_half_written_trip_is_no_number_of_a_line(
    cli: CommandLine, small: list[str]
) -> None:
    """Asked for the day, “2” is the second, and not the second line, which says that there were no stays."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        answer_until(terminal, "stays")
        terminal.press("Kazakhstan since Oct 2022", ENTER)
        terminal.until("Which day of October 2022?", without="2 None")
        terminal.press("2", ENTER)
        terminal.until("Is this right?", "Kazakhstan: since October 2, 2022")
        terminal.press(ENTER)
        terminal.until("That is all: 1 entry")
        terminal.press("Turkey 1.6.2022", ENTER)
        terminal.until("When did this stay end?", without="That is all")
        terminal.press("done", ENTER)
        terminal.until("That is all: 1 entry", without="When did this stay end?")
        terminal.press("no", ENTER)
        terminal.until("There are entries already.", "1 Kazakhstan: since October 2, 2022")
        terminal.press(CTRL_U, "done", ENTER)
        terminal.until("Answered: 8")


def test_a_no_is_not_the_beginning_of_norway(cli: CommandLine, small: list[str]) -> None:
    """What names no country is not completed to the name of one."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        answer_until(terminal, "current_country")
        terminal.press("no")
        terminal.until("Country: no", without="Norway")
        terminal.press(ENTER)
        terminal.until("This can be read in two ways.")
        terminal.press("r")
        terminal.until("> Norway")


def test_a_date_counts_only_when_it_has_been_confirmed(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """A date is read back with its weekday; another text replaces it, the same one again takes it."""
    (tmp_path / "p.yaml").write_text(
        "facts: {travel_passport_expires: unknown}\n", encoding="utf-8"
    )
    with Terminal(cli, ["ask", "p.yaml", "--save", "p.yaml", *small]) as terminal:
        begin(terminal)
        terminal.press(CTRL_R)
        terminal.until("Your answers", "Travel passport valid until: don't know")
        assert answer(terminal, "2", ENTER) == "travel_passport_expires"
        terminal.press("май 2030", ENTER)
        terminal.until("Which day of May 2030?")
        terminal.press("2", ENTER)
        terminal.until("Read as: Thursday, May 2, 2030. Is that right?")
        terminal.press(CTRL_U, "1.5.2030", ENTER)
        terminal.until("Read as: Wednesday, May 1, 2030. Is that right?")
        assert "unknown" in (tmp_path / "p.yaml").read_text(encoding="utf-8")
        assert answer(terminal, ENTER) != "travel_passport_expires"
    saved = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    assert "travel_passport_expires: 2030-05-01" in saved


def test_unknown_and_declined_are_answers_to_everything(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """A person who knows nothing and wants to say little still gets a result, which `check` repeats."""
    with Terminal(cli, ["ask", *small, "--save", "p.yaml"]) as terminal:
        begin(terminal)
        others = dict.fromkeys(KEYS, ("не знаю", ENTER)) | {
            "citizenships": KEYS["citizenships"],
            "military_acts": ("I do not want", ENTER),
            "age": (DOWN, DOWN, ENTER),
        }
        answer_all(terminal, others)
        terminal.until("Possible, if you can say more: 1 (Kazakhstan)", "Still missing")
        terminal.press(ENTER)
        assert terminal.finish() == 0
    saved = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    assert "military_acts: declined" in saved
    assert "age: declined" in saved
    assert saved.count("unknown") >= 7
    assert checked(cli, small, "p.yaml") in plain(result_of(terminal))


def test_a_question_that_was_put_off_comes_back_once(cli: CommandLine, small: list[str]) -> None:
    """“Not now” puts a question behind all others; a second time leaves it unsaid, and the interview ends."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        asked = answer_all(terminal, {"age": ("Not now", ENTER)})
        assert asked.count("age") == 2
        assert asked[-1] == "age"


def test_what_is_missing_at_the_end_can_be_answered_there(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """What only tells whether a danger touches is never asked; from the last page it can be answered."""
    with Terminal(cli, ["ask", *small, "--save", "p.yaml"]) as terminal:
        begin(terminal)
        assert "public_antiwar_criticism" not in answer_all(terminal)
        terminal.press(number_of(terminal, "Answer what is still missing"), ENTER)
        terminal.until("Still missing", "Choose what you want to answer.")
        terminal.press(DOWN)
        terminal.settle()
        assert answer(terminal, ENTER) == "public_antiwar_criticism"
        assert answer(terminal, *KEYS["public_antiwar_criticism"]) == "over"
        terminal.press(ENTER)
        assert terminal.finish() == 0
    assert "public_antiwar_criticism: no" in (tmp_path / "p.yaml").read_text(encoding="utf-8")
    assert checked(cli, small, "p.yaml") in plain(result_of(terminal))


def test_after_one_place_one_can_go_on_to_all(cli: CommandLine, small: list[str]) -> None:
    """An interview for the first place ends there, or goes on until every country is decided."""
    out = {"passports": (SPACE, ENTER)}  # the internal one alone: nothing can be found
    with Terminal(cli, ["ask", *small, "--aim", "first"]) as terminal:
        begin(terminal)
        while "Go on, until every country is decided" not in terminal.text:
            fact = asked_now(terminal, "en")
            answer(terminal, *out.get(fact, KEYS[fact]))
        terminal.press(number_of(terminal, "Go on, until every country is decided"), ENTER)
        terminal.until("End, and show the whole result", without="Go on, until every country")
        terminal.press(ENTER)
        assert terminal.finish() == 0


def test_an_interrupted_interview_goes_on_where_it_stopped(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """Two Ctrl-C stop at once and say what is saved; the same file goes on without asking anything again."""
    with Terminal(cli, ["ask", *small, "--save", "p.yaml"]) as terminal:
        asked = [begin(terminal)]
        while len(asked) <= 3:
            asked.append(answer(terminal, *KEYS[asked[-1]]))
        terminal.press(CTRL_C)
        terminal.until("Stop here?", "You have given 3 answers. They are saved.")
        terminal.press(CTRL_C)
        assert terminal.finish() == 130
        assert terminal.sane()
        assert "Saved in p.yaml: 3 answers." in result_of(terminal)
    assert (tmp_path / "p.yaml").stat().st_mode & 0o777 == 0o600
    with Terminal(cli, ["ask", "p.yaml", "--save", "p.yaml", *small]) as terminal:
        assert begin(terminal) == asked[3]
        assert not set(asked[:3]) & set(answer_all(terminal))
        terminal.press(ENTER)
        assert terminal.finish() == 0
        assert checked(cli, small, "p.yaml") in plain(result_of(terminal))


def test_ctrl_d_asks_before_it_stops_and_says_that_nothing_was_saved(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """A person who stops without saving is told so before and after, and no file is left."""
    with Terminal(cli, ["ask", *small]) as terminal:
        first = begin(terminal)
        terminal.press(CTRL_D)
        terminal.until("Stop here?", "They are not saved.")
        terminal.press(ENTER)
        terminal.until(question(first, "en"))
        terminal.press(CTRL_D)
        terminal.until("Stop here?")
        terminal.press("4", ENTER)
        assert terminal.finish() == 130
        assert "Nothing was saved." in result_of(terminal)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


def test_a_signal_to_end_leaves_the_terminal_sane(cli: CommandLine, small: list[str]) -> None:
    """A program that is told to end from outside gives the terminal back as it was."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.finish() == 130
        assert terminal.sane()
        assert "Nothing was saved." in result_of(terminal)


def test_the_language_changes_in_the_middle(cli: CommandLine, small: list[str]) -> None:
    """Ctrl-T turns question, help, options and summary into the other language, and what is ticked stays."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        answer_until(terminal, "passports")
        terminal.press(DOWN, SPACE, CTRL_T)
        text = terminal.until(question("passports", "ru"), "[x] 2 загранпаспорт")
        assert "travel" not in text
        assert answer(terminal, ENTER, language="ru") != "passports"
        terminal.press(CTRL_F)
        terminal.until(words("ru")("The result so far"), "Казахстан")
        terminal.press(CTRL_T)
        terminal.until("The result so far", "Kazakhstan")


def test_why_names_what_an_answer_can_change_with_the_passage(
    cli: CommandLine, small: list[str]
) -> None:
    """`?` shows the destinations, the ways, the conditions and the citation; Enter leads back to what was typed."""
    with Terminal(cli, ["ask", *small], rows=40) as terminal:
        begin(terminal)
        answer_until(terminal, "age")
        terminal.press("?")
        terminal.until(
            "Your answer can still change 1 country: Kazakhstan.",
            "- Stay without a visa (gives a stay).",
            "- The person is of age.",
            'passage: 001, A heading: from "Whoever comes" to "to be asked"',
        )
        terminal.press(ENTER)
        terminal.until(question("age", "en"))


def test_the_result_is_saved_where_one_says_and_overwriting_is_asked(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """The result goes to a file of the person's choice, for its owner alone; an old file is not lost unasked."""
    (tmp_path / "result.md").write_text("old", encoding="utf-8")
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        terminal.press(CTRL_F)
        terminal.until("The result so far", "End here")
        terminal.press("2", ENTER)
        terminal.until("Save or copy it")
        terminal.press("Save or", ENTER)
        terminal.until("Choose one of the lines.")
        terminal.press("3", ENTER)
        terminal.until("The result as Markdown")
        terminal.press("2", ENTER)
        terminal.until("In which file", "File: result.md")
        terminal.press(ENTER)
        terminal.until("result.md exists. Shall it be overwritten?")
        terminal.press(ENTER)
        terminal.until("In which file")
        terminal.press(CTRL_U, "mine.md", ENTER)
        terminal.until("Saved in")
    assert (tmp_path / "result.md").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("# Where can this person")
    assert (tmp_path / "mine.md").stat().st_mode & 0o777 == 0o600


def test_answers_can_be_saved_in_the_middle(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """Ctrl-S asks for a file, and from then on the answers are kept in it after every question."""
    with Terminal(cli, ["ask", *small]) as terminal:
        first = begin(terminal)
        terminal.press(CTRL_S)
        terminal.until("In which file shall your answers be saved?", "File: answers.yaml")
        terminal.press(ENTER)
        terminal.until("Saved in")
        terminal.press(ENTER)
        terminal.until(question(first, "en"))
        answer(terminal, *KEYS[first])
        assert f"{first}: " in (tmp_path / "answers.yaml").read_text(encoding="utf-8")


def test_the_screen_has_no_colours_and_leaves_nothing_behind(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """Only bold, reverse and underline set things apart; no file appears, a history least of all."""
    with Terminal(cli, ["ask", *small]) as terminal:
        begin(terminal)
        answer_all(terminal)
        styles = re.findall(rb"\x1b\[([0-9;]*)m", terminal.written)
        assert {int(one) for style in styles for one in style.split(b";") if one} <= {0, 1, 4, 7}
        terminal.press(CTRL_C, CTRL_C)
        assert terminal.finish() == 130
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_clear_empties_the_screen_and_what_was_scrolled_away(
    cli: CommandLine, small: list[str]
) -> None:
    """With --clear the result is read first, and then nothing of it is left on the terminal."""
    with Terminal(cli, ["ask", *small, "--clear"]) as terminal:
        begin(terminal)
        terminal.press(CTRL_F, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN)
        terminal.settle()
        terminal.press("2", ENTER)
        terminal.until("End, and show the whole result")
        terminal.press(ENTER)
        terminal.until("Press Enter to empty the screen.")
        terminal.press(ENTER)
        assert terminal.finish() == 0
        assert terminal.text == ""
        assert b"\x1b[3J" in terminal.written


def test_what_is_sensitive_is_seen_in_the_review_alone(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """Neither the line of the last answer nor an error repeats what was said of a sensitive fact."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    with Terminal(cli, ["ask", "p.yaml", *small]) as terminal:
        begin(terminal)
        terminal.press(CTRL_R)
        terminal.until("Your answers")
        assert answer(terminal, str(row("military_acts")), ENTER) == "military_acts"
        terminal.press("canarybird", ENTER)
        text = terminal.until("This is not one of the options.")
        assert text.count("canarybird") == 1, "only where it was typed"
        assert answer(terminal, CTRL_U, "1", ENTER, ENTER) == "age"
        assert "Your last answer: Acts against the call-up: noted" in terminal.text
        assert "evaded" not in terminal.text
        terminal.press(CTRL_R)
        terminal.until("Your answers", "evaded mobilisation")


def test_a_profile_with_problems_is_shown_as_check_shows_it(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """An interview that cannot go on with a file says every problem of it, and ends with 1."""
    (tmp_path / "p.yaml").write_text("facts: {age: 999, passport: [travel]}\n", encoding="utf-8")
    asked, seen = cli("ask", "p.yaml", *small), cli("check", "p.yaml", *small)
    assert asked.exit_code == seen.exit_code == 1
    assert asked.stderr == seen.stderr


def test_an_old_file_is_not_overwritten_by_a_new_interview(
    cli: CommandLine, small: list[str], tmp_path: Path
) -> None:
    """--save refuses a file that is there already, unless the interview goes on with it."""
    (tmp_path / "p.yaml").write_text("facts: {age: 34}\n", encoding="utf-8")
    done = cli("ask", "--save", "p.yaml", *small)
    assert done.exit_code == 2
    assert "pathfinder ask p.yaml --save p.yaml" in done.stderr
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == "facts: {age: 34}\n"
