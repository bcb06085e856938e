"""The hashes of a reading change when the meaning or a sentence of the rule does, and else never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.small_book import indented
from pathfinder.language import records
from pathfinder.review.signoff.compare import told
from pathfinder.review.signoff.content import Describer, hash_of
from pathfinder.review.signoff.differ import differences
from pathfinder.values.dates import Period, Span
from review.signoff.signed_book import CAUTION, ENTRY, STAY, TEXT, Signed, country, make

if TYPE_CHECKING:
    from pathlib import Path

AGE = "    - {says: The person is of age., fact: age, at least: 18}\n"


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    """A rule book and its document."""
    return make(tmp_path)


SAME = [
    pytest.param(
        STAY.replace(AGE, "").replace("  all of:\n", "  all of:\n" + AGE), id="conditions-reordered"
    ),
    pytest.param(
        STAY.replace(AGE, "    - says: The person\n        is of age.\n      fact: age\n      at least: 18\n"),
        id="written-over-several-lines",
    ),
    pytest.param("# a remark\n" + STAY.replace("reached", "# another\nreached"), id="remarks"),
    pytest.param(
        "".join(reversed(STAY.partition("duties:\n  - {says: Leave in time., due: the last lawful day}\n"))),
        id="keys-reordered",
    ),
    pytest.param(STAY[: STAY.index("cases:")], id="another-case"),
]  # fmt: skip


@pytest.mark.parametrize("stay", SAME)
def test_how_a_rule_is_written_changes_nothing(signed: Signed, stay: str) -> None:
    """Order, line breaks, indentation, remarks and cases are no part of what is signed."""
    before = signed.reading()
    assert country(stay) != country()
    signed.file.write_text(country(stay), encoding="utf-8")
    after = signed.reading()
    assert after.hashes == before.hashes
    assert told(before, after) == []


def test_what_a_citation_is_called_changes_nothing(signed: Signed) -> None:
    """Citations and definitions may be renamed, and words added that name the same passage."""
    before = signed.reading()
    text = signed.file.read_text(encoding="utf-8")
    text = text.replace("border: {", "the-border: {").replace("cite: border", "cite: the-border")
    text = text.replace("from: The border was,", "from: The border was closed in,")
    text = text.replace("meets: holds a passport", "meets: has a passport")
    signed.file.write_text(text, encoding="utf-8")
    signed.change("holds a passport", "has a passport", "definitions.yaml")
    after = signed.reading()
    assert after.hashes == before.hashes
    assert told(before, after) == []


def test_more_of_a_book_changes_nothing(signed: Signed) -> None:
    """A rule, a document and a fact that a rule does not rest on may come and go."""
    before = signed.reading()
    more = ENTRY.replace("KZ/entry", "KZ/other").replace("gives: enter", "gives: reside")
    signed.change("cautions:", more[2:].replace("\n  ", "\n") and more + "cautions:")
    signed.change("label: Descent", "label: Origin", "facts.yaml")
    assert signed.reading().hashes == before.hashes


CHANGES = [
    ("at most: 90 days", "at most: 60 days", "rule", "the number of days was 90, is 60"),
    ("grants: {for: 90 days", "grants: {for: 3 months", "rule", "the length of time was 90 days, is 3 months"),
    ("within: 180 days\n", "within: 200 days\n", "rule", "the window was 180 days, is 200 days"),
    ("at least: 18", "at least: 21", "rule", "the number was 18, is 21"),
    ("at least: 18", "more than: 18", "rule", "“more than” was added: 18"),
    ("sex, is: male", "current_country, is: RU", "rule", "the fact was sex, is current_country"),
    ("is of age.", "is 18.", "rule", "the sentence was “The person is of age.”, is “The person is 18.”"),
    ("title: Stay for 90 days", "title: Stay", "rule", "the title was “Stay for 90 days”, is “Stay”"),
    (indented(AGE, 4), "", "rule", "a condition was removed: “The person is of age.”"),
    ("all of:\n        - says", "any of:\n        - says", "rule", "“all of” became “any of”"),
    ("is: male", "is: female", "rule", "has gained: female; has lost: male"),
    ("We made it up", "We guessed", "rule", "what is derived was “We made it up.”, is “We guessed.”"),
    ("{from: 2023-07, until: 2023-07", "{from: 2023-07, until: 2023-08", "rule", "the end was 2023-07"),
    ("grants: {for: 90 days", "grants: {for: 91 days", "rule", "the number of days was 90, is 91"),
    ("Leave in time.", "Leave early.", "rule", "is “Leave early.”"),
    ("What comes then", "What follows then", "rule", "the sentence was “What comes then is not said.”"),
    ("Many were sick.", "Few were sick.", "rule", "is “Few were sick.”"),
    ("conditions: stated\n    requires:\n      all", "conditions: stated in part\n    requires:\n      all",
     "rule", "“conditions” was “stated”, is “stated in part”"),
    ("covers: EAEU", "covers: RU", "rule", "“covers” has gained: RU; has lost: EAEU"),
    ("gives: enter", "gives: stay", "rule", "a way into the country is no more: KZ/entry"),
    ("title: Enter without a visa", "title: Enter", "rule", "Way into the country KZ/entry: the title"),
    ("The border is closed., cite: border", "The border is closed., cite: passage", "rule", "another passage"),
    ("from: The border was,", "from: closed in July,", "passages", "“closed in July … for the sick”"),
]  # fmt: skip


@pytest.mark.parametrize(
    "old, new, part, words",
    [pytest.param(*row, id=f"{number}-{row[3][:30]}") for number, row in enumerate(CHANGES)],
)
def test_what_a_rule_says_changes_the_hash(
    signed: Signed, old: str, new: str, part: str, words: str
) -> None:
    """Every number, date, sentence, condition and passage counts, and the difference is said in words."""
    before = signed.reading()
    signed.change(old, new)
    after = signed.reading()
    assert getattr(after.hashes, part) != getattr(before.hashes, part)
    assert any(words in sentence for sentence in told(before, after)), told(before, after)


ELSEWHERE = [
    ("definitions.yaml", "[internal, travel]", "[travel]", "rule", "“includes any of” has lost: internal"),
    ("definitions.yaml", "holds a valid passport.", "has one.", "rule", "is “The person has one.”"),
    ("facts.yaml", "internal passport (identity paper inside Russia)", "inner passport", "facts", "Fact passports: "),
    ("facts.yaml", "label: Age\n", "label: Years\n", "facts", "Fact age: the name was “Age”, is “Years”"),
    ("facts.yaml", "      other: other\n", "", "facts", "Fact sex: “other” was removed; it was: other"),
    ("regions.yaml", "[AM, BY, KG, KZ, RU]", "[AM, BY, KG, KZ, RU, TJ]", "facts",
     "Region EAEU: “members” has gained: TJ"),
]  # fmt: skip


@pytest.mark.parametrize("name, old, new, part, words", ELSEWHERE)
def test_what_a_rule_rests_on_counts(
    signed: Signed, name: str, old: str, new: str, part: str, words: str
) -> None:
    """Definitions, also those of the ways into the country, facts with their options, and regions are signed too."""
    before = signed.reading()
    signed.change(old, new, name)
    after = signed.reading()
    assert getattr(after.hashes, part) != getattr(before.hashes, part)
    assert any(words in sentence for sentence in told(before, after)), told(before, after)


def test_another_text_of_a_document_counts(signed: Signed) -> None:
    """Where the words of a passage change the passage does, and that is said once; typography is no change."""
    before = signed.reading()
    path = signed.library / "text.txt"
    path.write_text(TEXT.replace("The border was closed in", "The border  was closed\nin"))
    assert signed.reading().hashes == before.hashes
    path.write_text(TEXT.replace("July 2023", "June 2023"))
    after = signed.reading()
    assert after.hashes.passages != before.hashes.passages
    assert told(before, after) == [
        "the passage “The border was … for the sick” (document 001) is not the one that was read"
    ]


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("is: female", "is: other", "has gained: other; has lost: female"),
        ("[liberty, entry]", "[liberty]", "“endangers” has lost: entry"),
        ("certainty: law", "certainty: opinion", "“certainty” was “law”, is “opinion”"),
        ("The sick are", "The ill are", "is “The ill are sent back.”"),
    ],
)
def test_a_caution_is_signed_like_a_pathway(signed: Signed, old: str, new: str, words: str) -> None:
    """Whom a caution touches, what it endangers and how sure it is count."""
    before = signed.reading("KZ-X")
    signed.change(old, new)
    after = signed.reading("KZ-X")
    assert after.hashes.rule != before.hashes.rule
    assert any(words in sentence for sentence in told(before, after)), told(before, after)


NOT_SIGNED = {"line", "column", "file", "cases", "id", "name"}
"""Places, examples, the name of a definition; the name of the rule stands in the record."""

_TEXT = st.sampled_from(["One.", "Two.", "The third sentence."])
_CITES = st.sampled_from([("a",), ("b",), ("a", "b")])
_PERIODS = st.sampled_from([Period(90, 0, "90 days"), Period(0, 6, "6 months")])
_SPANS = st.sampled_from([Span(), Span(from_text="2023", derived="Why.")])


def _leaves() -> st.SearchStrategy[Any]:
    common = {
        "says": _TEXT, "cites": _CITES, "doubt": st.sampled_from(["", "Who knows."]),
        "derived": st.sampled_from(["", "So it is."]), "if_met_open": st.booleans(),
        "if_not_met_open": st.booleans(),
        "applies": st.none() | st.builds(records.Applies, _SPANS, st.booleans(), st.booleans()),
    }  # fmt: skip
    some = st.sampled_from([("male",), ("male", "female")])
    places = st.sampled_from([("KZ",), ("KZ", "EAEU")])
    facts = st.sampled_from(["age", "sex", "passports"])
    numbers = st.integers(1, 3)
    kinds: list[tuple[Any, dict[str, Any]]] = [
        (records.YesNoFact, {"fact": facts, "value": st.booleans()}),
        (records.OptionFact, {"fact": facts, "values": some, "negated": st.booleans(),
                              "complete": st.booleans(), "out_of": st.none() | numbers}),
        (records.SetFact, {"fact": facts, "how": st.sampled_from(["any", "all", "none", "only"]),
                           "values": some, "complete": st.booleans(), "out_of": st.none() | numbers}),
        (records.EmptyFact, {"fact": facts, "value": st.booleans()}),
        (records.NumberFact, {"fact": facts, "number": numbers,
                              "operator": st.sampled_from(["at least", "at most"])}),
        (records.DateFact, {"fact": facts, "operator": st.sampled_from(["before", "after"]),
                            "day": st.none() | st.integers(738000, 738002)}),
        (records.VisaOf, {"fact": st.just("visas"), "issuers": places, "types": some}),
        (records.DaysIn, {"countries": places, "within": _PERIODS, "at_most": _PERIODS}),
        (records.PresentStay, {"countries": places, "at_most": st.none() | _PERIODS,
                               "began_before": st.none() | st.integers(738000, 738002)}),
        (records.NotStated, {}),
    ]  # fmt: skip
    return st.one_of([st.builds(kind, **common, **own) for kind, own in kinds])


def _groups(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(items, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(records.AllOf, items=some),
        st.builds(records.AnyOf, items=some, says=_TEXT),
        st.builds(records.NoneOf, items=some),
        st.builds(records.AtLeast, count=st.integers(1, 2), items=some),
        st.builds(records.Readings, about=_TEXT, items=some),
        st.builds(records.Meets, name=st.just("a name"), item=items),
    )


CONDITIONS = st.recursive(_leaves(), _groups, max_leaves=6)
DESCRIBER = Describer(lambda cite: f"001 {cite}")


def _shuffled(condition: Any, data: st.DataObject) -> Any:
    """The same condition written in another order, at another place."""
    moved = msgspec.structs.replace(condition, line=data.draw(st.integers(0, 9)))
    if isinstance(condition, records.Group):
        items = [_shuffled(item, data) for item in condition.items]
        return msgspec.structs.replace(moved, items=tuple(data.draw(st.permutations(items))))
    if isinstance(condition, records.Meets):
        return msgspec.structs.replace(moved, item=_shuffled(condition.item, data), name="other")
    for field in ("values", "countries", "issuers", "cites"):
        if hasattr(condition, field):
            order = data.draw(st.permutations(getattr(condition, field)))
            moved = msgspec.structs.replace(moved, **{field: tuple(order)})
    return moved


@settings(max_examples=80)
@given(CONDITIONS, st.data())
def test_order_and_place_are_no_part_of_a_condition(condition: Any, data: st.DataObject) -> None:
    """However the items of a condition are ordered, its hash is the same and there is no difference to tell."""
    before = DESCRIBER.condition(condition)
    after = DESCRIBER.condition(_shuffled(condition, data))
    assert hash_of(before) == hash_of(after)
    assert differences(before, after) == []


@settings(max_examples=80)
@given(CONDITIONS, CONDITIONS)
def test_conditions_with_another_hash_differ_in_words(one: Any, two: Any) -> None:
    """Two conditions have the same hash exactly where there is nothing to tell between them."""
    before, after = DESCRIBER.condition(one), DESCRIBER.condition(two)
    same = hash_of(before) == hash_of(after)
    assert (differences({"requires": before}, {"requires": after}) == []) == same


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + " more"
    if isinstance(value, tuple):
        return value[:-1] if value else ("b",)
    if isinstance(value, Period):
        return Period(days=1, text="1 day")
    if isinstance(value, Span):
        return Span(until_text="2024")
    if isinstance(value, records.Applies):
        return msgspec.structs.replace(value, open_before=not value.open_before)
    return records.NotStated(says="None of the others.")


@settings(max_examples=80)
@given(CONDITIONS, st.data())
def test_no_field_of_a_condition_is_forgotten(condition: Any, data: st.DataObject) -> None:
    """Whatever is changed in a record of a condition changes the hash, but for its place."""
    fields = [name for name in condition.__struct_fields__ if name not in NOT_SIGNED]
    name = data.draw(st.sampled_from(fields))
    value = getattr(condition, name)
    if value is None:
        return
    changed = msgspec.structs.replace(condition, **{name: _other(value)})
    assert hash_of(DESCRIBER.condition(changed)) != hash_of(DESCRIBER.condition(condition))


def test_no_field_of_a_rule_is_forgotten(signed: Signed) -> None:
    """Whatever is changed in the records of a pathway or caution changes the hash, but for places and cases."""
    book = signed.book()
    pathway, caution = book.pathways["KZ/stay"], book.cautions["KZ-X"]
    version = pathway.versions[0]

    def of_pathway(changed: records.Version) -> str:
        whole = msgspec.structs.replace(pathway, versions=(changed,))
        return hash_of(DESCRIBER.pathway(whole))

    def of_part(name: str) -> Any:
        return lambda part: of_pathway(msgspec.structs.replace(version, **{name: part}))

    assert version.grants is not None
    looked_at: list[tuple[Any, Any]] = [
        (pathway, lambda changed: hash_of(DESCRIBER.pathway(changed))),
        (caution, lambda changed: hash_of(DESCRIBER.caution(changed))),
        (version, of_pathway),
        (version.grants, of_part("grants")),
        (version.closed[0], lambda part: of_part("closed")((part,))),
        (version.duties[0], lambda part: of_part("duties")((part,))),
        (version.open[0], lambda part: of_part("open")((part,))),
    ]
    for record, hashed in looked_at:
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if name in NOT_SIGNED or value is None or isinstance(value, records.Due):
                continue
            if isinstance(value, records.Covers):
                value = ("RU",)
                changed = msgspec.structs.replace(record, **{name: records.Covers(value)})
            else:
                changed = msgspec.structs.replace(record, **{name: _other_part(name, value)})
            assert hashed(changed) != hashed(record), (type(record).__name__, name)


def _other_part(name: str, value: Any) -> Any:
    empty = {
        "refused": (records.NotStated(says="New."),),
        "open": (records.Doubt(kind="silent", says="New."),),
        "sides": (("A side.", ("a",)),),
        "context": (records.Statement(says="New.", cites=()),),
    }
    if name in empty and not value:
        return empty[name]
    return (
        _other(value) if not isinstance(value, msgspec.Struct) or isinstance(value, Span) else None
    )


def test_the_snippets_of_this_test_are_those_of_the_book() -> None:
    """The parts that are put in one another's place stand in the file."""
    assert AGE in STAY
    assert indented(AGE, 4) in country()
    assert CAUTION in country()
