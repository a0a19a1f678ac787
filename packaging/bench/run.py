"""Measure the program: ``python3 packaging/dev.py bench``; ``--help`` tells the rest.

Every limit that is a ratio stands beside its floor, which is taken turn by turn with it in the same run: on a machine
with other work both grow alike. The table is for reading; whatever it says, the exit code is 0.
"""

import os
import sys
from pathlib import Path

# The modules beside this one are imported as `bench`, from packaging/: a package named `packaging` belongs to PyPI.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# as the program does, before numpy comes
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from bench.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
