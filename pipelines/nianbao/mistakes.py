"""A user's mistake in a cell: shown as its sentence, and left beside it in both languages for the run that reads the notebook."""

from __future__ import annotations

from typing import Any

from nianbao.errors import NianbaoError

# No program shows an output of this kind; its content is `{"zh": sentence, "en": sentence}`.
MISTAKE = "application/vnd.nianbao.mistake+json"


def tell_mistakes() -> None:
    """From here on a mistake in a cell of this kernel shows without our traceback. Outside a kernel it does nothing."""
    from IPython import get_ipython

    if shell := get_ipython():
        shell.set_custom_exc((NianbaoError,), _show_sentence)


def _show_sentence(shell: Any, kind: type, error: BaseException, traceback: Any, tb_offset: int | None = None) -> list[str]:
    assert isinstance(error, NianbaoError)
    shell.display_pub.publish({MISTAKE: {lang: error.say(lang) for lang in ("zh", "en")}})
    lines = [str(error)]
    shell._showtraceback(kind, error, lines)
    return lines
