"""The head of the family of errors, and its branches, each with its exit code."""

from __future__ import annotations

from nianbao.words import listed, message_language


class NianbaoError(Exception):
    """The head of the family; `exit_code` is what the command ends with."""

    exit_code = 1
    zh = "{what}"
    en = "{what}"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(facts)

    def say(self, lang: str) -> str:
        """The sentence in "zh" or "en"."""
        facts = {name: _shown(value, lang) for name, value in self.facts.items()}
        sentence = (self.zh if lang == "zh" else self.en).format(**facts)
        if near := self.facts.get("near"):
            sentence += f" 是不是“{near}”？" if lang == "zh" else f" Did you mean “{near}”?"
        return sentence

    def __str__(self) -> str:
        return self.say(message_language())


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
    zh = "发布关口未通过：{rules} 未满足，未生成年报；逐条原因和所在行见 {page}。改正数据、在 corrections.csv 更正，或在 waivers.yml 写明豁免后重新运行。"
    en = (
        "The gate is closed: {rules} failed, so no review was written; each reason and row is in {page}. "
        "Mend the records, correct them in corrections.csv, or write a waiver in waivers.yml, then run again."
    )


class AgainstTheRecords(NianbaoError):
    """A draft came back with figures that the records do not bear out."""

    exit_code = 5
    zh = "{file} 中有 {count} 项数据与记录不符：{figures}。"
    en = "{file} has {count} figures that the records do not bear out: {figures}."


class CannotBeRight(NianbaoError):
    """A report says what cannot be so."""

    exit_code = 5
    zh = "{files} 中有 {count} 处不可能正确。"
    en = "{files}: {count} places cannot be right."


class NotFitToPublish(CannotBeRight):
    zh = "没有发布：年报中有 {count} 处不可能正确。{places}。改正后重新运行 {step}，再发布；全部各处见 nianbao audit {page} --office {office} --year {year}。"
    en = (
        "Nothing was published: the review has {count} places that cannot be right. {places}. Mend them, run {step} again, and publish; "
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
