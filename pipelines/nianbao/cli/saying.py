"""What the command says: in the language of messages, and last of all why it ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from nianbao.steering import escaped
from nianbao.words import Words, message_language


def _(zh: str, en: str) -> str:
    """The text in the language of messages (NIANBAO_LANG, or the locale)."""
    return Words(zh=zh, en=en).of(message_language())


def tell(text: object = "", err: bool = False, nl: bool = True) -> None:
    """Prints it; a name or a cell that holds a terminal's commands shows them and gives none."""
    click.echo(escaped(str(text)), err=err, nl=nl)


def say(sentence: str) -> None:
    """On standard error, where no result is."""
    tell(f"nianbao: {sentence}", err=True)


def end(sentence: str, code: int) -> NoReturn:
    """Ends the process with this exit code, the sentence on standard error."""
    say(sentence)
    sys.exit(code)
