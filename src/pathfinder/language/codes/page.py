"""A page of the manual on one code."""

from __future__ import annotations

from textwrap import indent

import msgspec

from pathfinder.i18n import _


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a code means.

    `fails` is a snippet that gives the code, `passes` one that does not. `where` says what they are pieces of:
    `profile` and `file` are whole, `head` holds keys of a rule file, `pathway`, `caution`, `fact` and `constraint`
    keys of one, `condition` a condition, `definitions` definitions, `lock` and `catalogue` other files of a rule book.
    """

    code: str
    title: str
    why: str
    do: str
    where: str
    fails: str
    passes: str

    def text(self) -> str:
        """The page as plain text, in the language that is spoken; snippets are as they are."""
        return "\n".join(
            [
                f"{self.code}: {_(self.title)}",
                "",
                _(self.why),
                "",
                _("What to do: {text}").format(text=_(self.do)),
                "",
                _("Wrong:"),
                indent(self.fails.rstrip("\n"), "    "),
                "",
                _("Right:"),
                indent(self.passes.rstrip("\n"), "    "),
            ]
        )
