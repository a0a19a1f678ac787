"""The mirror image of every base quad."""

import numpy as np
import numpy.typing as npt

from desktop.atlas.surface import Indices


def twins(quads: Indices, mirror: Indices) -> npt.NDArray[np.uint16]:
    """Return for each base quad `4 * twin + turn`: corner k of it mirrors corner `(turn - k) % 4` of its twin.

    `mirror` is each vertex's mirror image. Raises ValueError for a quad whose mirror image is none.
    """
    images = mirror[quads]
    numbers = {tuple(sorted(quad)): number for number, quad in enumerate(quads.tolist())}
    try:
        twin = np.array([numbers[tuple(sorted(image))] for image in images.tolist()])
    except KeyError as missing:
        raise ValueError("the base mesh is not symmetric") from missing
    turn = (quads[twin] == images[:, :1]).argmax(1)
    return np.asarray(4 * twin + turn, np.uint16)
