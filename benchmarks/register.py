"""A made register of petitions, as large as wanted, in a workspace of its own."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from nianbao.work import Work, open_work

HEADER = ["信访件编号", "信访形式", "信访人", "联系电话", "内容分类", "信访目的", "登记时间", "受理告知时间", "办结时间", "满意度"]


def register(folder: Path, rows: int) -> Work:
    """The work of an office whose one file holds `rows` petitions of 2023."""
    root = folder / f"register-{rows}"
    raw = root / "data" / "raw" / "office" / "2023"
    if not raw.exists():
        raw.mkdir(parents=True)
        (raw.parent / "office.yml").write_text("name: {zh: 测量用}\ntables: [petitions]\n", "utf-8")
        chance = random.Random(rows)
        with (raw / "信访.csv").open("w", encoding="gb18030", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(HEADER)
            writer.writerows(_petition(number, chance) for number in range(rows))
    return open_work("office", 2023, workspace=root)


def _petition(number: int, chance: random.Random) -> list[str]:
    received = date(2023, 1, 1) + timedelta(days=chance.randrange(300))
    accepted = received + timedelta(days=chance.randrange(15))
    closed = accepted + timedelta(days=chance.randrange(50))
    form = chance.choice(["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}"])
    return [
        f"XF{number:08d}", chance.choice(["来信", "来访", "网信", "来电"]), f"某{chance.randrange(90_000)}",
        f"1900000{chance.randrange(10_000):04d}", chance.choice(["城乡建设", "农村农业", "环境保护"]), chance.choice(["求决", "意见建议"]),
        *(form.format(day) for day in (received, accepted, closed)), chance.choice(["满意", "基本满意", "未评价"]),
    ]  # fmt: skip
