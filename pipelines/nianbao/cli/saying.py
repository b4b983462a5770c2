"""What the command says: in the language of messages, and last of all why it ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from nianbao.ending import asked
from nianbao.errors import NianbaoError
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


def unfinished(error: BaseException) -> Words | None:
    """Why the work was not done, for those who did not look on; None where somebody did: who interrupts it, or calls it wrongly."""
    if isinstance(error, NianbaoError):
        return Words(zh=error.say("zh"), en=error.say("en"))
    if isinstance(error, KeyboardInterrupt):
        return Words(zh="被要求停下（SIGTERM）。", en="it was asked to end (SIGTERM).") if asked() else None
    if isinstance(error, click.ClickException) or not isinstance(error, Exception):
        return None
    kind = type(error).__name__  # what it says may quote a record
    return Words(zh=f"nianbao 程序错误：{kind}。", en=f"a fault of nianbao's: {kind}.")


def tell_of_notice(problem: Words | None) -> None:
    """That a notice could not be sent."""
    if problem:
        say(problem.of(message_language()))


def end(sentence: str, code: int) -> NoReturn:
    """Ends the process with this exit code, the sentence on standard error."""
    say(sentence)
    sys.exit(code)
