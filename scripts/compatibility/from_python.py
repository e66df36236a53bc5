"""Files by Pillow, OpenCV and further ones by GDAL, libvips, libtiff, tifffile and pydicom: what people write from Python and on the command line."""

import cv2
import numpy as np
import PIL.Image
import tifffile
from osgeo import gdal, gdal_array

import pictures
from from_libraries import magick, source, translate, vips
from programs import run


def add_all(cases):
    pillow(cases)
    opencv(cases)
    gdal_more(cases)
    libvips_more(cases)
    tifffile_more(cases)
    images_of_the_web(cases)


def pillow(cases):
    a, grey, one = pictures.rgb(201, 149), pictures.grey(201, 149), pictures.bits(201, 149) * 255

    def save(image, **options):
        return lambda path: image.save(path, **options)

    rgb = PIL.Image.fromarray(a)
    for compression in ["raw", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "packbits", "lzma", "zstd", "webp"]:
        loss = {"truth": "libtiff", "off": (1, 8)} if compression == "webp" else {"levels": a}
        picture = PIL.Image.fromarray(pictures.smooth(201, 149)) if compression == "webp" else rgb
        cases.add(
            f"pillow-{compression}.tif", "Pillow", f"RGB, {compression}", save(picture, compression=compression), **loss
        )
    for quality in (40, 80, 100):
        soft = PIL.Image.fromarray(pictures.smooth(201, 149))
        cases.add(
            f"pillow-jpeg-{quality}.tif",
            "Pillow",
            f"JPEG of quality {quality} in strips",
            save(soft, compression="jpeg", quality=quality),
            truth="Pillow",
            off=(1.5, 12),
        )
    for compression in ["group3", "group4", "tiff_ccitt", "raw", "tiff_lzw", "packbits"]:
        image = PIL.Image.fromarray(one).convert("1")
        cases.add(
            f"pillow-bit-{compression}.tif",
            "Pillow",
            f"1 bit, {compression}",
            save(image, compression=compression),
            one,
            "YX",
        )
    cases.add("pillow-grey.tif", "Pillow", "grey", save(PIL.Image.fromarray(grey)), grey, "YX")
    deep = pictures.grey(201, 149, "u2")
    cases.add("pillow-u2.tif", "Pillow", "uint16 (I;16)", save(PIL.Image.fromarray(deep)), deep, "YX")
    cases.add(
        "pillow-i4.tif",
        "Pillow",
        "int32 (I)",
        save(PIL.Image.fromarray(pictures.grey(201, 149, "i4"))),
        pictures.grey(201, 149, "i4"),
        "YX",
    )
    cases.add(
        "pillow-f4.tif",
        "Pillow",
        "float32 (F)",
        save(PIL.Image.fromarray(pictures.grey(201, 149, "f4"))),
        pictures.grey(201, 149, "f4"),
        "YX",
    )
    cases.add(
        "pillow-palette.tif", "Pillow", "palette (P)", save(rgb.quantize(64), compression="tiff_lzw"), truth="Pillow"
    )
    cases.add(
        "pillow-cmyk.tif",
        "Pillow",
        "CMYK",
        save(rgb.convert("CMYK"), compression="tiff_lzw"),
        truth="Pillow",
        off=(1, 2),
    )
    cases.add("pillow-lab.tif", "Pillow", "LAB", save(lab(pictures.smooth(201, 149))), truth="ImageMagick", off=(3, 40))
    rgba = np.dstack([a, np.full((149, 201), 255, "u1")])
    cases.add("pillow-rgba.tif", "Pillow", "RGBA, opaque", save(PIL.Image.fromarray(rgba), compression="tiff_lzw"), a)
    cases.add(
        "pillow-la.tif",
        "Pillow",
        "grey with alpha, as two channels",
        save(PIL.Image.fromarray(grey).convert("LA")),
        np.stack([grey, np.full_like(grey, 255)]),
        "CYX",
    )
    frames = [PIL.Image.fromarray(pictures.rgb(201, 149, seed=seed)) for seed in range(3)]
    cases.add(
        "pillow-frames.tif",
        "Pillow",
        "three frames",
        save(frames[0], save_all=True, append_images=frames[1:]),
        np.stack([np.asarray(f) for f in frames]),
        "ZYXS",
    )
    cases.add(
        "pillow-dpi.tif", "Pillow", "dots an inch: 50800", save(rgb, dpi=(50800, 50800)), a, pixel_size=(0.5, 0.5)
    )


def lab(array):
    """Pillow converts to LAB by littleCMS only."""
    from PIL import ImageCms

    change = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    return ImageCms.applyTransform(PIL.Image.fromarray(array), change)


def opencv(cases):
    def write(array, parameters=()):
        shown = array[..., ::-1] if array.ndim == 3 else array
        return lambda path: cv2.imwrite(str(path), np.ascontiguousarray(shown), list(parameters))

    for dtype in ["u1", "u2", "f4", "f8", "i1", "i2", "i4"]:
        a = pictures.grey(201, 149, dtype)
        cases.add(f"opencv-{dtype}.tif", "OpenCV", f"{np.dtype(dtype).name}, LZW", write(a), a, "YX")
    for dtype in ["u1", "u2"]:
        a = pictures.rgb(201, 149, dtype)
        cases.add(
            f"opencv-rgb-{dtype}.tif", "OpenCV", f"RGB of {np.dtype(dtype).name}, LZW with predictor", write(a), a
        )
        cases.add(f"opencv-rgb-{dtype}.png", "OpenCV", f"PNG, RGB of {np.dtype(dtype).name}", write(a), a)
    a = pictures.rgb(201, 149)
    for scheme in (1, 8, 32946, 32773):
        cases.add(
            f"opencv-scheme-{scheme}.tif",
            "OpenCV",
            f"compression {scheme}",
            write(a, (cv2.IMWRITE_TIFF_COMPRESSION, scheme)),
            a,
        )
    colour = pictures.rgb(201, 149).astype("f4") / 255
    cases.add("opencv-rgb-f4.tif", "OpenCV", "RGB of float32, as SGI LogLuv", write(colour), refusal="SGI log")
    cases.add(
        "opencv.jpg", "OpenCV", "JPEG of quality 95", write(pictures.smooth(201, 149)), truth="Pillow", off=(1.5, 12)
    )
    cases.add(
        "opencv-restart.jpg",
        "OpenCV",
        "JPEG with restart intervals",
        write(pictures.smooth(201, 149), (cv2.IMWRITE_JPEG_RST_INTERVAL, 3)),
        truth="Pillow",
        off=(1.5, 12),
    )
    cases.add("opencv.bmp", "OpenCV", "BMP", write(a), a)

    def pages(path):
        cv2.imwritemulti(str(path), [pictures.rgb(201, 149, seed=seed)[..., ::-1] for seed in range(3)])

    cases.add(
        "opencv-pages.tif",
        "OpenCV",
        "three pages",
        pages,
        np.stack([pictures.rgb(201, 149, seed=seed) for seed in range(3)]),
        "ZYXS",
    )


def cog(array, options):
    def make(path):
        bands = array if array.ndim == 2 else np.moveaxis(array, 2, 0)
        gdal.GetDriverByName("COG").CreateCopy(
            str(path), gdal_array.OpenArray(np.ascontiguousarray(bands)), options=options
        )

    return make


def gdal_more(cases):
    a, soft = pictures.rgb(701, 599), pictures.smooth(701, 599)
    for compression in ["NONE", "LZW", "DEFLATE", "ZSTD", "LERC"]:
        cases.add(
            f"gdal-cog-{compression.lower()}.tif",
            "GDAL",
            f"cloud optimized, {compression}",
            cog(a, [f"COMPRESS={compression}", "BLOCKSIZE=128", "OVERVIEWS=AUTO"]),
            truth="GDAL",
        )
    cases.add(
        "gdal-cog-jpeg.tif",
        "GDAL",
        "cloud optimized, JPEG",
        cog(soft, ["COMPRESS=JPEG", "BLOCKSIZE=128"]),
        truth="GDAL",
        off=(1.5, 12),
    )
    cases.add(
        "gdal-cog-webp.tif",
        "GDAL",
        "cloud optimized, WebP",
        cog(soft, ["COMPRESS=WEBP", "BLOCKSIZE=128"]),
        truth="GDAL",
        off=(1.5, 12),
    )
    cases.add(
        "gdal-cog-u2-predictor.tif",
        "GDAL",
        "cloud optimized, uint16, predictor",
        cog(pictures.grey(701, 599, "u2"), ["COMPRESS=DEFLATE", "PREDICTOR=YES", "BLOCKSIZE=128"]),
        truth="GDAL",
    )
    cases.add(
        "gdal-cog-f4-predictor.tif",
        "GDAL",
        "cloud optimized, float32, predictor 3",
        cog(pictures.grey(701, 599, "f4"), ["COMPRESS=ZSTD", "PREDICTOR=YES", "BLOCKSIZE=128"]),
        truth="GDAL",
    )
    tiles = ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]
    five = pictures.planes(5, 201, 149, "u2")
    for interleave in ["PIXEL", "BAND"]:
        cases.add(
            f"gdal-5-bands-{interleave.lower()}.tif",
            "GDAL",
            f"five bands of uint16, {interleave.lower()}",
            translate(np.moveaxis(five, 0, 2), tiles + [f"INTERLEAVE={interleave}", "COMPRESS=LZW", "PREDICTOR=2"]),
            five,
            "CYX",
        )
    for bits in (3, 5, 6, 7, 9, 10, 11, 13, 14, 15):
        dtype = "u1" if bits < 8 else "u2"
        b = pictures.grey(201, 149, dtype) >> (np.dtype(dtype).itemsize * 8 - bits)
        shown = (b.astype("u4") * 255 // (2**bits - 1)).astype("u1") if bits < 8 else b
        cases.add(
            f"gdal-{bits}-bits.tif",
            "GDAL",
            f"{bits} bits",
            translate(b, tiles + [f"NBITS={bits}", "COMPRESS=LZW"]),
            shown,
            "YX",
        )
    signed = pictures.grey(201, 149, "i1")
    cases.add(
        "gdal-i1.tif",
        "GDAL",
        "signed bytes",
        translate(signed.view("u1"), tiles + ["PIXELTYPE=SIGNEDBYTE"]),
        signed,
        "YX",
    )
    cases.add(
        "gdal-rgb-u2-be.tif",
        "GDAL",
        "RGB of 16 bits, big-endian, Zstandard, predictor",
        translate(
            pictures.rgb(201, 149, "u2"), tiles + ["COMPRESS=ZSTD", "PREDICTOR=2", "ENDIANNESS=BIG", "PHOTOMETRIC=RGB"]
        ),
        pictures.rgb(201, 149, "u2"),
    )
    for side in (16, 48, 512):
        cases.add(
            f"gdal-tile-{side}.tif",
            "GDAL",
            f"tiles of {side}",
            translate(
                pictures.rgb(201, 149), ["TILED=YES", f"BLOCKXSIZE={side}", f"BLOCKYSIZE={side}", "COMPRESS=DEFLATE"]
            ),
            pictures.rgb(201, 149),
        )


def libvips_more(cases):
    def add(name, what, array, options, **expected):
        cases.add(
            f"vips-{name}.tif",
            "libvips",
            what,
            vips(array, options),
            axes="YXS" if array.ndim == 3 else "YX",
            **({"truth": "libvips"} | expected),
        )

    tiles = " --tile --tile-width 64 --tile-height 64"
    a = pictures.rgb(301, 219)
    for dtype in ["i1", "i2", "u4", "i4", "f4"]:
        b = pictures.grey(301, 219, dtype)
        add(
            f"{dtype}-pyramid",
            f"{np.dtype(dtype).name}, pyramid, whose levels do not say so",
            b,
            f"--compression deflate{tiles} --pyramid",
            means=dtype,
            convention=None if dtype == "u4" else "libvips and the others take them for unsigned integers",
        )
    for shrink in ["median", "mode", "max", "min"]:
        add(
            f"shrink-{shrink}",
            f"pyramid, region-shrink {shrink}",
            a,
            f"--compression lzw{tiles} --pyramid --region-shrink {shrink} --subifd",
        )
    add(
        "tile-256",
        "image smaller than its tile",
        pictures.rgb(100, 37),
        "--tile --tile-width 256 --tile-height 256 --compression lzw",
        levels=pictures.rgb(100, 37),
    )
    add(
        "lossless-jp2k-grey",
        "JPEG 2000 (33004), grey, pyramid",
        pictures.grey(301, 219),
        f"--compression jp2k --lossless{tiles} --pyramid",
    )
    add(
        "webp-grey",
        "WebP with loss, quality 60",
        pictures.smooth(301, 219),
        f"--compression webp --Q 60{tiles}",
        off=(1.5, 12),
    )
    add(
        "rgb16-jp2k",
        "JPEG 2000 (33004), RGB of 16 bits",
        pictures.rgb(301, 219, "u2"),
        f"--compression jp2k --lossless{tiles}",
        off=(200, 800),
    )
    for level in (1, 22):
        add(f"zstd-{level}", f"Zstandard of level {level}", a, f"--compression zstd --level {level}{tiles}", levels=a)

    def jpegsave(path, *options):
        run("vips", "jpegsave", source(path, pictures.smooth(301, 219)), path, *options)

    for name, options in [
        ("q60", ("--Q", "60")),
        ("444", ("--subsample-mode", "off")),
        ("interlaced", ("--interlace", "--optimize-coding")),
        ("restart", ("--restart-interval", "4")),
    ]:
        cases.add(
            f"vips-{name}.jpg",
            "libvips",
            f"JPEG, {name}",
            lambda path, options=options: jpegsave(path, *options),
            truth="Pillow",
            off=(1.5, 12),
        )
    for name, options in [
        ("plain", ()),
        ("interlaced", ("--interlace",)),
        ("palette", ("--palette",)),
        ("bit-depth-4", ("--bitdepth", "4")),
    ]:
        cases.add(
            f"vips-{name}.png",
            "libvips",
            f"PNG, {name}",
            lambda path, options=options: run("vips", "pngsave", source(path, a), path, *options),
            truth="Pillow",
        )


def tifffile_more(cases):
    def add(name, what, array, axes="YXS", expected=None, **options):
        make = lambda path: tifffile.imwrite(path, array, **options)
        cases.add(f"tifffile-{name}", "tifffile", what, make, array if expected is None else expected, axes)

    for dtype in ["u4", "i2", "f4"]:
        a = np.stack([pictures.grey(150, 101, dtype, seed) for seed in range(3)], 2)
        add(
            f"rgb-{dtype}.tif",
            f"RGB of {np.dtype(dtype).name}, as three channels",
            a,
            "CYX",
            np.moveaxis(a, 2, 0),
            photometric="rgb",
            tile=(64, 64),
        )
    a = pictures.rgb(150, 101, "u2")
    alpha = np.full((101, 150, 1), 65535, "u2")
    add(
        "rgba-u2.tif",
        "RGB of 16 bits with straight alpha, opaque",
        np.dstack([a, alpha]),
        "YXS",
        a,
        photometric="rgb",
        tile=(64, 64),
        extrasamples=["unassalpha"],
    )
    grey = pictures.grey(150, 101)
    add(
        "grey-alpha.tif",
        "grey with straight alpha, as two channels",
        np.dstack([grey, np.full_like(grey, 255)]),
        "CYX",
        np.stack([grey, np.full_like(grey, 255)]),
        photometric="minisblack",
        planarconfig="contig",
        extrasamples=["unassalpha"],
    )
    b = np.stack([pictures.rgb(150, 101, seed=seed) for seed in range(6)])
    add(
        "ome-rgb-zt.ome.tif",
        "OME-TIFF, RGB, 2 t, 3 z",
        b.reshape(2, 3, 101, 150, 3),
        "TZYXS",
        ome=True,
        photometric="rgb",
        metadata={"axes": "TZYXS"},
        compression="zlib",
    )
    add(
        "ome-rgb-planar.ome.tif",
        "OME-TIFF, RGB in planes",
        np.moveaxis(b[0], 2, 0),
        "YXS",
        b[0],
        ome=True,
        photometric="rgb",
        planarconfig="separate",
        metadata={"axes": "SYX"},
    )
    add(
        "ome-big.ome.tif",
        "OME-TIFF, BigTIFF, big-endian, 4 c",
        pictures.planes(4, 150, 101, "u2"),
        "CYX",
        ome=True,
        photometric="minisblack",
        bigtiff=True,
        byteorder=">",
        metadata={"axes": "CYX"},
    )
    add("ome.btf", "BigTIFF named .btf, tiles", pictures.rgb(150, 101), photometric="rgb", bigtiff=True, tile=(64, 64))
    add(
        "imagej-czt.tif",
        "ImageJ's hyperstack: 2 t, 3 z, 2 c, float32",
        pictures.planes(12, 90, 61, "f4").reshape(2, 3, 2, 61, 90),
        "TZCYX",
        imagej=True,
        metadata={"axes": "TZCYX"},
    )
    add("imagej-c-rgb.tif", "ImageJ's stack: 4 t, RGB", b[:4], "TYXS", imagej=True, metadata={"axes": "TYXS"})
    add(
        "palette-u2.tif",
        "palette of 16 bits",
        pictures.grey(150, 101, "u2"),
        "YXS",
        palette(pictures.grey(150, 101, "u2")),
        photometric="palette",
        colormap=TABLE,
    )


TABLE = np.stack([np.arange(65536)[::-1], np.arange(65536) * 7 % 65536, np.arange(65536) * 91 % 65536]).astype("u2")


def palette(index):
    return (np.moveaxis(TABLE, 0, 1)[index] >> 8).astype("u1")


def images_of_the_web(cases):
    a, grey = pictures.rgb(301, 219), pictures.grey(301, 219)
    cases.add(
        "magick-grey16.png",
        "ImageMagick",
        "PNG, grey of 16 bits",
        magick(pictures.grey(301, 219, "u2"), "-define", "png:bit-depth=16", "-define", "png:color-type=0"),
        pictures.grey(301, 219, "u2"),
        "YX",
    )
    for depth in (2, 4):
        few = ((grey >> (8 - depth)).astype("u2") * 255 // (2**depth - 1)).astype("u1")
        cases.add(
            f"magick-grey-{depth}.png",
            "ImageMagick",
            f"PNG, grey of {depth} bits",
            magick(few, "-define", f"png:bit-depth={depth}", "-define", "png:color-type=0"),
            few,
            "YX",
        )
    rgba = np.dstack([a, np.full((219, 301), 255, "u1")])
    cases.add("pillow-rgba.png", "Pillow", "PNG, RGBA, opaque", lambda path: PIL.Image.fromarray(rgba).save(path), a)
    cases.add(
        "pillow-la.png",
        "Pillow",
        "PNG, grey with alpha, opaque",
        lambda path: PIL.Image.fromarray(grey).convert("LA").save(path),
        np.stack([grey] * 3, 2),
    )
    cases.add(
        "magick-interlaced16.png",
        "ImageMagick",
        "PNG, RGB of 16 bits, interlaced",
        magick(pictures.rgb(301, 219, "u2"), "-interlace", "PNG", "-define", "png:bit-depth=16"),
        pictures.rgb(301, 219, "u2"),
    )
    for name, kind in [("bmp2", "bmp2:"), ("bmp3", "bmp3:")]:
        cases.add(f"magick-{name}.bmp", "ImageMagick", f"BMP of version {name[-1]}", magick(a, kind=kind), a)
    cases.add(
        "magick-palette.bmp",
        "ImageMagick",
        "BMP, palette",
        magick(a, "+dither", "-colors", "200", "-type", "Palette", kind="bmp3:"),
        truth="Pillow",
    )
    cases.add(
        "magick-rle.bmp",
        "ImageMagick",
        "BMP, run lengths",
        magick(a, "+dither", "-colors", "16", "-type", "Palette", "-compress", "RLE", kind="bmp3:"),
        truth="Pillow",
    )
    cases.add(
        "magick-bit.bmp",
        "ImageMagick",
        "BMP, 1 bit",
        magick(pictures.bits(301, 219) * 255, "-monochrome", kind="bmp3:"),
        np.stack([pictures.bits(301, 219) * 255] * 3, 2),
    )
    cases.add(
        "magick-ycck.jpg",
        "ImageMagick",
        "JPEG, CMYK as ImageMagick writes it",
        magick(pictures.smooth(301, 219), "-colorspace", "CMYK", "-quality", "92"),
        truth="Pillow",
        off=(2, 12),
    )
    cases.add(
        "magick-1x1.jpg", "ImageMagick", "JPEG of 1 x 1", magick(pictures.smooth(1, 1)), truth="Pillow", off=(2, 4)
    )
    cases.add(
        "magick-17x300.jpg",
        "ImageMagick",
        "JPEG of 17 x 300",
        magick(pictures.smooth(17, 300)),
        truth="Pillow",
        off=(1.5, 12),
    )
