"""收件登记."""

from desktop.intake.page import IntakePage

__all__ = ["IntakePage"]
