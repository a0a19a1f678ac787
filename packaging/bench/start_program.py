"""The program's own start, as a process of its own, on a folder that goes on with a visit.

Words: the monotonic time it was started at, the data folder. Prints the seconds from the start until the body was
painted first and until the window was ready, and the seconds of a tap that came right then. The visit stays as it was.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktop.__main__ import main
from desktop.cli.window import spare_the_start

if __name__ == "__main__":
    spare_the_start()
    # imported only now: it brings the window with it, which the program imports after that, too
    from bench.start_watch import watch_what_starts

    watch_what_starts(float(sys.argv[1]))
    sys.exit(main(["--data-dir", sys.argv[2]]))
