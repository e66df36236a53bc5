"""What SciPy and scikit-image make of an image: OPERATION FILE WIDTH HEIGHT SAMPLES TYPE NUMBER...; raw samples in and out."""
import sys
import numpy as np
from scipy import ndimage
from skimage import color, feature, filters, measure

if sys.argv[1] == "probe":
    sys.exit(0)
operation, path, width, height, samples, dtype = sys.argv[1:7]
numbers = [float(n) for n in sys.argv[7:]]
image = np.fromfile(path, dtype).reshape(int(height), int(width), int(samples)).squeeze()


def unit(v):
    return np.array(v) / np.linalg.norm(v)


def stains(image, first, second):
    """Optical densities by scikit-image, which has them over the logarithm of 1e6."""
    a, b = unit(first), unit(second)
    matrix = np.linalg.inv(np.array([a, b, unit(np.cross(a, b))]))
    light = np.maximum(image, 1) / np.iinfo(image.dtype).max
    return color.separate_stains(light, matrix) * 6


def macenko(image):
    """As the paper has it, by NumPy's eigenvectors and percentiles."""
    od = -np.log(np.maximum(image.reshape(-1, 3), 1) / np.iinfo(image.dtype).max)
    od = od[~np.any(od < 0.15, axis=1)]
    _, vectors = np.linalg.eigh(np.cov(od.T))
    plane = vectors[:, [2, 1]]
    plane = plane * np.where(plane[0] < 0, -1, 1)
    t = od @ plane
    low, high = np.percentile(np.arctan2(t[:, 1], t[:, 0]), [1, 99])
    found = [np.maximum(plane @ [np.cos(a), np.sin(a)], 0) for a in (low, high)]
    found.sort(key=lambda v: -v[0])
    return np.array([unit(v) for v in found])


def response(density, sigma):
    return -ndimage.gaussian_laplace(density, sigma) * sigma ** 2


def peaks(density, sigma, threshold, distance):
    found = feature.peak_local_max(response(density, sigma), min_distance=int(distance), threshold_abs=threshold,
                                   exclude_border=False)
    return found[np.lexsort((found[:, 1], found[:, 0]))][:, ::-1]


if operation == "gaussian":
    result = ndimage.gaussian_filter(image.astype(float), numbers[0], mode="nearest")
elif operation == "otsu":
    result = np.array([filters.threshold_otsu(image)])
elif operation == "label":
    result = measure.label(image > 0, connectivity=2)
elif operation == "regions":
    # by their first pixels: area, centre, box
    found = measure.regionprops(measure.label(image > 0, connectivity=2))
    found.sort(key=lambda r: tuple(r.coords[np.lexsort((r.coords[:, 1], r.coords[:, 0]))[0]]))
    result = np.array([[r.area, r.centroid[1], r.centroid[0], r.bbox[1], r.bbox[0], r.bbox[3] - r.bbox[1],
                        r.bbox[2] - r.bbox[0]] for r in found])
elif operation == "stains":
    result = stains(image, numbers[0:3], numbers[3:6])
elif operation == "macenko":
    result = macenko(image)
elif operation == "nuclei":
    result = peaks(stains(image, numbers[3:6], numbers[6:9])[..., 0], *numbers[:3])
elif operation == "blobs":
    sigma, threshold = numbers
    found = feature.blob_log(image.astype(float), min_sigma=sigma, max_sigma=sigma, num_sigma=1, threshold=threshold,
                             overlap=1, exclude_border=False)
    result = found[np.lexsort((found[:, 1], found[:, 0]))][:, 1::-1]
elif operation == "density":
    # numbers: sigma, then x and y of each object in pixels
    sigma, points, shape = numbers[0], np.array(numbers[1:]).reshape(-1, 2), image.shape[:2]
    counts, _, _ = np.histogram2d(points[:, 1], points[:, 0], bins=shape, range=[[0, shape[0]], [0, shape[1]]])
    blur = lambda a: ndimage.gaussian_filter(a, sigma, mode="constant")
    result = blur(counts) / blur(np.ones(shape))
sys.stdout.buffer.write(np.ascontiguousarray(result, ">f8").tobytes())
