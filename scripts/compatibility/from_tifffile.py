"""Files by tifffile: containers, sample types, axes, pyramids. It has no codecs of its own here, so tiles come from
other programs."""

import numpy as np
import PIL.Image
import tifffile

import coders
import pictures

WRITER = "tifffile"
COLOUR = {"photometric": "rgb"}
GREY = {"photometric": "minisblack"}


def add_all(cases):
    sample_types(cases)
    layouts(cases)
    samples_of_a_pixel(cases)
    stacks(cases)
    pyramids(cases)
    calibrations(cases)
    jpeg_tiles(cases)
    other_tiles(cases)


def write(array, **options):
    return lambda path: tifffile.imwrite(path, array, **options)


def sample_types(cases):
    for number, dtype in enumerate(["u1", "i1", "u2", "i2", "u4", "i4", "f2", "f4", "f8"]):
        a = pictures.grey(203, 151, dtype)
        order = "<>"[number % 2]
        cases.add(
            f"tifffile-{dtype}.tif",
            WRITER,
            f'{np.dtype(dtype).name}, Deflate, tiles of 64, {"big" if order == ">" else "little"}-endian',
            write(a, **GREY, tile=(64, 64), compression="zlib", byteorder=order),
            shown(a),
            "YX",
        )
        cases.add(
            f"tifffile-{dtype}-strips.tif",
            WRITER,
            f"{np.dtype(dtype).name}, no compression, strips of 16 rows",
            write(a, **GREY, rowsperstrip=16, byteorder="<>"[(number + 1) % 2]),
            shown(a),
            "YX",
        )
    for dtype in ["u1", "u2", "i2", "u4"]:
        a = pictures.grey(203, 151, dtype)
        cases.add(
            f"tifffile-{dtype}-predictor.tif",
            WRITER,
            f"{np.dtype(dtype).name}, Deflate, horizontal predictor",
            write(a, **GREY, tile=(64, 64), compression="zlib", predictor=2),
            a,
            "YX",
        )


def shown(a):
    """Coverslip has no type of 16 bits that float; it keeps their values in 32."""
    return a.astype("f4") if a.dtype == np.float16 else a


def layouts(cases):
    a, b = pictures.rgb(300, 217), pictures.rgb(300, 217, "u2")
    cases.add("tifffile-rgb.tif", WRITER, "RGB, strips", write(a, **COLOUR, rowsperstrip=10), a)
    cases.add("tifffile-rgb-one-strip.tif", WRITER, "RGB, one strip", write(a, **COLOUR), a)
    cases.add("tifffile-rgb-tiles.tif", WRITER, "RGB, tiles of 64 x 128", write(a, **COLOUR, tile=(128, 64)), a)
    cases.add(
        "tifffile-rgb-bigtiff.tif",
        WRITER,
        "RGB, BigTIFF, big-endian",
        write(a, **COLOUR, tile=(64, 64), bigtiff=True, byteorder=">"),
        a,
    )
    cases.add(
        "tifffile-rgb16-bigtiff.tif",
        WRITER,
        "RGB of 16 bits, BigTIFF",
        write(b, **COLOUR, tile=(64, 64), bigtiff=True),
        b,
    )
    cases.add(
        "tifffile-rgb16-predictor.tif",
        WRITER,
        "RGB of 16 bits, Deflate with predictor, big-endian",
        write(b, **COLOUR, tile=(64, 64), compression="zlib", predictor=2, byteorder=">"),
        b,
    )
    for planes, options in [("tiles", {"tile": (64, 64)}), ("strips", {"rowsperstrip": 20})]:
        cases.add(
            f"tifffile-rgb-separate-{planes}.tif",
            WRITER,
            f"RGB in three planes, {planes}",
            write(np.moveaxis(a, 2, 0), **COLOUR, planarconfig="separate", **options),
            a,
        )
    for width, height in [(1, 1), (17, 300), (300, 17), (1, 257), (257, 1), (64, 64), (65, 63)]:
        small = pictures.rgb(width, height)
        cases.add(
            f"tifffile-{width}x{height}.tif",
            WRITER,
            f"RGB of {width} x {height}, tiles of 64",
            write(small, **COLOUR, tile=(64, 64)),
            small,
        )
    for orientation in range(1, 9):
        cases.add(
            f"tifffile-orientation-{orientation}.tif",
            WRITER,
            f"RGB, orientation {orientation}",
            write(a, **COLOUR, tile=(64, 64), extratags=[(274, "H", 1, orientation, True)]),
            upright(a, orientation),
        )


def upright(a, orientation):
    """TIFF 6.0, tag 274: where row 0 and column 0 of the file are to be seen."""
    turned = {1: a, 2: a[:, ::-1], 3: a[::-1, ::-1], 4: a[::-1]}
    if orientation in turned:
        return turned[orientation]
    t = a.transpose(1, 0, 2)
    return {5: t, 6: t[:, ::-1], 7: t[::-1, ::-1], 8: t[::-1]}[orientation]


def samples_of_a_pixel(cases):
    a = pictures.rgb(200, 150)
    alpha = np.full((150, 200, 1), 255, "u1")
    alpha[40:90, 30:80], alpha[100:120, 100:150] = 0, 128
    share = alpha / 255.0
    over_white = np.floor(a * share + 255 * (1 - share) + 0.5).astype("u1")
    premultiplied = np.floor(a * share + 0.5).astype("u1")
    cases.add(
        "tifffile-rgba-unassociated.tif",
        WRITER,
        "RGB with straight alpha, shown over white",
        write(np.dstack([a, alpha]), **COLOUR, tile=(64, 64), extrasamples=["unassalpha"]),
        over_white,
        off=(0.1, 1),
    )
    cases.add(
        "tifffile-rgba-associated.tif",
        WRITER,
        "RGB with premultiplied alpha, shown over white",
        write(np.dstack([premultiplied, alpha]), **COLOUR, tile=(64, 64), extrasamples=["assocalpha"]),
        over_white,
        off=(0.1, 2),
    )
    cases.add(
        "tifffile-rgb-unspecified.tif",
        WRITER,
        "RGB with a fourth sample of no meaning",
        write(np.dstack([a, alpha]), **COLOUR, tile=(64, 64), extrasamples=["unspecified"]),
        a,
    )
    table = np.stack([np.arange(256)[::-1], np.arange(256) * 7 % 256, np.arange(256) * 91 % 256]).astype("u2") * 257
    index = pictures.grey(200, 150)
    cases.add(
        "tifffile-palette.tif",
        WRITER,
        "palette of 256 colours",
        write(index, photometric="palette", colormap=table),
        (np.moveaxis(table, 0, 1)[index] >> 8).astype("u1"),
    )
    for dtype in ["u1", "u2"]:
        white = pictures.grey(200, 150, dtype)
        cases.add(
            f"tifffile-white-is-zero-{dtype}.tif",
            WRITER,
            f"{np.dtype(dtype).name}, white is zero",
            write(white, photometric="miniswhite", tile=(64, 64)),
            np.iinfo(dtype).max - white,
            "YX",
        )
    five = pictures.planes(5, 140, 90, "u2")
    cases.add(
        "tifffile-5-samples.tif",
        WRITER,
        "five samples a pixel, uint16",
        write(np.moveaxis(five, 0, 2), **GREY, planarconfig="contig", tile=(64, 64)),
        five,
        "CYX",
    )
    cases.add(
        "tifffile-5-planes.tif",
        WRITER,
        "five samples in planes, uint16",
        write(five, **GREY, planarconfig="separate", tile=(64, 64)),
        five,
        "CYX",
    )


def stacks(cases):
    grey = pictures.planes(6, 120, 77)
    cases.add("tifffile-pages.tif", WRITER, "six pages of one size", write(grey, **GREY, metadata=None), grey, "CYX")
    colour = np.stack([pictures.rgb(120, 77, seed=seed) for seed in range(3)])
    cases.add(
        "tifffile-rgb-pages.tif", WRITER, "three pages of RGB", write(colour, **COLOUR, metadata=None), colour, "ZYXS"
    )
    deep = pictures.planes(12, 90, 61, "u2").reshape(2, 3, 2, 61, 90)
    cases.add(
        "tifffile-imagej-tzc.tif",
        WRITER,
        "ImageJ's hyperstack: 2 t, 3 z, 2 c",
        write(deep, imagej=True, metadata={"axes": "TZCYX"}),
        deep,
        "TZCYX",
    )
    cases.add(
        "tifffile-imagej-z-float.tif",
        WRITER,
        "ImageJ's stack: 6 z, float32",
        write(
            grey.astype("f4") / 7,
            imagej=True,
            metadata={"axes": "ZYX", "spacing": 0.5, "unit": "um"},
            resolution=(4, 4),
        ),
        grey.astype("f4") / 7,
        "ZYX",
        pixel_size=(0.25, 0.25),
        pixel_size_z=0.5,
    )
    cases.add(
        "tifffile-imagej-rgb.tif",
        WRITER,
        "ImageJ's stack of RGB: 3 z",
        write(colour, imagej=True, metadata={"axes": "ZYXS"}),
        colour,
        "ZYXS",
    )
    for axes in ["TZCYX", "CZTYX", "ZCTYX"]:
        cases.add(
            f"tifffile-ome-{axes.lower()}.ome.tif",
            WRITER,
            f"OME-TIFF, axes {axes}",
            write(deep.reshape(2, 3, 2, 61, 90), ome=True, **GREY, metadata={"axes": axes}, compression="zlib"),
            deep,
            axes,
        )
    cases.add(
        "tifffile-ome-c-planes.ome.tif",
        WRITER,
        "OME-TIFF, 3 channels, float32",
        write(pictures.planes(3, 90, 61, "f4"), ome=True, **GREY, metadata={"axes": "CYX"}, tile=(32, 32)),
        pictures.planes(3, 90, 61, "f4"),
        "CYX",
    )
    cases.add(
        "tifffile-ome-rgb.ome.tif",
        WRITER,
        "OME-TIFF, RGB, 0.5 µm",
        write(
            colour[0],
            ome=True,
            **COLOUR,
            tile=(32, 32),
            metadata={
                "axes": "YXS",
                "PhysicalSizeX": 0.5,
                "PhysicalSizeXUnit": "µm",
                "PhysicalSizeY": 500,
                "PhysicalSizeYUnit": "nm",
            },
        ),
        colour[0],
        pixel_size=(0.5, 0.5),
    )
    cases.add("tifffile-shaped.tif", WRITER, "tifffile's own JSON, 4 z", write(grey[:4], **GREY), grey[:4], "CYX")


def pyramid(levels, options, place, mark=True, big=False, ome=None):
    """place: subifds, chain, or both (SubIFDs that are linked in the chain too, as tifffile before 2026.5 links them to
    one another)."""

    def make(path):
        with tifffile.TiffWriter(path, bigtiff=big, ome=ome is not None) as tiff:
            tiff.write(levels[0], subifds=len(levels) - 1 if place == "subifds" else None, metadata=ome, **options)
            for level in levels[1:]:
                tiff.write(level, subfiletype=1 if mark else 0, metadata=None, **options)

    return make


def pyramids(cases):
    a = pictures.rgb(401, 299)
    halves = [a, pictures.every_second(a), pictures.every_second(pictures.every_second(a))]
    colour = {**COLOUR, "tile": (64, 64), "compression": "zlib"}
    cases.add("tifffile-pyramid-subifds.tif", WRITER, "pyramid in SubIFDs", pyramid(halves, colour, "subifds"), halves)
    cases.add(
        "tifffile-pyramid-subifds-big.tif",
        WRITER,
        "pyramid in SubIFDs, BigTIFF",
        pyramid(halves, colour, "subifds", big=True),
        halves,
    )
    cases.add("tifffile-pyramid-chain.tif", WRITER, "pyramid in the chain", pyramid(halves, colour, "chain"), halves)
    cases.add(
        "tifffile-pyramid-unmarked.tif",
        WRITER,
        "pyramid in the chain, not marked as such",
        pyramid(halves, colour, "chain", mark=False),
        halves,
    )
    cases.add(
        "tifffile-pyramid-strips.tif",
        WRITER,
        "pyramid in the chain, strips",
        pyramid(halves, {**COLOUR, "rowsperstrip": 32}, "chain"),
        halves,
    )
    for step in (3, 4, 5, 10):
        levels = [a, np.ascontiguousarray(a[::step, ::step][: 299 // step, : 401 // step])]
        cases.add(
            f"tifffile-pyramid-step-{step}.tif",
            WRITER,
            f"levels 1 and 1/{step}, not marked",
            pyramid(levels, colour, "chain", mark=False),
            levels,
        )
    cases.add(
        "tifffile-pyramid-ome.ome.tif",
        WRITER,
        "OME-TIFF, pyramid in SubIFDs, RGB",
        pyramid(halves, colour, "subifds", ome={"axes": "YXS"}),
        halves,
    )
    c = pictures.planes(3, 257, 193, "u2")
    levels = [c, np.ascontiguousarray(c[:, ::2, ::2])]
    grey = {**GREY, "tile": (64, 64)}
    cases.add(
        "tifffile-pyramid-ome-c.ome.tif",
        WRITER,
        "OME-TIFF, pyramid in SubIFDs, 3 channels, uint16",
        pyramid(levels, grey, "subifds", ome={"axes": "CYX"}),
        levels,
        "CYX",
    )
    f = pictures.grey(257, 193, "f4")
    cases.add(
        "tifffile-pyramid-float.tif",
        WRITER,
        "pyramid in SubIFDs, float32",
        pyramid([f, pictures.every_second(f)], grey, "subifds"),
        [f, pictures.every_second(f)],
        "YX",
    )


def calibrations(cases):
    a = pictures.rgb(100, 80)
    for name, resolution, unit, size in [
        ("cm", (20000, 10000), "CENTIMETER", (0.5, 1.0)),
        ("inch", (50800, 50800), "INCH", (0.5, 0.5)),
        ("72-dpi", (72, 72), "INCH", None),
        ("300-dpi", (300, 300), "INCH", None),
        ("no-unit", (4, 4), "NONE", None),
    ]:
        cases.add(
            f"tifffile-resolution-{name}.tif",
            WRITER,
            f"resolution {resolution[0]} x {resolution[1]}, unit {unit.lower()}",
            write(a, **COLOUR, tile=(64, 64), resolution=resolution, resolutionunit=unit, metadata=None),
            a,
            pixel_size=size,
        )


def tiled(array, encode, compression, photometric, subsampling=None, side=64):
    """tifffile's container with tiles that another program has coded, edges padded by repeating the last pixel.
    tifffile takes coded tiles for codecs that it has, which here is Deflate; then it sets the tag to what they are."""

    def make(path):
        height, width = array.shape[:2]
        padded = np.pad(array, [(0, -height % side), (0, -width % side)] + [(0, 0)] * (array.ndim - 2), mode="edge")
        codes = [
            encode(np.ascontiguousarray(padded[y : y + side, x : x + side]))
            for y in range(0, height, side)
            for x in range(0, width, side)
        ]
        tifffile.imwrite(
            path,
            iter(codes),
            shape=array.shape,
            dtype=array.dtype,
            tile=(side, side),
            compression="zlib",
            photometric=photometric,
            planarconfig="contig" if array.ndim == 3 else None,
            extratags=[(530, "H", 2, subsampling, True)] if subsampling else (),
            metadata=None,
        )
        with tifffile.TiffFile(path, mode="r+b") as file:
            file.pages[0].tags[259].overwrite(compression)

    return make


def jpeg_tiles(cases):
    a = pictures.smooth(200, 150)
    for name, subsampling in [("444", (1, 1)), ("422", (2, 1)), ("420", (2, 2))]:
        for photometric in ["ycbcr", "rgb"]:
            cases.add(
                f"tifffile-jpeg-{name}-{photometric}.tif",
                f"{WRITER}, Pillow",
                f"JFIF tiles of YCbCr 4:{name[1]}:{name[2]}, photometric {photometric}",
                tiled(
                    a,
                    coders.jpeg(subsampling=subsampling),
                    7,
                    photometric,
                    subsampling if photometric == "ycbcr" else None,
                ),
                a,
                off=(3, 40),
            )
    grey = pictures.smooth(200, 150, 1)
    cases.add(
        "tifffile-jpeg-grey.tif",
        f"{WRITER}, Pillow",
        "JPEG tiles, grey",
        tiled(grey, coders.jpeg(), 7, "minisblack"),
        grey,
        "YX",
        off=(3, 40),
    )
    cases.add(
        "tifffile-jpeg-progressive.tif",
        f"{WRITER}, Pillow",
        "progressive JPEG tiles",
        tiled(a, coders.jpeg(progressive=True, subsampling=(2, 2)), 7, "ycbcr", (2, 2)),
        a,
        off=(3, 40),
    )
    cases.add(
        "tifffile-jpeg-optimized.tif",
        f"{WRITER}, Pillow",
        "JPEG tiles with Huffman tables of their own",
        tiled(a, coders.jpeg(optimize=True, subsampling=(1, 1)), 7, "ycbcr", (1, 1)),
        a,
        off=(3, 40),
    )


def other_tiles(cases):
    a, grey, deep = pictures.rgb(150, 100), pictures.grey(150, 100), pictures.grey(150, 100, "u2")
    soft = pictures.smooth(150, 100)
    cases.add(
        "tifffile-jp2k-33003-ycc.tif",
        f"{WRITER}, opj_compress",
        "JPEG 2000 without loss, 33003: YCbCr that the stream does not transform",
        tiled(np.asarray(PIL.Image.fromarray(soft).convert("YCbCr")), coders.jpeg2000("-mct", "0"), 33003, "rgb"),
        soft,
        off=(1, 3),
        convention="no other program here reads 33003 as Aperio means it",
    )
    for code in (33005, 34712):
        cases.add(
            f"tifffile-jp2k-{code}-rgb.tif",
            f"{WRITER}, opj_compress",
            f"JPEG 2000 without loss, {code}, RGB",
            tiled(a, coders.jpeg2000(), code, "rgb"),
            a,
        )
        cases.add(
            f"tifffile-jp2k-{code}-u2.tif",
            f"{WRITER}, opj_compress",
            f"JPEG 2000 without loss, {code}, uint16",
            tiled(deep, coders.jpeg2000(), code, "minisblack"),
            deep,
            "YX",
        )
    cases.add(
        "tifffile-jp2k-grey.tif",
        f"{WRITER}, opj_compress",
        "JPEG 2000 without loss, grey",
        tiled(grey, coders.jpeg2000(), 34712, "minisblack"),
        grey,
        "YX",
    )
    cases.add(
        "tifffile-jp2k-lossy.tif",
        f"{WRITER}, opj_compress",
        "JPEG 2000 with loss, 1 : 8",
        tiled(pictures.smooth(150, 100), coders.jpeg2000("-r", "8", "-I"), 33005, "rgb"),
        pictures.smooth(150, 100),
        off=(2, 30),
    )
    cases.add(
        "tifffile-jp2k-no-mct.tif",
        f"{WRITER}, opj_compress",
        "JPEG 2000 without a transform of colours",
        tiled(a, coders.jpeg2000("-mct", "0"), 34712, "rgb"),
        a,
    )
    for code in (22610, 34934):
        cases.add(
            f"tifffile-jxr-{code}-rgb.tif",
            f"{WRITER}, JxrEncApp",
            f"JPEG XR without loss, {code}, RGB",
            tiled(a, coders.jpeg_xr(), code, "rgb"),
            a,
        )
    cases.add(
        "tifffile-jxr-grey.tif",
        f"{WRITER}, JxrEncApp",
        "JPEG XR without loss, grey",
        tiled(grey, coders.jpeg_xr(), 22610, "minisblack"),
        grey,
        "YX",
    )
    if coders.has("cjxl"):
        for code in (50002, 52546):
            cases.add(
                f"tifffile-jxl-{code}-rgb.tif",
                f"{WRITER}, cjxl",
                f"JPEG XL without loss, {code}, RGB",
                tiled(a, coders.jpeg_xl(), code, "rgb"),
                a,
            )
        cases.add(
            "tifffile-jxl-u2.tif",
            f"{WRITER}, cjxl",
            "JPEG XL without loss, uint16",
            tiled(deep, coders.jpeg_xl(), 50002, "minisblack"),
            deep,
            "YX",
        )
    cases.add("tifffile-png.tif", f"{WRITER}, Pillow", "PNG tiles, 34933", tiled(a, coders.png(), 34933, "rgb"), a)
