"""What OpenSlide answers about a slide, as bytes on standard output, for tests in another language.

    openslide_oracle.py probe
    openslide_oracle.py properties SLIDE            key NUL value NUL ...
    openslide_oracle.py regions SLIDE [NAME] < lines  lines "x0 y0 level width height"; RGBA bytes of each, one after the other,
                                                    after reading an associated image
    openslide_oracle.py associated SLIDE NAME       width and height as big-endian 32-bit words, then RGBA bytes

RGBA is not premultiplied, as openslide-python returns it. Exit status 3 and one line on standard error if OpenSlide
does not open the slide.
"""
import struct
import sys

import openslide


def main(command, args):
    if command == "probe":
        return
    out = sys.stdout.buffer
    with openslide.OpenSlide(args[0]) as slide:
        if command == "properties":
            for key, value in slide.properties.items():
                out.write(key.encode() + b"\0" + value.encode() + b"\0")
        elif command == "regions":
            for name in args[1:]:
                slide.associated_images[name]
            for line in sys.stdin:
                x0, y0, level, width, height = (int(word) for word in line.split())
                out.write(slide.read_region((x0, y0), level, (width, height)).tobytes())
        elif command == "associated":
            image = slide.associated_images[args[1]].convert("RGBA")
            out.write(struct.pack(">II", *image.size) + image.tobytes())
        else:
            sys.exit("no such command: " + command)


try:
    main(sys.argv[1], sys.argv[2:])
except openslide.OpenSlideError as e:
    sys.stderr.write("OpenSlide: %s\n" % e)
    sys.exit(3)
