"""A stand-in of the advisory service on this machine, that answers as OSV does or as what stands between here and there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CANARY = "django"


def advisory(name: str, number: str) -> dict:
    """One as OSV tells it."""
    mended = [{"introduced": "0"}, {"fixed": "99.1"}]
    return {
        "id": number, "schema_version": "1.7.3", "summary": "made for a test", "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z",
        "affected": [{"package": {"name": name, "ecosystem": "PyPI"}, "ranges": [{"type": "ECOSYSTEM", "events": mended}]}],
    }  # fmt: skip


@contextmanager
def service(kind: str) -> Iterator[str]:
    """The address of one that is "sound", knows something against "click" ("found"), knows nothing at all ("ignorant"), answers with a page as a
    log-in page of a network does ("page"), fails after a few questions ("failing"), or does not listen ("absent")."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            asked.append(name)
            known = [advisory(name, f"PYSEC-2026-{len(name)}")] if kind != "ignorant" and name in (CANARY, "click" if kind == "found" else CANARY) else []
            body = b"<html>log in</html>" if kind == "page" else json.dumps({"vulns": known} if known else {}).encode()
            self.send_response(503 if kind == "failing" and len(asked) > 1 else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}/v1/query"
    if kind == "absent":
        server.server_close()
        yield url
        return
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()
