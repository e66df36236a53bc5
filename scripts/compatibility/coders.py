"""Single tiles, coded by other programs."""

import io
import shutil
import tempfile
from pathlib import Path

import numpy as np
import PIL.Image
import tifffile

from programs import run


def has(program):
    return shutil.which(program) is not None


def jpeg(quality=92, subsampling=None, **options):
    """A coder of JFIF pictures; subsampling: of chroma, across and down."""
    if subsampling:
        options["subsampling"] = {(1, 1): 0, (2, 1): 1, (2, 2): 2}[subsampling]

    def encode(tile):
        stream = io.BytesIO()
        PIL.Image.fromarray(tile).save(stream, "jpeg", quality=quality, **options)
        return stream.getvalue()

    return encode


def png():
    def encode(tile):
        stream = io.BytesIO()
        PIL.Image.fromarray(tile).save(stream, "png")
        return stream.getvalue()

    return encode


def pnm(tile):
    """The tile as a portable map, which the command lines of the codecs take."""
    deep = tile.dtype.itemsize > 1
    head = b"P%d\n%d %d\n%d\n" % (6 if tile.ndim == 3 else 5, tile.shape[1], tile.shape[0], 65535 if deep else 255)
    return head + (tile.astype(">u2") if deep else tile).tobytes()


def by_program(command, ending, source=pnm, source_ending=None):
    """command: words, of which IN and OUT become paths."""

    def encode(tile):
        with tempfile.TemporaryDirectory() as folder:
            kind = source_ending or (".ppm" if tile.ndim == 3 else ".pgm")
            given, coded = Path(folder) / f"tile{kind}", Path(folder) / f"tile{ending}"
            given.write_bytes(source(tile))
            run(*[{"IN": given, "OUT": coded}.get(word, word) for word in command])
            return coded.read_bytes()

    return encode


def decoded_by_program(command, ending):
    """command: words, of which IN and OUT become paths; OUT is a TIFF."""

    def decode(coded):
        with tempfile.TemporaryDirectory() as folder:
            given, plain = Path(folder) / f"tile{ending}", Path(folder) / "tile.tif"
            given.write_bytes(coded)
            run(*[{"IN": given, "OUT": plain}.get(word, word) for word in command])
            return tifffile.imread(plain)

    return decode


def decoded_by_pillow(coded):
    return np.asarray(PIL.Image.open(io.BytesIO(coded)))


def decoded_by_djxl(coded):
    """djxl writes portable maps, of which Pillow reads those of 16 bits too."""
    with tempfile.TemporaryDirectory() as folder:
        given, plain = Path(folder) / "tile.jxl", Path(folder) / "tile.ppm"
        given.write_bytes(coded)
        run("djxl", given, plain, "--quiet")
        shown = np.asarray(PIL.Image.open(plain))
        return shown.astype(np.uint16) if shown.dtype == np.int32 else shown


# By which program the tiles of a TIFF compression are decoded one by one, where no reader of TIFF knows it.
TILE_DECODERS = {
    7: decoded_by_pillow,
    34933: decoded_by_pillow,
    50002: decoded_by_djxl,
    52546: decoded_by_djxl,
    **{code: decoded_by_program(["opj_decompress", "-i", "IN", "-o", "OUT"], ".j2k") for code in (33005, 34712)},
    **{code: decoded_by_program(["JxrDecApp", "-i", "IN", "-o", "OUT"], ".jxr") for code in (22610, 34934)},
}


def jpeg2000(*options):
    return by_program(["opj_compress", "-i", "IN", "-o", "OUT", "-n", "3", *options], ".j2k")


def jpeg_xl():
    return by_program(["cjxl", "IN", "OUT", "-d", "0", "-e", "3", "--quiet"], ".jxl")


def tiff(tile):
    stream = io.BytesIO()
    tifffile.imwrite(stream, tile, photometric="rgb" if tile.ndim == 3 else "minisblack", metadata=None)
    return stream.getvalue()


def jpeg_xr(quality="1"):
    """A quality of 1 is without loss."""
    return by_program(["JxrEncApp", "-i", "IN", "-o", "OUT", "-q", quality], ".jxr", tiff, ".tif")
