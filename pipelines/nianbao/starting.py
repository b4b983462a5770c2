"""A new workspace: the folders, an office.yml to fill in, and a .gitignore that keeps records out of git."""

from __future__ import annotations

from pathlib import Path

from nianbao.errors import NotEmpty
from nianbao.words import Words

_OFFICE = """\
# 单位信息：填好名称即可运行。/ Who the office is: fill in the name.
name: {{zh: "{office}", en: ""}}
# code: "120119109"        # 统计用区划代码 / statistical area code
# level: town
# tables: [petitions, penalties]   # 只用其中几张表时写明；不写则用全部 / name the tables kept, all by default
# required: [petitions]      # 没有这些记录就不能发布 / no review without a file of these
# facts: {{villages: {{label: {{zh: 村（居）, en: villages}}, value: 41}}}}   # 算比率要用的数 / numbers for rates
# prepared_by: {{zh: 司法所}}  # 编制；审核 reviewed_by、批准 approved_by 同 / printed in the review
# editions: {{2023: {{reported_on: 2024-02-20, published_on: 2024-03-15}}}}   # 报送和公开日期 / when handed in and published
synthetic: false
"""

_IGNORE = """\
# 原始记录含个人信息，不进版本库。/ Raw records hold personal data and stay out of git.
data/
reviews/
site/
.ipynb_checkpoints/
"""

_HERE = """\
把 {year} 年的导出文件（xlsx、xls、csv）放进 data/raw/{office}/{year}/，然后在本文件夹运行：
Put the exports of {year} (xlsx, xls, csv) into data/raw/{office}/{year}/, then run here:

    nianbao run {office} {year}

expectations/ 可放自己的表（或以 extends 覆盖自带的表），notebooks/ 可放改过的笔记本。
expectations/ takes tables of your own (or overrides with `extends`), notebooks/ takes notebooks you have changed.
"""


def make_workspace(folder: Path, office: str, year: int) -> list[Path]:
    """Makes the workspace and returns the files written. Raises NotEmpty where anything is in the way."""
    taken = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if taken or folder.is_file():
        raise NotEmpty(folder=folder, found=sorted(taken)[:5] or Words(zh="它是文件", en="it is a file"))
    (folder / "data" / "raw" / office / str(year)).mkdir(parents=True)
    (folder / "expectations").mkdir()
    texts = {
        folder / "data" / "raw" / office / "office.yml": _OFFICE.format(office=office),
        folder / ".gitignore": _IGNORE,
        folder / "README.txt": _HERE.format(office=office, year=year),
    }
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    return list(texts)
