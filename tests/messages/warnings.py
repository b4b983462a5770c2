"""What is told on the terminal and stops nothing, or not all: a notice that was not sent, a file or an office that is left out, a slower way."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import redirect_stdout, suppress
from unittest import mock

from tests.messages.ground import NAME, Ground
from tests.messages.provoking import Cases
from tests.messages.usage import not_installed

from nianbao.errors import NianbaoError
from nianbao.exploring.controls import ready
from nianbao.rolling import roll_up
from nianbao.running import above, begin
from nianbao.warm import provisioner
from nianbao.warm.door import unavailable
from nianbao.words import message_language
from nianbao.work import open_work

CASES = Cases()


def notified(at: Ground, settings: str) -> None:
    """A run that ends at once, for a table that nobody knows, and is to be told of."""
    at.settings("name: {zh: 试验镇, en: Test Town}\ntables: [petitons]\n")
    at.put("信访.csv", "a,b\n1,2\n")
    written = at.write("notices.yml", settings)
    with mock.patch.dict("os.environ", {"NIANBAO_NOTICES": str(at.root / written)}), suppress(NianbaoError):
        at.nianbao("run", "town", 2023, "--notify")


CASES.each("notice", {"with_a_wrong_setting": "urls: [json://127.0.0.1:9]\nwhen: [gates]\n", "of_no_known_kind": "urls: [nosuch://127.0.0.1]\n"}, notified)


@CASES
def notice_that_nobody_takes(at: Ground) -> None:
    with socket.socket() as found:  # a port that is free in this moment
        found.bind(("127.0.0.1", 0))
        notified(at, f"urls: ['json://{NAME}:secret@127.0.0.1:{found.getsockname()[1]}']\n")


@CASES
def notice_without_apprise(at: Ground) -> None:
    with not_installed("apprise"):
        notified(at, "urls: [json://127.0.0.1:9]\n")


@CASES
def office_that_is_listed_without_its_settings(at: Ground) -> None:
    at.write("data/raw/village/office.yml", "name: {zh: 甲村}\nparant: town\n")
    at.nianbao("offices")


@CASES
def report_among_several_that_cannot_be_read(at: Ground) -> None:
    at.write("甲.txt", "报告\n一切正常。\n")
    at.write("乙.png", b"\x89PNG\r\n\x1a\n")
    at.nianbao("audit", "甲.txt", "乙.png")


CASES.each("no_warm_kernel", {"for_it_is_switched_off": "0"}, lambda at, told: unwarmed(told))


def unwarmed(told: str) -> None:
    """What a run says when its kernel is none of the warm process's."""
    log = logging.getLogger("nianbao.told")
    log.propagate = False  # what gathers a test's logs would keep it from the terminal
    log.handlers = [logging.StreamHandler(sys.stderr)]
    provisioner._told.clear()
    with mock.patch.dict("os.environ", {"NIANBAO_WARM": told}):
        why = unavailable()
        assert why
        provisioner.WarmProvisioner(kernel_id="x", kernel_spec=None, log=log)._tell(why)
    provisioner._told.clear()


@CASES
def roll_up_without_some_of_the_offices(at: Ground) -> None:
    """A county's, whose town has a review, one village none, and another a parent that is not there."""
    at.reviewed()
    at.write("data/raw/county/office.yml", "name: {zh: 试验县, en: Test County}\n")
    at.write("data/raw/a/office.yml", "name: {zh: 甲村, en: Village A}\nparent: county\n")
    at.write("data/raw/b/office.yml", "name: {zh: 乙村, en: Village B}\nparent: countty\n")
    at.settings("name: {zh: 试验镇, en: Test Town}\ntables: [petitions, penalties]\nparent: county\n")
    work = open_work("county", 2023)
    roll_up(work)
    above._tell(begin(work, lambda words: print_aside(words.of(message_language()))))


def print_aside(line: str) -> None:
    print(line, file=sys.stderr)


@CASES
def notebook_without_what_makes_tables_search(at: Ground) -> None:
    with not_installed("itables"), not_installed("ipywidgets"), redirect_stdout(sys.stderr):
        ready(message_language())
