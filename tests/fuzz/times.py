"""How often the laws of this folder are tried: a few times with the suite, `FUZZ_TIMES` times as often in a campaign.

FUZZ_TIMES=500 nice pytest tests/fuzz/test_rule_files.py
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))


def times(number: int, **more: Any) -> settings:
    """Settings with so many examples; a slow example is no failure, for nothing here is measured by the clock."""
    campaign: dict[str, Any] = {"derandomize": False} if TIMES > 1 else {}
    phases = [phase for phase in Phase if phase != Phase.explain]
    return settings(
        max_examples=number * TIMES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=phases,
        **campaign,
        **more,
    )
