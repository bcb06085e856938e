"""The kernel gives what `check` gives, for every notation, form and day."""

from __future__ import annotations

import datetime as dt
import functools
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import hypothesis.strategies as st
import msgspec
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from batch.batches import NOTATIONS, native_batch, table_batch
from engine import completions, small_rules
from engine.people import DAYS, people
from engine.shipped import book
from pathfinder.api import judge
from pathfinder.batch.kernel import Kernel
from pathfinder.batch.kernel.day import DayKernel
from pathfinder.engine.assess import assess
from pathfinder.engine.day import BookOnDay
from pathfinder.language import records
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, profile_from_mapping
from pathfinder.values.dates import format_day, parse_day

ON = parse_day("2024-01-15") or 0
HOW = st.sampled_from(sorted(NOTATIONS))


@functools.cache
def kernel(day: int, form: str) -> Kernel:
    """A kernel of the shipped rules that has seen the people of the tests before."""
    return Kernel(book(), on=day, form=form)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[int, list[Profile]]:
    """A day, and some people who each say a part of what there is to say."""
    day = draw(DAYS)
    found = []
    for _number in range(draw(st.integers(1, 4))):
        said = draw(people(day))
        kept = draw(st.sets(st.sampled_from(sorted(said))))
        silent = draw(st.sets(st.sampled_from(sorted(set(said) - kept) or ["age"]), max_size=2))
        found.append(
            Profile(
                values={name: said[name] for name in said if name in kept},
                unsaid=dict.fromkeys(silent - kept, draw(st.sampled_from(["unknown", "declined"]))),
            )
        )
    return day, found


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(crowds(), HOW)
def test_verdicts_are_those_of_check(crowd: tuple[int, list[Profile]], how: str) -> None:
    """Whatever is said and however it is written, each verdict of each pathway is the one of `check`."""
    day, profiles = crowd
    judged = kernel(day, "wide").judge(NOTATIONS[how](profiles, book().vocabulary))
    assert judged.refusals == []
    for row, profile in zip(judged.table.to_pylist(), profiles, strict=True):
        verdicts = judge(profile, on=day, rules=book()).verdicts
        assert {name: row[name] for name in verdicts} == verdicts


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(crowds(), HOW)
def test_missing_and_open_are_those_of_check(crowd: tuple[int, list[Profile]], how: str) -> None:
    """In the long form every row holds what the result of `check` holds of the pathway."""
    day, profiles = crowd
    batch = NOTATIONS[how](profiles, book().vocabulary)
    rows = iter(kernel(day, "long").judge(batch).table.to_pylist())
    for number, profile in enumerate(profiles, 1):
        told = msgspec.to_builtins(assess(judge(profile, on=day, rules=book())))
        by_id = {one["id"]: one for place in told["destinations"] for one in place["pathways"]}
        for name in book().pathways:
            row = next(rows)
            assert (row["row"], row["pathway"], format_day(row["on"].toordinal())) == (
                number,
                name,
                told["on"],
            )
            for key in ("gives", "verdict", "at_discretion", "missing"):
                assert row[key] == by_id[name][key], (name, key)
            assert row["open"] == [
                {
                    "kind": point["kind"],
                    "says": point["says"],
                    "sides": [
                        {"says": side["says"], "citations": side["citations"]}
                        for side in point["sides"]
                    ],
                }
                for point in by_id[name]["open"]
            ]
    assert next(rows, None) is None


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(crowds())
def test_the_best_form_tells_the_destinations_of_check(crowd: tuple[int, list[Profile]]) -> None:
    """Feasible and possible destinations are the ones that `check` finds."""
    day, profiles = crowd
    rows = kernel(day, "best").judge(native_batch(profiles, book().vocabulary)).table.to_pylist()
    for row, profile in zip(rows, profiles, strict=True):
        judgement = judge(profile, on=day, rules=book())
        for word in ("feasible", "possible"):
            expected = {c for c, v in judgement.destinations.items() if v.verdict == word}
            assert set(row[word]) == expected
        assert set(row["eligible"]) == {n for n, v in judgement.verdicts.items() if v == "eligible"}
        missing = [one for found in judgement.rows.values() for one in found.missing]
        counts = [missing.count(name) for name in row["missing_most"]]
        assert set(row["missing_most"]) == set(missing)
        assert counts == sorted(counts, reverse=True)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(crowds())
def test_the_full_form_is_the_result_of_check(crowd: tuple[int, list[Profile]]) -> None:
    """The whole result is byte for byte the one of `check`, but for the places of a file."""
    day, profiles = crowd
    rows = kernel(day, "full").judge(table_batch(profiles, book().vocabulary)).table.to_pylist()
    for row, profile in zip(rows, profiles, strict=True):
        found = json.loads(row["result"])
        expected = msgspec.to_builtins(assess(judge(profile, on=day, rules=book())))
        assert _without_places(found) == _without_places(expected)


def test_a_cell_has_no_place_in_a_file() -> None:
    """Reasons name no line of a profile where there is none."""
    batch = pa.RecordBatch.from_pydict({"citizenships": pa.array(["RU"])})
    (row,) = kernel(ON, "full").judge(batch).table.to_pylist()
    destination, *_others = json.loads(row["result"])["destinations"]
    (value,) = destination["pathways"][0]["reasons"][0]["values"]
    assert (value["fact"], value["place"]) == ("citizenships", None)


def test_a_fault_of_json_in_a_cell_is_told_as_such() -> None:
    """A key that stands twice is refused as that, and what it is is not repeated."""
    cells = ['{"KG": "2023-01-01", "KG": "2023-01-02"}', '{"KG":']
    field = pa.field("registered_on", pa.string(), metadata={"notation": "json"})
    batch = pa.RecordBatch.from_arrays([pa.array(cells)], schema=pa.schema([field]))
    refusals = kernel(ON, "wide").judge(batch).refusals
    assert [(one.row, one.code) for one in refusals] == [(0, "PF103"), (1, "PF102")]
    assert not any("KG" in one.message for one in refusals)


def _without_places(result: Any) -> Any:
    if isinstance(result, dict):
        return {key: _without_places(one) for key, one in result.items() if key != "place"}
    return [_without_places(one) for one in result] if isinstance(result, list) else result


@settings(suppress_health_check=list(HealthCheck), max_examples=150)
@given(
    small_rules.pathways(),
    st.lists(small_rules.pathways("enter", "DE/enter"), max_size=1),
    st.lists(small_rules.people(), min_size=1, max_size=6),
    HOW,
)
def test_in_any_rules_the_kernel_and_the_engine_agree(
    pathway: records.Pathway, entries: list[records.Pathway], said: list[dict[str, Any]], how: str
) -> None:
    """Random rule books, random people: the verdict and the missing facts of every pathway are the engine's."""
    rules = small_rules.book(pathway, *entries)
    profiles = [Profile(values=values) for values in said]
    batch = NOTATIONS[how](profiles, rules.vocabulary)
    wide = Kernel(rules, on=completions.DAY).judge(batch)
    on_day = BookOnDay(rules, completions.DAY)
    on_day.prepare()
    assert wide.refusals == []
    for values, row in zip(said, wide.table.to_pylist(), strict=True):
        rows = on_day.rows(on_day.states(values))
        assert {name: row[name] for name in rows} == {n: one.verdict for n, one in rows.items()}
    day_kernel = DayKernel(rules, completions.DAY)
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    kinds = day_kernel.kinds(columns, {f.name: f for f in batch.schema}, batch.num_rows)
    for place, name in enumerate(rules.pathways):
        codes, states = day_kernel.states(kinds, place)
        for code, values in zip(codes, said, strict=True):
            expected = on_day.rows(on_day.states(values))[name]
            scope = day_kernel.scopes[place]
            found = day_kernel.on_day.row(scope, states[code])
            assert (found.verdict, found.missing) == (expected.verdict, expected.missing)


def test_each_person_can_have_a_day_of_their_own() -> None:
    """A column `on` overrides the day of the whole batch where it says one."""
    facts = {"citizenships": ["RU"], "passports": ["travel"], "current_country": "RU"}
    profile = profile_from_mapping(facts, book().vocabulary)
    batch = table_batch([profile] * 4, book().vocabulary)
    on = pa.array(["2022-03-10", None, "2024-05-10", "soon"])
    judged = Kernel(book(), on=ON, countries={"EE"}).judge(batch.append_column("on", on))
    assert [str(row["on"]) for row in judged.table.to_pylist()] == [
        "2022-03-10", "2024-01-15", "2024-05-10",
    ]  # fmt: skip
    assert [(one.row, one.field, one.code) for one in judged.refusals] == [(3, "on", "PF114")]
    for row in judged.table.to_pylist():
        verdicts = judge(profile, on=row["on"], rules=book()).verdicts
        assert all(row[name] == verdicts[name] for name in verdicts if name.startswith("EE/"))


BAD = [
    ({"age": "old"}, "age", "PF114"),
    ({"passports": "travel; diplomatic"}, "passports", "PF121"),
    ({"citizenships": "RU; XQ"}, "citizenships", "PF122"),
    ({"current_country": "KZ", "stays": "KG 2022-10-05.."}, "current_country", "PF212"),
    ({"stays": "KG 2022-10-05..; TR 2023-01-01.."}, "stays", "PF211"),
    ({"stays": "KG 2022-10-05..2022-10-04"}, "stays", "PF210"),
    ({"spouse_citizenships": "DE", "family_citizenships": "RU"}, "spouse_citizenships", "PF213"),
    ({"registered_on": "KG 2022-02-30"}, "registered_on", "PF114"),
    ({"visas": "SCHENGEN Q 2023-05-01"}, "visas", "PF121"),
    ({"lgbtq": "perhaps"}, "lgbtq", "PF112"),
]


@pytest.mark.parametrize("cells, field, code", BAD)
def test_a_bad_row_costs_itself_alone(cells: dict[str, str], field: str, code: str) -> None:
    """The row is refused with its field and the code that `check` gives; the people beside it are judged."""
    good = {"citizenships": "RU", "passports": "internal"}
    rows = [good, good | cells, good]
    names = sorted({name for row in rows for name in row})
    batch = pa.RecordBatch.from_pydict({n: pa.array([row.get(n) for row in rows]) for n in names})
    judged = Kernel(book(), on=ON).judge(batch)
    assert [(one.row, one.field, one.code) for one in judged.refusals] == [(1, field, code)]
    assert judged.rows.tolist() == [0, 2]
    assert judged.table.num_rows == 2
    with_errors = Kernel(book(), on=ON, errors=True).judge(batch).table.to_pylist()
    assert [row["error"] is None for row in with_errors] == [True, False, True]
    assert with_errors[1]["AM/visa-free-stay"] is None
    assert with_errors[0]["AM/visa-free-stay"] == judged.table.to_pylist()[0]["AM/visa-free-stay"]


SECRETS = ["lgbtq", "activities", "military_acts", "summons", "stays", "visas", "registered_on"]


@pytest.mark.parametrize("name", SECRETS)
def test_no_refusal_repeats_a_sensitive_value(name: str) -> None:
    """What somebody said of a sensitive fact never stands in the reason."""
    batch = pa.RecordBatch.from_pydict({name: pa.array(["canary-77"])})
    (refusal,) = Kernel(book(), on=ON).judge(batch).refusals
    assert refusal.field == name
    assert "canary" not in refusal.message


SHAPES = [
    (
        "citizenships",
        pa.array([["RU", "RU"], ["ru"], [], None, ["RU", "DE", "FR", "IT", "ES", "PL"]]),
    ),
    ("citizenships", pa.array([["RU"], None], pa.large_list(pa.string()))),
    ("citizenships", pa.array([["RU", None], ["QQ"]])),
    ("citizenships", pa.array(["RU", "DE"]).dictionary_encode()),
    ("age", pa.array([34.0, None, 34.5])),
    ("age", pa.array(["34", "34.0", "unknown", ""])),
    ("travel_passport_expires", pa.array([1_700_000_000_000], pa.timestamp("ms"))),
    ("travel_passport_expires", pa.array(["2030-01-01", "none"])),
    ("lgbtq", pa.array([1, 0, 2])),
    ("lgbtq", pa.array([True, None])),
    ("registered_on", pa.array([{"KG": None, "KZ": "2023-11-20"}, None])),
    ("registered_on", pa.array([["KG 2023-11-20"], []])),
    ("stays", pa.array([[{"country": "KZ", "entered": "2023-12-01"}], []])),
    ("stays", pa.array([[{"country": "KZ", "entered": "2023-12-01", "left": ""}], None])),
    ("stays", pa.array([["KZ 2023-12-01..", "KG 2022-12-01..2022-12-20"]])),
    ("visas", pa.array([[{"issuer": "schengen", "type": "C", "until": "2025-01-01"}], []])),
    ("visas", pa.array([["DE D 2025-01-01"]])),
]


def as_profiles_have_it(raw: Any) -> Any:
    """A cell without nulls inside, and with a day for a point in time."""
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if value is not None}
    return raw.date() if isinstance(raw, dt.datetime) else raw


def verdicts_or_codes(facts: dict[str, Any]) -> dict[str, str] | list[str]:
    """What `judge` says of a profile: its verdicts, or the codes of its problems."""
    try:
        return judge(facts, on=ON, rules=book()).verdicts
    except ProblemsFound as error:
        return [one.code for one in error.problems]


@pytest.mark.parametrize("name, column", SHAPES)
def test_columns_of_other_shapes_are_read_as_a_profile_would_be(name: str, column: Any) -> None:
    """A column that is not of the natural type gives what the same value in a profile gives, or is refused with it."""
    batch = pa.RecordBatch.from_pydict({name: column})
    judged = Kernel(book(), on=ON).judge(batch)
    rows = dict(zip(judged.rows.tolist(), judged.table.to_pylist(), strict=True))
    refused = {one.row: one.code for one in judged.refusals}
    for number, raw in enumerate(column.to_pylist()):
        facts = {} if raw is None else {name: as_profiles_have_it(raw)}
        expected = verdicts_or_codes(facts)
        if isinstance(expected, list):
            assert [refused[number]] == expected
        else:
            assert {key: rows[number][key] for key in expected} == expected


def test_text_that_is_no_text_costs_its_row_alone() -> None:
    """Bytes that are not UTF-8, as a damaged file can hold them, are refused and stop nobody else."""
    words = pa.array([b"RU", b"\xff\xfe", b"DE"])
    broken = pa.StringArray.from_buffers(3, words.buffers()[1], words.buffers()[2])
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), broken)
    batch = pa.RecordBatch.from_pydict({"current_country": broken, "citizenships": lists})
    judged = Kernel(book(), on=ON).judge(batch)
    assert judged.rows.tolist() == [0, 2]
    assert {one.row for one in judged.refusals} == {1}


FAR = pa.array([10_000_000, -1_000_000, 120_000, None], pa.int32()).cast(pa.date32())
"""Days of which Python has no date, one that no answer may name, and none."""


@pytest.mark.parametrize("form", ["wide", "full"])
@pytest.mark.parametrize("name", ["travel_passport_expires", "on", "stays", "visas"])
def test_days_out_of_reach_cost_their_rows_alone(name: str, form: str) -> None:
    """A day that no calendar of ours has is refused as a bad row, in a column of its own and within a list."""
    columns = {
        "stays": {"country": pa.array(["KZ"] * 4), "entered": FAR},
        "visas": {
            "issuer": pa.array(["DE"] * 4),
            "type": pa.array(["C"] * 4),
            "until": FAR,
        },
    }
    column: Any = FAR
    if name in columns:
        members = pa.StructArray.from_arrays(list(columns[name].values()), list(columns[name]))
        column = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3, 3], pa.int32()), members)
    judged = Kernel(book(), on=ON, form=form).judge(pa.RecordBatch.from_pydict({name: column}))
    assert judged.rows.tolist() == [3]
    assert [(one.row, one.field, one.code) for one in judged.refusals] == [
        (row, name, "PF114") for row in range(3)
    ]


NS = pa.timestamp("ns")
MOMENT = 1_683_000_000_123_456_789
"""A point in time that is no whole number of microseconds."""

MOMENTS = {
    "travel_passport_expires": pa.array([MOMENT], NS),
    "on": pa.array([MOMENT], pa.timestamp("ns", "Asia/Tokyo")).dictionary_encode(),
    "stays": pa.array(
        [[{"country": "KZ", "entered": MOMENT}]],
        pa.list_(pa.struct([("country", pa.string()), ("entered", NS)])),
    ),
    "registered_on": pa.array([[("KZ", MOMENT)]], pa.map_(pa.string(), NS)),
    "resident_since": pa.array([{"KZ": MOMENT}], pa.struct([("KZ", NS)])),
}


@pytest.mark.parametrize("form", ["wide", "full"])
@pytest.mark.parametrize("name", MOMENTS)
def test_of_points_in_time_the_date_counts(name: str, form: str) -> None:
    """Points in time are taken for their dates in every form of output, wherever they stand."""
    batch = pa.RecordBatch.from_pydict({name: MOMENTS[name]})
    judged = Kernel(book(), on=ON, form=form).judge(batch)
    assert (judged.rows.tolist(), judged.refusals) == ([0], [])


def test_a_country_that_a_map_names_twice_is_refused() -> None:
    """Of two days for one country none is chosen, whether they come as days or as text."""
    pairs = [[("KZ", dt.date(2023, 5, 1)), ("KZ", dt.date(2023, 6, 1))]]
    for column in (
        pa.array(pairs, pa.map_(pa.string(), pa.date32())),
        pa.array(pairs, pa.map_(pa.string(), pa.date32())).cast(pa.map_(pa.string(), pa.string())),
    ):
        judged = Kernel(book(), on=ON).judge(pa.RecordBatch.from_pydict({"registered_on": column}))
        assert [one.code for one in judged.refusals] == ["PF103"]


def test_what_is_said_beside_a_fact_is_the_fact_unsaid() -> None:
    """`unknown` beside a null counts as not said; beside a value, or as another word, it is refused."""
    said = pa.array(["unknown", "declined", None, "unknown", "perhaps"])
    batch = pa.RecordBatch.from_pydict(
        {"age": pa.array([None, None, 34, 34, None], pa.int64()), "age__said": said}
    )
    judged = Kernel(book(), on=ON).judge(batch)
    assert judged.rows.tolist() == [0, 1, 2]
    assert [(one.row, one.field) for one in judged.refusals] == [(3, "age"), (4, "age__said")]


def test_threads_that_share_a_kernel_find_what_one_alone_finds() -> None:
    """Pieces judged side by side by one kernel come out as they do one after the other."""
    people_of = [
        {"citizenships": ["RU"], "age": age, "current_country": country, "passports": papers}
        for age in range(16, 40)
        for country in ("RU", "KZ", "KG", "TR", "DE", "GE")
        for papers in (["internal"], ["travel"], [])
    ]
    profiles = [profile_from_mapping(facts, book().vocabulary) for facts in people_of]
    pieces = [table_batch(profiles[start::8], book().vocabulary) for start in range(8)]
    alone = Kernel(book(), on=ON)
    shared = Kernel(book(), on=ON)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda piece: shared.judge(piece).table, pieces))
    assert found == [alone.judge(piece).table for piece in pieces]
