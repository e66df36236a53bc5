"""Whole-slide DICOM files as pydicom decodes them, and their JPEG frames as Pillow does."""

import io

import numpy as np
import PIL.Image
import pydicom
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.util import convert_color_space


def of_pydicom(d):
    frames = d.pixel_array
    frames = frames.reshape((int(d.NumberOfFrames), d.Rows, d.Columns) + ((3,) if d.SamplesPerPixel == 3 else ()))
    if d.PhotometricInterpretation.startswith("YBR_FULL") and d.file_meta.TransferSyntaxUID.is_compressed:
        frames = convert_color_space(frames, d.PhotometricInterpretation, "RGB", per_frame=True)
    return 255 - frames if d.PhotometricInterpretation == "MONOCHROME1" else frames


def of_pillow(d):
    """Decides by the JPEG stream alone what its colours are."""
    return np.stack(
        [
            np.asarray(PIL.Image.open(io.BytesIO(frame)))
            for frame in generate_pixel_data_frame(d.PixelData, int(d.NumberOfFrames))
        ]
    )


READERS = {"pydicom": of_pydicom, "Pillow": of_pillow}


def look(name, path):
    """The picture in one page, or the reason of the refusal."""
    try:
        d = pydicom.dcmread(str(path))
        frames = READERS[name](d)
        width, height = d.TotalPixelMatrixColumns, d.TotalPixelMatrixRows
        across = -(-width // d.Columns)
        page = np.concatenate(
            [np.concatenate(list(frames[i : i + across]), axis=1) for i in range(0, len(frames), across)]
        )[:height, :width]
        return [page if page.ndim == 3 else page[..., None]], None
    except Exception as problem:
        return None, f"{type(problem).__name__}: {problem}".splitlines()[0]
