"""Programs that are asked through Python or their command line. Each shows a file as pages: rows, columns, samples."""

import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import cv2
import openslide
import PIL
import PIL.Image
import tifffile
from osgeo import gdal

import coders
import images
from programs import Refused, first_words, run

gdal.UseExceptions()
PIL.Image.MAX_IMAGE_PIXELS = None
logging.disable(logging.CRITICAL)


def of_openslide(path):
    with openslide.OpenSlide(str(path)) as slide:
        pages = [
            np.asarray(slide.read_region((0, 0), level, size)) for level, size in enumerate(slide.level_dimensions)
        ]
        return [over_white(page) for page in pages]


def over_white(rgba):
    alpha = rgba[..., 3:].astype(np.uint16)
    straight = (rgba[..., :3] * (alpha == 255) + 255 * (alpha == 0)).astype(np.uint8)
    return straight if ((alpha == 0) | (alpha == 255)).all() else rgba


VIPS_TYPES = {
    "uchar": "u1",
    "char": "i1",
    "ushort": "u2",
    "short": "i2",
    "uint": "u4",
    "int": "i4",
    "float": "f4",
    "double": "f8",
}


def of_libvips(path):
    """All pages of the chain, then the SubIFDs of the first."""
    header = {}
    for line in run("vipsheader", "-a", path).decode("utf-8", "replace").splitlines():
        key, colon, value = line.partition(": ")
        if colon:
            header.setdefault(key.strip(), value.strip())
    pages = int(header.get("n-pages", 1))
    subifds = int(header.get("n-subifds", 0))
    is_tiff = header.get("vips-loader") == "tiffload"
    options = [f"[page={page}]" for page in range(pages)] if is_tiff and pages > 1 else [""]
    shown = [vips_image(f"{path}{option}") for option in options]
    sizes = {page.shape[:2] for page in shown}
    for subifd in range(subifds):
        page = vips_image(f"{path}[subifd={subifd}]")
        if page.shape[:2] not in sizes:
            shown.append(page)
    return shown


def vips_image(source):
    with tempfile.NamedTemporaryFile(suffix=".v") as file:
        run("vips", "copy", source, file.name)
        bytes_ = open(file.name, "rb").read()
    width, height, bands = np.frombuffer(bytes_, "<i4", 3, 4)
    kind = list(VIPS_TYPES.values())[[0, 1, 2, 3, 4, 5, 6, 8].index(np.frombuffer(bytes_, "<i4", 1, 20)[0])]
    return np.frombuffer(bytes_, "<" + kind, width * height * bands, 64).reshape(height, width, bands)


def of_libtiff(path):
    """libtiff decodes when tiffcp copies to a file without compression, whose samples are then plain to see. Where that
    copy keeps the subsampling of its colours, tiff2rgba makes colours of them, for one directory after another."""
    with tempfile.NamedTemporaryFile(suffix=".tif") as file:
        run("tiffcp", "-c", "none", "-s", path, file.name)
        with tifffile.TiffFile(file.name) as copy:
            if all(530 not in page.tags for page in copy.pages):
                return [tifffile_page(page) for page in copy.pages]
        run("tiff2rgba", "-c", "none", path, file.name)
        with tifffile.TiffFile(file.name) as copy:
            return [tifffile_page(page) for page in copy.pages]


def of_tifffile(path):
    """Planes in the order of t, z, channels where the file tells it, else each picture once: a directory may be in the
    chain and in a SubIFD, and two may point at the same tiles."""
    with tifffile.TiffFile(str(path)) as file:
        if (file.is_ome or file.is_imagej) and set(file.series[0].axes) & set("TZC"):
            levels = [images.canonical(level.asarray(), level.axes) for level in file.series[0].levels]
            return [page for level in levels for page in level.reshape((-1,) + level.shape[3:])]
    # Opened again, since asking for series makes it forget what directories are of their own.
    with tifffile.TiffFile(str(path)) as file:
        directories = list(file.pages)
        directories += [
            page.pages.get(i, aspage=True) for page in file.pages if page.pages for i in range(len(page.pages))
        ]
        pages, places = [], set()
        for directory in directories:
            place = tuple(directory.dataoffsets) if any(directory.dataoffsets) else directory.offset
            if place not in places:
                places.add(place)
                pages.append(tifffile_page(directory))
        return pages


def tifffile_page(page):
    """The samples as they would be shown: palettes looked up, white made the largest value, planes made samples."""
    try:
        a = page.asarray()
    except Exception as problem:
        raise Refused(str(problem).splitlines()[0])
    if a.ndim == 3 and page.planarconfig == 2:
        a = np.moveaxis(a, 0, 2)
    if page.photometric == 3 and page.colormap is not None:
        return (np.moveaxis(page.colormap, 0, 1)[a.astype(np.int64)] >> 8).astype(np.uint8)
    if a.dtype == bool:
        a = a.astype(np.uint8)
    bits = page.bitspersample if isinstance(page.bitspersample, int) else 0
    if page.photometric == 0 and a.dtype.kind == "u":
        a = (2 ** (bits or 8 * a.dtype.itemsize) - 1 - a).astype(a.dtype)
    if bits in (1, 2, 4):
        a = (a.astype(np.uint16) * 255 // (2**bits - 1)).astype(np.uint8)
    return a if a.ndim == 3 else a[..., None]


def of_gdal(path):
    """The first image and its overviews, then the other images of the file."""

    def array(bands):
        planes = []
        for band in bands:
            a = band.ReadAsArray()
            if band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE":
                a = a.view(np.int8)
            table = band.GetColorTable()
            if table is not None:
                colours = np.asarray([table.GetColorEntry(i)[:3] for i in range(table.GetCount())], np.uint8)
                return colours[a.clip(0, len(colours) - 1)]
            planes.append(a)
        return np.stack(planes, 2)

    try:
        dataset = gdal.Open(str(path))
        bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
        pages, sizes = [array(bands)], set()
        for level in range(bands[0].GetOverviewCount()):
            # GDAL lists an overview twice that is in the chain and in a SubIFD.
            size = bands[0].GetOverview(level).XSize, bands[0].GetOverview(level).YSize
            if size not in sizes:
                pages.append(array([band.GetOverview(level) for band in bands]))
            sizes.add(size)
        for name, _ in dataset.GetSubDatasets()[1:]:
            other = gdal.Open(name)
            pages.append(array([other.GetRasterBand(i + 1) for i in range(other.RasterCount)]))
        return pages
    except RuntimeError as problem:
        raise Refused(str(problem))


def of_pillow(path):
    try:
        with PIL.Image.open(path) as image:
            pages = []
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                image.load()
                shown = image
                if image.mode in ("P", "CMYK", "YCbCr", "LAB", "PA", "La", "RGBa"):
                    shown = image.convert("RGB")
                if image.mode == "1":
                    shown = image.convert("L")
                a = np.asarray(shown)
                if (
                    image.mode == "I"
                    and a.dtype == np.int32
                    and a.size
                    and a.min() >= 0
                    and image.tag_v2.get(258, (32,))[0] == 16
                ):
                    a = a.astype(np.uint16)
                pages.append(a if a.ndim == 3 else a[..., None])
            return pages
    except (OSError, ValueError, SyntaxError, KeyError, RuntimeError, TypeError) as problem:
        raise Refused(str(problem).splitlines()[0] if str(problem) else type(problem).__name__)


def of_opencv(path):
    try:
        ok, pages = cv2.imreadmulti(str(path), flags=cv2.IMREAD_UNCHANGED)
        if not pages:
            one = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
            ok, pages = one is not None, [one]
    except cv2.error as problem:
        raise Refused(str(problem).strip().splitlines()[0])
    if not ok:
        raise Refused("it opens nothing")
    shown = []
    for page in pages:
        page = page if page.ndim == 3 else page[..., None]
        shown.append(page[..., [2, 1, 0] + list(range(3, page.shape[2]))] if page.shape[2] >= 3 else page)
    return shown


def of_imagemagick(path):
    """Samples of 16 bits, brought down to 8 where the file has no more."""
    lines = (
        run("convert-im6.q16", path, "-format", "%w %h %z %[channels] %[colorspace]\n", "info:").decode().split("\n")
    )
    pages = []
    for number, line in enumerate(filter(None, lines)):
        width, height, depth, channels, space = (line.split() + [""])[:5]
        grey = "gray" in channels.lower() or space.lower() == "gray"
        command = ["convert-im6.q16", f"{path}[{number}]", "-alpha", "off", "-depth", 16, "-endian", "LSB"]
        if not grey and space.lower() not in ("srgb", "rgb"):
            command += ["-colorspace", "sRGB"]
        raw = run(*command, "gray:-" if grey else "rgb:-")
        a = np.frombuffer(raw, "<u2").reshape(int(height), int(width), 1 if grey else 3)
        pages.append((a // 257).astype(np.uint8) if int(depth) <= 8 else a)
    return pages


def of_tile_decoders(path):
    """The first directory put together from its tiles, each decoded by the program of its codec."""
    with tifffile.TiffFile(str(path)) as file:
        page = file.pages[0]
        decode = coders.TILE_DECODERS.get(int(page.tags[259].value))
        if decode is None or not page.is_tiled:
            raise Refused("not asked")
        across = -(-page.imagewidth // page.tilewidth)
        tiles = []
        for offset, count in zip(page.dataoffsets, page.databytecounts):
            file.filehandle.seek(offset)
            tiles.append(decode(file.filehandle.read(count)))
        rows = [np.concatenate(tiles[i : i + across], axis=1) for i in range(0, len(tiles), across)]
        whole = np.concatenate(rows)[: page.imagelength, : page.imagewidth]
        return [whole if whole.ndim == 3 else whole[..., None]]


READERS = {
    "OpenSlide": of_openslide,
    "libvips": of_libvips,
    "libtiff": of_libtiff,
    "GDAL": of_gdal,
    "ImageMagick": of_imagemagick,
    "tifffile": of_tifffile,
    "Pillow": of_pillow,
    "OpenCV": of_opencv,
    "codecs": of_tile_decoders,
}
OWN_PROCESSES = {"libvips", "libtiff", "ImageMagick", "codecs"}


def versions():
    magick = first_words("convert-im6.q16", "-version")[0].split()[2]
    return {
        "OpenSlide": openslide.__library_version__,
        "libvips": first_words("vips", "--version")[0].split("-")[1],
        "libtiff": first_words("tiffinfo", "-h")[0].split("Version")[-1].strip()
        if first_words("tiffinfo", "-h")
        else "?",
        "GDAL": gdal.__version__,
        "ImageMagick": magick,
        "tifffile": tifffile.__version__,
        "Pillow": PIL.__version__,
        "OpenCV": cv2.__version__,
    }


def look(name, path):
    """Pages that a program shows, or the reason of its refusal."""
    try:
        return READERS[name](path), None
    except Refused as problem:
        return None, str(problem) or "without a word"
    except Exception as problem:
        return None, f"{type(problem).__name__}: {problem}".splitlines()[0]


def look_at_all(names, paths, jobs):
    """For each program what it shows of each file. Those that are processes of their own run side by side; libraries of
    Python do not, since not all of them are made for threads."""
    with ThreadPoolExecutor(jobs) as pool:
        seen = {name: list(pool.map(lambda path: look(name, path), paths)) for name in names if name in OWN_PROCESSES}
    for name in names:
        if name not in OWN_PROCESSES:
            seen[name] = [look(name, path) for path in paths]
    return {name: dict(zip(paths, seen[name])) for name in names}
