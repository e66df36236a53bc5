"""Faults and limits of other programs that were looked into: a file that one of these programs shows wrongly is a cell
with a reason, not a failure. Faults of Coverslip have no place here."""

import fnmatch

DEEP = "rgb16-* grey16-* int16-* uint32-* float32-* channels-* czt-* labels*"

# (files, program, how its verdict begins, reason, whether it is a limit: the program does not claim to read such files)
KNOWN = [
    (
        "*",
        "ImageJ",
        "refuses",
        'ImageJ alone opens no tiled TIFFs ("ImageJ cannot open tiled TIFFs"); in ImageJ, Coverslip and Bio-Formats do',
        True,
    ),
    (
        "*",
        "tifffile",
        "refuses: * requires the 'imagecodecs' package",
        "Debian's tifffile comes without imagecodecs, so without LZW, JPEG, Zstandard and JPEG 2000",
        True,
    ),
    (DEEP, "OpenSlide", "", "OpenSlide shows 8 bits", True),
    (
        "*jpeg2000*",
        "OpenSlide",
        "refuses: * Unsupported TIFF compression",
        "OpenSlide 3.4.1 takes JPEG 2000 from Aperio files only",
        True,
    ),
    (
        "*jpeg2000*",
        "libvips",
        "",
        "libvips 8.14 takes 33003 and 33005 for YCbCr, also where the stream gives RGB, and does not know 34712",
        False,
    ),
    ("*jpeg2000*", "libtiff", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "GDAL", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "ImageMagick", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "Pillow", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "Java", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "TwelveMonkeys", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "geotiff.js", "refuses", "no JPEG 2000 in TIFF", True),
    ("*jpeg2000*", "sharp", "refuses", "sharp's libvips is built without JPEG 2000", True),
    ("*jpeg2000*", "OpenCV", "refuses", "no JPEG 2000 in TIFF", True),
    (
        "photo-*jpeg2000*",
        "OpenCV",
        "",
        "no JPEG 2000 in TIFF; where the colour has 8 bits it shows noise instead of an error",
        False,
    ),
    ("*zstd*", "Java", "refuses", "no Zstandard", True),
    ("*zstd*", "TwelveMonkeys", "refuses", "no Zstandard", True),
    ("*zstd*", "sharp", "refuses", "sharp's libtiff is built without Zstandard", True),
    ("rgb16-*", "Pillow", "", "Pillow shows RGB of 16 bits as 8", True),
    (
        "float32-* int16-* uint32-* labels32-*",
        "ImageMagick",
        "",
        "ImageMagick is built with 16 bits a sample, without sign",
        True,
    ),
    ("float32-* int16-* uint32-* labels32-*", "sharp", "", "sharp gives 8 or 16 bits without sign", True),
    ("uint32-* labels32-*", "OpenCV", "refuses", "OpenCV has no unsigned type of 32 bits", True),
    (
        "*",
        "Java",
        "refuses: ??-bit samples are not supported for Horizontal differencing Predictor",
        "the predictor of 8 bits only; without compression it reads such samples",
        True,
    ),
    ("float32-*", "TwelveMonkeys", "", "TwelveMonkeys cuts floating-point samples to 0..1", False),
    (
        "1x1-*",
        "sharp",
        "refuses: *tile size out of range",
        "its libvips takes no tile that much larger than the image; a tile has 16 pixels a side at least",
        False,
    ),
]


def reason(file, program, text):
    """The reason of a verdict that is not right, and whether it is a limit; None if it is not known."""
    for files, name, begin, why, limit in KNOWN:
        if (
            program.split()[0] == name
            and any(fnmatch.fnmatch(file, pattern) for pattern in files.split())
            and fnmatch.fnmatch(text, begin + "*")
        ):
            return why, limit
    return None
