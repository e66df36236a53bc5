"""Pictures whose every sample is known: saturated, dark and odd colours, full ranges, the same ones in each run."""

import numpy as np

# Pure and dark colours, greys, and such as lie beyond what YCbCr of 8 bits can hold after a round trip.
COLOURS = [
    (0, 160, 0),
    (0, 150, 150),
    (40, 0, 40),
    (160, 160, 0),
    (0, 0, 160),
    (160, 0, 0),
    (120, 120, 120),
    (20, 60, 20),
    (255, 0, 0),
    (0, 255, 0),
    (0, 0, 255),
    (255, 255, 255),
    (0, 0, 0),
    (200, 40, 90),
    (250, 240, 230),
    (3, 2, 1),
]


def rgb(width, height, dtype="u1", seed=0):
    """Rows, columns, samples: bars of flat colour above, ramps of colour in the middle, a texture of low contrast
    below."""
    y, x = np.mgrid[0:height, 0:width]
    a = np.empty((height, width, 3), np.int64)
    a[...] = np.asarray(COLOURS)[(x // 24 + seed) % len(COLOURS)]
    ramps = np.stack(
        [(x * 255) // max(1, width - 1), (y * 255) // max(1, height - 1), 255 - (x + y) * 255 // (width + height)], 2
    )
    middle = (y >= height // 3) & (y < 2 * height // 3)
    a[middle] = ramps[middle]
    texture = np.stack([150 + (x * y // 64 + seed) % 40, 110 + (x + y) // 8 % 32, 140 + (x - y) // 8 % 24], 2)
    a[y >= 2 * height // 3] = texture[y >= 2 * height // 3]
    dtype = np.dtype(dtype)
    if dtype == np.uint8:
        return a.astype(dtype)
    return (a * 257 - np.minimum(a, 1) * (x[..., None] % 200)).astype(dtype)


def grey(width, height, dtype="u1", seed=0):
    """Rows and columns over the type's whole range: a ramp, bars, and its extremes."""
    dtype = np.dtype(dtype)
    y, x = np.mgrid[0:height, 0:width]
    share = ((x * 7 + y * 3 + seed * 41) % 256) / 255
    share[y < height // 3] = ((x // 16 + seed) % 8 / 7)[y < height // 3]
    if dtype.kind == "f":
        return ((share - 0.25) * 1234.5 + seed).astype(dtype)
    low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
    a = (low + share * (float(high) - low)).clip(low, high)
    a = (
        np.where(a >= float(high), high, a.astype(np.float64)).astype(dtype)
        if dtype.itemsize < 4
        else a.clip(low, high - 512).astype(dtype)
    )
    a.flat[0], a.flat[-1] = low, high
    return a


def planes(count, width, height, dtype="u1"):
    return np.stack([grey(width, height, dtype, seed) for seed in range(count)])


def bits(width, height):
    """A line drawing of zeros and ones: runs of every length that fax codes tell apart."""
    y, x = np.mgrid[0:height, 0:width]
    return ((x * x // 17 + y * 3) // 5 % 7 < 3).astype("u1")


def smooth(width, height, samples=3, seed=0):
    """What every coding with loss keeps well: slow ramps of saturated and dark colours, no edges."""
    y, x = np.mgrid[0:height, 0:width]
    ramps = [128 + 120 * np.sin(x / 37 + seed), 128 + 120 * np.cos(y / 29), 100 + 90 * np.sin((x + y) / 53)]
    a = np.stack(ramps[:samples], 2).round().astype("u1")
    return a if samples > 1 else a[..., 0]


def blobs(width, height, seed=0):
    """Flat squares of all colours, large enough that most pixels are far from edges at all levels."""
    y, x = np.mgrid[0:height, 0:width]
    return np.asarray(COLOURS, "u1")[(x // 80 + y // 80 * 5 + seed) % len(COLOURS)]


def halved(a):
    """The next level of rows and columns (and samples): the mean of 2 x 2 pixels, of those that exist at the edges."""
    a = np.asarray(a)
    height, width = a.shape[:2]
    even = np.pad(a.astype(np.float64), [(0, height % 2), (0, width % 2)] + [(0, 0)] * (a.ndim - 2), mode="edge")
    mean = (even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2]) / 4
    return mean.astype(a.dtype) if a.dtype.kind == "f" else np.floor(mean + 0.5).astype(a.dtype)


def every_second(a):
    """Another rule for the next level, for files whose levels are not means: each second pixel of each second row."""
    return np.ascontiguousarray(a[::2, ::2])


def most_frequent(a):
    """A third rule: the value that most of 2 x 2 pixels have; of two pairs that of the upper right pixel, of four
    different ones the lower left, as libvips decides."""
    even = np.pad(a, [(0, a.shape[0] % 2), (0, a.shape[1] % 2)] + [(0, 0)] * (a.ndim - 2), mode="edge")
    w, x, y, z = even[::2, ::2], even[::2, 1::2], even[1::2, ::2], even[1::2, 1::2]

    def same(p, q):
        return (p == q).all(axis=2, keepdims=True) if a.ndim == 3 else p == q

    return np.where(same(x, w) | same(x, y) | same(x, z), x, np.where(same(w, y) | same(w, z), w, y))


def labels(width, height, dtype="u2"):
    """A label image: discs, each with a number of its own, some of them large."""
    y, x = np.mgrid[0:height, 0:width]
    number = x // 23 + y // 19 * 37 + 1
    inside = (x % 23 - 11) ** 2 + (y % 19 - 9) ** 2 < 70
    return (number * inside * (1 if np.dtype(dtype).itemsize < 4 else 16777259)).astype(dtype)
