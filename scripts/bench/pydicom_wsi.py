"""A slide's levels as DICOM files by decoding and encoding: OpenSlide, Pillow and pydicom, tile by tile, with all processors.

    pydicom_wsi.py SLIDE FOLDER [QUALITY]

Writes what is needed to read the frames again, for comparing times: not all that the standard asks for.
"""
import io
import multiprocessing
import os
import sys

import openslide
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGBaseline8Bit, generate_uid

TILE = 256


def open_slide(path, quality):
    global slide, q
    slide, q = openslide.OpenSlide(path), quality


def frame(place):
    level, col, row = place
    scale = slide.level_downsamples[level]
    tile = slide.read_region((int(col * TILE * scale), int(row * TILE * scale)), level, (TILE, TILE)).convert("RGB")
    out = io.BytesIO()
    tile.save(out, "JPEG", quality=q)
    return out.getvalue()


def main(path, folder, quality=90):
    os.makedirs(folder)
    with openslide.OpenSlide(path) as whole:
        sizes = whole.level_dimensions
    with multiprocessing.Pool(initializer=open_slide, initargs=(path, int(quality))) as pool:
        for level, (width, height) in enumerate(sizes):
            places = [(level, col, row) for row in range(-(-height // TILE)) for col in range(-(-width // TILE))]
            frames = pool.map(frame, places, 64)
            data = Dataset()
            data.file_meta = FileMetaDataset()
            data.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
            data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.77.1.6"
            data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = generate_uid()
            data.Rows = data.Columns = TILE
            data.SamplesPerPixel, data.PhotometricInterpretation, data.PlanarConfiguration = 3, "YBR_FULL_422", 0
            data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
            data.NumberOfFrames = len(frames)
            data.TotalPixelMatrixColumns, data.TotalPixelMatrixRows = width, height
            data.PixelData = encapsulate(frames)
            data["PixelData"].is_undefined_length = True
            data.is_little_endian, data.is_implicit_VR = True, False
            data.save_as(os.path.join(folder, f"level_{level}.dcm"), write_like_original=False)


main(*sys.argv[1:])
