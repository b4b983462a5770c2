"""What a web page puts above a report: its title, when it was published, by whom. Not part of the report's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(
    r"^[\s　]*(标\s*题|名\s*称|发布时间|发布日期|发文日期|成文日期|生成日期|发布机构|发文机关|发文机构|公开主体|文\s*号|发文字号|索\s*引\s*号|栏\s*目|主题分类|体裁分类|"
    r"有效性|来\s*源|作\s*者|浏览次数|点击数|字体|字号|原文链接|本地目录|页面链接|关键词|内容概述|信息类别)[^\n]{0,6}?[:：]?[^\n]*$"
)  # fmt: skip
_RULE = re.compile(r"^\s*[=＝\-—*]{4,}.{0,12}[=＝\-—*]{4,}\s*$|^\s*[=＝\-—*]{8,}\s*$")
_TITLE = re.compile(r"^[\s　]*(?:标\s*题|名\s*称)\s*[:：]\s*(.+?)\s*$", re.M)
_PUBLISHED = re.compile(r"^[\s　]*(?:发布时间|发布日期|公开日期)\s*[:：]\s*(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})", re.M)


@dataclass(frozen=True)
class Masthead:
    """`end`: where the report's own text begins; 0 where there is no such head. `place`: of the date of publication."""

    end: int = 0
    title: str = ""
    published: date | None = None
    place: tuple[int, int] = (0, 0)


def masthead(text: str) -> Masthead:
    """The head of the page, if the text has one: labelled lines (标题: …, 发布时间: …) among its first thirty."""
    end = at = labels = 0
    for line in text[:6000].splitlines(keepends=True)[:30]:
        at += len(line)
        if _LABEL.match(line):
            end, labels = at, labels + 1
        elif labels and _RULE.match(line.strip("\r\n")):
            end = at
            break
    if not labels:
        return Masthead()
    head = text[:end]
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    unlabelled = lines[0] if lines and not _LABEL.match(lines[0]) else ""
    title, day = _TITLE.search(head), _PUBLISHED.search(head)
    try:
        published = date(*(int(part) for part in day.groups())) if day else None
    except ValueError:
        published = None
    return Masthead(end, title[1] if title else unlabelled, published, day.span() if day else (0, 0))
