"""A part of the body seen from all around: frames, each of which is a view of its own. No numpy here."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.atlas.cameras import Camera, Vector
from desktop.atlas.view import Pictures, View

_FROM_BESIDE = 0.4
"""Turned further aside than this (sine to the patient's middle plane), a frame shows one side: that one's letter."""
_BESIDE_DM = 0.5
"""A turn whose middle lies farther from the patient's middle plane shows a part that is there twice."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Frames of a part of the body in one pose: 0 by `first`, each further one led about `axis` by the same angle.

    `rest` names the frames from which a fixed view sees the same: that view is shown where a turn comes to rest there.
    `begins` says at which frame a turn out of a fixed view begins. `whole` marks turns of the whole figure.
    """

    key: str
    title: str
    pose: str
    first: Camera
    axis: Vector
    pictures: tuple[str, ...]
    rest: Mapping[int, str]
    begins: Mapping[str, int]
    whole: bool

    @property
    def frames(self) -> int:
        """How many frames there are all around."""
        return len(self.pictures)

    @property
    def step_degrees(self) -> float:
        """The angle from one frame to the next."""
        return 360 / self.frames

    def key_of(self, number: int) -> str:
        """Return the key of a frame, such as ``turn_body/07``; after the last one comes the first."""
        return f"{self.key}/{number % self.frames:02}"

    def camera(self, number: int) -> Camera:
        """Return from where a frame looks."""
        return self.first.turned(self.axis, number % self.frames * self.step_degrees)

    def frame(self, number: int) -> View:
        """Return a frame as a view."""
        camera = self.camera(number)
        picture = self.pictures[number % self.frames]
        return View(
            key=self.key_of(number),
            label=self.title,
            title=self.title,
            pose=self.pose,
            camera=camera,
            pictures=Pictures(picture, picture),
            behind=camera.toward[2] < -_FROM_BESIDE,
            letters=self._letters(camera),
            rail=None,
            wide=False,
            neighbours=self._neighbours(number, camera),
            doors=(),
            home=(),
            whole=self.whole,
        )

    def nearest_fixed(self, number: int) -> str:
        """Return the fixed view that looks at the body most nearly as a frame does."""

        def away(key: str) -> int:
            steps = abs(self.begins[key] - number) % self.frames
            return min(steps, self.frames - steps)

        return min(self.begins, key=away)

    def _neighbours(self, number: int, camera: Camera) -> tuple[str, str]:
        """Return the fixed views that one comes to next when turning to the left and to the right."""
        alike = self.rest if len(self.rest) > 1 else {place: key for key, place in self.begins.items()}
        others = [place for place in alike if (place - number) % self.frames]
        if not others:
            return "", ""
        ahead = alike[min(others, key=lambda place: (place - number) % self.frames)]
        behind = alike[min(others, key=lambda place: (number - place) % self.frames)]
        return (behind, ahead) if sum(camera.led(self.axis)) > 0 else (ahead, behind)

    def _letters(self, camera: Camera) -> tuple[str, str]:
        """Return what stands at the picture's edges: both sides, or the one of what lies nearer to the viewer."""
        middle = camera.centre[0]
        if abs(middle) > _BESIDE_DM:
            return ("", "L") if middle > 0 else ("R", "")
        if abs(camera.right[0]) > _FROM_BESIDE:
            return ("R", "L") if camera.right[0] > 0 else ("L", "R")
        return ("", "L") if camera.toward[0] > 0 else ("R", "")
