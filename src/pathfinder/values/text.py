"""Text from outside made safe to show.

What stands in a profile or a rule file is data. A control character could clear a screen, a
bidirectional mark could turn "may not" around, a character without width could hide a difference.
None of them is dropped, for a reader has to see that something was there: each is shown as
`<U+001B>`.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"(?:\r\n|[\t\n\r ])+")

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, ESC among them
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # letters without a shape
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # without width, separators of lines, bidirectional
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"  # surrogates cannot be written at all
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags and selectors: text that no one sees
    "]"
)


def inert(text: str) -> str:
    """The text with every character that acts or hides made visible.

    Line breaks, tabs and repeated spaces become one space. The result is one line without anything
    of the Unicode categories Cc, Cf, Cs, Zl and Zp; applying it twice changes nothing. Markup of a
    form of output (rich, Markdown, HTML) is that form's own business.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _HIDDEN.sub(_shown, _SPACE.sub(" ", text))


def _shown(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"
