"""The dossier in a real browser: quiet, offline, legible, within reach of the keyboard, and good on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import CommandLine
from language.small_book import TEXT, make_book, rule_file
from review.dossier.browser import CHROMIUM, Browser

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium here: apt-get install chromium"
)

DAY = "2026-11-22"

CONTRAST = """
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const read = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const cache = {}; const rgba = (colour) => cache[colour] || (cache[colour] = read(colour));
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= .03928 ? v / 12.92
    : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (element) => { for (let at = element; at; at = at.parentElement) {
      const c = rgba(getComputedStyle(at).backgroundColor); if (c[3] === 255) return c; }
    return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bad = new Set(); let seen = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    if (!element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const ink = rgba(element.closest('svg') ? style.fill : style.color);
    const a = light(ink.slice(0, 3)), b = light(behind(element).slice(0, 3));
    seen += 1;
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5 || ink[3] < 255) bad.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [seen, [...bad]];
})()
"""
"""How many pieces of text a page shows, and those whose contrast is below 4.5 to 1 (WCAG AA for small text)."""

WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"

WITHIN_REACH = """
[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
  .filter((one) => one.getClientRects().length).length
"""

FOCUSED = """
(() => { const one = document.activeElement; if (!one || one === document.body) return null;
  const all = [...document.querySelectorAll('a[href], input')];
  const style = getComputedStyle(one);
  return [all.indexOf(one), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]; })()
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all pages."""
    with Browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="module", params=["en", "ru"])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Path:
    """The shipped dossier in a language, without documents; that of two countries is enough to look at."""
    return _written(
        tmp_path_factory.mktemp("shipped"), cache_folder, request.param, "--country", "KZ,AR,RU"
    )


@pytest.fixture(scope="module")
def with_words(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Path:
    """The dossier of a small book with its one document, which holds markup, and a case that fails."""
    home = tmp_path_factory.mktemp("small")
    rule = """\
requires: {says: The person is of age., fact: age, at least: 18}
conditions: stated
closed: [{from: 2023-03, until: 2023-06-01, says: It was closed., cite: passage}]
cases: [{says: wrong, on: 2023-08-01, person: {citizenships: [RU], age: 17}, verdict: eligible}]
"""
    make_book(home / "rules", rule_file(rule))
    (home / "library").mkdir()
    text = (
        TEXT
        + "\n<script>console.log(1)</script><img src=https://evil.example/x> Nobody read this.\n"
    )
    (home / "library" / "text.txt").write_text(text, encoding="utf-8")
    return _written(home, cache_folder, "en", "--rules", "rules", "--library", "library")


def _written(home: Path, cache: Path, language: str, *options: str) -> Path:
    done = CommandLine(home, cache)(
        "review", "dossier", "-o", "out", "--on", DAY, "--lang", language, *options
    )
    assert done.exit_code == 0, done.stderr
    return home / "out"


def pages(folder: Path) -> list[Path]:
    """The pages of a dossier; one is enough of those that list words."""
    words = sorted(folder.glob("words-*.html"))
    return [path for path in sorted(folder.glob("*.html")) if path not in words[1:]]


def check_every_page(browser: Browser, folder: Path) -> None:
    """Open each page in daylight, in the dark, on paper and on a narrow telephone."""
    browser.said.clear()
    for page in pages(folder):
        browser.look(1200)
        browser.open(page)
        for dark, paper, width in (
            (False, False, 1200),
            (True, False, 1200),
            (False, True, 700),
            (False, False, 320),
        ):
            browser.look(width, dark=dark, paper=paper)
            seen, bad = browser.run(CONTRAST)
            assert seen >= 3, page.name
            assert bad == [], (page.name, dark, paper)
            assert browser.run(WIDTHS)[0] <= width, (page.name, width)
    assert (browser.said, browser.asked) == ([], [])


def test_every_page_is_legible_quiet_and_offline(browser: Browser, written: Path) -> None:
    """No page complains or asks a network; every text has contrast in light, dark and print; 320 pixels are enough."""
    check_every_page(browser, written)


def test_pages_with_passages_are_so_too(browser: Browser, with_words: Path) -> None:
    """The same holds with the text of a document, whose markup does nothing, and with a case that fails."""
    check_every_page(browser, with_words)
    browser.open(with_words / "document-001.html")
    assert "<script>console.log(1)</script>" in browser.run("document.body.innerText")


def test_the_keyboard_reaches_everything(browser: Browser, written: Path) -> None:
    """Tab goes through every link and field in order, each with a visible focus; the first skips to the text."""
    browser.look(1200)
    for name in ("country-AR.html", "search.html"):
        browser.open(written / name)
        wanted = browser.run(WITHIN_REACH)
        reached = []
        for _step in range(min(wanted, 150)):
            browser.press("Tab")
            place, visible = browser.run(FOCUSED)
            assert visible, (name, place)
            reached.append(place)
        assert reached == list(range(len(reached))), name
    browser.open(written / "country-AR.html")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "main_"


def test_the_search_with_and_without_a_script(browser: Browser, written: Path) -> None:
    """With a script a field filters the page; without one there is no field, and everything is on the page."""
    count = "document.querySelectorAll('.found li:not([hidden])').length"
    browser.look(1200)
    browser.open(written / "search.html")
    whole = browser.run(count)
    browser.run("document.getElementById('find_').focus()")
    browser.write("AR/citizenship")
    assert 0 < browser.run(count) < 10 < whole
    assert re.search(r"\d", browser.run("document.getElementById('told_').textContent"))
    browser.scripts(on=False)
    try:
        browser.open(written / "country-AR.html")
        browser.open(written / "search.html")
        assert browser.run("getComputedStyle(document.getElementById('finder_')).display") == "none"
        assert browser.run(count) == whole
    finally:
        browser.scripts(on=True)


def test_it_prints_on_a4(browser: Browser, written: Path, with_words: Path) -> None:
    """The browser makes a PDF of pages of the size A4, with a page at least for each rule."""
    browser.look(1200)
    for page, least in ((written / "country-AR.html", 4), (with_words / "document-001.html", 1)):
        browser.open(page)
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", browser.paper())
        assert len(boxes) >= least
        assert {(round(float(w)), round(float(h))) for w, h in boxes} <= {(595, 842), (596, 842)}


def test_on_paper_a_sentence_keeps_its_passage(browser: Browser, with_words: Path) -> None:
    """No sheet ends between a sentence and its passage, and none begins with the line for a signature."""
    browser.open(with_words / "country-KZ.html")
    browser.look(794, paper=True)
    try:
        for part in (".pair", ".ending"):
            style = f"getComputedStyle(document.querySelector('{part}')).breakInside"
            assert browser.run(style) == "avoid"
        inside = "document.querySelectorAll('.ending > .sign').length"
        assert browser.run(inside) == browser.run("document.querySelectorAll('.sign').length")
    finally:
        browser.look(1200)


def test_a_page_that_talks_and_asks_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """A message on the console, a picture from elsewhere and pale text show up in what is watched."""
    page = tmp_path / "page.html"
    page.write_text(
        "<img src=https://evil.example/x><p style='color: #aaa; background: #fff'>pale</p>"
        "<script>console.log(1)</script>", "utf-8",
    )  # fmt: skip
    browser.said.clear()
    browser.open(page)
    assert browser.said
    assert browser.asked == ["https://evil.example/x"]
    assert browser.run(CONTRAST)[1]
    browser.said.clear()
    browser.asked.clear()
