"""Refused because another process is at the same (exit code 8): nothing is wrong, and later it will do."""

from nianbao.errors.family import Locked


class Publishing(Locked):
    zh = "{what} 正由另一个进程（{who}）发布，请等它完成后再运行。"
    en = "Another process ({who}) is publishing {what}: wait until it is done and run again."


class Running(Locked):
    zh = "{what} 正由另一个进程（{who}）运行，请等它完成后再运行。"
    en = "Another process ({who}) is running {what}: wait until it is done and run again."
