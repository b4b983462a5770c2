#!/bin/sh
# Prints the path of a systemd-analyze for the tests of `nianbao schedule`; installs Debian's or Ubuntu's systemd where there is none and
# that can be done. A system that knows no systemd gets along without.
set -u
thing=systemd-analyze what='the test of schedules' package=systemd named=SYSTEMD_ANALYZE=/path/to/systemd-analyze given=${SYSTEMD_ANALYZE:-}

find() {
    command -v "${SYSTEMD_ANALYZE:-systemd-analyze}"
}

find >/dev/null || command -v apt-get >/dev/null || exit 0
. "$(dirname "$0")/debian.sh"
