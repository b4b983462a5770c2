"""Takes out of notebooks what a run or an editor has left in them, so that git shows only what a person has changed.

    python tools/clean_notebooks.py notebooks/*.ipynb          # cleans them
    python tools/clean_notebooks.py --check notebooks/*.ipynb  # only says which are not clean

It needs Python alone. The exit code is 1 where a notebook was not clean: a commit stops, and what was cleaned can be added.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

# What Jupyter and papermill leave in the metadata of a notebook or a cell when they run it or show it.
TRACES = ("papermill", "execution", "collapsed", "scrolled", "trusted", "widgets", "signature", "ExecuteTime")
INJECTED = "injected-parameters"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def cleaned(text: str) -> str:
    """The notebook without outputs and traces, as nbformat writes it; cells keep their ids, and those without get one."""
    notebook = json.loads(text)
    notebook["cells"] = [_cell(cell) for cell in notebook["cells"] if INJECTED not in cell["metadata"].get("tags", [])]
    _name(notebook["cells"])
    metadata = _without_traces(notebook["metadata"])
    notebook["metadata"] = metadata | {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook["nbformat"], notebook["nbformat_minor"] = 4, max(5, notebook["nbformat_minor"])
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    cell = cell | {"metadata": _without_traces(cell["metadata"])}
    return cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def _without_traces(metadata: dict[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in metadata.items() if name not in TRACES}


def _name(cells: list[dict[str, Any]]) -> None:
    """An id of its own for every cell that has none, made of its source, so that it is the same wherever it is made."""
    taken: set[str] = set()
    for cell in cells:
        found = cell.get("id")
        if not found or found in taken:
            source = "".join(cell["source"])
            tries = (hashlib.sha256(f"{source}{n}".encode()).hexdigest()[:8] for n in range(len(cells) + 1))
            found = next(name for name in tries if name not in taken)
        cell["id"] = found
        taken.add(found)


def main(words: list[str]) -> int:
    only_check, paths = "--check" in words, [Path(word) for word in words if word != "--check"]
    unclean = 0
    for path in paths:
        text = path.read_text("utf-8")
        if (clean := cleaned(text)) != text:
            unclean = 1
            print(f"{path}: {'有运行留下的内容 / holds traces of a run' if only_check else '已清除运行留下的内容 / cleaned'}")
            if not only_check:
                path.write_text(clean, "utf-8", newline="\n")
    return unclean


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
