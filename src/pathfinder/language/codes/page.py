"""A page of the manual on one code."""

from __future__ import annotations

from textwrap import indent

import msgspec

from pathfinder.i18n import _


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a code means.

    `fails` is a snippet that gives the code, `passes` one that does not. `where` says what they are pieces of:
    `profile` is a whole profile; `head` holds keys of a rule file, `pathway` and `caution` keys of one, `condition`
    a condition, `definitions` definitions, `claims` entries of claims.yaml; `lock`, `catalogue` and `reviews` are
    other files of a rule book; `example` is some lines of a whole rule book: tests have one that gives the code and
    one that does not.
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
