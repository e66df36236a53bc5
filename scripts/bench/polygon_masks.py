"""Polygons for scripts/bench/annotation-masks.sh, and the loop over skimage.draw.polygon to compare with.

    polygon_masks.py make COUNT WIDTHxHEIGHT FILE.geojson   star-shaped polygons of 20 to 100 corners
    polygon_masks.py loop WIDTHxHEIGHT FILE.geojson         paints them into an array of 32-bit labels; prints the seconds of reading and
                                                            of the loop alone, and the loop's seconds of the processor
"""
import json
import math
import random
import sys
import time


def make(count, size, path):
    width, height = size
    random.seed(7)
    with open(path, "w") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for i in range(count):
            corners = random.randint(20, 100)
            x, y, radius = random.uniform(0, width), random.uniform(0, height), random.uniform(15, 45)
            ring = []
            for k in range(corners):
                r, a = radius * random.uniform(0.75, 1), 2 * math.pi * k / corners
                ring.append("[%.2f,%.2f]" % (x + r * math.cos(a), y + r * math.sin(a)))
            ring.append(ring[0])
            file.write('%s{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[%s]]},"properties":{"objectType":"detection"}}'
                       % (",\n" if i else "", ",".join(ring)))
        file.write("\n]}\n")


def loop(size, path):
    import numpy
    import skimage.draw
    width, height = size
    begin = time.perf_counter()
    with open(path) as file:
        rings = [numpy.array(feature["geometry"]["coordinates"][0]) for feature in json.load(file)["features"]]
    read, busy = time.perf_counter(), time.process_time()
    mask = numpy.zeros((height, width), numpy.uint32)
    for label, ring in enumerate(rings, 1):
        # pixel i of skimage has its middle at i
        rows, columns = skimage.draw.polygon(ring[:, 1] - 0.5, ring[:, 0] - 0.5, mask.shape)
        mask[rows, columns] = label
    print("%.2f %.2f %.2f" % (read - begin, time.perf_counter() - read, time.process_time() - busy))


def size(text):
    return tuple(int(number) for number in text.split("x"))


if sys.argv[1] == "make":
    make(int(sys.argv[2]), size(sys.argv[3]), sys.argv[4])
else:
    loop(size(sys.argv[2]), sys.argv[3])
