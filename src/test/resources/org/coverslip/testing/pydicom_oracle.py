"""What pydicom says of a whole-slide image, for tests in another language.

    pydicom_oracle.py probe
    pydicom_oracle.py matrix FILE...  the total pixel matrix of a TILED_FULL file, row by row, for each focal plane of
                                      each optical path: RGB, or one little-endian sample of 8 or 16 bits
    pydicom_oracle.py frames FILE     the SHA-256 of each compressed frame without what pads it, a line for each

Frames in JPEG and JPEG 2000 are decoded by Pillow, by what the streams say themselves.
"""
import hashlib
import io
import sys

import numpy
import pydicom
from PIL import Image
from pydicom.encaps import generate_pixel_data_frame

TYPES = {8: numpy.uint8, 16: numpy.dtype("<u2")}


def frames(data):
    count = int(data.get("NumberOfFrames", 1))
    if not data.file_meta.TransferSyntaxUID.is_compressed:
        shape = (count, data.Rows, data.Columns, data.SamplesPerPixel)
        yield from numpy.frombuffer(data.PixelData, TYPES[data.BitsAllocated], numpy.prod(shape)).reshape(shape)
    else:
        for frame in generate_pixel_data_frame(data.PixelData, count):
            image = Image.open(io.BytesIO(frame))
            shape = (data.Rows, data.Columns, data.SamplesPerPixel)
            yield numpy.asarray(image.convert("RGB") if data.SamplesPerPixel == 3 else image).reshape(shape)


def write_matrices(data):
    width, height = data.TotalPixelMatrixColumns, data.TotalPixelMatrixRows
    columns, rows = -(-width // data.Columns), -(-height // data.Rows)
    shape = (rows * data.Rows, columns * data.Columns, data.SamplesPerPixel)
    matrix = numpy.zeros(shape, TYPES[data.BitsAllocated])
    for i, frame in enumerate(frames(data)):
        y, x = i % (columns * rows) // columns * data.Rows, i % columns * data.Columns
        matrix[y:y + data.Rows, x:x + data.Columns] = frame
        if (i + 1) % (columns * rows) == 0:
            sys.stdout.buffer.write(matrix[:height, :width].tobytes())


def main(command, args):
    if command == "probe":
        return
    if command == "frames":
        data = pydicom.dcmread(args[0])
        for frame in generate_pixel_data_frame(data.PixelData, int(data.NumberOfFrames)):
            print(hashlib.sha256(frame.rstrip(b"\0")).hexdigest())
        return
    for name in args:
        write_matrices(pydicom.dcmread(name))


main(sys.argv[1], sys.argv[2:])
