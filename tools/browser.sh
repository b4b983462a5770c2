#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs Debian's or Ubuntu's where there is none and that can be done.
set -u
thing=Chromium what='the test of pages' package=chromium named=CHROMIUM=/path/to/chromium given=${CHROMIUM:-}

find() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
        path=$(command -v "$name") && "$path" --version >/dev/null 2>&1 && echo "$path" && return
    done
    return 1
}

. "$(dirname "$0")/debian.sh"
