#!/bin/sh
# Prints the path of a crontab for the tests of `nianbao schedule`; installs Debian's or Ubuntu's cron where there is none and that can be done.
set -u
thing=crontab what='the test of schedules' package=cron named=CRONTAB=/path/to/crontab given=${CRONTAB:-}

find() {
    command -v "${CRONTAB:-crontab}"
}

. "$(dirname "$0")/debian.sh"
