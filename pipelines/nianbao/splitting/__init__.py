"""One file of all offices → each office's raw folder, row by row, with nothing lost on the way."""

from nianbao.splitting.split import Split, split

__all__ = ["Split", "split"]
