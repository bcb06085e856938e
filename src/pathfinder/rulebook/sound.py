"""Which files of a rule book with errors can be tried all the same: those that rest on nothing that is broken."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from pathfinder.language.rulefile import RuleFile
from pathfinder.rulebook.files import FOLDERS, REFERENCE
from pathfinder.rulebook.gather import Gatherer


def sound_files(found: Gatherer, definitions: Collection[str]) -> list[RuleFile]:
    """The files in which nothing is wrong and that use no definition that is; none where the vocabulary is broken.

    Of what touches everybody for whom a country is feasible nobody can tell where the file of that country is
    broken: such cautions are left out.
    """
    if any(c.document not in found.documents for c in found.citations.values() if _shared(c.id)):
        definitions = ()
    faulty = {problem.place.file for problem in found.problems.found if problem.severity == "error"}
    broken_reference = found.unread | {s.name for s in found.sources if s.path in faulty}
    if broken_reference & set(REFERENCE) or set(REFERENCE) - {s.name for s in found.sources}:
        return []
    lacking = {
        reader.file
        for reader in found.readers
        if any(name not in definitions for name, _node in reader.definition_names)
    }
    lacking |= {c.file for c in found.citations.values() if c.document not in found.documents}
    files = [f for f in found.files if f.destination.file not in faulty | lacking]
    known = {file.destination.file for file in files}
    lost = {
        s.stem for s in found.sources if s.name.split("/")[0] in FOLDERS and s.path not in known
    }
    lost |= {name.rpartition("/")[2].partition(".")[0] for name in found.unread}
    return [_without_crowds(file, lost, found) for file in files]


def _shared(citation: str) -> bool:
    """Whether a citation is one of the definitions, and so of every file that uses them."""
    return citation.startswith("definitions/")


def _without_crowds(file: RuleFile, lost: set[str], found: Gatherer) -> RuleFile:
    """A file without its cautions that touch everybody in countries of which nothing is known."""
    regions = found.regions
    cautions = tuple(
        caution
        for caution in file.cautions
        if caution.touches is not None
        or lost.isdisjoint(
            code
            for name in caution.countries
            for code in (name, *(regions[name].members if name in regions else ()))
        )
    )
    return msgspec.structs.replace(file, cautions=cautions)
