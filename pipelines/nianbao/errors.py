"""One family of errors; each says what is wrong, where, what was got and expected, and what to do.

A class holds its sentence in Chinese and English with places for the facts of the case. The fact `near` becomes
a question at the end ("did you mean …?") and is left out where nothing is near.
"""

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
    return listed(value, lang) if isinstance(value, (list, tuple, set, frozenset)) else value


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


class NotebookError(NianbaoError):
    """A notebook did not run to its end."""

    exit_code = 6


class OutputError(NianbaoError):
    """The result could not be rendered or written."""

    exit_code = 7


# --- the call -------------------------------------------------------------------------------------------------


class NoWorkspace(UsageError):
    zh = "{folder} 及其上级文件夹中没有 data/raw，不是工作区。用 `nianbao init 文件夹` 新建，或用 --workspace 指明。"
    en = "No data/raw in {folder} or above it, so it is no workspace. Make one with `nianbao init DIR` or name it with --workspace."


class NotEmpty(UsageError):
    zh = "{folder} 里已有 {found}，`nianbao init` 不覆盖已有内容；请换一个空文件夹。"
    en = "{folder} already holds {found}; `nianbao init` overwrites nothing, so name an empty folder."


class UnknownOffice(UsageError):
    zh = "没有名为“{got}”的单位：{folder} 下有 {known}。"
    en = "No office “{got}”: {folder} holds {known}."


class UnknownYear(UsageError):
    zh = "单位 {office} 没有 {got} 年的原始文件夹 {folder}；现有年份：{known}。把当年的导出文件放进去再运行。"
    en = "Office {office} has no raw folder {folder} for {got}; years there: {known}. Put that year's exports into it and run again."


class NothingBelow(UsageError):
    zh = "没有单位写明上级是 {office}，无可汇总：在各下级单位的 office.yml 写 parent: {office}。"
    en = "No office says that it stands below {office}, so there is nothing to roll up: write parent: {office} in the office.yml of each."


class NobodyReported(UsageError):
    zh = "{office} 以下的 {count} 个单位，没有一个有可以汇入的 {year} 年年报：{reasons}。"
    en = "Of the {count} offices below {office} none has a review of {year} that can be rolled up: {reasons}."


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
    zh = "{office} 没有 {year} 年的原始文件夹 {folder}，它有下级单位：由下级的年报汇总，用 nianbao rollup {office} {year}。"
    en = "{office} has no raw folder {folder} for {year}, and offices below it: nianbao rollup {office} {year} adds up their reviews."


class NoSuchTable(UsageError):
    zh = "没有名为“{got}”的表：有 {known}。"
    en = "No table “{got}”: there are {known}."


class NoSuchFile(UsageError):
    zh = "没有文件 {path}。"
    en = "There is no file {path}."


class TableExists(UsageError):
    zh = "表 {table} 已在 {path} 中写明，`nianbao new-table` 不覆盖已有的表：请换一个表名；只改自带的表，在自己的 expectations/ 里写 extends。"
    en = (
        "The table {table} is described in {path} already, and `nianbao new-table` overwrites nothing: take another name; "
        "to change a shipped table, write `extends` in your own expectations/."
    )


class WrongParameter(UsageError):
    zh = "参数 {name} 应为{expected}，得到的是 {got}（{kind}）。"
    en = "Parameter {name} should be {expected}, got {got} ({kind})."


class UnknownParameter(UsageError):
    zh = "没有参数“{got}”：可用的参数有 {known}。"
    en = "No parameter “{got}”: there are {known}."


class MissingStep(UsageError):
    zh = "{file} 不存在：请先运行 {step}。"
    en = "{file} is not there: run {step} first."


class StaleChecks(UsageError):
    zh = "{file} 核对的是以前的记录、以前的规则或另一个统计截止日：请先运行 nianbao check。"
    en = "{file} is about earlier records, earlier rules or another reference date: run nianbao check first."


class NotThisReview(UsageError):
    zh = "{file} 不是 {office} {year} 年的年报：其中没有“{expected}”。"
    en = "{file} is not the review of {office} for {year}: it does not hold “{expected}”."


class UnknownRun(UsageError):
    zh = "没有编号以“{got}”开头、留有数据的唯一一次运行：最近的有 {known}，全部见 `nianbao runs`。"
    en = "No single run with figures has an id that begins with “{got}”: the latest are {known}; `nianbao runs` lists them all."


class OnlyADraft(UsageError):
    zh = "{folder} 没有可以发布的年报，只有草稿 {draft}，草稿不能发布：先改正或豁免严重问题，再运行 {step}。"
    en = "{folder} holds no review to publish, only the draft {draft}, which never is: mend or waive the critical failures, then run {step}."


class StaleReview(UsageError):
    zh = "{folder} 不能发布：{reason}。请先运行 {step}。"
    en = "{folder} cannot be published: {reason}. Run {step} first."


class NeedsReason(UsageError):
    zh = "{office} {year} 年的年报自第 {edition} 版发布后有改动（{changes}），已发布的版本不能改。要出新版，请加 --revise “修订原因”；逐条改动见 {step}。"
    en = (
        "The review of {office} for {year} has changed since edition {edition} was published ({changes}), and what is published stays as "
        "it is. For a new edition give --revise “the reason”; {step} shows each change."
    )


class NothingPublished(UsageError):
    zh = "{folder} 还没有发布过：请先运行 {step}。"
    en = "Nothing is published in {folder} yet: run {step} first."


class UnknownEdition(UsageError):
    zh = "没有第 {got} 版：{folder} 有第 {known} 版。"
    en = "No edition {got}: {folder} holds {known}."


class UnknownLevel(UsageError):
    zh = "没有级别为“{got}”的单位：各 office.yml 写明的级别有 {known}。"
    en = "No office is of level “{got}”: the levels that office.yml files tell are {known}."


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
        "{count} offices hold a file of that name with other content ({found}), and `nianbao split` overwrites nothing: look at them, "
        "then add --replace. Nothing was written."
    )


class Publishing(UsageError):
    zh = "{what} 正由另一个进程（{who}）发布，请等它完成后再运行。"
    en = "Another process ({who}) is publishing {what}: wait until it is done and run again."


class Running(UsageError):
    zh = "{what} 正由另一个进程（{who}）运行，请等它完成后再运行。"
    en = "Another process ({who}) is running {what}: wait until it is done and run again."


class NoManifest(UsageError):
    zh = "{path} 没有可以对照的清单：旁边没有 manifest.json，网站文件夹里也没有哪一版登记了这个文件。请用 --manifest 指明清单。"
    en = "There is no manifest to hold {path} against: no manifest.json beside it, and no edition on the site lists this file. Name one with --manifest."


class BadManifest(UsageError):
    zh = "{path} 不是 nianbao 的清单：{problem}。"
    en = "{path} is no manifest of nianbao's: {problem}."


# --- what people wrote ----------------------------------------------------------------------------------------


class BadYaml(SettingsError):
    zh = "{file} 第 {line} 行：{problem}。"
    en = "{file}, line {line}: {problem}."


class BadCondition(SettingsError):
    zh = "{where} 的条件 `{sql}` 不可用：{problem}。"
    en = "The condition `{sql}` of {where} cannot be used: {problem}."


class UnfitCondition(SettingsError):
    zh = "{file} 的某个条件或派生列与本年的记录不合（{kind}）：检查其中的类型转换和运算。"
    en = "A condition or derived column of {file} does not fit this year's records ({kind}): look at its casts and sums."


class BadExpression(SettingsError):
    zh = "{where} 的算式 `{text}` 不可用：{problem}。"
    en = "The expression `{text}` of {where} cannot be used: {problem}."


class UnknownTable(SettingsError):
    zh = "{file} 提到的表“{got}”不存在：已知的表有 {known}。"
    en = "{file} names a table “{got}” that is not there: known are {known}."


class BadCorrection(SettingsError):
    zh = "更正未采用：{file} 第 {line} 行（{record}），{problem}。"
    en = "Correction refused: {file}, line {line} ({record}): {problem}."


class UnknownWaiver(SettingsError):
    zh = "{file} 豁免的规则“{got}”不存在：本单位的规则见 checks.html。"
    en = "{file} waives a rule “{got}” that is not there: the rules of this office are in checks.html."


class ExpiredWaiver(SettingsError):
    zh = "{file} 对规则 {rule} 的豁免（{who}）已于 {until} 到期；请改正数据，或由有权的人另定期限。"
    en = "The waiver of rule {rule} in {file} (by {who}) expired on {until}; mend the records, or have a new date set by whoever may."


class NoCodes(SettingsError):
    zh = "{folder} 下没有一个 office.yml 写明 code，不知道哪一行归哪个单位：请写上各单位的代码。"
    en = "No office.yml below {folder} says `code`, so which row belongs to which office cannot be told: write each office's code."


class SameCode(SettingsError):
    zh = "单位 {offices} 的 office.yml 写了同一个 code：{code}。"
    en = "The offices {offices} have the same `code` in their office.yml: {code}."


class NoFont(SettingsError):
    zh = "office.yml 写明 fonts: system，而本机没有{kind}（找过 {names}）：请安装该字体，或改为 fonts: package，用程序自带的字体。"
    en = (
        "office.yml says fonts: system, and this machine has no {kind} (looked for {names}): install it, or write fonts: package "
        "to take the typefaces that come with nianbao."
    )


class UnknownFigure(SettingsError):
    zh = "{where}：没有名为“{got}”的数据。"
    en = "{where}: no figure is named “{got}”."


class UnknownFormat(SettingsError):
    zh = "{where}：没有写法“{got}”，可用的有 {known}。"
    en = "{where}: no format “{got}”; there are {known}."


class BadVariant(SettingsError):
    zh = "{where}：“{text}”一段中的 {got} 不成对：应写作 {{{{?数据名}}}}有时的写法{{{{:}}}}为零时的写法{{{{/}}}}，在同一段内，不能嵌套。"
    en = "{where}: {got} in “{text}” has no match: write {{{{?figure}}}}where there are some{{{{:}}}}where there are none{{{{/}}}}, in one paragraph, none in another."


class BadSection(SettingsError):
    zh = "{where} 应写作 `%%prose 语言 章节`，得到的是“{got}”；语言为 zh 或 en，章节由小写字母、数字、- 和 _ 组成。"
    en = "{where} should be `%%prose LANGUAGE SECTION`, got “{got}”; the language is zh or en, a section is of small letters, digits, - and _."


# --- raw files ------------------------------------------------------------------------------------------------


class NotATable(RecordsError):
    zh = "{file} 不是表格：{problem}。请从业务系统重新导出为 xlsx 或 csv。"
    en = "{file} is no table: {problem}. Export it again as xlsx or csv."


class NotAWordFile(RecordsError):
    zh = "读不了 {file}：{problem}。"
    en = "{file} cannot be read: {problem}."


class AmbiguousRow(RecordsError):
    zh = "{file} 的工作表 {sheet}：表式中“{label}”有几行（第 {rows} 行），不知道取哪一行；请在 {table}.yml 中写明各行的全称。"
    en = (
        "{file}, sheet {sheet}: the form has several rows for “{label}” (rows {rows}), and which one is meant cannot be told; "
        "name each of them in full in {table}.yml."
    )


class UnknownHead(RecordsError):
    zh = "{file} 的工作表 {sheet}：表式的 {column} 列“{head}”有数而不在已知的栏目之中（{known}）；请写进 {table}.yml 的 {across} 一项。"
    en = (
        "{file}, sheet {sheet}: column {column} of the form, “{head}”, holds numbers and is none of the known heads ({known}); "
        "add it to {across} in {table}.yml."
    )


class NoHeader(RecordsError):
    zh = "{file} 中找不到“{table}”的表头行：已知列名如 {expected}；最像表头的是第 {row} 行，其中像列名的有：{found}。"
    en = "No header row of “{table}” in {file}: known columns are such as {expected}; most like a header is row {row}, which has what looks like: {found}."


class NoRecords(RecordsError):
    zh = "{file} 中找不到下面有记录的表头行，无从起草表的说明：请用一个有表头、有几行记录的文件。"
    en = "No header row with records below it in {file}, so there is nothing to start a table from: take a file with a header and some records."


class MissingColumn(RecordsError):
    zh = "{file}（{sheet}，表头第 {row} 行）缺少必需的列“{column}”，最接近的列是“{nearest}”。若是同一列，请在 expectations/{table}.yml 的 also 中加上它。"
    en = (
        "{file} ({sheet}, header in row {row}) lacks the required column “{column}”; the nearest column is “{nearest}”. "
        "If that is it, add it under `also` in expectations/{table}.yml."
    )


class AmbiguousColumn(RecordsError):
    zh = "{file}（{sheet}，表头第 {row} 行）有两列都可作“{column}”：{found}。请在 expectations/{table}.yml 中写明用哪一列。"
    en = "{file} ({sheet}, header in row {row}) has two columns for “{column}”: {found}. Say in expectations/{table}.yml which to use."


class NoCodeColumn(RecordsError):
    zh = "{file} 的前 {rows} 行里没有写着单位代码的列（找过 {expected}）：请用 --column 写明列名。"
    en = "No column of office codes in the first {rows} rows of {file} (looked for {expected}): name it with --column."


class SeveralCodeColumns(RecordsError):
    zh = "{file} 有几列都可能是单位代码：{found}。请用 --column 写明用哪一列。"
    en = "{file} has several columns that may hold the office's code: {found}. Say with --column which to use."


class NoRowOfAnOffice(RecordsError):
    zh = "{file} 的“{column}”列中没有一行是本工作区单位的代码（共 {rows} 行）：核对 office.yml 的 code，或用 --column 写明另一列。什么都没有写入。"
    en = (
        "No row of {file} has the code of an office of this workspace in “{column}” ({rows} rows): look at `code` in office.yml, or name "
        "another column with --column. Nothing was written."
    )


class RowsDiffer(RecordsError):
    zh = "{file} 分出 {rows} 行，另一种读法数出 {counted} 行：文件的引号或换行有毛病，请重新导出。什么都没有写入。"
    en = "{file} was split into {rows} rows, and another reader counts {counted}: its quotes or line ends are faulty, so export it again. Nothing was written."


class UnknownEncoding(RecordsError):
    zh = "{file} 的文字编码无法辨认（试过 {tried}）。请另存为 UTF-8 或 GB18030 的 csv。"
    en = "The encoding of {file} is not known (tried {tried}). Save it as csv in UTF-8 or GB18030."


# --- notebooks and outputs ------------------------------------------------------------------------------------


class BrokenNotebook(NotebookError):
    zh = "{notebook} 在“{section}”的第 {cell} 个单元格出错：{error}。出错的一行：{line}"
    en = "{notebook} broke in cell {cell} of “{section}”: {error}. The line: {line}"


class UnfinishedNotebook(NotebookError):
    zh = "{notebook} 提前结束：第 {cell} 个单元格（“{section}”）之后的单元格没有运行。请去掉 exit()/SystemExit。"
    en = "{notebook} ended early: the cells after cell {cell} (“{section}”) did not run. Take out exit()/SystemExit."


class DeadKernel(NotebookError):
    zh = "运行 {notebook} 的内核中途被系统结束，多半是内存不够：请关掉别的程序，或换内存更大的机器再运行。"
    en = "The kernel that ran {notebook} was ended by the system, most likely for want of memory: close other programs or take a larger machine, and run again."


class WorkerDied(NotebookError):
    zh = "运行这个单位的工作进程中途结束（{how}）：若为 SIGKILL，多半是内存不够，请减少 --workers 后再运行同样的命令，只做其余的。"
    en = (
        "The worker that ran this office ended midway ({how}): after SIGKILL it was most likely memory, so take fewer --workers and give the "
        "same command again, which does the rest only."
    )


class RenderFailed(OutputError):
    zh = "无法生成 {output}：{problem}"
    en = "{output} could not be made: {problem}"


class NoGlyph(OutputError):
    zh = (
        "PDF 所用的字体没有这些字：{characters}，见{places}。请在原始记录、更正或文字中换一个写法；"
        "本机的仿宋等字体有这些字的，可在 office.yml 写 fonts: system。"
    )
    en = (
        "The typefaces of the PDF lack these characters: {characters}, in {places}. Write them otherwise in the records, a correction "
        "or the text; where this machine's FangSong has them, fonts: system in office.yml takes that."
    )


class NotAsPrinted(OutputError):
    zh = "{output} 与数据不符，年报没有更新：{where}，应为“{expected}”，文件中是“{got}”（共 {count} 处）。请重新运行；仍然如此，是程序的错误。"
    en = (
        "{output} does not print what the figures say, so the review was not replaced: {where}, expected “{expected}”, "
        "found “{got}” ({count} in all). Run again; if it stays so, it is a fault of nianbao's."
    )


class PersonalInOutput(OutputError):
    zh = "{output} 里有个人信息，年报没有写出，原有的年报没有改动：{found}。{advice}。"
    en = (
        "There is personal information in {output}, so the review was not written and the last one stays: {found}. "
        "{advice}."
    )


class CannotWrite(OutputError):
    zh = "写不进 {path}：{problem}。检查权限和剩余空间后重新运行；已有的结果没有改动。"
    en = "Cannot write {path}: {problem}. Check permissions and space and run again; what was there is untouched."


class NotProved(OutputError):
    zh = "{path} 与清单 {manifest} 不符：{files}。请重新取得，或重新运行。"
    en = "{path} is not what the manifest {manifest} says: {files}. Get it anew, or run again."
