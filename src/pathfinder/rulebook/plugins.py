"""Rule books that other packages bring through the entry point group `pathfinder.rules`.

The value of an entry point names a package and, after a colon, a folder in it (`my_rules:rules`). No code of the
package is run: only its place is looked up.
"""

from __future__ import annotations

import os
import sys

GROUP = "pathfinder.rules"


def _import_folders() -> list[str]:
    """The folders that packages are imported from; not the working folder, which may be a stranger's."""
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    return [folder for folder in sys.path if folder and os.path.abspath(folder) != here]


def packages_fingerprint() -> str:
    """Changes when packages are installed or removed: the times of the folders that Python imports from."""
    found = []
    for folder in _import_folders():
        try:
            found.append(f"{folder} {os.stat(folder).st_mtime_ns}")
        except OSError:
            continue
    return "\n".join(found)


def plugin_folders() -> list[str]:
    """The folders of rule books that installed packages bring, in the order of their names."""
    from importlib.metadata import distributions
    from importlib.util import find_spec

    entries = {
        (entry.name, entry.value)
        for package in distributions(path=_import_folders())
        for entry in package.entry_points
        if entry.group == GROUP
    }
    folders = []
    for _name, value in sorted(entries):
        package, _colon, inside = value.partition(":")
        try:
            spec = find_spec(package.partition(".")[0])
        except (ImportError, ValueError):
            continue
        for place in (spec.submodule_search_locations or []) if spec is not None else []:
            folder = os.path.join(place, *package.split(".")[1:], *filter(None, [inside]))
            if os.path.isdir(folder):
                folders.append(folder)
                break
    return folders
