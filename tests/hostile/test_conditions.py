"""Conditions, regular expressions and arguments of rules, written by somebody who means harm: refused, or over soon, and never more than a condition."""

import ast
import re

import pytest
from tests.hostile.conditions import ENDLESS_PATTERNS, REFUSED, TAKEN, TYPES, judged
from tests.places import REPO

from nianbao.errors import BadCondition, BadYaml
from nianbao.tables import condition
from nianbao.tables.catalogue import read_table
from nianbao.tables.conditions import type_of
from nianbao.tables.regexes import problem

TABLE = "table: visits\ntitle: {zh: 走访}\nfiles: ['*走访*']\ncolumns: {a: {zh: 甲}, n: {zh: 数, type: integer}}\n"

def test_every_attack_is_refused_in_one_process_and_little_memory(tmp_path):
    told, megabytes = judged(REFUSED, tmp_path)
    assert [text[:80] for text, word in zip(REFUSED, told, strict=True) if word != "refused"] == []
    assert megabytes < 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_taken_is_printed_anew_and_reads_columns_alone(text):
    found = condition(text, set(TYPES), "x")
    assert type_of(found, TYPES, "x") == "BOOLEAN"
    bare = re.sub(r"'(?:[^']|'')*'", "''", found.sql)  # without what it quotes
    assert found.columns <= set(TYPES) and "--" not in bare and "/*" not in bare and ";" not in bare


def test_a_condition_s_message_is_short_and_quotes_what_it_can():
    with pytest.raises(BadCondition) as error:
        condition("fine > 0 and " * 50_000 + "true", set(TYPES), "x")
    assert len(error.value.say("zh")) < 400 and "4000" in error.value.say("zh")


@pytest.mark.parametrize("pattern", ENDLESS_PATTERNS)
def test_a_regular_expression_without_end_is_refused(pattern):
    assert problem(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^津.*罚.*号$", r"^\d{4}-\d{2}$", "会议纪要|工作计划", "(?:a|b)+c", r"^[A-Z]{2}\d{3,5}$", "x?y?z?",
        r"[^a]*a.*", "^a*a*b", "罚.*号", "x{0,100}x{0,100}b", "^(?:甲.*|乙.*)$",
    ],
)
def test_a_plain_one_is_taken(pattern):
    assert problem(pattern) is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("expect: expect_column_values_to_match_regex, column: a, regex: '(a+)+b'", "repeats too much"),
        ("expect: expect_column_values_to_match_regex_list, column: a, regex_list: [x, '(a|a)*b']", "repeats too much"),
        ("expect: expect_column_values_to_match_json_schema, column: a, json_schema: {$ref: 'http://127.0.0.1:9/x'}", "json_schema can only be a value"),
        ("expect: expect_column_values_to_be_between, column: n, max_value: {$PARAMETER: '9**9**9'}", "max_value can only be a value"),
        ("expect: expect_column_values_to_be_in_set, column: a, value_set: [{$PARAMETER: x}]", "value_set can only be a value"),
        ("expect: expect_column_values_to_not_be_null, column: a, row_condition: \"@__import__('os').system('touch HOSTILE-RAN')\"", "row_condition is not for a rule"),
        ("expect: expect_column_values_to_not_be_null, column: a, condition_parser: pandas", "condition_parser is not for a rule"),
        ("expect: expect_column_values_to_not_be_null, column: \"a'] or __import__('os')\"", "which is not there"),
    ],
)
def test_an_argument_that_would_be_computed_fetched_or_run_is_refused(tmp_path, rule, said):
    path = tmp_path / "visits.yml"
    path.write_text(TABLE + f"rules:\n- {{id: visits.a, severity: info, says: {{zh: x}}, {rule}}}\n", "utf-8")
    with pytest.raises(BadYaml) as error:
        read_table(path)
    assert said in error.value.say("en") and error.value.say("en").startswith("visits.yml, line 6: ")


@pytest.mark.parametrize("pattern", ["(?=a)(b)", r"(a)\\1", "(?>a)(b)", "(a)++", "(" + "a" * 400 + ")"])
def test_a_total_row_s_pattern_is_one_that_re2_runs(tmp_path, pattern):
    path = tmp_path / "visits.yml"
    path.write_text(TABLE + f'stated: {{a: {{zh: x, pattern: "{pattern}"}}}}\n', "utf-8")
    with pytest.raises(BadYaml):
        read_table(path)


# Where a text would be evaluated by pandas, Python or a shell, were one handed over.
EVALUATORS = {"eval", "exec", "compile", "query", "row_condition", "read_sql", "system", "popen", "Popen", "run_line_magic", "run_cell_magic", "run_cell", "set_next_input"}
# … and where that happens all the same, with what: none of it is a text of a YAML file, a cell or a name.
ALLOWED = {"re.compile", "typst.compile"}


def test_no_text_is_handed_to_what_evaluates_it():
    """Read from the source: a new call of an evaluator has to be looked at, and put on the list, by a person."""
    found = []
    for path in sorted((REPO / "pipelines" / "nianbao").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            evaluates = name in EVALUATORS and ast.unparse(node.func) not in ALLOWED
            if evaluates or keywords.keys() & {"row_condition", "condition_parser", "shell"}:
                found.append((path.relative_to(REPO / "pipelines" / "nianbao").as_posix(), ast.unparse(node.func)))
    # `%text` puts a section's text below its own magic, which takes the whole cell as a text.
    assert found == [("review/prose.py", "get_ipython().set_next_input")]
