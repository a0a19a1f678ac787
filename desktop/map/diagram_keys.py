"""How the keys of diagrams are told from those of views, without reading the diagrams."""

DIAGRAMS = "diagram_"
"""What the key of a diagram begins with."""
