"""Whatever needs no right says why: a test finds every public act of this room that names no action."""

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


def free(why: str) -> Callable[[Function], Function]:
    """Mark a function that anybody may call, with the reason."""

    def mark(function: Function) -> Function:
        function.free = why  # type: ignore[attr-defined]
        return function

    return mark
