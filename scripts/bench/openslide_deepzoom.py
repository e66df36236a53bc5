"""Cuts a slide into Deep Zoom tiles with openslide-python, in several processes: openslide_deepzoom.py TILE OVERLAP QUALITY PROCESSES SLIDE OUT

Each process has the slide open for itself, as in openslide-python's own example of a static Deep Zoom export.
"""
import multiprocessing
import os
import sys

import openslide
from openslide.deepzoom import DeepZoomGenerator

slide_path, out = sys.argv[5:7]
tile_size, overlap, quality, processes = (int(word) for word in sys.argv[1:5])


def generator():
    return DeepZoomGenerator(openslide.open_slide(slide_path), tile_size, overlap)


def begin():
    global tiles
    tiles = generator()


def save(address):
    level, column, row = address
    tiles.get_tile(level, (column, row)).save("%s_files/%d/%d_%d.jpeg" % (out, level, column, row), quality=quality)


def main():
    shape = generator()
    addresses = []
    for level in range(shape.level_count):
        os.makedirs("%s_files/%d" % (out, level))
        columns, rows = shape.level_tiles[level]
        addresses += [(level, column, row) for row in range(rows) for column in range(columns)]
    with multiprocessing.Pool(processes, begin) as pool:
        for _ in pool.imap_unordered(save, addresses, 64):
            pass
    with open(out + ".dzi", "w") as descriptor:
        descriptor.write(shape.get_dzi("jpeg"))


main()
