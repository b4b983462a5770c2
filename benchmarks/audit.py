"""Reports audited in one process, beside jieba cutting the same texts into words and bare searches for numerals; two reports compared, beside difflib.

The reports are made up, 10,000 characters each. Where jieba is missing it is left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import Ratio, ratio
from nianbao.auditing import Document, audit
from nianbao.auditing.moves import moves_of

REPORTS, CHARACTERS = 20, 10_000
_SEARCHES = 100  # one is over before the clock is read
_NUMERAL = re.compile(r"[\d０-９零一二三四五六七八九十百千][\d,.０-９零一二三四五六七八九十百千]*\s*[万亿]?余?[%％\w]")
_PARTS = ("加强组织领导", "信访和矛盾纠纷化解", "行政执法", "法治宣传教育", "公共法律服务", "行政复议和应诉", "规范性文件管理", "存在的问题", "下一步打算")
# A report states some eighty numbers: most sentences have none.
_PLAIN = (
    "{place}严格落实重大行政决策程序，坚持公众参与、专家论证、风险评估、合法性审查和集体讨论决定，让权力在阳光下运行。",
    "{place}注重把矛盾化解在基层和萌芽状态，发挥网格员、老党员和乡贤的作用，做到早发现、早介入、早处置。",
    "{place}推行包容审慎监管，对轻微违法行为以教育引导为主，把说理式执法贯穿于案件办理的全过程。",
    "{place}利用赶集日和传统节日，把法律知识编成群众听得懂、记得住的快板和戏曲，送到田间地头和文化广场。",
    "{place}定期梳理执法案卷中反映出的共性问题，逐项制定整改措施，明确责任人和完成时限，确保整改到位。",
)
_SENTENCES = (
    "{place}全年办结信访件{a}件，按时办结率{p}%，群众满意率{q}%。",
    "{place}开展行政检查{b}余次，作出行政处罚{a}起，其中占道经营{c}起，乱倒垃圾{d}起，罚款{m}元。",
    "{place}举办法治讲座{c}场，发放宣传册{b}余份，覆盖群众{b}余人次，比上年增加{d}场。",
    "{place}共调解矛盾纠纷{a}件，成功调解{a}件，成功率100%，涉及金额{c}.{d}万元。",
    "{place}组织执法人员参加培训{d}次，新申领行政执法证{c}人，持证率达{p}%。",
    "{place}收到行政复议申请{a}件，受理{c}件，不予受理{d}件；行政机关负责人出庭应诉{d}次。",
    "{place}把学法用法纳入干部年度考核，党政主要负责人带头述法，集体学法{d}次。",
)


def measure(folder: Path) -> list[Ratio]:
    del folder
    this, last = ([report(number, year) for number in range(REPORTS)] for year in (2023, 2022))
    what = f"{REPORTS} reports of {CHARACTERS:,} characters"
    ours = ("nianbao audit", lambda: [audit(one) for one in this])
    found = [ratio(what, ours, theirs) for theirs in _others([one.text for one in this])]
    pairs = [(audit(one), audit(other)) for one, other in zip(this, last, strict=True)]
    compared = ("nianbao audit --before", lambda: [moves_of(*pair) for pair in pairs])
    by_difflib = ("difflib, sentence by sentence", lambda: [_by_difflib(one.document.text, other.document.text) for one, other in pairs[:1]] * REPORTS)
    return [*found, ratio(f"{REPORTS} reports, each beside the year before (difflib: one of them)", compared, by_difflib, 3)]


def report(number: int, year: int) -> Document:
    """An office's report of a year: the same words every year, other numbers."""
    words, numbers = random.Random(number), random.Random(f"{number}-{year}")
    text = [f"第{number}镇人民政府{year}年法治政府建设工作报告", f"现将{year}年法治政府建设情况报告如下："]
    for place, part in enumerate(_PARTS):
        text.append(f"{'一二三四五六七八九'[place]}、{part}")
        while sum(map(len, text)) < CHARACTERS * (place + 1) / len(_PARTS):
            told = {name: numbers.randint(2, most) for name, most in (("a", 600), ("b", 5000), ("c", 90), ("d", 30), ("m", 90_000))}
            where = words.choice(("我镇", "镇综合执法队", "镇司法所", "镇便民服务中心", "各村（居）"))
            sentence = words.choice(_PLAIN if words.random() < 0.9 else _SENTENCES)
            text.append(sentence.format(place=where, p=numbers.choice((98.5, 99, 100)), q=numbers.choice((97, 99.2, 100)), **told))
    return Document(Path(f"{number}-{year}.txt"), "\n".join(text) + "\n")


def _others(texts: list[str]) -> list[tuple[str, Callable[[], object]]]:
    found: list[tuple[str, Callable[[], object]]] = [
        (f"{_SEARCHES} searches for numerals", lambda: [_NUMERAL.findall(text) for text in texts * _SEARCHES])
    ]
    if find_spec("jieba"):
        import jieba

        jieba.setLogLevel("WARNING")
        found.append(("jieba, words only", lambda: [jieba.lcut(text) for text in texts]))
    return found


def _by_difflib(this: str, last: str) -> list[float]:
    """Of each sentence, how like it is to the one of last year that is most like it."""
    old = last.split("。")
    return [max(SequenceMatcher(None, sentence, other, autojunk=False).quick_ratio() for other in old) for sentence in this.split("。")]
