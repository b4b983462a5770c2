"""Notices: sent for real to a mail server and a webhook of this machine; what cannot be sent fails nothing."""

import email
import email.policy
import json
import socket
from datetime import date

import pytest
from aiosmtpd.controller import Controller
from tests.places import Place
from tests.webhook import listening

from nianbao.batching import BatchLog
from nianbao.notices import notices_file, notify
from nianbao.office import Workspace

ON = date(2024, 2, 20)
DONE = {"office": "town", "name": {"zh": "某镇", "en": "Town"}, "state": "done", "exit_code": 0, "error": None}
GATE = DONE | {"state": "gate", "exit_code": 5, "error": "关口"}
BROKEN = DONE | {"state": "broken", "exit_code": 4, "error": "a.xlsx 不是表格。"}


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workspace:
    """A town whose gate two rows of a file have closed; both its dates are met."""
    monkeypatch.setenv("NIANBAO_NOTICES", str(tmp_path / "conf" / "notices.yml"))
    (tmp_path / "conf").mkdir()
    (tmp_path / "data/raw/town/2023").mkdir(parents=True)
    met(tmp_path, "reported_on: 2024-02-01, published_on: 2024-02-10")
    rows = [{"file": "信访.xlsx", "sheet": "登记表", "row": row} for row in (17, 21)]
    outcome = {"rule": "petitions.number-unique", "severity": "critical", "outcome": "fail", "says": {"zh": "编号不重复", "en": "No number twice"}, "rows": rows}
    checked = tmp_path / "data/checked/town/2023/checks.json"
    checked.parent.mkdir(parents=True)
    told = {"as_of": "2023-12-31", "records": "x", "gate": {"stopped_by": ["petitions.number-unique"]}, "outcomes": [outcome]}
    checked.write_text(json.dumps(told), "utf-8")
    return Workspace(tmp_path)


def met(root, dates):
    (root / "data/raw/town/office.yml").write_text(f"name: {{zh: 某镇, en: Town}}\neditions: {{2023: {{{dates}}}}}\n", "utf-8")


def settings(*urls, more=""):
    notices_file().write_text(f"urls: {json.dumps(urls)}\n{more}\n", "utf-8")


@pytest.fixture
def webhook():
    """What a web server of this machine was sent; its address."""
    with listening() as found:
        yield found


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def mail():
    """What a mail server of this machine took; its address."""
    got = []

    class Handler:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            got.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
            return "250 OK"

    controller = Controller(Handler(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"mailto://127.0.0.1:{controller.port}?from=nianbao@example.org&to=clerk@example.org&mode=insecure", got
    controller.stop()


def test_a_closed_gate_is_mailed_with_office_rule_file_row_and_where_to_look(place, mail):
    url, got = mail
    settings(url)
    assert notify(place, 2023, [GATE], "zh", ON) is None
    ((to, message),) = got
    assert to == ["clerk@example.org"] and message["subject"] == "nianbao 2023年年报：1个单位要处理"
    text = message.get_body(("plain", "html")).get_content()
    for part in ("某镇：关口未过", "编号不重复", "信访.xlsx", "第17行（共2处）", str(place.root / "data/checked/town/2023/checks.html")):
        assert part in text, text


def test_a_webhook_is_told_in_the_language_of_the_office_and_the_log_says_that_it_was(place, webhook):
    url, got = webhook
    settings(url)
    assert notify(place, 2023, [GATE, BROKEN, DONE], "en", ON) is None
    (told,) = got
    assert told["title"] == "nianbao, reviews of 2023: 2 offices need a hand"
    assert "Town: stopped at the gate" in told["message"] and "row 17 (2 in all)" in told["message"] and "exit code 4" in told["message"]
    assert json.loads(BatchLog(place).path.read_text("utf-8"))["sent"] == ["json"]


@pytest.mark.parametrize(
    ("lines", "dates", "more", "titles"),
    [
        ([DONE], "published_on: 2024-02-10", "", ["时限将到"]),
        ([DONE], "published_on: 2024-02-10", "days: 8", []),
        ([DONE], "published_on: 2024-02-10", "days: 9", ["时限将到"]),
        ([DONE], "reported_on: 2024-02-01, published_on: 2024-02-10", "", []),
        ([DONE], "reported_on: 2024-02-01, published_on: 2024-02-10", "when: [well]", ["一切正常"]),
        ([GATE], "reported_on: 2024-02-01, published_on: 2024-02-10", "when: [well]", []),
        ([GATE], "reported_on: 2024-02-01, published_on: 2024-02-10", "when: [failure]", []),
        ([BROKEN], "reported_on: 2024-02-01, published_on: 2024-02-10", "when: [failure]", ["1个单位要处理"]),
    ],
)  # fmt: skip
def test_what_is_told_is_what_was_asked_for(place, webhook, lines, dates, more, titles):
    url, got = webhook
    met(place.root, dates)
    settings(url, more=more)
    assert notify(place, 2023, lines, "zh", ON) is None
    assert [told["title"].partition("：")[2] for told in got] == titles


def test_of_many_offices_one_short_message_counts_the_rest(place, webhook):
    url, got = webhook
    settings(url)
    notify(place, 2023, [BROKEN | {"office": f"o{number}", "name": None} for number in range(25)], "zh", ON)
    lines = got[0]["message"].splitlines()
    assert len(got) == 1 and len(lines) == 11 and lines[-1].startswith("另有")


def test_a_name_of_several_lines_passes_for_no_line_of_the_message(place, webhook):
    url, sent = webhook
    settings(url)
    notify(place, 2023, [BROKEN | {"name": {"zh": "某镇\n县\x1b[2K：没有完成\u2028另一行", "en": "Town"}}], "zh", ON)
    (line,) = sent[0]["message"].splitlines()
    assert line.startswith("某镇 县[2K：没有完成 另一行：没有完成")


@pytest.mark.parametrize("text", ["urls: [", "urls: []", "urls: [x]\nwhen: [never]"])
def test_settings_that_cannot_be_read_fail_nothing_and_are_told(place, text):
    notices_file().write_text(text, "utf-8")
    assert "notices.yml" in notify(place, 2023, [GATE], "zh", ON).zh
    assert "notices.yml" in json.loads(BatchLog(place).path.read_text("utf-8"))["problem"]


def test_what_cannot_be_sent_is_told_without_the_address_and_the_others_are_sent(place, webhook):
    url, got = webhook
    settings(f"json://user:geheim@127.0.0.1:{free_port()}", "nosuch://geheim", url)
    told = notify(place, 2023, [GATE], "zh", ON)
    assert "json、nosuch" in told.zh and len(got) == 1
    assert "geheim" not in told.zh + BatchLog(place).path.read_text("utf-8")


def test_without_a_file_nothing_is_sent_and_nothing_is_written(place):
    assert notify(place, 2023, [GATE], "zh", ON) is None and not BatchLog(place).path.exists()


@pytest.mark.parametrize(
    ("words", "there", "says"),
    [
        (("--all",), None, "不是工作区"),
        (("--all",), "data/raw", "data/raw 下没有单位"),
        (("--level", "county"), "data/raw/town", "没有级别为“county”的单位"),
        (("--all", "--scheduler", "tcp://127.0.0.1:9"), "data/raw/town", "tcp://127.0.0.1:9"),
    ],
)  # fmt: skip
def test_a_batch_that_refuses_before_any_office_tells_why(tmp_path, monkeypatch, webhook, words, there, says):
    url, got = webhook
    monkeypatch.setenv("NIANBAO_NOTICES", str(tmp_path / "notices.yml"))
    settings(url)
    root = tmp_path / "w"
    (root / (there or "")).mkdir(parents=True)
    if there == "data/raw/town":
        met(root, "reported_on: 2024-02-01, published_on: 2024-02-10")
    done = Place(root).nianbao("batch", 2023, "--workspace", root, *words)
    assert done.code == 2 and says in done.err
    assert [told["title"] for told in got] == ["nianbao 2023年年报：批次没有完成"] and says in got[0]["message"]


def test_who_calls_it_wrongly_looks_on_and_is_sent_nothing(place, webhook):
    url, got = webhook
    settings(url)
    assert Place(place.root).nianbao("batch", 2023).code == 2 and got == []


def test_run_and_batch_send_at_their_end_and_end_as_they_would_have(place, webhook):
    """A table that nobody knows: the run ends with exit code 3 before a notebook is needed."""
    url, got = webhook
    settings(url)
    (place.raw / "town/office.yml").write_text("name: {zh: 某镇}\ntables: [nosuch]\neditions: {2023: {reported_on: 2024-02-01, published_on: 2024-02-10}}\n", "utf-8")
    here = Place(place.root)
    assert here.nianbao("run", "town", 2023).code == 3 and got == []
    assert here.nianbao("run", "town", 2023, "--notify").code == 3
    settings(f"json://127.0.0.1:{free_port()}")
    done = here.nianbao("batch", 2023, "--offices", "town", "--workers", 1)
    assert done.code == 3 and "通知没有发出：json" in done.err
    assert [told["title"] for told in got] == ["nianbao 2023年年报：1个单位要处理"]
    settings(url)
    assert here.nianbao("run", "town", 2023, "--lang", "en", "--notify").code == 3
    assert "names a table “nosuch” that is not there" in got[-1]["message"]  # whatever the language of messages
