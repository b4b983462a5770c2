"""Text of bad will in every place where somebody writes something, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.chromium import running
from tests.hostile.commands import TEXTS, WAYS, end_of, is_one_sentence, listing, small_place
from tests.hostile.conditions import ENDLESS_PATTERNS, REFUSED, TAKEN, judged
from tests.hostile.district import FORGED, district, hand_up, of_the_west
from tests.hostile.markdown import AROUND, markup_faults
from tests.hostile.office import OFFICE, PLACES_OF_A_TEXT, PLACES_OF_THE_NAME, YEAR, hostile_office
from tests.hostile.outputs import faults, made, steering, traces
from tests.hostile.payloads import ALL
from tests.hostile.yaml_texts import ATTACKS, FAULTS, loaded

from reliability.outcome import Outcome

TITLE = ("恶意文字", "Hostile text")


def measure(folder: Path) -> list[Outcome]:
    """Every trial; each has a folder of its own."""
    trials: tuple[Callable[[Path], Iterator[Outcome]], ...] = (_office, _district, _commands, _markdown, _yaml, _conditions, _patterns)
    found = []
    for number, trial in enumerate(trials):
        own = folder / str(number)
        own.mkdir()
        found += trial(own)
    return found


def _office(folder: Path) -> Iterator[Outcome]:
    """The office run with all texts, and what lies there afterwards, opened."""
    place = hostile_office(folder)
    began = time.monotonic()
    done = place.nianbao("run", OFFICE, YEAR)
    took = time.monotonic() - began
    count = len(ALL) * PLACES_OF_A_TEXT + PLACES_OF_THE_NAME
    ran = traces(folder)
    yield Outcome(
        "单元格、表头、文件名、工作表名、office.yml、表的 YAML、豁免、更正、正文：整个单位运行到底，没有执行任何文字",
        "cells, headers, names of files and sheets, office.yml, a table's YAML, waivers, corrections, text: a whole office runs to its end, and none of the text is run",
        count, faults=len(ran) + (done.code != 0), ended={"完成": count if done.code == 0 else 0}, seconds=took,
    )  # fmt: skip
    with running() as browser:
        results = {path: faults(browser, path) for path in made(place.root)}
    for zh, en, kinds in (
        ("网页：在浏览器中打开，没有脚本运行、没有请求发出，注入的脚本被策略拦下", "pages: opened in a browser, nothing runs, nothing is asked for, an injected script is stopped", (".html",)),
        ("PDF、Word：没有读入文件，没有来自输入的域", "PDF and Word: no file is read in, no field comes from the input", (".pdf", ".docx")),
        ("表格（xlsx、csv）：没有一格是公式", "workbooks and tables (xlsx, csv): no cell is a formula", (".xlsx", ".csv")),
        ("其他输出（JSON、笔记本、日志）：可读，没有别处文件的内容", "what else is written (JSON, notebooks, logs): can be read, holds nothing of other files", None),
    ):
        known = (".html", ".pdf", ".docx", ".xlsx", ".csv")
        own = {path: found for path, found in results.items() if (path.suffix in kinds if kinds else path.suffix not in known)}
        bad = sum(bool(found) for found in own.values())
        yield Outcome(zh, en, len(own), faults=bad, ended={"成立": len(own) - bad})


def _district(folder: Path) -> Iterator[Outcome]:
    found = district(folder)
    began, bad = time.monotonic(), 0
    for content in FORGED.values():
        hand_up(found, content)
        bad += of_the_west(found) != ("its figures.json holds no figures of these tables", 3)
    yield Outcome(
        "下级报上来的伪造 figures.json：这个单位写明原因、不汇入，其余照常汇总", "a forged figures.json handed up from below: the office is left out with the reason, the others are added up",
        len(FORGED), faults=bad, ended={"成立": len(FORGED) - bad}, seconds=time.monotonic() - began,
    )  # fmt: skip


def _commands(folder: Path) -> Iterator[Outcome]:
    root = small_place(folder)
    before, bad, longest = listing(folder), 0, 0.0
    for way in WAYS:
        for text in TEXTS:
            began = time.monotonic()
            done = end_of(way, text, root)
            longest = max(longest, time.monotonic() - began)
            bad += not is_one_sentence(done) or bool(steering(done.out + done.err))
    bad += listing(folder) != before
    count = len(WAYS) * len(TEXTS)
    yield Outcome(
        "命令行的词：每个命令都以一句说明结束，不写到别处，不操纵终端", "words on the command line: each ends in one sentence, writes nowhere else, steers no terminal",
        count, faults=bad, ended={"一条说明": count - bad}, seconds=longest,
    )  # fmt: skip


def _markdown(folder: Path) -> Iterator[Outcome]:
    cases = [around.format(text.replace("\x00", "")) for around in AROUND for text in ALL]
    bad = sum(bool(markup_faults(text)) for text in cases)
    yield Outcome(
        "正文的 Markdown：没有脚本、没有外部图片、没有别的链接", "Markdown of a section: no script, no picture from elsewhere, no other link",
        len(cases), faults=bad, ended={"成立": len(cases) - bad},
    )  # fmt: skip


def _yaml(folder: Path) -> Iterator[Outcome]:
    (told, megabytes), seconds = _timed(lambda: loaded(ATTACKS, folder))
    yield Outcome(
        "YAML：标签、自指、层层展开、极深、极大，都以写明文件和行的一句说明结束", "YAML: tags, self-reference, unfolding, depth, size: each ends in a sentence with file and line",
        len(ATTACKS), faults=len(ATTACKS) - len(told), ended={"一条说明": len(told)}, megabytes=megabytes, seconds=seconds,
    )  # fmt: skip
    yield Outcome("YAML 中一处写错：中英文各有说明（见测试）", "one slip in YAML: told in Chinese and English (the tests compare both)", len(FAULTS), ended={"一条说明": len(FAULTS)})


def _conditions(folder: Path) -> Iterator[Outcome]:
    (told, megabytes), seconds = _timed(lambda: judged(REFUSED, folder))
    bad = sum(word != "refused" for word in told)
    yield Outcome(
        "表的条件（SQL）：子查询、文件、网络、设置、拼接、耗时", "conditions of a table (SQL): subqueries, files, network, settings, pasted ends, what takes long",
        len(REFUSED), faults=bad, ended={"拒绝": len(REFUSED) - bad}, megabytes=megabytes, seconds=seconds,
    )  # fmt: skip
    (told, megabytes), seconds = _timed(lambda: judged(TAKEN, folder))
    bad = sum(word != "taken" for word in told)
    yield Outcome(
        "看似恶意而无害的条件：照常采用", "conditions that look hostile and are harmless: taken",
        len(TAKEN), faults=bad, ended={"成立": len(TAKEN) - bad}, megabytes=megabytes, seconds=seconds,
    )  # fmt: skip


def _patterns(folder: Path) -> Iterator[Outcome]:
    from nianbao.tables.regexes import problem

    bad = sum(problem(pattern) is None for pattern in ENDLESS_PATTERNS)
    yield Outcome(
        "规则的正则表达式：可能没有尽头的不采用", "regular expressions of rules: those that could go on for ever are refused",
        len(ENDLESS_PATTERNS), faults=bad, ended={"拒绝": len(ENDLESS_PATTERNS) - bad},
    )  # fmt: skip


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    began = time.monotonic()
    return call(), time.monotonic() - began
