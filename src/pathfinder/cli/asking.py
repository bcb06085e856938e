"""What the interview shows of results: the output of `check` as lines of its pages."""

from __future__ import annotations

import io

from pathfinder.cli import summary
from pathfinder.cli.speaking import speak
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CitedPassage
from pathfinder.engine.wording import group_words
from pathfinder.i18n import (
    _,
    available_languages,
    current_language,
    ngettext,
    translate_rule,
    use_rule_sentences,
)  # fmt: skip
from pathfinder.interview.session import Affected, Interview
from pathfinder.interview.terminal.page import Line
from pathfinder.interview.terminal.talk import Telling
from pathfinder.language import records
from pathfinder.output import result
from pathfinder.output.cited import passage_lines
from pathfinder.output.page import Line as Written
from pathfinder.output.words import (
    capital,
    certainty_word,
    endangers_word,
    gives_word,
    sentence,
)  # fmt: skip
from pathfinder.rulebook.book import RuleBook


class Tells:
    """Writes what the conversation shows of a rule book's results, in the language that is spoken."""

    def __init__(self, book: RuleBook, countries: set[str] | None) -> None:
        self.book = book
        self.countries = countries

    def telling(self) -> Telling:
        """What is lent to the conversation."""
        return Telling(
            why=self.why,
            summary=self.summary,
            whole=self.whole,
            missing=lambda interview: summary.missing(self.assessed(interview)),
            entry=self.entry,
            result=self.result,
            speak=self.speak,
            languages=tuple(available_languages()),
        )

    def speak(self, code: str) -> None:
        """Another language, for messages and for the sentences of the rules."""
        speak(code)
        use_rule_sentences(self.book.translations.get(current_language(), {}))

    def assessed(self, interview: Interview) -> Assessment:
        """The result as `check` has it."""
        return assess(interview.judgement, countries=self.countries)

    def labels(self) -> dict[str, str]:
        """How people call the facts."""
        return {
            name: translate_rule(fact.label) for name, fact in self.book.vocabulary.facts.items()
        }

    def whole(self, interview: Interview) -> list[Line]:
        """The whole result."""
        page = result.page(self.assessed(interview), self.labels(), explain=False)
        return [line for each in page for line in _read(each)]

    def result(self, interview: Interview, form: str) -> str:
        """The whole result as a file holds it."""
        assessed = self.assessed(interview)
        if form == "json":
            import msgspec

            return msgspec.json.encode(assessed).decode() + "\n"
        if form == "markdown":
            from pathfinder.output import markdown

            return markdown.render(assessed, labels=self.labels())
        from pathfinder.output import terminal

        written = io.StringIO()
        terminal.render(assessed, labels=self.labels(), file=written)
        return written.getvalue()

    def name(self, country: str) -> str:
        """The name of a country or a region."""
        region = self.book.vocabulary.regions.get(country)
        if region is not None:
            return translate_rule(region.title)
        names = self.book.country_names.get(current_language()) or self.book.vocabulary.countries
        return names.get(country, country)

    def entry(self, interview: Interview) -> list[Line]:
        """Where the person can certainly enter, and nothing more."""
        found = [self.book.pathways[name] for name in interview.fallbacks()]
        return [
            Line(f"{self.name(each.country)}: {sentence(translate_rule(each.title))}", bullet=True)
            for each in found
        ]

    def why(self, affected: tuple[Affected, ...]) -> list[Line]:
        """What an answer can still change, in words, with the passages behind it."""
        if not affected:
            return []
        countries = [each.country for each in affected if each.country and each.pathways]
        told = _("Your answer tells what dangers touch you.")
        if countries:
            n = len(countries)
            words = ngettext(
                "Your answer can still change {n} country: {names}.",
                "Your answer can still change {n} countries: {names}.",
                n,
            )
            told = words.format(n=n, names=", ".join(map(self.name, countries)))
        lines = [Line(told, "strong")]
        for each in affected:
            lines += self._changed(each)
        return lines

    def _changed(self, affected: Affected) -> list[Line]:
        name = self.name(affected.country) if affected.country else _("Wherever you go")
        lines = [Line(""), Line(name, "strong")]
        cites: dict[str, None] = {}
        for each in affected.pathways:
            title = sentence(f"{translate_rule(each.title)} ({gives_word(each.pathway.gives)})")
            lines.append(Line(title, bullet=True))
            for asking in each.conditions:
                lines += self._asking(asking.record, asking.role, asking.says)
                cites.update(dict.fromkeys(asking.cites))
        for one in affected.cautions:
            caution = one.caution
            kinds = ", ".join(map(endangers_word, caution.endangers))
            told = f"{sentence(translate_rule(caution.says))} {sentence(capital(certainty_word(caution.certainty)))}"
            lines.append(
                Line(_("Danger ({kinds}): {says}").format(kinds=kinds, says=told), bullet=True)
            )
            cites.update(dict.fromkeys(caution.cites))
        return lines + self._passages(list(cites))

    def _asking(self, record: object, role: str, says: str) -> list[Line]:
        words = translate_rule(says) if says else ""
        if not words and isinstance(record, records.Group | records.Meets):
            words = group_words(record)
        if role == "covers":
            words = _("Whom the documents speak of")
        elif role == "there":
            words = _("Whether you are in the country already")
        return [Line(sentence(words), indent=1, bullet=True)] if words else []

    def _passages(self, cites: list[str]) -> list[Line]:
        """The passages as `check --explain` prints them."""
        passages = []
        for name in cites:
            locked = self.book.citations.get(name)
            if locked is None:
                continue
            citation = locked.citation
            passages.append(
                CitedPassage(
                    id=name,
                    document=citation.document,
                    section=citation.section,
                    from_=citation.first,
                    to=citation.last,
                    verified=locked.verified,
                    checked=locked.checked,
                )
            )
        lines = [_line(each) for each in passage_lines(1, passages)]
        return [Line(_("Passages:"), bullet=True), *lines] if lines else []

    def summary(self, interview: Interview) -> list[Line]:
        """Where the person can go, the dangers, what is missing, what to do next: one screen, or two."""
        assessed = self.assessed(interview)
        told = summary.lines(assessed, self.labels(), interview.profile.unsaid)
        return self._found(interview) + told

    def _found(self, interview: Interview) -> list[Line]:
        """The place that was looked for, where that was the aim."""
        found = interview.found() if interview.aim == "first" else None
        if interview.aim != "first":
            return []
        if found is None:
            none = _("No place has been found where you can certainly stay.")
            return [Line(none, "strong"), *self._fallbacks(interview), Line("")]
        pathway = self.book.pathways[found.pathway]
        place = f"{self.name(found.country)}: {translate_rule(pathway.title)}"
        if pathway.at_discretion:
            place = _("{place} (if an authority agrees)").format(place=place)
        told = _("Found, and no danger to your liberty there is stated: {place}.")
        if not found.safe:
            told = _(
                "No place without a danger to your liberty has been found; the best there is: {place}."
            )
            if found.verdict != "eligible":
                told = _("No place has been found for certain; one that stays open: {place}.")
        lines = [Line(told.format(place=place), "strong")]
        for danger in found.dangers:
            words = (
                _("Danger: {says}") if danger.touches == "touched" else _("Possible danger: {says}")
            )
            says = sentence(translate_rule(danger.caution.says))
            lines.append(Line(words.format(says=says), bullet=True))
        return [*lines, *self._fallbacks(interview), Line("")]

    def _fallbacks(self, interview: Interview) -> list[Line]:
        entry = self.entry(interview)
        if not entry:
            return []
        return [Line(_("Where you can at least enter:")), *entry]


def _line(written: Written) -> Line:
    text = "".join(text for text, _tone in written.runs)
    return Line(text, indent=written.depth, bullet=written.kind == "item")


def _read(written: Written) -> list[Line]:
    """A line of a page as paragraphs; a heading with a blank row before it."""
    text = "".join(text for text, _tone in written.runs)
    if written.kind == "item":
        return [Line(text, indent=written.depth, bullet=True)]
    strong = written.kind != "text"
    return [Line(""), Line(text, "strong" if strong else "")]
