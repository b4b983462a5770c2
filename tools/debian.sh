# Read by browser.sh and its neighbours, which say what they look for: $thing with the article it takes, $what for, its Debian
# $package, how to name another ($named: VARIABLE=…), what stands in that variable ($given), and `find`, which prints the
# path of one that runs. Prints that path; installs the package where there is none and that can be done.

fail() {
    echo "nianbao: $what needs $thing, and $1: install it, or name it: $named" >&2
    exit 1
}

find && exit
[ -z "$given" ] || fail "$given does not run"
command -v apt-get >/dev/null || fail "none is on the PATH"
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    fail "none is on the PATH and installing one takes root"
fi

echo "Installing $thing for $what …" >&2
{
    $as_root apt-get -qq update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$package"
} >/dev/null 2>&1
find || fail "apt-get could not install one that runs"
