"""The system libraries Qt needs on Linux: which are missing, and how they get there on Debian and Ubuntu."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from dev_environment import SetUpError, say

WITHOUT_DISPLAY = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # QtNetwork, by which a second start calls the first one forward
}
"""Library to Debian package, enough to paint without a display."""

X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What a window under X adds; the other xcb libraries come with these."""

WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def needed(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the libraries Qt needs in this session, each with its Debian package."""
    if sys.platform != "linux":
        return {}
    return (
        WITHOUT_DISPLAY | (X11 if environ.get("DISPLAY") else {}) | (WAYLAND if environ.get("WAYLAND_DISPLAY") else {})
    )


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the libraries that can't be loaded here."""
    return [package for library, package in libraries.items() if not _loads(library)]


def provide(packages: Iterable[str]) -> None:
    """Install system packages where that needs no password; else raise with the one command that does it."""
    names = list(packages)
    if not names:
        return
    if shutil.which("apt-get") is None:
        raise SetUpError(
            f"This system lacks what Debian calls {', '.join(names)}. Install them with its own package manager, "
            "then give the same command again. Nothing was changed."
        )
    rights = _rights()
    if rights is None:
        raise SetUpError(_request(names))
    say(f"Installing system packages: {' '.join(names)}")
    if not _install(rights, names):
        raise SetUpError(_request(names))


def one_command(names: Iterable[str]) -> str:
    """Return the line a person gives to install system packages."""
    rights = "sudo sh -c" if shutil.which("sudo") else "su - -c"
    return f"{rights} 'apt-get update && apt-get install -y --no-install-recommends {' '.join(names)}'"


def _request(names: Iterable[str]) -> str:
    return (
        "System packages are missing. Give this one command, then the same command as before; "
        f"nothing was changed so far:\n\n    {one_command(names)}\n"
    )


def _rights() -> list[str] | None:
    """Return what to put before apt-get: nothing for root, sudo where it asks no password, None where it may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    silent = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if silent else None


def _install(rights: list[str], names: list[str]) -> bool:
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # a fresh system has no lists of packages yet; old lists may still do, so only the installation decides
    subprocess.run([*apt, "update"], check=False)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
