"""A page for each code of a problem: what is wrong, why it matters, what to do, and two snippets.

Nothing but `pathfinder rules explain` and the tests needs it.
"""

from __future__ import annotations

from pathfinder.language.codes.page import Page
from pathfinder.language.codes.profiles import PROFILE_PAGES
from pathfinder.language.codes.reading import READING_PAGES
from pathfinder.language.codes.rules import RULE_PAGES

PAGES: dict[str, Page] = {page.code: page for page in (*READING_PAGES, *RULE_PAGES, *PROFILE_PAGES)}
"""All pages by code, in the order of the codes."""

__all__ = ["PAGES", "Page"]
