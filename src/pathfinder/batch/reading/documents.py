"""JSON and YAML: a list of any length read element by element; one person, a case file, documents as a whole."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from pathfinder.batch.reading.careful import People, keys_shown
from pathfinder.batch.reading.look import TITLES, Beginning, Look
from pathfinder.batch.reading.pieces import MAX_RECORD, Cut
from pathfinder.batch.reading.raw import OneByOne, RawPerson, batch_of, decoders, is_utf8
from pathfinder.batch.reading.records import Block, Plan, Position, Task
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems
from pathfinder.language.profile import MAX_BYTES, Profile, ProfileProblems, read_profile
from pathfinder.language.vocabulary import Vocabulary

_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[")


def look_at_json(beginning: Beginning) -> Look:
    """JSON Lines, JSON or YAML: they have no columns. A list of JSON is read from its bracket on."""
    file = beginning.file
    taken = TITLES[file.form]
    if file.form == "json" and (bracket := _LIST.match(beginning.text())):
        file = msgspec.structs.replace(file, form="list", first=Position(at=bracket.end()))
    return Look(file, [], taken)


class Whole:
    """One record: the whole text, which has to fit into memory."""

    resumes = False

    def cut(self, data: bytes, *, final: bool) -> Cut:
        """All of it, at the end."""
        if len(data) > MAX_BYTES:
            return Cut(0, 0, "long")
        return Cut(len(data), 1) if final else Cut(0, 0)


class Elements:
    """A record an element of a list of JSON. Pieces after the first begin with a comma, the last ends the list."""

    resumes = False

    def cut(self, data: bytes, *, final: bool) -> Cut:
        """As many whole elements as there are; at the end, the rest. Whatever a list lacks at its end costs a row."""
        commas, end = _boundaries(data)
        lengths = np.diff(np.concatenate([[0], commas, [len(data)]]))
        inner = commas[commas > 0] if data[:1] == b"," else commas
        if final and end >= 0 and lengths.max() <= MAX_RECORD:
            return Cut(len(data), len(_spans(data)))
        if len(inner) and lengths[:-1].max() <= MAX_RECORD:
            return Cut(int(inner[-1]), len(inner))
        if lengths.max() > MAX_RECORD:
            return Cut(0, 0, "long")
        return Cut(len(data), 1, "cut") if final else Cut(0, 0)


_ESCAPE = re.compile(rb"\\.", re.DOTALL)


def _boundaries(data: bytes) -> tuple[npt.NDArray[np.int64], int]:
    """Where the commas between elements stand, and where the list ends (-1: not here)."""
    if b"\\" in data:
        data = _ESCAPE.sub(b"__", data)
    codes = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(codes == ord('"'))
    opening = (codes == ord("[")) | (codes == ord("{"))
    closing = (codes == ord("]")) | (codes == ord("}"))
    places = np.flatnonzero(opening | closing | (codes == ord(",")))
    places = places[np.searchsorted(quotes, places) % 2 == 0]
    depth = np.cumsum(opening[places].astype(np.int64) - closing[places])
    ended = places[depth < 0]
    end = int(ended[0]) if len(ended) else -1
    commas = places[(codes[places] == ord(",")) & (depth == 0)]
    return (commas[commas < end] if end >= 0 else commas), end


def _spans(data: bytes) -> list[tuple[int, int]]:
    """Where each element of a piece begins and ends; what follows the list is one more, which is refused."""
    commas, end = _boundaries(data)
    stop = end if end >= 0 else len(data)
    edges = [-1, *commas.tolist(), stop]
    spans = [(one + 1, two) for one, two in itertools.pairwise(edges)]
    if data.startswith(b",") or (len(spans) == 1 and not data[:stop].strip()):
        del spans[0]
    if end >= 0 and data[end + 1 :].strip():
        spans.append((end + 1, len(data)))
    return spans


def read_list(task: Task, plan: Plan) -> Block:
    """The people of a piece of a list."""
    data, facts = task.data, tuple(plan.vocabulary.facts)
    shown, first = plan.files[task.file].shown, task.start.row
    people = _decode(data, facts)
    batch = None
    if people and len(people) == task.end.row - first:
        batch = batch_of(people, data, first, facts)
    if batch is not None:
        return Block(batch=batch, refusals=[], rows=batch.num_rows, shown=shown)
    slow = OneByOne(plan.vocabulary, shown)
    for number, (start, end) in enumerate(_spans(data), first):
        slow.read(data[start:end], number)
    return Block(
        batch=slow.batch(),
        refusals=slow.refusals(task.refused),
        rows=slow.rows + len(task.refused),
        shown=shown,
    )


_TAIL = re.compile(rb"\]\s*\Z")


def _decode(data: bytes, facts: tuple[str, ...]) -> list[RawPerson] | None:
    """The people of elements that are all as they should be; None where one is not."""
    if not is_utf8(data):
        return None
    body = data.removeprefix(b",")
    tail = _TAIL.search(body[-64:])
    if tail is None:
        body += b"]"
    try:
        people: list[RawPerson] = decoders(facts).many.decode(b"[" + body)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return people


def read_document(task: Task, plan: Plan) -> Block:
    """The people of a whole text, by the reader of profiles."""
    file = plan.files[task.file]
    people = People(plan.vocabulary)
    number = 0
    for number, found in enumerate(_document(task.data, file.form, file.shown, plan.vocabulary), 1):
        people.add(number, [found])
    return Block(batch=people.batch(), refusals=people.refusals, rows=number, shown=file.shown)


def _document(
    data: bytes, form: str, shown: str, vocabulary: Vocabulary
) -> Iterator[Profile | ProfileProblems]:
    from pathfinder.language.json_tree import parse_json
    from pathfinder.language.tree import parse_yaml
    from pathfinder.rulebook.files import decode

    problems = Problems()
    text = decode(data, shown, problems, MAX_BYTES)
    if text is None:
        trees = []
    elif form == "yaml":
        trees = parse_yaml(text, shown, problems, keys_shown(vocabulary))
    else:
        tree = parse_json(text, shown, problems, known=keys_shown(vocabulary))
        trees = [] if tree is None else [tree]
    if not trees:
        if not problems.errors:  # nothing but comments
            problems.add("PF101", Place(shown), _("The file is empty."))
        yield ProfileProblems(None, problems.sorted())
    for tree in trees:
        for item in tree.items or [tree]:
            yield from read_profile(item, shown, vocabulary)
