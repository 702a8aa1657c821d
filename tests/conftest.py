"""Settings and fixtures for every test.

Qt without a screen must be told so before the first import of PySide6, hence here and not in tests/desktop.
"""

import gc
import os
import sys

from hypothesis import HealthCheck, settings

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.letter_options", "tests.postgres_server", "tests.migrated_database"]

# Time limits per example would fail on a busy machine and say nothing about the code; benches measure time.
_SLOW_IS_NO_FAULT = [HealthCheck.too_slow]
settings.register_profile(
    "fast", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_NO_FAULT
)
settings.register_profile("thorough", max_examples=2_000, deadline=None, suppress_health_check=_SLOW_IS_NO_FAULT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_collection_finish() -> None:
    """Thousands of collected tests live to the end; the garbage collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
