"""The report in a real browser: it loads without a network, without a complaint, and prints."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from command_line import CommandLine
from output.report_page import ReportPage

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium here: apt-get install chromium"
)

SCREENS = (320, 360, 1200)
"""Widths in CSS pixels: the narrowest telephones, most telephones, a desk."""

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
)  # fmt: skip


def browse(folder: Path, page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a page in the browser, with a fresh profile of its own."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'browser'}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.fixture(scope="module", params=["en", "ru"])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Path:
    """The report of an example in a language, with a hostile label."""
    folder = tmp_path_factory.mktemp("report")
    profile = (EXAMPLES / "igor.yaml").read_text(encoding="utf-8")
    label = "<script>console.log(1)</script><img src=https://evil.example/x>"
    cli = CommandLine(folder, cache_folder)
    out = folder / "report.html"
    done = cli(
        "report", "-", "-o", out, "--on", "2024-02-12", "--lang", request.param,
        stdin=profile.replace("case: igor", f"case: '{label}'"),
    )  # fmt: skip
    assert done.exit_code == 0
    return out


def watched(folder: Path, page: Path) -> tuple[str, list[str], set[str]]:
    """The document that the browser built, what the console said, and the hosts that were asked for.

    The browser calls on its maker whatever page is open; those hosts are left out.
    """
    log = folder / "net.json"
    done = browse(folder, page, "--dump-dom", "--enable-logging=stderr", f"--log-net-log={log}")
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = {urlsplit(str(event.get("params", {}).get("url", ""))).hostname for event in events}
    hosts = {
        host for host in asked if host and not host.endswith((".google.com", ".googleapis.com"))
    }
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, said, hosts


def test_it_loads_without_network_script_or_complaint(written: Path, tmp_path: Path) -> None:
    """The browser asks nobody for anything, logs nothing, and builds the document that was written."""
    document, said, hosts = watched(tmp_path, written)
    assert (said, hosts) == ([], set())
    read, shown = ReportPage(written.read_text(encoding="utf-8")), ReportPage(document)
    assert shown.headings == read.headings
    assert shown.text.split() == read.text.split()
    assert shown.named("script") == shown.named("img") == []


def test_a_page_that_asks_and_talks_would_be_seen(tmp_path: Path) -> None:
    """A picture from elsewhere and a message on the console show up in what is watched."""
    page = tmp_path / "page.html"
    page.write_text("<img src=https://evil.example/x><script>console.log(1)</script>", "utf-8")
    _document, said, hosts = watched(tmp_path, page)
    assert (len(said), hosts) == (1, {"evil.example"})


def test_it_prints_on_a4(written: Path, tmp_path: Path) -> None:
    """The browser makes a PDF of pages of the size A4, some ten to twenty of them."""
    out = tmp_path / "report.pdf"
    browse(tmp_path, written, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    data = out.read_bytes()
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", data)
    assert 8 <= len(boxes) <= 25
    for width, height in boxes:
        assert (round(float(width)), round(float(height))) == (595, 842)


def test_nothing_is_wider_than_the_screen(written: Path, tmp_path: Path) -> None:
    """On a telephone and on a desk every word fits: the page is never wider than its window."""
    page = written.read_text(encoding="utf-8")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    measure = (
        "<script>addEventListener('load', () => { const d = document.documentElement;"
        " parent.document.title += d.scrollWidth + ' of ' + d.clientWidth + '; '; })</script>"
    )
    inner = (
        page.replace("</head>", f"{measure}</head>").replace("&", "&amp;").replace('"', "&quot;")
    )
    frames = [
        f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{inner}"></iframe>'
        for width in SCREENS
    ]
    probe = written.parent / "probe.html"
    probe.write_text(f"<!DOCTYPE html><title></title>{''.join(frames)}", encoding="utf-8")
    done = browse(tmp_path, probe, "--dump-dom", "--window-size=1300,1000")
    found = re.search(r"<title>([^<]*)</title>", done.stdout)
    assert found is not None
    told = re.findall("[0-9]+ of [0-9]+", found[1])
    assert sorted(told) == sorted(f"{width} of {width}" for width in SCREENS)
