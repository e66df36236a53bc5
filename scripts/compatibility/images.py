"""What is expected of a file and what a program sees of it, in one shape, and how the two are compared."""

from dataclasses import dataclass, field
from typing import Optional

import numpy as np

AXES = "TZCYXS"


def canonical(a, axes):
    """An array whose axes are named, as t, z, channels, rows, columns, samples."""
    a = np.asarray(a)
    order = [axes.index(name) for name in AXES if name in axes]
    a = a.transpose(order)
    return a.reshape([a.shape[[n for n in AXES if n in axes].index(name)] if name in axes else 1 for name in AXES])


@dataclass
class Image:
    """What a file should show: levels, finest first, in canonical shape; how far a sample may be off; the sizes of
    pictures besides, and whether there is a thumbnail of any size."""

    levels: list
    pixel_size: Optional[tuple] = None
    pixel_size_z: Optional[float] = None
    mean_off: float = 0
    most_off: float = 0
    associated: list = field(default_factory=list)
    thumbnail: bool = False

    @property
    def planes(self):
        t, z, c = self.levels[0].shape[:3]
        return t * z * c

    @property
    def dtype(self):
        return self.levels[0].dtype

    def sizes(self):
        return [(level.shape[4], level.shape[3]) for level in self.levels]


@dataclass
class Verdict:
    right: bool
    text: str


def difference(seen, expected):
    """Mean and largest difference of two arrays of one shape; values that are no numbers must be so in both."""
    a, b = seen.astype(np.float64), expected.astype(np.float64)
    nan = np.isnan(a) | np.isnan(b)
    if nan.any():
        if not np.array_equal(np.isnan(a), np.isnan(b)):
            return np.inf, np.inf
        a, b = np.where(nan, 0, a), np.where(nan, 0, b)
    with np.errstate(invalid="ignore"):
        off = np.abs(np.where(a == b, 0, a - b))
    return (off.mean(), off.max()) if off.size else (0, 0)


def compare_page(page, plane, image, level=0):
    """Why a page is not this plane, or None. What a coder with loss blurs weighs the more the smaller the level. A page
    of equal samples may stand for one sample; an alpha is left aside."""
    page = page if page.ndim == 3 else page[..., None]
    wanted = plane.shape[-1]
    if wanted == 1 and page.shape[-1] in (2, 4):
        page = page[..., : page.shape[-1] - 1]
    if wanted == 1 and page.shape[-1] == 3 and (page == page[..., :1]).all():
        page = page[..., :1]
    if wanted == 3 and page.shape[-1] <= 2:
        page = np.repeat(page[..., :1], 3, axis=2)
    candidates = [page]
    if page.dtype.kind == "i" and plane.dtype.kind == "u" and page.dtype.itemsize == plane.dtype.itemsize:
        candidates = [page.view(plane.dtype)]  # the bits are right; the language of the reader has no unsigned type
    if wanted == 3 and page.shape[-1] == 4:
        candidates = [page[..., :3], over_white(page)]
    if candidates[0].shape != plane.shape:
        return f"{page.shape[-1]} samples for {wanted}"
    mean, most = min(difference(candidate, plane) for candidate in candidates)
    if mean > image.mean_off * (1 + level) or most > image.most_off:
        return f"differs by {mean:.3g} in the mean, {most:.3g} at most"
    return None


def over_white(rgba):
    """Colours of a picture with straight alpha where it is laid over white."""
    white = float(np.iinfo(rgba.dtype).max) if rgba.dtype.kind == "u" else 1.0
    alpha = rgba[..., 3:] / white
    return np.floor(rgba[..., :3] * alpha + white * (1 - alpha) + 0.5).astype(rgba.dtype)


def judge(pages, image):
    """Holds pages (rows, columns, samples), in the file's order and whatever their level, against what a file should
    show."""
    by_size = {}
    for page in pages:
        by_size.setdefault((page.shape[1], page.shape[0]), []).append(page)
    if not pages:
        return Verdict(False, "no image")
    if image.sizes()[0] not in by_size:
        return Verdict(False, "shows " + ", ".join(f"{w} x {h}" for w, h in by_size))
    seen_levels, planes_seen = 0, None
    for number, (level, size) in enumerate(zip(image.levels, image.sizes())):
        found = by_size.pop(size, [])
        if not found:
            continue
        planes = level.reshape((-1,) + level.shape[3:])
        if (
            len(planes) > 1
            and planes.shape[-1] == 1
            and len(found) == 1
            and found[0].ndim == 3
            and found[0].shape[-1] == len(planes)
        ):
            found = list(np.moveaxis(found[0], 2, 0))
        if image.thumbnail and len(found) == 2 and len(planes) == 1:
            planes = np.concatenate([planes, planes])
        if len(found) > len(planes):
            return Verdict(False, f"{len(found)} pages of {size[0]} x {size[1]} for {len(planes)} planes")
        for page, plane in zip(found, planes):
            problem = compare_page(page, plane, image, number)
            if problem:
                return Verdict(False, f"{size[0]} x {size[1]}: {problem}")
        seen_levels += 1
        planes_seen = min(len(found), image.planes) if planes_seen is None else planes_seen
    for size in by_size:
        if size not in image.associated and not (image.thumbnail and len(by_size[size]) == 1):
            return Verdict(False, f"a page of {size[0]} x {size[1]} too many")
    levels = len(image.levels)
    text = (
        "all"
        if seen_levels == levels and levels > 1
        else "right"
        if levels == 1
        else "level 0"
        if seen_levels == 1
        else f"{seen_levels} of {levels} levels"
    )
    if planes_seen < image.planes:
        text += f", {planes_seen} of {image.planes} planes"
    return Verdict(True, text)
