"""Blurs the grey values of a slide with openslide-python and SciPy, in several processes: openslide_gaussian.py SIGMA TILE PROCESSES SLIDE OUT

The usual loop over tiles with a margin; each process has the slide open for itself and puts its tiles into one mapped file, of which
libvips makes the LZW pyramid.
"""
import multiprocessing
import os
import subprocess
import sys

import numpy as np
import openslide
from scipy import ndimage

sigma, tile, processes, slide_path, out = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:6]
margin = int(4 * sigma + 0.5)
raw = out + ".raw"
with openslide.open_slide(slide_path) as opened:
    width, height = opened.dimensions


def begin():
    global slide, result
    slide = openslide.open_slide(slide_path)
    result = np.memmap(raw, np.uint8, "r+", shape=(height, width))


def blur(corner):
    x, y = corner
    x1, y1 = max(0, x - margin), max(0, y - margin)
    x2, y2 = min(width, x + tile + margin), min(height, y + tile + margin)
    rgb = np.asarray(slide.read_region((x1, y1), 0, (x2 - x1, y2 - y1)))[..., :3]
    grey = np.rint(rgb.mean(axis=2, dtype=np.float32))
    blurred = ndimage.gaussian_filter(grey, sigma, mode="nearest")
    part = blurred[y - y1:y - y1 + tile, x - x1:x - x1 + tile]
    result[y:y + part.shape[0], x:x + part.shape[1]] = np.rint(part)


def main():
    np.memmap(raw, np.uint8, "w+", shape=(height, width)).flush()
    corners = [(x, y) for y in range(0, height, tile) for x in range(0, width, tile)]
    with multiprocessing.Pool(processes, begin) as pool:
        for _ in pool.imap_unordered(blur, corners, 4):
            pass
    subprocess.check_call(["vips", "rawload", raw, out + ".v", str(width), str(height), "1"])
    subprocess.check_call(["vips", "copy", out + ".v", out + "[tile,pyramid,bigtiff,tile-width=256,tile-height=256,"
                           "compression=lzw,predictor=horizontal]"])
    os.remove(raw)
    os.remove(out + ".v")


main()
