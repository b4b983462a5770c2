"""One notebook, run by papermill from its first cell to its last, or a clear word on where it stopped."""

from __future__ import annotations

import builtins
import errno
import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nianbao import errors
from nianbao.errors import (
    BrokenNotebook,
    CannotWrite,
    DeadKernel,
    NianbaoError,
    NotANotebook,
    NotebookError,
    UnfinishedNotebook,
)
from nianbao.errors.system import reason
from nianbao.mistakes import MISTAKE
from nianbao.startup import skip_iri_grammar, without
from nianbao.words import Words

# Cells that papermill puts in: the reader counts the cells of the notebook as it was written.
_OF_PAPERMILL = {"injected-parameters", "papermill-error-cell-tag"}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NUMBER = re.compile(r"\[Errno (\d+)\]")
_USER_LINE = re.compile(r"^-+>\s*\d+\s?(.*)$")


class CellError(NotebookError):
    """An error of nianbao's own family, raised in a kernel and told here: its sentence and its exit code."""

    zh = en = "{sentence}"

    def __init__(self, kind: type[NianbaoError], sentence: Words) -> None:
        super().__init__(sentence=sentence)
        self.kind = kind
        self.exit_code = kind.exit_code


def execute(source: Path, output: Path, parameters: dict[str, Any], folder: Path, bar: bool) -> Any:
    """Runs the notebook in `folder`; the executed one stands at `output`, whole or as far as it came.

    Returns the executed notebook. Raises NotANotebook, CellError, BrokenNotebook, UnfinishedNotebook, DeadKernel, CannotWrite.
    """
    skip_iri_grammar()
    _require_notebook(source)
    with without("pyarrow.fs"):  # where papermill would look for a Hadoop, and load all of Arrow for it
        import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    from nianbao.running.kernel import kernel_manager, transport

    progress = {"desc": source.stem, "leave": False} if bar else False
    manager = kernel_manager(output.with_suffix(".log"))
    with _quiet():
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            done = papermill.execute_notebook(
                str(source), str(output), parameters=parameters, cwd=str(folder), progress_bar=progress,
                kernel_name="nianbao", language="python", kernel_manager_class=manager, config=Config(transport()),
                request_save_on_cell_execute=False, autosave_cell_every=0,
            )  # fmt: skip
        except PapermillExecutionError as error:
            raise _told(error, source, output) from _of_the_system(error)
        except RuntimeError as error:
            # nbclient's, which nobody imports for its name, and what jupyter_client says of one that never came.
            if type(error).__name__ != "DeadKernelError" and not str(error).startswith("Kernel died"):
                raise
            raise DeadKernel(notebook=source.name) from None
        except OSError as error:
            raise CannotWrite(path=Path(error.filename or output), problem=reason(error)) from error
        finally:
            for each in manager.made:
                each.clear_up()
    _require_finished(done, source)
    return done


def _require_notebook(source: Path) -> None:
    """Raises NotANotebook."""
    import nbformat
    from nbformat.warnings import MissingIDFieldWarning

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MissingIDFieldWarning)  # of a notebook that was written by hand
            found = nbformat.convert(nbformat.from_dict(json.loads(source.read_bytes())), 4)
            nbformat.validate(found, relax_add_props=True)
    except OSError as error:
        raise NotANotebook(notebook=source, problem=reason(error)) from None
    except Exception:  # many ways to hold something else, told by as many kinds
        raise NotANotebook(notebook=source, problem=Words(zh="里面不是笔记本的内容", en="what it holds is no notebook")) from None


def _require_finished(notebook: Any, source: Path) -> None:
    """papermill takes a SystemExit for success: every code cell must have run, and none shown an error."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        exited = any(output.output_type == "error" for output in cell.outputs)
        if cell.execution_count is None or exited:
            last = index if exited else index - 1
            raise UnfinishedNotebook(notebook=source.name, cell=last + 1, section=_section(notebook, last))


def _told(error: Any, source: Path, output: Path) -> NianbaoError:
    """The failure in a kernel as an error here: one of our family by its name, else the user's own line."""
    import nbformat

    kind, notebook = getattr(errors, error.ename, None), nbformat.read(output, as_version=4)
    if isinstance(kind, type) and issubclass(kind, NianbaoError):
        return CellError(kind, _sentence(notebook) or Words(zh=error.evalue))
    notebook.cells = [cell for cell in notebook.cells if not _OF_PAPERMILL & set(cell.metadata.get("tags", []))]
    index = next((i for i, cell in enumerate(notebook.cells) if cell.get("source") == error.source), 0)
    return BrokenNotebook(
        notebook=source.name,
        section=_section(notebook, index),
        cell=index + 1,
        error=error.ename,  # what it says may quote a record
        line=_user_line(error),
        executed=output,
    )


def _sentence(notebook: Any) -> Words | None:
    """What the cell that failed said in both languages; None where it failed before the year was opened, or in a process of its own."""
    shown = (output.data for cell in notebook.cells for output in cell.get("outputs", ()) if output.output_type == "display_data")
    return next((Words(**data[MISTAKE]) for data in shown if MISTAKE in data), None)


def _of_the_system(error: Any) -> OSError | None:
    """What the system did not do in the kernel, as it would have been raised here; None where it was something else."""
    kind, told = getattr(builtins, error.ename, None), _NUMBER.match(error.evalue)
    if not (isinstance(kind, type) and issubclass(kind, OSError)):
        return None
    number = errno.EACCES if kind is PermissionError else int(told[1]) if told else 0  # Windows tells a number of its own
    return OSError(number, error.ename)


def _section(notebook: Any, index: int) -> str:
    """The last heading above the cell."""
    for cell in reversed(notebook.cells[: index + 1]):
        headings = re.findall(r"^#+\s*(.+)$", cell.source, re.M) if cell.cell_type == "markdown" else []
        if headings:
            return headings[-1]
    return "—"


def _user_line(error: Any) -> str:
    """The last line of the user's own cell in the traceback; of ours and the libraries' nothing is shown."""
    own = []
    for frame in error.traceback:
        lines = _COLOUR.sub("", frame).splitlines()
        if lines and ("Cell In[" in lines[0] or "<ipython-input" in lines[0]):
            own += [found[1].strip() for line in lines if (found := _USER_LINE.match(line.strip()))]
    return own[-1] if own else (error.source.strip().splitlines() or [""])[-1]


@contextmanager
def _quiet() -> Iterator[None]:
    """papermill logs what nianbao says in its own words."""
    import logging

    logger = logging.getLogger("papermill")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
