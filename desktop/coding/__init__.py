"""Code lines and their reasons from what was recorded."""

from desktop.coding.rules import code

__all__ = ["code"]
