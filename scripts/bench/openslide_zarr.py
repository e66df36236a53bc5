"""A slide as OME-Zarr 0.4 with openslide and zarr, in several processes: zarr.sh.

    openslide_zarr.py LEVEL CHUNK PROCESSES SLIDE TARGET

Each process reads squares of 4096 x 4096 pixels and writes what they are of the first four levels, whose pixels are means of 2 x 2 of
the level before; the others are made of the fourth, in one process. LEVEL is that of zstd.
"""

import multiprocessing
import sys

import numpy
import openslide
import zarr
from numcodecs import Zstd

SIDE = 4096
AT_ONCE = 4

level_of_zstd, chunk, processes = map(int, sys.argv[1:4])
path, target = sys.argv[4:6]


def halved(planes):
    odd = [(0, 0)] + [(0, size % 2) for size in planes.shape[1:]]
    even = numpy.pad(planes, odd, mode='edge') if any(size % 2 for size in planes.shape[1:]) else planes
    sums = even[:, ::2, ::2].astype(numpy.uint16)
    sums += even[:, 1::2, ::2]
    sums += even[:, ::2, 1::2]
    sums += even[:, 1::2, 1::2]
    sums += 2
    sums >>= 2
    return sums.astype(numpy.uint8)


def start():
    global slide, levels
    slide = openslide.OpenSlide(path)
    group = zarr.open_group(target, mode='r+')
    levels = [group[str(i)] for i in range(len(group))]


def square(corner):
    x, y = corner
    width, height = slide.dimensions
    size = min(SIDE, width - x), min(SIDE, height - y)
    planes = numpy.asarray(slide.read_region(corner, 0, size))[:, :, :3].transpose(2, 0, 1)
    for i in range(min(AT_ONCE, len(levels))):
        if i:
            planes = halved(planes)
        left, top = x >> i, y >> i
        levels[i][:, top:top + planes.shape[1], left:left + planes.shape[2]] = planes


if __name__ == '__main__':
    width, height = openslide.OpenSlide(path).dimensions
    store = zarr.NestedDirectoryStore(target)
    group = zarr.open_group(store, mode='w')
    sizes = [(height, width)]
    while max(sizes[-1]) > chunk:
        sizes.append(((sizes[-1][0] + 1) // 2, (sizes[-1][1] + 1) // 2))
    for i, size in enumerate(sizes):
        group.create_dataset(str(i), shape=(3,) + size, chunks=(1, chunk, chunk), dtype='u1', compressor=Zstd(level_of_zstd))
    axes = [{'name': 'c', 'type': 'channel'}] + [{'name': n, 'type': 'space'} for n in 'yx']
    datasets = [{'path': str(i), 'coordinateTransformations': [{'type': 'scale', 'scale': [1, 2 ** i, 2 ** i]}]}
                for i in range(len(sizes))]
    group.attrs['multiscales'] = [{'version': '0.4', 'axes': axes, 'datasets': datasets}]
    with multiprocessing.Pool(processes, start) as pool:
        pool.map(square, [(x, y) for y in range(0, height, SIDE) for x in range(0, width, SIDE)], 1)
    if len(sizes) > AT_ONCE:
        planes = group[str(AT_ONCE - 1)][:]
        for i in range(AT_ONCE, len(sizes)):
            planes = halved(planes)
            group[str(i)][:] = planes
