"""Which facts about a person can change, and how: the one table of it.

A mark says what kind of thing a fact is, never what a law says: a descent is as it is, a birthday comes, a contract
can be obtained, the place of an application can be chosen. A fact without a mark is never proposed to change.
What would expose a person (public activity, a marriage for a permit, going back to Russia) is `fixed` on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pathfinder.i18n import N_

NEVER_TO = frozenset(("RU",))
"""Countries that nobody who is elsewhere is proposed to go to, or to apply from."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How one fact can change.

    `kind`: `fixed`, `waits` (time changes it), `obtainable` (papers, contracts: it takes somebody else) or `choosable`.
    `how` is a sentence with `{what}` for the new value; `why` says why a fact is fixed. `to` are the only values that
    it is changed to (None: all). `needs`: one of these facts must be said, and not be empty or no, for it to make
    sense. `only_in`: proposed only to who is in this country. `endangers`: what the cautions endanger that obtaining
    it may bring about.
    """

    kind: str
    how: str = ""
    why: str = ""
    to: tuple[str | bool, ...] | None = None
    needs: tuple[str, ...] = ()
    only_in: str = ""
    endangers: tuple[str, ...] = ()


def _fixed(why: str) -> Mark:
    return Mark(kind="fixed", why=why)


def _gets(
    how: str, to: tuple[str | bool, ...] | None = None, needs: tuple[str, ...] = (),
    endangers: tuple[str, ...] = (),
) -> Mark:  # fmt: skip
    return Mark(kind="obtainable", how=how, to=to, needs=needs, endangers=endangers)


def _chooses(how: str, to: tuple[str | bool, ...] | None = None, only_in: str = "") -> Mark:
    return Mark(kind="choosable", how=how, to=to, only_in=only_in)


_BORN = N_("It is as it is.")
_PAST = N_("It lies in the past.")
_FAMILY = N_("Nobody is advised to marry, or to have a family, for a permit.")
_EXPOSED = N_("Nobody is advised to expose themselves.")
_CIVIC = N_("Citizenship is where a way ends, not a step on it.")
_RIGHT = N_("Whoever has this right can have it confirmed; nobody can bring it about.")
_TRADE = N_("A profession is not changed for a permit.")

_AT_RISK = ("persecuted_for", "activities", "lgbtq", "wanted_in_russia_for")
"""What somebody has said who can ask to be confirmed as at risk."""

MARKS: Mapping[str, Mark] = {
    "citizenships": _fixed(_CIVIC),
    "former_citizenships": _fixed(_CIVIC),
    "passports": _gets(N_("Get a valid passport: {what}."), endangers=("papers",)),
    "travel_passport_expires": Mark(kind="waits", why=N_("It comes with the passport.")),
    "age": Mark(kind="waits", why=N_("Years pass by themselves.")),
    "sex": _fixed(_BORN),
    "descent": _fixed(_BORN),
    "entitled_to_repatriate_to": _fixed(_RIGHT),
    "holds_repatriation_papers_of": _fixed(_RIGHT),
    "compatriot_of": _fixed(_RIGHT),
    "languages": _gets(N_("Learn a language well: {what}.")),
    "pregnant": _fixed(_BORN),
    "planned_birth_country": _chooses(N_("Plan to give birth in {what}.")),
    "lgbtq": _fixed(_BORN),
    "spouse_citizenships": _fixed(_FAMILY),
    "family_citizenships": _fixed(_FAMILY),
    "accompanies": _fixed(N_("It is somebody else's way.")),
    "relation": _fixed(_FAMILY),
    "liable_for_mobilisation": _fixed(_BORN),
    "military_acts": _fixed(_PAST),
    "summons": _fixed(_PAST),
    "activities": _fixed(_EXPOSED),
    "persecuted_for": _fixed(_PAST),
    "persecution_confirmed": _gets(
        N_("Get papers or witnesses that confirm the persecution."), (True,), ("persecuted_for",)
    ),
    "recognised_at_risk": _gets(
        N_("Have an organisation or a lawyer confirm that you are at risk."), (True,), _AT_RISK
    ),
    "forced_to_leave_for": _fixed(_PAST),
    "wanted_in_russia_for": _fixed(_PAST),
    "blacklisted_by_russia": _fixed(_PAST),
    "public_antiwar_criticism": _fixed(_EXPOSED),
    "activism_abroad": _fixed(_EXPOSED),
    "cooperation_with_german_organisations": _fixed(_PAST),
    "on_german_protection_list": _gets(
        N_("Ask an organisation in Germany to put you on its protection list."), (True,), _AT_RISK
    ),
    "occupations": _fixed(_TRADE),
    "employers": _fixed(_PAST),
    "employment_in": _gets(N_("Get an employment contract in {what}.")),
    "study_in": _gets(N_("Get admitted to study in {what}.")),
    "marriage_in": _fixed(_FAMILY),
    "business_in": _gets(N_("Register a business in {what}.")),
    "income": _gets(N_("Have this income: {what}.")),
    "proves_solvency": _gets(
        N_("Get papers that prove that you can support yourself."), (True,)
    ),
    "property_in": _gets(N_("Own real estate in {what}.")),
    "inherited_property_in": _fixed(_PAST),
    "assets_in_russia": _fixed(_PAST),
    "current_country": _chooses(N_("Go to {what} first.")),
    "stays": Mark(kind="waits", why=N_("Days pass by themselves.")),
    "registered_on": _gets(N_("Register your stay anew in {what}.")),
    "resident_since": Mark(kind="waits", why=N_("Years of residence pass by themselves.")),
    "residence_permits": _gets(N_("Get a residence permit of {what}.")),
    "visas": _gets(N_("Get a visa that is valid on that day: {what}.")),
    "applying_from": _chooses(N_("Apply from {what}.")),
    "applying_in_city": _chooses(N_("Apply in this city: {what}."), only_in="RU"),
    "asylum_applied_in": _fixed(_PAST),
    "housing_proof": _gets(N_("Have where you live confirmed: {what}.")),
    "district_closed_to_foreigners": _chooses(
        N_("Live in a district that is open to foreigners."), (False,)
    ),
    "arrival_mode": _chooses(
        N_("Arrive another way: {what}."), ("air", "rail", "land_checkpoint", "private_vessel")
    ),
    "vehicle_shows_z": _chooses(N_("Travel in a vehicle without a Z sign."), (False,)),
}  # fmt: skip
