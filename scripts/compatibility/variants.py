"""What Coverslip is asked to write: sources by tifffile, and the options of "coverslip convert"."""

from dataclasses import dataclass

import numpy as np
import tifffile

import coders
import images
import pictures
from from_tifffile import pyramid

DIALECTS = ["universal", "plain", "ome", "svs"]
LOSSLESS = ["none", "lzw", "deflate", "zstd"]
LABEL, MACRO, THUMBNAIL = (120, 90), (260, 84), (110, 75)
ASSOCIATED = [LABEL, MACRO, THUMBNAIL]

# What a pixel of the next level is.
RULES = {"mean": pictures.halved, "nearest": pictures.every_second, "mode": pictures.most_frequent}

# How far a sample may be off: in the mean, and at most where a coder with loss meets hard edges of saturated colours.
LOSSY = {"jpeg": (3, 255), "jpeg2000": (3, 60)}


@dataclass
class Variant:
    """A file to be written: from which source, with which options, and what it should show."""

    name: str
    source: str
    options: list
    image: images.Image
    path: object = None
    problem: str = None


class Sources:
    """The slides that are converted, and their pixels."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.arrays, self.paths = {}, {}

    def add(self, name, array, axes, ending=".tif", **options):
        self.arrays[name] = images.canonical(array, axes)
        self.paths[name] = self.folder / (name + ending)
        tifffile.imwrite(
            self.paths[name],
            array,
            tile=(64, 64),
            metadata={"axes": axes} if "ome" in ending else None,
            ome="ome" in ending,
            **options,
        )


def sources(folder):
    s = Sources(folder)
    colour, grey = {"photometric": "rgb", "compression": "zlib"}, {"photometric": "minisblack", "compression": "zlib"}
    s.add("rgb8", pictures.blobs(431, 303), "YXS", **colour)
    s.add("photo", pictures.smooth(431, 303), "YXS", **colour)
    s.add("wide", pictures.blobs(2301, 171), "YXS", **colour)
    s.add("rgb16", pictures.rgb(301, 219, "u2"), "YXS", **colour)
    for name, dtype in [("grey8", "u1"), ("grey16", "u2"), ("int16", "i2"), ("uint32", "u4"), ("float32", "f4")]:
        s.add(name, pictures.grey(301, 219, dtype), "YX", **grey)
    s.add("labels", pictures.labels(301, 219), "YX", **grey)
    s.add("labels32", pictures.labels(301, 219, "u4"), "YX", **grey)
    s.add("softgrey", pictures.smooth(301, 219, 1), "YX", **grey)
    s.add("channels", pictures.planes(3, 201, 159, "u2"), "CYX", ".ome.tif", **grey)
    s.add("channels8", np.stack([pictures.smooth(201, 159, 1, seed) for seed in range(4)]), "CYX", ".ome.tif", **grey)
    s.add("z", pictures.planes(4, 201, 159), "ZYX", ".ome.tif", **grey)
    s.add("czt", pictures.planes(12, 101, 79, "u2").reshape(2, 3, 2, 79, 101), "TZCYX", ".ome.tif", **grey)
    for width, height in [(1, 1), (17, 300), (300, 40)]:
        s.add(f"{width}x{height}", pictures.blobs(width, height), "YXS", **colour)
    aperio(s)
    return s


def aperio(s):
    """An Aperio slide with thumbnail, label and macro; and one whose tiles are JPEG, to be kept."""
    a = pictures.blobs(400, 272)
    s.arrays["associated"] = images.canonical(a, "YXS")
    s.paths["associated"] = s.folder / "associated.svs"
    text = "Aperio Image Library v10.0.50\r\n400x272 [0,0 400x272] (64x64) |AppMag = 20|MPP = 0.5000"
    with tifffile.TiffWriter(s.paths["associated"]) as tiff:
        options = {"photometric": "rgb", "metadata": None}
        tiff.write(a, tile=(64, 64), description=text, compression="zlib", **options)
        tiff.write(pictures.rgb(*THUMBNAIL), rowsperstrip=68, description=text, **options)
        tiff.write(
            pictures.rgb(*LABEL),
            rowsperstrip=90,
            subfiletype=1,
            description="Aperio Image Library v10.0.50\r\nlabel 120x90",
            **options,
        )
        tiff.write(
            pictures.rgb(*MACRO),
            rowsperstrip=84,
            subfiletype=9,
            description="Aperio Image Library v10.0.50\r\nmacro 260x84",
            **options,
        )


def variants(s):
    all_ = []

    def add(source, dialect, compression, name="", region=None, off=None, tile=64, carried=ASSOCIATED, **options):
        array = s.arrays[source]
        if region:
            x, y, width, height = region
            array = array[:, :, :, y : y + height, x : x + width]
        words = [f"--dialect={dialect}", f"--compression={compression}"]
        if compression != "keep":
            words.append(f"--tileSize={tile}")
        if region:
            words.append("--region=" + ",".join(map(str, region)))
        words += [f"--{key}={value}" for key, value in options.items()]
        mean, most = off or LOSSY.get(compression, (0, 0))
        image = images.Image(
            levels_of(array, tile, RULES[options.get("levels", "mean")]),
            mean_off=mean,
            most_off=most,
            associated=carried if source == "associated" else [],
            thumbnail=dialect == "svs",
        )
        ending = ".svs" if dialect == "svs" else ".ome.tif" if dialect == "ome" else ".tif"
        all_.append(
            Variant("-".join(filter(None, [source, dialect, compression, name])) + ending, source, words, image)
        )

    for dialect in DIALECTS:
        for compression in LOSSLESS + ["jpeg", "jpeg2000"]:
            add("rgb8" if compression in LOSSLESS + ["jpeg"] else "photo", dialect, compression)
        add("softgrey", dialect, "jpeg")
        add("grey8", dialect, "lzw")
        for compression in ["lzw", "jpeg"]:
            add("associated", dialect, compression)
        add("associated", dialect, "keep")
    for compression in ["lzw", "deflate", "jpeg"]:
        add("wide", "svs", compression)
    for dialect in DIALECTS[:3]:
        for source in ["rgb16", "grey16", "float32", "channels", "z", "czt"]:
            add(source, dialect, "lzw")
        add("channels", dialect, "deflate")
        add("channels8", dialect, "jpeg")
    for source in ["rgb16", "grey16", "float32", "int16", "uint32"]:
        for compression in ["none", "deflate", "zstd"]:
            add(source, "universal", compression, **{"levels": "mean"} if source == "uint32" else {})
    for source in ["labels", "labels32"]:
        for rule in ["mode", "nearest"]:
            add(source, "universal", "lzw", rule, levels=rule)
            add(source, "plain", "deflate", rule, levels=rule)
    for choice, carried in [("none", []), ("macro", [MACRO])]:
        for dialect in DIALECTS:
            add("associated", dialect, "lzw", f"only-{choice}", carried=carried, associated=choice)
    for source in ["rgb16", "grey16", "channels"]:
        add(source, "universal", "jpeg2000", off=(800, 16000))
    for quality in (50, 75, 89, 95, 100):
        add("rgb8", "universal", "jpeg", f"q{quality}", quality=quality, off=(4 if quality == 50 else 3, 255))
    for source in ["1x1", "17x300", "300x40"]:
        for compression in ["lzw", "jpeg"]:
            add(source, "universal", compression, "tile-256", tile=256)
        add(source, "plain", "lzw", "tile-256", tile=256)
    add("rgb8", "universal", "lzw", "region", region=(13, 27, 250, 211))
    add("rgb8", "universal", "jpeg", "region", region=(13, 27, 250, 211))
    add("channels", "universal", "deflate", "region", region=(5, 9, 131, 77))
    return all_


def levels_of(array, tile, rule):
    """Level 0 and its halves until one fits into a tile."""
    levels = [array]
    while max(levels[-1].shape[3:5]) > tile:
        planes = levels[-1].reshape((-1,) + levels[-1].shape[3:])
        half = np.stack([rule(plane) for plane in planes])
        levels.append(half.reshape(levels[-1].shape[:3] + half.shape[1:]))
    return levels
