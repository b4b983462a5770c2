"""What a web page puts above a report: its title, when it was published, by whom. Not part of the report's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(
    r"^[\s　]*(?:(?:标\s*题|名\s*称|时\s*间|日\s*期|发布时间|发布日期|发文日期|成文日期|生成日期|公开日期|发布机构|发文机关|发文机构|公开主体|责任部门|文\s*号|发文字号|索\s*引\s*号|栏\s*目|"
    r"主题分类|体裁分类|有效性|来\s*源|作\s*者|编\s*辑|浏览(?:次数|量)|点击(?:数|量)|阅读(?:次数|量)|字体|字号|原文链接|本地目录|关键词|内容概述|信息类别)[^\n:：]{0,6}[:：]|页面链接与图片详见)"
)  # fmt: skip
_RULE = re.compile(r"^\s*[=＝\-—*]{4,}.{0,12}[=＝\-—*]{4,}\s*$|^\s*[=＝\-—*]{8,}\s*$")
_TITLE = re.compile(r"^[\s　]*(?:标\s*题|名\s*称)\s*[:：]\s*(.+?)\s*$", re.M)
_PUBLISHED = re.compile(r"(?:发布时间|发布日期|公开日期|(?:^|\s)时间|(?:^|\s)日期)\s*[:：]\s*(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})", re.M)
_NAMES = re.compile(r"报告|总结|年报|情况|计划|要点|思路|通报|公报")


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
        if len(line) > 60 and "。" in line:  # the report has begun
            break
        if _LABEL.match(line):
            end, labels = at, labels + 1
        elif labels and _RULE.match(line.strip("\r\n")):
            end = at
            break
    if not labels:
        return Masthead()
    head = text[:end]
    unlabelled = next((line.strip() for line in head.splitlines() if _NAMES.search(line) and not _LABEL.match(line)), "")
    title, day = _TITLE.search(head), _PUBLISHED.search(head)
    try:
        published = date(*(int(part) for part in day.groups())) if day else None
    except ValueError:
        published = None
    return Masthead(end, title[1] if title else unlabelled, published, day.span() if day else (0, 0))
