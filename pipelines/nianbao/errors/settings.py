"""What people wrote and cannot stand so: office.yml, expectations, waivers, corrections, prose (exit code 3)."""

from nianbao.errors.family import SettingsError


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


class LeadsOutside(SettingsError):
    zh = "{file} 是链接，指向所在文件夹之外，没有读：请把文件本身放进来。"
    en = "{file} is a link that leads out of its folder, and was not read: put the file itself there."


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
    zh = "{where} 应写作 `{where} 语言 章节`，得到的是“{got}”；语言为 zh 或 en，章节由小写字母、数字、- 和 _ 组成。"
    en = "{where} should be `{where} LANGUAGE SECTION`, got “{got}”; the language is zh or en, a section is of small letters, digits, - and _."
