"""Yearly reports on disclosure as pages show them: the same tables glued, with blanks, a number a line, in strokes, as a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.auditing import Cell, Document, Grid

REQUESTS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "三、本年度办理结果（一）予以公开",
    "partly": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "state_secret": "（三）不予公开1.属于国家秘密",
    "forbidden_by_law": "2.其他法律行政法规禁止公开",
    "safety_and_stability": "3.危及“三安全一稳定”",
    "third_party": "4.保护第三方合法权益",
    "internal_affairs": "5.属于三类内部事务信息",
    "process": "6.属于四类过程性信息",
    "enforcement_file": "7.属于行政执法案卷",
    "query": "8.属于行政查询事项",
    "not_held": "（四）无法提供1.本机关不掌握相关政府信息",
    "to_be_made": "2.没有现成信息需要另行制作",
    "unclear": "3.补正后申请内容仍不明确",
    "petition_like": "（五）不予处理1.信访举报投诉类申请",
    "repeated": "2.重复申请",
    "publications": "3.要求提供公开出版物",
    "excessive": "4.无正当理由大量反复申请",
    "confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "not_corrected": "（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "fee_not_paid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "otherwise": "3.其他",
    "total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
OUTCOMES = tuple(REQUESTS)[2:-2]
APPLICANTS = ("person", "business", "research", "charity", "legal_services", "other_organisation", "total")
_OF_REQUESTS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
_OF_SUITS = "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉" + "结果维持结果纠正其他结果尚未审结总计" * 2
_PROACTIVE = (
    ("第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章", "rules"), ("行政规范性文件", "documents"),
    ("第二十条第（五）项信息内容本年处理决定数量行政许可", "permits"), ("第二十条第（六）项信息内容本年处理决定数量行政处罚", "penalties"),
    ("行政强制", "coercion"), ("第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费", "fees"),
)  # fmt: skip
PROACTIVE = {"rules": [0, 0, 0], "documents": [7, 2, 46], "permits": [318], "penalties": [27], "coercion": [0], "fees": ["12.5"]}


@dataclass(frozen=True)
class Tables:
    """The numbers of a report: row → cells. `new` and the outcomes need no total, rows that are not named are 0."""

    requests: Mapping[str, Sequence[int]]
    suits: Sequence[int] = (0,) * 15
    proactive: Mapping[str, Sequence[int | str]] = field(default_factory=lambda: PROACTIVE)


def full(rows: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Rows of six applicants (fewer are filled up with 0) with their totals; 总计 is the sum of the outcomes unless it is given."""
    cells = {row: [*rows.get(row, ()), *[0] * (6 - len(rows.get(row, ())))] for row in REQUESTS}
    if "total" not in rows:
        cells["total"] = [sum(cells[row][place] for row in OUTCOMES) for place in range(6)]
    return {row: [*values, sum(values)] for row, values in cells.items()}


def report(tables: Tables, style: str, prose: str = "", heading: str = "四、政府信息公开行政复议、行政诉讼情况") -> str:
    """A whole report: `glued`, `blanks` (between the cells), `lines` (a cell a line), `strokes` (`| 1 | 2 |`) or `wide` digits glued."""
    parts = ["某县2023年政府信息公开工作年度报告", f"一、总体情况{prose}二、主动公开政府信息情况"]
    parts += [label + _cells(tables.proactive[row], style) for label, row in _PROACTIVE]
    parts += ["三、收到和处理政府信息公开申请情况", _OF_REQUESTS]
    parts += [label + _cells(tables.requests[row], style) for row, label in REQUESTS.items()]
    parts += [heading, _OF_SUITS + _cells(tables.suits, style)]
    parts += ["五、存在的主要问题及改进情况解读形式较为单一，2024年将丰富解读形式。六、其他需要报告的事项无收取信息处理费情况。"]
    return "".join(parts)


def _cells(values: Sequence[int | str], style: str) -> str:
    told = [str(value) for value in values]
    if style == "glued":
        return "".join(told)
    if style == "wide":
        return "".join(told).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if style == "strokes":
        return " | " + " | ".join(told) + " |\n"
    between = "\n" if style == "lines" else " "
    return between + between.join(told) + between


def document(text: str) -> Document:
    """A report of which there is but the text."""
    return Document(Path("report.txt"), text)


def gridded(rows: Mapping[str, Sequence[int | str]], labels: Mapping[str, str]) -> Document:
    """A report whose table the file keeps in cells, with nothing between them in the text; `""` is a blank cell."""
    text, cells = "某县2023年政府信息公开工作年度报告\n", list[Cell]()
    first = len(text)
    for at, (row, values) in enumerate(rows.items()):
        for place, told in enumerate([labels[row], *map(str, values)]):
            cells.append(Cell(at, place, len(text), len(text) + len(told)))
            text += told
    return Document(Path("report.html"), text, grids=(Grid(first, len(text), tuple(cells)),))
