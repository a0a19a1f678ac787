"""What the next tap will do."""

from dataclasses import dataclass

from resources.codebook import Preset
from resources.terms import Method


@dataclass(frozen=True, slots=True)
class Brush:
    """The armed preset with the methods it will be done with. A preset without a category marks what is only seen."""

    preset: Preset
    methods: tuple[Method, ...]

    @property
    def treats(self) -> bool:
        """Whether a tap counts as a treatment."""
        return self.preset.category is not None
