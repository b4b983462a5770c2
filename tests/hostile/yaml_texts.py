"""YAML of bad will, and YAML with one slip each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))

# office.yml as somebody might write it who means harm.
ATTACKS: dict[str, str] = {
    "billion_laughs": _BOMB,
    "billion_keys": "a: &a {x: 1}\n" + "".join(f"b{n}: &{chr(98 + n)} {{{', '.join(f'k{m}: *{chr(97 + n)}' for m in range(9))}}}\n" for n in range(9)),
    "itself": "name: &a [*a]\n",
    "itself_as_key": "&a {*a : 1}\n",
    "brackets": "name: " + "[" * 100_000,
    "braces": "name: " + "{a: " * 50_000,
    "closed_brackets": "name: " + "[" * 5_000 + "]" * 5_000,
    "dashes": "- " * 50_000,
    "indents": "".join(" " * n + "a:\n" for n in range(2_000)),
    "keys_of_keys": "? " * 20_000,
    "python": "name: !!python/object/apply:os.system ['touch HOSTILE-RAN']\n",
    "python_module": "name: !!python/module:os.path\n",
    "python_name": "name: !!python/name:os.system\n",
    "new_object": "!!python/object/new:subprocess.Popen [['touch', 'HOSTILE-RAN']]\n",
    "own_tag": "name: !run touch\n",
    "a_number_that_is_none": "name: !<int> abc\n",
    "a_decimal_that_is_none": "name: !<float> abc\n",
    "a_number": "name: !!int 'abc'\n",
    "bytes": "name: !!binary aGk=\n",
    "date": "name: !!timestamp 2023-99-99\n",
    "set": "name: !!set {a, b}\n",
    "digits": "name: " + "9" * 100_000 + "\n",
    "digits_of_a_fact": "name: {zh: x}\nfacts: {a: " + "9" * 4_000 + "}\n",
    "decimals": "name: {zh: x}\nfacts: {a: " + "9" * 400 + ".0}\n",
    "large": "name: " + "x" * 8_000_000,
    "many": "".join(f"k{n}: 1\n" for n in range(120_000)),
    "long_key": "'" + "k" * 1_000 + "': 1\n",
    "long_plain_key": "k" * 100_000 + ": 1\n",
    "two_documents": "name: {zh: x}\n---\nname: {zh: y}\n",
    "merged": "<<: {name: {zh: x}}\n",
    "nul": "name: a\x00b\n",
    "escape": "name: \x1b[31m\n",
    "half_a_character": 'name: "\\ud800"\n',
    "half_a_character_itself": "name: \ud800\n",
    "tab": "name:\n\t{zh: x}\n",
    "colon": "name: {zh: x\n",
    "directive": "%YAML 9.9\n---\nname: x\n",
    "tag_directive": "%TAG ! tag:yaml.org,2002:python/\n---\nname: !object/apply:os.system [id]\n",
    "alias": "name: *nobody\n",
    "hidden_key": '"na\\u202eme": 1\n',
}

# The model, the text, and what is said of it; each a kind of fault that a file of ours can have.
_TABLE = "table: t\ntitle: {zh: t}\nfiles: ['*t*']\ncolumns: {a: {zh: 甲}}\n"
_RULE = "rules:\n- {id: t.a, severity: info, says: {zh: x}, "
FAULTS = [
    ("office", "name: 某镇\n", "第 1 行：name 是 '某镇'，应为若干“项: 值”，如 {zh: …, en: …}", "line 1: name is '某镇', expected keys with values, such as {zh: …, en: …}"),
    ("office", "name: {en: x}\n", "第 1 行：缺少 name.zh", "line 1: name.zh is missing"),
    ("office", "name: {zh: [x]}\n", "第 1 行：name.zh 是 ['x']，应为文字", "line 1: name.zh is ['x'], expected a text"),
    ("office", "name: {zh: x}\nnmae: 1\n", "第 2 行：不认识的项 nmae。是不是“name”？", "line 2: unknown key nmae. Did you mean “name”?"),
    ("office", "name: {zh: x}\ncover: perhaps\n", "第 2 行：cover 是 'perhaps'，应为 true 或 false", "line 2: cover is 'perhaps', expected true or false"),
    ("office", "name: {zh: x}\ncover: [1]\n", "第 2 行：cover 是 [1]，应为 true 或 false", "line 2: cover is [1], expected true or false"),
    ("office", "name: {zh: x}\nfacts: 5\n", "第 2 行：facts 是 5，应为若干“项: 值”", "line 2: facts is 5, expected keys with values"),
    ("office", "name: {zh: x}\nfacts: {a: x}\n", "第 2 行：facts.a.value 是 'x'，应为整数", "line 2: facts.a.value is 'x', expected a whole number"),
    ("office", "name: {zh: x}\nfacts: {a: 1.5}\n", "第 2 行：facts.a.value 是 1.5，应为整数", "line 2: facts.a.value is 1.5, expected a whole number"),
    ("office", "name: {zh: x}\nfacts: {a: [1]}\n", "第 2 行：facts.a.value 是 [1]，应为整数", "line 2: facts.a.value is [1], expected a whole number"),
    ("office", "name: {zh: x}\nfacts: {a: -1}\n", "第 2 行：facts.a.value 是 -1，应为不小于 0 的数", "line 2: facts.a.value is -1, expected a number of at least 0"),
    ("office", "name: {zh: x}\ntables: petitions\n", "第 2 行：tables 是 'petitions'，应为列表，每行一项，以 - 开头，或写作 [甲, 乙]",
     "line 2: tables is 'petitions', expected a list: a line each, with - in front, or [a, b]"),
    ("office", "name: {zh: x}\nfonts: mine\n", "第 2 行：fonts 是 'mine'，应为 'package'、'system' 之一", "line 2: fonts is 'mine', expected 'package' or 'system'"),
    ("office", "name: {zh: x}\neditions: {2023: {reported_on: soon}}\n", "第 2 行：editions.2023.reported_on 是 'soon'，应为形如 2024-03-15 的日期",
     "line 2: editions.2023.reported_on is 'soon', expected a date such as 2024-03-15"),
    ("office", "name: {zh: x}\neditions: {2023: {reported_on: [1]}}\n", "第 2 行：editions.2023.reported_on 是 [1]，应为形如 2024-03-15 的日期",
     "line 2: editions.2023.reported_on is [1], expected a date such as 2024-03-15"),
    ("office", "name: {zh: x}\neditions: {2023: 5}\n", "第 2 行：editions.2023 是 5，应为若干“项: 值”，如 {zh: …, en: …}",
     "line 2: editions.2023 is 5, expected keys with values, such as {zh: …, en: …}"),
    ("office", "name: {zh: x}\neditions: {soon: {}}\n", "第 2 行：editions.soon.[key] 是 'soon'，应为整数", "line 2: editions.soon.[key] is 'soon', expected a whole number"),
    ("office", "name: {zh: x}\nsuppress_below: {totals: '5'}\n", "第 2 行：suppress_below.totals 是 '5'，应为整数", "line 2: suppress_below.totals is '5', expected a whole number"),
    ("table", _TABLE.replace("table: t", "table: T"), "第 1 行：table 是 'T'，应为形如 ^[a-z][a-z0-9_]*$ 的文字", "line 1: table is 'T', expected a text like ^[a-z][a-z0-9_]*$"),
    ("table", _TABLE.replace("['*t*']", "[]"), "第 3 行：files 是 []，应为列表，至少 1 项", "line 3: files is [], expected a list of at least 1"),
    ("table", _TABLE + "across: a\n", "第 1 行：/：只有 kind: form 才能写 across", "line 1: /: across is for a form"),
    ("table", _TABLE + "kind: form\nacross: b\n", "第 1 行：/：across 所写的 b 不是有 values 的列", "line 1: /: across names no column with values: b"),
    ("table", _TABLE + "stated: {a: {zh: x}}\n", "第 5 行：stated.a：column 和 pattern 应写其中一个", "line 5: stated.a: one of column and pattern is needed"),
    ("table", _TABLE + "stated: {a: {zh: x, pattern: a}}\n", "第 5 行：stated.a：pattern 里应有一个括号组 (…)，括住其中的数",
     "line 5: stated.a: pattern needs one group, (…), around the number"),
    ("table", _TABLE + "figures: {a: {label: {zh: x}}}\n", "第 5 行：figures.a：count、sum、distinct、mean 应写其中一个，或同时写 part 和 whole",
     "line 5: figures.a: one of count, sum, distinct, mean, or part with whole is needed"),
    ("table", _TABLE + "figures: {a: {label: {zh: x}, part: b, whole: b}}\n", "第 5 行：figures.a：part 和 whole 相同", "line 5: figures.a: part and whole are the same"),
    ("table", _TABLE + "figures: {a: {label: {zh: x}, part: b, whole: c, by: [d]}}\n", "第 5 行：figures.a：比率的 where 和 by 由 part 和 whole 而来，不能另写",
     "line 5: figures.a: a rate takes where and by from its part and whole"),
    ("table", _TABLE + "figures: {a: {label: {zh: x}, count: b, by: [d, d]}}\n", "第 5 行：figures.a：by 里有重复的分类", "line 5: figures.a: by names a breakdown twice"),
    ("table", _TABLE + _RULE + "column: a}\n", "第 6 行：rules.0：expect、within、at_least、balance 应写其中一个",
     "line 6: rules.0: one of expect, within, at_least and balance is needed"),
    ("table", _TABLE + _RULE + "balance: a = b, where: c}\n", "第 6 行：rules.0：balance 不逐行判断：不能写 where，也不能写 holds 的 on",
     "line 6: rules.0: a balance judges no rows: it takes neither where nor a column to hold by"),
    ("table", _TABLE + _RULE + "balance: a = b, column: c}\n", "第 6 行：rules.0：column 是 expect 的参数，这条规则没有 expect",
     "line 6: rules.0: column is an argument of no expectation"),
    ("table", _TABLE + _RULE + "expect: x, row_condition: '@os'}\n", "第 6 行：rules.0：规则不能写 row_condition；条件写在 where 里",
     "line 6: rules.0: row_condition is not for a rule to set; `where` takes a condition"),
    ("table", _TABLE + _RULE + "within: {from: a, to: b}}\n", "第 6 行：rules.0.within：days 和 working_days 应写其中一个",
     "line 6: rules.0.within: one of days and working_days is needed"),
    ("table", _TABLE + _RULE + "expect: x, holds: {}}\n", "第 6 行：rules.0.holds：from 和 until 至少写一个", "line 6: rules.0.holds: one of from and until is needed"),
    ("table", _TABLE + _RULE + "expect: x, holds: {from: 2023-02-01, until: 2023-01-01}}\n", "第 6 行：rules.0.holds：结束早于开始",
     "line 6: rules.0.holds: it ends before it begins"),
]  # fmt: skip

_LOADED = """
import os
import pathlib, resource, sys
from nianbao import errors, office, yamlfile
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
for path in map(pathlib.Path, sys.argv[1:]):
    try:
        yamlfile.load(path, office.OfficeFile)
    except errors.BadYaml as error:
        print(error.say("en").replace(path.name, "office.yml"), flush=True)
status = "/proc/self/status"  # what getrusage tells begins with what the parent held
peak = next(int(line.split()[1]) for line in open(status) if line.startswith("VmHWM")) if os.path.exists(status) else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024)
"""


def loaded(texts: Mapping[str, str], folder: Path) -> tuple[list[str], int]:
    """What is said of each text as office.yml, and the most memory that this took, in megabytes; in a process of its own, which some ended."""
    for name, text in texts.items():
        (folder / f"{name}.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    paths = [str(folder / f"{name}.yml") for name in texts]
    done = subprocess.run([sys.executable, "-c", _LOADED, *paths], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done
    *told, megabytes = done.stdout.splitlines()
    return told, int(megabytes)
