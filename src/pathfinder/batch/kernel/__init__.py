"""The kernel of a batch: one function from Arrow record batches of facts to Arrow record batches of verdicts."""

from __future__ import annotations

from pathfinder.batch.kernel.kernel import Kernel
from pathfinder.batch.kernel.records import Judged, Refusal

__all__ = ["Judged", "Kernel", "Refusal"]
