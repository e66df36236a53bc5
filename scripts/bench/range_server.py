#!/usr/bin/env python3
"""Serves the files of a folder by ranges, on the loopback address, each answer after a delay: a server that is far away.

    range_server.py FOLDER PORT MILLISECONDS

Tells on standard output when it listens, and for a GET of /requests how many requests and bytes there were since the last one."""
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER, PORT, DELAY = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) / 1000
LOCK = threading.Lock()
COUNT = [0, 0]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_HEAD(self):
        self.answer(False)

    def do_GET(self):
        self.answer(True)

    def answer(self, body):
        if self.path == "/requests":
            with LOCK:
                text = "%d requests, %.1f MB" % (COUNT[0], COUNT[1] / 1e6)
                COUNT[:] = [0, 0]
            self.send(200, {}, text.encode(), body)
            return
        time.sleep(DELAY)
        path = os.path.join(FOLDER, os.path.basename(self.path.split("?")[0]))
        if not os.path.isfile(path):
            self.send(404, {}, b"", body)
            return
        size = os.path.getsize(path)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first, last = (int(wanted[1]), min(size - 1, int(wanted[2] or size - 1))) if wanted else (0, size - 1)
        with open(path, "rb") as file:
            file.seek(first)
            data = file.read(last - first + 1) if body else b""
        with LOCK:
            COUNT[0] += 1
            COUNT[1] += len(data)
        headers = {"Accept-Ranges": "bytes", "ETag": '"%d"' % size}
        if wanted:
            headers["Content-Range"] = "bytes %d-%d/%d" % (first, last, size)
        self.send(206 if wanted else 200, headers, data, body, last - first + 1)

    def send(self, status, headers, data, body, length=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 512  # GDAL opens many connections at once


server = Server(("127.0.0.1", PORT), Handler)
print("listening", flush=True)
server.serve_forever()
