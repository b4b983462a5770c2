"""How many cases are tried: few by `make test`, so that it stays quick, and many by `make deep`."""

import os

DEEP = os.environ.get("NIANBAO_DEEP") == "1"


def depth(few: int, many: int) -> int:
    """`many` in a deep run."""
    return many if DEEP else few
