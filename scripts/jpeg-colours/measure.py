"""Makes TIFFs of every JPEG coding, asks every reader for their colours, prints a table; see measure.sh."""
import io
import os
import shlex
import struct
import subprocess
import sys

import cv2
import numpy as np
import openslide
import tifffile
from osgeo import gdal
from PIL import Image

HERE = os.environ["HERE"]
COLOURS = [(0, 160, 0), (0, 150, 150), (40, 0, 40), (160, 160, 0), (0, 0, 160), (160, 0, 0), (120, 120, 120), (20, 60, 20),
           (255, 0, 0), (0, 255, 0), (0, 0, 255), (200, 40, 90), (5, 5, 5), (255, 255, 255), (8, 0, 30), (230, 180, 210)]
POINTS = [(y, 32 * bar + 16) for bar in range(16) for y in (100, 400)]
BARS = np.repeat(np.repeat(np.array([COLOURS], np.uint8), 32, 1), 512, 0)
JFIF = bytes.fromhex("ffe000104a46494600010100000100010000")
NUMBERS, ZERO, LETTERS = (1, 2, 3), (0, 1, 2), (82, 71, 66)


def adobe(transform):
    return bytes.fromhex("ffee000e41646f6265006400000000") + bytes([transform])


def encoded(tile, kind):
    if kind == "rgb":
        Image.fromarray(tile).save("tile.ppm")
        return subprocess.run(["cjpeg", "-rgb", "-quality", "95", "tile.ppm"], capture_output=True, check=True).stdout
    out = io.BytesIO()
    Image.fromarray(tile).save(out, "JPEG", quality=95, subsampling={"444": 0, "422": 1, "420": 2}[kind])
    return out.getvalue()


def rearranged(stream, ids, marker, shared):
    """The stream with other component numbers and markers; its tables apart if they are shared."""
    out, tables, at = b"\xff\xd8" + marker, b"\xff\xd8", 2
    while True:
        code, end = stream[at + 1], at + 2 + int.from_bytes(stream[at + 2:at + 4], "big")
        segment = bytearray(stream[at:end])
        if code == 0xc0:
            segment[10:19:3] = bytes(ids)
        if code == 0xda:
            segment[5:11:2] = bytes(ids)
        if code in (0xdb, 0xc4) and shared:
            tables += segment
        elif code not in (0xe0, 0xee):
            out += segment
        at = end
        if code == 0xda:
            return out + stream[at:], tables + b"\xff\xd9"


def write(name, kind, ids, marker, shared, photometric, subsampling=None):
    parts = [rearranged(encoded(np.ascontiguousarray(BARS[y:y + 256, x:x + 256]), kind), ids, marker, shared)
             for y in (0, 256) for x in (0, 256)]
    file, offsets = bytearray(b"II*\0\0\0\0\0"), []
    for tile, _ in parts:
        offsets.append(len(file))
        file += tile + b"\0" * (len(tile) & 1)
    tags = [(254, "I", [0]), (256, "I", [512]), (257, "I", [512]), (258, "H", [8, 8, 8]), (259, "H", [7]), (262, "H", [photometric]),
            (277, "H", [3]), (284, "H", [1]), (322, "I", [256]), (323, "I", [256]), (324, "I", offsets),
            (325, "I", [len(tile) for tile, _ in parts])]
    if shared:
        tags.append((347, "B", list(parts[0][1])))
    if subsampling:
        tags.append((530, "H", subsampling))
    struct.pack_into("<I", file, 4, len(file))
    entries, more, start = b"", b"", len(file) + 2 + 12 * len(tags) + 4
    for tag, code, values in tags:
        raw = struct.pack("<%d%s" % (len(values), code), *values)
        entries += struct.pack("<HHI", tag, {"H": 3, "I": 4, "B": 7}[code], len(values))
        entries += raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack("<I", start + len(more))
        more += (raw + b"\0" * (len(raw) & 1)) if len(raw) > 4 else b""
    with open(name + ".tif", "wb") as out:
        out.write(file + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0) + more)
    return name


def error(image):
    image = np.asarray(image)
    return max(abs(int(image[y, x, s]) - int(BARS[y, x, s])) for y, x in POINTS for s in range(3))


def after(*command):
    subprocess.run(command, check=True, capture_output=True)


def libtiff(file):
    after("tiff2rgba", file, "seen.tif")
    return tifffile.imread("seen.tif")


def libvips(file):
    after("vips", "copy", file, "seen.ppm")
    return Image.open("seen.ppm")


def magick(file):
    after("convert", file, "seen.png")
    return Image.open("seen.png").convert("RGB")


def bioformats(file):
    after(*shlex.split(os.environ["BIOFORMATS"]), "pixels", file, *"0 0 0 0 0 0 0 0 0".split(), "seen.npy")
    return np.load("seen.npy")


def ask(readers, files):
    gdal.UseExceptions()
    for name, reader in readers.items():
        for file in files:
            try:
                yield name, file, error(reader(file))
            except Exception:
                yield name, file, "refused"


def ask_program(name, command, files):
    for line in subprocess.run(command + files, capture_output=True, text=True).stdout.splitlines():
        words = line.split()
        if words[1:] == ["refused"]:
            yield name, words[0], "refused"
        elif words:
            yield name, words[0], max(abs(int(pixel[2 * s:2 * s + 2], 16) - int(BARS[y, x, s]))
                                      for pixel, (y, x) in zip(words[1:], POINTS) for s in range(3))


def main():
    names = []
    for shared, where in ((False, "whole"), (True, "tables")):
        for marker, mark in ((b"", ""), (JFIF, ", JFIF"), (adobe(1), ", Adobe 1")):
            names.append(write("YCbCr 4:4:4 1,2,3%s, %s" % (mark, where), "444", NUMBERS, marker, shared, 6, (1, 1)))
            names.append(write("YCbCr 4:2:2 1,2,3%s, %s" % (mark, where), "422", NUMBERS, marker, shared, 6, (2, 1)))
            names.append(write("YCbCr 4:2:0 1,2,3%s, %s" % (mark, where), "420", NUMBERS, marker, shared, 6, (2, 2)))
        names.append(write("YCbCr 4:4:4 0,1,2, %s" % where, "444", ZERO, b"", shared, 6, (1, 1)))
        for ids, text in ((LETTERS, "R,G,B"), (ZERO, "0,1,2"), (NUMBERS, "1,2,3")):
            names.append(write("RGB %s, %s" % (text, where), "rgb", ids, b"", shared, 2))
            names.append(write("RGB %s, Adobe 0, %s" % (text, where), "rgb", ids, adobe(0), shared, 2))
    names.append(write("tag RGB, YCbCr 4:2:0, JFIF", "420", NUMBERS, JFIF, False, 2))
    names.append(write("tag RGB, YCbCr 4:2:0", "420", NUMBERS, b"", False, 2))
    names.append(write("tag RGB, YCbCr 4:4:4, JFIF", "444", NUMBERS, JFIF, False, 2))
    names.append(write("tag YCbCr, RGB R,G,B", "rgb", LETTERS, b"", False, 6, (1, 1)))
    names.append(write("tag YCbCr, RGB, Adobe 0", "rgb", NUMBERS, adobe(0), False, 6, (1, 1)))
    names.append(write("tag 1:1, YCbCr 4:2:0", "420", NUMBERS, b"", False, 6, (1, 1)))
    names.append(write("tag 2:2, YCbCr 4:4:4", "444", NUMBERS, b"", False, 6, (2, 2)))
    for name in names:  # names without spaces and colons, which programs take for something else
        os.rename(name + ".tif", "%d.tif" % names.index(name))
    files = ["%d.tif" % i for i in range(len(names))]
    readers = {"OpenSlide": lambda f: openslide.OpenSlide(f).read_region((0, 0), 0, (512, 512)), "libtiff": libtiff,
               "libvips": libvips, "GDAL": lambda f: np.moveaxis(gdal.Open(f).ReadAsArray(), 0, 2),
               "OpenCV": lambda f: cv2.imread(f)[..., ::-1], "Pillow": lambda f: Image.open(f).convert("RGB"), "ImageMagick": magick}
    if "BIOFORMATS" in os.environ:
        readers["Bio-Formats"] = bioformats
    found = list(ask(readers, files))
    for home in os.environ["JAVAS"].split():
        found += ask_program("Java in " + os.path.basename(home), [home + "/bin/java", HERE + "/ReadTiff.java", "sun"], files)
    path = open("twelvemonkeys").read().strip()
    java = os.environ["JAVAS"].split()[0] + "/bin/java"
    found += ask_program("TwelveMonkeys", [java, "-cp", path, HERE + "/ReadTiff.java", "twelvemonkeys"], files)
    found += ask_program("geotiff.js", ["node", "npm/read-geotiff.mjs"], files)
    programs = list(dict.fromkeys(program for program, _, _ in found))
    print("| coding | bytes | " + " | ".join(programs) + " |")
    print("|---" * (2 + len(programs)) + "|")
    for name, file in zip(names, files):
        errors = dict((program, error) for program, of, error in found if of == file)
        print("| %s | %d | %s |" % (name, os.path.getsize(file), " | ".join(str(errors.get(p, "")) for p in programs)))


main()
