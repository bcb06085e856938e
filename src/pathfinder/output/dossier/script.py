"""The one script: it filters the page of all entries while somebody types; the browser's own search needs none."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

SCRIPT: Final = """
(function () {
  "use strict";
  var form = document.getElementById("finder_"), box = document.getElementById("find_");
  var told = document.getElementById("told_");
  var entries = Array.prototype.slice.call(document.querySelectorAll(".found li"));
  var texts = entries.map(function (entry) { return entry.textContent.toLocaleLowerCase(); });
  var parts = Array.prototype.slice.call(document.querySelectorAll("section[data-entries]"));
  function look() {
    var words = box.value.toLocaleLowerCase().split(/\\s+/).filter(Boolean), found = 0;
    entries.forEach(function (entry, place) {
      var fits = words.every(function (word) { return texts[place].indexOf(word) >= 0; });
      entry.hidden = !fits;
      if (fits) { found += 1; }
    });
    parts.forEach(function (part) { part.hidden = !part.querySelector(".found li:not([hidden])"); });
    told.textContent = words.length ? told.getAttribute("data-found").replace("{n}", String(found)) : "";
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  box.addEventListener("input", look);
  look();
}());
"""


def policy(style: str, script: str = "") -> str:
    """The content security policy of a page: its own style and script by their hashes, and nothing else at all."""
    rules = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    if script:
        rules.append(f"script-src '{_hash(script)}'")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
