"""A page for each code of a problem: what is wrong, why it matters, what to do, and two snippets.

Nothing but `pathfinder rules explain` and the tests needs it.
"""

from __future__ import annotations

from pathfinder.language.codes.claims import CLAIM_PAGES
from pathfinder.language.codes.family import FAMILY_PAGES
from pathfinder.language.codes.lint import LINT_PAGES
from pathfinder.language.codes.meaning import MEANING_PAGES
from pathfinder.language.codes.page import Page
from pathfinder.language.codes.profiles import PROFILE_PAGES
from pathfinder.language.codes.reading import READING_PAGES
from pathfinder.language.codes.rules import RULE_PAGES
from pathfinder.language.codes.signoff import SIGNOFF_PAGES
from pathfinder.language.codes.testing import TESTING_PAGES

_ALL = (
    *READING_PAGES, *RULE_PAGES, *PROFILE_PAGES, *FAMILY_PAGES, *CLAIM_PAGES, *LINT_PAGES, *MEANING_PAGES,
    *SIGNOFF_PAGES, *TESTING_PAGES,
)  # fmt: skip

PAGES: dict[str, Page] = {page.code: page for page in sorted(_ALL, key=lambda page: page.code)}
"""All pages by code, in the order of the codes."""

__all__ = ["PAGES", "Page"]
