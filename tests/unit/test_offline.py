"""What watches that no test reaches the network does watch."""

import os
import subprocess
import sys

import pytest

TRIES = {
    "connect": 'import socket; socket.socket().connect(("192.0.2.1", 80))',
    "a name": 'import socket; socket.getaddrinfo("example.org", 80)',
    "a datagram": 'import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 53))',
    "a page": 'import urllib.request; urllib.request.urlopen("http://192.0.2.1/")',
    "a library": 'import requests; requests.get("https://example.org/")',
}
STAYS = """
import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(("localhost", server.getsockname()[1])).close()
one, other = socket.socketpair()
one.send(b"x")
"""


def run(source, folder):
    env = os.environ | {"NIANBAO_TEST_OFFLINE": str(folder)}
    return subprocess.run([sys.executable, "-c", source], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("source", TRIES.values(), ids=TRIES)
def test_who_tries_is_refused_and_written_down(source, tmp_path):
    done = run(source, tmp_path)
    (told,) = [path.read_text("utf-8") for path in tmp_path.iterdir()]
    assert done.returncode == 1 and "reach nothing but this machine" in done.stderr
    assert "192.0.2.1" in told or "example.org" in told


def test_this_machine_is_reached(tmp_path):
    done = run(STAYS, tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == [""]
