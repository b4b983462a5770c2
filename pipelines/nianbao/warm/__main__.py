"""The warm process: `python -m nianbao.warm FOLDER NAME LOCK`, as `door` starts it."""

import sys
from pathlib import Path

# `-m` has put the current folder first on the path; no kernel looks for its libraries there.
if Path(sys.path[0]) == Path.cwd():
    del sys.path[0]

from nianbao.warm.server import main

main(*sys.argv[1:])
