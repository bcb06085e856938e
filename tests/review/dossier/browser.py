"""A real Chromium, driven through pipes: many pages in one run, with no port and no library.

The DevTools protocol is JSON with a zero byte behind each message, on the file descriptors 3 and 4 of the browser.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip

_SECONDS = 60


class Browser:
    """One browser with one tab; `said` and `asked` are what the console said and what was asked of a network."""

    def __init__(self, folder: Path) -> None:
        assert CHROMIUM is not None
        from_test, self._to = os.pipe()
        self._from, to_test = os.pipe()
        shell = shutil.which("bash") or "bash"
        command = [CHROMIUM, *_QUIET, f"--user-data-dir={folder / 'browser'}", "about:blank"]
        self._process = subprocess.Popen(
            [shell, "-c", 'exec 3<&"$0" 4>&"$1" && shift 1 && exec "$@"', str(from_test), str(to_test), *command],
            pass_fds=(from_test, to_test), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(from_test)
        os.close(to_test)
        self._rest = b""
        self._number = 0
        self._session = ""
        self.said: list[str] = []
        self.asked: list[str] = []
        self._events: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = session["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._to)
        self._process.terminate()
        self._process.wait(30)
        os.close(self._from)

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self) -> dict[str, Any]:
        """The next message; events are noted on the way."""
        until = time.monotonic() + _SECONDS
        while b"\0" not in self._rest:
            ready, _w, _x = select.select([self._from], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            piece = os.read(self._from, 1 << 20)
            assert piece, "the browser has ended"
            self._rest += piece
        line, _zero, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, params: dict[str, Any]) -> None:
        self._events.append(method)
        if method == "Runtime.consoleAPICalled":
            self.said.append(str([each.get("value") for each in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.said.append(str(params["exceptionDetails"].get("text")))
        elif method == "Log.entryAdded":
            self.said.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        elif method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(("file:", "data:", "about:")):
                self.asked.append(url)

    def open(self, page: Path, anchor: str = "") -> None:
        """Open a page and wait until it is loaded."""
        self._events.clear()
        self._call("Page.navigate", url=page.as_uri() + anchor)
        done = {"Page.loadEventFired", "Page.navigatedWithinDocument"}
        while not done & set(self._events):
            self._read()

    def run(self, script: str) -> Any:
        """What an expression comes to on the page."""
        done = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def look(
        self, width: int, *, height: int = 900, dark: bool = False, paper: bool = False
    ) -> None:
        """Show pages at a width in CSS pixels, in the dark, or as they are printed."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = "dark" if dark else "light"
        self._call(
            "Emulation.setEmulatedMedia", media="print" if paper else "screen",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )  # fmt: skip

    def scripts(self, *, on: bool) -> None:
        """Let scripts of pages run, or not."""
        self._call("Emulation.setScriptExecutionDisabled", value=not on)

    def press(self, key: str) -> None:
        """Press a key: `Tab`, `Enter`."""
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key],
                **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}),
            )  # fmt: skip

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        self._call("Input.insertText", text=text)

    def picture(self, *, whole: bool = False) -> bytes:
        """The page as PNG."""
        done = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(done["data"])

    def paper(self) -> bytes:
        """The page as PDF, in the size that its style asks for."""
        done = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(done["data"])
