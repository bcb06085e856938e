"""What a person said, in the words of the questions, for a paper that somebody else may find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder.i18n import N_, _, translate_rule
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.output.page import Run, item, text
from pathfinder.output.report_parts import Part
from pathfinder.values.dates import format_day
from pathfinder.values.stays import Stay

_UNSAID = {"unknown": N_("does not know"), "declined": N_("does not want to say")}


class Answers:
    """Writes the answers of one profile; `names` are the countries in the reader's language."""

    def __init__(
        self, vocabulary: Vocabulary, names: Mapping[str, str], *, with_sensitive: bool
    ) -> None:
        self.vocabulary = vocabulary
        self.names = names
        self.with_sensitive = with_sensitive

    def written(self, profile: Profile) -> list[tuple[Run, ...]]:
        """Each answer as a lead and its words, in the order of the vocabulary."""
        return [
            ((f"{translate_rule(fact.label)}: ", "strong"), self._answer(fact, profile))
            for name, fact in self.vocabulary.facts.items()
            if name in profile.values or name in profile.unsaid
        ]

    def part(self, profile: Profile) -> Part | None:
        """The answers as a part of the report, with what it does not show; None where nothing was said."""
        written = self.written(profile)
        if not written:
            return None
        told = _("Answers that could harm the person are not shown.")
        if self.with_sensitive:
            told = _("Answers that could harm the person are shown here too: keep this paper away.")
        lines = (text(told), *(item(0, *runs) for runs in written))
        return Part(name="said", heading=_("What this person said"), lines=lines)

    def _answer(self, fact: Fact, profile: Profile) -> Run:
        if fact.sensitive and not self.with_sensitive:
            return _("said, not shown here"), "quiet"
        if fact.name in profile.unsaid:
            return _(_UNSAID[profile.unsaid[fact.name]]), ""
        return self._words(fact, profile.values[fact.name]), ""

    def _words(self, fact: Fact, value: Any) -> str:
        if fact.kind == "yes_no":
            return _("yes") if value else _("no")
        if fact.kind == "date":
            return format_day(value)
        if fact.kind in ("number", "text"):
            return str(value)
        if isinstance(value, str):
            return self._named(fact, value)
        return "; ".join(self._parts(fact, value)) or _("none")

    def _parts(self, fact: Fact, value: Any) -> list[str]:
        if fact.kind == "stays":
            return [self._stay(stay) for stay in value]
        if fact.kind == "by_country":
            return [f"{self._country(code)} {format_day(day)}" for code, day in value]
        if fact.kind == "visas":
            kinds = dict(fact.options)
            return [
                f"{self._country(visa.issuer)}, {translate_rule(kinds.get(visa.type, visa.type))},"
                f" {format_day(visa.until)}"
                for visa in value
            ]
        return sorted(self._named(fact, word) for word in value)

    def _named(self, fact: Fact, word: str) -> str:
        if fact.kind in ("country", "countries"):
            return self._country(word)
        label = dict(fact.options).get(word)
        return translate_rule(label) if label else word

    def _country(self, code: str) -> str:
        region = self.vocabulary.regions.get(code)
        return translate_rule(region.title) if region else self.names.get(code, code)

    def _stay(self, stay: Stay) -> str:
        first = format_day(stay.entered)
        if stay.left is None:
            told = _("{country} from {first}")
            return told.format(country=self._country(stay.country), first=first)
        told = _("{country}, {first} to {last}")
        return told.format(
            country=self._country(stay.country), first=first, last=format_day(stay.left)
        )
