"""The rules of a git revision, read without checking anything out: file by file into a folder of our own.

Nothing of a repository is run. Names are looked up in its store of objects, and the bytes of each file are read as they
lie there: no filters, hooks, links or settings of the repository take part, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from pathfinder.i18n import _
from pathfinder.rulebook.files import FOLDERS, MAX_RULE_FILE, TOP
from pathfinder.values.text import inert

MOST_FILES = 2_000
"""So many rule files a revision may have."""

SECONDS = 60
"""So long one look into the store of objects may take."""

_BLOB_MODES = ("100644", "100755")


class NoSuchRules(Exception):
    """What was asked for cannot be read; the message says why, in the user's words."""


class Repository:
    """The git repository in which a folder stands."""

    def __init__(self, folder: str) -> None:
        self.top = _output(["rev-parse", "--show-toplevel"], folder, _not_a_repository()).rstrip(
            "\n"
        )

    def extract(self, revision: str, path: str, into: str) -> int:
        """Write the rule files under a path of a revision into a folder; returns how many there were."""
        commit = self._commit(revision)
        found = self._files(commit, path)
        if not found:
            message = _("The revision {revision} has no rules under {path}.")
            raise NoSuchRules(message.format(revision=_shown(revision), path=_shown(path)))
        for name, data in self._contents(found):
            place = os.path.join(into, *name.split("/"))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "xb") as file:
                file.write(data)
        return len(found)

    def _commit(self, revision: str) -> str:
        message = _("{revision} is neither a folder nor a revision of this git repository.")
        told = message.format(revision=_shown(revision))
        if not revision or revision.startswith("-") or "\0" in revision or "\n" in revision:
            raise NoSuchRules(told)
        asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
        return _output(asked, self.top, told).strip()

    def _files(self, commit: str, path: str) -> dict[str, str]:
        """The rule files by name, with the names of their contents in the store."""
        folder = os.path.normpath(path).replace(os.sep, "/").strip("/")
        if folder == ".." or folder.startswith("../") or os.path.isabs(path):
            raise NoSuchRules(_("--rules-path is a folder inside the repository."))
        tree = commit if folder == "." else f"{commit}:{folder}"
        asked = ["ls-tree", "-r", "-z", "--long", "--end-of-options", tree]
        try:
            listed = _output(asked, self.top, "").split("\0")
        except NoSuchRules:
            return {}
        found: dict[str, str] = {}
        for line in listed:
            entry, _tab, name = line.partition("\t")
            parts = entry.split()
            if len(parts) == 4 and parts[0] in _BLOB_MODES and _is_rule_file(name):
                if int(parts[3]) > MAX_RULE_FILE or len(found) >= MOST_FILES:
                    message = _("{file} is too large, or there are too many rule files.")
                    raise NoSuchRules(message.format(file=_shown(name)))
                found[name] = parts[2]
        return found

    def _contents(self, files: dict[str, str]) -> list[tuple[str, bytes]]:
        asked = "".join(f"{blob}\n" for blob in files.values()).encode()
        data = _run(["cat-file", "--batch"], self.top, asked)
        found, at = [], 0
        for name in files:
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            found.append((name, data[end + 1 : end + 1 + size]))
            at = end + 1 + size + 1
        return found


def _is_rule_file(name: str) -> bool:
    """Whether a rule book reads a file of this name; nothing else is written, wherever it points."""
    folder, slash, file = name.rpartition("/")
    if not slash:
        return file in (*TOP, "citations.lock", "claims.yaml")
    if folder == "locales":
        return file.endswith(".po")
    return folder in FOLDERS and file.endswith(".yaml") and file != ".yaml"


def _output(arguments: list[str], folder: str, message: str) -> str:
    """What git says; `NoSuchRules` with the message where it says that there is no such thing."""
    try:
        return _run(arguments, folder).decode("utf-8", "surrogateescape")
    except subprocess.CalledProcessError:
        raise NoSuchRules(message) from None


def _run(arguments: list[str], folder: str, given: bytes = b"") -> bytes:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C",
    }
    git = shutil.which("git")
    if git is None:
        raise NoSuchRules(_("Revisions need git, which is not installed."))
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, none of which git takes for an option
            [git, "--no-pager", "--no-replace-objects", "-C", folder, *arguments],
            input=given, capture_output=True, check=True, timeout=SECONDS, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NoSuchRules(_("git does not answer.")) from None
    return done.stdout


def _not_a_repository() -> str:
    return _("This folder stands in no git repository; compare two folders, or go into one.")


def _shown(text: str) -> str:
    return inert(text[:80])
