"""What is checked of the reviews that the offices below hand up. None closes the gate: what is left out is named instead."""

from __future__ import annotations

from nianbao.tables import Rule
from nianbao.words import Words


def _rule(id: str, zh: str, en: str) -> Rule:
    return Rule(id=f"offices.{id}", balance="counted = offices", severity="warning", says=Words(zh=zh, en=en))


SETTINGS = "offices.settings"
RULES = (
    _rule("settings", "各单位的 office.yml 都可用，写明了上级", "Every office.yml can be read, and names an office above that there is"),
    _rule("finished", "下级各单位都有通过关口的年报", "Every office below has a review that has passed its gate"),
    _rule("whole", "各单位的年报与其清单相符", "Every review is whole by its manifest"),
    _rule("same-date", "各单位的统计时点与本报告相同", "Every review has this one's reference date"),
    _rule("same-tables", "各单位的年报用同一版表生成", "Every review is made by the same version of the tables"),
    _rule("latest", "各单位的年报依据其最近一次核对", "Every review rests on the latest check of its records"),
)
