"""Has Coverslip write OME-Zarr, and looks whether others see in it what tifffile sees in a TIFF of the same: zarr.sh.

    zarr_variants.py FOLDER CLASSPATH [SOURCE...]

FOLDER has zarr_check.mjs, node_modules and schemas; files are made in FOLDER/files.
"""
import json
import pathlib
import subprocess
import sys

import numpy
import tifffile
import zarr

work = pathlib.Path(sys.argv[1])
files = work / 'files'
java = ['java', '-Xmx512m', '-Xshare:auto', '-cp', sys.argv[2], 'org.coverslip.app.Coverslip']
random = numpy.random.RandomState(1)
faults = []


def waves(height, width, samples):
    y, x = numpy.mgrid[:height, :width]
    planes = [(x * (s + 1) // 3 + y * (3 - s) // 2 + random.randint(0, 9, (height, width))) % 256 for s in range(samples)]
    planes[0][:height // 3, :width // 3] = 255
    return numpy.stack(planes, -1).astype('u1')


def channels(t, z, c, height, width, dtype):
    return random.randint(0, 60000, (t, z, c, height, width)).astype(dtype)


def blobs(height, width):
    y, x = numpy.mgrid[:height, :width]
    return ((x // 37 + y // 29 * 20) % 70000 * 9 * ((x + y) % 50 < 31)).astype('u4')


SIZE = {'PhysicalSizeX': 0.25, 'PhysicalSizeXUnit': 'µm', 'PhysicalSizeY': 0.5, 'PhysicalSizeYUnit': 'µm'}
SOURCES = {
    'rgb': (waves(777, 1301, 3), dict(photometric='rgb', metadata={'axes': 'YXS', **SIZE})),
    'small': (waves(90, 101, 3), dict(photometric='rgb', metadata={'axes': 'YXS'})),
    'pixel': (waves(1, 1, 3), dict(photometric='rgb', metadata={'axes': 'YXS'})),
    'strip': (waves(3, 1001, 3), dict(photometric='rgb', metadata={'axes': 'YXS'})),
    'grey': (waves(300, 259, 1)[:, :, 0], dict(metadata={'axes': 'YX', **SIZE})),
    'dyes': (channels(1, 3, 4, 299, 311, 'u2')[0], dict(metadata={'axes': 'ZCYX', **SIZE, 'PhysicalSizeZ': 2, 'PhysicalSizeZUnit': 'µm',
                                                        'Channel': {'Name': ['DAPI', 'FITC', 'Cy3', 'Cy5']}})),
    'times': (channels(3, 2, 2, 140, 131, 'i2'), dict(metadata={'axes': 'TZCYX'})),
    'float': (channels(1, 1, 1, 140, 131, 'f4')[0, 0, 0] / 7, dict(metadata={'axes': 'YX'})),
    'labels': (blobs(401, 513), dict(metadata={'axes': 'YX', **SIZE})),
}
VARIANTS = [(version, compression, []) for version in ('0.4', '0.5') for compression in ('auto', 'none', 'deflate', 'zstd')]
VARIANTS += [(version, 'auto', ['--chunk', '512']) for version in ('0.4', '0.5')]


def coverslip(*args):
    done = subprocess.run(java + [str(arg) for arg in args], capture_output=True, text=True)
    if done.returncode:
        faults.append(' '.join(map(str, args)) + ': ' + done.stderr.strip())


def expected(tiff):
    """Each level of a TIFF in the axes of its OME-Zarr."""
    with tifffile.TiffFile(tiff) as opened:
        series = opened.series[0]
        # of a single page the levels are taken from the file itself: tifffile passes over levels of strange proportions
        levels = [series.pages[0], *(series.pages[0].pages or [])] if len(series) == 1 else series.levels
        for level in levels:
            array, axes = level.asarray(), (level.axes if len(series) == 1 else series.axes).replace('S', 'c').lower()
            if 'c' not in axes:
                array, axes = array[None], 'c' + axes
            kept = [axis for axis in 'tczyx' if axis in axes and (axis in 'cyx' or array.shape[axes.index(axis)] > 1)]
            array = array.transpose([axes.index(axis) for axis in kept] + [i for i, axis in enumerate(axes) if axis not in kept])
            yield array.reshape(array.shape[:len(kept)])


def count_of_levels(size, chunk):
    return 1 if max(size) <= chunk else 1 + count_of_levels([(length + 1) // 2 for length in size], chunk)


def check(name, target, tiff, version, chunk):
    levels = list(expected(tiff))  # a TIFF has no levels that are lower than its tiles can be
    asked = {'folder': str(target), 'version': version, 'levels': count_of_levels(levels[0].shape[-2:], chunk),
             'out': str(files / 'read')}
    answer = subprocess.run(['node', 'zarr_check.mjs', json.dumps(asked)], cwd=work, capture_output=True, text=True)
    if answer.returncode:
        faults.append('%s: %s' % (name, (answer.stdout + answer.stderr).strip()))
        return
    for i, level in enumerate(levels):
        read = {'zarrita': numpy.fromfile('%s%d' % (files / 'read', i), level.dtype.newbyteorder('<')).reshape(level.shape)}
        if version == '0.4':
            read['zarr'] = zarr.open_group(str(target), 'r')[str(i)][:]
        for who, array in read.items():
            if not numpy.array_equal(array, level):
                faults.append('%s, level %d: %s reads other values' % (name, i, who))


count = 0
for source, (pixels, options) in SOURCES.items():
    if len(sys.argv) > 3 and source not in sys.argv[3:]:
        continue
    path = files / (source + '.ome.tif')
    tifffile.imwrite(path, pixels, ome=True, **options)
    regions = [[], ['--region', '101,55,700,333']] if source in ('rgb', 'dyes') else [[]]
    for region in regions:
        for version, compression, more in VARIANTS:
            name = ' '.join([source, version, compression] + region + more)
            target, tiff = files / (str(count) + '.ome.zarr'), files / (str(count) + '.ome.tif')
            coverslip('convert', path, target, '--zarr', version, '--compression', compression, *region, *(more or ['--chunk', '128']))
            coverslip('convert', path, tiff, '--compression', 'deflate', '--tileSize', (more or [0, '128'])[1], *region)
            if target.exists() and tiff.exists():
                check(name, target, tiff, version, 512 if more else 128)
            count += 1
print('%d written, %d faults' % (count, len(faults)))
print('\n'.join(faults))
sys.exit(bool(faults))
