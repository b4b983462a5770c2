#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs Debian's or Ubuntu's where there is none and that can be done.
set -u

find_browser() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
        path=$(command -v "$name") && "$path" --version >/dev/null 2>&1 && echo "$path" && return
    done
    return 1
}

fail() {
    echo "nianbao: the browser tests need Chromium, and $1: install Chromium or Google Chrome, or name it: CHROMIUM=/path/to/chromium" >&2
    exit 1
}

find_browser && exit
[ -z "${CHROMIUM:-}" ] || fail "CHROMIUM=$CHROMIUM does not run"
command -v apt-get >/dev/null || fail "none is on the PATH"
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    fail "none is on the PATH and installing one takes root"
fi

echo 'Installing Chromium for the browser tests …' >&2
{
    $as_root apt-get -qq update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium
} >/dev/null 2>&1
find_browser || fail "apt-get could not install one that runs"
