"""TIFFs by libvips, GDAL, libtiff's tiffcp and ImageMagick: compressions, photometrics, byte orders, pyramids."""

import numpy as np
import tifffile
from osgeo import gdal, gdal_array

import pictures
from programs import run

gdal.UseExceptions()


def source(path, array, **options):
    """A plain TIFF beside the target, for programs that convert."""
    plain = path.with_name("source.tif")
    options.setdefault("photometric", "rgb" if array.ndim == 3 else "minisblack")
    tifffile.imwrite(plain, array, metadata=None, rowsperstrip=16, **options)
    return plain


def add_all(cases):
    libvips(cases)
    gdal_types(cases)
    gdal_layouts(cases)
    tiffcp(cases)
    imagemagick(cases)


def vips(array, options):
    return lambda path: run("vips", "tiffsave", source(path, array), path, *options.split())


def libvips(cases):
    def add(name, what, array, options, off=(0, 0), exact=None):
        cases.add(
            f"vips-{name}.tif",
            "libvips",
            what,
            vips(array, options),
            truth="libvips",
            off=off,
            levels=exact,
            axes="YXS" if array.ndim == 3 else "YX",
        )

    a, grey, deep = pictures.rgb(301, 219), pictures.grey(301, 219), pictures.rgb(301, 219, "u2")
    tiles = " --tile --tile-width 64 --tile-height 64"
    for compression in ["none", "lzw", "deflate", "packbits", "zstd"]:
        add(f"{compression}", f"{compression}, strips", a, f"--compression {compression}", exact=a)
        add(
            f"{compression}-pyramid",
            f"{compression}, pyramid in the chain",
            a,
            f"--compression {compression}{tiles} --pyramid",
        )
    for compression in ["lzw", "deflate", "zstd"]:
        add(
            f"{compression}-u2-predictor",
            f"{compression}, uint16, horizontal predictor",
            pictures.grey(301, 219, "u2"),
            f"--compression {compression} --predictor horizontal{tiles}",
            exact=pictures.grey(301, 219, "u2"),
        )
        add(
            f"{compression}-f4-predictor",
            f"{compression}, float32, predictor 3",
            pictures.grey(301, 219, "f4"),
            f"--compression {compression} --predictor float{tiles}",
            exact=pictures.grey(301, 219, "f4"),
        )
    add("rgb16-subifd", "RGB of 16 bits, pyramid in SubIFDs", deep, f"--compression lzw{tiles} --pyramid --subifd")
    add(
        "bigtiff-subifd", "BigTIFF, pyramid in SubIFDs", a, f"--compression deflate{tiles} --pyramid --subifd --bigtiff"
    )
    add("onetile", "pyramid down to one tile", a, f"--compression none{tiles} --pyramid --depth onetile")
    add("onepixel", "pyramid down to one pixel", a, f"--compression none{tiles} --pyramid --depth onepixel")
    add(
        "nearest",
        "pyramid of the nearest pixels, grey",
        grey,
        f"--compression lzw{tiles} --pyramid --region-shrink nearest",
    )
    for quality in (50, 85, 95):
        add(
            f"jpeg-{quality}",
            f'JPEG of quality {quality}, {"4:2:0" if quality < 90 else "4:4:4, RGB"}, pyramid',
            pictures.smooth(301, 219),
            f"--compression jpeg --Q {quality}{tiles} --pyramid",
            off=(1.5, 12),
        )
    add(
        "jpeg-blobs",
        "JPEG of quality 90, saturated colours with hard edges",
        pictures.blobs(256, 192),
        f"--compression jpeg --Q 90{tiles}",
        off=(1.5, 40),
    )
    add("jpeg-grey", "JPEG, grey", grey, f"--compression jpeg --Q 80{tiles}", off=(1, 8))
    add("jpeg-strips", "JPEG in strips", a, "--compression jpeg --Q 85", off=(2, 60))
    add(
        "jp2k",
        "JPEG 2000 (33004) with loss, pyramid",
        pictures.smooth(301, 219),
        f"--compression jp2k --Q 60{tiles} --pyramid",
        off=(1, 8),
    )
    add(
        "jp2k-lossless",
        "JPEG 2000 (33004), reversible but for the colours",
        a,
        f"--compression jp2k --lossless{tiles}",
        off=(0.6, 2),
    )
    add(
        "jp2k-u2",
        "JPEG 2000 (33004) without loss, uint16",
        pictures.grey(301, 219, "u2"),
        f"--compression jp2k --lossless{tiles}",
        exact=pictures.grey(301, 219, "u2"),
    )
    add("webp", "WebP with loss", pictures.smooth(301, 219), f"--compression webp --Q 80{tiles}", off=(1, 8))
    add("webp-lossless", "WebP without loss, pyramid", a, f"--compression webp --lossless{tiles} --pyramid")
    one = pictures.bits(301, 219) * 255
    for name, options in [
        ("bit", "--bitdepth 1"),
        ("bit-white-is-zero", "--bitdepth 1 --miniswhite"),
        ("ccittfax4", "--bitdepth 1 --compression ccittfax4"),
        ("bit-tiles", "--bitdepth 1 --compression packbits" + tiles),
    ]:
        add(
            name,
            f'1 bit: {options.replace("--", "").replace("tile-width 64 tile-height 64", "of 64")}',
            one,
            options,
            exact=one,
        )
    for depth in (2, 4):
        add(f"{depth}-bits", f"{depth} bits", grey, f"--bitdepth {depth}")
    cases.add(
        "vips-resolution.tif",
        "libvips",
        "2000 pixels a mm",
        vips(a, "--xres 2000 --yres 2000 --resunit cm" + tiles),
        a,
        pixel_size=(0.5, 0.5),
    )


def translate(array, options, overviews=(), mask=None, settings=None):
    """array: rows, columns[, samples]; overviews: steps; mask: where the image holds."""

    def make(path):
        for key, value in (settings or {}).items():
            gdal.SetConfigOption(key, value)
        try:
            bands = array if array.ndim == 2 else np.moveaxis(array, 2, 0)
            memory = gdal.GetDriverByName("MEM").CreateCopy("", gdal_array.OpenArray(np.ascontiguousarray(bands)))
            if mask is not None:
                memory.CreateMaskBand(gdal.GMF_PER_DATASET)
                memory.GetRasterBand(1).GetMaskBand().WriteArray(mask)
            out = gdal.GetDriverByName("GTiff").CreateCopy(str(path), memory, options=options)
            out = None
            if overviews:
                out = gdal.Open(str(path), gdal.GA_Update)
                out.BuildOverviews("AVERAGE", list(overviews))
                out = None
        finally:
            for key in settings or {}:
                gdal.SetConfigOption(key, None)

    return make


def gdal_types(cases):
    tiles = ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]
    a = pictures.rgb(301, 219)
    for compression in ["NONE", "LZW", "PACKBITS", "DEFLATE", "LZMA", "ZSTD", "LERC", "LERC_DEFLATE", "LERC_ZSTD"]:
        cases.add(
            f'gdal-{compression.lower().replace("_", "-")}.tif',
            "GDAL",
            f"{compression}, RGB, tiles of 64",
            translate(a, tiles + [f"COMPRESS={compression}"]),
            a,
        )
    cases.add(
        "gdal-webp.tif", "GDAL", "WebP without loss", translate(a, tiles + ["COMPRESS=WEBP", "WEBP_LOSSLESS=TRUE"]), a
    )
    for dtype in ["u1", "u2", "i2", "u4", "i4", "f4", "f8"]:
        b = pictures.grey(301, 219, dtype)
        # libtiff 4.5 does not read back what it writes with predictor 3 in the other byte order.
        order = "LITTLE" if dtype[0] == "f" else "BIG"
        cases.add(
            f"gdal-lerc-{dtype}.tif",
            "GDAL",
            f"LERC, {np.dtype(dtype).name}",
            translate(b, tiles + ["COMPRESS=LERC"]),
            b,
            "YX",
        )
        cases.add(
            f"gdal-{dtype}-predictor.tif",
            "GDAL",
            f'{np.dtype(dtype).name}, LZW, predictor {3 if dtype[0] == "f" else 2}, {order.lower()}-endian',
            translate(b, tiles + ["COMPRESS=LZW", f'PREDICTOR={3 if dtype[0] == "f" else 2}', f"ENDIANNESS={order}"]),
            b,
            "YX",
        )
    for bits in (1, 2, 4):
        b = pictures.grey(301, 219) >> (8 - bits)
        cases.add(
            f"gdal-{bits}-bits.tif",
            "GDAL",
            f"{bits} bits, Deflate",
            translate(b, tiles + [f"NBITS={bits}", "COMPRESS=DEFLATE"]),
            (b.astype("u2") * 255 // (2**bits - 1)).astype("u1"),
            "YX",
        )
    for bits in (12,):
        b = pictures.grey(301, 219, "u2") >> (16 - bits)
        cases.add(
            f"gdal-{bits}-bits.tif", "GDAL", f"{bits} bits of 16", translate(b, tiles + [f"NBITS={bits}"]), b, "YX"
        )
    half = pictures.grey(301, 219, "f2").astype("f4")
    cases.add(
        "gdal-16-bit-float.tif",
        "GDAL",
        "float16, Deflate",
        translate(half, tiles + ["NBITS=16", "COMPRESS=DEFLATE"]),
        half,
        "YX",
    )
    line = pictures.bits(301, 219)
    for compression in ["CCITTRLE", "CCITTFAX3", "CCITTFAX4"]:
        cases.add(
            f"gdal-{compression.lower()}.tif",
            "GDAL",
            f"{compression}, 1 bit",
            translate(line, ["NBITS=1", f"COMPRESS={compression}", "BLOCKYSIZE=32"]),
            line * 255,
            "YX",
        )


def gdal_layouts(cases):
    tiles = ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]
    a, smooth = pictures.rgb(401, 299), pictures.smooth(401, 299)
    cases.add(
        "gdal-overviews.tif",
        "GDAL",
        "overviews in the chain, Deflate",
        translate(a, tiles + ["COMPRESS=DEFLATE"], (2, 4)),
        truth="GDAL",
    )
    cases.add("gdal-overviews-3.tif", "GDAL", "overviews of 1/3 and 1/9", translate(a, tiles, (3, 9)), truth="GDAL")
    cases.add("gdal-strips-overviews.tif", "GDAL", "strips with tiled overviews", translate(a, [], (2,)), truth="GDAL")
    cases.add(
        "gdal-band.tif",
        "GDAL",
        "three planes, tiles, LZW",
        translate(a, tiles + ["INTERLEAVE=BAND", "COMPRESS=LZW"], (2,)),
        truth="GDAL",
    )
    cases.add(
        "gdal-bigtiff-be.tif", "GDAL", "BigTIFF, big-endian", translate(a, tiles + ["BIGTIFF=YES", "ENDIANNESS=BIG"]), a
    )
    for quality in (60, 90):
        cases.add(
            f"gdal-jpeg-ycbcr-{quality}.tif",
            "GDAL",
            f"JPEG of quality {quality}, YCbCr 4:2:0, overviews",
            translate(smooth, tiles + ["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", f"JPEG_QUALITY={quality}"], (2,)),
            truth="GDAL",
            off=(1.5, 12),
        )
    cases.add(
        "gdal-jpeg-rgb.tif",
        "GDAL",
        "JPEG, RGB as it is",
        translate(pictures.blobs(256, 192), tiles + ["COMPRESS=JPEG", "JPEG_QUALITY=90"]),
        truth="GDAL",
        off=(1, 8),
    )
    cases.add(
        "gdal-jpeg-grey.tif",
        "GDAL",
        "JPEG, grey",
        translate(smooth[..., 0], tiles + ["COMPRESS=JPEG"]),
        truth="GDAL",
        off=(1, 8),
    )
    cases.add(
        "gdal-jpeg-no-tables.tif",
        "GDAL",
        "JPEG, tables in each tile",
        translate(smooth, tiles + ["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "JPEGTABLESMODE=0"]),
        truth="GDAL",
        off=(1.5, 12),
    )
    cases.add(
        "gdal-jpeg-all-tables.tif",
        "GDAL",
        "JPEG, all tables shared",
        translate(smooth, tiles + ["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "JPEGTABLESMODE=3"]),
        truth="GDAL",
        off=(1.5, 12),
    )
    sparse = np.zeros((256, 320, 3), "u1")
    sparse[70:120, 130:200] = pictures.rgb(70, 50)
    holes = sparse.copy()
    holes[(sparse.reshape(4, 64, 5, 64, 3).max((1, 3, 4)) == 0).repeat(64, 0).repeat(64, 1)] = 255
    cases.add(
        "gdal-sparse.tif",
        "GDAL",
        "tiles of zeros left out, which show white",
        translate(sparse, tiles + ["SPARSE_OK=TRUE"]),
        holes,
        convention="what is not stored shows the background, white; the others show black",
    )
    grey = np.zeros((256, 320), "u2")
    grey[70:120, 130:200] = pictures.grey(70, 50, "u2")
    cases.add(
        "gdal-sparse-u2.tif",
        "GDAL",
        "uint16, tiles of zeros left out",
        translate(grey, tiles + ["SPARSE_OK=TRUE", "COMPRESS=LZW"]),
        grey,
        "YX",
    )
    mask = np.full((299, 401), 255, "u1")
    mask[:100, :150] = 0
    internal = {"GDAL_TIFF_INTERNAL_MASK": "YES"}
    cases.add("gdal-mask.tif", "GDAL", "a mask inside", translate(a, tiles, mask=mask, settings=internal), a)
    cases.add(
        "gdal-mask-overviews.tif",
        "GDAL",
        "a mask inside, overviews of both",
        translate(a, tiles + ["COMPRESS=DEFLATE"], (2, 4), mask, internal),
        truth="GDAL",
    )
    alpha = np.full((299, 401, 1), 255, "u1")
    cases.add(
        "gdal-alpha.tif",
        "GDAL",
        "RGB with straight alpha, opaque",
        translate(np.dstack([a, alpha]), tiles + ["PHOTOMETRIC=RGB", "ALPHA=YES"]),
        a,
    )
    cases.add(
        "gdal-alpha-premultiplied.tif",
        "GDAL",
        "RGB with premultiplied alpha, opaque",
        translate(np.dstack([a, alpha]), tiles + ["PHOTOMETRIC=RGB", "ALPHA=PREMULTIPLIED"]),
        a,
    )
    cmyk = np.dstack([255 - a, np.zeros_like(alpha)])
    cases.add(
        "gdal-cmyk.tif", "GDAL", "CMYK without black", translate(cmyk, tiles + ["PHOTOMETRIC=CMYK", "COMPRESS=LZW"]), a
    )
    cases.add(
        "gdal-white-is-zero.tif",
        "GDAL",
        "white is zero",
        translate(a[..., 0], tiles + ["PHOTOMETRIC=MINISWHITE"]),
        255 - a[..., 0],
        "YX",
    )
    table = gdal.ColorTable()
    for i in range(256):
        table.SetColorEntry(i, (i, 255 - i, i * 7 % 256, 255))

    def palette(path):
        out = gdal.GetDriverByName("GTiff").Create(
            str(path), 401, 299, 1, gdal.GDT_Byte, tiles + ["COMPRESS=DEFLATE", "PHOTOMETRIC=PALETTE"]
        )
        out.GetRasterBand(1).SetColorTable(table)
        out.GetRasterBand(1).WriteArray(a[..., 0])

    index = a[..., 0].astype(int)
    cases.add(
        "gdal-palette.tif",
        "GDAL",
        "palette, Deflate",
        palette,
        np.stack([index, 255 - index, index * 7 % 256], 2).astype("u1"),
    )


def tiffcp(cases):
    def add(name, what, array, options, off=(0, 0), truth=None, **given):
        def make(path):
            run("tiffcp", *options.split(), source(path, array, **given), path)

        cases.add(
            f"tiffcp-{name}.tif",
            "libtiff",
            what,
            make,
            None if truth else array,
            "YXS" if array.ndim == 3 else "YX",
            truth=truth,
            off=off,
        )

    a, deep = pictures.rgb(301, 219), pictures.grey(301, 219, "u2")
    for compression in ["none", "lzw", "zip", "packbits", "zstd", "lzma", "lerc"]:
        add(f"{compression}", f"{compression}, strips", a, f"-c {compression} -r 16")
        add(f"{compression}-tiles", f"{compression}, tiles", deep, f"-c {compression} -t -w 64 -l 64")
    add(
        "webp",
        "WebP, quality 100",
        pictures.smooth(301, 219),
        "-c webp:100 -t -w 64 -l 64",
        truth="libtiff",
        off=(1, 8),
    )
    add("lzw-predictor", "LZW with predictor, big-endian", a, "-c lzw:2 -B -t -w 64 -l 64")
    add("zstd-level-22", "Zstandard of the highest level, with predictor", deep, "-c zstd:2:p22 -s -r 219")
    add("zip-predictor-3", "Deflate, predictor 3, float32", pictures.grey(301, 219, "f4"), "-c zip:3 -t -w 64 -l 64")
    add("separate", "samples in planes", a, "-p separate -c lzw -t -w 64 -l 64")
    add("lsb", "FillOrder of the lowest bit first", a, "-f lsb2msb -c none")
    add("bigtiff", "BigTIFF, big-endian", a, "-8 -B -c zip")
    add("jpeg", "JPEG, YCbCr", pictures.smooth(301, 219), "-c jpeg:90 -t -w 64 -l 64", truth="libtiff", off=(1.5, 12))
    add(
        "jpeg-rgb",
        "JPEG, RGB as it is",
        pictures.blobs(256, 192),
        "-c jpeg:r:90 -t -w 64 -l 64",
        truth="libtiff",
        off=(1, 8),
    )
    add("jpeg-strips", "JPEG in strips", pictures.smooth(301, 219), "-c jpeg:75 -r 32", truth="libtiff", off=(1.5, 12))

    def fax(options):
        def make(path):
            run(
                "convert-im6.q16",
                source(path, pictures.bits(301, 219) * 255),
                "-monochrome",
                "-depth",
                "1",
                "-compress",
                "none",
                path.with_name("bits.tif"),
            )
            run("tiffcp", *options.split(), path.with_name("bits.tif"), path)

        return make

    for name, options in [
        ("g3-1d", "g3:1d"),
        ("g3-2d", "g3:2d"),
        ("g3-fill", "g3:1d:fill"),
        ("g4", "g4"),
        ("bits-lzw", "lzw"),
        ("bits-packbits", "packbits"),
    ]:
        cases.add(
            f"tiffcp-{name}.tif",
            "libtiff",
            f"1 bit, {options}, strips of 50 rows",
            fax(f"-c {options} -r 50"),
            pictures.bits(301, 219) * 255,
            "YX",
        )
    cases.add(
        "tiffcp-g4-lsb.tif",
        "libtiff",
        "1 bit, g4, lowest bit first",
        fax("-c g4 -f lsb2msb"),
        pictures.bits(301, 219) * 255,
        "YX",
    )
    cases.add(
        "tiffcp-g4-tiles.tif",
        "libtiff",
        "1 bit, g4, tiles",
        fax("-c g4 -t -w 128 -l 64"),
        pictures.bits(301, 219) * 255,
        "YX",
    )


def magick(array, *options, kind=""):
    def make(path):
        run("convert-im6.q16", source(path, array), *options, f"{kind}{path}")

    return make


def imagemagick(cases):
    a, grey, deep = pictures.rgb(301, 219), pictures.grey(301, 219), pictures.rgb(301, 219, "u2")
    tiles = ("-define", "tiff:tile-geometry=64x64")
    W = "ImageMagick"
    for compression in ["None", "LZW", "Zip", "RLE", "LZMA", "Zstd"]:
        cases.add(
            f"magick-{compression.lower()}.tif",
            W,
            f"{compression}, tiles",
            magick(a, "-compress", compression, *tiles),
            a,
        )
    cases.add(
        "magick-rgb16-msb.tif",
        W,
        "RGB of 16 bits, big-endian, Zip",
        magick(deep, "-compress", "Zip", "-define", "tiff:endian=msb"),
        deep,
    )
    for depth in (1, 2, 4):
        few = (grey >> (8 - depth)).astype("u2") * 255 // (2**depth - 1)
        cases.add(
            f"magick-grey-{depth}.tif",
            W,
            f"grey of {depth} bits",
            magick(few.astype("u1"), "-type", "Grayscale", "-depth", str(depth), "-compress", "LZW"),
            few.astype("u1"),
            "YX",
        )
    cases.add(
        "magick-float.tif",
        W,
        "float32",
        magick(grey, "-depth", "32", "-define", "quantum:format=floating-point", "-compress", "Zip"),
        (grey / 255).astype("f4"),
        "YX",
        off=(1e-6, 1e-4),
    )
    for colours in (2, 7, 200):
        cases.add(
            f"magick-palette-{colours}.tif",
            W,
            f"palette of {colours} colours",
            magick(a, "+dither", "-colors", str(colours), "-type", "Palette", "-compress", "LZW"),
            truth="ImageMagick",
            off=(1, 1),
        )
    cases.add(
        "magick-fax.tif",
        W,
        "CCITT G3",
        magick(pictures.bits(301, 219) * 255, "-type", "bilevel", "-compress", "Fax"),
        pictures.bits(301, 219) * 255,
        "YX",
    )
    cases.add(
        "magick-group4.tif",
        W,
        "CCITT G4",
        magick(pictures.bits(301, 219) * 255, "-type", "bilevel", "-compress", "Group4"),
        pictures.bits(301, 219) * 255,
        "YX",
    )
    cases.add(
        "magick-jpeg.tif",
        W,
        "JPEG",
        magick(pictures.smooth(301, 219), "-compress", "JPEG", "-quality", "85"),
        truth="ImageMagick",
        off=(1.5, 12),
    )
    cases.add(
        "magick-cmyk.tif",
        W,
        "CMYK",
        magick(a, "-colorspace", "CMYK", "-compress", "LZW", *tiles),
        truth="ImageMagick",
        off=(1, 2),
    )
    cases.add(
        "magick-lab.tif",
        W,
        "CIELab",
        magick(pictures.smooth(301, 219), "-colorspace", "Lab", "-compress", "LZW"),
        truth="ImageMagick",
        off=(2, 40),
    )
    cases.add(
        "magick-ptif.tif", W, "pyramid (ptif)", magick(a, "-compress", "Zip", *tiles, kind="ptif:"), truth="libtiff"
    )
    cases.add(
        "magick-pages.tif",
        W,
        "two pages of RGB",
        lambda path: run("convert-im6.q16", source(path, a), "(", "+clone", "-negate", ")", "-compress", "LZW", path),
        np.stack([a, 255 - a]),
        "ZYXS",
    )
    cases.add(
        "magick-dpi.tif",
        W,
        "50800 dots an inch",
        magick(a, "-units", "PixelsPerInch", "-density", "50800", *tiles),
        a,
        pixel_size=(0.5, 0.5),
    )
