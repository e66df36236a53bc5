#!/usr/bin/env python3
"""Compares the stored images of two CZI files, byte for byte, without any program of Coverslip.

usage: czi-subblocks.py A.czi B.czi

An image is its pixel type, its compression, its dimensions and its data. Ends with 1 if the files differ.
Layout of segments and sub-blocks: ZISRAW, as Zeiss describes it.
"""
import collections
import hashlib
import struct
import sys

SEGMENT = 32


def images(path):
    found = collections.Counter()
    with open(path, "rb") as file:
        position = 0
        while len(start := read(file, position, SEGMENT)) == SEGMENT:
            allocated = struct.unpack("<q", start[16:24])[0]
            if start[:16].rstrip(b"\0") == b"ZISRAWSUBBLOCK":
                found[image(file, position + SEGMENT)] += 1
            position += SEGMENT + allocated
    return found


def image(file, position):
    metadata, _, size = struct.unpack("<iiq", read(file, position, 16))
    entry = read(file, position + 16, 32)
    if entry[:2] != b"DV":
        sys.exit("a sub-block with a directory entry of another kind")
    pixel_type, compression, count = (struct.unpack("<i", entry[at:at + 4])[0] for at in (2, 18, 28))
    dimensions = read(file, position + 48, 20 * count)
    data = read(file, position + max(256, 48 + 20 * count) + metadata, size)
    return pixel_type, compression, dimensions, hashlib.sha256(data).hexdigest()


def read(file, position, length):
    file.seek(position)
    return file.read(length)


if len(sys.argv) != 3:
    sys.exit(__doc__)
one, other = images(sys.argv[1]), images(sys.argv[2])
print(sum(one.values()), "and", sum(other.values()), "images,", "equal" if one == other else "not equal")
sys.exit(0 if one == other and one else 1)
