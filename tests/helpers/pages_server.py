"""A server that answers as GitHub Pages does: below a path of the project, compressed, with the site's own 404."""

from __future__ import annotations

import gzip
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.helpers.built_site import pages

BELOW = "/guide/"
"""The path of the project; on GitHub Pages it is the name of the repository."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".png": "image/png",
}
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt"})


@dataclass
class Host:
    """A host that serves the folder `site` at `address`; `asked` holds the path of each request it got."""

    address: str
    site: Path
    below: str
    asked: list[str] = field(default_factory=list)

    def pages(self) -> list[str]:
        """Return the address of every page that readers read: not of those that only lead on."""
        names = [path.relative_to(self.site).as_posix() for path in pages(self.site)]
        return [self.address + name.removesuffix("index.html") for name in names]


def packed(content: bytes) -> bytes:
    """Return the content of a file as the server sends it: compressed by gzip, as hard as servers usually do."""
    return gzip.compress(content, 6, mtime=0)


@lru_cache(maxsize=4000)
def _packed_file(path: Path, _changed: int) -> bytes:
    return packed(path.read_bytes())


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer with the file, with a redirect to its folder, or with the site's page for what is missing."""
        path = unquote(urlsplit(self.path).path)
        host = self.server.host
        host.asked.append(self.path)
        if not path.startswith(host.below):
            return self._send(404, host.site / "nothing")
        file = host.site / path.removeprefix(host.below)
        if file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        file = file / "index.html" if path.endswith("/") else file
        if ".." in file.parts or not file.is_file():
            return self._send(404, host.site / "404.html")
        return self._send(200, file)

    def _send(self, status: int, file: Path) -> None:
        content = file.read_bytes() if file.is_file() else b"Not Found"
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        if file.is_file() and file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = _packed_file(file, file.stat().st_mtime_ns)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the requests are no news."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    host: Host

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that was closed while it was answered; say the rest."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def pages_server(site: Path, below: str = BELOW) -> Iterator[Host]:
    """Serve a folder on the loopback interface, at a path of the host."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.host = Host(f"http://127.0.0.1:{server.server_port}{below}", site, below)
        # Every fiftieth of a second the server looks whether it should end; by itself it would every half one.
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.host
        server.shutdown()
