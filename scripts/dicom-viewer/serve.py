"""A series of whole-slide images as DICOMweb, and a page that shows it by dicom-microscopy-viewer: no more than that asks for.

    serve.py FOLDER NODE_MODULES PORT

FOLDER holds the series' files. For looking at them on this machine: no rights are asked for, and nothing else is served.
"""
import http.server
import json
import os
import re
import sys

import pydicom
from pydicom.encaps import generate_pixel_data_frame

TYPES = {"1.2.840.10008.1.2.4.50": "image/jpeg", "1.2.840.10008.1.2.4.90": "image/jp2", "1.2.840.10008.1.2.4.91": "image/jp2"}
VIEWER = "dicom-microscopy-viewer/dist/dynamic-import"
# the viewer looks for its worker and decoders in /static/js
SCRIPTS = {"/dicom-microscopy-viewer/": VIEWER, "/static/js/": VIEWER, "/client/": "dicomweb-client/build"}


class Instance:
    def __init__(self, path):
        self.data = pydicom.dcmread(path)
        self.syntax = self.data.file_meta.TransferSyntaxUID
        count = int(self.data.NumberOfFrames)
        if self.syntax.is_compressed:
            self.frames = list(generate_pixel_data_frame(self.data.PixelData, count))
        else:
            size = len(self.data.PixelData) // count
            self.frames = [self.data.PixelData[i * size:(i + 1) * size] for i in range(count)]
        del self.data.PixelData
        for tag in (0x7fe00001, 0x7fe00002):
            self.data.pop(tag, None)
        self.profile = self.data.OpticalPathSequence[0].get("ICCProfile")

    def metadata(self, at):
        text = self.data.to_json_dict(bulk_data_threshold=1024, bulk_data_element_handler=lambda element: f"{at}/icc")
        text["00083002"] = {"vr": "UI", "Value": [self.syntax]}
        return text


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        base = f"http://{self.headers['Host']}/dicomweb"
        for prefix, folder in SCRIPTS.items():
            if path.startswith(prefix):
                return self.file(os.path.join(modules, folder, os.path.basename(path)))
        if path == "/":
            return self.send("text/html", page.replace("SERIES", json.dumps(series)).encode())
        if path.endswith("/metadata"):
            found = [i.metadata(f"{base}/{i.data.SOPInstanceUID}") for i in instances.values()]
            return self.send("application/dicom+json", json.dumps(found).encode())
        match = re.search(r"/instances/([\d.]+)/frames/([\d,]+)", path)
        if match:
            instance = instances[match[1]]
            frames = [instance.frames[int(number) - 1] for number in match[2].split(",")]
            return self.parts(frames, TYPES.get(instance.syntax, "application/octet-stream"), instance.syntax)
        match = re.search(r"/([\d.]+)/icc", path)
        if match:
            return self.parts([instances[match[1]].profile], "application/octet-stream", "1.2.840.10008.1.2.1")
        self.send_error(404)

    def parts(self, parts, kind, syntax):
        body = b"".join(b"--part\r\nContent-Type: %s; transfer-syntax=%s\r\n\r\n%s\r\n" % (kind.encode(), syntax.encode(), part)
                        for part in parts) + b"--part--\r\n"
        self.send(f'multipart/related; type="{kind}"; boundary=part', body)

    def file(self, name):
        kind = {".wasm": "application/wasm", ".js": "text/javascript"}.get(os.path.splitext(name)[1], "text/plain")
        if not os.path.isfile(name):
            return self.send_error(404)
        with open(name, "rb") as content:
            self.send(kind, content.read())

    def send(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


folder, modules, port = sys.argv[1:4]
instances = {}
for name in sorted(os.listdir(folder)):
    instance = Instance(os.path.join(folder, name))
    instances[instance.data.SOPInstanceUID] = instance
first = next(iter(instances.values())).data
series = {"studyInstanceUID": first.StudyInstanceUID, "seriesInstanceUID": first.SeriesInstanceUID}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "page.html"), encoding="utf-8") as file:
    page = file.read()
http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
