"""What people wrote and cannot stand so: office.yml, expectations, waivers, corrections, prose (exit code 3)."""

from nianbao.errors.family import SettingsError
from nianbao.words import Words


class BadYaml(SettingsError):
    zh = "{file} 第 {line} 行：{problem}。"
    en = "{file}, line {line}: {problem}."
    then = Words(zh="改好后重新运行。", en="Mend it and run again.")


class BadKey(SettingsError):
    zh = "{path} 不是假名密钥：其中应为十六进制数。请放回原来的密钥文件；确实没有了，删去它，会另做一个，此后的假名与以前的不同。"
    en = (
        "{path} is no key of pseudonyms: it should hold hexadecimal digits. Put back the file that was there; if that is lost, delete this one "
        "and a new one is made, from which on pseudonyms differ from those before."
    )


class BadCondition(SettingsError):
    zh = "{where} 的条件 `{sql}` 不可用：{problem}。"
    en = "The condition `{sql}` of {where} cannot be used: {problem}."
    then = Words(zh="条件是对本表各列的一个 SQL 判断，改好后重新运行。", en="A condition is one SQL test of the table's own columns: mend it and run again.")


class UnfitCondition(SettingsError):
    zh = "{file} 的某个条件或派生列与本年的记录不合（{kind}）：检查其中的类型转换和运算。"
    en = "A condition or derived column of {file} does not fit this year's records ({kind}): look at its casts and sums."


class BadExpression(SettingsError):
    zh = "{where} 的算式 `{text}` 不可用：{problem}。"
    en = "The expression `{text}` of {where} cannot be used: {problem}."
    then = Words(zh="改好后重新运行。", en="Mend it and run again.")


class UnknownTable(SettingsError):
    zh = "{file} 提到的表“{got}”不存在：已知的表有 {known}。"
    en = "{file} names a table “{got}” that is not there: known are {known}."
    then = Words(zh="改写表名，或去掉它。", en="Write one of these, or leave it out.")


class BadCorrection(SettingsError):
    zh = "更正未采用：{file} 第 {line} 行（{record}），{problem}。改正或删去这一行，再运行。"
    en = "Correction refused: {file}, line {line} ({record}): {problem}. Mend that line or take it out, and run again."


class LeadsOutside(SettingsError):
    zh = "{file} 是链接，指向所在文件夹之外，没有读：请把文件本身放进来。"
    en = "{file} is a link that leads out of its folder, and was not read: put the file itself there."


class UnknownWaiver(SettingsError):
    zh = "{file} 豁免的规则“{got}”不存在：本单位的规则见 checks.html。"
    en = "{file} waives a rule “{got}” that is not there: the rules of this office are in checks.html."
    then = Words(zh="改写规则编号，或删去这一条。", en="Write one of these, or take the waiver out.")


class ExpiredWaiver(SettingsError):
    zh = "{file} 对规则 {rule} 的豁免（{who}）已于 {until} 到期；请改正数据，或由有权的人另定期限。"
    en = "The waiver of rule {rule} in {file} (by {who}) expired on {until}; mend the records, or have a new date set by whoever may."


class NoCodes(SettingsError):
    zh = "{folder} 下没有一个 office.yml 写明 code，不知道哪一行归哪个单位：请写上各单位的代码。"
    en = "No office.yml below {folder} says `code`, so which row belongs to which office cannot be told: write each office's code."


class SameCode(SettingsError):
    zh = "单位 {offices} 的 office.yml 写了同一个 code：{code}。每个单位的 code 不能相同，请改正其中一个。"
    en = "The offices {offices} have the same `code` in their office.yml: {code}. No two may be the same: mend one of them."


class NoFont(SettingsError):
    zh = "office.yml 写明 fonts: system，而本机没有{kind}（找过 {names}）：请安装该字体，或改为 fonts: package，用程序自带的字体。"
    en = (
        "office.yml says fonts: system, and this machine has no {kind} (looked for {names}): install it, or write fonts: package "
        "to take the typefaces that come with nianbao."
    )


class UnknownFigure(SettingsError):
    zh = "{where}：没有名为“{got}”的数据。"
    en = "{where}: no figure is named “{got}”."
    then = Words(zh="各表的数据名称见 `nianbao tables`。", en="`nianbao tables` lists those of each table.")


class UnknownFormat(SettingsError):
    zh = "{where}：没有写法“{got}”，可用的有 {known}。"
    en = "{where}: no format “{got}”; there are {known}."


class BadVariant(SettingsError):
    zh = "{where}：“{text}”一段中的 {got} 不成对：应写作 {{{{?数据名}}}}有时的写法{{{{:}}}}为零时的写法{{{{/}}}}，在同一段内，不能嵌套。"
    en = "{where}: {got} in “{text}” has no match: write {{{{?figure}}}}where there are some{{{{:}}}}where there are none{{{{/}}}}, all in one paragraph, and none within another."


class BadSection(SettingsError):
    zh = "{where} 应写作 `{where} 语言 章节`，得到的是“{got}”；语言为 zh 或 en，章节由小写字母、数字、- 和 _ 组成。"
    en = "{where} should be `{where} LANGUAGE SECTION`, got “{got}”; the language is zh or en, a section is of small letters, digits, - and _."
