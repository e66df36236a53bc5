"""What is in a Leica LIF or LOF, read by a parser of its own, for tests in another language.

    lif_oracle.py probe
    lif_oracle.py planes FILE     for each image a line "name|width|height|channels|z|t|um x|um y|um z|samples", then for each plane,
                                  with c within z within t, the MD5 sum of its samples, little-endian

The bytes of a block become an array with the strides that the description states. Tiles are painted one after the other, where the stage
was. Wavelengths are channels; the two axes named first are the plane.
"""
import hashlib
import struct
import sys
import xml.etree.ElementTree

import numpy
from numpy.lib.stride_tricks import as_strided


def parse(data):
    def text(at):
        count, = struct.unpack_from("<I", data, at)
        return data[at + 4:at + 4 + 2 * count].decode("utf-16-le"), at + 4 + 2 * count

    head, at = text(9)
    if head == "LMS_Object_File":
        size, = struct.unpack_from("<Q", data, at + 11)
        xml, _ = text(at + 19 + size + 9)
        return xml, {None: data[at + 19:at + 19 + size]}
    blocks = {}
    wide = 'Version="1"' not in head[:200]
    while at + 13 < len(data) and data[at] == 0x70:
        size, = struct.unpack_from("<Q" if wide else "<I", data, at + 9)
        name, at = text(at + (18 if wide else 14))
        blocks[name] = data[at:at + size]
        at += size
    return head, blocks


def images(element, path):
    for child in element:
        if child.tag == "Element":
            name = path + [child.get("Name", "").strip()]
            image = child.find("Data/Image")
            if image is not None:
                memory = child.find("Memory")
                yield "/".join(name[1:] or name), image, None if memory is None else memory.get("MemoryBlockID")
            yield from images(child.find("Children") if child.find("Children") is not None else [], name)


def step(dimension):
    count = int(dimension.get("NumberOfElements"))
    if count < 2 or dimension.get("Unit") != "m":
        return 0
    return abs(float(dimension.get("Length"))) / (count - 1) * 1e6


def corners(image, count, x, y):
    info = [a for a in image.findall("Attachment") if a.get("Name") == "TileScanInfo"][0]
    flags = [info] + image.findall("Attachment/ATLConfocalSettingDefinition")
    flip_x, flip_y, swap = ([f.get(n) for f in flags if f.get(n)] + ["0"] for n in ("FlipX", "FlipY", "SwapXY"))
    found = []
    for tile in info.findall("Tile")[:count]:
        place = [float(tile.get("PosX")), float(tile.get("PosY"))]
        if swap[0] == "1":
            place.reverse()
        found.append([place[0] * (-1 if flip_x[0] == "1" else 1) * 1e6 / step(x),
                      place[1] * (-1 if flip_y[0] == "1" else 1) * 1e6 / step(y)])
    found = numpy.array(found)
    return numpy.floor(found - found.min(axis=0) + 0.5).astype(int)


def scene(name, image, data):
    """Arrays of shape t, z, c, y, x and, in colour images, red, green, blue."""
    channels = image.findall("ImageDescription/Channels/ChannelDescription")
    axes = {"plane": [], "z": [], "t": [], "c": [], "m": []}
    for dimension in image.findall("ImageDescription/Dimensions/DimensionDescription"):
        number = int(dimension.get("DimID"))
        if number in (5, 9):
            kind = "c"
        elif number == 10:
            kind = "m"
        elif len(axes["plane"]) < 2:
            kind = "plane"
        else:
            kind = "z" if number < 4 else "t"
        axes[kind].append(dimension)
    x, y = axes["plane"]

    def shape(dimensions):
        return [int(d.get("NumberOfElements")) for d in dimensions]

    order = axes["m"] + axes["t"] + axes["z"] + axes["c"] + [y, x]
    lengths = [numpy.prod(shape(axes[k]), dtype=int) for k in "mtzc"]
    parts = []
    for channel in channels:
        kind = {(0, 1): "u1", (0, 2): "<u2", (0, 4): "<u4", (1, 2): "<f2", (1, 4): "<f4", (1, 8): "<f8"}[
            int(channel.get("DataType", 0)), 1 if int(channel.get("Resolution")) <= 8 else
            2 if int(channel.get("Resolution")) <= 16 else 4 if int(channel.get("Resolution")) <= 32 else 8]
        samples = numpy.ndarray(1, kind, data, int(channel.get("BytesInc")))
        view = as_strided(samples, shape(order), [int(d.get("BytesInc")) for d in order], writeable=False)
        parts.append(view.astype("<f4" if kind == "<f2" else kind).reshape(lengths + shape([y, x])))
    tags = [int(c.get("ChannelTag")) for c in channels]
    if sorted(tags) == [1, 2, 3]:
        pixels = numpy.stack([parts[tags.index(tag)] for tag in (1, 2, 3)], -1)
    else:
        pixels = numpy.concatenate(parts, 3)
    height, width = shape([y, x])
    if lengths[0] == 1:
        whole = pixels[0]
    else:
        places = corners(image, lengths[0], x, y)
        size = places.max(axis=0) + [width, height]
        whole = numpy.zeros(pixels.shape[1:4] + (size[1], size[0]) + pixels.shape[6:], pixels.dtype)
        for place, tile in zip(places, pixels):
            whole[:, :, :, place[1]:place[1] + height, place[0]:place[0] + width] = tile
    z_step = step(axes["z"][0]) if axes["z"] else 0
    print("|".join(str(v) for v in (name, whole.shape[4], whole.shape[3], whole.shape[2], whole.shape[1], whole.shape[0],
                                    "%.9g" % step(x), "%.9g" % step(y), "%.9g" % z_step, whole.shape[5] if whole.ndim > 5 else 1)))
    return whole


def main(command, args):
    if command == "probe":
        return
    with open(args[0], "rb") as file:
        text, blocks = parse(file.read())
    for name, image, block in images(xml.etree.ElementTree.fromstring(text), []):
        data = blocks.get(None, blocks.get(block))
        if not data:
            continue
        whole = scene(name, image, data)
        for t in whole:
            for z in t:
                for plane in z:
                    print(hashlib.md5(plane.tobytes()).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
