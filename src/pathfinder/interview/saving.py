"""Where the answers of an interview are kept: nowhere, or in one file, whole after every answer."""

from __future__ import annotations

import os

from pathfinder.i18n import _, ngettext
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.write import write_profile
from pathfinder.values.files import write_whole
from pathfinder.values.text import inert


class Keeper:
    """Keeps a profile in a file, for its owner alone (see `values.files`), or says that nothing is kept.

    `fault` says in the user's words why the last try failed, and is empty where it did not.
    """

    def __init__(self, path: str | None, vocabulary: Vocabulary, read_from: str = "") -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.read_from = read_from
        self.fault = ""
        self.kept: int | None = None

    def keep(self, profile: Profile) -> bool:
        """Write the profile, if it is to be kept; False where it could not be written."""
        if self.path is None:
            return True
        form = "json" if self.path.lower().endswith(".json") else "yaml"
        self.fault = write_or_fault(self.path, write_profile(profile, form, self.vocabulary))
        if self.fault:
            return False
        self.kept = len(profile.values) + len(profile.unsaid)
        return True

    def says(self) -> str:
        """What is saved and what is not, as a sentence for the end."""
        if self.fault:
            assert self.path is not None
            words = _("The last answers could not be saved in {file}: {why}.")
            return words.format(file=inert(self.path), why=self.fault)
        if self.path is not None and self.kept is not None:
            words = ngettext(
                "Saved in {file}: {n} answer. To go on: pathfinder ask {file} --save {file}",
                "Saved in {file}: {n} answers. To go on: pathfinder ask {file} --save {file}",
                self.kept,
            )
            return words.format(file=inert(self.path), n=self.kept)
        if self.read_from:
            words = _("Nothing was saved; {file} is as it was.")
            return words.format(file=inert(self.read_from))
        return _("Nothing was saved.")


def write_or_fault(path: str, text: str) -> str:
    """Write a text to a file for its owner alone; why that failed, or nothing."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        return os.strerror(error.errno) if error.errno else type(error).__name__
    return ""
