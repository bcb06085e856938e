"""pathfinder: where a Russian citizen driven out by the war can legally go, as named documents state it.

The library in three calls:

    rules = pathfinder.load_rules()
    judgement = pathfinder.judge({"citizenships": ["RU"], "passports": ["internal"]}, on="2024-01-15", rules=rules)
    judgement.verdicts["KZ/visa-free-entry"]

`pathfinder.assess(judgement)` gives the whole result with reasons and citations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pathfinder.version import __version__

if TYPE_CHECKING:
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess
    from pathfinder.family.together import judge_family
    from pathfinder.language.problems import ProblemsFound
    from pathfinder.rulebook.cache import load_rules

__all__ = ["ProblemsFound", "__version__", "assess", "judge", "judge_family", "load_rules"]

_WHERE = {
    "assess": "pathfinder.engine.assess",
    "judge": "pathfinder.api",
    "judge_family": "pathfinder.family.together",
    "load_rules": "pathfinder.rulebook.cache",
    "ProblemsFound": "pathfinder.language.problems",
}


def __getattr__(name: str) -> Any:
    """Import a part of the library when it is first used: start-up counts on a poor laptop."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
