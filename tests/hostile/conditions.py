"""Conditions of bad will over received_on, closed_on, purpose and fine; and some that look so and are harmless."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TYPES = {"received_on": "DATE", "closed_on": "DATE", "purpose": "VARCHAR", "fine": "BIGINT"}

REFUSED: list[str] = [
    # further queries, tables, files, the network, settings
    "exists(select 1)", "(select 1) = 1", "purpose in (select content from read_text('/etc/passwd'))", "fine in (from read_csv('/etc/passwd'))",
    "purpose in (from glob('/*'))", "not exists (from duckdb_settings())", "(values (1)) is null", "fine > any(select 1)", "(from other) is null",
    "(with recursive t as (select 1 union all select 1 from t) select count(*) from t) > 0", "(pivot t on x) is null", "(summarize t) is null",
    "query('select 1')", "query_table('x')", "read_text('/etc/passwd') = ''", "read_blob('/etc/passwd') = ''", "parquet_scan('x') is null",
    "getenv('HOME') = ''", "current_setting('threads') = '1'", "getvariable('x') is null", "pg_read_file('x') is null", "which_secret('x', 's3') is null",
    "attach 'x' as y", "install httpfs", "load httpfs", "pragma version", "copy (select 1) to 'HOSTILE-RAN'", "export database 'HOSTILE-RAN'", "set threads = 1",
    "call pragma_version()", "checkpoint", "vacuum", "explain select 1", "create table x (a int)", "drop table x", "use x", "reset threads", "prepare x as select 1",
    # pasted ends of what stands around it
    "true)), count(*) filter (where (false", "true) or (true", "true, true", "true as x", "x: true", "true from other", "true where true", "true group by 1",
    "true having true", "true qualify true", "true order by 1", "true limit 1", "true using sample 1", "true union select true", "true; drop table x",
    "true; select true", "true -- )\n; select 1", "true /* ) */; select 1", "true) -- ", "(true", "true/*", "'", "\"", "$$", "$$ true", "true $$ x $$ and",
    # names of other things
    "other.fine > 1", "main.abs(fine) > 1", "system.main.abs(fine) > 1", "pg_catalog.pg_typeof(fine) is null", "rowid > 1", "_file = 'x'", "_row = 1", "columns('.*') is null", "*",
    "fine.a > 1", "#1", "$1", "?", "$x = 1", ":tomorrow < closed_on", "__as_of.x is null", "current_user = 'x'", "session_user is null", "\"a'b\" = 1", "PURPOSE = 'x'",
    "ｐurpose = 'x'", "pur\u200bpose = 'x'", "purpose = 'x' ＯＲ true", "purpose\u00a0= 'x\u202e'", "purpose = 'a\x00b'", "purpose = 'a\x1b'",
    # functions that take long, make much, or tell of the machine
    "repeat('x', 2000000000) = ''", "range(1000000000) is null", "generate_series(1, 1000000000) is null", "lpad('x', 2000000000, 'x') = ''", "list_value(1) is null",
    "[1] = [1]", "[x for x in range(1000000000)] is null", "list_transform(range(1000000000), x -> x) is null", "list_filter([1], lambda x: x > 0) is null", "unnest([1, 2]) = 1",
    "map([1], [2]) is null", "{'a': 1} is null", "row(1, 2) = row(1, 2)", "struct_pack(a := 1) is null", "fine ** 99999 > 0", "fine ^ 2 > 1", "5 ! > 1", "fine << 63 > 0",
    "purpose || purpose = ''", "replace(purpose, '', 'xxxxxxxxxx') = ''", "format('{}', purpose) = ''", "printf('%s', purpose) = ''", "hash(purpose) = 1", "md5(purpose) = ''",
    "random() < 0.5", "uuid() is null", "now() > closed_on", "today() > closed_on", "current_date > closed_on", "version() = ''", "pg_backend_pid() = 1", "sleep_ms(99999) is null",
    "sum(fine) > 1", "count(*) > 1", "max(fine) over () > 1", "abs(fine) filter (where true) > 1", "abs(distinct fine) > 1", "list(fine) is null", "string_agg(purpose) = ''",
    "regexp_matches(purpose, '(a+)+b')", "purpose ~ '(a+)+b'", "purpose similar to '(a+)+b'", "purpose glob '*'", "purpose ilike 'x'", "purpose like 'x' escape '!'",
    "regexp_extract(purpose, '(a+)+b') = ''", "levenshtein(purpose, purpose) > 1", "try(fine) > 1", "error('x') is null", "purpose collate nocase = 'a'", "purpose collate de = 'a'",
    "received_on at time zone 'UTC' is null", "json_extract(purpose, '$') is null", "purpose -> '$' is null", "fine[1] = 1", "purpose[1:2] = 'a'",
    # types that nobody needs here, or that ask for an extension
    "purpose::json is null", "purpose::blob is null", "purpose::variant is null", "purpose::geometry is null", "purpose::regclass is null", "purpose::nosuch is null",
    "purpose::enum('a', 'b') = 'a'", "purpose::struct(a integer) is null", "purpose::integer[100000] is null", "purpose::map(varchar, integer) is null", "purpose::main.nosuch is null",
    "try_cast(purpose as inet) is null", "cast(purpose as interval) is null", "purpose::uuid is null",
    # too much of what is allowed
    "fine in (" + ",".join(map(str, range(200_000))) + ")", " and ".join(["fine > 0"] * 20_000), " or ".join(["fine > 0"] * 100_000),
    "(" * 100_000 + "fine" + ")" * 100_000 + " > 0", "not " * 100_000 + "true", "abs(" * 50_000 + "fine" + ")" * 50_000 + " > 0", "-" * 100_001 + "fine > 0",
    "case when true then " * 20_000 + "true" + " end" * 20_000, "fine" + "::varchar::bigint" * 20_000 + " > 0", "coalesce(" + ",".join(["fine"] * 100_000) + ") > 0",
    "(" * 1_900 + "fine" + ")" * 1_900 + "", "not " * 990 + "fine", "purpose = '" + "x" * 5_000_000 + "'", "upper('" + "ß" * 1_000_000 + "') = ''", "true /* " + "x" * 100_000 + " */",
    "date_diff('" + "x" * 3_000 + "', received_on, closed_on) > 0", "fine * 9223372036854775807 * 9223372036854775807 > 0", "fine % 0 > 0", "closed_on + 99999999999 > received_on",
    # no condition at all
    "", "  ", "-- nothing", "fine", "purpose", "1", "null", "fine >", "= 1", "select true", "distinct fine", "default", "\ud800", "purpose = '\ud800'", "\\", "{{fine}}", "@fine > 1", "=1+1",
]  # fmt: skip

TAKEN: list[str] = [
    "purpose = '''; drop table x; --'", "purpose = 'select * from read_csv(''x'')'", "purpose = '/* :start */ -- x'", "true -- or 1 = 1", "true /* and false */",
    "purpose like '%_a%_a%_a%_a%_a%_a%_a%_a%_a%b'", "'" + "a" * 1_000 + "' like '" + "%_a" * 300 + "%b'", "working_days(date '0001-01-01', date '9999-12-31') is null",
    "fine in (" + ", ".join(map(str, range(500))) + ")", "round(fine, 2147483647) > 0", "fine / 0 is null", "purpose = $$a$$", "purpose = E'\\x41'", "\"purpose\" = 'x'",
    "contains(purpose, '</script><script>ran=1</script>')", "__start < received_on", "purpose = '{{7*7}} #read(\"x\") =1+1'",
]  # fmt: skip

ENDLESS_PATTERNS = [
    "(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+$", "(a?){30}a{30}", "(.*a){20}", "([a-z]+)*$", "(a{1,50}){1,50}b", "(?=(a+)+)b", ".*.*.*x", r"(\w+\s?)*$", "(?:(?:a+)+)+", r"(a+)\1+\1+b",
    "(?:x+x+)+y", "a" * 400, "(", "[", "*a", "(?P<a", "(" * 200 + ")" * 200, "(?<!(a+)+)b", "(?:甲乙|甲)+",
    "a*a*b", "^a*a*a*b", "(?m)^a*a*b", "(?m:^)a*a*b", "^a*a*b|a*a*b", "x{0,1000}x{0,1000}b", "(?:.*罚).*号",
]  # fmt: skip

_JUDGED = """
import os
import json, resource, sys
from nianbao.errors import BadCondition
from nianbao.tables.conditions import condition, prepare, type_of
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
types, texts = json.load(sys.stdin)
prepare(texts)
for text in texts:
    try:
        type_of(condition(text, set(types), "x"), types, "x", "BOOLEAN")
        print("taken")
    except BadCondition as error:
        print("refused" if max(len(error.say("en")), len(error.say("zh"))) < 800 else "refused at length")
status = "/proc/self/status"  # what getrusage tells begins with what the parent held
peak = next(int(line.split()[1]) for line in open(status) if line.startswith("VmHWM")) if os.path.exists(status) else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024, file=sys.stderr)
"""


def judged(texts: list[str], folder: Path) -> tuple[list[str], int]:
    """Of each condition whether it is "taken" or "refused", and the most memory that this took, in megabytes.

    In a process of its own, for brackets within brackets could end it; all are read at once, as those of a table are.
    """
    given = json.dumps([TYPES, texts])
    done = subprocess.run([sys.executable, "-c", _JUDGED], input=given, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), int(done.stderr)
