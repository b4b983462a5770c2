"""A year of an office whose every text is marked, from raw files to the site and through every failure, and all that was said on the way."""

from __future__ import annotations

import csv
import hashlib
import http.server
import io
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import openpyxl
from tests.hostile.canaries import TABLES, YEAR, Person, Planted, Search, table_file
from tests.spec.drawn import PETITIONS, workbook

from nianbao.checking.waivers import today

_HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")
TOWN, ABOVE, OTHER = "town", "county", "village"
_OFFICES = {TOWN: f"code: '120119'\nparent: {ABOVE}\n", ABOVE: "", OTHER: f"code: '120120'\nparent: {ABOVE}\ntables: [petitions]\n"}


@dataclass
class Year:
    """The office's workspace in a home of its own; `said` is all that commands have printed, `failures` how runs ended that should fail."""

    root: Path
    planted: Planted = field(default_factory=Planted)
    said: list[tuple[str, str]] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)

    @property
    def workspace(self) -> Path:
        return self.root / "w"

    @property
    def raw(self) -> Path:
        return self.workspace / "data" / "raw" / TOWN / str(YEAR)

    @property
    def environment(self) -> dict[str, str]:
        """No place for anything outside the root: home, configuration, caches, sockets and temporary files are in it."""
        own = {name: value for name, value in os.environ.items() if name not in ("NIANBAO_KEY_FILE", "NIANBAO_NOTICES", "NIANBAO_WORKSPACE")}
        return own | {name: str(self.root / "home") for name in _HOMES} | {"TMPDIR": str(self.root / "tmp")}

    def plant(self) -> None:
        """Writes the raw files of this year and some of the last, with what people decided and wrote beside them."""
        for name in ("home", "tmp", "sent"):
            (self.root / name).mkdir(parents=True)
        for office, settings in _OFFICES.items():
            folder = self.workspace / "data" / "raw" / office
            folder.mkdir(parents=True)
            (folder / "office.yml").write_text(f"name: {{zh: {office}镇, en: {office}}}\nlevel: town\n{settings}", "utf-8")
        for year, tables in ((YEAR, TABLES), (YEAR - 1, ("petitions", "penalties", "mediation"))):
            for name in tables:
                file, content = table_file(TABLES[name], self.planted)
                self._put(self.raw.parent / str(year) / file, content)
        self.correct("批复")
        self._put(self.raw / "text" / "petitions.md", "## 信访工作\n\n办结信访件{{petitions.closed}}件。\n".encode())

    def correct(self, reason: str, **changed: str) -> None:
        """corrections.csv: in the first record the petitioner and the summary become another marked person's."""
        content = (self.raw / PETITIONS).read_bytes()
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who"])
        for column in ("信访人", "概况"):
            person = self.planted.next("corrections.csv")
            old = changed.get("old") or rows[2][rows[1].index(column)]
            new = person.name if column == "信访人" else person.all
            writer.writerow([PETITIONS, hashlib.sha256(content).hexdigest()[:12], "登记表", 3, column, old, new, f"{reason}，{person.numbers}", f"经办{person.phone}"])
        self._put(self.raw / "corrections.csv", text.getvalue().encode("utf-8-sig"))

    def waive(self) -> None:
        """waivers.yml for whatever holds the gate closed, with numbers in the reason and in who answers for it."""
        checks = json.loads((self.workspace / "data" / "checked" / TOWN / str(YEAR) / "checks.json").read_text("utf-8"))
        lines = []
        for rule in checks["gate"]["stopped_by"]:
            person = self.planted.next("waivers.yml")
            lines.append(f"- {{rule: {rule}, reason: '已核实，{person.numbers}', who: '张主任{person.phone}', until: {today() + timedelta(90)}}}\n")
        self._put(self.raw / "waivers.yml", "".join(lines).encode())

    def nianbao(self, *words: object, lang: str = "zh") -> int:
        """Runs a command and keeps what it says; how it ended."""
        done = subprocess.run(
            [sys.executable, "-m", "nianbao", *map(str, words)], cwd=self.workspace, env=self.environment | {"NIANBAO_LANG": lang},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = " ".join(map(str, words))
        self.said.append((f"nianbao {told}", f"{done.stdout}\n{done.stderr}"))
        return done.returncode

    def killed(self, times: int) -> None:
        """Forced runs, each killed somewhere in its middle; their kernels notice within two seconds."""
        moments = random.Random(YEAR)
        for _ in range(times):
            command = [sys.executable, "-m", "nianbao", "run", TOWN, str(YEAR), "--force"]
            run = subprocess.Popen(command, cwd=self.workspace, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(1, 8))
            run.kill()
            run.wait()
        time.sleep(2)

    @contextmanager
    def with_file(self, name: str, content: bytes, year: int = YEAR) -> Iterator[None]:
        """For the block there is also this file in the raw folder, or in the workspace; what it replaces comes back."""
        path = self.workspace / name if name.startswith("notebooks/") else self.raw.parent / str(year) / name
        before = path.read_bytes() if path.exists() else None
        self._put(path, content)
        try:
            yield
        finally:
            path.unlink()
            if before is not None:
                path.write_bytes(before)

    def search(self) -> Search:
        """Everything below the root but what was given: raw files, files that were sent, and rows of a file that are of no office here."""
        given = [self.workspace / "data" / "raw", self.root / "sent", *(self.workspace / "data" / "split").glob("*/*/unmatched.csv")]
        found = Search().folder(self.root, given)
        for command, text in self.said:
            found.files, found.bytes = found.files + 1, found.bytes + len(text)
            found.text(command, text)
        return found

    def given(self) -> int:
        """How many marks are in what was given: the same search finds them there."""
        return len(Search().folder(self.workspace / "data" / "raw").folder(self.root / "sent").found)

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def listening(year: Year) -> Iterator[None]:
    """Notices go to this machine alone, and what they say is kept."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            year.said.append(("notice", self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    notices = year.root / "home" / "nianbao" / "notices.yml"
    notices.parent.mkdir(mode=0o700, exist_ok=True)
    notices.write_text(f"urls: ['json://127.0.0.1:{server.server_port}/hook']\n", "utf-8")
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def make(year: Year) -> None:
    """From a closed gate and its draft to an edition on the site, and every question that can be asked of it."""
    year.plant()
    with listening(year):
        year.nianbao("run", TOWN, YEAR, "--notify")
    year.nianbao("run", TOWN, YEAR, "--draft")
    year.waive()
    year.nianbao("run", TOWN, YEAR)
    year.nianbao("publish", TOWN, YEAR)
    year.nianbao("run", TOWN, YEAR, "--lang", "en", lang="en")
    review = year.workspace / "reviews" / TOWN / str(YEAR)
    given = year.root / "sent"
    shutil.copyfile(review / "review.docx", given / "returned.docx") if (review / "review.docx").exists() else None
    run = sorted((year.workspace / "data" / "runs" / TOWN / str(YEAR)).glob("*.figures.json"))[0].name.partition(".")[0]
    for lang in ("zh", "en"):
        year.nianbao("explain", "petitions.received", TOWN, YEAR, "--all", lang=lang)
        year.nianbao("status", *(["--page"] if lang == "en" else []), lang=lang)
    year.nianbao("explain", "--since", run, TOWN, YEAR)
    year.nianbao("runs", TOWN, YEAR)
    year.nianbao("returned", given / "returned.docx", TOWN, YEAR)
    year.nianbao("audit", review / "review.html", "--office", TOWN, "--year", YEAR, "--page", year.root / "audit.html", "--text", year.root / "audit.txt", "--json")
    year.nianbao("expectations", "export", year.root / "suites", "--office", TOWN)


def many(year: Year) -> None:
    """One file split among offices, all of them in a batch, added up for the office above."""
    rows = [["单位代码", "信访件编号", "登记时间", "信访人", "联系电话", "概况"]]
    for number, code in enumerate(["120119", "120120", "120120", "120999"]):
        person = year.planted.next("总文件")
        rows.append([code, f"S{number}", f"{YEAR}-03-01", person.name, person.phone, person.all])
    file = year.root / "sent" / "信访总表.csv"
    file.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    year.nianbao("split", file, YEAR)
    (year.raw / file.name).unlink()  # the town has its own register
    year.nianbao("batch", YEAR, "--all", "--workers", 1)
    year.nianbao("rollup", ABOVE, YEAR)


def fail(year: Year) -> None:
    """Runs that end as they should, each with an error, in one language or the other."""
    person = year.planted.next
    data_alone = workbook(("登记表", [[person("没有表头").all, person("没有表头").phone, f"{YEAR}-01-01"]] * 3))
    whole = workbook(("登记表", [["信访件编号", "登记时间", "信访人"], ["X", f"{YEAR}-01-01", person("坏文件").name]]))
    twice = workbook(("登记表", [["信访件编号", "登记时间", "信访人", "姓名"], ["X", f"{YEAR}-01-01", person("两列").name, person("两列").name]]))
    table = openpyxl.load_workbook(year.raw / PETITIONS).worksheets[0]
    known = table.cell(4, [cell.value for cell in table[2]].index("信访人") + 1).value
    named = f"{known}信访登记.xlsx"
    register = lambda sheet: workbook((sheet, [["信访件编号", "登记时间"], ["Y1", f"{YEAR}-02-01"]]))  # noqa: E731
    notebook = json.dumps({"cells": [{"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": _BROKEN}],
                           "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5})  # fmt: skip
    cases = {
        "没有表头": ("乱-信访.xlsx", data_alone), "截断": ("坏-信访.xlsx", whole[:-200]), "不是表格": ("假-信访.xlsx", person("坏文件").all.encode()),
        "编码": ("码-信访.csv", b"\xff\xfe\xfd\x80" + person("坏文件").all.encode("gb18030") + b"\x81\xff"), "两列": ("两列-信访.xlsx", twice),
        "引号": ("引号-信访.csv", f'信访件编号,登记时间,信访人\nQ1,{YEAR}-01-01,"{person("坏文件").all}\n'.encode()),
        "更正不符": ("corrections.csv", None), "姓名在文字里": ("text/petitions.md", f"## 信访工作\n\n其中{known}反映的问题已经解决，电话{Person(1).phone}。\n".encode()),
        "姓名在表名里": ("表-信访.xlsx", register(f"{known}{Person(2).phone}")), "姓名在文件名里": (named, register("登记表")),
        "笔记本": ("notebooks/1_clean.ipynb", notebook.encode()),
    }  # fmt: skip
    for number, (case, (name, content)) in enumerate(cases.items()):
        before = (year.raw / "corrections.csv").read_bytes()
        if content is None:
            year.correct("不符", old=person("corrections.csv").all)
            content = (year.raw / name).read_bytes()
            (year.raw / name).write_bytes(before)
        with year.with_file(name, content):
            year.failures[case] = year.nianbao("run", TOWN, YEAR, lang=("zh", "en")[number % 2])
            if "姓名在" in case:
                _forget_names(year, known)
    year.nianbao("run", TOWN, YEAR)


def _forget_names(year: Year, known: str) -> None:
    """What an office calls its own files and sheets, and writes itself, stands in data/ to tell it where to look: that alone is set aside."""
    for command, text in year.said[-1:]:
        found = Search()
        found.text(command, text)
        assert not found.found, command
    for folder in ("clean", "checked", "runs"):
        shutil.rmtree(year.workspace / "data" / folder / TOWN / str(YEAR))


_BROKEN = """\
import nianbao
nianbao.open(office="town", year=2023)
import openpyxl
book = openpyxl.load_workbook("data/raw/town/2023/信访登记表.xlsx")
people = [row for row in book.worksheets[0].iter_rows(values_only=True)]
people[0] / 0
"""
