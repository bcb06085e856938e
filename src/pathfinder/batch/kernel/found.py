"""What has been found out about the people of a batch, before it is put into a form."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pathfinder.batch.kernel.columns import Numbers
from pathfinder.batch.kernel.records import Refusal
from pathfinder.engine.assessment import Open
from pathfinder.language.profile import Profile

CODES, TOLD, PROFILES = "codes", "told", "profiles"
"""What a form can need: the codes of verdicts; verdicts with what is missing and open; the profiles themselves."""


class Told(msgspec.Struct, frozen=True):
    """What is told of one pathway to everybody with the same answers to it."""

    outcomes: int
    verdict: str
    missing: tuple[str, ...]
    open: tuple[Open, ...]


class Found:
    """The people of one batch: their days, what follows for each pathway, and who was refused."""

    def __init__(
        self, batch: pa.RecordBatch, pathways: int, days: Numbers, needs: Collection[str]
    ) -> None:
        self.batch = batch
        self.length: int = batch.num_rows
        self.days = days
        self.needs = needs
        count, length = pathways, self.length
        self.codes: list[npt.NDArray[np.int8]] = [
            np.zeros(length, dtype=np.int8) for _number in range(count if CODES in needs else 0)
        ]
        self.told: list[Numbers] = [
            np.zeros(length, dtype=np.intp) for _number in range(count if TOLD in needs else 0)
        ]
        self.profiles: dict[int, Profile] = {}
        self.refusals: list[Refusal] = []

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Note why people are not judged."""
        self.refusals += refusals

    def judged(self) -> Numbers:
        """The places of the people who were judged."""
        if not self.refusals:
            return np.arange(self.length, dtype=np.intp)
        good = np.ones(self.length, dtype=bool)
        good[[one.row for one in self.refusals]] = False
        return np.flatnonzero(good)
