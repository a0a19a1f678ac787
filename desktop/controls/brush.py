"""What the next tap will do."""

from dataclasses import dataclass, replace

from resources.presets import Preset, Presets
from resources.terms import Method


@dataclass(frozen=True, slots=True)
class Brush:
    """The armed preset with the methods it will be done with. A preset without a category marks what is only seen."""

    presets: Presets
    preset: Preset
    methods: tuple[Method, ...]

    @property
    def treats(self) -> bool:
        """Whether a tap counts as a treatment."""
        return self.preset.category is not None

    @property
    def is_default(self) -> bool:
        """Whether this is what every visit starts with."""
        return self == self.default()

    def default(self) -> "Brush":
        """Return the practice's own brush."""
        return brush_of(self.presets, self.presets.default.key)

    def preset_of(self, key: str) -> "Brush":
        """Return another preset's brush, with that preset's methods."""
        return brush_of(self.presets, key)

    def done_with(self, method: Method) -> "Brush":
        """Return this brush with one other method; what is only seen has none."""
        return replace(self, methods=(method,)) if self.treats else self


def brush_of(presets: Presets, key: str) -> Brush:
    """Return the brush of a preset as the practice set it up."""
    preset = presets.get(key)
    return Brush(presets, preset, preset.methods)
