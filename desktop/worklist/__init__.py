"""工作台: what presses today."""

from desktop.worklist.page import WorklistPage

__all__ = ["WorklistPage"]
