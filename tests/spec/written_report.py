"""Reports in a few lines, as the rules of the audit are shown on."""

from __future__ import annotations

from pathlib import Path

from nianbao.auditing import Document
from nianbao.auditing.yearly import findings

TITLE = "青石镇人民政府{year}年法治政府建设工作报告\n"
# Every part that such a report has to hold, and a date: nothing to find.
WHOLE = """一、主要举措和成效
全年办理案件12件。镇党政主要负责人履行推进法治建设第一责任人职责，听取汇报4次。
二、存在的不足和原因
学法不够深入，主要原因是培训偏少。
三、下一年度主要安排
加强培训。
青石镇人民政府
{next}年1月20日
"""


def found(text, year=2023, kind="", whole=False):
    """(kind, severity, quote) of what is found in the text, which stands in a report of the year, or is one itself where it is `whole`."""
    body = text if whole else TITLE.format(year=year) + text + "\n" + WHOLE.format(next=year + 1)
    told = findings(Document(Path("r.txt"), body), [], year)
    assert all(body[one.start : one.end] == one.quote and one.message.zh and one.message.en for one in told)
    return [(one.kind, one.severity, one.quote) for one in told if one.kind.startswith(kind)]


def in_english(text, year=2023):
    """What is told of the text, which stands in a report of the year."""
    return [one.message.of("en") for one in findings(Document(Path("r.txt"), TITLE.format(year=year) + text + "\n" + WHOLE.format(next=year + 1)), [], year)]
