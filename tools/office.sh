#!/bin/sh
# Prints the path of a LibreOffice for the tests of the Word review; installs Debian's or Ubuntu's Writer where there is none and that can be done.
set -u

# A soffice without Writer opens no Word file.
has_writer() {
    folder=$(dirname "$(readlink -f "$1")")
    ls "$folder"/libswlo.* "$folder"/../Frameworks/libswlo.* 2>/dev/null | grep -q .
}

find_office() {
    for name in ${SOFFICE:-soffice libreoffice /Applications/LibreOffice.app/Contents/MacOS/soffice}; do
        path=$(command -v "$name") && has_writer "$path" && "$path" --version >/dev/null 2>&1 && echo "$path" && return
    done
    return 1
}

fail() {
    echo "nianbao: the tests of the Word review need LibreOffice, and $1: install LibreOffice Writer, or name it: SOFFICE=/path/to/soffice" >&2
    exit 1
}

find_office && exit
[ -z "${SOFFICE:-}" ] || fail "SOFFICE=$SOFFICE does not run"
command -v apt-get >/dev/null || fail "none is on the PATH"
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    fail "none is on the PATH and installing one takes root"
fi

echo 'Installing LibreOffice Writer for the tests of the Word review …' >&2
{
    $as_root apt-get -qq update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends libreoffice-writer
} >/dev/null 2>&1
find_office || fail "apt-get could not install one that runs"
