"""What pydicom says of a whole-slide image, for tests in another language.

    pydicom_oracle.py probe
    pydicom_oracle.py matrix FILE     the total pixel matrix of a TILED_FULL file, RGB bytes, row by row

Frames in JPEG are decoded by Pillow as the data set's Photometric Interpretation has it.
"""
import io
import sys

import numpy
import pydicom
from PIL import Image
from pydicom.encaps import generate_pixel_data_frame


def frames(data):
    count = int(data.get("NumberOfFrames", 1))
    if not data.file_meta.TransferSyntaxUID.is_compressed:
        shape = (count, data.Rows, data.Columns, data.SamplesPerPixel)
        yield from numpy.frombuffer(data.PixelData, numpy.uint8, numpy.prod(shape)).reshape(shape)
    else:
        for frame in generate_pixel_data_frame(data.PixelData, count):
            yield numpy.asarray(Image.open(io.BytesIO(frame)).convert("RGB"))


def main(command, args):
    if command == "probe":
        return
    data = pydicom.dcmread(args[0])
    width, height = data.TotalPixelMatrixColumns, data.TotalPixelMatrixRows
    columns = -(-width // data.Columns)
    matrix = numpy.zeros((-(-height // data.Rows) * data.Rows, columns * data.Columns, 3), numpy.uint8)
    for i, frame in enumerate(frames(data)):
        y, x = i // columns * data.Rows, i % columns * data.Columns
        matrix[y:y + data.Rows, x:x + data.Columns] = frame
    sys.stdout.buffer.write(matrix[:height, :width].tobytes())


main(sys.argv[1], sys.argv[2:])
