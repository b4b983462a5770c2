"""Wrong calls: an office, a year, a parameter or a folder that will not do, a step out of turn (exit code 2)."""

from collections.abc import Sequence
from pathlib import Path

from nianbao.errors.family import UsageError
from nianbao.words import Words, nearest

_MOST_NAMED = 10


class NoWorkspace(UsageError):
    zh = "{folder} 及其上级文件夹中没有 data/raw，不是工作区。用 `nianbao init 文件夹` 新建，或用 --workspace 指明。"
    en = "No data/raw in {folder} or above it, so it is no workspace. Make one with `nianbao init DIR` or name it with --workspace."


class NotEmpty(UsageError):
    zh = "{folder} 不是空文件夹（{found}），`nianbao init` 不覆盖已有内容；请换一个空文件夹。"
    en = "{folder} is no empty folder ({found}); `nianbao init` overwrites nothing, so name an empty folder."


class UnknownOffice(UsageError):
    """`known` are the ids that there are; of many it tells how many, and the nearest."""

    zh = "没有名为“{got}”的单位：{folder} 下有 {known}。"
    en = "No office “{got}”: {folder} holds {known}."

    def __init__(self, got: str, folder: object, known: Sequence[str]) -> None:
        told: object = known
        if len(known) > _MOST_NAMED:
            told = Words(zh=f"{len(known)} 个单位（见 nianbao offices）", en=f"{len(known)} offices (nianbao offices lists them)")
        super().__init__(got=got, folder=folder, known=told, near=nearest(got, known))


class BadOfficeId(UsageError):
    zh = (
        "单位文件夹的名称“{got}”不能用：由汉字、字母、数字、空格和 _ - . · （ ） 组成，以汉字、字母或数字开头，以汉字、字母、数字或括号结尾，"
        "不超过 60 个字符，也不是 Windows 的设备名（con、nul 等）。请给文件夹改名。"
    )
    en = (
        "An office's folder cannot be called “{got}”: use letters of any script, digits, spaces and _ - . · ( ), begin with a letter or digit, "
        "end with a letter, digit or bracket, write at most 60 characters, and no device name of Windows (con, nul …). Rename the folder."
    )


class NoOffices(UsageError):
    zh = "{folder} 下没有单位：每个单位一个文件夹，内有 office.yml。新的工作区可用 `nianbao init 文件夹` 新建。"
    en = "There is no office in {folder}: each has a folder there with an office.yml. `nianbao init DIR` makes a new workspace."


class NoYears(UsageError):
    zh = "单位 {office} 的 {folder} 里没有年份文件夹：新建一个（如 2023），把当年的导出文件放进去再运行。"
    en = "Office {office} has no folder of a year in {folder}: make one (such as 2023), put that year's exports into it and run again."


class UnknownYear(UsageError):
    zh = "单位 {office} 没有 {got} 年的原始文件夹 {folder}；现有年份：{known}。把当年的导出文件放进去再运行。"
    en = "Office {office} has no raw folder {folder} for {got}; years there: {known}. Put that year's exports into it and run again."


class NothingBelow(UsageError):
    zh = "没有单位写明上级是 {office}，无可汇总：在各下级单位的 office.yml 写 parent: {office}。"
    en = "No office says that it stands below {office}, so there is nothing to roll up: write parent: {office} in the office.yml of each."


class NobodyReported(UsageError):
    zh = "{office} 以下的 {count} 个单位，没有一个有可以汇入的 {year} 年年报：{reasons}。先逐个运行 nianbao run，再汇总。"
    en = "No office below {office} ({count} in all) has a review of {year} that can be rolled up: {reasons}. Run each (`nianbao run`), then roll up again."


class HasOwnRecords(UsageError):
    zh = (
        "{office} 的 {folder} 里有自己的原始文件，它的年报由 nianbao run 生成，不由下级汇总。"
        "要把本级的记录和下级的合在一起，请给本级另设一个单位（office.yml 写 parent: {office}），把文件移过去。"
    )
    en = (
        "{office} has raw files of its own in {folder}, so that nianbao run makes its review, and no roll-up. To add its own records to "
        "those of the offices below, give them an office of their own (parent: {office} in its office.yml) and move the files there."
    )


class NoOwnRecords(UsageError):
    zh = "{office} 的 {folder} 没有 {year} 年的原始文件，它有下级单位：由下级的年报汇总，用 nianbao rollup {office} {year}。"
    en = "{office} has no raw files of {year} in {folder}, and offices below it: nianbao rollup {office} {year} adds up their reviews."


class NoSuchTable(UsageError):
    zh = "没有名为“{got}”的表：有 {known}。"
    en = "No table “{got}”: there are {known}."


class NoRecordsOfTable(UsageError):
    zh = "{year} 年没有“{table}”的记录：{folder} 里没有一个文件的名字合于 {files}。放进文件后重新运行。"
    en = "There are no records of “{table}” for {year}: no file in {folder} has a name like {files}. Put one there and run again."


class NoSuchRule(UsageError):
    zh = "没有名为“{got}”的规则：本单位的规则见 {page}。"
    en = "No rule is named “{got}”: the rules of this office are in {page}."


class NoSuchFile(UsageError):
    zh = "没有文件 {path}：请核对文件名和所在的文件夹。"
    en = "There is no file {path}: look at its name and folder."


class FolderForFile(UsageError):
    zh = "{path} 是文件夹：请写明其中的一个文件。"
    en = "{path} is a folder: name a file in it."


class MayNotRead(UsageError):
    zh = "没有读 {path} 的权限：请改文件的权限，或复制到自己的文件夹。"
    en = "{path} may not be read: change its permissions, or copy it into a folder of your own."


class UnknownReport(UsageError):
    zh = "{file} 不是能读的报告：{problem}。能读的有 {known}，请另存为其中一种。"
    en = "{file} is no report that can be read: {problem}. Save it as one of {known}."


class TableExists(UsageError):
    zh = "已有表 {table}（{path}），`nianbao new-table` 不覆盖已有的表：请换一个表名；只改自带的表，在自己的 expectations/ 里写 extends。"
    en = (
        "There is a table {table} already ({path}), and `nianbao new-table` overwrites nothing: take another name; "
        "to change a shipped table, write `extends` in your own expectations/."
    )


class WrongParameter(UsageError):
    zh = "参数 {name} 应为：{expected}；得到的是 {got}（{kind}）。"
    en = "Parameter {name} should be {expected}, got {got} ({kind})."


class UnknownParameter(UsageError):
    zh = "没有参数“{got}”：可用的参数有 {known}。"
    en = "No parameter “{got}”: there are {known}."


class MissingStep(UsageError):
    zh = "{file} 不存在：请先运行 {step}。"
    en = "{file} is not there: run {step} first."


def step_of(path: Path, command: str) -> str:
    """The command with the office and the year in whose folder (data/clean or data/checked) the file lies; elsewhere the command alone."""
    names = [parent.name for parent in path.parents]
    return next((f"{command} {office} {year}" for year, office, kind in zip(names, names[1:], names[2:], strict=False) if kind in ("clean", "checked")), command)


class StaleChecks(UsageError):
    zh = "{file} 核对的是以前的记录、以前的规则或另一个统计截止日：请先运行 {step}。"
    en = "{file} is about earlier records, earlier rules or another reference date: run {step} first."


class NotThisReview(UsageError):
    zh = "{file} 不是 {office} {year} 年的年报：其中没有“{expected}”。请核对稿子、单位和年份。"
    en = "{file} is not the review of {office} for {year}: it does not hold “{expected}”. Look at the draft, the office and the year."


class UnknownRun(UsageError):
    zh = "留有数据的运行中，编号以“{got}”开头的没有，或者不止一次：最近的是 {known}。请写全编号，全部见 `nianbao runs`。"
    en = "Of the runs with figures none, or more than one, has an id that begins with “{got}”: the latest are {known}. Give an id in full; `nianbao runs` lists them all."


class OnlyADraft(UsageError):
    zh = "{folder} 没有可以发布的年报，只有草稿 {draft}，草稿不能发布：先改正或豁免严重问题，再运行 {step}。"
    en = "{folder} holds no review to publish, only the draft {draft}, and no draft is published: mend or waive the critical failures, then run {step}."


class StaleReview(UsageError):
    zh = "{folder} 不能发布：{reason}。请先运行 {step}。"
    en = "{folder} cannot be published: {reason}. Run {step} first."


class NeedsReason(UsageError):
    zh = "{office} {year} 年的年报自第 {edition} 版发布后有改动（{changes}），已发布的版本不能改。要出新版，请加 --revise '修订原因'；逐条改动见 {step}。"
    en = (
        "The review of {office} for {year} has changed since edition {edition} was published ({changes}), and what is published stays as "
        "it is. For a new edition give --revise 'the reason'; {step} shows each change."
    )


class NothingPublished(UsageError):
    zh = "{folder} 还没有发布过：请先运行 {step}。"
    en = "Nothing is published in {folder} yet: run {step} first."


class UnknownEdition(UsageError):
    zh = "没有第 {got} 版：{folder} 有第 {known} 版，请写其中之一。"
    en = "No edition {got}: {folder} holds {known}; name one of these."


class UnknownLevel(UsageError):
    zh = "没有级别为“{got}”的单位：各 office.yml 写明的级别有 {known}。"
    en = "No office is of level “{got}”: the levels in the office.yml files are {known}."


class NeedsExtra(UsageError):
    zh = "没有安装 {what}：运行 pip install 'nianbao[{extra}]' 后再试。"
    en = "{what} is not installed: run pip install 'nianbao[{extra}]' and try again."


class NoScheduler(UsageError):
    zh = "不能用 {address} 的 Dask 调度程序：{problem}。请核对 --scheduler 的地址，并先启动调度程序和工作进程。"
    en = "The Dask scheduler at {address} cannot be used: {problem}. Look at the address of --scheduler, and start scheduler and workers first."


class NoShare(UsageError):
    zh = "不能经由 {url} 传送文件：{problem}。请核对 --share 的地址、权限和所需的 fsspec 组件。"
    en = "Files cannot go by {url}: {problem}. Look at the address of --share, at permissions, and at what fsspec needs for it."


class UnfitWorker(UsageError):
    zh = "集群的工作进程 {worker} 不能用：{problem}。"
    en = "The cluster's worker {worker} will not do: {problem}."


class SplitDiffers(UsageError):
    zh = "{count} 个单位已有同名而内容不同的文件（{found}），`nianbao split` 不覆盖已有的文件：核对后加 --replace。什么都没有写入。"
    en = (
        "Offices that hold a file of that name with other content: {count} ({found}); `nianbao split` overwrites nothing, so look at them, "
        "then add --replace. Nothing was written."
    )


class NoManifest(UsageError):
    zh = "{path} 没有可以对照的清单：旁边没有 manifest.json，网站文件夹里也没有哪一版登记了这个文件。请用 --manifest 指明清单。"
    en = "There is no manifest to hold {path} against: no manifest.json beside it, and no edition on the site lists this file. Name one with --manifest."


class BadManifest(UsageError):
    zh = "{path} 不是 nianbao 的清单：{problem}。请重新取得，或用 --manifest 指明另一份。"
    en = "{path} is no manifest of nianbao's: {problem}. Get another copy, or name another manifest with --manifest."
