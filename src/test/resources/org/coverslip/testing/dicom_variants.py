"""Writes one whole-slide image in the ways that DICOM has, with pydicom, dcmtk, GDCM, OpenJPH and libjxl, for tests in another language.

    dicom_variants.py probe
    dicom_variants.py write FOLDER    a folder NAME for each with slide.dcm and expected.raw; prints "NAME TYPE SAMPLES TOLERANCE" lines

expected.raw is the total pixel matrix, little-endian, as pydicom decodes and converts it; where pydicom has no decoder, it is what was
encoded. Variants whose program is not installed are left out.
"""
import io
import os
import shutil
import subprocess
import sys
import warnings

import numpy
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate, generate_pixel_data_frame
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

WIDTH, HEIGHT, TILE = 200, 150, 64
COLUMNS, ROWS = -(-WIDTH // TILE), -(-HEIGHT // TILE)
FRAMES = COLUMNS * ROWS
Y, X = numpy.mgrid[0:ROWS * TILE, 0:COLUMNS * TILE]
# saturated, dark and smooth
COLOURS = numpy.stack([X * 3 % 256, Y * 5 % 256, (X + Y) // 2], -1).astype(numpy.uint8)


def tiles(image):
    return [numpy.ascontiguousarray(image[r:r + TILE, c:c + TILE]) for r in range(0, ROWS * TILE, TILE) for c in range(0, COLUMNS * TILE, TILE)]


def dataset(frames, bits=8, stored=None, signed=0, photometric="RGB", planar=0):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.77.1.6", generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    d = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    d.is_little_endian, d.is_implicit_VR = True, False
    d.SOPClassUID, d.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    d.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
    d.StudyInstanceUID = d.SeriesInstanceUID = d.FrameOfReferenceUID = generate_uid()
    d.Modality, d.DimensionOrganizationType, d.NumberOfFrames = "SM", "TILED_FULL", FRAMES
    d.SamplesPerPixel, d.PhotometricInterpretation = (1 if photometric[0] in "MP" else 3), photometric
    if d.SamplesPerPixel == 3:
        d.PlanarConfiguration = planar
    d.Rows = d.Columns = TILE
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = bits, stored or bits, (stored or bits) - 1, signed
    d.TotalPixelMatrixColumns, d.TotalPixelMatrixRows = WIDTH, HEIGHT
    d.PixelData = b"".join(frame.tobytes() for frame in frames)
    return d


def whole(frames):
    frames = [numpy.asarray(frame) for frame in frames]
    matrix = numpy.zeros((ROWS * TILE, COLUMNS * TILE) + frames[0].shape[2:], frames[0].dtype)
    for i, frame in enumerate(frames):
        matrix[i // COLUMNS * TILE:(i // COLUMNS + 1) * TILE, i % COLUMNS * TILE:(i % COLUMNS + 1) * TILE] = frame
    return matrix[:HEIGHT, :WIDTH]


def shown(path):
    d = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in d.file_meta:
        d.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2" if d.is_implicit_VR else "1.2.840.10008.1.2.1" if d.is_little_endian \
            else "1.2.840.10008.1.2.2"
    frames = list(d.pixel_array)
    if d.PhotometricInterpretation.startswith("YBR_FULL"):
        frames = [convert_color_space(frame, "YBR_FULL", "RGB") for frame in frames]
    elif d.PhotometricInterpretation == "PALETTE COLOR":
        frames = [apply_color_lut(frame, d) for frame in frames]
        frames = [(frame >> 8 if frame.dtype.itemsize == 2 else frame).astype(numpy.uint8) for frame in frames]
    elif d.PhotometricInterpretation == "MONOCHROME1":
        frames = [2 ** d.BitsStored - 1 - frame for frame in frames]
    return whole(frames)


class Variants:

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        return os.path.join(self.folder, name, "slide.dcm")

    def add(self, name, expected=None, tolerance=0):
        path = self.path(name)
        matrix = shown(path) if expected is None else expected
        matrix = matrix.astype(matrix.dtype.newbyteorder("<"))
        matrix.tofile(os.path.join(self.folder, name, "expected.raw"))
        kind = {"u": "UINT", "i": "INT", "f": "FLOAT"}[matrix.dtype.kind] + str(8 * matrix.dtype.itemsize)
        print(name, kind, 3 if matrix.ndim == 3 else 1, tolerance)

    def write(self, name, d, expected=None, tolerance=0):
        d.save_as(self.path(name), write_like_original=False)
        self.add(name, expected, tolerance)

    def encapsulated(self, name, source, syntax, frames, expected, **kw):
        """Frames under a syntax that pydicom need not know: put into the file by their bytes."""
        d = pydicom.dcmread(self.path(source))
        stand_in = "1.2.840.10008.1.2.4.90"
        d.file_meta.TransferSyntaxUID = stand_in
        d.PixelData = encapsulate(frames, **kw)
        d["PixelData"].is_undefined_length = True
        d.save_as(self.path(name), write_like_original=False)
        with open(self.path(name), "rb") as f:
            data = f.read()
        old, new = (uid.encode() + b"\0" * (len(uid) % 2) for uid in (stand_in, syntax))
        at = data.index(b"\2\0\20\0UI" + len(old).to_bytes(2, "little") + old)
        group = data.index(b"\2\0\0\0UL\4\0") + 8
        length = int.from_bytes(data[group:group + 4], "little") + len(new) - len(old)
        data = data[:group] + length.to_bytes(4, "little") + data[group + 4:at + 6] + len(new).to_bytes(2, "little") + new + data[at + 8 + len(old):]
        with open(self.path(name), "wb") as f:
            f.write(data)
        self.add(name, expected)

    def convert(self, name, source, *command, expected=None, tolerance=0):
        """A program's own file; one that refuses the source makes none."""
        if not shutil.which(command[0]):
            return
        run = subprocess.run([*command, self.path(source), self.path(name)], capture_output=True)
        if run.returncode == 0:
            self.add(name, expected, tolerance)
        else:
            shutil.rmtree(os.path.join(self.folder, name))


def colours(v):
    truth = COLOURS[:HEIGHT, :WIDTH]
    v.write("rgb", dataset(tiles(COLOURS)))
    for option in ("+te", "+tb", "+ti", "+td"):
        v.convert("dcmconv" + option, "rgb", "dcmconv", option)
        if option != "+td":
            v.convert("dcmconv-F" + option, "rgb", "dcmconv", "-F", option)
    v.convert("dcmcrle", "rgb", "dcmcrle")
    for options in ("+e1", "+el", "+eb", "+eb +cr", "+eb +s4", "+ee", "+eb +fs 1", "+eb +fs 1 -ot"):
        v.convert("dcmcjpeg" + options.replace(" ", ""), "rgb", "dcmcjpeg", *options.split(), tolerance=1 if "+eb" in options or "+ee" in options else 0)
    for options in ("+el", "+en", "+il", "+is"):
        v.convert("dcmcjpls" + options, "rgb", "dcmcjpls", options)
    v.convert("dcmcjpls+in", "rgb", "dcmcjpls", "+in", expected=truth)
    for options in ("--j2k", "--j2k --lossy -q 90", "--jpeg", "--jpegls", "--jpegls --lossy -e 2", "--rle"):
        v.convert("gdcmconv" + options.replace(" ", ""), "rgb", "gdcmconv", *options.split())
    lossy_gdcm(v)
    v.write("planar", dataset([tile.transpose(2, 0, 1) for tile in tiles(COLOURS)], planar=1))
    v.convert("planar+tb", "planar", "dcmconv", "+tb")
    ybr = [convert_color_space(tile, "RGB", "YBR_FULL") for tile in tiles(COLOURS)]
    v.write("ybr", dataset(ybr, photometric="YBR_FULL"))
    v.convert("ybr-rle", "ybr", "dcmcrle")
    v.convert("ybr-jls", "ybr", "dcmcjpls")
    v.convert("ybr-j2k", "ybr", "gdcmconv", "--j2k")
    v.convert("ybr-jpeg", "ybr", "dcmcjpeg", "+e1", tolerance=1)
    pairs = [tile.reshape(-1, 2, 3) for tile in ybr]
    halved = [numpy.stack([pair[:, 0, 0], pair[:, 1, 0], pair[:, 0, 1], pair[:, 0, 2]], -1) for pair in pairs]
    v.write("ybr422", dataset(halved, photometric="YBR_FULL_422"))
    v.write("ybr422-whole", dataset(ybr, photometric="YBR_FULL_422"), whole([convert_color_space(tile, "YBR_FULL", "RGB") for tile in ybr]))
    v.encapsulated("encapsulated", "rgb", "1.2.840.10008.1.2.1.98", [tile.tobytes() for tile in tiles(COLOURS)], truth)
    fragments(v, truth)


def lossy_gdcm(v):
    """GDCM halves the chroma of YCbCr and says RGB; pydicom believes it, Pillow takes the stream for what it is."""
    name = "gdcmconv--jpeg--lossy"
    if shutil.which("gdcmconv") and subprocess.run(["gdcmconv", "--jpeg", "--lossy", "-q", "95", v.path("rgb"), v.path(name)], capture_output=True).returncode == 0:
        frames = generate_pixel_data_frame(pydicom.dcmread(v.path(name)).PixelData, FRAMES)
        v.add(name, whole([Image.open(io.BytesIO(frame)).convert("RGB") for frame in frames]), 1)


def fragments(v, truth):
    """Frames in three fragments each, without a table."""
    for name in ("dcmcjpeg+e1", "dcmcjpls+el", "gdcmconv--j2k", "dcmcrle"):
        if os.path.exists(v.path(name)):
            d = pydicom.dcmread(v.path(name))
            frames = list(generate_pixel_data_frame(d.PixelData, FRAMES))
            v.encapsulated(name + "-fragments", name, str(d.file_meta.TransferSyntaxUID), frames, truth, fragments_per_frame=3, has_bot=False)
    other_programs(v, truth)


def coded(v, *command):
    """The tiles as a program codes them."""
    frames = []
    for tile in tiles(COLOURS):
        source, target = os.path.join(v.folder, "tile.ppm"), os.path.join(v.folder, "tile" + command[-1])
        Image.fromarray(tile).save(source)
        command_line = [word.replace("IN", source).replace("OUT", target) for word in command[:-1]]
        subprocess.run(command_line, capture_output=True, check=True)
        with open(target, "rb") as f:
            frames.append(f.read())
    return frames


def other_programs(v, truth):
    if shutil.which("ojph_compress"):
        frames = coded(v, "ojph_compress", "-i", "IN", "-o", "OUT", "-reversible", "true", ".j2c")
        for syntax in ("201", "202", "203"):
            v.encapsulated("htj2k" + syntax, "rgb", "1.2.840.10008.1.2.4." + syntax, frames, truth, fragments_per_frame=2, has_bot=False)
    if shutil.which("cjxl"):
        frames = coded(v, "cjxl", "-d", "0", "IN", "OUT", ".jxl")
        for syntax in ("110", "112"):
            v.encapsulated("jxl" + syntax, "rgb", "1.2.840.10008.1.2.4." + syntax, frames, truth, fragments_per_frame=2, has_bot=False)


def greys(v):
    ramp = X * 257 + Y * 31
    kinds = {"u8": (numpy.uint8, 8, 8, 0), "u16": (numpy.uint16, 16, 16, 0), "u12": (numpy.uint16, 16, 12, 0), "i16": (numpy.int16, 16, 16, 1),
             "i12": (numpy.int16, 16, 12, 1), "u32": (numpy.uint32, 32, 32, 0)}
    for name, (kind, bits, stored, signed) in kinds.items():
        image = (ramp % 2 ** stored - (2 ** (stored - 1) if signed else 0)).astype(kind)
        v.write(name, dataset(tiles(image), bits, stored, signed, "MONOCHROME2"))
        v.convert(name + "+tb", name, "dcmconv", "+tb")
        for program, *options in (["dcmcrle"], ["dcmcjpls"], ["dcmcjpeg", "+e1"], ["gdcmconv", "--j2k"], ["gdcmconv", "--jpegls"], ["gdcmconv", "--jpeg"]):
            if bits < 32:
                v.convert(name + "-" + program + "".join(options), name, program, *options)
    v.convert("u12-dcmcjpeg+ee", "u12", "dcmcjpeg", "+ee", tolerance=1)
    v.write("white-is-zero", dataset(tiles((ramp % 4096).astype(numpy.uint16)), 16, 12, 0, "MONOCHROME1"))
    for name, kind, keyword in (("float", "<f4", "FloatPixelData"), ("double", "<f8", "DoubleFloatPixelData")):
        image = (ramp / 7).astype(kind)
        d = dataset(tiles(image), int(kind[2]) * 8, photometric="MONOCHROME2")
        setattr(d, keyword, d.PixelData)
        for other in ("PixelData", "BitsStored", "HighBit", "PixelRepresentation"):
            delattr(d, other)
        v.write(name, d, image[:HEIGHT, :WIDTH])


def palettes(v):
    for name, bits, count, first, entry, form in (("palette", 8, 256, 0, 16, "words"), ("palette-few", 8, 100, 10, 16, "words"),
            ("palette-bytes", 8, 256, 0, 8, "bytes"), ("palette-wide", 16, 300, 5, 16, "words"), ("palette-segments", 8, 256, 0, 16, "segments")):
        image = ((X // 4 + Y // 4 * 3) % count + first).astype(numpy.uint8 if bits == 8 else numpy.uint16)
        d = dataset(tiles(image), bits, photometric="PALETTE COLOR")
        n = numpy.arange(count)
        for colour, values in (("Red", n * 255 // (count - 1)), ("Green", n * 7 % 256), ("Blue", 255 - n * 255 // (count - 1))):
            values = (values * 257 if entry == 16 else values).astype("<u2")
            setattr(d, colour + "PaletteColorLookupTableDescriptor", [count, first, entry])
            if form == "segments":
                values = numpy.concatenate([[0, 2], values[:2], [0, count - 2], values[2:]]).astype("<u2")
            data = values.astype(numpy.uint8).tobytes() if form == "bytes" else values.tobytes()
            setattr(d, ("Segmented" if form == "segments" else "") + colour + "PaletteColorLookupTableData", data)
        v.write(name, d)
        if form == "words":
            v.convert(name + "+tb", name, "dcmconv", "+tb")
            v.convert(name + "-rle", name, "dcmcrle")


def main(command, args):
    if command == "probe":
        return
    warnings.simplefilter("ignore")
    v = Variants(args[0])
    colours(v)
    greys(v)
    palettes(v)


main(sys.argv[1], sys.argv[2:])
