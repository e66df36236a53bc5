"""What tifffile reads from a TIFF, on standard output, for tests in another language.

    tifffile_oracle.py probe
    tifffile_oracle.py levels FILE                  lines "series level axes dtype size size ...", sizes in the order of axes
    tifffile_oracle.py pixels FILE SERIES LEVEL     one such line, then the samples, little-endian, in the order of axes
    tifffile_oracle.py write FILE                   runs the Python code on standard input, which knows path, numpy and tifffile

Exit status 3 and one line on standard error if tifffile does not read the file.
"""
import sys

import numpy
import tifffile


def describe(series, level, page_series):
    sizes = " ".join(str(size) for size in page_series.shape)
    return "%d %d %s %s %s\n" % (series, level, page_series.axes, page_series.dtype.name, sizes)


def main(command, args):
    if command == "probe":
        return
    if command == "write":
        exec(sys.stdin.read(), {"path": args[0], "numpy": numpy, "tifffile": tifffile})
        return
    out = sys.stdout.buffer
    with tifffile.TiffFile(args[0]) as tiff:
        if command == "levels":
            for s, series in enumerate(tiff.series):
                for l, level in enumerate(series.levels):
                    out.write(describe(s, l, level).encode())
        elif command == "pixels":
            s, l = int(args[1]), int(args[2])
            level = tiff.series[s].levels[l]
            array = level.asarray()
            out.write(describe(s, l, level).encode())
            out.write(array.astype(array.dtype.newbyteorder("<")).tobytes())
        else:
            sys.exit("no such command: " + command)


try:
    main(sys.argv[1], sys.argv[2:])
except Exception as e:  # whatever stops tifffile is its answer
    sys.stderr.write("tifffile: %s\n" % e)
    sys.exit(3)
