"""Reads patches with openslide-python and writes them with PIL, in several processes: openslide_patches.py SIDE UM PROCESSES SLIDE TABLE OUT

The usual way to training data: TABLE is tiles.csv of an export, which says where (x0, y0); each patch of SIDE x SIDE pixels of UM
micrometres is read from the level that is next finer, resized where that is not its scale, and becomes a PNG in the folder OUT, or in
OUT if that ends in .zip. With --compare FOLDER in place of OUT, files of an export are compared with what is read.
"""
import csv
import io
import multiprocessing
import os
import sys
import zipfile

import openslide
from PIL import Image, ImageChops, ImageStat

side, um, processes, slide_path, table, out = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:7]


def begin():
    global slide, level, wanted
    slide = openslide.open_slide(slide_path)
    mpp = slide.properties.get(openslide.PROPERTY_NAME_MPP_X) or 1e4 / float(slide.properties["tiff.XResolution"])
    downsample = um / float(mpp)
    level = slide.get_best_level_for_downsample(downsample * 1.001)
    wanted = round(side * downsample / slide.level_downsamples[level])


def patch(row):
    image = slide.read_region((int(row["x0"]), int(row["y0"])), level, (wanted, wanted)).convert("RGB")
    return image if wanted == side else image.resize((side, side), Image.Resampling.BOX)


def write(row):
    patch(row).save(os.path.join(out, row["file"]))


def encoded(row):
    file = io.BytesIO()
    patch(row).save(file, "png")
    return row["file"], file.getvalue()


def main():
    with open(table, newline="") as lines:
        rows = list(csv.DictReader(lines))
    if out == "--compare":
        begin()
        rows = rows[:500]
        most = 0
        for row in rows:
            with Image.open(os.path.join(sys.argv[7], row["file"])) as image:
                most = max(most, *(top for _, top in ImageStat.Stat(ImageChops.difference(image, patch(row))).extrema))
        print(f"largest difference in {len(rows)} patches: {most}")
        return
    with multiprocessing.Pool(processes, begin) as pool:
        if out.endswith(".zip"):
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
                for name, data in pool.imap(encoded, rows, 32):
                    archive.writestr(name, data)
        else:
            os.makedirs(out)
            for _ in pool.imap_unordered(write, rows, 32):
                pass


main()
