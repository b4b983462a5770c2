"""The head of the family of errors, and its branches, each with its exit code."""

from __future__ import annotations

from pathlib import Path

from nianbao.words import Words, listed, message_language


class NianbaoError(Exception):
    """The head of the family; `exit_code` is what the command ends with."""

    exit_code = 1
    zh = "{what}"
    en = "{what}"
    then = Words(zh="", en="")  # what to do, where the hint stands before it

    def __init__(self, **facts: object) -> None:
        self.facts = {name: _placed(fact) for name, fact in facts.items()}
        super().__init__(self.facts)

    def say(self, lang: str) -> str:
        """The sentence in "zh" or "en"."""
        facts = {name: _shown(value, lang) for name, value in self.facts.items()}
        sentence = (self.zh if lang == "zh" else self.en).format(**facts)
        if near := self.facts.get("near"):
            sentence += f"是不是“{near}”？" if lang == "zh" else f" Did you mean “{near}”?"
        return f"{sentence}{' ' if lang == 'en' and self.then.en else ''}{self.then.of(lang)}"

    def __str__(self) -> str:
        return self.say(message_language())


def _placed(fact: object) -> object:
    """A path within a workspace as it is called there: where the workspace lies is nobody's business."""
    if isinstance(fact, (list, tuple)):
        return [_placed(one) for one in fact]
    if not isinstance(fact, Path) or not fact.is_absolute():
        return fact
    return next((fact.relative_to(folder) for folder in fact.parents if folder != folder.parent and _is_workspace(folder)), fact)


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "data" / "raw").is_dir()
    except OSError:
        return False


def _shown(value: object, lang: str) -> object:
    if hasattr(value, "of"):
        return value.of(lang)
    return listed([_shown(item, lang) for item in value], lang) if isinstance(value, (list, tuple, set, frozenset)) else value


class UsageError(NianbaoError):
    """The call was wrong: office, year, parameter, folder."""

    exit_code = 2


class SettingsError(NianbaoError):
    """What people wrote for nianbao is wrong: office.yml, expectations, waivers, corrections, prose."""

    exit_code = 3


class RecordsError(NianbaoError):
    """A raw file cannot be read as the table it should hold."""

    exit_code = 4


class GateClosed(NianbaoError):
    """Critical rules failed and nobody has waived them."""

    exit_code = 5
    zh = "发布关口未通过：{rules}不满足，没有生成年报；逐条原因和所在行见 {page}。改正数据、在 corrections.csv 更正，或在 waivers.yml 写明豁免后重新运行。"
    en = (
        "The gate is closed: {rules} failed, so no review was written; each reason and row is in {page}. "
        "Mend the records, correct them in corrections.csv, or write a waiver in waivers.yml, then run again."
    )


class AgainstTheRecords(NianbaoError):
    """A draft came back with figures that the records do not bear out."""

    exit_code = 5
    zh = "{file} 中有 {count} 项数据与记录不符：{figures}。每一项怎样改，见上面打印的说明。"
    en = "Figures in {file} that the records do not bear out: {count} ({figures}). What is printed above says how to mend each."


class CannotBeRight(NianbaoError):
    """A report says what cannot be so."""

    exit_code = 5
    zh = "{files} 中有 {count} 处不可能正确：逐处的原因和查阅什么，见上面打印的说明。"
    en = "Places in {files} that cannot be right: {count}; what is printed above tells why, and where to look."


class NotFitToPublish(CannotBeRight):
    zh = "没有发布：年报中有 {count} 处不可能正确。{places}。改正后重新运行 {step}，再发布；全部各处见 nianbao audit {page} --office {office} --year {year}。"
    en = (
        "Nothing was published: places in the review that cannot be right: {count}. {places}. Mend them, run {step} again, and publish; "
        "nianbao audit {page} --office {office} --year {year} tells them all."
    )


class NotebookError(NianbaoError):
    """A notebook did not run to its end."""

    exit_code = 6


class OutputError(NianbaoError):
    """The result could not be rendered or written."""

    exit_code = 7


class Locked(NianbaoError):
    """Another process is at the same office's year."""

    exit_code = 8
