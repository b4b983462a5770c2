"""A network of a command's own: loopback, and a wire that leads nowhere, on which every packet that wants out is counted.

What a library does in C, past Python's sockets, is seen here too. Linux makes one without root where it gives user namespaces.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """
for each in all default; do echo 1 > /proc/sys/net/ipv6/conf/$each/disable_ipv6; done 2>/dev/null
ip link set lo up && ip link add out type veth peer name nowhere && ip addr add 10.99.0.1/24 dev out &&
ip link set out up && ip link set nowhere up && ip route add default dev out || exit 99
before=$(grep -w out: /proc/net/dev | awk '{print $11}')
report=$1; shift; "$@"; code=$?
echo $(($(grep -w out: /proc/net/dev | awk '{print $11}') - before)) > "$report"
exit $code
"""


@dataclass(frozen=True)
class Wired:
    """How the command ended, and how many packets wanted out of the machine."""

    code: int
    packets: int
    out: str
    err: str


def wired(command: Sequence[object], folder: Path, cwd: Path, env: Mapping[str, str]) -> Wired:
    """Runs the command on the wire; its report is kept in the folder. Raises OSError where this machine gives no network of one's own."""
    report = folder / "packets"
    words = ["unshare", "--map-root-user", "--net", "sh", "-c", _SCRIPT, "sh", str(report), *map(str, command)]
    done = subprocess.run(words, cwd=cwd, env=dict(env), capture_output=True, text=True, check=False)
    if not report.exists():
        raise OSError(f"no network of its own could be made (unshare and ip, of util-linux and iproute2, are needed, and user namespaces): {done.stderr}")
    return Wired(done.returncode, int(report.read_text("utf-8")), done.stdout, done.stderr)
