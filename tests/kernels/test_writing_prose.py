"""Writing a review's text in a notebook, over a kernel's own messages: Tab, the text at once, and what is said of it."""

from __future__ import annotations

import pytest
from tests.kernels.conftest import PATIENCE, started
from tests.unit.writing_sample import edited, writing_work

from nianbao.mistakes import MISTAKE

OPEN = "import nianbao; work = nianbao.open('shangcang', 2023)"


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return writing_work(tmp_path_factory.mktemp("w"))


@pytest.fixture(scope="module")
def kernel(warm, work):
    with started(cwd=str(work.workspace.root)) as kernel:
        assert kernel.run(OPEN) == ("", [])
        yield kernel


@pytest.fixture
def own(work):
    """The office's own text of petitions, as it would be called."""
    path = work.raw / "text" / "petitions.md"
    yield path
    path.unlink(missing_ok=True)


def completed(kernel, cell):
    """The cell as each completion at the mark ‸ would leave it."""
    code, at = cell.replace("‸", ""), cell.index("‸")
    asked = kernel.client.complete(code, at)
    reply = kernel.client._recv_reply(asked, timeout=PATIENCE)["content"]
    return [code[: reply["cursor_start"]] + text + code[reply["cursor_end"] :] for text in reply["matches"]]


def html(content):
    return content["data"]["text/html"]


def test_tab_completes_a_figure_behind_chinese_text_and_before_it(kernel):
    cell = "%%prose zh petitions\n### 信访\n\n全年办结信访件{{petitions.clo‸}}件，办结率见下表。\n\n😀另有"
    wanted = [cell.replace("petitions.clo‸", name) for name in ("petitions.closed", "petitions.closing_rate")]
    assert completed(kernel, cell) == wanted
    assert completed(kernel, cell.replace("另有", "").replace("全年", "😀")) == [text.replace("另有", "").replace("全年", "😀") for text in wanted]


def test_tab_completes_parts_and_formats(kernel):
    assert completed(kernel, "%%prose zh petitions\n其中{{petitions.closed: 来访‸") == ["%%prose zh petitions\n其中{{petitions.closed: 来访"]
    assert completed(kernel, "%%text en petitions\nOf {{petitions.closed|ab‸}}") == [
        "%%text en petitions\nOf {{petitions.closed|about}}", "%%text en petitions\nOf {{petitions.closed|above}}"
    ]  # fmt: skip


def test_code_is_completed_as_ever_and_offered_no_figures(kernel):
    assert "work.checked" in completed(kernel, "work.chec‸")
    assert not any("petitions" in text for text in completed(kernel, "told = {{petit‸"))


def test_a_work_opened_anew_is_the_one_that_is_completed_from(kernel):
    kernel.run(OPEN)
    assert kernel.number("len([one for one in get_ipython().Completer.custom_matchers if one.matcher_identifier == 'nianbao'])") == 1


def test_a_cell_shows_its_text_at_once_and_nothing_else_where_all_is_well(kernel):
    printed, shown = kernel.run("%%prose zh petitions\n办结{{petitions.closed}}件。")
    assert printed == ""
    assert [content["metadata"] for content in shown] == [{}]
    assert '<data value="427" data-figure="petitions.closed">427</data>件' in html(shown[0]).replace('<span class="number-with-unit">', "")


def test_all_that_is_unknown_is_told_beside_the_text_and_the_cell_fails(kernel):
    _, (aside, mistake, error) = kernel.run("%%prose zh petitions\n办结{{petitions.closed}}件，{{petitions.closd}}、{{petitions.receved}}。")
    assert aside["metadata"] == {"nianbao_aside": True}
    assert "427" in html(aside) and "是不是“petitions.closed”" in html(aside) and "是不是“petitions.received”" in html(aside)
    assert error["ename"] == "UnknownFigure"
    assert list(mistake["data"]) == [MISTAKE]  # for the run alone
    assert mistake["data"][MISTAKE]["en"].startswith("3_review %%prose petitions: no figure is named “petitions.closd”.")
    assert error["traceback"] == ["3_review %%prose petitions：没有名为“petitions.closd”的数据。是不是“petitions.closed”？各表的数据名称见 `nianbao tables`。"]


def test_what_is_wrong_in_the_other_language_is_told_there(kernel):
    _, shown = kernel.run("%%prose en petitions\n{{petitions.closd}} petitions")
    assert [content["metadata"] for content in shown] == [{"nianbao_aside": True}]
    assert kernel.run("%%prose en petitions\n{{petitions.closed}} petitions")[1] == []


def test_unfilled_and_stale_are_told_below_the_text(kernel, work):
    raw = next(work.raw.glob("*信访*"))
    was = raw.read_text("utf-8")
    edited(raw, "信访，更多")
    _, (text, aside) = kernel.run("%%prose zh petitions\n办结{{petitions.closed}}件。\n\n撤回{{petitions.withdrawn}}件。")
    raw.write_text(was, "utf-8")
    assert "427" in html(text) and "撤回" not in html(text)
    assert "段落不进入年报：petitions.withdrawn" in html(aside)
    assert f"petitions.closed、petitions.withdrawn 可能已经过时：{raw.name} 在清理之后改过" in html(aside)


def test_the_office_s_own_text_is_fetched_into_a_cell_saved_and_shown(kernel, own):
    asked = kernel.client.execute("%text zh petitions")
    (payload,) = kernel.client._recv_reply(asked, timeout=PATIENCE)["content"]["payload"]
    assert (payload["source"], payload["text"], payload["replace"]) == ("set_next_input", "%%text zh petitions\n### petitions", True)
    assert not own.exists()
    _, (shown,) = kernel.run("%%text zh petitions\n### 信访\n\n办结{{petitions.closed}}件。\n")
    assert own.read_text("utf-8") == "### 信访\n\n办结{{petitions.closed}}件。\n"
    assert shown["metadata"] == {"nianbao_aside": True} and "427" in html(shown)
    asked = kernel.client.execute("%text zh petitions")
    (payload,) = kernel.client._recv_reply(asked, timeout=PATIENCE)["content"]["payload"]
    assert payload["text"] == "%%text zh petitions\n### 信访\n\n办结{{petitions.closed}}件。"


def test_a_cell_that_the_office_s_own_text_stands_in_for_says_so(kernel, own):
    own.parent.mkdir(exist_ok=True)
    own.write_text("自己的文字，{{petitions.closed}}件。", "utf-8")
    _, (text, aside) = kernel.run("%%prose zh petitions\n办结{{petitions.closed}}件。")
    assert "自己的文字" in html(text)
    assert "text/petitions.md" in html(aside) and "%text zh petitions" in html(aside)


@pytest.mark.parametrize("magic", ["%%prose", "%%text"])
def test_a_first_line_that_is_none_is_told_with_what_it_should_be(kernel, magic):
    _, (_, error) = kernel.run(f"{magic} petitions\n办结")
    assert error["traceback"] == [
        f"{magic} 应写作 `{magic} 语言 章节`，得到的是“petitions”；语言为 zh 或 en，章节由小写字母、数字、- 和 _ 组成。"
    ]
