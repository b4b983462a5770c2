"""What the command says: in the language of messages, and last of all why it ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from nianbao.words import Words, message_language


def _(zh: str, en: str) -> str:
    """The text in the language of messages (NIANBAO_LANG, or the locale)."""
    return Words(zh=zh, en=en).of(message_language())


def say(sentence: str) -> None:
    """On standard error, where no result is."""
    click.echo(f"nianbao: {sentence}", err=True)


def end(sentence: str, code: int) -> NoReturn:
    """Ends the process with this exit code, the sentence on standard error."""
    say(sentence)
    sys.exit(code)
