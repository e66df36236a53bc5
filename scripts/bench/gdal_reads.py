"""Reads a region of a slide on a server with GDAL's /vsicurl/, several times, each time as if nothing of it was known.

    gdal_reads.py ADDRESS X Y SIDE RUNS

Prints the seconds of each run: opening and reading."""
import sys
import time

from osgeo import gdal

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")
address, x, y, side, runs = sys.argv[1], *map(int, sys.argv[2:])
for run in range(runs):
    gdal.VSICurlClearCache()
    start = time.perf_counter()
    gdal.Open("/vsicurl/%s?run=%d" % (address, run)).ReadRaster(x, y, side, side)
    print("%.3f" % (time.perf_counter() - start))
