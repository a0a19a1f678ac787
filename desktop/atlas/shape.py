"""The shape of one body: where the corners of the shared surface lie, pose by pose."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

_WHOLE = "anatomical"
"""The pose that is stored as it is; of the others the file holds how far they move each corner from there."""


class Shape:
    """The corners of a body. A pose is read when it is first asked for (about 20 ms)."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "shape.npz"
        self._poses: dict[str, npt.NDArray[np.float32]] = {}

    def corners(self, pose: str) -> npt.NDArray[np.float32]:
        """Return all corners in a pose, mm."""
        if pose not in self._poses:
            with np.load(self._path) as stored:
                tenths: npt.NDArray[np.int16] = stored[f"verts_{_WHOLE}"]
                if pose != _WHOLE:
                    tenths = tenths + stored[f"moves_{pose}"]
            self._poses[pose] = np.ascontiguousarray(tenths.T, np.float32) / np.float32(10)
        return self._poses[pose]
