"""Files by ImageJ, plain images, DICOM, and by libraries of Node.js."""

import json

import numpy as np
import PIL.Image
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    generate_uid,
)

import coders
import pictures
from batches import HERE
from from_libraries import magick, source
from programs import run

WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6"


def imagej(cases):
    """Lines for the Java program that has ImageJ write; all files are made in one virtual machine, later."""

    def add(
        name,
        what,
        array,
        kind,
        c=1,
        z=1,
        t=1,
        axes="YX",
        expect=None,
        pixel_size="any",
        pixel_size_z=None,
        off=(0, 0),
        **words,
    ):
        line = {
            "type": kind,
            "width": array.shape[-2 if kind == "rgb" else -1],
            "height": array.shape[-3 if kind == "rgb" else -2],
            "c": c,
            "z": z,
            "t": t,
            **words,
        }

        def make(path):
            array.tofile(path.with_name("samples"))
            facts = {"target": path, "samples": path.with_name("samples"), **line}
            path.with_name("imagej").write_text("\t".join(f"{key}={value}" for key, value in facts.items()))
            path.touch()

        cases.add(
            f"imagej-{name}",
            "ImageJ",
            what,
            make,
            array if expect is None else expect,
            axes,
            pixel_size=pixel_size,
            pixel_size_z=pixel_size_z,
            off=off,
        )

    a = pictures.rgb(150, 101)
    add("rgb.tif", "RGB", a, "rgb", axes="YXS")
    add(
        "rgb-stack.tif",
        "RGB, 3 z",
        np.stack([pictures.rgb(150, 101, seed=s) for s in range(3)]),
        "rgb",
        z=3,
        axes="ZYXS",
    )
    for kind in ["uint8", "uint16", "float32"]:
        add(f"{kind}.tif", kind, pictures.grey(150, 101, kind), kind)
        add(f"{kind}-little.tif", f"{kind}, little-endian", pictures.grey(150, 101, kind), kind, intel="true")
    deep = pictures.planes(24, 150, 101, "u2").reshape(2, 3, 4, 101, 150)
    add("hyperstack.tif", "hyperstack: 4 c, 3 z, 2 t, uint16", deep, "uint16", 4, 3, 2, "TZCYX")
    add("channels.tif", "3 channels, float32", pictures.planes(3, 150, 101, "f4"), "float32", 3, axes="CYX")
    add("slices.tif", "7 z, uint8", pictures.planes(7, 150, 101), "uint8", z=7, axes="ZYX")
    add("frames.tif", "5 t, uint8", pictures.planes(5, 150, 101), "uint8", t=5, axes="TYX")
    for unit, pixel, size in [
        ("um", 0.25, 0.25),
        ("micron", 0.5, 0.5),
        ("µm", 0.25, 0.25),
        ("nm", 250, 0.25),
        ("mm", 0.001, 1.0),
        ("cm", 0.0001, 1.0),
        ("inch", 0.00001, 0.254),
    ]:
        add(
            f'unit-{unit.replace("µ", "mu-")}.tif',
            f"pixels of {pixel} {unit}",
            a,
            "rgb",
            axes="YXS",
            unit=unit,
            pixel=pixel,
            pixel_size=(size, size),
        )
    add("unit-pixel.tif", "no unit", a, "rgb", axes="YXS", pixel_size=None)
    add(
        "depth.tif",
        "7 z, 1.5 µm apart",
        pictures.planes(7, 150, 101),
        "uint8",
        z=7,
        axes="ZYX",
        unit="um",
        pixel=0.5,
        depth=1.5,
        pixel_size=(0.5, 0.5),
        pixel_size_z=1.5,
    )
    add(
        "inverted.tif",
        "inverting lookup table",
        pictures.grey(150, 101),
        "uint8",
        lut="invert",
        axes="YXS",
        expect=np.stack([255 - pictures.grey(150, 101)] * 3, 2),
    )
    add("rgb.png", "PNG, RGB", a, "rgb", axes="YXS", save="png")
    add("uint8.png", "PNG, uint8", pictures.grey(150, 101), "uint8", save="png")
    add("uint16.png", "PNG, uint16", pictures.grey(150, 101, "u2"), "uint16", save="png")
    add("rgb.bmp", "BMP, RGB", a, "rgb", axes="YXS", save="bmp")
    add("rgb.jpg", "JPEG, quality 75", pictures.smooth(150, 101), "rgb", axes="YXS", save="jpeg", off=(3, 40))


def plain(cases):
    a, grey = pictures.rgb(301, 219), pictures.grey(301, 219)

    def pillow(array, **options):
        return lambda path: PIL.Image.fromarray(array).save(path, **options)

    cases.add("pillow-rgb.png", "Pillow", "PNG, RGB", pillow(a), a)
    cases.add("pillow-grey.png", "Pillow", "PNG, grey", pillow(grey), grey, "YX")
    cases.add("pillow-rgb.bmp", "Pillow", "BMP, RGB", pillow(a), a)
    for name, options in [
        ("420", {"subsampling": 2}),
        ("422", {"subsampling": 1}),
        ("444", {"subsampling": 0}),
        ("progressive", {"progressive": True}),
    ]:
        cases.add(
            f"pillow-{name}.jpg",
            "Pillow",
            f"JPEG, {name}",
            pillow(pictures.smooth(301, 219), quality=88, **options),
            truth="Pillow",
            off=(1.5, 12),
        )
    cases.add("pillow-grey.jpg", "Pillow", "JPEG, grey", pillow(grey, quality=90), truth="Pillow", off=(1, 8))
    cases.add(
        "pillow-cmyk.jpg",
        "Pillow",
        "JPEG, CMYK by Adobe",
        lambda path: PIL.Image.fromarray(pictures.smooth(301, 219)).convert("CMYK").save(path, quality=92),
        truth="Pillow",
        off=(2, 12),
    )
    cases.add(
        "magick-rgb16.png",
        "ImageMagick",
        "PNG, RGB of 16 bits",
        magick(pictures.rgb(301, 219, "u2"), "-define", "png:bit-depth=16"),
        pictures.rgb(301, 219, "u2"),
    )
    cases.add("magick-interlaced.png", "ImageMagick", "PNG, interlaced", magick(a, "-interlace", "PNG"), a)
    cases.add(
        "magick-palette.png",
        "ImageMagick",
        "PNG, palette of 16 colours",
        magick(a, "+dither", "-colors", "16", kind="png8:"),
        truth="Pillow",
    )
    cases.add(
        "magick-bit.png",
        "ImageMagick",
        "PNG, 1 bit",
        magick(pictures.bits(301, 219) * 255, "-monochrome"),
        pictures.bits(301, 219) * 255,
        "YX",
    )
    for factors in ["4x1,1x1,1x1", "1x2,1x1,1x1", "2x2,2x1,2x1"]:
        cases.add(
            f'magick-{factors.split(",")[0]}-{factors.split(",")[1]}.jpg',
            "ImageMagick",
            f"JPEG, sampling factors {factors}",
            magick(pictures.smooth(301, 219), "-sampling-factor", factors, "-quality", "90"),
            truth="Pillow",
            off=(1.5, 16),
        )
    cases.add(
        "magick-rgb.jpg",
        "ImageMagick",
        "JPEG of RGB",
        magick(pictures.smooth(301, 219), "-colorspace", "RGB", "-set", "colorspace", "RGB", "-quality", "92"),
        truth="Pillow",
        off=(1.5, 12),
    )
    cases.add("jxr-rgb.jxr", "JxrEncApp", "JPEG XR without loss", lambda path: path.write_bytes(coders.jpeg_xr()(a)), a)
    cases.add(
        "jxr-grey.jxr",
        "JxrEncApp",
        "JPEG XR without loss, grey",
        lambda path: path.write_bytes(coders.jpeg_xr()(grey)),
        grey,
        "YX",
    )


def tiles_of(a, side):
    height, width = a.shape[:2]
    padded = np.pad(a, [(0, -height % side), (0, -width % side)] + [(0, 0)] * (a.ndim - 2), mode="edge")
    return [
        np.ascontiguousarray(padded[y : y + side, x : x + side])
        for y in range(0, height, side)
        for x in range(0, width, side)
    ]


def slide(a, syntax, encode=None, photometric=None, side=64):
    """A DICOM whole-slide image of one level, 0.5 µm a pixel; encode: of a frame, else they are stored as they are."""
    frames = tiles_of(a, side)
    colour = a.ndim == 3
    d = Dataset()
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID, d.file_meta.MediaStorageSOPClassUID, d.file_meta.MediaStorageSOPInstanceUID = (
        syntax,
        WHOLE_SLIDE,
        generate_uid(),
    )
    d.SOPClassUID, d.SOPInstanceUID = WHOLE_SLIDE, d.file_meta.MediaStorageSOPInstanceUID
    d.StudyInstanceUID, d.SeriesInstanceUID, d.FrameOfReferenceUID = generate_uid(), generate_uid(), generate_uid()
    d.Modality, d.ImageType, d.PatientName, d.PatientID = "SM", ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], "A", "B"
    d.StudyDate = d.ContentDate = "20260101"
    d.StudyTime = d.ContentTime = "000000"
    d.InstanceNumber, d.SeriesNumber = 1, 1
    d.Rows = d.Columns = side
    d.NumberOfFrames = len(frames)
    d.TotalPixelMatrixColumns, d.TotalPixelMatrixRows, d.TotalPixelMatrixFocalPlanes = a.shape[1], a.shape[0], 1
    d.SamplesPerPixel = 3 if colour else 1
    if colour:
        d.PlanarConfiguration = 0
    d.PhotometricInterpretation = photometric or ("RGB" if colour else "MONOCHROME2")
    d.BitsAllocated = d.BitsStored = 8 * a.dtype.itemsize
    d.HighBit, d.PixelRepresentation = d.BitsStored - 1, 0
    d.DimensionOrganizationType, d.NumberOfOpticalPaths = "TILED_FULL", 1
    measures, shared, path, origin = Dataset(), Dataset(), Dataset(), Dataset()
    measures.PixelSpacing, measures.SliceThickness = [0.0005, 0.0005], 0.001
    shared.PixelMeasuresSequence = Sequence([measures])
    d.SharedFunctionalGroupsSequence = Sequence([shared])
    path.OpticalPathIdentifier = "1"
    d.OpticalPathSequence = Sequence([path])
    origin.XOffsetInSlideCoordinateSystem, origin.YOffsetInSlideCoordinateSystem = 0, 0
    d.TotalPixelMatrixOriginSequence = Sequence([origin])
    d.ImageOrientationSlide = [0, -1, 0, -1, 0, 0]
    if encode:
        d.PixelData = encapsulate([encode(frame) for frame in frames])
        d["PixelData"].VR = "OB"
    else:
        samples = b"".join(frame.tobytes() for frame in frames)
        d.PixelData = (
            np.frombuffer(samples, "u2").byteswap().tobytes()
            if syntax == ExplicitVRBigEndian and a.dtype.itemsize > 1
            else samples + b"\0" * (len(samples) % 2)
        )
        d["PixelData"].VR = "OW" if a.dtype.itemsize > 1 else "OB"
    d.is_little_endian, d.is_implicit_VR = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    return d


def save(*args, **options):
    return lambda path: pydicom.dcmwrite(path, slide(*args, **options), write_like_original=False)


def converted(d, *command):
    """command: words, of which IN and OUT become paths."""

    def make(path):
        folder = path.parent.parent / (path.parent.name + "-source")
        folder.mkdir(exist_ok=True)
        plain = folder / "plain.dcm"
        pydicom.dcmwrite(plain, d, write_like_original=False)
        run(*[{"IN": plain, "OUT": path}.get(word, word) for word in command])

    return make


def dicom(cases):
    a, grey, smooth = pictures.rgb(150, 101), pictures.grey(150, 101, "u2"), pictures.smooth(150, 101)
    size = {"pixel_size": (0.5, 0.5)}
    for name, syntax in [
        ("explicit", ExplicitVRLittleEndian),
        ("implicit", ImplicitVRLittleEndian),
        ("big-endian", ExplicitVRBigEndian),
    ]:
        cases.add(
            f"pydicom-{name}.dcm",
            "pydicom",
            f"RGB, {name} little-endian" if name[0] != "b" else "RGB, big-endian",
            save(a, syntax),
            a,
            **size,
        )
        cases.add(f"pydicom-{name}-u2.dcm", "pydicom", f"uint16, {name}", save(grey, syntax), grey, "YX", **size)
    cases.add(
        "pydicom-white-is-zero.dcm",
        "pydicom",
        "MONOCHROME1",
        save(a[..., 0], ExplicitVRLittleEndian, photometric="MONOCHROME1"),
        255 - a[..., 0],
        "YX",
        **size,
    )
    for name, subsampling, photometric in [
        ("422", (2, 1), "YBR_FULL_422"),
        ("420", (2, 2), "YBR_FULL_422"),
        ("444", (1, 1), "YBR_FULL"),
        ("rgb-420", (2, 2), "RGB"),
    ]:
        cases.add(
            f"pydicom-jpeg-{name}.dcm",
            "pydicom, Pillow",
            f"JPEG frames, {name}, {photometric}",
            save(smooth, JPEGBaseline8Bit, coders.jpeg(92, subsampling), photometric),
            smooth,
            off=(3, 40),
            **size,
        )
    cases.add(
        "pydicom-jpeg2000.dcm",
        "pydicom, opj_compress",
        "JPEG 2000 frames without loss",
        save(a, JPEG2000Lossless, coders.jpeg2000(), "YBR_RCT"),
        a,
        **size,
    )
    base, deep = slide(a, ExplicitVRLittleEndian), slide(grey, ExplicitVRLittleEndian)
    for name, what, source_, expected, axes, command in [
        ("dcmtk-rle", "RLE", base, a, "YXS", ("dcmcrle", "IN", "OUT")),
        ("dcmtk-rle-u2", "RLE, uint16", deep, grey, "YX", ("dcmcrle", "IN", "OUT")),
        ("dcmtk-jpegls", "JPEG-LS without loss", base, a, "YXS", ("dcmcjpls", "IN", "OUT")),
        ("dcmtk-jpegls-u2", "JPEG-LS, uint16", deep, grey, "YX", ("dcmcjpls", "IN", "OUT")),
        ("dcmtk-jpeg-lossless", "JPEG without loss (.70)", base, a, "YXS", ("dcmcjpeg", "+e1", "+cn", "IN", "OUT")),
        (
            "dcmtk-jpeg-lossless-u2",
            "JPEG without loss (.70), uint16",
            deep,
            grey,
            "YX",
            ("dcmcjpeg", "+e1", "IN", "OUT"),
        ),
        ("dcmtk-jpeg-lossless-57", "JPEG without loss (.57)", base, a, "YXS", ("dcmcjpeg", "+el", "+cn", "IN", "OUT")),
        ("dcmtk-deflated", "Deflated", base, a, "YXS", ("dcmconv", "+td", "IN", "OUT")),
        ("dcmtk-big", "big-endian", base, a, "YXS", ("dcmconv", "+tb", "IN", "OUT")),
        ("gdcm-rle", "RLE", base, a, "YXS", ("gdcmconv", "--rle", "IN", "OUT")),
        ("gdcm-jpeg2000", "JPEG 2000 without loss", base, a, "YXS", ("gdcmconv", "--j2k", "IN", "OUT")),
        ("gdcm-jpeg2000-u2", "JPEG 2000 without loss, uint16", deep, grey, "YX", ("gdcmconv", "--j2k", "IN", "OUT")),
        ("gdcm-jpegls", "JPEG-LS", base, a, "YXS", ("gdcmconv", "--jpegls", "IN", "OUT")),
        ("gdcm-jpeg", "JPEG without loss", base, a, "YXS", ("gdcmconv", "--jpeg", "IN", "OUT")),
    ]:
        cases.add(f"{name}.dcm", name.split("-")[0], what, converted(source_, *command), expected, axes, **size)
    soft = slide(smooth, ExplicitVRLittleEndian)
    for name, what, command in [
        ("dcmtk-jpeg-420", "JPEG, 4:2:0", ("dcmcjpeg", "+eb", "+s2", "+q", "92", "IN", "OUT")),
        ("dcmtk-jpeg-444", "JPEG, 4:4:4", ("dcmcjpeg", "+eb", "+s4", "+q", "92", "IN", "OUT")),
        ("dcmtk-jpeg-rgb", "JPEG of RGB", ("dcmcjpeg", "+eb", "+cr", "+q", "95", "IN", "OUT")),
        ("gdcm-jpeg-lossy", "gdcm's JPEG with loss", ("gdcmconv", "--jpeg", "--lossy", "-q", "90", "IN", "OUT")),
        ("gdcm-jpeg2000-lossy", "JPEG 2000 with loss", ("gdcmconv", "--j2k", "--lossy", "-r", "10", "IN", "OUT")),
        ("dcmtk-jpegls-lossy", "JPEG-LS with loss", ("dcmcjpls", "+en", "+md", "2", "IN", "OUT")),
    ]:
        cases.add(f"{name}.dcm", name.split("-")[0], what, converted(soft, *command), smooth, off=(4, 60), **size)


def node(cases, modules):
    """Files by sharp and geotiff.js, written by write.cjs and write.mjs; modules: the folder of node_modules."""
    a, grey = pictures.rgb(301, 219), pictures.grey(301, 219)

    def by_sharp(array, options, output="tiff"):
        def make(path):
            array.tofile(path.with_name("samples"))
            words = {
                "width": array.shape[1],
                "height": array.shape[0],
                "channels": 1 if array.ndim == 2 else 3,
                "output": output,
                "options": options,
            }
            run(
                "env",
                f"NODE_PATH={modules}",
                "node",
                HERE / "sharp_write.cjs",
                path.with_name("samples"),
                path,
                json.dumps(words),
            )

        return make

    tiles = {"tile": True, "tileWidth": 64, "tileHeight": 64}
    for compression in ["none", "lzw", "deflate", "packbits", "webp"]:
        loss = {"off": (2, 60), "truth": "libvips"} if compression == "webp" else {"levels": a}
        picture = pictures.smooth(301, 219) if compression == "webp" else a
        cases.add(
            f"sharp-{compression}.tif",
            "sharp",
            f"{compression}, tiles",
            by_sharp(picture, {"compression": compression, "predictor": "none", **tiles}),
            **loss,
        )
    cases.add(
        "sharp-pyramid.tif",
        "sharp",
        "JPEG of quality 80, pyramid",
        by_sharp(pictures.smooth(301, 219), {"compression": "jpeg", "pyramid": True, **tiles}),
        truth="libvips",
        off=(1.5, 12),
    )
    cases.add(
        "sharp-pyramid-90.tif",
        "sharp",
        "JPEG of quality 95, pyramid",
        by_sharp(pictures.smooth(301, 219), {"compression": "jpeg", "quality": 95, "pyramid": True, **tiles}),
        truth="libvips",
        off=(1.5, 12),
    )
    cases.add(
        "sharp-bits.tif",
        "sharp",
        "1 bit, LZW",
        by_sharp(pictures.bits(301, 219) * 255, {"compression": "lzw", "predictor": "none", "bitdepth": 1}),
        truth="libvips",
    )
    cases.add(
        "sharp-bigtiff.tif",
        "sharp",
        "BigTIFF, Deflate",
        by_sharp(a, {"compression": "deflate", "bigtiff": True, **tiles}),
        a,
    )
    cases.add(
        "sharp-resolution.tif",
        "sharp",
        "2000 pixels a mm",
        by_sharp(a, {"compression": "lzw", "xres": 2000, "yres": 2000, "resolutionUnit": "cm"}),
        a,
        pixel_size=(0.5, 0.5),
    )
    cases.add("sharp-rgb.png", "sharp", "PNG", by_sharp(a, {}, "png"), a)
    cases.add(
        "sharp-rgb.jpg",
        "sharp",
        "JPEG by mozjpeg",
        by_sharp(pictures.smooth(301, 219), {"mozjpeg": True}, "jpeg"),
        truth="Pillow",
        off=(1.5, 12),
    )

    def by_geotiff(array):
        def make(path):
            array.tofile(path.with_name("samples"))
            words = {
                "width": array.shape[1],
                "height": array.shape[0],
                "samples": 1 if array.ndim == 2 else 3,
                "dtype": array.dtype.name,
            }
            run(
                "env",
                f"NODE_PATH={modules}",
                "node",
                HERE / "geotiff_write.mjs",
                path.with_name("samples"),
                path,
                json.dumps(words),
            )

        return make

    cases.add("geotiff-rgb.tif", "geotiff.js", "RGB", by_geotiff(a), a)
    cases.add("geotiff-grey.tif", "geotiff.js", "grey", by_geotiff(grey), grey, "YX")
    cases.add(
        "geotiff-u2.tif",
        "geotiff.js",
        "uint16",
        by_geotiff(pictures.grey(301, 219, "u2")),
        pictures.grey(301, 219, "u2"),
        "YX",
    )
    cases.add(
        "geotiff-f4.tif",
        "geotiff.js",
        "float32",
        by_geotiff(pictures.grey(301, 219, "f4")),
        pictures.grey(301, 219, "f4"),
        "YX",
    )
