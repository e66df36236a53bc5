"""Writes pictures as the tiles that openslide-python's DeepZoomGenerator makes of them.

    deepzoom_oracle.py probe
    deepzoom_oracle.py tiles < lines    lines "PICTURE FOLDER TILE_SIZE OVERLAP [X Y WIDTH HEIGHT]", separated by tabs

The tiles are FOLDER/LEVEL/COL_ROW.png. With a box, it is the picture's non-empty area, to which the tiles are limited. Prints a
line for each: its descriptor.
"""
import os
import sys

import openslide
from openslide.deepzoom import DeepZoomGenerator


class Bounded(openslide.ImageSlide):
    """A picture that states its bounds as a slide does."""

    box = ()

    @property
    def properties(self):
        names = ("x", "y", "width", "height")
        return {"openslide.bounds-" + name: value for name, value in zip(names, self.box)}


def main(picture, folder, tile_size, overlap, *box):
    with Bounded(picture) as slide:
        slide.box = box
        generator = DeepZoomGenerator(slide, int(tile_size), int(overlap), limit_bounds=bool(box))
        for level, (columns, rows) in enumerate(generator.level_tiles):
            os.makedirs("%s/%d" % (folder, level))
            for column in range(columns):
                for row in range(rows):
                    generator.get_tile(level, (column, row)).save("%s/%d/%d_%d.png" % (folder, level, column, row))
        print(" ".join(generator.get_dzi("png").split()))


if sys.argv[1] != "probe":
    for line in sys.stdin:
        main(*line.rstrip("\n").split("\t"))
