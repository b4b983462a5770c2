#!/bin/sh
# python.sh PYTHON FROM BELOW: says in a sentence why PYTHON cannot make the environment, and what to do, or says nothing.
python=$1 from=$2 below=$3

fail() {
    echo "nianbao: $1" >&2
    exit 1
}

wanted="Python $from or later, below $below"
choose="install one, or name it: make PYTHON=/path/to/python$from"

has=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
    fail "$wanted is needed, and \`$python\` cannot be run: $choose"
major=${has%%.*} minor=${has#*.}
[ "$major" -eq "${from%%.*}" ] && [ "$minor" -ge "${from#*.}" ] && [ "$minor" -lt "${below#*.}" ] ||
    fail "$wanted is needed, and \`$python\` is $has: $choose"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "\`$python\` ($has) cannot make virtual environments: install its venv (Debian, Ubuntu: apt-get install python3-venv)"
