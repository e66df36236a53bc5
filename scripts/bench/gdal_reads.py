"""Reads a region of a slide on a server with GDAL's /vsicurl/, several times, each time as if nothing of it was known.

    gdal_reads.py ADDRESS X Y SIDE RUNS [TILE]

With TILE, tile by tile of that size, as viewers do; else by one call, for which GDAL asks for all tiles at once.

Prints the seconds of each run: opening and reading."""
import sys
import time

from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")
address, x, y, side, runs = sys.argv[1], *map(int, sys.argv[2:6])
tile = int(sys.argv[6]) if len(sys.argv) > 6 else side
for run in range(runs):
    gdal.VSICurlClearCache()
    start = time.perf_counter()
    slide = gdal.Open("/vsicurl/%s?run=%d" % (address, run))
    for top in range(y, y + side, tile):
        for left in range(x, x + side, tile):
            slide.ReadRaster(left, top, tile, tile)
    print("%.3f" % (time.perf_counter() - start))
