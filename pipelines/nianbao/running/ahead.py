"""While a notebook runs in its kernel, this process gets ready for what it has to do after it."""

from __future__ import annotations

import importlib
import sys
import threading
from contextlib import suppress

from nianbao.work import Work

# What writes a review and reads it back; some of it is imported only inside functions.
_MODULES = (
    "nianbao.explaining", "nianbao.running.output", "nianbao.exporting.html", "nianbao.exporting.pdf", "nianbao.exporting.word.story",
    "nianbao.exporting.workbook", "docx.image.image", "lxml.html", "pypdfium2", "typst", "xlsxwriter",
)  # fmt: skip
_TURN = 0.0005  # seconds


class Ahead:
    """Reads the office's tables, imports what writes a review and loads its typefaces, once, in a thread of its own.

    What fails here fails again where it is needed, and is told there.
    """

    def __init__(self, work: Work) -> None:
        self._enough = threading.Event()
        self._thread = threading.Thread(target=_get_ready, args=(work, self._enough), daemon=True)

    def begin(self) -> None:
        """Starts it, unless it has been."""
        if self._thread.ident is None:
            self._thread.start()

    def join(self) -> None:
        """Nothing of it goes on beside who comes after it: a DuckDB connection is for one thread."""
        if self._thread.ident is not None:
            self._thread.join()


    def end(self) -> None:
        """It imports no more, and is waited for: a process that ends while a library is imported is taken down by that library."""
        self._enough.set()
        self.join()


def _get_ready(work: Work, enough: threading.Event) -> None:
    # Who talks to the kernel has little to do and is to do it at once: a turn of five milliseconds is long for a message.
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        _import_and_read(work, enough)
    finally:
        sys.setswitchinterval(usual)


def _import_and_read(work: Work, enough: threading.Event) -> None:
    with suppress(Exception):
        from nianbao.tables import tables_of

        tables_of(work.workspace, work.office)
        for module in _MODULES:
            if enough.is_set():
                return
            importlib.import_module(module)
        from nianbao.exporting.fonts import faces_of

        faces_of(work.office.file.fonts)
