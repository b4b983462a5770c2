"""Every dependency has a licence that is known and allowed, and docs/licences.md says which."""

from importlib.metadata import PackageNotFoundError, version

import pytest
from supply.licences import PAGE, Licence, faults, licence_of, page, permitted, settings, unclaimed
from supply.lock import pins, uses

LOCKED = pins()


def test_every_dependency_of_the_lock_has_an_allowed_licence():
    assert faults(licence_of(pin.name) for pin in LOCKED) == []


def test_the_committed_list_is_that_of_the_lock():
    assert PAGE.read_text("utf-8") == page(LOCKED), "make licences"


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True), ("GPL-3.0-only", False), ("MIT AND GPL-3.0-only", False), ("MIT OR GPL-3.0-only", True), ("(Apache-2.0 OR GPL-2.0-only) AND MIT", True),
        ("AGPL-3.0-or-later", False), ("LicenseRef-Proprietary", False), ("", False),
    ],
)
def test_a_part_without_an_allowed_choice_is_refused(expression, may):
    assert permitted(expression) is may


def test_what_is_unknown_or_not_allowed_is_told_by_name():
    told = faults([Licence("good", "MIT"), Licence("copyleft", "GPL-3.0-only"), Licence("silent", None), Licence("pyphen", "GPL-2.0-or-later")])
    assert [line.partition(":")[0] for line in told] == ["copyleft", "silent"]


def test_a_package_that_nobody_has_looked_at_has_no_licence():
    assert licence_of("surely-not-installed").expression is None


def test_every_statement_has_its_reason_and_its_package():
    names = {pin.name for pin in LOCKED}
    for name, stated in settings()["stated"].items():
        assert name in names, f"{name} is no longer locked"
        assert stated["why"]
    assert all(settings()["exceptions"].values())
    assert settings()["exceptions"].keys() <= {name for name in names if not permitted(licence_of(name).expression)}


def test_what_is_run_is_free_of_exceptions():
    use = uses(LOCKED)
    assert [name for name in settings()["exceptions"] if use[name] != "work"] == []


def test_every_file_of_the_package_that_is_no_program_is_somebody_s():
    assert unclaimed() == []


def test_nothing_that_is_locked_is_there_to_tell_others_of_its_use():
    telling = {"analytics-python", "amplitude-analytics", "bugsnag", "countly-sdk-python", "ddtrace", "honeybadger", "humbug", "mixpanel", "newrelic",
               "opentelemetry-sdk", "posthog", "rollbar", "scarf-sdk", "segment-analytics-python", "sentry-sdk", "snowplow-tracker", "statsd"}  # fmt: skip
    assert sorted(pin.name for pin in LOCKED if pin.name in telling) == []


def test_what_is_not_installed_everywhere_is_stated():
    """Else the list would be another one on another system."""
    assert [pin.name for pin in LOCKED if pin.marker and not is_installed(pin.name) and pin.name not in settings()["stated"]] == []


def is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False
