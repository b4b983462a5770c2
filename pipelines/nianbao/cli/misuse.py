"""What is wrong with how a command was called, in the language of messages: the parser itself knows English only."""

from __future__ import annotations

import re

import click

from nianbao.cli.saying import _

_GOT = re.compile(r"^(?:'(.*)'|(\S+)) is not ", re.DOTALL)
_NAMED = re.compile(r"['(](.+)[')]")


def misuse(error: click.ClickException, command: str = "") -> str:
    """A sentence for the user's mistake, and which `--help` tells more; our own sentences stay as they are. `command` is the one
    that was called, for errors that do not know it."""
    zh, en = _chinese(error).removesuffix("。"), error.format_message().rstrip().replace("valid integer range", "valid integer")
    ask = f"{_path(error) or f'nianbao {command}'.rstrip()} --help"
    return _(
        f"用法不对：{zh}{'' if zh.endswith('？') else '。'}用 `{ask}` 看用法。",
        f"{en}{'' if en.endswith(('.', '?', '?)')) else '.'} See `{ask}`.",
    )


def _path(error: click.ClickException) -> str:
    """`nianbao expectations export`; "" where the error does not know its command."""
    context, names = getattr(error, "ctx", None), []
    while context is not None:
        names.append(context.info_name or "")
        context = context.parent
    return " ".join(reversed(names))


def _chinese(error: click.ClickException) -> str:
    told = error.message.rstrip()
    match error:
        case click.MissingParameter():
            return f"缺少{_kind(error.param)} {_name(error)}"
        case click.BadParameter():
            got = _GOT.match(told)
            wanted = _wanted(error.param)
            return f"{_name(error)} 的值“{got[1] or got[2]}”不对{wanted}" if got else f"{_name(error)} 的值不对{wanted or f'：{told}'}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_meant(error.possibilities)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} {'不带值' if 'not take a value' in told else '后面要写值'}"
    named = _NAMED.search(told)
    if named and told.startswith("No such command"):
        return f"没有命令 {named[1]}{_meant(getattr(error, 'possibilities', None))}"
    if named and told.startswith("Got unexpected extra argument"):
        return f"多写了 {named[1]}"
    return "没有写命令" if told.startswith("Missing command") else told.rstrip(".")


def _name(error: click.BadParameter) -> str:
    """`FILE...`, `--year`."""
    return error.param.get_error_hint(error.ctx).replace("'", "") if error.param and error.ctx else str(error.param_hint or "")


def _kind(param: click.Parameter | None) -> str:
    return "选项" if param is not None and param.param_type_name == "option" else "参数"


def _wanted(param: click.Parameter | None) -> str:
    """What the value should have been, where its type tells."""
    kind = param.type if param is not None else None
    if isinstance(kind, click.Choice):
        return f"，应为 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.IntRange):
        low, high = kind.min, kind.max
        return f"，应为{low}至{high}的整数" if low is not None and high is not None else f"，应为不小于{low}的整数" if low is not None else f"，应为不大于{high}的整数"
    return "，应为整数" if kind is click.INT else ""


def _meant(possible: list[str] | None) -> str:
    return f"；是不是 {'、'.join(possible)}？" if possible else ""
