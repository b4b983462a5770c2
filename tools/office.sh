#!/bin/sh
# Prints the path of a LibreOffice for the tests of the Word review; installs Debian's or Ubuntu's Writer where there is none and that can be done.
set -u
thing='LibreOffice Writer' what='the test of the Word review' package=libreoffice-writer named=SOFFICE=/path/to/soffice given=${SOFFICE:-}

# A soffice without Writer opens no Word file.
has_writer() {
    folder=$(dirname "$(readlink -f "$1")")
    ls "$folder"/libswlo.* "$folder"/../Frameworks/libswlo.* 2>/dev/null | grep -q .
}

find() {
    for name in ${SOFFICE:-soffice libreoffice /Applications/LibreOffice.app/Contents/MacOS/soffice}; do
        path=$(command -v "$name") && has_writer "$path" && "$path" --version >/dev/null 2>&1 && echo "$path" && return
    done
    return 1
}

. "$(dirname "$0")/debian.sh"
