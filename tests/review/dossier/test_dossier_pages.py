"""The pages of a dossier: whole, safe, readable without sight, and true to the rules."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import CommandLine
from language.small_book import TEXT, make_book, rule_file
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.values.text import inert
from review.dossier.pages_read import Page, lost_links, read_folder

DAY = "2026-11-22"

HOSTILE = """\
title: "<script>alert(1)</script> \\u202E title"
requires:
  all of:
    - says: "The person is <b>of age</b>."
      fact: age
      at least: 18
conditions: stated
open:
  - {kind: disputed, says: "<img src=x> disputed", because: "<i>why</i>", sides: [
      {says: one side, cite: passage}, {says: the other, cite: passage}]}
cases:
  - {says: "of <age>", on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}
  - {says: wrong, on: 2023-06-01, person: {citizenships: [RU], age: 17}, verdict: eligible}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the module."""
    return tmp_path_factory.mktemp("dossier")


@pytest.fixture(scope="module", params=["en", "ru"])
def bare(request: pytest.FixtureRequest, home: Path, cache_folder: Path) -> dict[str, Page]:
    """The dossier of the shipped rules in a language, without the documents."""
    folder = home / f"bare-{request.param}"
    done = CommandLine(home, cache_folder)(
        "review", "dossier", "-o", folder, "--on", DAY, "--lang", request.param
    )
    assert done.exit_code == 0, done.stderr
    return read_folder(folder)


@pytest.fixture(scope="module")
def full(home: Path, cache_folder: Path, documents_folder: Path) -> dict[str, Page]:
    """The dossier of the shipped rules with the passages."""
    folder = home / "full"
    done = CommandLine(home, cache_folder)(
        "review", "dossier", "-o", folder, "--on", DAY, "--library", documents_folder
    )
    assert done.exit_code == 0, done.stderr
    return read_folder(folder)


@pytest.fixture
def hostile(cli: CommandLine, tmp_path: Path) -> dict[str, Page]:
    """The dossier of a small book whose sentences hold markup and whose case fails, with its one document."""
    make_book(tmp_path / "rules", rule_file(HOSTILE))
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "text.txt").write_text(
        TEXT.replace("Nobody", "<script>alert(2)</script> Nobody"), encoding="utf-8"
    )
    done = cli(
        "review", "dossier", "-o", "out", "--rules", "rules", "--library", "library", cwd=tmp_path
    )
    assert done.exit_code == 0, done.stderr
    return read_folder(tmp_path / "out")


def test_every_link_leads_somewhere(bare: dict[str, Page]) -> None:
    """Every link leads to a page and an anchor of the dossier, and no id stands twice on a page."""
    assert lost_links(bare) == []
    for name, page in bare.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_the_program_speaks_one_language(bare: dict[str, Page]) -> None:
    """In Russian no sentence of the program about the conditions is left in English."""
    text = bare["country-CZ.html"].text
    english = "The documents record no conditions" in text
    assert english == ("Coverage" in text)
    assert not any("object at 0x" in page.text for page in bare.values())


def test_a_reader_without_sight(bare: dict[str, Page]) -> None:
    """Every page has landmarks, one first heading, headings without gaps, and tables with captions and scopes."""
    for name, page in bare.items():
        tags = [tag for tag, _named in page.elements]
        assert [tags.count(tag) for tag in ("main", "h1", "title", "header", "footer")] == [1] * 5
        assert page.headings[0] == 1
        steps = [b - a for a, b in zip(page.headings, page.headings[1:], strict=False)]
        assert all(step <= 1 for step in steps), name
        assert tags.count("table") == tags.count("caption")
        assert all(th.get("scope") in ("col", "row") for th in page.named("th"))
        links = [named.get("href") for named in page.named("a")]
        assert links[0] == "#main_"
        labels = {nav.get("aria-label") for nav in page.named("nav")}
        assert None not in labels
        assert len(labels) == len(page.named("nav")), name
        ids = set(page.ids)
        named = [str(at["aria-labelledby"]) for _t, at in page.elements if "aria-labelledby" in at]
        assert set(named) <= ids
        assert all(svg.get("aria-label") for svg in page.named("svg") if svg.get("role") == "img")


def test_only_own_style_and_script_may_act(bare: dict[str, Page]) -> None:
    """The policy of each page allows its own style, and on the search its own script, by their hashes: nothing else."""
    for name, page in bare.items():
        policy = next(str(meta["content"]) for meta in page.named("meta") if "http-equiv" in meta)
        style, script = page.style, page.script
        wanted = ["default-src 'none'", f"style-src '{digest(style)}'"]
        if name == "search.html":
            wanted.append(f"script-src '{digest(script)}'")
        else:
            assert script == ""
        assert policy.split("; ") == [*wanted, "base-uri 'none'", "form-action 'none'"]
        for tag, named in page.elements:
            assert tag not in {"img", "link", "iframe", "object", "embed"}
            assert not {"src", "style", "srcset"} & set(named)
            assert not any(attribute.startswith("on") for attribute in named)
        assert "@import" not in page.style
        assert set(re.findall(r"url\(([^)]*)\)", page.style)) == {"#hatch_"}


def digest(text: str) -> str:
    """A hash as policies write it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_everything_is_there(bare: dict[str, Page]) -> None:
    """Each pathway, caution, definition, fact and citation has its place, and each rule its condition and time line."""
    book = load_folders([shipped_rules()]).book
    assert book is not None
    for name in (*book.pathways, *book.cautions):
        holding = [
            page for page in bare.values() if re.sub(r"[^0-9A-Za-z]+", "-", name) in page.ids
        ]
        assert len(holding) == 1, name
    assert all(name in bare["facts.html"].text for name in book.vocabulary.facts)
    assert sum(anchor.startswith("citation-") for anchor in bare["citations.html"].ids) == len(
        book.citations
    )
    definitions = [
        section
        for section in bare["definitions.html"].named("section")
        if section.get("class") == "rule"
    ]
    assert len(definitions) == len(book.definitions)
    drawings = sum(
        svg.get("role") == "img" for name, page in bare.items() for svg in page.named("svg")
    )
    assert drawings == len(book.pathways) + len(book.cautions)


def test_without_documents_no_passage_is_shown(
    bare: dict[str, Page], documents_folder: Path
) -> None:
    """Without the documents no page holds a sentence of them, and the pages say what is missing."""
    shown = " ".join(" ".join(page.text.split()) for page in bare.values())
    assert "--library" in shown
    for path in sorted(documents_folder.glob("*.txt")):
        text = inert(path.read_text(encoding="utf-8"))
        pieces = [text[at : at + 120] for at in range(0, len(text) - 120, 120)]
        assert not any(piece in shown for piece in pieces)


def test_with_documents_every_passage_is_beside(full: dict[str, Page]) -> None:
    """Every link resolves, every page of a country says that it is not for publication, passages stand in full."""
    assert lost_links(full) == []
    countries = [page for name, page in full.items() if name.startswith("country-")]
    assert all("Not for publication" in page.text for page in countries)
    assert all("[…]" not in page.text for page in full.values())
    passages = full["citations.html"].named("figure")
    book = load_folders([shipped_rules()]).book
    assert book is not None
    assert len(passages) == len(book.citations)


def test_every_rule_leads_to_its_passage_and_back(full: dict[str, Page]) -> None:
    """From each rule a link leads to its passage in the text of a document, and from there one leads back to it."""
    book = load_folders([shipped_rules()]).book
    assert book is not None
    back = {
        link for name, page in full.items() if name.startswith("document-") for link in page.links
    }
    for pathway in book.pathways.values():
        assert f"country-{pathway.country}.html#{pathway.id.replace('/', '-')}" in back
        for cite in pathway.versions[0].cites:
            document = book.citations[cite].citation.document
            anchor = "citation-" + re.sub(r"[^0-9A-Za-z]+", "-", cite)
            assert anchor in full[f"document-{document}.html"].ids
            country = full[f"country-{pathway.country}.html"]
            same = {f"document-{document}.html#{anchor}"} & set(country.links)
            assert same or cite.rpartition("/")[2] in country.text


def test_markup_of_a_rule_book_stays_text(hostile: dict[str, Page]) -> None:
    """What a rule book or a document says is shown as text, on every page, and acts on none."""
    for name, page in hostile.items():
        tags = {tag for tag, _named in page.elements}
        assert not tags & {"img", "b", "i"}, name
        assert ("script" in tags) == (name == "search.html")
    country = hostile["country-KZ.html"].text
    for shown in (
        "<script>alert(1)</script>",
        "<U+202E>",
        "<b>of age</b>",
        "<img src=x>",
        "of <age>",
    ):
        assert shown in country
    assert "<script>alert(2)</script> Nobody" in hostile["document-001.html"].text
    assert lost_links(hostile) == []


def test_what_fails_comes_first(hostile: dict[str, Page]) -> None:
    """A failing case, a disputed point and a rule that nobody has signed are on the first page, worst first."""
    text = hostile["index.html"].text
    told = [
        "A case of 1 rule fails.",
        "In 1 rule documents contradict",
        "Nobody has signed 1 rule.",
    ]
    places = [text.index(each) for each in told]
    assert places == sorted(places)
    assert "the rules say ineligible, the case says eligible" in hostile["country-KZ.html"].text
    assert "one side" in hostile["contradictions.html"].text


def test_only_some_countries(cli: CommandLine, tmp_path: Path) -> None:
    """With `--country` only these have pages; every link of the rest still resolves; an unknown one is wrong usage."""
    done = cli("review", "dossier", "-o", "out", "--country", "kz,RU", cwd=tmp_path)
    assert done.exit_code == 0, done.stderr
    pages = read_folder(tmp_path / "out")
    assert {name for name in pages if name.startswith("country-")} == {
        "country-KZ.html", "country-RU.html",
    }  # fmt: skip
    assert lost_links(pages) == []
    wrong = cli("review", "dossier", "-o", "other", "--country", "KX", cwd=tmp_path)
    assert wrong.exit_code == 2
    assert "KX" in wrong.stderr
    assert not (tmp_path / "other").exists()


def test_what_is_not_a_dossier_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    """A folder that holds something else is wrong usage; rules with errors end the command; nothing is written."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    done = cli("review", "dossier", "-o", "out", cwd=tmp_path)
    assert (done.exit_code, "Traceback" in done.stderr) == (2, False)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
    make_book(tmp_path / "rules", rule_file("gives: nothing\n"))
    done = cli("review", "dossier", "-o", "new", "--rules", "rules", cwd=tmp_path)
    assert done.exit_code == 1
    assert "no dossier was written" in done.stderr
    assert not (tmp_path / "new").exists()


def test_another_copy_and_a_lost_passage_are_seen(cli: CommandLine, tmp_path: Path) -> None:
    """A passage that the copy does not hold stands among what needs attention, with its status."""
    make_book(tmp_path / "rules", rule_file(""))
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "text.txt").write_text("Another text.\n", encoding="utf-8")
    done = cli(
        "review", "dossier", "-o", "out", "--rules", "rules", "--library", "library", cwd=tmp_path
    )
    assert done.exit_code == 0, done.stderr
    pages = read_folder(tmp_path / "out")
    assert "not what was cited" in pages["index.html"].text
    assert "not found" in pages["country-KZ.html"].text
    assert lost_links(pages) == []


GIT = shutil.which("git")


@pytest.mark.skipif(GIT is None, reason="no git here")
def test_git_tells_when_a_file_was_changed(cli: CommandLine, tmp_path: Path) -> None:
    """With `--git` the page of a country names the commits of its file; a folder without git is said, no more."""
    assert GIT is not None
    make_book(tmp_path / "rules", rule_file(""))
    plain = cli("review", "dossier", "-o", "a", "--rules", "rules", "--git", cwd=tmp_path)
    assert (plain.exit_code, "git knows nothing" in plain.stderr) == (0, True)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        [*who, "commit", "-q", "-m", "The <first> rule"],
    ):
        subprocess.run([GIT, *arguments], cwd=tmp_path / "rules", check=True)
    done = cli("review", "dossier", "-o", "b", "--rules", "rules", "--git", cwd=tmp_path)
    assert done.exit_code == 0, done.stderr
    assert "The <first> rule" in read_folder(tmp_path / "b")["country-KZ.html"].text


def test_signatures_are_shown(cli: CommandLine, tmp_path: Path) -> None:
    """A signed rule says by whom and when; once it is changed, the first page says so and the rule says how."""
    rule = "requires: {says: The person is of age., fact: age, at least: 18}\nconditions: stated\n"
    make_book(tmp_path / "rules", rule_file(rule))
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "text.txt").write_text(
        TEXT.replace("comes", "comes at 18 or 21"), encoding="utf-8"
    )
    given = ("--rules", "rules", "--library", "library")
    name = next(iter(load_folders([str(tmp_path / "rules")]).book.pathways))  # type: ignore[union-attr]
    signed = cli(
        "review", "sign", name, "--as", "Anna Petrova", "--role", "law", *given, cwd=tmp_path
    )
    assert signed.exit_code == 0, signed.stderr
    assert cli("review", "dossier", "-o", "out", *given, cwd=tmp_path).exit_code == 0
    pages = read_folder(tmp_path / "out")
    assert "Anna Petrova" in pages["country-KZ.html"].text
    assert "Signed as it stands." in pages["country-KZ.html"].text
    make_book(tmp_path / "rules", rule_file(rule.replace("18", "21")))
    assert cli("review", "dossier", "-o", "out", *given, cwd=tmp_path).exit_code == 0
    pages = read_folder(tmp_path / "out")
    assert "1 rule has changed since it was signed." in pages["index.html"].text
    changed = pages["country-KZ.html"].text.partition("Changed since it was signed:")[2]
    assert "21" in changed


def test_where_the_rules_lie_is_not_shown(cli: CommandLine, tmp_path: Path) -> None:
    """Places are told inside the folder of rules: a dossier is handed on, the name of somebody's home is not."""
    make_book(tmp_path / "somewhere" / "rules", rule_file())
    rules = tmp_path / "somewhere" / "rules"
    done = cli("review", "dossier", "-o", tmp_path / "out", "--on", DAY, "--rules", rules)
    assert done.exit_code == 0, done.stderr
    pages = [page.read_text("utf-8") for page in (tmp_path / "out").glob("*.html")]
    assert any("destinations/KZ.yaml:" in page for page in pages)
    assert not [page for page in pages if "somewhere" in page]


def test_a_list_of_dangers_says_what_they_are(bare: dict[str, Page]) -> None:
    """On the page of a country the list of dangers holds the beginning of each sentence, not its code."""
    text = bare["country-KZ.html"].text
    listed = text[: text.index("KZ/visa-free-entry")]
    assert "KZ-GUARD" not in listed
    assert "…" in listed


def test_the_age_of_documents_is_that_on_the_day_of_the_dossier(bare: dict[str, Page]) -> None:
    """A dossier answers nobody's question, so nothing in it is told of a day asked about."""
    for page in bare.values():
        assert "the day asked about)" not in page.text
    assert DAY in bare["country-KZ.html"].text


def test_neighbours_are_those_of_the_table(bare: dict[str, Page]) -> None:
    """From a country one gets to the next one of the table on the first page."""
    table = [link for link in bare["index.html"].links if link.startswith("country-")]
    order = list(dict.fromkeys(table))
    order = sorted(order, key=table.index)
    kz = bare["country-KZ.html"]
    near = [link for link in kz.links if link in order and link != "country-KZ.html"][:2]
    place = order.index("country-KZ.html")
    assert near == [order[place - 1], order[place + 1]]


def test_a_definition_is_said_where_it_is_required(bare: dict[str, Page]) -> None:
    """Where a rule requires a definition its sentence stands there, not the name alone."""
    for condition in re.findall(
        r"\S+ ?\[(?:as defined under|как определено)", bare["country-GE.html"].text
    ):
        assert condition.split("[")[0].strip().endswith((".", "»", "”")), condition
