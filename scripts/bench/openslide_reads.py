"""Measures OpenSlide's reading of regions of level 0: openslide_reads.py SLIDE REGIONS SIDE THREADS

REGIONS is a file of lines "x0 y0". A few regions are read to warm up, then all of them with a fresh handle, whose cache is
empty. Prints megapixels per second.
"""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import openslide


def main(path, regions_file, side, threads):
    with open(regions_file) as lines:
        corners = [tuple(int(word) for word in line.split()) for line in lines]
    with openslide.OpenSlide(path) as slide:
        for corner in corners[:5]:
            slide.read_region(corner, 0, (side, side))
    with openslide.OpenSlide(path) as slide, ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        for image in pool.map(lambda corner: slide.read_region(corner, 0, (side, side)).size, corners):
            assert image == (side, side)
        seconds = time.perf_counter() - start
    print("%.2f" % (side * side * len(corners) / 1e6 / seconds))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
