"""What stays open about somebody who goes along, for this person alone."""

from __future__ import annotations

from collections.abc import Iterable

from pathfinder.engine.assessment import Open
from pathfinder.family.company import Along
from pathfinder.i18n import _
from pathfinder.language.profile import Profile
from pathfinder.values.dates import Day

PAPERS = "papers-at-the-border"
"""The citation, in every rule file that has it, of what is said on the papers with which one may cross a border.

A point that the documents are silent about and that cites it concerns only who has no passport for travel abroad.
"""


def points(told: Iterable[Open], profile: Profile, along: Along, day: Day) -> list[Open]:
    """The open points of a way of going along, first that on which it hangs whether one is family at all."""
    found = [
        each for each in told if not (_of_papers(each) and holds_travel_passport(profile, day))
    ]
    if not along.doubtful:
        return found
    says = _(
        "Whether a relative of this kind counts as family is not stated; a spouse and a minor child"
        " are family in any meaning of the word."
    )
    return [Open(kind="silent", says=says, decides=True), *found]


def _of_papers(point: Open) -> bool:
    cited = (each.rpartition("/")[2] for each in point.citations)
    return point.kind == "silent" and not point.decides and PAPERS in cited


def holds_travel_passport(profile: Profile, day: Day) -> bool:
    """Whether somebody said so; a passport that expired before the day asked about is not held on it."""
    expires = profile.values.get("travel_passport_expires")
    held = "travel" in profile.values.get("passports", ())
    return held and (expires is None or expires >= day)
