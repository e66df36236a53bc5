"""Writes OME-Zarr 0.4 with the zarr module, for tests in another language.

    zarr_variants.py probe
    zarr_variants.py FOLDER    one image for each codec and type, with its values beside it in NAME.raw as numbers of 64 bits, low bytes
                               first; prints the images' names
"""
import os
import sys

import numcodecs
import numpy as np
import zarr

if sys.argv[1] == "probe":
    sys.exit(0)
out = sys.argv[1]
SHAPE = (2, 3, 101, 157)
TYPES = ("|u1", "|i1", "<u2", ">u2", "<i2", "<u4", ">i4", "<f2", "<f4", ">f8", "<i8", "|b1")


def values(dtype, random):
    grid = np.indices(SHAPE).astype(np.int64)
    mixed = sum((axis + 3) * grid[axis] for axis in range(4)) * 7 + random.integers(0, 50, SHAPE)
    kind = np.dtype(dtype).kind
    if kind == "f":
        return (mixed / 3.7 - 400).astype(dtype)
    if kind == "b":
        return mixed % 3 == 0
    low, high = (-100, 120) if np.dtype(dtype).itemsize == 1 else (-30000, 30000)
    return (mixed % (high - low) + (low if kind == "i" else 0)).astype(dtype)


codecs = {"none": None, "zlib": numcodecs.Zlib(3), "gzip": numcodecs.GZip(3), "zstd": numcodecs.Zstd(3), "lz4": numcodecs.LZ4()}
for compression in numcodecs.blosc.list_compressors():
    for shuffle in (0, 1, 2):
        codecs["blosc-%s-%d" % (compression, shuffle)] = numcodecs.Blosc(compression, 5, shuffle)

number = 0
for codec, compressor in codecs.items():
    for dtype in TYPES:
        number += 1
        name = "%s-%s.zarr" % (codec, dtype.strip("<|").replace(">", "be"))
        group = zarr.open_group(os.path.join(out, name), mode="w")
        data = values(dtype, np.random.default_rng(number))
        if number % 3 == 0:
            data[0, 0, :64, :50] = 0  # a chunk of the fill value alone
        group.create_dataset("0", data=data, chunks=(1, 2, 64, 50), compressor=compressor, fill_value=0,
                             dimension_separator="/" if number % 2 else ".", write_empty_chunks=False)
        axes = [{"name": "c", "type": "channel"}] + [{"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"]
        group.attrs["multiscales"] = [{"version": "0.4", "axes": axes, "datasets": [
            {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 2, 0.5, 0.25]}]}]}]
        plain = data.astype("<f8")
        plain.tofile(os.path.join(out, name + ".raw"))
        print(name)
