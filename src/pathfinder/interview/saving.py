"""Where the answers of an interview are kept: nowhere, or in one file, whole after every answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from pathfinder.i18n import _, ngettext
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.write import write_profile
from pathfinder.values.files import why_not, write_whole
from pathfinder.values.sealed import inner_name, is_sealed_name
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.values.age import Seal


class Keeper:
    """Keeps a profile in a file, for its owner alone (see `values.files`), or says that nothing is kept.

    `seal` encrypts files whose name ends in `.age`; `text` is what was kept last. `fault` says in the user's words why
    the last try failed, and is empty where it did not.
    """

    def __init__(
        self,
        path: str | None,
        vocabulary: Vocabulary,
        read_from: str = "",
        seal: Seal | None = None,
    ) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.read_from = read_from
        self.seal = seal
        self.fault = ""
        self.kept: int | None = None
        self.text = ""
        self._behind: Behind | None = None

    def keep(self, profile: Profile) -> bool:
        """Write the profile, if it is to be kept; False where it could not be written."""
        if self.path is None:
            return True
        form = "json" if inner_name(self.path).lower().endswith(".json") else "yaml"
        self.text = write_profile(profile, form, self.vocabulary)
        self.fault = self._write(self.path, self.text)
        if self.fault:
            return False
        self.kept = len(profile.values) + len(profile.unsaid)
        return True

    def _write(self, path: str, text: str) -> str:
        """The first time at once, so that a fault is told before the questions; then beside them, if it takes long."""
        if self.seal is None or not self.seal.is_slow or not is_sealed_name(path):
            return self.write(path, text)
        if self._behind is None or self._behind.path != path:
            self._behind = Behind(path, self.seal)
            return self._behind.write(text)
        return self._behind.hand(text)

    def write(self, path: str, text: str) -> str:
        """Write a text to a file for its owner alone, encrypted if its name says so; why that failed, or nothing."""
        return write_or_fault(path, text, self.seal)

    def finish(self) -> bool:
        """Wait until all that was given is written; whether it was."""
        if self._behind is not None:
            self.fault = self._behind.finish()
        return not self.fault

    @property
    def is_busy(self) -> bool:
        """Whether something is still being written."""
        return self._behind is not None and self._behind.is_busy

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


class Behind:
    """Writes one encrypted file beside the conversation: a passphrase takes seconds, and nobody waits for each.

    Only the newest text is written; one that is handed over meanwhile waits. So the file follows the answers by the
    time that two encryptions take, and is whole at any moment.
    """

    def __init__(self, path: str, seal: Seal) -> None:
        self.path = path
        self.seal = seal
        self.fault = ""
        self._waiting: str | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def write(self, text: str) -> str:
        """Write at once; why that failed, or nothing."""
        self.fault = write_or_fault(self.path, text, self.seal)
        return self.fault

    def hand(self, text: str) -> str:
        """Have a text written soon; why the last one failed that was tried."""
        with self._lock:
            self._waiting = text
            if self._thread is None:
                # Python waits for it at its end, so that Ctrl-C loses nothing.
                self._thread = threading.Thread(target=self._work)
                self._thread.start()
        return self.fault

    def _work(self) -> None:
        while True:
            with self._lock:
                text, self._waiting = self._waiting, None
                if text is None:
                    self._thread = None
                    return
            self.write(text)

    @property
    def is_busy(self) -> bool:
        return self._thread is not None

    def finish(self) -> str:
        """Wait for the end; why the last one failed."""
        thread = self._thread
        if thread is not None:
            thread.join()
        return self.fault


def write_or_fault(path: str, text: str, seal: Seal | None = None) -> str:
    """Write a text to a file for its owner alone; why that failed, or nothing."""
    data = text.encode()
    if is_sealed_name(path):
        from pathfinder.values.age import SealedFault

        if seal is None:
            return _("to encrypt, begin the interview with --save FILE.age")
        try:
            data = seal.seal(data)
        except SealedFault as fault:
            return fault.why
    try:
        write_whole(path, data)
    except OSError as error:
        return why_not(error)
    return ""
